// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/job_request.h"

#include "core/base/clock.h"
#include "core/jobs/code_version.h"
#include "core/jobs/job_params.h"

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

/// The name of what comes out, from what goes in; the workspace makes it unique. Letters, digits, '-' and '_' only.
std::string outputName(const JobRequest& request) {
    std::string name = request.kind == JobKind::TrainRewardModel ? "rm-" + request.dataset
                       : request.kind == JobKind::TrainSae       ? "sae-" + request.model
                                                                 : "index-" + request.dataset;
    for (char& c : name) {
        const bool plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
        c = plain ? c : '-';
    }
    name.resize(std::min<std::size_t>(name.size(), 60));
    return name;
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
    if (!request.model.empty()) {
        const auto found = workspace.artifact(ArtifactKind::Model, request.model);
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
