// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/strategy_look.h"

#include <QCoreApplication>
#include <QLocale>

namespace saferscope {
namespace {

QString tr(const char* text) { return QCoreApplication::translate("saferscope::StrategyLook", text); }

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
            return tr("SAFER");
        case Strategy::SaferWeighted:
            return tr("SAFER, weighted");
        case Strategy::HumanConfirmed:
            return tr("SAFER, confirmed by people");
        case Strategy::MarginHigh:
            return tr("Margin, largest first");
        case Strategy::MarginLow:
            return tr("Margin, smallest first");
        case Strategy::Loss:
            return tr("Loss");
        case Strategy::Confidence:
            return tr("Confidence");
        case Strategy::Random:
            return tr("Random");
        case Strategy::Rubric:
            return tr("Judge's score");
    }
    return {};
}

QString percentText(double ratio) {
    QString number = QLocale().toString(ratio * 100.0, 'f', 3);
    const QString point = QLocale().decimalPoint();
    while (number.contains(point) && (number.endsWith(QLatin1Char('0')) || number.endsWith(point))) {
        number.chop(1);
    }
    return tr("%1 %").arg(number);
}

QString cellGroupTitle(const SweepCell& cell) {
    switch (cell.kind) {
        case CellKind::Baseline:
            return tr("Baseline");
        case CellKind::Reference:
            return tr("Reference");
        case CellKind::Changed:
            break;
    }
    return tr("%1, %2").arg(strategyTitle(cell.strategy), percentText(cell.ratio));
}

}  // namespace saferscope
