// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/text/alignment.h"

#include <string>
#include <string_view>

namespace saferscope {

enum class UnicodeForm { Nfc, Nfd, Nfkc, Nfkd };

/// A Unicode normalization form of well-formed UTF-8, with the way back to the source. n log n in the longest run of
/// combining marks, whatever the text (utf8proc's own reordering is quadratic, so only its per-character tables and its
/// composition are used).
std::string normalizeUnicode(std::string_view text, UnicodeForm form, Alignment& alignment);
inline std::string normalizeNfc(std::string_view text, Alignment& alignment) {
    return normalizeUnicode(text, UnicodeForm::Nfc, alignment);
}

}  // namespace saferscope
