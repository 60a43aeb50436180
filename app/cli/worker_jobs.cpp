// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/worker_jobs.h"

#include "core/base/atomic_file.h"
#include "core/data/content_hash.h"

#include <fstream>
#include <optional>
#include <unistd.h>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

/// Memory that this process holds now, in MB; nothing where the system does not say. On a GPU it is the host's part.
std::optional<double> residentMegabytes() {
    std::ifstream statm("/proc/self/statm");
    double pages = 0.0;
    double resident = 0.0;
    if (!(statm >> pages >> resident)) {
        return std::nullopt;
    }
    return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

}  // namespace

JobTable workerJobs() {
    return {{JobKind::TrainRewardModel, runTrainRewardModelJob},
            {JobKind::TrainSae, runTrainSaeJob},
            {JobKind::BuildIndex, runBuildIndexJob},
            {JobKind::Evaluate, runEvaluateJob},
            {JobKind::RateFeatures, runRateFeaturesJob},
            {JobKind::Causal, runCausalJob},
            {JobKind::FeatureMap, runFeatureMapJob}};
}

void JobObserver::onMetrics(std::uint64_t step, const std::map<std::string, double>& values) {
    Event event;
    event.kind = EventKind::Metric;
    event.step = step;
    event.values = values;
    if (values.contains("tokens_per_second")) {  // with each step, not with each evaluation
        if (const auto resident = residentMegabytes()) {
            event.values["memory_mb"] = *resident;
        }
    }
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
