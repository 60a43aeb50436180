// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

/// Starting the installed programs and waiting for what a user waits for.
namespace saferscope::bench {

/// Files that a program has mapped: what has to leave the page cache for a cold start.
using Files = std::vector<std::filesystem::path>;

/// Seconds from fork() until the program has ended.
double secondsToRun(const std::vector<std::string>& arguments);

/// Seconds from fork() until the window has painted its first frame with the workspace open; it is ended then. `mapped`
/// receives its files. Settings and log go below `scratch`. Throws std::runtime_error when no frame comes within 60 s.
double secondsToFrame(const std::string& program, const std::filesystem::path& workspace,
                      const std::filesystem::path& scratch, std::string* steps = nullptr, Files* mapped = nullptr);

}  // namespace saferscope::bench
