// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/slurm_launcher.h"
#include "core/jobs/slurm_queue.h"

#include <algorithm>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

Status notQueued(const std::string& id) {
    return fail(ErrorCode::NotFound, "The run " + id + " is not in the queue.", "`safer jobs queue` lists what is.");
}

// The runs themselves and, transitively, those of the queue that wait for one of them: dependants first, so that none
// of them can start between.
std::vector<std::string> withThoseThatWait(const QueueState& queue, std::span<const std::string> ids) {
    std::vector<std::string> all(ids.begin(), ids.end());
    for (std::size_t next = 0; next < all.size(); ++next) {
        for (const auto& entry : queue.entries) {
            if (std::ranges::count(entry.after, all[next]) > 0 && std::ranges::count(all, entry.id) == 0) {
                all.push_back(entry.id);
            }
        }
    }
    std::ranges::reverse(all);
    return all;
}

Result<Cancelled> cancelOne(LockedQueue& queue, const std::string& id) {
    const fs::path folder = queue.paths().runs / id;
    if (const auto spec = readRunSpec(folder); !spec) {
        return failure(spec);
    }
    QueueEntry* entry = queue.state.find(id);
    RunState state = readRunState(folder);
    if (state == RunState::Running) {
        // The mark first: should its worker be killed instead of stopping, it is not taken for lost and resumed.
        if (entry != nullptr && !entry->stopAsked) {
            entry->stopAsked = true;
            if (auto saved = queue.save(); !saved) {
                return failure(saved);
            }
        }
        if (auto asked = requestStop(folder); !asked) {
            return failure(asked);
        }
        return Cancelled{id, CancelResult::Stopping, readRunState(folder)};
    }
    const bool ended = state == RunState::Finished || state == RunState::Failed ||
                       (state == RunState::Stopped && (entry == nullptr || !entry->goOn));
    if (!ended) {
        const char* message = state == RunState::Waiting ? "Cancelled before it was started." : "Cancelled.";
        if (auto written = writeFinalResult(folder, RunState::Stopped, message, "Retry it to run it after all.");
            !written) {
            return failure(written);
        }
        state = RunState::Stopped;
    }
    std::erase_if(queue.state.entries, [&id](const QueueEntry& old) { return old.id == id; });
    return Cancelled{id, ended ? CancelResult::EndedAlready : CancelResult::Cancelled, state};
}

Result<std::vector<Cancelled>> cancelThoseWithSlurm(const fs::path& runsFolder, const std::vector<std::string>& ids) {
    std::vector<std::string> theirs;
    for (const auto& id : ids) {
        if (isSlurmRun(runsFolder / id) && !checkNotWithSlurm(runsFolder / id)) {
            theirs.push_back(id);
        }
    }
    return theirs.empty() ? Result<std::vector<Cancelled>>() : cancelSlurmRuns(runsFolder, theirs);
}

}  // namespace

Status holdQueuedRun(const fs::path& runsFolder, const std::string& id) {
    auto queue = LockedQueue::open(runsFolder);
    if (!queue) {
        return failure(queue);
    }
    QueueEntry* entry = queue->state.find(id);
    if (entry == nullptr) {
        return notQueued(id);
    }
    const fs::path folder = queue->paths().runs / id;
    const bool running = readRunState(folder) == RunState::Running;
    if (running && entry->stopAsked) {
        return fail(ErrorCode::Usage, "The run " + id + " is being cancelled.", "Retry it when it has ended.");
    }
    entry->held = true;
    entry->goOn = entry->goOn || running;
    if (auto saved = queue->save(); !saved) {
        return saved;
    }
    return running ? requestStop(folder) : Status();
}

Result<std::vector<Cancelled>> cancelRuns(const fs::path& runsFolder, std::span<const std::string> ids,
                                          bool withDependants) {
    std::vector<std::string> wanted(ids.begin(), ids.end());
    if (withDependants) {
        const auto more = slurmDependants(runsFolder, wanted);
        wanted.insert(wanted.end(), more.begin(), more.end());
    }
    // Before the queue is locked: Slurm may take seconds to answer.
    const auto bySlurm = cancelThoseWithSlurm(runsFolder, wanted);
    if (!bySlurm) {
        return failure(bySlurm);
    }
    auto queue = LockedQueue::open(runsFolder);
    if (!queue) {
        return failure(queue);
    }
    const auto all = withDependants ? withThoseThatWait(queue->state, wanted) : wanted;
    std::vector<Cancelled> cancelled;
    for (const auto& id : all) {
        if (const auto known = std::ranges::find(*bySlurm, id, &Cancelled::id); known != bySlurm->end()) {
            cancelled.push_back(*known);
            continue;
        }
        auto one = cancelOne(*queue, id);
        if (!one) {
            queue->save();  // those before it have their results already; a later look would take them out as well
            return failure(one);
        }
        cancelled.push_back(std::move(*one));
    }
    if (auto saved = queue->save(); !saved) {
        return failure(saved);
    }
    return cancelled;
}

}  // namespace saferscope
