// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/strategy_list.h"

#include "ui/experiments/strategy_look.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace saferscope {

QString strategyExplanation(Strategy strategy, ExperimentMode mode) {
    const bool high = takesHighest(strategy, mode);
    const QString side = high ? StrategyList::tr("highest first") : StrategyList::tr("lowest first");
    switch (strategy) {
        case Strategy::Safer:
            return StrategyList::tr("score_safe: the signs of the chosen features, %1").arg(side);
        case Strategy::SaferWeighted:
            return StrategyList::tr("score_safe with each feature's contrast as weight, %1").arg(side);
        case Strategy::HumanConfirmed:
            return StrategyList::tr("score_safe of features that people rated 4 or more, %1").arg(side);
        case Strategy::MarginHigh:
            return StrategyList::tr("Reward margin, highest first: where the model is surest of the label");
        case Strategy::MarginLow:
            return StrategyList::tr("Reward margin, lowest first: where the model doubts the label");
        case Strategy::Loss:
            return StrategyList::tr("Bradley-Terry loss, %1").arg(side);
        case Strategy::Confidence:
            return high ? StrategyList::tr("Size of the margin, whichever way it points: surest first")
                        : StrategyList::tr("Size of the margin, whichever way it points: least sure first");
        case Strategy::Random:
            return StrategyList::tr("Drawn by the seed: the baseline for all others");
        case Strategy::Rubric:
            return StrategyList::tr("A judge's score of the answers in the data, %1").arg(side);
    }
    return {};
}

namespace {

constexpr int several = 3;

/// The first obstacle that several strategies have, and how many have it.
std::pair<QString, int> obstacleOfSeveral(const StrategyObstacles& obstacles) {
    for (const auto& [strategy, text] : obstacles) {
        const auto same = [&text = text](const auto& other) { return other.second == text; };
        const auto count = static_cast<int>(std::ranges::count_if(obstacles, same));
        if (count >= several) {
            return {text, count};
        }
    }
    return {};
}

}  // namespace

StrategyList::StrategyList(QWidget* parent)
    : QWidget(parent), m_shared(new Label({}, TextRole::Small, TextTone::Warning, this)) {
    setAccessibleName(tr("Strategies"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
    m_shared->setWordWrap(true);
    m_shared->setContentsMargins(0, 0, 0, spacing(1));
    column->addWidget(m_shared);
    for (const Strategy strategy : allStrategies()) {
        Row row;
        row.box = new QCheckBox(strategyTitle(strategy), this);
        row.remark = new Label({}, TextRole::Small, TextTone::Muted, this);
        row.remark->setWordWrap(true);
        row.remark->setContentsMargins(23, 0, 0, spacing(1));  // under the box's text
        column->addWidget(row.box);
        column->addWidget(row.remark);
        connect(row.box, &QCheckBox::toggled, this, [this, strategy](bool on) {
            std::erase(m_wanted, strategy);
            if (on) {
                m_wanted.push_back(strategy);
                std::sort(m_wanted.begin(), m_wanted.end());
            }
            Q_EMIT changed();
        });
        m_rows.emplace(strategy, row);
    }
    show();
}

void StrategyList::setMode(ExperimentMode mode) {
    m_mode = mode;
    show();
}

void StrategyList::setObstacles(const StrategyObstacles& obstacles) {
    if (obstacles != m_obstacles) {
        m_obstacles = obstacles;
        show();
    }
}

void StrategyList::setChosen(const std::vector<Strategy>& strategies) {
    m_wanted = strategies;
    std::sort(m_wanted.begin(), m_wanted.end());
    show();
}

std::vector<Strategy> StrategyList::chosen() const {
    std::vector<Strategy> possible;
    for (const Strategy strategy : m_wanted) {
        if (!m_obstacles.contains(strategy)) {
            possible.push_back(strategy);
        }
    }
    return possible;
}

QString StrategyList::remark(Strategy strategy) const { return m_rows.at(strategy).remark->text(); }

QString StrategyList::sharedObstacle() const { return m_shared->text(); }

void StrategyList::show() {
    const auto [shared, count] = obstacleOfSeveral(m_obstacles);
    m_shared->setText(count == 0 ? QString()
                                 : tr("%n strategies cannot be chosen yet. %1", nullptr, count).arg(shared));
    m_shared->setVisible(count > 0);
    for (auto& [strategy, row] : m_rows) {
        const auto obstacle = m_obstacles.find(strategy);
        const bool possible = obstacle == m_obstacles.end();
        const bool explained = possible || obstacle->second == shared;  // above, and what it is here
        const QSignalBlocker blocker(row.box);
        row.box->setEnabled(possible);
        row.box->setChecked(possible && std::find(m_wanted.begin(), m_wanted.end(), strategy) != m_wanted.end());
        row.remark->setText(explained ? strategyExplanation(strategy, m_mode) : obstacle->second);
        row.remark->setTone(explained ? TextTone::Muted : TextTone::Warning);
        row.box->setAccessibleDescription(possible ? row.remark->text() : obstacle->second);
    }
}

}  // namespace saferscope
