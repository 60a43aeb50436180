// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/content_hash.h"
#include "core/experiments/verdict_file.h"
#include "core/jobs/queue_operations.h"
#include "core/workspace/sweep_planner.h"
#include "core/workspace/sweep_runs.h"
#include "tests/cli/experiment_workspace.h"
#include "tests/workspace/workspace_fixture.h"

#include <set>

namespace saferscope::check {

/// Generated pairs "train" with an index, pairs "eval", and two models that pass for bases. Nothing works in it: what a
/// worker would leave is written by train() and evaluate().
struct SweepWorkspace {
    ExperimentWorkspace made{120, 110};
    std::filesystem::path folder = made.workspace;
    std::filesystem::path runs = folder / "runs";
    std::unique_ptr<Workspace> workspace;

    SweepWorkspace() {
        auto opened = Workspace::open(folder);
        CHECK_OK(opened);
        workspace = std::move(*opened);
        for (const char* name : {"eval", "eval-2"}) {
            const auto file = made.folder.path() / (std::string(name) + ".jsonl");
            writePairs(file, name == std::string("eval") ? 20 : 25, name);
            CHECK_OK(workspace->importPairs(file, name, {}));
        }
        for (const char* name : {"base", "other-base"}) {
            writeModelFiles(made.folder.path() / name, name);
            CHECK_OK(workspace->addReference(ArtifactKind::Model, made.folder.path() / name, name));
        }
    }

    static SweepSpec spec(std::vector<Strategy> strategies = {Strategy::Random},
                          std::vector<double> ratios = {0.1, 0.05}, std::vector<std::uint64_t> seeds = {1, 2}) {
        SweepSpec spec;
        spec.strategies = std::move(strategies);
        spec.ratios = std::move(ratios);
        spec.seeds = std::move(seeds);
        spec.baseModel = "base";
        spec.evaluation = "eval";
        return spec;
    }
    SweepPreview preview(const SweepSpec& spec) const {
        auto preview = previewSweep(*workspace, spec);
        CHECK_OK(preview);
        return std::move(*preview);
    }
    Sweep start(const SweepSpec& spec) const {
        auto sweep = startSweep(*workspace, preview(spec));
        CHECK_OK(sweep);
        return std::move(*sweep);
    }

    void end(const std::string& id, RunState state, Json values = Json::object()) const {
        RunResult result;
        result.state = state;
        result.message = state == RunState::Failed ? "It went wrong." : "";
        result.finishedAt = "2026-07-26T10:00:00Z";
        result.values = std::move(values);
        CHECK_OK(writeJsonFile(RunPaths(runs / id).result(), toJson(result)));
        auto queue = LockedQueue::open(runs);  // the runner's part
        CHECK_OK(queue);
        std::erase_if(queue->state.entries, [&id](const QueueEntry& entry) { return entry.id == id; });
        CHECK_OK(queue->save());
    }
    void train(const std::string& id) const {
        const auto output = RunPaths(runs / id).output();
        writeModelFiles(output, "weights of " + id);
        writeFile(runs / id / "checkpoints" / "training" / "step-1", "many numbers");
        end(id, RunState::Finished, {{"content_hash", *folderContentHash(output)}});
    }
    void evaluate(const std::string& id) const {
        VerdictFile verdicts;
        verdicts.modelName = id;
        for (int i = 0; i < 20; ++i) {
            verdicts.pairs.push_back({"p" + std::to_string(i), "s", i % 3 == 0 ? -1.0 : 1.0, 0.0});
        }
        CHECK_OK(writeVerdicts(runs / id / verdictFileName, verdicts));
        end(id, RunState::Finished, {{"evaluation", {{"overall", {{"accuracy", 0.5}}}}}, {"accuracy", 0.5}});
    }
    void finishAll(const Sweep& sweep) const {
        for (const auto& id : pendingSweepRuns(folder, sweep)) {
            readRunSpec(runs / id)->kind == JobKind::Evaluate ? evaluate(id) : train(id);
        }
    }

    bool hasWeights(const std::string& id) const { return std::filesystem::exists(RunPaths(runs / id).output()); }
    std::set<std::string> runFolders() const {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(runs)) {
            if (!entry.path().filename().string().starts_with('.')) {
                names.insert(entry.path().filename().string());
            }
        }
        return names;
    }
    std::vector<std::string> queueOrder() const {
        std::vector<std::string> ids;
        const auto queue = readQueue(runs);
        CHECK_OK(queue);
        for (const auto* entry : inQueueOrder(*queue)) {
            ids.push_back(entry->id);
        }
        return ids;
    }
    std::vector<CellState> states(const Sweep& sweep) const {
        std::vector<CellState> list;
        for (const auto& status : sweepStatus(folder, sweep)) {
            list.push_back(status.state);
        }
        return list;
    }
};

}  // namespace saferscope::check
