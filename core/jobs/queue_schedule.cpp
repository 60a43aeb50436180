// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/queue_schedule.h"

#include "core/jobs/run_lock.h"
#include "core/jobs/slurm_queue.h"
#include "core/jobs/worker_identity.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::pair<QueuePhase, const char*>, 9> phaseNames = {{
    {QueuePhase::Running, "running"},
    {QueuePhase::Ready, "ready"},
    {QueuePhase::WaitsForDevice, "waits for device"},
    {QueuePhase::WaitsForRun, "waits for run"},
    {QueuePhase::Held, "held"},
    {QueuePhase::Paused, "paused"},
    {QueuePhase::Blocked, "blocked"},
    {QueuePhase::Refused, "refused"},
    {QueuePhase::Ended, "ended"},
}};

bool canStart(const QueueEntry& entry, RunState state) {
    return !entry.stopAsked &&
           (state == RunState::Waiting || state == RunState::Lost || (state == RunState::Stopped && entry.goOn));
}

// What becomes of the runs that a run waits for.
class Needs {
public:
    Needs(const QueueState& queue, const RunStatuses& runs) : m_runs(runs) {
        for (const auto& entry : queue.entries) {
            m_entries.emplace(entry.id, &entry);
        }
    }

    struct Answer {
        bool met = true;
        bool broken = false;
        std::string why;
    };

    const Answer& of(const QueueEntry& entry) {
        if (const auto known = m_answers.find(entry.id); known != m_answers.end()) {
            return known->second;
        }
        if (!m_asked.insert(entry.id).second) {
            return m_circle;
        }
        Answer answer;
        for (const auto& id : entry.after) {
            const Answer one = ofRun(id);
            // What cannot be any more is said before what is still to come.
            if (!one.met && (answer.met || (one.broken && !answer.broken))) {
                answer = one;
            }
        }
        m_asked.erase(entry.id);
        return m_answers.insert_or_assign(entry.id, std::move(answer)).first->second;
    }

private:
    Answer ofRun(const std::string& id) {
        const auto broken = [&id](const char* what) { return Answer{false, true, id + what}; };
        const auto run = m_runs.find(id);
        if (run == m_runs.end()) {
            return broken(" no longer exists");
        }
        const RunState state = run->second.state;
        if (state == RunState::Finished) {
            return {};
        }
        const auto queued = m_entries.find(id);
        if (queued != m_entries.end() && queued->second->stopAsked && state != RunState::Running) {
            return broken(" was cancelled");
        }
        if (queued != m_entries.end() && canStart(*queued->second, state)) {
            const Answer& its = of(*queued->second);
            return its.broken ? broken(" is blocked") : Answer{false, false, "waits for " + id};
        }
        switch (state) {
            case RunState::Failed:
                return broken(" failed");
            case RunState::Stopped:
                return broken(" was stopped");
            case RunState::Lost:
                return broken(" was lost");
            case RunState::Waiting:
                if (!run->second.withSlurm) {
                    return broken(" is not in the queue");
                }
                break;
            case RunState::Running:
            case RunState::Finished:
                break;
        }
        return {false, false, "waits for " + id};
    }

    const RunStatuses& m_runs;
    std::map<std::string, const QueueEntry*> m_entries;
    std::map<std::string, Answer> m_answers;
    std::set<std::string> m_asked;
    const Answer m_circle = {false, true, "waits for itself"};
};

std::set<std::string> busyDevices(const RunStatuses& runs) {
    std::set<std::string> busy;
    for (const auto& [id, run] : runs) {
        if (run.state == RunState::Running) {
            busy.insert(run.device);
        }
    }
    return busy;
}

}  // namespace

const char* queuePhaseName(QueuePhase phase) {
    for (const auto& [known, name] : phaseNames) {
        if (known == phase) {
            return name;
        }
    }
    return "unknown";
}

std::vector<std::string> queueDevices(const QueueState& queue) {
    std::set<std::string> devices;
    for (const auto& entry : queue.entries) {
        devices.insert(entry.device);
    }
    return {devices.begin(), devices.end()};
}

std::vector<QueuePlace> explainQueue(const QueueState& queue, const RunStatuses& runs) {
    Needs needs(queue, runs);
    std::set<std::string> taken = busyDevices(runs);
    std::vector<QueuePlace> places;
    std::size_t position = 0;
    for (const auto* entry : inQueueOrder(queue)) {
        QueuePlace place{entry->id, QueuePhase::Ended, 0, {}};
        const auto run = runs.find(entry->id);
        if (run != runs.end() && run->second.state == RunState::Running) {
            place.phase = QueuePhase::Running;
            place.why = entry->held || entry->stopAsked ? "stops after a checkpoint" : "";
        } else if (run != runs.end() && canStart(*entry, run->second.state)) {
            place.position = ++position;
            const auto& need = needs.of(*entry);
            if (need.broken) {
                place.phase = QueuePhase::Blocked;
                place.why = need.why;
            } else if (entry->held) {
                place.phase = QueuePhase::Held;
            } else if (!need.met) {
                place.phase = QueuePhase::WaitsForRun;
                place.why = need.why;
            } else if (queue.paused) {
                place.phase = QueuePhase::Paused;
                place.why = "the queue is paused";
            } else if (!run->second.refusal.empty()) {
                place.phase = QueuePhase::Refused;
                place.why = run->second.refusal;
            } else if (!taken.insert(entry->device).second) {
                place.phase = QueuePhase::WaitsForDevice;
                place.why = "waits for " + entry->device;
            } else {
                place.phase = QueuePhase::Ready;
            }
        }
        places.push_back(std::move(place));
    }
    return places;
}

std::vector<std::string> nextRuns(const QueueState& queue, const RunStatuses& runs,
                                  const std::vector<std::string>& devices) {
    std::vector<std::string> next;
    for (const auto& place : explainQueue(queue, runs)) {
        if (place.phase == QueuePhase::Ready && std::ranges::count(devices, queue.find(place.id)->device) > 0) {
            next.push_back(place.id);
        }
    }
    return next;
}

bool queueHasWork(const QueueState& queue, const RunStatuses& runs) {
    const bool runsSomething = std::ranges::any_of(
        runs, [](const auto& run) { return run.second.state == RunState::Running || run.second.withSlurm; });
    return std::ranges::any_of(explainQueue(queue, runs), [runsSomething](const QueuePlace& place) {
        switch (place.phase) {
            case QueuePhase::Running:
            case QueuePhase::Ready:
            case QueuePhase::Refused:
            case QueuePhase::Ended:
                return true;
            case QueuePhase::WaitsForDevice:
            case QueuePhase::WaitsForRun:
                return runsSomething;  // else what it waits for is itself held or refused
            case QueuePhase::Held:
            case QueuePhase::Paused:
            case QueuePhase::Blocked:
                break;
        }
        return false;
    });
}

RunStatuses readRunStatuses(const fs::path& runsFolder, const QueueState& queue) {
    RunStatuses statuses;
    std::set<std::string> wanted;
    for (const auto& entry : queue.entries) {
        wanted.insert(entry.after.begin(), entry.after.end());
        wanted.insert(entry.id);
    }
    std::error_code error;
    for (fs::directory_iterator it(runsFolder, error), end; !error && it != end; it.increment(error)) {
        const std::string id = it->path().filename().string();
        const bool inQueue = wanted.contains(id);
        // Of other runs only those that occupy a device matter: the lock tells, the cheapest of all questions.
        if (id.starts_with('.') || (!inQueue && !RunLock::isHeld(RunPaths(it->path())))) {
            continue;
        }
        std::error_code ignored;
        RunStatus status;
        status.state = readRunState(it->path());
        if (const QueueEntry* entry = queue.find(id)) {
            if (!fs::exists(RunPaths(it->path()).spec(), ignored)) {
                continue;
            }
            status.device = entry->device;
        } else if (const auto spec = readRunSpec(it->path())) {
            status.device = queueDevice(spec->device);
        } else {
            continue;
        }
        if (isSlurmRun(it->path()) && !checkNotWithSlurm(it->path())) {
            status.withSlurm = true;
            const auto worker = readWorkerIdentity(RunPaths(it->path()));
            if (worker && worker->host != hostName()) {
                status.device = "slurm:" + worker->host;  // no device of this machine is busy with it
            }
        }
        statuses.emplace(id, std::move(status));
    }
    return statuses;
}

}  // namespace saferscope
