// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <optional>

namespace saferscope {

/// A number that a run reported about what it made; nothing when it reported none of that name.
std::optional<double> reportedNumber(const Json& values, const char* name);

/// A reward model's accuracy on held-out pairs, in 0..1; nothing when no pair was held out (older runs then say 0).
std::optional<double> heldOutAccuracy(const Json& values);

}  // namespace saferscope
