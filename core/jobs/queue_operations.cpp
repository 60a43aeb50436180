// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/queue_operations.h"

#include "core/base/clock.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/old_result.h"
#include "core/jobs/queue_json.h"
#include "core/jobs/run_lock.h"
#include "core/jobs/slurm_queue.h"

#include <algorithm>
#include <functional>
#include <map>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

tl::unexpected<Error> notQueued(const std::string& id) {
    return fail(ErrorCode::NotFound, "The run " + id + " is not in the queue.", "`safer jobs queue` lists what is.");
}

// One change of one queued run.
Status changeEntry(const fs::path& runsFolder, const std::string& id,
                   const std::function<Status(LockedQueue&, QueueEntry&)>& change) {
    auto queue = LockedQueue::open(runsFolder);
    if (!queue) {
        return failure(queue);
    }
    QueueEntry* entry = queue->state.find(id);
    if (entry == nullptr) {
        return notQueued(id);
    }
    if (auto changed = change(*queue, *entry); !changed) {
        return changed;
    }
    return queue->save();
}

double nextRank(const QueueState& state) {
    double last = 0.0;
    for (const auto& entry : state.entries) {
        last = std::max(last, entry.rank);
    }
    return last + 1.0;
}

std::vector<QueueEntry*> waitingInOrder(LockedQueue& queue) {
    std::vector<QueueEntry*> waiting;
    for (const auto* entry : inQueueOrder(queue.state)) {
        if (!RunLock::isHeld(RunPaths(queue.paths().runs / entry->id))) {
            waiting.push_back(queue.state.find(entry->id));
        }
    }
    return waiting;
}

// To index `target` of the waiting runs of its priority. Only its own rank changes while there is room between its new
// neighbours, so that a move is one small write.
void place(LockedQueue& queue, QueueEntry& entry, std::size_t target) {
    std::vector<QueueEntry*> group;
    for (auto* other : waitingInOrder(queue)) {
        if (other->priority == entry.priority && other->id != entry.id) {
            group.push_back(other);
        }
    }
    target = std::min(target, group.size());
    if (group.empty()) {
        return;
    }
    if (target == 0) {
        entry.rank = group.front()->rank - 1.0;
    } else if (target == group.size()) {
        entry.rank = std::max(group.back()->rank, nextRank(queue.state) - 1.0) + 1.0;
    } else {
        entry.rank = (group[target - 1]->rank + group[target]->rank) / 2.0;
    }
    const bool afterLeft = target == 0 || group[target - 1]->rank < entry.rank;
    const bool beforeRight = target == group.size() || entry.rank < group[target]->rank;
    if (!afterLeft || !beforeRight) {
        group.insert(group.begin() + static_cast<std::ptrdiff_t>(target), &entry);
        double rank = nextRank(queue.state);
        for (auto* member : group) {
            member->rank = rank;
            rank += 1.0;
        }
    }
}

Status checkNoCircle(const std::map<std::string, const QueueRequest*>& requests) {
    std::map<std::string, int> seen;  // 1 = being looked at, 2 = fine
    const std::function<bool(const std::string&)> fine = [&](const std::string& id) {
        const auto request = requests.find(id);
        if (request == requests.end() || seen[id] == 2) {
            return true;
        }
        if (seen[id] == 1) {
            return false;
        }
        seen[id] = 1;
        const bool all = std::ranges::all_of(request->second->after, fine);
        seen[id] = 2;
        return all;
    };
    for (const auto& [id, request] : requests) {
        if (!fine(id)) {
            return fail(ErrorCode::Usage, "The run " + id + " would wait for itself.", "Leave one dependency out.");
        }
    }
    return {};
}

Status checkRequest(const LockedQueue& queue, const std::map<std::string, const QueueRequest*>& requests,
                    const QueueRequest& request) {
    const fs::path& runs = queue.paths().runs;
    if (const auto spec = readRunSpec(runs / request.id); !spec) {
        return failure(spec);
    }
    if (queue.state.find(request.id) != nullptr) {
        return fail(ErrorCode::Usage, "The run " + request.id + " is in the queue already.");
    }
    const RunState state = readRunState(runs / request.id);
    if (state == RunState::Running || state == RunState::Finished) {
        return fail(
            ErrorCode::InvalidInput,
            "The run " + request.id + (state == RunState::Running ? " is running already." : " has finished already."),
            state == RunState::Running ? "" : "Start a new run to do the work again.");
    }
    if (auto ours = checkNotWithSlurm(runs / request.id); !ours) {
        return ours;
    }
    for (const auto& id : request.after) {
        std::error_code error;
        if (!requests.contains(id) && (id.empty() || id.starts_with('.') || id.find('/') != std::string::npos ||
                                       !fs::exists(RunPaths(runs / id).spec(), error))) {
            return fail(ErrorCode::NotFound,
                        "The run " + request.id + " cannot wait for \"" + id + "\": there is no such run.",
                        "`safer jobs` lists the runs.");
        }
    }
    return {};
}

Status enqueue(LockedQueue& queue, const QueueRequest& request) {
    const fs::path folder = queue.paths().runs / request.id;
    const auto spec = readRunSpec(folder);
    if (!spec) {
        return failure(spec);
    }
    if (auto ours = takeBackFromSlurm(folder); !ours) {
        return ours;
    }
    if (readRunState(folder) != RunState::Waiting) {
        if (auto ready = makeRunWaitAgain(folder); !ready) {
            return ready;
        }
    }
    QueueEntry entry;
    entry.id = request.id;
    entry.device = queueDevice(spec->device);
    entry.priority = request.priority;
    entry.held = request.held;
    entry.after = request.after;
    entry.rank = nextRank(queue.state);
    queue.state.entries.push_back(std::move(entry));
    return {};
}

}  // namespace

Status writeFinalResult(const fs::path& runFolder, RunState state, const std::string& message,
                        const std::string& hint) {
    const RunPaths paths(runFolder);
    const auto lock = RunLock::acquire(paths);
    if (!lock) {
        return failure(lock);
    }
    // Without the lock's holder there is nobody else who could write it, so what is there is an earlier end.
    if (const auto old = readRunResult(runFolder); old && old->state == state) {
        return {};
    }
    if (auto ready = setOldResultAside(paths); !ready) {
        return ready;
    }
    RunResult result;
    result.state = state;
    result.message = message;
    result.hint = hint;
    result.exitCode = state == RunState::Stopped ? exit_code::interrupted : exit_code::failed;
    result.finishedAt = utcTimestamp();
    return writeJsonFile(paths.result(), toJson(result));
}

Status makeRunWaitAgain(const fs::path& runFolder) {
    const RunPaths paths(runFolder);
    const auto lock = RunLock::acquire(paths);
    if (!lock) {
        return failure(lock);
    }
    if (auto ready = setOldResultAside(paths); !ready) {
        return ready;
    }
    std::error_code error;
    fs::remove(paths.worker(), error);
    return {};
}

Status enqueueRuns(const fs::path& runsFolder, std::span<const QueueRequest> requests) {
    auto queue = LockedQueue::open(runsFolder);
    if (!queue) {
        return failure(queue);
    }
    std::map<std::string, const QueueRequest*> byId;
    for (const auto& request : requests) {
        if (!byId.emplace(request.id, &request).second) {
            return fail(ErrorCode::Usage, "The run " + request.id + " was given twice.");
        }
    }
    if (auto checked = checkNoCircle(byId); !checked) {
        return checked;
    }
    for (const auto& request : requests) {
        if (auto checked = checkRequest(*queue, byId, request); !checked) {
            return checked;
        }
    }
    for (const auto& request : requests) {
        if (auto done = enqueue(*queue, request); !done) {
            return done;
        }
    }
    return queue->save();
}

Status moveQueuedRun(const fs::path& runsFolder, const std::string& id, QueueMove move) {
    return changeEntry(runsFolder, id, [move](LockedQueue& queue, QueueEntry& entry) -> Status {
        std::size_t index = 0;
        for (const auto* other : waitingInOrder(queue)) {
            if (other->id == entry.id) {
                break;
            }
            index += other->priority == entry.priority ? 1 : 0;
        }
        switch (move) {
            case QueueMove::Top:
                index = 0;
                break;
            case QueueMove::Bottom:
                index = queue.state.entries.size();
                break;
            case QueueMove::Up:
                index = index == 0 ? 0 : index - 1;
                break;
            case QueueMove::Down:
                ++index;
                break;
        }
        place(queue, entry, index);
        return {};
    });
}

Status moveQueuedRunTo(const fs::path& runsFolder, const std::string& id, std::size_t position) {
    return changeEntry(runsFolder, id, [position](LockedQueue& queue, QueueEntry& entry) -> Status {
        const auto above = static_cast<std::size_t>(std::ranges::count_if(
            waitingInOrder(queue), [&entry](const QueueEntry* other) { return other->priority > entry.priority; }));
        place(queue, entry, position > above + 1 ? position - 1 - above : 0);
        return {};
    });
}

Status setQueuedPriority(const fs::path& runsFolder, const std::string& id, int priority) {
    return changeEntry(runsFolder, id, [priority](LockedQueue&, QueueEntry& entry) -> Status {
        entry.priority = priority;
        return {};
    });
}

Status pauseQueue(const fs::path& runsFolder, bool paused) {
    auto queue = LockedQueue::open(runsFolder);
    if (!queue) {
        return failure(queue);
    }
    queue->state.paused = paused;
    return queue->save();
}

Status releaseQueuedRun(const fs::path& runsFolder, const std::string& id) {
    return changeEntry(runsFolder, id, [](LockedQueue&, QueueEntry& entry) -> Status {
        entry.held = false;  // goOn stays: it may be writing its checkpoint still
        return {};
    });
}

Status retryRun(const fs::path& runsFolder, const std::string& id) {
    auto queue = LockedQueue::open(runsFolder);
    if (!queue) {
        return failure(queue);
    }
    QueueRequest request{id, {}, 0, false};
    const QueueEntry* entry = queue->state.find(id);
    const auto memo = entry != nullptr ? std::optional(*entry) : readQueueMemo(queue->paths(), id);
    if (memo) {
        request.after = memo->after;
        request.priority = memo->priority;
    }
    const RunState state = readRunState(queue->paths().runs / id);
    if (entry != nullptr && state == RunState::Waiting && !entry->stopAsked) {
        return fail(ErrorCode::Usage, "The run " + id + " waits in the queue: there is nothing to try again.",
                    "`safer jobs queue` says what it waits for.");
    }
    std::erase_if(queue->state.entries, [&id](const QueueEntry& old) { return old.id == id; });
    std::erase_if(request.after, [&queue](const std::string& needed) {
        std::error_code error;
        return !fs::exists(RunPaths(queue->paths().runs / needed).spec(),
                           error);  // removed since: cannot be waited for
    });
    if (auto checked = checkRequest(*queue, {{id, &request}}, request); !checked) {
        return checked;
    }
    if (auto done = enqueue(*queue, request); !done) {
        return done;
    }
    return queue->save();
}

}  // namespace saferscope
