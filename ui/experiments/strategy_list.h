// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/strategy.h"

#include <QWidget>
#include <map>
#include <vector>

class QCheckBox;

namespace saferscope {

class Label;

/// Why a strategy cannot be used now; those that are not named can.
using StrategyObstacles = std::map<Strategy, QString>;

/// All strategies with a box and a line what each takes first; those that cannot be used are disabled and say why.
/// GUI thread.
class StrategyList : public QWidget {
    Q_OBJECT

public:
    explicit StrategyList(QWidget* parent = nullptr);
    void setMode(ExperimentMode mode);
    /// A chosen strategy that is disabled stays chosen in memory and comes back when the obstacle goes.
    void setObstacles(const StrategyObstacles& obstacles);
    /// Does not emit.
    void setChosen(const std::vector<Strategy>& strategies);
    /// Ticked and possible, in the order of allStrategies().
    std::vector<Strategy> chosen() const;
    /// Ticked, possible or not: what is remembered.
    std::vector<Strategy> wanted() const { return m_wanted; }
    QCheckBox* box(Strategy strategy) const { return m_rows.at(strategy).box; }
    QString remark(Strategy strategy) const;
    /// The obstacle that several strategies have, said once above them; empty: there is none.
    QString sharedObstacle() const;

Q_SIGNALS:
    void changed();

private:
    struct Row {
        QCheckBox* box = nullptr;
        Label* remark = nullptr;
    };
    void show();

    Label* m_shared;
    ExperimentMode m_mode = ExperimentMode::Poison;
    StrategyObstacles m_obstacles;
    std::vector<Strategy> m_wanted;
    std::map<Strategy, Row> m_rows;
};

/// What it takes first in this mode, in one line.
QString strategyExplanation(Strategy strategy, ExperimentMode mode);

}  // namespace saferscope
