// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace saferscope::check {

/// The bytes of a file, also of one below /proc; empty where it cannot be read.
std::string bytesOf(const std::filesystem::path& path);

/// The ways a secret may be spelled in a file: as it is, in JSON with every sign escaped, percent-encoded, base64 (all
/// three phases), hexadecimal in both cases, UTF-16, backwards.
std::vector<std::string> spellings(const std::string& secret);

struct SearchResult {
    std::vector<std::string> found;  ///< "FILE (which spelling)", names of files too
    int files = 0;                   ///< looked at
};
/// Every regular file below the folders, whatever it is.
SearchResult searchFiles(const std::vector<std::filesystem::path>& folders, const std::string& secret);

/// Processes that have it on their command line.
std::vector<std::string> searchCommandLines(const std::string& secret);

}  // namespace saferscope::check
