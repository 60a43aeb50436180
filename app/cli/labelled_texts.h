// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/preference_pair.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace saferscope::cli {

/// Answers that people have described: what features are checked against.
struct LabelledTexts {
    /// A pair each, because that is what an encoder takes: the answer is `chosen`, `rejected` is a placeholder.
    std::vector<PreferencePair> texts;
    /// By label: one flag per text.
    std::map<std::string, std::vector<std::uint8_t>> labels;
    std::size_t leftOut = 0;  ///< rows of WildGuardMix, see below
};

/// Reads JSON lines of {"prompt": text or messages, "completion" (or "response"): text or messages, "propositions" (or
/// "labels"): {name: true|false}}. `fields` name further members with texts, each value of which becomes a label
/// "field=value". A row that does not fit is refused with its line; rows that lack a label count as not having it only
/// when they have labels at all. WildGuardMix as it is published (rows with "response_harm_label") needs no `fields`:
/// its labels of answer and prompt are taken as such, and rows without an answer or without a label of it (the prompts
/// alone, and what the annotators did not agree on) are left out and counted, because a missing label is no "false".
Result<LabelledTexts> readLabelledTexts(const std::filesystem::path& file, const std::vector<std::string>& fields);

}  // namespace saferscope::cli
