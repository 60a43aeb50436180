// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace saferscope {

/// The style sheet and the script of every report. Neither has "<" or "&" in it, so that HTML and XML read them alike.
/// The colours are those of the window: its theme, and its colour maps in eight steps each (h: strength, p and n: for
/// chosen and rejected), as far as plain text stays readable on them (contrast of at least 4.5 in light and dark;
/// tests/report checks it).
const std::string& reportStyle();
/// Sorting of tables, light and dark by hand, and keeping hidden texts from screen readers until they are shown. A
/// report reads without it.
const std::string& reportScript();

/// default-src 'none' and the two above by their hashes: nothing is fetched and nothing else runs, whatever a text
/// says.
std::string contentSecurityPolicy();

}  // namespace saferscope
