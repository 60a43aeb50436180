// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"

#include <optional>
#include <string>

namespace SQLite {
class Statement;
}

namespace saferscope {

/// For the .cpp files of this folder: a row of rating_event, selected by these columns.
inline constexpr const char* ratingColumns =
    "id, created_at, sae_hash, feature, rater, kind, action, score, text, target, blind, details, hash, position, copy";

/// The event, where the row is one and fits its hash.
std::optional<RatingEvent> intactRatingOf(SQLite::Statement& query);
/// "event 0123…" or "row 17"
std::string ratingNameOf(SQLite::Statement& query);

}  // namespace saferscope
