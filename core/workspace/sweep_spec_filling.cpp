// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/sweep_spec_filling.h"

#include "core/features/feature_index.h"

#include <algorithm>

namespace saferscope {

namespace {

std::string inputOf(const Artifact& artifact, const char* name) {
    const auto found = artifact.inputs.is_object() ? artifact.inputs.find(name) : artifact.inputs.end();
    return artifact.inputs.is_object() && found != artifact.inputs.end() && found->is_string()
               ? found->get<std::string>()
               : std::string();
}

std::optional<Artifact> modelByHash(const Workspace& workspace, const std::string& hash) {
    for (auto& model : workspace.artifacts(ArtifactKind::Model)) {
        if (!hash.empty() && model.contentHash == hash) {
            return std::move(model);
        }
    }
    return std::nullopt;
}

Result<std::optional<Artifact>> findIndex(const Workspace& workspace, const std::string& name) {
    if (name.empty()) {
        return workspace.newestArtifact(ArtifactKind::Index);
    }
    auto named = workspace.artifact(ArtifactKind::Index, name);
    if (!named) {
        return failure(named);
    }
    return std::optional(std::move(*named));
}

Result<Dataset> findDataset(const Workspace& workspace, const std::string& name, const std::optional<Artifact>& index) {
    if (!name.empty()) {
        return workspace.dataset(name);
    }
    const auto datasets = workspace.datasets();
    if (index) {
        for (const Dataset& dataset : datasets) {
            if (dataset.contentHash == inputOf(*index, "dataset")) {
                return dataset;
            }
        }
        if (const auto opened = FeatureIndex::open(index->path)) {
            if (auto named = workspace.dataset((*opened)->manifest().datasetName)) {
                return named;
            }
        }
    }
    if (datasets.size() == 1) {
        return datasets.front();
    }
    return fail(ErrorCode::Usage, "It is not clear which data set the models are to be trained on.",
                "Name one with --data NAME.");
}

Status fillBase(const Workspace& workspace, SweepSpec& spec, const std::optional<Artifact>& index) {
    const char* const hint =
        "Train one that only reads with `safer train-rm --reward-weight 0 --language-model-weight 1`, or bring in a "
        "pretrained one, and name it with --base.";
    if (!spec.baseModel.empty()) {
        const auto named = workspace.artifact(ArtifactKind::Model, spec.baseModel);
        if (!named) {
            return failure(named);
        }
        spec.baseModelHash = named->contentHash;
        return {};
    }
    if (!index) {
        return fail(ErrorCode::NotFound, "It is not known which model the sweep's models are to start from.", hint);
    }
    const auto model = modelByHash(workspace, inputOf(*index, "model"));
    const std::string hash = model ? inputOf(*model, "model") : std::string();
    if (hash.empty()) {
        return fail(ErrorCode::NotFound,
                    "The model behind the index \"" + index->name +
                        "\" was not trained from a base model, so there is none for the sweep's models to start from.",
                    hint);
    }
    const auto base = modelByHash(workspace, hash);
    if (!base) {
        return fail(ErrorCode::NotFound,
                    "The model that \"" + model->name + "\" was trained from is not in the workspace any more.", hint);
    }
    spec.baseModel = base->name;
    spec.baseModelHash = hash;
    return {};
}

/// What is not said of the training: as the workspace's settings say, else as the model behind the index was trained,
/// where that began with the same base.
/// The paper's learning rate would teach a small model nothing.
void fillTraining(const Workspace& workspace, SweepSpec& spec, const std::optional<Artifact>& index) {
    if (const Json usual = workspace.settings().sweepTraining; !usual.empty()) {
        Json merged = usual;
        merged.erase("seed");
        merged.update(spec.trainingConfig);
        spec.trainingConfig = std::move(merged);
        return;
    }
    const auto model = index ? modelByHash(workspace, inputOf(*index, "model")) : std::nullopt;
    if (!model || model->runId.empty() || inputOf(*model, "model") != spec.baseModelHash) {
        return;
    }
    const auto run = readRunSpec(workspace.runsFolder() / model->runId);
    const auto config =
        run ? jsonMemberOr<Json>(run->params, "config", Json::object(), model->runId) : Result<Json>(Json::object());
    if (config && config->is_object()) {
        Json merged = *config;
        merged.erase("seed");  // the cells have their own
        merged.update(spec.trainingConfig);
        spec.trainingConfig = std::move(merged);
    }
}

/// The data set that was there before the trained one was spoiled, where its manifest says so.
Status fillReference(const Workspace& workspace, SweepSpec& spec, const Dataset& dataset,
                     std::vector<std::string>& warnings) {
    if (spec.reference == noReference) {
        spec.reference.clear();
    } else if (!spec.reference.empty()) {
        const auto named = workspace.dataset(spec.reference);
        if (!named) {
            return failure(named);
        }
        spec.referenceHash = named->contentHash;
        if (spec.referenceHash == dataset.contentHash) {
            return fail(ErrorCode::Usage, "The reference holds the same pairs as the data set itself.",
                        "Name the data set as it was before it was changed.");
        }
    } else {
        const auto manifest = workspace.manifest(dataset);
        if (!manifest) {
            return failure(manifest);
        }
        if (!*manifest) {
            return {};
        }
        const PlanRequest& request = (*manifest)->plan.request;
        for (const Dataset& other : workspace.datasets()) {
            if (other.contentHash == request.datasetHash) {
                spec.reference = other.name;
                spec.referenceHash = other.contentHash;
            }
        }
        if (spec.reference.empty()) {
            warnings.push_back("\"" + dataset.name + "\" was made from \"" + request.datasetName +
                               "\", which is not in the workspace: how much of the loss is won back cannot be told.");
        }
    }
    return {};
}

Status fillEvaluation(const Workspace& workspace, SweepSpec& spec, std::vector<std::string>& warnings) {
    if (spec.evaluation.empty()) {
        std::vector<std::string> others;
        for (const Dataset& other : workspace.datasets()) {
            const bool trainedOn = other.contentHash == spec.datasetHash || other.contentHash == spec.referenceHash;
            const auto manifest = workspace.manifest(other);
            if (!trainedOn && manifest && !*manifest) {  // one that was changed on purpose is no yardstick
                others.push_back(other.name);
            }
        }
        if (others.size() != 1) {
            return fail(ErrorCode::Usage, "It is not clear which data set the models are to be evaluated on.",
                        others.empty() ? "Import one, such as RewardBench, and name it with --eval NAME."
                                       : "Name one with --eval NAME.");
        }
        spec.evaluation = others.front();
    }
    const auto dataset = workspace.dataset(spec.evaluation);
    if (!dataset) {
        return failure(dataset);
    }
    spec.evaluationHash = dataset->contentHash;
    if (spec.evaluationHash == spec.datasetHash || spec.evaluationHash == spec.referenceHash) {
        warnings.emplace_back(
            "The models are evaluated on pairs that they are trained on: accuracies look better "
            "than they are, and flipped pairs count as wrong.");
    }
    return {};
}

/// Margins of a model that has learned these very labels.
void warnOfMargins(const Workspace& workspace, const SweepSpec& spec, const std::optional<Artifact>& index,
                   std::vector<std::string>& warnings) {
    if (!index || std::ranges::none_of(spec.strategies, usesRewards)) {
        return;
    }
    const auto model = modelByHash(workspace, inputOf(*index, "model"));
    if (model && inputOf(*model, "dataset") == spec.datasetHash) {
        warnings.push_back("The margins are those of \"" + model->name + "\", which was trained on \"" + spec.dataset +
                           "\" itself: it has learned wrong labels as well as right ones, so they look surer than "
                           "they are.");
    }
}

}  // namespace

Status fillSweepSpec(const Workspace& workspace, SweepSpec& spec, std::vector<std::string>& warnings) {
    if (!spec.trainingConfig.is_object()) {
        return fail(ErrorCode::Usage, "The settings of the training are no JSON object.");
    }
    const WorkspaceSettings settings = workspace.settings();
    spec.strategies = spec.strategies.empty() ? usualStrategies(spec.mode) : spec.strategies;
    spec.ratios = spec.ratios.empty() ? publishedRatios(spec.mode) : spec.ratios;
    spec.seeds = spec.seeds.empty() ? std::vector<std::uint64_t>{1, 2, 3} : spec.seeds;
    std::ranges::sort(spec.ratios);
    spec.dateString = spec.dateString.empty() ? settings.dateString : spec.dateString;
    const auto index = findIndex(workspace, spec.index);
    if (!index) {
        return failure(index);
    }
    const auto dataset = findDataset(workspace, spec.dataset, *index);
    if (!dataset) {
        return failure(dataset);
    }
    spec.dataset = dataset->name;
    spec.datasetHash = dataset->contentHash;
    if (auto filled = fillReference(workspace, spec, *dataset, warnings); !filled) {
        return filled;
    }
    if (auto filled = fillEvaluation(workspace, spec, warnings); !filled) {
        return filled;
    }
    if (auto filled = fillBase(workspace, spec, *index); !filled) {
        return filled;
    }
    fillTraining(workspace, spec, *index);
    warnOfMargins(workspace, spec, *index, warnings);
    if (spec.title.empty()) {
        const auto count = [](std::size_t n, const char* one, const char* many) {
            return std::to_string(n) + " " + (n == 1 ? one : many);
        };
        spec.title = std::string(spec.mode == ExperimentMode::Poison ? "Poison " : "Denoise ") + spec.dataset + ": " +
                     count(spec.strategies.size(), "strategy", "strategies") + ", " +
                     count(spec.ratios.size(), "ratio", "ratios") + ", " + count(spec.seeds.size(), "seed", "seeds");
    }
    return {};
}

}  // namespace saferscope
