// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/open_model_dialog.h"

#include "ui/bridge/sentences.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"

#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>
#include <algorithm>

namespace saferscope {
namespace {

bool mentions(const Error& error, const char* option) {
    return error.message.find(option) != std::string::npos || error.hint.find(option) != std::string::npos;
}

/// The answer's "model", an empty object where it has none.
const Json& modelOf(const Json& answer) {
    static const Json none = Json::object();
    const auto it = answer.find("model");
    return it != answer.end() && it->is_object() ? *it : none;
}

}  // namespace

OpenModelDialog::OpenModelDialog(std::filesystem::path workspaceFolder, QWidget* parent)
    : OpenArtifactDialog(
          tr("Open reward model"),
          tr("A folder in Hugging Face layout: config.json, the weights and the tokenizer. The workspace refers to it; "
             "nothing is copied unless one of several labels is chosen."),
          std::move(workspaceFolder), QStringLiteral("own#model"), parent) {
    auto* choose = new QPushButton(tr("Choose…"), this);
    addPathRow(tr("&Folder"), {choose});
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Choose the folder of a reward model"), pathField()->text());
        if (!folder.isEmpty()) {
            setPath(folder);
        }
    });
    addNameRow();
    m_labelRow = new QWidget(this);
    auto* row = new QHBoxLayout(m_labelRow);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(4));
    m_label = new QComboBox(m_labelRow);
    m_label->setAccessibleName(tr("Label that is the reward"));
    auto* name = new Label(tr("&Label that is the reward"), TextRole::Body, TextTone::Normal, m_labelRow);
    name->setBuddy(m_label);
    row->addWidget(name);
    row->addWidget(m_label, 1);
    m_labelRow->hide();
    addWide(m_labelRow, 0);
    finishLayout();
    connect(m_label, &QComboBox::currentIndexChanged, this,
            [this] { action()->setEnabled(m_sound && m_label->currentIndex() > 0 && !adding()); });
}

QStringList OpenModelDialog::lookArguments() const {
    return {QStringLiteral("doctor"), QStringLiteral("--model=") + path(), QStringLiteral("--json")};
}

QStringList OpenModelDialog::addArguments() const {
    QStringList list = {QStringLiteral("model"), QStringLiteral("add"), path(),
                        QStringLiteral("--workspace=") + workspaceFolder(), QStringLiteral("--json")};
    if (const QString name = nameField()->text().trimmed(); !name.isEmpty()) {
        list << QStringLiteral("--name=") + name;
    }
    if (!m_labelRow->isHidden() && m_label->currentIndex() > 0) {
        list << QStringLiteral("--label=") + m_label->currentData().toString();
    }
    return list;
}

bool OpenModelDialog::showModel(FoundPanel& panel, const Json& answer) {
    const Json& model = modelOf(answer);
    const QString layers = numberTextOf(model, "layers");
    const QString width = numberTextOf(model, "hidden_size");
    const QStringList labels = textsOf(model, "labels");
    panel.addFact(tr("Family"), textOf(model, "family"));
    panel.addFact(tr("Size"),
                  layers.isEmpty() || width.isEmpty() ? QString() : tr("%1 blocks, width %2").arg(layers, width));
    panel.addFact(tr("Parameters"), numberTextOf(model, "parameters"));
    panel.addFact(tr("Stored as"), textOf(model, "dtype"));
    panel.addFact(tr("Vocabulary"), numberTextOf(model, "tokenizer_size"));
    panel.addFact(tr("Labels"), labels.size() > 1 ? labels.join(QStringLiteral(", ")) : QString());
    for (const QString& warning : textsOf(answer, "warnings")) {
        panel.addNote(sentence(warning), TextTone::Warning);
    }
    return !textOf(model, "family").isEmpty();
}

bool OpenModelDialog::showFound(const Json& answer) {
    const bool any = showModel(*found(), answer);
    const QStringList labels = textsOf(modelOf(answer), "labels");
    const bool several = labels.size() > 1;
    auto problems = problemsOf(answer);
    if (several) {
        // Which of the numbers is the reward is asked here; that nobody has said it yet is no problem of the folder.
        problems.erase(std::remove_if(problems.begin(), problems.end(),
                                      [](const Error& error) { return mentions(error, "--label"); }),
                       problems.end());
        m_label->clear();
        m_label->addItem(tr("Choose…"));
        for (const QString& label : labels) {
            m_label->addItem(plainLine(label, 100), label);
        }
    }
    m_labelRow->setVisible(several);
    if (problems.empty() && !any) {
        problems.push_back({ErrorCode::InvalidInput, tr("No reward model was found there.").toStdString(), {}});
    }
    m_sound = showProblems(problems);
    return m_sound && !several;
}

void OpenModelDialog::showAdded(const Json& answer) {
    const QString name = textOf(answer, "name");
    messageBar()->showMessage(MessageKind::Success,
                              tr("The reward model “%1” is in the workspace.").arg(plainLine(name)),
                              tr("Train or open an SAE for it, then build an index."));
    found()->addFact(tr("Folder"), textOf(answer, "path"));
    found()->addNote(tr("It stays where it lies: do not move or change it."), TextTone::Muted);
    for (const QString& warning : textsOf(answer, "warnings")) {
        found()->addNote(sentence(warning), TextTone::Warning);
    }
    m_labelRow->hide();
}

void OpenModelDialog::forgetFound() {
    m_labelRow->hide();
    m_label->clear();
    m_sound = false;
}

void OpenModelDialog::setFieldsEnabled(bool enabled) { m_label->setEnabled(enabled); }

}  // namespace saferscope
