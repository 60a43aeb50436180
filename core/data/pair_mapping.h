// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saferscope {

/// Which member of a record holds what, for files whose layout nobody knows: a column name of a CSV file, or the path
/// of a JSON member with levels joined by '.' and list elements by number ("messages.0.content"). prompt, chosen and
/// rejected are needed; each may be a text or a message list. Empty = not in the file.
struct PairMapping {
    std::string prompt;
    std::string chosen;
    std::string rejected;
    std::string system;  ///< a system message before the prompt
    std::string id;
    std::string subset;
    std::string split;
    /// Where the file has two answers and a label instead: chosen and rejected name the answers as they stand, and
    /// `preferred` the member that says which one is better: 0/1, 1/2, "A"/"B", "a"/"b", true/false (true = the first),
    /// "chosen"/"rejected" or the name of the better column.
    std::string preferred;
    bool operator==(const PairMapping&) const = default;
};

/// "prompt=question,chosen=best,rejected=worst,id=uid"; a comma or '=' in a name is written with a backslash before it.
Result<PairMapping> parsePairMapping(const std::string& text);
std::string pairMappingText(const PairMapping& mapping);

/// A member that records of a file have, for the people who map it.
struct FileColumn {
    std::string path;                   ///< as PairMapping names it
    std::string kind;                   ///< "text", "number", "flag", "messages", "list", "object", "empty"
    std::size_t filled = 0;             ///< records of those looked at that have it
    std::vector<std::string> examples;  ///< of the first records, each cut at 300 bytes on a character boundary
};
struct FilePreview {
    std::vector<FileColumn> columns;  ///< in order of first appearance; members of objects as their own columns
    std::size_t records = 0;          ///< looked at
    std::size_t broken = 0;           ///< of those, not readable as a record
    PairMapping guess;                ///< by the columns' names; empty members where none fits
};

/// Looks at the first `records` records of any file that PairReader opens (also CSV). Blocks on the disk briefly.
Result<FilePreview> previewFile(const std::filesystem::path& path, std::size_t records = 50);

}  // namespace saferscope
