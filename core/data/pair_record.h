// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/pair_reader.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace saferscope {

/// How the records of a file are to be taken.
struct RecordRules {
    PairLayout layout = PairLayout::Strings;
    std::string defaultSubset = {};
    PairPreference preference = PairPreference::Better;
    PairMapping mapping = {};             ///< layout Mapped only
    bool preferredCountsFromOne = false;  ///< its `preferred` member is 1 or 2, not 0 or 1
};

/// What is worth a word about a pair that is sound all the same; notes count them.
enum class PairRemark { TiedScores, ReversedScores, BothUnsafe, SaferNotBetter, OnlyChosenUnsafe, TiesSubset, Count };

/// The pairs of a record, each with its id; without one in the record it is `fallbackId`, with a suffix where the
/// record holds several. Never empty.
struct RecordPairs {
    std::vector<PreferencePair> pairs;
    std::vector<PairRemark> remarks;
};

/// One parsed record -> its pairs, or the reason why it has none. `text` is the record as spelled (for "meta").
tl::expected<RecordPairs, std::string> pairsFromRecord(Json&& record, std::string_view text, const RecordRules& rules,
                                                       const std::string& fallbackId);

/// The same for a layout of one pair a record; the id is empty when the record has none.
tl::expected<PreferencePair, std::string> pairFromRecord(Json&& record, std::string_view text, PairLayout layout,
                                                         const std::string& defaultSubset);

/// Whether pairs of this layout keep something of a member of that name; what they do not keep is named once.
bool layoutUsesMember(const RecordRules& rules, std::string_view name);

/// Layouts whose "id" is not promised to be unique: a repeated one is told apart by its line instead of refused.
bool idsMayRepeat(PairLayout layout);

}  // namespace saferscope
