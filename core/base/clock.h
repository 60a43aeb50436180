// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace saferscope {

/// Seconds since 1970 (UTC) with sub-second part.
double secondsSinceEpoch();

/// "2026-07-26T09:30:12Z" for now, or for the given seconds since 1970.
std::string utcTimestamp();
std::string utcTimestamp(double secondsSinceEpoch);

/// A short name that sorts by time and does not repeat on one machine: "20260726-093012-a1b2".
std::string timeOrderedName();

}  // namespace saferscope
