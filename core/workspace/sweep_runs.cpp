// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sweep_runs.h"

#include "core/base/atomic_file.h"
#include "core/base/log.h"
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/workspace/sweep_folder.h"

#include <algorithm>
#include <map>
#include <set>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

/// The runs of a workspace as sweeps see them: each folder is asked once.
class RunView {
public:
    explicit RunView(const fs::path& workspaceFolder) : m_runs(runsFolderOf(workspaceFolder)) {
        if (auto queue = readQueue(m_runs)) {
            m_queue = std::move(*queue);
        }
    }

    bool exists(const std::string& id) const { return !id.empty() && isThere(RunPaths(m_runs / id).spec()); }
    RunState state(const std::string& id) {
        const auto known = m_states.find(id);
        return known != m_states.end() ? known->second : m_states.emplace(id, readRunState(m_runs / id)).first->second;
    }
    /// Lost or held back for now, but the queue goes on with it.
    bool comesBack(const std::string& id) {
        const QueueEntry* entry = m_queue.find(id);
        const RunState now = state(id);
        return entry != nullptr && !entry->stopAsked &&
               (now == RunState::Lost || (now == RunState::Stopped && entry->goOn));
    }
    /// Nothing more happens to it by itself.
    bool ended(const std::string& id) {
        const RunState now = state(id);
        return now != RunState::Waiting && now != RunState::Running && !comesBack(id);
    }
    std::string sentence(const std::string& id) const {
        const auto result = readRunResult(m_runs / id);
        return result ? result->message : std::string();
    }
    const fs::path& runs() const { return m_runs; }

private:
    const fs::path m_runs;
    QueueState m_queue;
    std::map<std::string, RunState> m_states;
};

/// `lost`: what to say where its worker has gone.
CellStatus endOf(RunView& view, const std::string& id, const char* lost) {
    switch (view.state(id)) {
        case RunState::Failed:
            return {CellState::Failed, view.sentence(id)};
        case RunState::Stopped:
            return {CellState::Stopped, {}};
        default:
            return {CellState::Lost, lost};
    }
}

CellStatus statusOf(RunView& view, const SweepCell& cell, bool cancelled, bool started) {
    const auto missing = [&](const char* reason) -> CellStatus {
        if (cancelled) {
            return {CellState::Stopped, {}};
        }
        return started ? CellStatus{CellState::Lost, reason} : CellStatus{};
    };
    // What has been measured counts, whatever became of the training since.
    if (view.exists(cell.evaluateRun) && view.state(cell.evaluateRun) == RunState::Finished) {
        return {CellState::Done, {}};
    }
    if (!view.exists(cell.trainRun)) {
        return missing("The folder of its training was removed.");
    }
    if (view.state(cell.trainRun) == RunState::Running) {
        return {CellState::Training, {}};
    }
    if (view.state(cell.trainRun) == RunState::Waiting || view.comesBack(cell.trainRun)) {
        return {CellState::Waiting, {}};
    }
    if (view.state(cell.trainRun) != RunState::Finished) {
        return endOf(view, cell.trainRun, "The worker of its training is gone without a result.");
    }
    if (!view.exists(cell.evaluateRun)) {
        return started || cancelled ? missing("The folder of its evaluation was removed.")
                                    : CellStatus{CellState::Trained, {}};
    }
    if (view.state(cell.evaluateRun) == RunState::Running) {
        return {CellState::Evaluating, {}};
    }
    if (view.state(cell.evaluateRun) == RunState::Waiting || view.comesBack(cell.evaluateRun)) {
        return {CellState::Trained, {}};
    }
    return endOf(view, cell.evaluateRun, "The worker of its evaluation is gone without a result.");
}

/// Runs that sweeps other than `sweep` wait for: of cells that can still be done.
std::set<std::string> neededByOthers(const fs::path& workspaceFolder, const Sweep& sweep, RunView& view) {
    std::set<std::string> needed;
    for (const Sweep& other : readSweeps(workspaceFolder)) {
        if (other.spec.id == sweep.spec.id ||
            isThere(SweepPaths(sweepFolder(workspaceFolder, other.spec.id)).cancelled())) {
            continue;
        }
        for (const SweepCell& cell : other.cells) {
            const bool open = !view.exists(cell.evaluateRun) || view.state(cell.evaluateRun) != RunState::Finished;
            if (open) {
                needed.insert(cell.trainRun);
                needed.insert(cell.evaluateRun);
            }
        }
    }
    return needed;
}

void removeFolder(const fs::path& folder) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(folder, error)) &&
        fs::remove_all(folder, error) == static_cast<std::uintmax_t>(-1)) {
        log::warn("Cannot remove {}: {}", folder.string(), error.message());
    }
}

/// Renamed first: a model is there whole or not at all, whoever is killed.
void removeModel(const fs::path& runFolder) {
    const fs::path output = RunPaths(runFolder).output();
    const fs::path removing = runFolder / "output.removing";
    std::error_code error;
    removeFolder(removing);
    if (fs::exists(output, error)) {
        fs::rename(output, removing, error);
        removeFolder(removing);
    }
}

void removeCheckpoints(const fs::path& runFolder) {
    std::error_code error;
    const fs::path folder = RunPaths(runFolder).checkpoints();
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        removeFolder(it->path());
    }
}

}  // namespace

const char* cellStateName(CellState state) {
    switch (state) {
        case CellState::Waiting:
            return "waiting";
        case CellState::Training:
            return "training";
        case CellState::Trained:
            return "trained";
        case CellState::Evaluating:
            return "evaluating";
        case CellState::Done:
            return "done";
        case CellState::Failed:
            return "failed";
        case CellState::Stopped:
            return "stopped";
        case CellState::Lost:
            return "lost";
    }
    return "unknown";
}

std::vector<CellStatus> sweepStatus(const fs::path& workspaceFolder, const Sweep& sweep) {
    RunView view(workspaceFolder);
    const SweepPaths paths(sweepFolder(workspaceFolder, sweep.spec.id));
    const bool cancelled = isThere(paths.cancelled());
    const bool started = isThere(paths.started());
    std::vector<CellStatus> list;
    list.reserve(sweep.cells.size());
    for (const SweepCell& cell : sweep.cells) {
        list.push_back(statusOf(view, cell, cancelled, started));
    }
    return list;
}

std::vector<std::string> pendingSweepRuns(const fs::path& workspaceFolder, const Sweep& sweep) {
    RunView view(workspaceFolder);
    std::vector<std::string> pending = sweepRunIds(sweep);
    std::erase_if(pending, [&view](const std::string& id) { return !view.exists(id) || view.ended(id); });
    return pending;
}

Status cancelSweep(const fs::path& workspaceFolder, const Sweep& sweep) {
    const auto lock = SweepLock::take(workspaceFolder);
    if (!lock) {
        return failure(lock);
    }
    // The mark first: killed now, nothing of the sweep is queued any more, and calling again ends the rest.
    const SweepPaths paths(sweepFolder(workspaceFolder, sweep.spec.id));
    if (auto marked = writeFileAtomically(paths.cancelled(), ""); !marked) {
        return marked;
    }
    RunView view(workspaceFolder);
    const auto needed = neededByOthers(workspaceFolder, sweep, view);
    auto ids = sweepRunIds(sweep);
    std::erase_if(ids,
                  [&](const std::string& id) { return !view.exists(id) || view.ended(id) || needed.contains(id); });
    std::ranges::reverse(ids);  // evaluations before the trainings they wait for
    const auto cancelled = cancelRuns(view.runs(), ids);
    return cancelled ? Status() : failure(cancelled);
}

Status retrySweep(const fs::path& workspaceFolder, const Sweep& sweep) {
    const auto lock = SweepLock::take(workspaceFolder);
    if (!lock) {
        return failure(lock);
    }
    const SweepPaths paths(sweepFolder(workspaceFolder, sweep.spec.id));
    RunView view(workspaceFolder);
    std::error_code error;
    if (std::ranges::any_of(sweepRunIds(sweep), [&view](const std::string& id) { return !view.exists(id); })) {
        fs::remove(paths.started(), error);  // folders that were removed are made again
    }
    fs::remove(paths.cancelled(), error);
    if (const auto completed = completeLocked(workspaceFolder, sweep); !completed) {
        return failure(completed);
    }
    if (sweep.spec.launcher != "local") {
        return {};  // whoever submits passes over what has finished and goes on with the rest
    }
    RunView now(workspaceFolder);
    for (const auto& id : sweepRunIds(sweep)) {
        const bool tryAgain = now.exists(id) && now.ended(id) && now.state(id) != RunState::Finished;
        if (!tryAgain) {
            continue;
        }
        if (auto queued = retryRun(now.runs(), id); !queued) {
            return queued;
        }
    }
    return {};
}

Status tidySweep(const fs::path& workspaceFolder, const Sweep& sweep) {
    const SweepPaths paths(sweepFolder(workspaceFolder, sweep.spec.id));
    if (isThere(paths.tidied())) {
        return {};
    }
    const auto lock = SweepLock::take(workspaceFolder);
    if (!lock) {
        return failure(lock);
    }
    RunView view(workspaceFolder);
    std::vector<std::string> models;
    bool allDone = true;
    for (const SweepCell& cell : sweep.cells) {
        allDone = allDone && view.exists(cell.evaluateRun) && view.state(cell.evaluateRun) == RunState::Finished;
        if (!view.exists(cell.trainRun) || view.state(cell.trainRun) != RunState::Finished) {
            continue;
        }
        const fs::path folder = view.runs() / cell.trainRun;
        removeCheckpoints(folder);
        const bool evaluated = view.exists(cell.evaluateRun) && view.state(cell.evaluateRun) == RunState::Finished;
        std::error_code error;
        const bool there =
            fs::exists(RunPaths(folder).output(), error) || fs::exists(folder / "output.removing", error);
        if (evaluated && there && !sweep.spec.keepModels) {
            models.push_back(cell.trainRun);
        }
    }
    const auto markWhenDone = [&]() -> Status { return allDone ? writeFileAtomically(paths.tidied(), "") : Status(); };
    if (models.empty()) {
        return markWhenDone();
    }
    std::set<std::string> needed = neededByOthers(workspaceFolder, sweep, view);
    for (const Sweep& other : readSweeps(workspaceFolder)) {
        for (const SweepCell& cell : other.cells) {
            // Its own cells too: an evaluation that failed may be tried again.
            const bool open = !view.exists(cell.evaluateRun) || view.state(cell.evaluateRun) != RunState::Finished;
            if (other.spec.keepModels || (other.spec.id == sweep.spec.id && open)) {
                needed.insert(cell.trainRun);
            }
        }
    }
    for (const auto& id : models) {
        if (needed.contains(id)) {
            allDone = false;
        } else {
            removeModel(view.runs() / id);
        }
    }
    return markWhenDone();
}

std::vector<SlurmRun> slurmRunsOf(const Sweep& sweep) {
    std::vector<SlurmRun> runs;
    std::set<std::string> seen;
    for (const SweepCell& cell : sweep.cells) {
        if (seen.insert(cell.trainRun).second) {
            runs.push_back({cell.trainRun, {}});
        }
        if (seen.insert(cell.evaluateRun).second) {
            runs.push_back({cell.evaluateRun, cell.trainRun});
        }
    }
    return runs;
}

bool careForSweeps(const fs::path& workspaceFolder) {
    bool queued = false;
    if (!isThere(workspaceFolder / "sweeps")) {
        return queued;
    }
    for (const Sweep& sweep : readSweeps(workspaceFolder)) {
        const auto completed = completeSweep(workspaceFolder, sweep);
        const Status tidied = tidySweep(workspaceFolder, sweep);
        queued = queued || (completed && *completed && sweep.spec.launcher == "local");
        if (!completed || !tidied) {
            log::warn("{}", completed ? tidied.error().message : completed.error().message);
        }
    }
    return queued;
}

}  // namespace saferscope
