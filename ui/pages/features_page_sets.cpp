// SPDX-License-Identifier: GPL-3.0-or-later
// What people say and which sets there are, on the Features page.
#include "ui/bridge/workspace_session.h"
#include "ui/dialogs/feature_set_dialog.h"
#include "ui/pages/feature_detail.h"
#include "ui/pages/feature_label_edit.h"
#include "ui/pages/feature_map_panel.h"
#include "ui/pages/feature_table_view.h"
#include "ui/pages/features_page.h"
#include "ui/widgets/labels.h"

#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <algorithm>

namespace saferscope {

/// Changes the model's rows without losing the selected feature or the place the table was scrolled to.
void FeaturesPage::keepPlace(const std::function<void()>& change) {
    const int scrolled = m_table->verticalScrollBar()->value();
    m_selecting = true;
    change();
    m_selecting = false;
    updateCount();
    if (m_session != nullptr && m_session->selectedFeature()) {
        selectInTable(*m_session->selectedFeature());
    }
    markPickedAgain();
    m_table->verticalScrollBar()->setValue(scrolled);
}

void FeaturesPage::ratingsReloaded() {
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    keepPlace([this] { m_model->setOpinions(m_session->ratings(), m_session->mainJudge()); });
    if (m_session->selectedFeature()) {
        m_detail->setOpinions(m_session->ratings().of(*m_session->selectedFeature()), m_session->mainJudge());
    }
}

void FeaturesPage::ratingChanged(FeatureId feature) {
    m_model->setOpinion(feature, m_session->ratings().of(feature));
    if (m_session->selectedFeature() == feature) {
        m_detail->setOpinions(m_session->ratings().of(feature), m_session->mainJudge());
    }
}

void FeaturesPage::nameFeature(FeatureId feature, const QString& label) {
    if (m_session == nullptr) {
        return;
    }
    if (m_session->rater().isEmpty()) {
        m_unsaved = {feature, label};
        QStringList known;
        if (m_session->workspace() != nullptr) {
            for (const std::string& name : m_session->workspace()->raters()) {
                known.append(QString::fromStdString(name));
            }
        }
        m_detail->askForRater(known);
        return;
    }
    m_unsaved.reset();
    RatingEvent event;
    event.feature = feature;
    event.action = RatingAction::Label;
    event.text = label.toStdString();
    if (const auto written = m_session->rate(std::move(event)); !written) {
        showError(written.error());
    }
}

void FeaturesPage::raterNamed(const QString& name) {
    if (m_session == nullptr) {
        return;
    }
    if (const Status set = m_session->setRater(name); !set) {
        showError(set.error());
        return;
    }
    if (m_unsaved) {
        nameFeature(m_unsaved->first, QString(m_unsaved->second));
    }
}

void FeaturesPage::openSets() {
    if (m_session == nullptr) {
        return;
    }
    if (m_setDialog == nullptr) {
        m_setDialog = new FeatureSetDialog(m_session, this);
        connect(m_setDialog, &FeatureSetDialog::showRequested, this, &FeaturesPage::showSet);
        connect(m_setDialog, &FeatureSetDialog::featurePicked, this, [this](FeatureId feature) {
            if (m_session != nullptr) {
                m_session->selectFeature(feature);
            }
        });
        tellSelection();
    }
    m_setDialog->show();
    m_setDialog->raise();
    m_setDialog->activateWindow();
}

FeatureSetDialog* FeaturesPage::setDialog() const { return m_setDialog; }

void FeaturesPage::tellSelection() {
    if (m_setDialog == nullptr) {
        return;
    }
    std::vector<FeatureId> selected;
    for (const QModelIndex& row : m_table->selectionModel()->selectedRows()) {
        if (const FeatureRow* feature = m_model->featureAt(row.row()); feature != nullptr) {
            selected.push_back(feature->contrast.feature);
        }
    }
    std::sort(selected.begin(), selected.end());
    if (const std::vector<FeatureId>& picked = m_map->view()->picked(); picked.size() > selected.size()) {
        selected = picked;  // the table does not mark the rows of a large group one by one
    }
    m_setDialog->setSelection(std::move(selected));
}

/// Sets of another SAE number other features.
std::vector<FeatureSet> FeaturesPage::setsOfIndex() const {
    std::vector<FeatureSet> sets;
    if (m_session != nullptr && m_session->workspace() != nullptr && m_session->index() != nullptr) {
        sets = m_session->workspace()->featureSets();
        const std::string& sae = m_session->index()->manifest().saeHash;
        std::erase_if(sets, [&](const FeatureSet& set) { return set.saeHash != sae; });
    }
    return sets;
}

void FeaturesPage::setsChanged() {
    const std::vector<FeatureSet> sets = setsOfIndex();
    m_setsButton->setEnabled(m_session != nullptr && m_session->workspace() != nullptr);
    const auto chosen = std::find_if(sets.begin(), sets.end(),
                                     [this](const FeatureSet& set) { return set.name == m_set.toStdString(); });
    std::vector<FeatureId> members;
    if (chosen == sets.end()) {
        m_set.clear();
        m_setMembers.reset();
    } else {
        for (const FeatureSet::Member& member : chosen->members) {
            members.push_back(member.feature);
        }
        m_setMembers = std::move(members);
    }
    restrictTable([&] { m_model->setSets(sets); });
    m_setChip->setVisible(!m_set.isEmpty());
    m_setChip->setChecked(true);
    m_setChip->setText(tr("in set %1  \u2715").arg(m_set.left(40)).replace(u'&', QStringLiteral("&&")));
    m_setChip->setAccessibleName(tr("In set %1: show all features again").arg(m_set));
    m_setChip->setToolTip(plainToolTip(tr("Show all features again")));
}

void FeaturesPage::showSet(const QString& name) {
    m_set = name;
    setsChanged();
}

QJsonObject FeaturesPage::unsavedTexts() const {
    const FeatureLabelEdit* edit = m_detail->labelEdit();
    if (m_session != nullptr && m_session->selectedFeature() && edit->editing() &&
        edit->field()->text().simplified() != edit->text().simplified()) {
        return {{QStringLiteral("feature"), static_cast<qint64>(m_session->selectedFeature()->value())},
                {QStringLiteral("label"), edit->field()->text()}};
    }
    if (m_unsaved) {
        return {{QStringLiteral("feature"), static_cast<qint64>(m_unsaved->first.value())},
                {QStringLiteral("label"), m_unsaved->second}};
    }
    return {};
}

void FeaturesPage::bringBack(const QJsonObject& texts) {
    const qint64 feature = texts[QStringLiteral("feature")].toInteger(-1);
    if (m_session == nullptr || m_session->index() == nullptr || feature < 0 ||
        feature >= static_cast<qint64>(m_session->index()->featureCount())) {
        return;
    }
    m_session->selectFeature(FeatureId(static_cast<std::uint32_t>(feature)));
    if (m_session->selectedFeature() == FeatureId(static_cast<std::uint32_t>(feature))) {
        m_detail->labelEdit()->edit();
        m_detail->labelEdit()->field()->setText(texts[QStringLiteral("label")].toString());
    }
}

}  // namespace saferscope
