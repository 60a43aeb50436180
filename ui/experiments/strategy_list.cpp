// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/strategy_list.h"

#include "ui/experiments/strategy_look.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QCheckBox>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

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

StrategyList::StrategyList(QWidget* parent) : QWidget(parent) {
    setAccessibleName(tr("Strategies"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(1);
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

void StrategyList::show() {
    for (auto& [strategy, row] : m_rows) {
        const auto obstacle = m_obstacles.find(strategy);
        const bool possible = obstacle == m_obstacles.end();
        const QSignalBlocker blocker(row.box);
        row.box->setEnabled(possible);
        row.box->setChecked(possible && std::find(m_wanted.begin(), m_wanted.end(), strategy) != m_wanted.end());
        const QString text = possible ? strategyExplanation(strategy, m_mode) : obstacle->second;
        row.remark->setText(text);
        row.remark->setTone(possible ? TextTone::Muted : TextTone::Warning);
        row.box->setAccessibleDescription(text);
    }
}

}  // namespace saferscope
