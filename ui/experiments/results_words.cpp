// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_words.h"

#include "ui/experiments/strategy_look.h"

#include <QCoreApplication>
#include <QLocale>
#include <cmath>

namespace saferscope {
namespace {

/// What lupdate needs to know whose words these are.
struct Text {
    Q_DECLARE_TR_FUNCTIONS(saferscope::SweepWords)
};

QString fixed(double value, int digits) {
    // No "−0.0": what rounds to nothing is nothing.
    const double unit = std::pow(10.0, -digits);
    return QLocale().toString(std::abs(value) < unit / 2 ? 0.0 : std::abs(value), 'f', digits);
}

}  // namespace

QString sweepPercent(double share) { return fixed(share * 100.0, 1); }

QString sweepPoints(double difference) {
    const QString digits = fixed(difference * 100.0, 1);
    if (std::abs(difference * 100.0) < 0.05) {
        return digits;
    }
    return (difference < 0 ? QChar(0x2212) : QChar(u'+')) + digits;
}

QString sweepPercentInterval(const Interval& ci) {
    return Text::tr("%1 to %2").arg(sweepPercent(ci.low), sweepPercent(ci.high));
}

QString sweepPointsInterval(const Interval& ci) {
    return Text::tr("%1 to %2").arg(sweepPoints(ci.low), sweepPoints(ci.high));
}

QString sweepP(double p) {
    return p < 0.001 ? Text::tr("< %1").arg(QLocale().toString(0.001, 'f', 3))
                     : QLocale().toString(p, 'f', p < 0.1 ? 3 : 2);
}

QString sweepShare(double share) {
    const QString digits = QLocale().toString(std::abs(std::round(share * 100.0)), 'f', 0);
    return (std::round(share * 100.0) < 0 ? QString(QChar(0x2212)) : QString()) + Text::tr("%1 %").arg(digits);
}

QString sweepPointTitle(const SweepPoint& point) {
    SweepCell cell;
    cell.kind = point.kind;
    cell.strategy = point.strategy;
    cell.ratio = point.ratio;
    return cellGroupTitle(cell);
}

QString sweepModeTitle(ExperimentMode mode) {
    return mode == ExperimentMode::Poison ? Text::tr("Poison") : Text::tr("Denoise");
}

QString sweepSectionTitle(const std::string& section) {
    return section == "overall" ? Text::tr("All pairs") : QString::fromStdString(section);
}

bool isEstablished(const SweepPoint& point) {
    return point.compared && point.adjusted < 0.05 && (point.differenceCi.low > 0.0 || point.differenceCi.high < 0.0);
}

}  // namespace saferscope
