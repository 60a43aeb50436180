// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_queue.h"

#include "core/base/clock.h"
#include "core/jobs/run_lock.h"
#include "core/jobs/slurm_answer.h"
#include "core/jobs/worker_identity.h"

#include <algorithm>
#include <array>
#include <utility>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

// Slurm's reasons in words; others are shown as they are.
constexpr std::array<std::pair<const char*, const char*>, 14> reasons = {{
    {"None", "waits for its turn"},
    {"Priority", "waits behind jobs of higher priority"},
    {"Resources", "waits for free resources"},
    {"Dependency", "waits for the run it needs"},
    {"DependencyNeverSatisfied", "the run it needs did not finish"},
    {"JobArrayTaskLimit", "waits for others of its array"},
    {"BeginTime", "waits to be started again"},
    {"JobHeldUser", "held by its owner in Slurm"},
    {"JobHeldAdmin", "held by the cluster's administrators"},
    {"PartitionTimeLimit", "asks for more time than the partition gives"},
    {"ReqNodeNotAvail", "waits for a node that is not available"},
    {"PartitionDown", "the partition is down"},
    {"PartitionInactive", "the partition is switched off"},
    {"AssocGrpGRES", "waits for the account's share of GPUs"},
}};

std::string reasonText(const std::string& reason) {
    for (const auto& [known, text] : reasons) {
        if (reason == known) {
            return text;
        }
    }
    return reason.empty() ? "waits for its turn" : reason;
}

const SlurmTask* findTask(const SlurmAnswer& answer, const std::string& jobName, std::size_t task) {
    const auto job = answer.jobs.find(jobName);
    if (job == answer.jobs.end()) {
        return nullptr;
    }
    const auto found = job->second.tasks.find(task);
    return found == job->second.tasks.end() ? nullptr : &found->second;
}

// Names of jobs are made of the submission's name, so that the submission need not be read for it.
std::string jobName(const SlurmNote& note) { return note.submission + "-" + std::to_string(note.array); }

// `needs`: the run it waits for has not finished. Slurm says so only after its scheduler has looked at the job.
std::string placeText(const SlurmPlace& place, const SlurmAnswer& answer, bool needs) {
    const std::string job = place.job.empty() ? "" : " (job " + place.job + ")";
    std::string text;
    if (place.state.empty()) {
        text = place.job.empty() ? "handed to Slurm" : "in Slurm" + job + ": not seen in its queue yet";
    } else if (place.state == "PENDING") {
        const bool unsaid = place.reason.empty() || place.reason == "None";
        text = "in the Slurm queue" + job + ": " + reasonText(needs && unsaid ? "Dependency" : place.reason);
    } else if (isRunningSlurmState(place.state)) {
        text = "runs in Slurm" + job + (place.node.empty() ? "" : " on " + place.node);
    } else if (isOpenSlurmState(place.state)) {
        text = "in the Slurm queue" + job + ": " + place.state;
    } else {
        text = "ended in Slurm" + job + ": " + place.state + "; its result is awaited";
    }
    if (place.stopAsked) {
        text += "; being cancelled";
    }
    if (!answer.error.empty()) {
        text += "; Slurm does not answer since " + utcTimestamp(answer.askedAt > 0 ? answer.askedAt : answer.triedAt);
    }
    return text;
}

}  // namespace

bool isSlurmRun(const fs::path& runFolder) {
    std::error_code error;
    return fs::exists(runFolder / "slurm.json", error);
}

std::map<std::string, SlurmPlace> slurmPlaces(const fs::path& runsFolder) {
    std::map<std::string, SlurmPlace> places;
    const SlurmPaths paths(runsFolder);
    std::error_code error;
    if (!fs::exists(paths.root, error)) {
        return places;
    }
    const auto answer = lastSlurmAnswer(paths);
    for (const auto& batch : openSlurmBatches(paths)) {
        for (std::size_t array = 0; array < batch.arrays.size(); ++array) {
            const std::string job = readSlurmJob(paths, batch.name, array);
            const auto& runs = batch.arrays[array].runs;
            for (std::size_t task = 0; task < runs.size(); ++task) {
                const auto note = runs[task].empty() ? std::nullopt : readSlurmNote(paths.runs / runs[task]);
                // The note in the folder is the younger word: the run may have been submitted again, or taken back.
                if (!note || note->submission != batch.name || note->array != array || note->task != task ||
                    fs::exists(RunPaths(paths.runs / runs[task]).result(), error)) {
                    continue;
                }
                SlurmPlace place;
                place.job = job.empty() ? "" : job + "_" + std::to_string(task);
                place.stopAsked = note->stopAskedAt > 0.0;
                if (const SlurmTask* said = findTask(*answer, batch.arrays[array].job, task)) {
                    place.state = said->state;
                    place.reason = said->reason;
                    place.node = said->node;
                }
                if (RunLock::isHeld(RunPaths(paths.runs / runs[task])) && !isRunningSlurmState(place.state)) {
                    place.state = "RUNNING";  // the lock is quicker than the last answer
                }
                const bool needs = place.state == "PENDING" && !note->after.empty() &&
                                   readRunState(paths.runs / note->after) != RunState::Finished;
                place.text = placeText(place, *answer, needs);
                places.emplace(runs[task], std::move(place));
            }
        }
    }
    return places;
}

Status checkNotWithSlurm(const fs::path& runFolder) {
    std::error_code error;
    const auto note = readSlurmNote(runFolder);
    if (!note) {
        return {};
    }
    const SlurmPaths paths(runFolder.parent_path());
    const auto answer = lastSlurmAnswer(paths);
    const SlurmTask* said = findTask(*answer, jobName(*note), note->task);
    if (fs::exists(RunPaths(runFolder).result(), error) && (said == nullptr || said->state != "PENDING")) {
        return {};
    }
    return fail(ErrorCode::Usage, "The run " + runFolder.filename().string() + " was handed to Slurm.",
                "Cancel it first, or wait for it.");
}

Status takeBackFromSlurm(const fs::path& runFolder) {
    if (!isSlurmRun(runFolder)) {
        return {};
    }
    if (auto checked = checkNotWithSlurm(runFolder); !checked) {
        return checked;
    }
    return removeSlurmNote(runFolder);
}

std::vector<std::string> slurmDependants(const fs::path& runsFolder, std::vector<std::string> ids) {
    const std::size_t given = ids.size();
    std::vector<std::pair<std::string, std::string>> waits;  // run, run it waits for
    for (const auto& [id, place] : slurmPlaces(runsFolder)) {
        if (const auto note = readSlurmNote(runsFolder / id); note && !note->after.empty()) {
            waits.emplace_back(id, note->after);
        }
    }
    for (std::size_t next = 0; next < ids.size(); ++next) {
        for (const auto& [id, after] : waits) {
            if (after == ids[next] && std::ranges::count(ids, id) == 0) {
                ids.push_back(id);
            }
        }
    }
    return {ids.begin() + static_cast<std::ptrdiff_t>(given), ids.end()};
}

std::optional<RunState> slurmRunState(const fs::path& runFolder) {
    const auto note = readSlurmNote(runFolder);
    if (!note) {
        return std::nullopt;
    }
    const SlurmPaths paths(runFolder.parent_path());
    const auto answer = lastSlurmAnswer(paths);
    const SlurmTask* said = findTask(*answer, jobName(*note), note->task);
    if (said == nullptr || !isOpenSlurmState(said->state)) {
        return std::nullopt;
    }
    if (!isRunningSlurmState(said->state)) {
        return RunState::Waiting;
    }
    const auto worker = readWorkerIdentity(RunPaths(runFolder));
    // Where the worker is one of this machine its lock tells; elsewhere a lock may not be seen over a network folder.
    return worker && worker->host != hostName() ? std::optional(RunState::Running) : std::nullopt;
}

}  // namespace saferscope
