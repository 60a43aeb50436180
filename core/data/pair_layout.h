// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/pair_reader.h"

#include <optional>
#include <string>

namespace saferscope {

/// The layout a record is spelled in; nullopt when it is none of ours.
std::optional<PairLayout> detectPairLayout(const Json& record);

/// What import accepts, in one sentence for error hints.
std::string acceptedLayoutsText();

}  // namespace saferscope
