// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"

#include <filesystem>

namespace saferscope {

/// Ratings as a spreadsheet, for people who like to rate there. Columns: feature, label, rater, score, llm, llm_score,
/// llm_explanation, blind, comment, flagged, skipped, adjudicated, rated_at, event, sae. Only `score` is read back.

/// The books of a workspace by SAE.
using RatingBooks = std::map<std::string, RatingBook>;
RatingBooks ratingBooks(const std::vector<RatingEvent>& events);

/// One row per feature that anything was said of and per person who rated any (or is in `raters`): an empty score waits
/// to be filled in. `judge` as in RatingBook::mainJudge. The same books give the same bytes.
std::string ratingSheet(const RatingBooks& books, const std::vector<std::string>& raters, const std::string& judge);

struct RatingSheetEdits {
    std::vector<RatingEvent> events;    ///< one per changed score, by the row's rater; without id and time
    std::uint64_t unchanged = 0;        ///< rows that say what is known
    std::vector<std::string> problems;  ///< one sentence for each row that was left out, at most the first 1,000
    std::uint64_t problemCount = 0;
};

/// What an edited sheet wants changed. Columns are found by name, in any order; those without "sae" speak of
/// `defaultSae`. A row whose rating changed since the sheet was written (its "event" is not the standing one) and a
/// score that was taken out are problems: a sheet never overwrites and never takes back.
Result<RatingSheetEdits> readRatingSheet(const std::filesystem::path& file, const RatingBooks& books,
                                         const std::string& defaultSae);

}  // namespace saferscope
