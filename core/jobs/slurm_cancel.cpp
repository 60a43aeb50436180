// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/jobs/slurm_answer.h"
#include "core/jobs/slurm_end.h"
#include "core/jobs/slurm_launcher.h"
#include "core/jobs/slurm_program.h"
#include "core/jobs/slurm_queue.h"

#include <algorithm>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t mostIds = 500;

bool hasEnded(RunState state) {
    return state == RunState::Finished || state == RunState::Failed || state == RunState::Stopped;
}

// Jobs that end by themselves in this moment are no failure.
Status cancelJobs(const std::string& programFolder, std::vector<std::string> options,
                  const std::vector<std::string>& jobs) {
    for (std::size_t first = 0; first < jobs.size(); first += mostIds) {
        ProgramCall call{{slurmProgram(programFolder, "scancel")}};
        call.arguments.insert(call.arguments.end(), options.begin(), options.end());
        const auto last = std::min(jobs.size(), first + mostIds);
        call.arguments.insert(call.arguments.end(), jobs.begin() + static_cast<std::ptrdiff_t>(first),
                              jobs.begin() + static_cast<std::ptrdiff_t>(last));
        const auto said = runProgram(call);
        if (!said) {
            return failure(said);
        }
        const bool gone = said->errors.find("already comp") != std::string::npos ||
                          said->errors.find("Invalid job id") != std::string::npos;
        if (said->exitCode != 0 && !gone) {
            return fail(ErrorCode::Failed, "Slurm did not cancel: " + slurmComplaint(*said) + ".");
        }
    }
    return {};
}

struct Doomed {
    std::string id;
    std::string job;
    bool running = false;
};

Cancelled outcome(const SlurmPaths& paths, const Doomed& one) {
    const fs::path folder = paths.runs / one.id;
    RunState state = readRunState(folder);
    if (!one.running && !hasEnded(state) && state != RunState::Running) {
        std::error_code error;
        const bool started = fs::exists(RunPaths(folder).events(), error);
        const auto written =
            writeFinalResult(folder, RunState::Stopped, started ? "Cancelled." : "Cancelled before it was started.",
                             "Submit it again to run it after all.");
        if (written) {
            return {one.id, CancelResult::Cancelled, RunState::Stopped};
        }
        log::warn("{}", written.error().message);  // it was started in this very moment; it is being stopped
        state = readRunState(folder);
    }
    return {one.id, hasEnded(state) ? CancelResult::Cancelled : CancelResult::Stopping, state};
}

}  // namespace

Result<std::vector<Cancelled>> cancelSlurmRuns(const fs::path& runsFolder, std::span<const std::string> ids, bool now) {
    std::error_code error;
    const SlurmPaths paths(fs::absolute(runsFolder, error).lexically_normal());
    const auto lock = SlurmLock::acquire(paths, true);
    if (!lock) {
        return failure(lock);
    }
    // Fresh, because a run that waits and one that runs are ended differently.
    if (const auto asked = refreshSlurmLocked(paths); !asked) {
        return failure(asked);
    }
    const auto places = slurmPlaces(paths.runs);
    std::vector<Doomed> doomed;
    std::vector<Cancelled> cancelled;
    std::vector<std::string> waiting;
    std::vector<std::string> running;
    std::string programFolder;
    for (const auto& id : ids) {
        const RunState state = readRunState(paths.runs / id);
        auto note = readSlurmNote(paths.runs / id);
        if (hasEnded(state) || !note) {
            continue;
        }
        note->stopAskedAt = note->stopAskedAt > 0.0 ? note->stopAskedAt : secondsSinceEpoch();
        if (auto written = writeSlurmNote(paths.runs / id, *note); !written) {
            return failure(written);
        }
        if (const auto batch = readSlurmBatch(paths, note->submission)) {
            programFolder = batch->settings.programFolder;
        }
        const auto place = places.find(id);
        Doomed one{id, place == places.end() ? "" : place->second.job, false};
        one.running = place != places.end() && isRunningSlurmState(place->second.state);
        if (!one.job.empty()) {
            (one.running ? running : waiting).push_back(one.job);
        }
        doomed.push_back(std::move(one));
    }
    programFolder = slurmProgramFolder(paths, programFolder);
    if (auto done = cancelJobs(programFolder, {}, waiting); !done) {
        return failure(done);
    }
    // To the job script only, which hands it on: the worker is to hear of it once, and nothing kills it yet.
    const auto how = now ? std::vector<std::string>() : std::vector<std::string>{"--batch", "--signal=TERM"};
    if (auto done = cancelJobs(programFolder, how, running); !done) {
        return failure(done);
    }
    for (const auto& id : ids) {
        const auto one = std::ranges::find(doomed, id, &Doomed::id);
        if (one == doomed.end()) {
            const RunState state = readRunState(paths.runs / id);
            cancelled.push_back({id, CancelResult::EndedAlready, state});
        } else {
            cancelled.push_back(outcome(paths, *one));
        }
    }
    return cancelled;
}

}  // namespace saferscope
