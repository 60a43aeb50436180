// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep.h"

#include <QString>

namespace saferscope {

/// How a kind of model looks wherever experiments are drawn: the same colour in the live curves, in the results and in
/// exports. GUI thread for the words.
int strategyColorIndex(Strategy strategy);    ///< of seriesColor()
inline constexpr int baselineColorIndex = 7;  ///< grey: what the others are measured against
int cellColorIndex(const SweepCell& cell);
bool cellIsDashed(const SweepCell& cell);  ///< the reference: told from the baseline without colour

QString strategyTitle(Strategy strategy);       ///< "SAFER", "Margin, largest first", "Random"
QString cellGroupTitle(const SweepCell& cell);  ///< "Baseline", "SAFER 2.5 %": all its seeds
QString percentText(double ratio);              ///< "2.5 %"

}  // namespace saferscope
