// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace saferscope {

/// Which of several training processes this one is, as torchrun tells its children through the environment.
struct RankPlace {
    int rank = 0;
    int worldSize = 1;
    int localRank = 0;       ///< among those of this machine: which GPU
    int localWorldSize = 0;  ///< processes on this machine; 0 = not known
    std::string masterAddress = "127.0.0.1";
    std::uint16_t masterPort = 0;  ///< where rank 0 listens; 0 = any free port (rank 0 only)
};

/// From RANK, WORLD_SIZE, LOCAL_RANK, LOCAL_WORLD_SIZE, MASTER_ADDR and MASTER_PORT. Nothing when neither RANK nor
/// WORLD_SIZE is set or WORLD_SIZE is 1; a part of it, or an impossible value, is refused by name. Slurm's own
/// variables are not looked at: a batch script has SLURM_NTASKS too, and a process that it starts without srun would
/// wait for others that never come.
Result<std::optional<RankPlace>> rankPlaceFromEnvironment();
using EnvironmentLookup = std::function<std::optional<std::string>(const char*)>;
Result<std::optional<RankPlace>> rankPlaceFrom(const EnvironmentLookup& lookup);

/// Threads for each of the processes that share a machine: at least one.
int threadsPerRank(int cores, int localWorldSize);

}  // namespace saferscope
