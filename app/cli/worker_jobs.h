// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/runner.h"
#include "core/training/training_observer.h"

namespace saferscope::cli {

/// What `safer worker` can do: one function per kind of job, each in its file job_<kind>.cpp.
JobTable workerJobs();

Result<Json> runTrainRewardModelJob(const JobContext& context);
/// The part of it that every rank does (rank_team.h); rank 0 goes on to write the output.
class RankTeam;
Result<Json> trainRewardModelOnRank(const JobContext& context, RankTeam& team);
Result<Json> runTrainSaeJob(const JobContext& context);
Result<Json> runBuildIndexJob(const JobContext& context);
Result<Json> runEvaluateJob(const JobContext& context);
Result<Json> runRateFeaturesJob(const JobContext& context);
Result<Json> runCausalJob(const JobContext& context);
Result<Json> runFeatureMapJob(const JobContext& context);

/// A trainer's voice as events of the run.
class JobObserver : public TrainingObserver {
public:
    explicit JobObserver(const JobContext& context) : m_events(context.events), m_progress(context.progress()) {}
    void onProgress(const Progress& progress) override { m_progress(progress); }
    void onMetrics(std::uint64_t step, const std::map<std::string, double>& values) override;
    void onMessage(const std::string& text) override;
    void onCheckpoint(std::uint64_t step, const std::filesystem::path& path) override;

private:
    EventWriter& m_events;
    const ProgressCallback m_progress;
};

/// Trainers keep their checkpoints in a folder of their own below the run's.
std::filesystem::path trainerCheckpoints(const JobContext& context);

/// Makes `output` with what `fill` writes into it: the folder appears whole, when everything is in it.
Status writeOutput(const JobContext& context, const std::function<Status(const std::filesystem::path&)>& fill);

/// The hash the run was started with (spec.inputs), else the folder's own.
Result<std::string> inputHash(const JobContext& context, const char* name, const std::filesystem::path& folder);

}  // namespace saferscope::cli
