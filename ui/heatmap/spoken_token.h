// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <string_view>

namespace saferscope {

/// A token as a screen reader can say it: its text without the spaces around it, signs that have no sound in words
/// ("new line", "tab", "space", "special token eot_id"), at most 60 characters. The same word may stand for several
/// tokens.
QString spokenToken(std::string_view bytes);

}  // namespace saferscope
