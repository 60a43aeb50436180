// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating.h"

#include <filesystem>
#include <vector>

namespace saferscope {

/// A ratings file: JSON Lines of ratingLine(), gzip allowed when it is read.
struct RatingFile {
    std::vector<RatingEvent> events;    ///< good lines in the order of the file; the same event may be there twice
    std::vector<std::string> problems;  ///< one sentence for each line that was left out, at most the first 1,000
    std::uint64_t problemCount = 0;     ///< all of them
    bool torn = false;                  ///< the last line was cut off in the middle; it is no problem
};

/// Blocks on the disk. A file that cannot be read, and one of more than 512 MiB, is an Error; a bad line is not.
/// `tornEnd`: a last line that is not whole and has no newline was being written by somebody; it is passed over.
Result<RatingFile> readRatingFile(const std::filesystem::path& path, bool tornEnd = false);

/// All events in log order; the file appears whole or not at all, and equal sets of events give equal bytes.
Status writeRatingFile(const std::filesystem::path& path, std::vector<RatingEvent> events);

/// The union by id of several lists in log order. Two events that share an id cannot both stay: the one that comes
/// first (in the order of their lines) does, whatever the order of the lists, and `conflicts` gets a sentence.
std::vector<RatingEvent> mergedRatings(std::vector<RatingEvent> events, std::vector<std::string>& conflicts);

}  // namespace saferscope
