// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/preference_pair.h"

#include <string>
#include <string_view>

namespace saferscope {

/// Swaps the answers and notes it in the meta data: a member "saferscope" {"changed":"flipped","plan":…,"rank":…,
/// "score":…} at the end of the object (`note` is the JSON object that is stored). A member "saferscope" that is there
/// already stays where it is, kept as "before" of the new one. The planted spans of a generated pair are byte ranges of
/// the answers, so the keys "chosen" and "rejected" inside "planted" are swapped with them. Every other byte of the
/// meta data stays, members of other tools that speak of a side included: they are not ours to interpret.
///
/// Flipping a pair that was flipped swaps back and takes the note out: twice is the original, byte for byte. `meta`
/// must be a JSON object.
PreferencePair flipPair(PreferencePair pair, const std::string& note);

/// "flipped" where the meta data says that Saferscope changed this pair; else empty. Takes any text.
std::string changeNoted(std::string_view meta);

}  // namespace saferscope
