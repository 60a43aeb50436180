// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/steering_dialogs.h"

#include "ui/causal/steering_models.h"
#include "ui/theme/theme.h"
#include "ui/widgets/help_request.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QDoubleSpinBox>
#include <QLayout>
#include <QPushButton>
#include <QSpinBox>
#include <algorithm>

namespace saferscope {
namespace {

// core/causal/MEASURED.md, "Repair by steering": 100 trusted pairs made one of two models worse, 400 none.
constexpr std::uint64_t fewPairs = 200;

/// The name follows the features until somebody has typed one.
void nameByFeatures(QLineEdit* name, SteeringFeatureFields* features, const QString& prefix,
                    const SteeringDialogHooks& hooks) {
    const auto follow = [name, features, prefix, freeName = hooks.freeName] {
        if (!name->isModified()) {
            name->setText(QString::fromStdString(freeName((prefix + features->shortName()).toStdString())));
        }
    };
    QObject::connect(features, &SteeringFeatureFields::changed, name, follow);
    follow();
    name->selectAll();
}

}  // namespace

NewSteeringDialog::NewSteeringDialog(const WorkspaceSession& session, SteeringDialogHooks hooks, QWidget* parent)
    : FormDialog(tr("New steering profile"),
                 tr("The same change for each of the features; single values can be changed afterwards."), tr("Create"),
                 parent),
      m_session(session),
      m_hooks(std::move(hooks)) {
    offerHelp(this, QStringLiteral("causal#steering"));
    m_name = new QLineEdit(this);
    m_features = new SteeringFeatureFields(session, false, this);
    m_operation = new QComboBox(this);
    for (const FeatureOperation one :
         {FeatureOperation::Scale, FeatureOperation::Ablate, FeatureOperation::Clamp, FeatureOperation::Add}) {
        m_operation->addItem(operationTitle(one), static_cast<int>(one));
    }
    m_value = new QDoubleSpinBox(this);
    m_value->setRange(-1000.0, 1000.0);
    m_value->setDecimals(3);
    m_value->setSingleStep(0.25);
    m_value->setValue(0.5);
    m_positions = makePositionBox(this);
    addRow(tr("&Name"), m_name);
    addRow(tr("&Features"), m_features->box());
    addRow(tr("N&umbers"), m_features->numbers());
    addRow(tr("&Change"), m_operation);
    addRow(tr("&Value"), m_value);
    addRow(tr("&Positions"), m_positions);
    nameByFeatures(m_name, m_features, tr("steer "), m_hooks);
    connect(m_operation, &QComboBox::currentIndexChanged, this, [this] {
        m_value->setEnabled(m_operation->currentData().toInt() != static_cast<int>(FeatureOperation::Ablate));
    });
    keepOpenOnAction();
    connect(action(), &QPushButton::clicked, this, &NewSteeringDialog::create);
}

void NewSteeringDialog::create() {
    const auto features = m_features->chosen();
    if (!features) {
        showError(features.error());
        return;
    }
    const IndexManifest& manifest = m_session.index()->manifest();
    SteeringProfile profile;
    profile.name = m_name->text().trimmed().toStdString();
    profile.saeHash = manifest.saeHash;
    profile.layer = manifest.layer;
    profile.modelHash = manifest.modelHash;
    profile.provenance = {{"made_by", "hand"}, {"set", features->set}, {"source", features->source}};
    profile.intervention =
        changeAll(features->ids, static_cast<FeatureOperation>(m_operation->currentData().toInt()), m_value->value(),
                  *positionsFromText(m_positions->currentData().toString().toStdString()));
    if (const Status added = m_hooks.add(profile); !added) {
        showError(added.error());
        return;
    }
    accept();
}

FitSteeringDialog::FitSteeringDialog(const WorkspaceSession& session, SteeringDialogHooks hooks, QWidget* parent)
    : FormDialog(
          tr("Fit a profile on trusted pairs"),
          tr("Finds one factor for each feature, by gradient descent, that makes pairs you trust come out right. "
             "The model's weights do not change, and the profile can be taken off at any time."),
          tr("Fit"), parent),
      m_session(session),
      m_hooks(std::move(hooks)) {
    offerHelp(this, QStringLiteral("causal#steering"));
    const Workspace& workspace = *session.workspace();
    m_name = new QLineEdit(this);
    m_model = new QComboBox(this);
    for (const Artifact& model : workspace.artifacts(ArtifactKind::Model)) {
        m_model->addItem(cellText(QString::fromStdString(model.name)), QString::fromStdString(model.contentHash));
    }
    m_model->setCurrentIndex(
        std::max(0, m_model->findData(QString::fromStdString(session.index()->manifest().modelHash))));
    m_dataset = new QComboBox(this);
    for (const Dataset& dataset : workspace.datasets()) {
        m_dataset->addItem(cellText(QString::fromStdString(dataset.name)), static_cast<qulonglong>(dataset.pairs));
    }
    m_most = new QSpinBox(this);
    m_most->setRange(0, 1'000'000);
    m_most->setSingleStep(100);
    m_most->setSpecialValueText(tr("All of them"));
    m_most->setGroupSeparatorShown(true);
    m_features = new SteeringFeatureFields(session, true, this);
    m_positions = makePositionBox(this);
    m_remark = new Label({}, TextRole::Small, TextTone::Muted, this);
    m_remark->setWordWrap(true);
    addRow(tr("&Name"), m_name);
    addRow(tr("&Model"), m_model);
    addRow(tr("&Data set"), m_dataset, tr("Pairs you trust, and not the ones you measure on afterwards."));
    addRow(tr("At m&ost"), m_most);
    addRow(tr("F&eatures"), m_features->box());
    addRow(tr("N&umbers"), m_features->numbers());
    addRow(tr("&Positions"), m_positions);
    m_warning = new Label({}, TextRole::Small, TextTone::Warning, this);
    m_warning->setWordWrap(true);
    addWide(m_warning, 0);
    addWide(m_remark, 0);
    setMinimumWidth(static_cast<int>(560 * ThemeManager::instance().textScale()));
    nameByFeatures(m_name, m_features, tr("fitted "), m_hooks);
    for (QComboBox* box : {m_model, m_dataset}) {
        connect(box, &QComboBox::currentIndexChanged, this, &FitSteeringDialog::showRemark);
    }
    connect(m_most, &QSpinBox::valueChanged, this, &FitSteeringDialog::showRemark);
    keepOpenOnAction();
    connect(action(), &QPushButton::clicked, this, &FitSteeringDialog::begin);
    action()->setEnabled(m_model->count() > 0 && m_dataset->count() > 0);
    showRemark();
}

std::uint64_t FitSteeringDialog::pairs() const {
    const auto all = static_cast<std::uint64_t>(m_dataset->currentData().toULongLong());
    const auto most = static_cast<std::uint64_t>(m_most->value());
    return most == 0 ? all : std::min(all, most);
}

QString FitSteeringDialog::remark() const { return m_warning->text() + QLatin1Char('\n') + m_remark->text(); }

// A dialog does not grow by itself with the text of its labels.
void FitSteeringDialog::fitHeight() {
    layout()->activate();
    resize(width(), layout()->totalHeightForWidth(width()));
}

void FitSteeringDialog::showEvent(QShowEvent* event) {
    FormDialog::showEvent(event);
    fitHeight();
}

void FitSteeringDialog::showRemark() {
    const std::uint64_t count = pairs();
    QStringList warnings;
    if (count < fewPairs) {
        warnings << tr("Fewer than %1 trusted pairs are unreliable: in our tests 100 pairs made one of two models "
                       "worse.")
                        .arg(fewPairs);
    }
    if (m_model->currentData().toString().toStdString() != m_session.index()->manifest().modelHash) {
        warnings << tr("The open index's SAE was trained on another model; the model's own SAE describes it better.");
    }
    m_warning->setText(warnings.join(QLatin1Char('\n')));
    m_warning->setVisible(!warnings.isEmpty());
    m_remark->setText(
        tr("%Ln pairs: about three quarters are fitted; the rest choose when to stop and give the accuracy before and "
           "after. Do not expect a cure: on three poisoned demo models, 400 pairs won back 2 to 17 % of the lost "
           "accuracy, where fine-tuning the weights on the same pairs won back 75 to 91 %. Measure the profile on "
           "other pairs afterwards.",
           nullptr, pluralOf(count)));
    if (isVisible()) {
        fitHeight();
    }
}

void FitSteeringDialog::begin() {
    const auto features = m_features->chosen();
    if (!features) {
        showError(features.error());
        return;
    }
    SteeringFitRequest request;
    request.workspace = QString::fromStdString(m_session.workspace()->folder().string());
    request.name = m_name->text().trimmed();
    request.model = m_model->currentText();
    request.dataset = m_dataset->currentText();
    for (const Artifact& sae : m_session.workspace()->artifacts(ArtifactKind::Sae)) {
        if (sae.contentHash == m_session.index()->manifest().saeHash) {
            request.sae = QString::fromStdString(sae.name);
        }
    }
    request.set = QString::fromStdString(features->set);
    QStringList numbers;
    for (const FeatureId id : features->ids) {
        numbers << QString::number(id.value());
    }
    request.numbers = features->set.empty() ? numbers.join(QLatin1Char(',')) : QString();
    request.positions = m_positions->currentData().toString();
    request.maxPairs = static_cast<std::uint64_t>(m_most->value());
    if (request.sae.isEmpty()) {
        showError({ErrorCode::NotFound, "The SAE of the open index is not in this workspace.",
                   "Import it on the Overview page."});
    } else if (request.name.isEmpty()) {
        showError({ErrorCode::Usage, "The profile has no name.", "Type one."});
    } else if (m_hooks.freeName(request.name.toStdString()) != request.name.toStdString()) {
        showError({ErrorCode::Usage, "There is a profile of that name already.", "Take another name."});
    } else if (const Status begun = m_hooks.fit(request); !begun) {
        showError(begun.error());
    } else {
        accept();
    }
}

}  // namespace saferscope
