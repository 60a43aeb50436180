// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open_sae_dialog.h"

#include "core/formats/accepted_formats.h"
#include "core/workspace/workspace.h"
#include "ui/bridge/sentences.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QSpinBox>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int unset = -1;
constexpr int mostLayers = 1000;
constexpr int mostK = 1'000'000;

/// The command says which option would help: "--k", not "--kind".
bool asksFor(const std::vector<Error>& problems, const char* option) {
    const QRegularExpression word(QStringLiteral("(^|[^A-Za-z0-9-])%1($|[^A-Za-z0-9-])").arg(QLatin1String(option)));
    return std::any_of(problems.begin(), problems.end(), [&](const Error& error) {
        return word.match(QString::fromStdString(error.message + " " + error.hint)).hasMatch();
    });
}

QSpinBox* makeNumber(int most, const QString& name, QWidget* parent) {
    auto* box = new QSpinBox(parent);
    box->setRange(unset, most);
    box->setSpecialValueText(OpenSaeDialog::tr("not given"));
    box->setValue(unset);
    box->setAccessibleName(name);
    return box;
}

QString percentOf(const Json& object, const char* key) {
    const auto it = object.find(key);
    return it != object.end() && it->is_number() ? QLocale().toString(it->get<double>() * 100.0, 'f', 1) : QString();
}

}  // namespace

QStringList saeLayoutNames() {
    QStringList names;
    for (const AcceptedFormat& format : acceptedFormats()) {
        if (format.kind == FormatKind::Sae) {
            names << QString::fromUtf8(format.option.data(), static_cast<qsizetype>(format.option.size()));
        }
    }
    return names;
}

QString saeLayoutText(const QString& name) {
    for (const AcceptedFormat& format : acceptedFormats()) {
        if (format.kind == FormatKind::Sae && name.toStdString() == format.option) {
            return QCoreApplication::translate("AcceptedFormats", std::string(format.name).c_str());
        }
    }
    return plainLine(name, 60);
}

OpenSaeDialog::OpenSaeDialog(const Workspace& workspace, QWidget* parent)
    : OpenArtifactDialog(
          tr("Open SAE"),
          tr("A sparse autoencoder in any published layout. It is copied into the workspace in Saferscope's own layout "
             "and measured on activations of your model and data."),
          workspace.folder(), QStringLiteral("own#sae"), parent) {
    auto* folder = new QPushButton(tr("Folder…"), this);
    auto* file = new QPushButton(tr("File…"), this);
    addPathRow(tr("&From"), {folder, file});
    connect(folder, &QPushButton::clicked, this, [this] {
        const QString path =
            QFileDialog::getExistingDirectory(this, tr("Choose the folder of an SAE"), pathField()->text());
        if (!path.isEmpty()) {
            setPath(path);
        }
    });
    connect(file, &QPushButton::clicked, this, [this] {
        const QString path =
            QFileDialog::getOpenFileName(this, tr("Choose the file of an SAE"), pathField()->text(),
                                         tr("Autoencoders (*.pt *.pth *.bin *.npz *.safetensors);;All files (*)"));
        if (!path.isEmpty()) {
            setPath(path);
        }
    });
    m_layoutBox = new QComboBox(this);
    m_layoutBox->addItem(tr("Found from the files"), QString());
    for (const QString& name : saeLayoutNames()) {
        m_layoutBox->addItem(saeLayoutText(name), name);
    }
    addRow(tr("La&yout"), m_layoutBox);
    addNameRow();
    m_model = new QComboBox(this);
    for (const Artifact& model : workspace.artifacts(ArtifactKind::Model)) {
        m_model->addItem(plainLine(QString::fromStdString(model.name), 100), QString::fromStdString(model.name));
    }
    m_dataset = new QComboBox(this);
    for (const Dataset& dataset : workspace.datasets()) {
        m_dataset->addItem(plainLine(QString::fromStdString(dataset.name), 100), QString::fromStdString(dataset.name));
    }
    addRow(tr("&Model"), m_model);
    addRow(tr("&Data set"), m_dataset, tr("L0 and FVU are measured on the first pairs of it."));
    m_asked = makeAsked();
    addWide(m_asked, 0);
    m_warnings = new MessageBar(this);
    addWide(m_warnings, 0);
    finishLayout();
    connect(m_layoutBox, &QComboBox::currentIndexChanged, this, [this] {
        forgetFound();
        found()->clear();
        lookSoon(0);
    });
    if (m_model->count() == 0 || m_dataset->count() == 0) {
        messageBar()->showMessage(
            MessageKind::Warning,
            m_model->count() == 0 ? tr("The workspace has no reward model yet.")
                                  : tr("The workspace has no data set yet."),
            tr("An SAE is measured on both when it is added. Open a model and import pairs first."));
    }
}

QWidget* OpenSaeDialog::makeAsked() {
    auto* box = new QWidget(this);
    auto* grid = new QGridLayout(box);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(spacing(4));
    grid->setVerticalSpacing(spacing(1));
    m_askedWhy = new Label({}, TextRole::Strong, TextTone::Warning, box);
    m_askedWhy->setWordWrap(true);
    grid->addWidget(m_askedWhy, 0, 0, 1, 2);
    m_layer = makeNumber(mostLayers, tr("Layer"), box);
    m_k = makeNumber(mostK, tr("k"), box);
    m_layerName = new Label(tr("&Layer (0 = embeddings, N = after block N)"), TextRole::Body, TextTone::Normal, box);
    m_layerName->setBuddy(m_layer);
    m_kName = new Label(tr("&k (latents kept for each token)"), TextRole::Body, TextTone::Normal, box);
    m_kName->setBuddy(m_k);
    grid->addWidget(m_layerName, 1, 0);
    grid->addWidget(m_layer, 1, 1);
    grid->addWidget(m_kName, 2, 0);
    grid->addWidget(m_k, 2, 1);
    grid->setColumnStretch(1, 1);
    for (QWidget* widget : {static_cast<QWidget*>(m_layer), static_cast<QWidget*>(m_layerName),
                            static_cast<QWidget*>(m_k), static_cast<QWidget*>(m_kName)}) {
        widget->hide();
    }
    box->hide();
    for (QSpinBox* field : {m_layer, m_k}) {
        connect(field, &QSpinBox::valueChanged, this, [this] { lookSoon(); });
    }
    return box;
}

QStringList OpenSaeDialog::readingOptions() const {
    QStringList list;
    if (const QString layout = m_layoutBox->currentData().toString(); !layout.isEmpty()) {
        list << QStringLiteral("--layout=") + layout;
    }
    if (!m_layer->isHidden() && m_layer->value() != unset) {
        list << QStringLiteral("--layer=%1").arg(m_layer->value());
    }
    if (!m_k->isHidden() && m_k->value() > 0) {
        list << QStringLiteral("--k=%1").arg(m_k->value());
    }
    return list;
}

QStringList OpenSaeDialog::lookArguments() const {
    return QStringList{QStringLiteral("sae"), QStringLiteral("inspect"), path(), QStringLiteral("--json")} +
           readingOptions();
}

QStringList OpenSaeDialog::addArguments() const {
    QStringList list = {QStringLiteral("sae"), QStringLiteral("add"), path(),
                        QStringLiteral("--workspace=") + workspaceFolder(), QStringLiteral("--json")};
    if (const QString name = nameField()->text().trimmed(); !name.isEmpty()) {
        list << QStringLiteral("--name=") + name;
    }
    if (m_model->count() > 0) {
        list << QStringLiteral("--model=") + m_model->currentData().toString();
    }
    if (m_dataset->count() > 0) {
        list << QStringLiteral("--dataset=") + m_dataset->currentData().toString();
    }
    return list + readingOptions();
}

bool OpenSaeDialog::showFound(const Json& answer) {
    auto problems = problemsOf(answer);
    const bool read = !numberTextOf(answer, "latents").isEmpty();
    const bool wantsK = asksFor(problems, "--k");
    const bool wantsLayer = asksFor(problems, "--layer") || (read && numberTextOf(answer, "layer").isEmpty());
    // Once asked for they stay, so that a value can be changed.
    m_k->setVisible(wantsK || !m_k->isHidden());
    m_kName->setVisible(!m_k->isHidden());
    m_layer->setVisible(wantsLayer || !m_layer->isHidden() || (wantsK && !read));
    m_layerName->setVisible(!m_layer->isHidden());
    m_asked->setVisible(!m_k->isHidden() || !m_layer->isHidden());
    const bool needsK = wantsK && m_k->value() <= 0;
    const bool needsLayer = wantsLayer && m_layer->value() == unset;
    m_askedWhy->setText(needsK && needsLayer ? tr("The file says neither k nor the layer. A wrong one gives wrong "
                                                  "features: take them from where the SAE was published.")
                        : needsK             ? tr("The file does not say k. A wrong one gives wrong features: take it "
                                                              "from where the SAE was published.")
                        : needsLayer         ? tr("The file does not say which layer it reads. A wrong one gives wrong "
                                                          "features: take it from where the SAE was published.")
                                             : QString());
    m_askedWhy->setVisible(!m_askedWhy->text().isEmpty());
    if (needsK || needsLayer) {
        problems.erase(
            std::remove_if(problems.begin(), problems.end(),
                           [](const Error& error) { return asksFor({error}, "--k") || asksFor({error}, "--layer"); }),
            problems.end());
    }
    m_foundK = numberTextOf(answer, "k");
    found()->addFact(tr("Layout"), read ? saeLayoutText(textOf(answer, "layout")) : QString());
    found()->addFact(tr("Latents"), numberTextOf(answer, "latents"));
    found()->addFact(tr("Input"), numberTextOf(answer, "input_size").isEmpty()
                                      ? QString()
                                      : tr("activations of width %1").arg(numberTextOf(answer, "input_size")));
    found()->addFact(tr("Activation"), m_foundK.isEmpty()
                                           ? textOf(answer, "activation")
                                           : tr("%1, k = %2").arg(textOf(answer, "activation"), m_foundK));
    found()->addFact(tr("Layer"), numberTextOf(answer, "layer"));
    found()->addFact(tr("Normalisation"), textOf(answer, "normalisation"));
    found()->addFact(tr("Made for"), textOf(answer, "model_name"));
    if (const QStringList assumptions = textsOf(answer, "assumptions"); !assumptions.isEmpty()) {
        found()->addHeading(tr("Assumed, because the files do not say it"));
        for (const QString& one : assumptions) {
            found()->addNote(sentence(one), TextTone::Warning);
        }
    }
    if (problems.empty() && !read && !needsK && !needsLayer) {
        problems.push_back({ErrorCode::InvalidInput, tr("No autoencoder was found there.").toStdString(), {}});
    }
    const bool sound = showProblems(problems);
    return sound && read && !needsK && !needsLayer;
}

void OpenSaeDialog::showQuality(const Json& quality) {
    const auto line = [this](const Json& part, const QString& name) {
        const QString l0 = decimalTextOf(part, "l0", 1);
        const QString fvu = decimalTextOf(part, "fvu", 2);
        if (l0.isEmpty() && fvu.isEmpty()) {
            found()->addFact(name, tr("could not be measured"));
            return;
        }
        QString text =
            m_foundK.isEmpty()
                ? tr("L0 %1, FVU %2").arg(l0.isEmpty() ? tr("unknown") : l0, fvu.isEmpty() ? tr("unknown") : fvu)
                : tr("L0 %1 of k %2, FVU %3")
                      .arg(l0.isEmpty() ? tr("unknown") : l0, m_foundK, fvu.isEmpty() ? tr("unknown") : fvu);
        if (const QString dead = percentOf(part, "dead"); !dead.isEmpty()) {
            text += tr("; %1 % of the latents never active").arg(dead);
        }
        if (const QString count = numberTextOf(part, "count"); !count.isEmpty()) {
            text += tr(" (%1 tokens)").arg(count);
        }
        found()->addFact(name, text);
    };
    const Json none = Json::object();
    const auto part = [&](const char* key) -> const Json& {
        const auto it = quality.is_object() ? quality.find(key) : quality.end();
        return quality.is_object() && it != quality.end() && it->is_object() ? *it : none;
    };
    line(part("tokens"), tr("On all tokens"));
    line(part("sentence_ends"), tr("At sentence ends"));
}

void OpenSaeDialog::showAdded(const Json& answer) {
    const QString name = plainLine(textOf(answer, "name"));
    const QStringList warnings = textsOf(answer, "warnings");
    messageBar()->showMessage(MessageKind::Success, tr("The SAE “%1” is in the workspace.").arg(name),
                              tr("L0 is how many latents are active for a token, FVU the share of the activations that "
                                 "it does not explain: 0 is perfect, 1 is no better than the mean."));
    if (!warnings.isEmpty()) {
        m_warnings->showMessage(MessageKind::Warning,
                                tr("It may have been read wrongly, or does not fit this model: %Ln things look wrong.",
                                   nullptr, pluralOf(warnings.size())),
                                plainLine(sentences(warnings).join(QLatin1Char(' ')), 3000));
    }
    found()->addFact(tr("Measured on"), textOf(answer, "measured_on"));
    const auto quality = answer.find("quality");
    showQuality(quality != answer.end() ? *quality : Json::object());
    if (const QStringList assumptions = textsOf(answer, "assumptions"); !assumptions.isEmpty()) {
        found()->addHeading(tr("Assumed, because the files do not say it"));
        for (const QString& one : assumptions) {
            found()->addNote(sentence(one), TextTone::Warning);
        }
    }
    m_asked->hide();
}

void OpenSaeDialog::forgetFound() {
    for (QSpinBox* field : {m_layer, m_k}) {
        const QSignalBlocker quiet(field);
        field->setValue(unset);
        field->hide();
    }
    m_asked->hide();
    m_warnings->hide();
}

void OpenSaeDialog::setFieldsEnabled(bool enabled) {
    for (QWidget* field : {static_cast<QWidget*>(m_layoutBox), static_cast<QWidget*>(m_model),
                           static_cast<QWidget*>(m_dataset), m_asked}) {
        field->setEnabled(enabled);
    }
}

}  // namespace saferscope
