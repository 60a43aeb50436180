// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/worker_jobs.h"

#include "core/base/atomic_file.h"
#include "core/data/content_hash.h"

namespace saferscope::cli {

namespace fs = std::filesystem;

JobTable workerJobs() {
    return {{JobKind::TrainRewardModel, runTrainRewardModelJob},
            {JobKind::TrainSae, runTrainSaeJob},
            {JobKind::BuildIndex, runBuildIndexJob},
            {JobKind::Evaluate, runEvaluateJob},
            {JobKind::RateFeatures, runRateFeaturesJob}};
}

void JobObserver::onMetrics(std::uint64_t step, const std::map<std::string, double>& values) {
    Event event;
    event.kind = EventKind::Metric;
    event.step = step;
    event.values = values;
    m_events.append(event);
}

void JobObserver::onMessage(const std::string& text) {
    Event event;
    event.text = text;
    m_events.append(event);
}

void JobObserver::onCheckpoint(std::uint64_t step, const fs::path& path) {
    Event event;
    event.kind = EventKind::Checkpoint;
    event.step = step;
    event.text = path.string();
    m_events.append(event);
}

fs::path trainerCheckpoints(const JobContext& context) {
    const fs::path folder = context.paths.checkpoints() / "training";
    std::error_code error;
    fs::create_directories(folder, error);  // a failure shows when the first checkpoint is written
    return folder;
}

Status writeOutput(const JobContext& context, const std::function<Status(const fs::path&)>& fill) {
    const fs::path making = context.paths.root / "output.making";
    std::error_code error;
    fs::remove_all(making, error);  // left by an attempt that was killed
    fs::create_directories(making, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot create " + making.string() + ": " + error.message() + ".");
    }
    Status done = fill(making);
    if (done) {
        done = commitFolder(making, context.paths.output());
    }
    if (!done) {
        fs::remove_all(making, error);
    }
    return done;
}

Result<std::string> inputHash(const JobContext& context, const char* name, const fs::path& folder) {
    auto given = jsonMemberOr<std::string>(context.spec.inputs, name, {}, "inputs of the run");
    if (given && !given->empty()) {
        return given;
    }
    return folderContentHash(folder);
}

}  // namespace saferscope::cli
