// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep_results.h"

#include <QString>

namespace saferscope {

/// Numbers of a sweep as people read them, the same on the chart, in the table and in the report. Shares are shown in
/// percent, differences in percentage points.
QString sweepPercent(double share);                     ///< "94.9"
QString sweepPoints(double difference);                 ///< "+1.6", "−31.2"
QString sweepPercentInterval(const Interval& ci);       ///< "93.0 to 96.2"
QString sweepPointsInterval(const Interval& ci);        ///< "−35.0 to −27.1"
QString sweepP(double p);                               ///< "0.034", "< 0.001"
QString sweepShare(double share);                       ///< "52 %"
QString sweepPointTitle(const SweepPoint& point);       ///< "Baseline", "SAFER, 2.5 %"
QString sweepModeTitle(ExperimentMode mode);            ///< "Poison", "Denoise"
QString sweepSectionTitle(const std::string& section);  ///< "All pairs" for "overall", else as the suite calls it

/// The interval of the difference leaves out 0, and Holm's p is below 0.05: both, since the test alone does not know
/// how models differ from seed to seed.
bool isEstablished(const SweepPoint& point);

}  // namespace saferscope
