// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace saferscope {

/// True when the bytes are well-formed UTF-8 (no overlong forms, surrogates or values past U+10FFFF).
bool isValidUtf8(std::string_view text);

/// The text with every ill-formed byte replaced by U+FFFD.
std::string toValidUtf8(std::string_view text);

/// Length of the well-formed sequence that starts the text, 0 if there is none.
std::size_t utf8SequenceLength(std::string_view text);

}  // namespace saferscope
