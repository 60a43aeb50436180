// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep.h"
#include "core/jobs/run_spec.h"

#include <filesystem>
#include <set>

namespace saferscope {

/// Files of a sweep's folder WORKSPACE/sweeps/ID. Shared by the .cpp files of this folder.
struct SweepPaths {
    explicit SweepPaths(std::filesystem::path folder) : root(std::move(folder)) {}
    std::filesystem::path root;
    std::filesystem::path sweep() const { return root / "sweep.json"; }
    /// The specs of the runs that the sweep makes itself, so that whoever finds it half started can make them.
    std::filesystem::path runs() const { return root / "runs.json"; }
    std::filesystem::path plan(const std::string& hash) const { return root / "plans" / (hash + ".json"); }
    /// There once all its runs have been made and queued: a run folder that is missing later was removed by somebody.
    std::filesystem::path started() const { return root / "started"; }
    /// There once every cell is done and what its runs have left is removed: nothing to look for any more.
    std::filesystem::path tidied() const { return root / "tidied"; }
    std::filesystem::path cancelled() const {
        return root / "cancelled";
    }  ///< there from cancelSweep() to retrySweep()
};

inline std::filesystem::path runsFolderOf(const std::filesystem::path& workspaceFolder) {
    return workspaceFolder / "runs";
}

bool isThere(const std::filesystem::path& path);

/// WORKSPACE/sweeps/.lock (flock), held by whoever makes runs for sweeps or removes what runs have left: what one has
/// found to be there stays while it acts on it. Waits up to 30 s. One thread at a time.
class SweepLock {
public:
    static Result<SweepLock> take(const std::filesystem::path& workspaceFolder);
    SweepLock(SweepLock&& other) noexcept;
    SweepLock& operator=(SweepLock&&) = delete;
    ~SweepLock();

private:
    explicit SweepLock(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

/// Of the runs of `sweep` those that it makes itself, trainings before the evaluations that need them.
Result<std::vector<RunSpec>> readPlannedRuns(const std::filesystem::path& workspaceFolder, const Sweep& sweep);

/// Every run of the sweep once, trainings before their evaluations, in the order of the cells.
std::vector<std::string> sweepRunIds(const Sweep& sweep);

/// completeSweep() for who holds the lock.
Result<bool> completeLocked(const std::filesystem::path& workspaceFolder, const Sweep& sweep);

/// Whether a training run's model is there, whole.
bool hasModel(const std::filesystem::path& runFolder);

}  // namespace saferscope
