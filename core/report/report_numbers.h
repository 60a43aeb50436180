// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"

#include <cstdint>
#include <string>

namespace saferscope {

/// Numbers as a report shows them, in the marks and words of the thread's ReportLanguage (the examples are English).
/// What is not finite is a dash; a minus is U+2212; a rounded zero has no sign.
std::string numberText(double value, int decimals = 3);
std::string signedText(double value, int decimals = 3);                ///< with a plus above zero
std::string percentText(double share, int decimals = 1);               ///< "95.3 %"
std::string pointsText(double difference);                             ///< of two shares, in percentage points: "+3.1"
std::string countText(std::uint64_t count);                            ///< "1,234,567"
std::string intervalText(Interval interval, int decimals = 3);         ///< "0.12 to 0.34"
std::string percentIntervalText(Interval interval, int decimals = 1);  ///< "91.2 % to 95.0 %"
std::string probabilityText(double p);                                 ///< "0.034", "< 0.001"
std::string shortHash(const std::string& hash);  ///< the first twelve digits; "not known" where empty
std::string dateText(const std::string& utc);    ///< "2026-07-26 09:30 UTC" of "2026-07-26T09:30:12Z"; else as it is
/// A number for an attribute: full precision, a point, empty where it is not finite.
std::string plainNumber(double value);

}  // namespace saferscope
