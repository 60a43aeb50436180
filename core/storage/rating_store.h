// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/feature_set.h"
#include "core/data/rating.h"
#include "core/storage/database.h"

#include <map>
#include <vector>

namespace saferscope {

/// The append-only table `rating_event`; triggers refuse UPDATE, DELETE and REPLACE.

/// In log order (time, id). Every row is checked against its hash, also those of other SAEs: a damaged row may have
/// been one of this. Damaged rows are left out and named; one whose event was added again (insertRating) is no loss
/// and not named. An empty `saeHash` means all.
struct RatingLog {
    std::vector<RatingEvent> events;
    std::vector<std::string> damaged;  ///< "event 0123…", or "row 17" where a row is gone or has lost its id
};
Result<RatingLog> readRatings(const Database& database, const std::string& saeHash);
/// The events after a place in the table, by place and at most `most`; `position` becomes that of the last row read.
/// Damaged rows are left out: readRatings() names them.
Result<std::vector<RatingEvent>> readRatingsAfter(const Database& database, std::int64_t& position, int most);
/// createdAt of the newest event, or empty.
Result<std::string> newestRatingTime(const Database& database);
/// People who have an event in the log, by name; damaged rows count.
Result<std::vector<std::string>> readRatersOfLog(const Database& database);

enum class RatingInsert { Added, Known /* the same event is there */, Conflict /* another event has this id */ };
/// Checks the event first (checkRatingEvent). An event whose row is damaged is added once more: merging a backup heals.
Result<RatingInsert> insertRating(Transaction& transaction, const RatingEvent& event);

/// People who rate in this workspace, in the order they were added.
Result<std::vector<std::string>> readRaters(const Database& database);
Status addRater(Transaction& transaction, const std::string& name);  ///< one that is there stays as it is

Result<bool> hasFeatureSet(const Database& database, const std::string& name);
/// By name. Sets that cannot be read are logged and left out.
Result<std::vector<FeatureSet>> readFeatureSets(const Database& database);
Status putFeatureSet(Transaction& transaction, const FeatureSet& set);  ///< replaces one of the same name
Result<bool> deleteFeatureSet(Transaction& transaction, const std::string& name);

/// How much of a rating run's file was merged, by run: a file with the same size and time is not read again.
struct RatingSource {
    std::int64_t bytes = 0;
    std::int64_t modifiedNs = 0;
    bool operator==(const RatingSource&) const = default;
};
Result<std::map<std::string, RatingSource>> readRatingSources(const Database& database);
Status putRatingSource(Transaction& transaction, const std::string& runId, const RatingSource& source);

}  // namespace saferscope
