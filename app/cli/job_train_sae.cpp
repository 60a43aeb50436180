// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/model_session.h"
#include "app/cli/stage1_texts.h"
#include "app/cli/worker_jobs.h"
#include "core/data/content_hash.h"
#include "core/data/pair_reader.h"
#include "core/jobs/job_params.h"
#include "core/training/sae_trainer.h"

#include <optional>

namespace saferscope::cli {

Result<Json> runTrainSaeJob(const JobContext& context) {
    const auto params = trainSaeParamsFromJson(context.spec.params);
    if (!params) {
        return failure(params);
    }
    const auto config = saeTrainingConfigFromJson(params->config);
    if (!config) {
        return failure(config);
    }
    const auto pairs = readAllPairs(params->data);
    if (!pairs) {
        return failure(pairs);
    }
    const auto textFiles = checkStage1Texts(*params, context.spec.inputs);
    if (!textFiles) {
        return failure(textFiles);
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
    auto sae = makeSae(*config, session->model);
    if (!sae) {
        return failure(sae);
    }
    JobObserver observer(context);
    std::optional<TextWindows> texts;
    if (!textFiles->empty()) {
        auto read =
            readStage1Texts(*params, config->stage1Tokens, session->encoder.tokenizer(), observer, context.stop);
        if (!read) {
            return failure(read);
        }
        texts = std::move(*read);
    }
    const auto outcome = trainSae(*sae, session->model, session->encoder, *pairs, *config, trainerCheckpoints(context),
                                  observer, context.stop, texts ? &*texts : nullptr);
    if (!outcome) {
        return failure(outcome);
    }
    const auto modelHash = inputHash(context, "model", params->model);
    if (!modelHash) {
        return failure(modelHash);
    }
    sae->config().modelHash = *modelHash;
    sae->config().stage1Texts = *textFiles;
    sae->config().stage1TextTokens = textFiles->empty() ? 0 : outcome->stage1Tokens;
    const auto written =
        writeOutput(context, [&sae](const std::filesystem::path& folder) { return sae->save(folder); });
    if (!written) {
        return failure(written);
    }
    const auto hash = folderContentHash(context.paths.output());
    if (!hash) {
        return failure(hash);
    }
    Json values{{"content_hash", *hash},
                {"steps", outcome->steps},
                {"layer", sae->config().layer},
                {"latents", sae->config().latents},
                {"k", sae->config().k},
                {"fvu", outcome->quality.fvu},
                {"nmse", outcome->quality.nmse},
                {"l0", outcome->quality.l0},
                {"dead_fraction", outcome->quality.deadFraction},
                {"quality_tokens", outcome->quality.tokens},
                {"all_tokens_fvu", outcome->allTokenQuality.fvu},
                {"all_tokens_nmse", outcome->allTokenQuality.nmse},
                {"all_tokens_l0", outcome->allTokenQuality.l0},
                {"all_tokens_dead_fraction", outcome->allTokenQuality.deadFraction}};
    if (texts) {
        values["stage1_text_tokens"] = outcome->stage1Tokens;
        values["stage1_text_documents"] = texts->documents;
        values["stage1_texts_too_short"] = texts->tooShort;
        values["stage1_texts_skipped"] = texts->skipped;
    }
    return values;
}

}  // namespace saferscope::cli
