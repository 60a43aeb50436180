// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/strategy_look.h"

#include <QCoreApplication>
#include <QLocale>

namespace saferscope {
namespace {

/// What lupdate needs to know whose words these are.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(saferscope::StrategyLook)
};

}  // namespace

// Seven colours for nine strategies: the pairs that share one are seldom compared, and their markers differ.
int strategyColorIndex(Strategy strategy) {
    switch (strategy) {
        case Strategy::Safer:
            return 0;
        case Strategy::SaferWeighted:
            return 4;
        case Strategy::HumanConfirmed:
            return 2;
        case Strategy::MarginHigh:
            return 1;
        case Strategy::MarginLow:
        case Strategy::Rubric:
            return 5;
        case Strategy::Loss:
        case Strategy::Confidence:
            return 3;
        case Strategy::Random:
            return 6;
    }
    return baselineColorIndex;
}

int cellColorIndex(const SweepCell& cell) {
    return cell.kind == CellKind::Changed ? strategyColorIndex(cell.strategy) : baselineColorIndex;
}

bool cellIsDashed(const SweepCell& cell) { return cell.kind == CellKind::Reference; }

QString strategyTitle(Strategy strategy) {
    switch (strategy) {
        case Strategy::Safer:
            return Text::tr("SAFER");
        case Strategy::SaferWeighted:
            return Text::tr("SAFER, weighted");
        case Strategy::HumanConfirmed:
            return Text::tr("SAFER, confirmed by people");
        case Strategy::MarginHigh:
            return Text::tr("Margin, largest first");
        case Strategy::MarginLow:
            return Text::tr("Margin, smallest first");
        case Strategy::Loss:
            return Text::tr("Loss");
        case Strategy::Confidence:
            return Text::tr("Confidence");
        case Strategy::Random:
            return Text::tr("Random");
        case Strategy::Rubric:
            return Text::tr("Judge's score");
    }
    return {};
}

QString percentText(double ratio) {
    QString number = QLocale().toString(ratio * 100.0, 'f', 3);
    const QString point = QLocale().decimalPoint();
    while (number.contains(point) && (number.endsWith(QLatin1Char('0')) || number.endsWith(point))) {
        number.chop(1);
    }
    return Text::tr("%1 %").arg(number);
}

QString cellGroupTitle(const SweepCell& cell) {
    switch (cell.kind) {
        case CellKind::Baseline:
            return Text::tr("Baseline");
        case CellKind::Reference:
            return Text::tr("Reference");
        case CellKind::Changed:
            break;
    }
    return Text::tr("%1, %2").arg(strategyTitle(cell.strategy), percentText(cell.ratio));
}

}  // namespace saferscope
