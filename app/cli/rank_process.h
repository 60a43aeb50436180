// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/training/rank_place.h"

#include <filesystem>
#include <string>
#include <sys/types.h>

namespace saferscope::cli {

/// "rank-1.txt": standard output and error of a rank that rank 0 has started.
std::string rankLogName(int rank);

/// Starts `safer worker RUN_DIR` as another rank on this machine, a child that the kernel ends when this process (the
/// calling thread) is gone, however it went. Returns its process id; the caller waits for it.
Result<pid_t> startRankProcess(const RankPlace& place, const std::filesystem::path& runFolder,
                               const std::filesystem::path& log);

/// Replaces this process by `safer worker`, which learns from rank 0 what to train. Returns only when that fails.
Status becomeFollowingRank();

}  // namespace saferscope::cli
