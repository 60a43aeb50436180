// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/audit_form.h"

#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QSignalBlocker>

namespace saferscope {
namespace {

constexpr const char* strongest = "strongest";
constexpr const char* byRule = "rule";

/// Items with the data of the one that was chosen before chosen again.
void refill(QComboBox* box, const std::vector<std::pair<QString, QString>>& items) {
    const QVariant before = box->currentData();
    const QSignalBlocker quiet(box);
    box->clear();
    for (const auto& [text, data] : items) {
        box->addItem(cellText(text), data);
    }
    box->setCurrentIndex(std::max(0, box->findData(before)));
}

QComboBox* makeBox(QHBoxLayout* row, const QString& name, const QString& help, QWidget* parent) {
    auto* column = new QVBoxLayout;
    column->setSpacing(spacing(1));
    auto* label = new Label(name, TextRole::Small, TextTone::Muted, parent);
    auto* box = new QComboBox(parent);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(12);
    box->setAccessibleName(name);
    box->setToolTip(plainToolTip(help));
    label->setBuddy(box);
    column->addWidget(label);
    column->addWidget(box);
    row->addLayout(column, 1);
    return box;
}

}  // namespace

AuditForm::AuditForm(QWidget* parent) : QWidget(parent) {
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(spacing(3));
    m_dataset = makeBox(row, tr("Data set"), tr("Whose labels are suspect"), this);
    m_index = makeBox(row, tr("Index"), tr("Scores and margins come from it"), this);
    m_features = makeBox(row, tr("Features"), tr("What score_safe counts"), this);
    m_rule = new QLineEdit(this);
    m_rule->setPlaceholderText(tr("llm = 5 and stable"));
    m_rule->setAccessibleName(tr("Rule"));
    row->addWidget(m_rule, 1, Qt::AlignBottom);
    m_trusted =
        makeBox(row, tr("Trusted pairs"),
                tr("A data set with labels that are right and pairs that the index holds as well: the number of "
                   "wrong labels is then read from the model's accuracy on it"),
                this);
    for (QComboBox* box : {m_dataset, m_index, m_features, m_trusted}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            m_rule->setVisible(m_features->currentData().toString() == QLatin1String(byRule));
            Q_EMIT changed();
        });
    }
    connect(m_rule, &QLineEdit::textChanged, this, &AuditForm::changed);
    m_rule->hide();
}

void AuditForm::fill(const WorkspaceSession& session) {
    const Workspace* workspace = session.workspace();
    if (workspace == nullptr) {
        return;
    }
    std::vector<std::pair<QString, QString>> datasets;
    std::vector<std::pair<QString, QString>> trusted = {{tr("None"), {}}};
    for (const Dataset& dataset : workspace->datasets()) {
        const QString name = QString::fromStdString(dataset.name);
        datasets.emplace_back(name, name);
        trusted.emplace_back(name, name);
    }
    std::vector<std::pair<QString, QString>> indexes;
    for (const Artifact& index : workspace->artifacts(ArtifactKind::Index)) {
        const QString name = QString::fromStdString(index.name);
        indexes.emplace_back(name, name);
    }
    std::vector<std::pair<QString, QString>> features = {
        {tr("The %Ln strongest", nullptr, pluralOf(workspace->settings().keptFeatures)), QLatin1String(strongest)}};
    for (const FeatureSet& set : workspace->featureSets()) {
        const QString name = QString::fromStdString(set.name);
        features.emplace_back(tr("Set %1").arg(name), QStringLiteral("set:") + name);
    }
    features.emplace_back(tr("By a rule…"), QLatin1String(byRule));
    const bool first = m_dataset->count() == 0;
    refill(m_dataset, datasets);
    refill(m_index, indexes);
    refill(m_features, features);
    refill(m_trusted, trusted);
    if (first && session.index() != nullptr) {
        const int own = m_dataset->findData(QString::fromStdString(session.index()->manifest().datasetName));
        const QSignalBlocker quiet(m_dataset);
        m_dataset->setCurrentIndex(std::max(0, own));
    }
    m_rule->setVisible(m_features->currentData().toString() == QLatin1String(byRule));
    Q_EMIT changed();
}

AuditRequest AuditForm::request() const {
    AuditRequest request;
    request.data.dataset = m_dataset->currentData().toString().toStdString();
    request.data.index = m_index->currentData().toString().toStdString();
    const QString features = m_features->currentData().toString();
    if (features.startsWith(QLatin1String("set:"))) {
        request.data.choice.set = features.mid(4).toStdString();
    } else if (features == QLatin1String(byRule)) {
        request.data.choice.rule = m_rule->text().trimmed().toStdString();
    }
    request.truth = "auto";
    request.trustedDataset = m_trusted->currentData().toString().toStdString();
    return request;
}

QString AuditForm::problem() const {
    if (m_dataset->count() == 0) {
        return tr("Import preference pairs on the Overview page.");
    }
    if (m_index->count() == 0) {
        return tr("Build an index on the Overview page: scores and margins come from it.");
    }
    if (m_features->currentData().toString() == QLatin1String(byRule)) {
        const auto rule = parseFeatureRule(m_rule->text().trimmed().toStdString());
        if (m_rule->text().trimmed().isEmpty() || !rule) {
            return rule ? tr("Type a rule such as llm = 5 and stable.") : sentence(rule.error().message);
        }
    }
    if (!m_trusted->currentData().toString().isEmpty() && m_trusted->currentData() == m_dataset->currentData()) {
        return tr("The suspect pairs cannot be the trusted ones.");
    }
    return {};
}

}  // namespace saferscope
