// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace saferscope {

/// Text from data sets, models, judges and people as markup may hold it: a report is opened by others, in a browser, so
/// nothing in a text may end an element, start a script or move its surroundings. Ill-formed UTF-8 becomes U+FFFD; the
/// five characters that mean something to HTML become references; control characters become their pictures (U+2400…)
/// and characters that steer direction or are not seen their number in angle brackets; what XML forbids becomes U+FFFD.
/// Line feeds and tabs stay. The answer means the same in HTML and XML, inside elements and inside double quotes.
std::string escapeHtml(std::string_view text);

/// The first `characters` code points, with an ellipsis where there is more. Ill-formed bytes count as one each.
std::string cutText(std::string_view text, std::size_t characters);

/// Where the character that the byte at `at` belongs to begins; `text` may be ill-formed. At most text.size().
std::size_t characterStart(std::string_view text, std::size_t at);

}  // namespace saferscope
