// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_session.h"
#include "app/cli/worker_jobs.h"
#include "core/base/clock.h"
#include "core/data/pair_reader.h"
#include "core/features/index_builder.h"
#include "core/jobs/code_version.h"
#include "core/jobs/job_params.h"

namespace saferscope::cli {

namespace {

Result<IndexManifest> provenance(const JobContext& context, const BuildIndexParams& params) {
    IndexManifest manifest;
    const auto modelHash = inputHash(context, "model", params.model);
    if (!modelHash) {
        return failure(modelHash);
    }
    const auto saeHash = inputHash(context, "sae", params.sae);
    if (!saeHash) {
        return failure(saeHash);
    }
    manifest.modelHash = *modelHash;
    manifest.saeHash = *saeHash;
    manifest.datasetHash = context.spec.inputs.value("dataset", std::string());
    manifest.datasetName = params.datasetName;
    manifest.dateString = params.dateString;
    manifest.createdAt = utcTimestamp();
    manifest.codeVersion = codeVersion();
    return manifest;
}

}  // namespace

Result<Json> runBuildIndexJob(const JobContext& context) {
    const auto params = buildIndexParamsFromJson(context.spec.params);
    if (!params) {
        return failure(params);
    }
    const auto sae = openFittingSae(params->sae, params->model, context.spec.device);
    if (!sae) {
        return failure(sae);
    }
    const auto pairs = readAllPairs(params->data);
    if (!pairs) {
        return failure(pairs);
    }
    ModelOptions options;
    options.model = params->model.string();
    options.device = context.spec.device;
    options.dateString = params->dateString;
    options.maxTokens = params->maxTokens;
    options.dtype = params->dtype;
    const auto session = openModel(options);
    if (!session) {
        return failure(session);
    }
    auto manifest = provenance(context, *params);
    if (!manifest) {
        return failure(manifest);
    }
    const auto built = buildIndex(session->model, *sae, session->encoder, *pairs, std::move(*manifest),
                                  context.paths.output(), {}, context.progress(), context.stop);
    if (!built) {
        return failure(built);
    }
    constexpr auto ends = static_cast<std::size_t>(TokenScope::SentenceEnds);
    constexpr auto all = static_cast<std::size_t>(TokenScope::AllTokens);
    return Json{{"pairs", built->pairs},
                {"features", built->features},
                {"latents", built->latents},
                {"accuracy", built->accuracy},
                {"accuracy_reconstructed", built->accuracyReconstructed},
                {"reward_correlation", built->rewardCorrelation},
                {"fvu", built->fvu[ends]},
                {"l0", built->l0[ends]},
                {"dead_fraction", built->deadFraction[ends]},
                {"all_tokens_fvu", built->fvu[all]},
                {"all_tokens_l0", built->l0[all]},
                {"all_tokens_dead_fraction", built->deadFraction[all]}};
}

}  // namespace saferscope::cli
