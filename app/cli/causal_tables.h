// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_report.h"

#include <string>
#include <vector>

namespace saferscope::cli {

/// "-0.412"; a plus sign where it rises.
std::string signedNumber(double value, int digits = 3);
/// "-0.412 [-0.501, -0.323]"
std::string withInterval(double value, const Interval& interval);

/// One row per section: pairs, those changed, margin before, its change with interval, accuracy before and after.
std::vector<std::vector<std::string>> effectTable(const std::vector<SectionEffect>& effects);

/// The reading and every table of a report, on standard output.
void printCausalReport(const CausalReport& report);

/// One line per arm and section, for spreadsheets.
std::string causalCsv(const CausalReport& report);

}  // namespace saferscope::cli
