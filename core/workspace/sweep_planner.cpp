// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sweep_planner.h"

#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/jobs/code_version.h"
#include "core/jobs/disk_need.h"
#include "core/jobs/run_eta.h"
#include "core/workspace/sweep_folder.h"
#include "core/workspace/sweep_plans.h"
#include "core/workspace/sweep_run_specs.h"
#include "core/workspace/sweep_runs.h"
#include "core/workspace/sweep_spec_filling.h"

#include <algorithm>
#include <unistd.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

/// A cell's work that no earlier run and no earlier cell does.
struct NewWork {
    std::vector<std::size_t> trainings;    ///< cells, in order
    std::vector<std::size_t> evaluations;  ///< the same
};

NewWork newWork(const std::vector<SweepCell>& cells) {
    NewWork work;
    std::set<std::string> trained;
    std::set<std::string> evaluated;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].trainRun.empty() && trained.insert(cells[i].trainKey).second) {
            work.trainings.push_back(i);
        }
        if (cells[i].evaluateRun.empty() && evaluated.insert(cells[i].trainKey).second) {
            work.evaluations.push_back(i);
        }
    }
    return work;
}

/// A file of the data set's size for estimates: its workers' copy, else another one's with the factor between them.
struct SizedFile {
    fs::path file;
    double factor = 1.0;
};
SizedFile fileLike(const Workspace& workspace, const std::string& name) {
    const auto copyOf = [&workspace](const Dataset& dataset) {
        return workspace.folder() / "datasets" / (dataset.contentHash.substr(0, 16) + ".jsonl");
    };
    const auto wanted = workspace.dataset(name);
    if (wanted && isThere(copyOf(*wanted))) {
        return {copyOf(*wanted), 1.0};
    }
    for (const Dataset& other : workspace.datasets()) {
        if (wanted && other.pairs > 0 && isThere(copyOf(other))) {
            return {copyOf(other), static_cast<double>(wanted->pairs) / static_cast<double>(other.pairs)};
        }
    }
    return {};
}

void estimate(const Workspace& workspace, SweepPreview& preview) {
    const SweepSpec& spec = preview.spec;
    const NewWork work = newWork(preview.cells);
    const auto base = workspace.artifact(ArtifactKind::Model, spec.baseModel);
    const SizedFile data = fileLike(workspace, spec.dataset);
    const SizedFile evaluation = fileLike(workspace, spec.evaluation);
    SweepSources sources;
    sources.baseModel = base ? base->path : fs::path();
    sources.data = sources.reference = data.file;
    sources.evaluation = evaluation.file;
    const RunSpeeds speeds = RunSpeeds::measure(workspace.runsFolder());
    const SweepCell any = preview.cells.front();
    const RunSpec training = sweepTraining(spec, any, sources);
    const auto oneTraining = speeds.expectedSeconds(training);
    auto oneEvaluation = speeds.expectedSeconds(sweepEvaluation(spec, any, sources));
    if (!oneEvaluation) {
        // Nothing has been evaluated here yet: reading alone is about a third of one pass of a training.
        RunSpec likeTraining = training;
        likeTraining.params["data"] = sources.evaluation.string();
        likeTraining.params["config"]["epochs"] = 1.0;
        const auto onePass = speeds.expectedSeconds(likeTraining);
        oneEvaluation = onePass ? std::optional(*onePass / 3.0) : std::nullopt;
    }
    const bool known = (oneTraining || work.trainings.empty()) && (oneEvaluation || work.evaluations.empty());
    const double seconds =
        oneTraining.value_or(0.0) * static_cast<double>(work.trainings.size()) * data.factor +
        oneEvaluation.value_or(0.0) * static_cast<double>(work.evaluations.size()) * evaluation.factor;
    if (known) {
        preview.seconds = seconds;
    }
    if (!work.trainings.empty()) {
        const auto modelBytes = [&] {
            std::uint64_t bytes = 0;
            std::error_code error;
            for (fs::directory_iterator it(sources.baseModel, error), end; !error && it != end; it.increment(error)) {
                std::error_code ignored;
                bytes += it->is_regular_file(ignored) ? it->file_size(ignored) : 0;
            }
            return bytes;
        }();
        // One is being trained while all before it are kept, or the one before waits for its evaluation.
        const std::size_t kept = spec.keepModels ? work.trainings.size() - 1 : 1;
        preview.diskBytes = estimateDiskNeed(training) + kept * modelBytes;
    }
}

void count(SweepPreview& preview) {
    const NewWork work = newWork(preview.cells);
    preview.trainings = work.trainings.size();
    preview.evaluations = work.evaluations.size();
    preview.reused = static_cast<std::size_t>(std::ranges::count_if(preview.cells, &SweepCell::reused));
}

/// Names for the runs that are still to be made; cells with equal keys share them.
void nameRuns(Sweep& sweep) {
    std::map<std::string, std::string> trained;
    std::map<std::string, std::string> evaluated;
    for (std::size_t i = 0; i < sweep.cells.size(); ++i) {
        SweepCell& cell = sweep.cells[i];
        const std::string digits = std::to_string(i + 1);
        const std::string number = std::string(digits.size() < 4 ? 4 - digits.size() : 0, '0') + digits;
        const auto name = [&](const char* kind) { return sweep.spec.id + "-" + number + "-" + kind; };
        if (cell.trainRun.empty()) {
            cell.trainRun = trained.emplace(cell.trainKey, name("train-rm")).first->second;
        }
        if (cell.evaluateRun.empty()) {
            cell.evaluateRun = evaluated.emplace(cell.trainKey, name("evaluate")).first->second;
        }
    }
}

/// The specs of the runs that do not exist yet, each once, an evaluation right behind its training.
Json specsToMake(const Sweep& sweep, const SweepSources& sources) {
    Json specs = Json::array();
    std::set<std::string> seen;
    for (const SweepCell& cell : sweep.cells) {
        for (const bool training : {true, false}) {
            const std::string& id = training ? cell.trainRun : cell.evaluateRun;
            if (id.starts_with(sweep.spec.id) && seen.insert(id).second) {
                specs.push_back(toJson(training ? sweepTraining(sweep.spec, cell, sources)
                                                : sweepEvaluation(sweep.spec, cell, sources)));
            }
        }
    }
    return specs;
}

Result<SweepSources> prepareSources(Workspace& workspace, const SweepSpec& spec) {
    SweepSources sources;
    sources.runs = workspace.runsFolder();
    sources.sweepFolder = sweepFolder(workspace.folder(), spec.id);
    const auto base = workspace.artifact(ArtifactKind::Model, spec.baseModel);
    if (!base) {
        return failure(base);
    }
    if (base->contentHash != spec.baseModelHash) {
        return fail(ErrorCode::InvalidInput, "The model \"" + spec.baseModel + "\" is another one than in the preview.",
                    "Preview the sweep again.");
    }
    sources.baseModel = base->path;
    for (const auto& [name, hash, file] : {std::tuple{&spec.dataset, &spec.datasetHash, &sources.data},
                                           std::tuple{&spec.reference, &spec.referenceHash, &sources.reference},
                                           std::tuple{&spec.evaluation, &spec.evaluationHash, &sources.evaluation}}) {
        if (name->empty()) {
            continue;
        }
        const auto dataset = workspace.dataset(*name);
        if (!dataset) {
            return failure(dataset);
        }
        if (dataset->contentHash != *hash) {
            return fail(ErrorCode::InvalidInput, "The data set \"" + *name + "\" is another one than in the preview.",
                        "Preview the sweep again.");
        }
        auto exported = workspace.exportForWorkers(*dataset);
        if (!exported) {
            return failure(exported);
        }
        *file = std::move(*exported);
    }
    return sources;
}

/// Plans, runs.json and sweep.json in a folder that appears whole.
Status writeSweepFolder(const fs::path& workspaceFolder, const Sweep& sweep, const SweepPreview& preview,
                        const SweepSources& sources) {
    const fs::path sweeps = workspaceFolder / "sweeps";
    std::error_code error;
    for (fs::directory_iterator it(sweeps, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        if (it->path().filename().string().starts_with(".making-")) {  // of one who was killed: the lock is ours
            fs::remove_all(it->path(), ignored);
        }
    }
    const fs::path folder = sweeps / (".making-" + sweep.spec.id);
    const SweepPaths making(folder);
    fs::create_directories(folder / "plans", error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot create " + folder.string() + ": " + error.message() + ".");
    }
    Status done;
    for (const SweepCell& cell : sweep.cells) {
        const auto plan = preview.plans.find(cell.planHash);
        if (done && plan != preview.plans.end() && !isThere(making.plan(cell.planHash))) {
            done = writeJsonFile(making.plan(cell.planHash), toJson(plan->second));
        }
    }
    if (done) {
        done = writeJsonFile(making.runs(), specsToMake(sweep, sources));
    }
    if (done) {
        done = writeJsonFile(making.sweep(), toJson(sweep));
    }
    if (done) {
        done = commitFolder(folder, sweepFolder(workspaceFolder, sweep.spec.id));
    }
    if (!done) {
        fs::remove_all(folder, error);
    }
    return done;
}

}  // namespace

Result<SweepPreview> previewSweep(Workspace& workspace, SweepSpec spec, const ProgressCallback& progress,
                                  std::stop_token stop) {
    SweepPreview preview;
    preview.spec = std::move(spec);
    if (auto filled = fillSweepSpec(workspace, preview.spec, preview.warnings); !filled) {
        return failure(filled);
    }
    // The scope may still be open: a set brings its own.
    SweepSpec checked = preview.spec;
    checked.scope = checked.scope.empty() ? "sentence-ends" : checked.scope;
    if (auto good = checkSweepSpec(checked); !good) {
        return failure(good);
    }
    preview.cells = expandSweep(preview.spec);
    if (auto planned = makeSweepPlans(workspace, preview, progress, stop); !planned) {
        return failure(planned);
    }
    preview.spec.scope = preview.spec.scope.empty() ? "sentence-ends" : preview.spec.scope;
    for (SweepCell& cell : preview.cells) {
        cell.trainKey = keyOf(sweepTraining(preview.spec, cell, {}));
    }
    for (auto& note : findKnownRuns(workspace.folder(), preview.spec, preview.cells)) {
        preview.warnings.push_back(std::move(note));
    }
    count(preview);
    estimate(workspace, preview);
    return preview;
}

Result<Sweep> startSweep(Workspace& workspace, const SweepPreview& preview) {
    Sweep sweep{preview.spec, preview.cells};
    if (auto checked = checkSweepSpec(sweep.spec); !checked) {
        return failure(checked);
    }
    do {
        sweep.spec.id = timeOrderedName();
    } while (isThere(sweepFolder(workspace.folder(), sweep.spec.id)));
    sweep.spec.createdAt = utcTimestamp();
    sweep.spec.codeVersion = codeVersion();
    const auto sources = prepareSources(workspace, sweep.spec);
    if (!sources) {
        return failure(sources);
    }
    const auto lock = SweepLock::take(workspace.folder());
    if (!lock) {
        return failure(lock);
    }
    // Again, with nobody else about: a model that was there for the preview may have been tidied away since.
    findKnownRuns(workspace.folder(), sweep.spec, sweep.cells);
    nameRuns(sweep);
    if (auto written = writeSweepFolder(workspace.folder(), sweep, preview, *sources); !written) {
        return failure(written);
    }
    if (const auto completed = completeLocked(workspace.folder(), sweep); !completed) {
        return fail(completed.error().code, completed.error().message,
                    "The sweep " + sweep.spec.id + " is written down; `safer sweep show " + sweep.spec.id +
                        "` goes on with starting it.");
    }
    return sweep;
}

}  // namespace saferscope
