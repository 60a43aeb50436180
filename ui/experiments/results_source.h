// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/sweep_runs.h"

#include <functional>
#include <memory>

namespace saferscope {

/// Where the Results tab reads from: a workspace, or what a test gives. Called on a thread of its own.
struct SweepSource {
    std::function<std::vector<Sweep>()> list;  ///< newest first
    std::function<std::vector<CellStatus>(const Sweep&)> status;
    std::function<std::vector<CellVerdicts>(const Sweep&)> verdicts;
};
SweepSource workspaceSweeps(const std::filesystem::path& workspaceFolder);

/// One look at all sweeps and at the results of one.
struct SweepLook {
    struct Entry {
        Sweep sweep;
        std::size_t done = 0;
        std::size_t failed = 0;
        std::string why;  ///< the first failure's sentence
    };
    std::vector<Entry> entries;
    std::size_t shown = 0;  ///< index into `entries`; meaningless when that is empty
    std::vector<CellVerdicts> verdicts;
    SweepResults results;
    const Entry* entry() const { return shown < entries.size() ? &entries[shown] : nullptr; }
};
/// `wanted`: id of a sweep; the newest with results, else the newest, where it is empty or gone.
Result<SweepLook> lookAtSweeps(const SweepSource& source, const std::string& wanted);

}  // namespace saferscope
