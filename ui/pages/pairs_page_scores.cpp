// SPDX-License-Identifier: GPL-3.0-or-later
// What the score of a pair goes by, and its computation beside the GUI thread.
#include "ui/bridge/background_task.h"
#include "ui/bridge/workspace_session.h"
#include "ui/models/pair_table_model.h"
#include "ui/pages/pair_detail.h"
#include "ui/pages/pairs_page.h"
#include "ui/widgets/labels.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <algorithm>

namespace saferscope {

QLayout* PairsPage::makeScoreLine(QWidget* card) {
    auto* scoring = new QHBoxLayout;
    scoring->setSpacing(spacing(2));
    auto* by = new Label(tr("Score by"), TextRole::Small, TextTone::Muted, card);
    m_scoreBy = new QComboBox(card);
    m_scoreBy->setAccessibleName(tr("Score by"));
    m_scoreBy->setToolTip(plainToolTip(tr("The features whose activity makes the score")));
    m_scoreBy->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_scoreBy->setMinimumContentsLength(12);
    m_scoreBy->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_weighting = new QComboBox(card);
    m_weighting->addItems({tr("by sign"), tr("by size")});
    m_weighting->setAccessibleName(tr("Weights of the score"));
    m_weighting->setToolTip(
        plainToolTip(tr("By sign: every feature counts the same, as published. By size: a feature "
                        "counts as much as its contrast.")));
    by->setBuddy(m_scoreBy);
    scoring->addWidget(by);
    scoring->addWidget(m_scoreBy, 1);
    scoring->addWidget(m_weighting);
    connect(m_scoreBy, &QComboBox::activated, this, [this] {
        m_wantedSet = m_scoreBy->currentData().toString();
        scoreChanged();
    });
    connect(m_weighting, &QComboBox::currentIndexChanged, this, &PairsPage::scoreChanged);
    return scoring;
}

/// The strongest features and the sets of this index's SAE; keeps what was chosen while it is there.
void PairsPage::fillScoreBy() {
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    m_scoreBy->clear();
    m_scoreBy->addItem(tr("strongest %1").arg(m_session->keptFeatures(m_session->scope()).size()), QString());
    if (m_session->workspace() != nullptr) {
        for (const FeatureSet& set : m_session->workspace()->featureSets()) {
            if (set.saeHash == m_session->index()->manifest().saeHash) {
                const QString name = QString::fromStdString(set.name);
                m_scoreBy->addItem(tr("set %1").arg(cellText(name)), name);
            }
        }
    }
    m_scoreBy->setCurrentIndex(std::max(0, m_wantedSet.isEmpty() ? 0 : m_scoreBy->findData(m_wantedSet)));
}

std::vector<WeightedFeature> PairsPage::scoreWeights() const {
    const ScoreWeighting weighting =
        m_weighting->currentIndex() == 0 ? ScoreWeighting::Sign : ScoreWeighting::Magnitude;
    const QString name = m_scoreBy->currentData().toString();
    if (!name.isEmpty() && m_session->workspace() != nullptr) {
        if (const auto set = m_session->workspace()->featureSet(name.toStdString()); set) {
            return weightFeatureSet(*set, weighting);
        }
    }
    const TokenScope scope = m_session->scope();
    return weightFeatures(m_session->contrasts(scope), m_session->keptFeatures(scope).size(), weighting);
}

void PairsPage::scoreChanged() {
    if (m_session == nullptr || m_session->index() == nullptr) {
        return;
    }
    const std::vector<WeightedFeature> weights = scoreWeights();
    m_detail->setScope(m_session->scope(), m_session->contrasts(m_session->scope()), weights);
    computeScores(weights);
}

void PairsPage::computeScores(const std::vector<WeightedFeature>& kept) {
    const std::shared_ptr<const FeatureIndex> index = m_session->index();
    const TokenScope scope = m_session->scope();
    auto scores = std::make_shared<std::vector<double>>();
    m_scoring = std::make_unique<BackgroundTask>();
    connect(m_scoring.get(), &BackgroundTask::succeeded, this, [this, scores] {
        m_selecting = true;
        m_model->setScores(*scores);
        m_selecting = false;
        fitColumns();
        if (m_session != nullptr && m_session->selectedPair()) {
            selectInTable(*m_session->selectedPair());
            if (const PairRow* row = m_model->find(*m_session->selectedPair()); row != nullptr) {
                m_detail->setScore(*row);
            }
        }
    });
    m_scoring->start([index, kept, scope, scores](std::stop_token stop, const ProgressCallback&) -> Status {
        scores->reserve(index->pairCount());
        for (std::uint32_t i = 0; i < index->pairCount(); ++i) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Interrupted, "Scoring was stopped.");
            }
            scores->push_back(pairScore(*index, PairIndex(i), kept, scope));
        }
        return {};
    });
}

}  // namespace saferscope
