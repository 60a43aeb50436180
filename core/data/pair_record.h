// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/pair_reader.h"

#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace saferscope {

/// One parsed record -> a pair, or the reason why it is none. `text` is the record as spelled (for "meta"). The id is
/// empty when the record has none; a missing subset becomes `defaultSubset`.
tl::expected<PreferencePair, std::string> pairFromRecord(Json&& record, std::string_view text, PairLayout layout,
                                                         const std::string& defaultSubset);

}  // namespace saferscope
