// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/causal_run.h"

#include "core/jobs/job_params.h"
#include "core/workspace/index_context.h"

#include <algorithm>

namespace saferscope {

namespace {

Result<Artifact> byHash(const Workspace& workspace, ArtifactKind kind, const std::string& hash, const char* what) {
    for (auto& artifact : workspace.artifacts(kind)) {
        if (!hash.empty() && artifact.contentHash == hash) {
            return std::move(artifact);
        }
    }
    return fail(ErrorCode::NotFound,
                std::string("The ") + what + " that the index was made with is not in the workspace any more.",
                "Bring it back, or make a new index with `safer index`.");
}

Result<Dataset> chooseDataset(const Workspace& workspace, const std::string& name, const IndexManifest& manifest) {
    if (!name.empty()) {
        return workspace.dataset(name);
    }
    for (auto& dataset : workspace.datasets()) {
        if (dataset.contentHash == manifest.datasetHash) {
            return std::move(dataset);
        }
    }
    if (auto named = workspace.dataset(manifest.datasetName)) {
        return named;
    }
    return fail(ErrorCode::Usage, "It is not clear which data set is to be measured.", "Name one with --data NAME.");
}

}  // namespace

Result<CausalRunPreview> previewCausalRun(const Workspace& workspace, const CausalRunRequest& request) {
    std::optional<TokenScope> scope = request.scope;
    if (!request.featureSet.empty()) {
        scope = std::nullopt;  // the set's own
    }
    FeatureChoiceRequest choice;
    choice.set = request.featureSet;
    auto chosen = chooseFeatures(workspace, request.index, scope, choice);
    if (!chosen) {
        return failure(chosen);
    }
    const IndexContext& context = chosen->context;
    const IndexManifest& manifest = context.index->manifest();
    const auto model = byHash(workspace, ArtifactKind::Model, manifest.modelHash, "reward model");
    const auto sae = byHash(workspace, ArtifactKind::Sae, manifest.saeHash, "SAE");
    auto dataset = chooseDataset(workspace, request.dataset, manifest);
    if (!model || !sae || !dataset) {
        return !model ? failure(model) : !sae ? failure(sae) : failure(dataset);
    }
    CausalRequest what = request.what;
    if (what.set.empty()) {
        what.setName = chosen->title;
        for (const WeightedFeature& kept : chosen->kept) {
            what.set.push_back(kept.feature);
        }
    }
    if (request.each > 0) {
        const ContrastMeasure measure = setRequest(context, {}, 0, {}).measure;
        for (const FeatureId feature : strongestFeatures(context.contrasts, request.each, measure)) {
            what.features.push_back(feature);
        }
    }
    for (const auto* list : {&what.set, &what.features}) {
        for (const FeatureId feature : *list) {
            if (feature.value() >= context.index->featureCount()) {
                return fail(ErrorCode::InvalidInput, "There is no feature " + std::to_string(feature.value()) +
                                                         ": the index has " +
                                                         std::to_string(context.index->featureCount()) + ".");
            }
        }
    }
    const TokenScope where = what.positions.sentenceEndsOnly ? TokenScope::SentenceEnds : TokenScope::AllTokens;
    std::vector<double> density;
    for (const FeatureContrast& contrast : computeContrasts(*context.index, where)) {
        density.push_back(contrast.density);
    }
    auto plan = makeCausalPlan(what, density);
    if (!plan) {
        return failure(plan);
    }
    const WorkspaceSettings settings = workspace.settings();
    CausalParams params;
    params.datasetName = dataset->name;
    params.model = model->path;
    params.sae = sae->path;
    params.dateString = settings.dateString;
    params.maxTokens = settings.maxTokens;
    params.plan = toJson(*plan);
    CausalRunPreview preview;
    preview.spec.kind = JobKind::Causal;
    preview.spec.title = !request.title.empty() ? request.title
                         : what.setName.empty() ? "Causal effects of " + std::to_string(what.set.size()) + " features"
                                                : "Causal effects of " + what.setName;
    preview.spec.device = request.device;
    preview.spec.seed = what.seed;
    preview.spec.params = toJson(params);
    preview.spec.params.erase("data");
    preview.spec.inputs = {{artifactKindName(ArtifactKind::Model), model->contentHash},
                           {artifactKindName(ArtifactKind::Sae), sae->contentHash},
                           {"dataset", dataset->contentHash}};
    preview.plan = std::move(*plan);
    preview.dataset = std::move(*dataset);
    preview.notes = context.notes;
    return preview;
}

Result<RunSpec> planCausalRun(Workspace& workspace, const CausalRunRequest& request) {
    auto preview = previewCausalRun(workspace, request);
    if (!preview) {
        return failure(preview);
    }
    const auto file = workspace.exportForWorkers(preview->dataset);
    if (!file) {
        return failure(file);
    }
    preview->spec.params["data"] = file->string();
    return std::move(preview->spec);
}

std::vector<CausalRunEntry> causalRuns(const Workspace& workspace) {
    std::vector<CausalRunEntry> entries;
    for (const Workspace::RunEntry& run : workspace.runs()) {
        if (run.spec.kind == JobKind::Causal) {
            entries.push_back({run.spec.id, run.spec.title, run.spec.createdAt, run.state, run.folder});
        }
    }
    return entries;
}

Result<CausalReport> readCausalReport(const std::filesystem::path& runFolder) {
    const auto file = RunPaths(runFolder).output() / causalReportFile;
    const auto json = readJsonFile(file);
    if (!json) {
        return failure(json);
    }
    return causalReportFromJson(*json, file.string());
}

}  // namespace saferscope
