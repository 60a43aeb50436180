// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rank_team.h"
#include "app/cli/worker_jobs.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/stop_signals.h"

#include <cstdio>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

// The job of one rank, on the device that is its own; the others hear why it failed.
Result<Json> runOnRank(const JobContext& context, RankTeam& team) {
    RunSpec spec = context.spec;
    auto device = team.deviceName(spec.device);
    Result<Json> outcome = device ? Json() : Result<Json>(failure(device));
    if (device) {
        spec.device = *device;
        try {
            outcome = trainRewardModelOnRank(JobContext{spec, context.paths, context.events, context.stop}, team);
        } catch (const std::exception& exception) {
            outcome = tl::unexpected<Error>(errorFromException(exception));
        }
    }
    if (!outcome) {
        team.report(outcome.error());
    }
    return outcome;
}

Result<Json> follow(const RankPlace& place, const fs::path& folder, std::stop_token stop) {
    auto team = RankTeam::follow(place, stop);
    if (!team) {
        return failure(team);
    }
    // Where nothing is given, rank 0 says which run it is.
    const auto led = folder.empty() ? (*team)->runFolder(stop) : Result<fs::path>(fs::absolute(folder));
    if (!led) {
        return failure(led);
    }
    auto spec = readRunSpec(*led);
    auto events = EventWriter::open("/dev/null");  // rank 0 writes the run's
    Result<Json> outcome = fail(ErrorCode::Failed, "");
    if (!spec || !events) {
        outcome = tl::unexpected<Error>(!spec ? spec.error() : events.error());
    } else if (spec->kind != JobKind::TrainRewardModel) {
        outcome = fail(ErrorCode::Usage,
                       std::string("A job of the kind ") + jobKindName(spec->kind) + " runs in one process.",
                       "Unset RANK and WORLD_SIZE.");
    } else {
        return runOnRank(JobContext{*spec, RunPaths(*led), *events, stop}, **team);
    }
    (*team)->report(outcome.error());
    return outcome;
}

}  // namespace

Result<Json> runTrainRewardModelJob(const JobContext& context) {
    auto team = RankTeam::lead(context);
    if (!team) {
        return failure(team);
    }
    return runOnRank(context, **team);
}

int runFollowingRank(const RankPlace& place, const fs::path& folder) {
    const StopSignals signals;
    const auto outcome = follow(place, folder, signals.token());
    if (outcome) {
        return exit_code::ok;
    }
    std::fprintf(stderr, "safer: rank %d: %s\n", place.rank, outcome.error().message.c_str());
    if (!outcome.error().hint.empty()) {
        std::fprintf(stderr, "  %s\n", outcome.error().hint.c_str());
    }
    return exitCodeOf(outcome.error().code);
}

}  // namespace saferscope::cli
