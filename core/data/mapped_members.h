// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/pair_mapping.h"

#include <optional>
#include <string>
#include <string_view>

namespace saferscope {

/// The member at a path as PairMapping names it; null where it is absent or JSON null. A member whose own name is the
/// whole path, or a longer piece of it, comes first: "a.b" is a good name for a column.
const Json* memberAt(const Json& record, std::string_view path);

/// Whether the mapping takes something below the top-level member `name`.
bool mappingUsesMember(const PairMapping& mapping, std::string_view name);

/// What the `preferred` member of one record says.
enum class PreferredSide { First, Second };
/// Texts and flags decide by themselves, numbers only with their base. nullopt: it names neither answer ("tie", 3).
std::optional<PreferredSide> preferredSide(const Json& value, const PairMapping& mapping, bool countsFromOne);
/// The number it is spelled as, 0 to 2, if it is one: 1 alone does not tell 0/1 from 1/2.
std::optional<int> preferredNumber(const Json& value);

}  // namespace saferscope
