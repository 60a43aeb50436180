// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/queue_runner.h"

#include "core/base/log.h"
#include "core/jobs/disk_need.h"
#include "core/jobs/last_words.h"
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/queue_runner_lock.h"
#include "core/jobs/queue_watch.h"
#include "core/jobs/worker_identity.h"

#include <algorithm>
#include <set>
#include <thread>
#include <unistd.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

constexpr int startAttempts = 3;  // a full process table passes, a missing program does not
constexpr auto startAgainAfter = std::chrono::seconds(1);
constexpr int hookAttempts = 3;
constexpr auto hookAgainAfter = std::chrono::milliseconds(200);

class Runner {
public:
    Runner(const fs::path& runsFolder, const QueueRunnerOptions& options, QueueRunnerLock lock)
        : m_options(options), m_paths(runsFolder), m_lock(std::move(lock)), m_watch(m_paths) {}

    void work() {
        while (!m_options.stop.stop_requested()) {
            const Next next = look();
            if (next == Next::Done) {
                return;
            }
            if (next == Next::Wait) {
                m_watch.wait(m_running, m_options.lookEvery);
            }
        }
    }

private:
    enum class Next { Again, Wait, Done };
    struct Trouble {
        int failures = 0;
        Clock::time_point retryAt;
        std::string message;
    };

    void tellOfEnds();
    Next look();
    bool settle(QueueEntry& entry, RunStatuses& statuses, unsigned maxResumes);
    bool settleLost(QueueEntry& entry);
    void startNext(const QueueState& queue, RunStatuses& statuses);
    void start(const std::string& id, RunStatus& status);
    void endNow(const std::string& id, RunState state, const std::string& message, const std::string& hint);

    const QueueRunnerOptions& m_options;
    const QueuePaths m_paths;
    QueueRunnerLock m_lock;
    QueueWatch m_watch;
    std::set<std::string> m_told;  ///< ended runs that afterRuns has seen
    std::map<std::string, Trouble> m_troubles;
    std::vector<std::string> m_running;
    bool m_again = false;  ///< something has changed that the next look has to see at once
};

// Before they leave the queue, which is what lets others start that wait for them.
void Runner::tellOfEnds() {
    const auto queue = readQueue(m_paths.runs);
    if (!queue) {
        return;
    }
    std::set<std::string> ended;
    const auto statuses = readRunStatuses(m_paths.runs, *queue);
    for (const auto& place : explainQueue(*queue, statuses)) {
        if (place.phase == QueuePhase::Ended && !m_told.contains(place.id)) {
            ended.insert(place.id);
        }
    }
    for (int attempt = 1; m_options.afterRuns && !ended.empty(); ++attempt) {
        const Status told = m_options.afterRuns();
        if (told || attempt == hookAttempts) {
            if (!told) {
                log::error("{}", told.error().message);
            }
            break;
        }
        std::this_thread::sleep_for(hookAgainAfter);
    }
    m_told.insert(ended.begin(), ended.end());
}

void Runner::endNow(const std::string& id, RunState state, const std::string& message, const std::string& hint) {
    if (auto written = writeFinalResult(m_paths.runs / id, state, message, hint); !written) {
        log::error("{}", written.error().message);
        return;
    }
    log::info("{}: {}", id, message);
    m_again = true;
}

// A worker is gone without a result. False when the run has to end here.
bool Runner::settleLost(QueueEntry& entry) {
    if (entry.stopAsked) {
        endNow(entry.id, RunState::Stopped, "Cancelled; its worker was gone before it had written a result.", "");
        return false;
    }
    const RunPaths run(m_paths.runs / entry.id);
    const auto worker = readWorkerIdentity(run);
    const std::string loss = worker ? std::to_string(worker->pid) + ":" + std::to_string(worker->startTicks) : "";
    if (loss.empty() || loss != entry.lastLoss) {
        entry.lastLoss = loss;
        ++entry.lost;
        log::warn("{} was lost, for the {}. time", entry.id, entry.lost);
    }
    return true;
}

// True when the entry is to leave the queue.
bool Runner::settle(QueueEntry& entry, RunStatuses& statuses, unsigned maxResumes) {
    const auto known = statuses.find(entry.id);
    if (known == statuses.end()) {
        return true;
    }
    RunStatus& status = known->second;
    const fs::path folder = m_paths.runs / entry.id;
    switch (status.state) {
        case RunState::Running:
            return false;
        case RunState::Waiting:
            if (entry.stopAsked) {
                endNow(entry.id, RunState::Stopped, "Cancelled before it was started.", "");
            }
            return false;
        case RunState::Lost:
            if (settleLost(entry) && entry.lost > maxResumes) {
                const std::string words = lastWordsOf(RunPaths(folder));
                endNow(entry.id, RunState::Failed,
                       "The worker was lost " + std::to_string(entry.lost) +
                           " times: " + (words.empty() ? "it was killed or it crashed." : words) +
                           " It is not started again by itself.",
                       "Its log.txt may say why; memory that ran out is the usual cause. Then retry the run.");
            }
            return false;
        case RunState::Stopped:
            if (entry.goOn && !entry.stopAsked) {
                if (!entry.held) {
                    const Status ready = makeRunWaitAgain(folder);
                    if (ready) {
                        entry.goOn = false;
                        status.state = RunState::Waiting;
                    } else {
                        log::error("{}", ready.error().message);
                    }
                }
                return false;
            }
            break;
        case RunState::Finished:
        case RunState::Failed:
            break;
    }
    if (m_told.erase(entry.id) == 0) {
        m_again = true;  // it ended between the two looks
        return false;
    }
    log::info("{} has ended: {}", entry.id, runStateName(status.state));
    return true;
}

void Runner::start(const std::string& id, RunStatus& status) {
    const fs::path folder = m_paths.runs / id;
    const Status started = startWorker(folder, m_options.saferProgram);
    if (started) {
        log::info("{} was started on {}", id, status.device);
        status.state = RunState::Running;
        m_troubles.erase(id);
        return;
    }
    status.state = readRunState(folder);
    if (status.state == RunState::Running) {
        return;  // somebody else was quicker
    }
    Trouble& trouble = m_troubles[id];
    trouble.message = started.error().message;
    trouble.retryAt = Clock::now() + startAgainAfter;
    status.refusal = trouble.message;
    log::error("{} cannot be started: {}", id, trouble.message);
    if (++trouble.failures >= startAttempts) {
        m_troubles.erase(id);
        endNow(id, RunState::Failed, started.error().message, started.error().hint);
    }
}

void Runner::startNext(const QueueState& queue, RunStatuses& statuses) {
    const auto devices = queueDevices(queue);
    for (;;) {
        for (auto& [id, status] : statuses) {
            const auto trouble = m_troubles.find(id);
            if (trouble != m_troubles.end() && trouble->second.retryAt > Clock::now()) {
                status.refusal = trouble->second.message;
            }
        }
        refuseForDisk(m_paths.runs, queue, statuses, m_options.freeBytes);
        const auto next = nextRuns(queue, statuses, devices);
        if (next.empty()) {
            return;
        }
        for (const auto& id : next) {
            start(id, statuses.at(id));
        }
    }
}

Runner::Next Runner::look() {
    m_again = false;
    tellOfEnds();
    auto queue = LockedQueue::open(m_paths.runs);
    if (!queue) {
        log::error("{}", queue.error().message);
        m_running.clear();
        return Next::Wait;
    }
    auto statuses = readRunStatuses(m_paths.runs, queue->state);
    std::erase_if(queue->state.entries,
                  [&](QueueEntry& entry) { return settle(entry, statuses, queue->state.maxResumes); });
    // Saved before anything starts: what was counted stays counted, whatever happens to this process.
    const Status saved = queue->save();
    if (!saved) {
        log::error("{}", saved.error().message);
    } else if (!m_again) {
        startNext(queue->state, statuses);
    }
    m_running.clear();
    for (const auto& [id, status] : statuses) {
        if (status.state == RunState::Running) {
            m_running.push_back(id);
        }
    }
    if (m_again) {
        return saved ? Next::Again : Next::Wait;
    }
    if (!saved || queueHasWork(queue->state, statuses)) {
        return Next::Wait;
    }
    // Given up while the queue is still locked: who adds something now finds no runner and starts one.
    m_lock.release();
    return Next::Done;
}

}  // namespace

void refuseForDisk(const fs::path& runsFolder, const QueueState& queue, RunStatuses& statuses,
                   const std::function<std::uint64_t(const fs::path&)>& freeBytes) {
    const std::uint64_t free = freeBytes ? freeBytes(runsFolder) : freeDiskBytes(runsFolder);
    std::uint64_t promised = 0;
    std::set<std::string> accepted;
    for (bool again = true; again;) {  // one that is refused lets the next one have its turn
        again = false;
        for (const auto& place : explainQueue(queue, statuses)) {
            if (place.phase != QueuePhase::Ready || accepted.contains(place.id)) {
                continue;
            }
            const auto spec = readRunSpec(runsFolder / place.id);
            if (!spec) {
                accepted.insert(place.id);  // starting it says what is wrong
                continue;
            }
            auto refusal = diskRefusal(runsFolder / place.id, *spec, free > promised ? free - promised : 0);
            if (refusal.empty()) {
                accepted.insert(place.id);
                promised += estimateDiskNeed(*spec);
            } else {
                statuses.at(place.id).refusal = std::move(refusal);
                again = true;
            }
        }
    }
}

Result<bool> runQueue(const fs::path& runsFolder, const QueueRunnerOptions& options) {
    std::error_code error;
    const fs::path folder = fs::absolute(runsFolder, error).lexically_normal();
    auto lock = QueueRunnerLock::acquire(QueuePaths(folder));
    if (!lock) {
        return failure(lock);
    }
    if (!*lock) {
        return false;
    }
    Runner(folder, options, std::move(**lock)).work();
    return true;
}

}  // namespace saferscope
