// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/alignment.h"

#include <string>
#include <string_view>

namespace saferscope {

/// Unicode normalization form C of well-formed UTF-8, with the way back to the source. n log n in the longest run of
/// combining marks, whatever the text (utf8proc's own reordering is quadratic, so only its per-character tables and its
/// composition are used).
std::string normalizeNfc(std::string_view text, Alignment& alignment);

}  // namespace saferscope
