// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace.h"
#include "ui/widgets/card.h"

#include <QString>
#include <optional>
#include <vector>

namespace saferscope {

class Label;

/// One row of the newest evaluation, as it is drawn.
struct AccuracyBar {
    QString subset;
    double accuracy = 0.0;
    double low = 0.0;  ///< 95 % interval
    double high = 0.0;
    std::optional<double> longerWins;  ///< the baseline on the same pairs
    std::uint64_t pairs = 0;
    bool overall = false;
    bool section = false;  ///< of an evaluation suite; "*" after its name: parts of it are missing
};
/// From EvaluationRecord::result; rows that do not make sense are left out. The overall row comes first, then the
/// suite's sections, then the subsets.
std::vector<AccuracyBar> accuracyBars(const Json& result);

/// Accuracy per subset with its confidence interval beside the "longer answer wins" baseline.
class OverviewAccuracy : public Card {
    Q_OBJECT

public:
    explicit OverviewAccuracy(QWidget* parent = nullptr);
    void setEvaluation(const std::optional<EvaluationRecord>& evaluation);

private:
    class Bars;
    QWidget* m_nothing = nullptr;
    QWidget* m_filled = nullptr;
    Label* m_what = nullptr;
    Bars* m_bars = nullptr;
};

}  // namespace saferscope
