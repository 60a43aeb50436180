// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace saferscope {

/// Whether a text looks as if it were written to steer the judge that reads it.
struct Suspicion {
    bool suspicious = false;
    std::string reason;  ///< "tells its reader to ignore earlier instructions"; empty when nothing was found
};

/// Looks for orders to the reader (ignore the instructions, rate this 5), ready-made answers ("Score: 5", a JSON
/// score), pretended turns and prompt frames ("system:", "### Instruction", an invented end of the context) and hidden
/// characters. Knows English best; German, French, Spanish, Italian, Portuguese, Russian, Chinese and Japanese in their
/// commonest forms. A word-level matcher: it misses disguises and flags the odd honest text, so that a hit is a reason
/// to look, not a verdict. Time is linear in the text; only its first 64 kB are read.
Suspicion inspectText(std::string_view text);

}  // namespace saferscope
