// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/plan.h"
#include "core/jobs/launcher.h"
#include "core/workspace/sweep_runs.h"
#include "core/workspace/sweep_spec_filling.h"
#include "tests/ui/support_synthetic_index.h"
#include "ui/bridge/workspace_session.h"
#include "ui/experiments/sweep_actions.h"

#include <QTemporaryDir>
#include <atomic>
#include <chrono>
#include <fstream>
#include <memory>
#include <thread>

namespace saferscope::check {

/// A workspace with pairs, held-out pairs, a folder that passes for a model, and (unless told otherwise) an index.
struct SweepWorkspace {
    QTemporaryDir temporary;
    std::unique_ptr<WorkspaceSession> session;
    std::vector<std::string> ids;  ///< of the pairs of "train"

    std::filesystem::path root() const { return temporary.path().toStdString(); }
    std::filesystem::path folder() const { return root() / "w"; }
    std::filesystem::path runs() const { return folder() / "runs"; }

    static void must(const Status& status) {
        if (!status) {
            qFatal("%s", status.error().message.c_str());
        }
    }
    template <class T>
    static T must(Result<T> result) {
        if (!result) {
            qFatal("%s", result.error().message.c_str());
        }
        return std::move(*result);
    }

    explicit SweepWorkspace(bool withIndex = true) {
        SyntheticOptions options;
        options.pairs = 60;
        options.features = 256;
        std::filesystem::create_directories(root() / "m");
        std::ofstream(root() / "m" / "config.json") << "{\"hidden_size\":128}";
        std::ofstream(root() / "m" / "model.safetensors") << "weights";
        std::ofstream(root() / "m" / "tokenizer.json") << "{}";
        {
            std::ofstream train(root() / "train.jsonl");
            for (std::uint32_t i = 0; i < options.pairs; ++i) {
                ids.push_back(syntheticPair(i, options).id);
                train << R"({"id":")" << ids.back() << R"(","prompt":"p)" << i
                      << R"(","chosen":"yes","rejected":"no","subset":")" << (i % 3 == 0 ? "alpha" : "beta") << "\"}\n";
            }
            std::ofstream held(root() / "held.jsonl");
            for (int i = 0; i < 9; ++i) {
                held << R"({"id":"e)" << i << R"(","prompt":"q","chosen":"yes","rejected":"no"})" << '\n';
            }
        }
        auto workspace = must(Workspace::create(folder()));
        must(workspace->importPairs(root() / "train.jsonl", "train", {}));
        must(workspace->importPairs(root() / "held.jsonl", "held-out test", {}));
        must(workspace->addReference(ArtifactKind::Model, root() / "m", "base"));
        if (withIndex) {
            makeSyntheticIndex(root() / "index", options);
            must(workspace->addReference(ArtifactKind::Index, root() / "index", "index"));
        }
        session = std::make_unique<WorkspaceSession>(std::move(workspace), nullptr);
    }

    std::string run(const std::string& id, const std::string& title, const std::string& sweep = {},
                    JobKind kind = JobKind::TrainRewardModel) const {
        RunSpec spec;
        spec.id = id;
        spec.kind = kind;
        spec.title = title;
        spec.sweep = sweep;
        return must(createRunFolder(runs(), spec)).filename().string();
    }
};

/// Plans as the core makes them, over made-up numbers, without a workspace: what the composer shows can be checked
/// against them.
inline SweepPreview makePreview(SweepSpec spec, const std::vector<std::string>& ids) {
    SweepPreview preview;
    std::vector<PairSignal> signalsOfPairs;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        PairSignal signal;
        signal.id = ids[i];
        signal.position = i;
        signal.score = static_cast<double>((i * 37) % ids.size());
        signal.margin = static_cast<double>((i * 11) % ids.size()) - 5.0;
        signalsOfPairs.push_back(signal);
        preview.subsets[ids[i]] = i % 3 == 0 ? "alpha" : "beta";
    }
    spec.datasetHash = "d";
    if (spec.reference == noReference) {
        spec.reference.clear();
    }
    preview.spec = spec;
    preview.cells = expandSweep(spec);
    for (SweepCell& cell : preview.cells) {
        if (cell.kind == CellKind::Changed) {
            PlanRequest request;
            request.mode = spec.mode;
            request.strategy = cell.strategy;
            request.ratio = cell.ratio;
            request.seed = cell.seed;
            request.datasetHash = "d";
            const ExperimentPlan plan = SweepWorkspace::must(planExperiment(request, signalsOfPairs));
            cell.changed = plan.entries.size();
            cell.planHash = planEffectHash(plan);
            preview.plans.emplace(cell.planHash, plan);
        }
    }
    preview.trainings = preview.evaluations = preview.cells.size();
    preview.seconds = 4200.0;
    preview.diskBytes = 1'234'000'000;
    preview.warnings = {"2 of the 60 pairs have no score and are never taken."};
    return preview;
}

/// Stands for the core: counts what is asked of it.
struct FakeCore {
    std::vector<std::string> ids;
    std::atomic<int> previews = 0;
    std::atomic<int> starts = 0;
    std::atomic<int> delayMs = 0;
    std::atomic<bool> rubric = false;
    SweepSpec startedSpec;  ///< to be read once `starts` has grown

    SweepActions actions() {
        SweepActions actions;
        actions.preview = [this](const auto&, const SweepSpec& spec, const ProgressCallback&,
                                 std::stop_token) -> Result<SweepPreview> {
            ++previews;
            std::this_thread::sleep_for(std::chrono::milliseconds(delayMs.load()));
            return makePreview(spec, ids);
        };
        actions.start = [this](const auto&, const SweepPreview& preview, const auto&) -> Result<Sweep> {
            startedSpec = preview.spec;
            ++starts;
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
            Sweep sweep{preview.spec, preview.cells};
            sweep.spec.id = "s1";
            return sweep;
        };
        actions.hasRubric = [this](const auto&, const std::string&, const std::string&,
                                   std::stop_token) -> Result<bool> { return rubric.load(); };
        return actions;
    }
};

}  // namespace saferscope::check
