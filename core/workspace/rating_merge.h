// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/workspace_impl.h"

namespace saferscope {

/// Adds events to the log in the caller's transaction. Those that are there already are counted; those whose id means
/// another event are refused by a sentence and change nothing. Fails, and then nothing of it may be committed, when an
/// event is none (checkRatingEvent) or the disk fails.
Result<RatingMerge> mergeInto(Transaction& transaction, const std::vector<RatingEvent>& events);

/// Takes over the ratings file of a rate run that has ended, however it ended, in one transaction; a run that finished
/// gets its adoption row in it. Killed anywhere, called again or by several processes at once, each event is there
/// once. A file that has the size and time it had at the last call is not read again. True when the run was finished
/// now, or new events came.
Result<bool> adoptRatingRun(Database& database, const std::filesystem::path& runFolder, const std::string& runId,
                            bool finished);

}  // namespace saferscope
