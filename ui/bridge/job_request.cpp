// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/job_request.h"

#include "core/base/clock.h"
#include "core/jobs/code_version.h"
#include "core/jobs/job_params.h"
#include "core/workspace/artifact_files.h"

#include <algorithm>

namespace saferscope {
namespace {

/// What every kind of job needs of its data and settings.
template <class Params>
Params commonParams(const std::filesystem::path& data, const WorkspaceSettings& settings) {
    Params params;
    params.data = data;
    params.dateString = settings.dateString;
    params.maxTokens = settings.maxTokens;
    return params;
}

/// Letters, digits, '-' and '_' only.
std::string plainName(std::string name) {
    for (char& c : name) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        c = plain ? c : '-';
    }
    name.resize(std::min<std::size_t>(name.size(), 60));
    return name;
}

/// The name of what comes out, from what goes in; the workspace makes it unique.
std::string outputName(const JobRequest& request) {
    return plainName(request.kind == JobKind::TrainRewardModel ? "rm-" + request.dataset
                     : request.kind == JobKind::TrainSae       ? "sae-" + request.model
                                                               : "index-" + request.dataset);
}

/// The model that lies there, as the workspace knows it from now on.
Result<Artifact> modelInFolder(Workspace& workspace, const std::filesystem::path& folder) {
    std::error_code error;
    auto path = std::filesystem::weakly_canonical(std::filesystem::absolute(folder, error), error);
    if (path.filename().empty()) {
        path = path.parent_path();  // "models/llama/"
    }
    std::string name;
    for (const Artifact& known : workspace.artifacts(ArtifactKind::Model)) {
        if (known.path != path) {
            continue;
        }
        if (!known.runId.empty()) {
            return known;
        }
        name = known.name;  // hashed again: its files may be others now
    }
    if (name.empty()) {
        const std::string own = path.filename().string();
        const std::string wanted = isPlainName(own) && own.size() < 90 ? own : plainName("model-" + own);
        name = wanted;
        for (int number = 2; workspace.artifact(ArtifactKind::Model, name); ++number) {
            name = wanted + "-" + std::to_string(number);
        }
    }
    return workspace.addReference(ArtifactKind::Model, path, name);
}

}  // namespace

Result<RunSpec> prepareRun(Workspace& workspace, const JobRequest& request) {
    const auto dataset = workspace.dataset(request.dataset);
    if (!dataset) {
        return failure(dataset);
    }
    const auto data = workspace.exportForWorkers(*dataset);
    if (!data) {
        return failure(data);
    }
    RunSpec spec;
    spec.id = timeOrderedName() + "-" + jobKindName(request.kind);
    spec.kind = request.kind;
    spec.title = request.title;
    spec.createdAt = utcTimestamp();
    spec.codeVersion = codeVersion();
    spec.device = request.device;
    spec.seed = request.seed;
    spec.inputs["dataset"] = dataset->contentHash;

    std::filesystem::path model;
    if (!request.model.empty() || !request.modelFolder.empty()) {
        const auto found = request.modelFolder.empty() ? workspace.artifact(ArtifactKind::Model, request.model)
                                                       : modelInFolder(workspace, request.modelFolder);
        if (!found) {
            return failure(found);
        }
        model = found->path;
        spec.inputs["model"] = found->contentHash;
    }
    std::filesystem::path sae;
    if (!request.sae.empty()) {
        const auto found = workspace.artifact(ArtifactKind::Sae, request.sae);
        if (!found) {
            return failure(found);
        }
        sae = found->path;
        spec.inputs["sae"] = found->contentHash;
    }

    const WorkspaceSettings settings = workspace.settings();
    switch (request.kind) {
        case JobKind::TrainRewardModel: {
            auto params = commonParams<TrainRewardModelParams>(*data, settings);
            params.baseModel = model;
            params.freshModel = request.freshModel;
            params.vocabularySize = request.vocabularySize;
            params.config = request.config;
            spec.params = toJson(params);
            break;
        }
        case JobKind::TrainSae: {
            auto params = commonParams<TrainSaeParams>(*data, settings);
            params.model = model;
            params.config = request.config;
            spec.params = toJson(params);
            break;
        }
        case JobKind::BuildIndex: {
            auto params = commonParams<BuildIndexParams>(*data, settings);
            params.datasetName = dataset->name;
            params.model = model;
            params.sae = sae;
            spec.params = toJson(params);
            break;
        }
        case JobKind::RateFeatures:
            return fail(ErrorCode::Usage, "Rating runs are planned by planRatingRun().");
        case JobKind::Causal:
            return fail(ErrorCode::Usage, "Causal runs are planned by planCausalRun().");
        case JobKind::FeatureMap:
            return fail(ErrorCode::Usage, "Maps are planned by planFeatureMapRun().");
        case JobKind::Evaluate: {
            auto params = commonParams<EvaluateParams>(*data, settings);
            params.datasetName = dataset->name;
            params.model = model;
            params.steering = request.steering;
            params.sae = request.steering.empty() ? std::filesystem::path() : sae;
            spec.params = toJson(params);
            break;
        }
    }
    if (request.kind != JobKind::Evaluate) {
        spec.params["output_name"] = outputName(request);
    }
    return spec;
}

}  // namespace saferscope
