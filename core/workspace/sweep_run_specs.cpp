// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sweep_run_specs.h"

#include "core/base/log.h"
#include "core/jobs/code_version.h"
#include "core/jobs/run_queue.h"
#include "core/workspace/sweep_folder.h"

#include <algorithm>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

std::string textIn(const Json& object, const char* key) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

struct KnownRun {
    RunSpec spec;
    RunState state = RunState::Waiting;
    bool live = false;  ///< it ends by itself
};

/// The runs of sweeps by key, the best one of each: finished before under way, newest first.
class KnownRuns {
public:
    explicit KnownRuns(const fs::path& workspaceFolder) : m_workspace(workspaceFolder) {
        const fs::path runs = runsFolderOf(workspaceFolder);
        const auto queue = readQueue(runs);
        std::error_code error;
        for (fs::directory_iterator it(runs, error), end; !error && it != end; it.increment(error)) {
            if (it->path().filename().string().starts_with('.') || !isThere(RunPaths(it->path()).spec())) {
                continue;
            }
            const auto spec = readRunSpec(it->path());
            if (!spec || spec->sweep.empty() || spec->id != it->path().filename().string() ||
                textIn(spec->inputs, "key").empty()) {
                continue;
            }
            KnownRun run{*spec, readRunState(it->path()), false};
            run.live = isLive(run, queue ? queue->find(spec->id) : nullptr);
            if (run.live || run.state == RunState::Finished) {
                m_byKey[textIn(spec->inputs, "key")].push_back(std::move(run));
            }
        }
        for (auto& [key, list] : m_byKey) {
            std::ranges::sort(list, [](const KnownRun& a, const KnownRun& b) {
                return std::pair(a.live, b.spec.id) < std::pair(b.live, a.spec.id);
            });
        }
    }

    /// An evaluation whose training's folder is there as well: the sweep's state is read from both.
    const KnownRun* evaluation(const std::string& key) const {
        for (const KnownRun& run : of(key)) {
            if (isThere(RunPaths(runsFolderOf(m_workspace) / trainingOf(run)).spec())) {
                return &run;
            }
        }
        return nullptr;
    }
    const KnownRun* training(const std::string& key) const {
        for (const KnownRun& run : of(key)) {
            if (run.live || hasModel(runsFolderOf(m_workspace) / run.spec.id)) {
                return &run;
            }
        }
        return nullptr;
    }
    static std::string trainingOf(const KnownRun& evaluation) {
        return fs::path(textIn(evaluation.spec.params, "model_run")).filename().string();
    }

private:
    const std::vector<KnownRun>& of(const std::string& key) const {
        static const std::vector<KnownRun> none;
        const auto found = m_byKey.find(key);
        return found == m_byKey.end() ? none : found->second;
    }

    bool isLive(const KnownRun& run, const QueueEntry* entry) const {
        if (entry != nullptr && entry->stopAsked) {
            return false;
        }
        switch (run.state) {
            case RunState::Running:
                return true;
            case RunState::Waiting: {  // else of a sweep that was called off, or removed
                const SweepPaths paths(m_workspace / "sweeps" / run.spec.sweep);
                return entry != nullptr || (isThere(paths.sweep()) && !isThere(paths.cancelled()));
            }
            case RunState::Lost:
                return entry != nullptr;
            case RunState::Stopped:
                return entry != nullptr && entry->goOn;
            case RunState::Finished:
            case RunState::Failed:
                break;
        }
        return false;
    }

    const fs::path m_workspace;
    std::map<std::string, std::vector<KnownRun>> m_byKey;
};

RunSpec begin(const SweepSpec& spec, const SweepCell& cell, JobKind kind) {
    RunSpec run;
    run.kind = kind;
    run.sweep = spec.id;
    run.device = spec.device;
    run.createdAt = spec.createdAt;
    run.codeVersion = spec.codeVersion;
    run.title = cellTitle(cell);
    return run;
}

void addKey(RunSpec& run) { run.inputs["key"] = runKey(toJson(run)); }

}  // namespace

RunSpec sweepTraining(const SweepSpec& spec, const SweepCell& cell, const SweepSources& sources) {
    RunSpec run = begin(spec, cell, JobKind::TrainRewardModel);
    run.id = cell.trainRun;
    run.seed = cell.seed;
    const bool reference = cell.kind == CellKind::Reference;
    run.params["data"] = (reference ? sources.reference : sources.data).string();
    run.params["dataset_name"] = reference ? spec.reference : spec.dataset;
    run.params["base_model"] = sources.baseModel.string();
    run.params["date_string"] = spec.dateString;
    run.params["max_tokens"] = spec.maxTokens;
    run.params["config"] = spec.trainingConfig;
    run.params["config"]["seed"] = cell.seed;
    run.inputs["dataset"] = reference ? spec.referenceHash : spec.datasetHash;
    run.inputs["model"] = spec.baseModelHash;
    if (!cell.planHash.empty()) {
        run.params["plan"] = SweepPaths(sources.sweepFolder).plan(cell.planHash).string();
        run.inputs["plan"] = cell.planHash;
    }
    addKey(run);
    return run;
}

RunSpec sweepEvaluation(const SweepSpec& spec, const SweepCell& cell, const SweepSources& sources) {
    RunSpec run = begin(spec, cell, JobKind::Evaluate);
    run.id = cell.evaluateRun;
    run.params["data"] = sources.evaluation.string();
    run.params["dataset_name"] = spec.evaluation;
    run.params["model_run"] = (sources.runs / cell.trainRun).string();
    // The model does not exist yet; the one it starts from tells how large it will be, for estimates of time.
    run.params["model"] = sources.baseModel.string();
    run.params["date_string"] = spec.dateString;
    run.params["max_tokens"] = spec.maxTokens;
    run.params["suite"] = spec.suite;
    run.params["flips"] = 0;  // the sweep's own results name them
    const std::string dtype = textIn(spec.trainingConfig, "dtype");
    run.params["dtype"] = dtype.empty() ? "float32" : dtype;
    run.inputs["dataset"] = spec.evaluationHash;
    run.inputs["train"] = cell.trainKey;
    addKey(run);
    return run;
}

std::string keyOf(const RunSpec& spec) { return textIn(spec.inputs, "key"); }

std::vector<std::string> findKnownRuns(const fs::path& workspaceFolder, const SweepSpec& spec,
                                       std::vector<SweepCell>& cells) {
    const KnownRuns known(workspaceFolder);
    std::size_t otherVersion = 0;
    for (SweepCell& cell : cells) {
        cell.trainRun.clear();
        cell.evaluateRun.clear();
        cell.reused = false;
        const KnownRun* used = known.evaluation(keyOf(sweepEvaluation(spec, cell, {})));
        if (used != nullptr) {
            cell.evaluateRun = used->spec.id;
            cell.trainRun = KnownRuns::trainingOf(*used);
            cell.reused = true;
        } else {
            used = known.training(cell.trainKey);
            if (used != nullptr) {
                cell.trainRun = used->spec.id;
            }
        }
        otherVersion += used != nullptr && used->spec.codeVersion != codeVersion() ? 1 : 0;
    }
    std::vector<std::string> notes;
    if (otherVersion > 0) {
        notes.push_back(std::to_string(otherVersion) +
                        " models were made by another version of Saferscope; they are used as they are.");
    }
    return notes;
}

}  // namespace saferscope
