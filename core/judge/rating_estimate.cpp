// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/rating_estimate.h"

#include "core/judge/llm_client.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr std::size_t sampleSize = 500;
constexpr std::size_t bytesPerToken = 4;

std::uint64_t scaled(std::uint64_t value, double factor) {
    return static_cast<std::uint64_t>(std::llround(static_cast<double>(value) * factor));
}

}  // namespace

Result<RatingPreview> previewRating(const FeatureIndex& index, const RateFeaturesParams& params, FeatureId feature) {
    if (feature.value() >= index.featureCount()) {
        return fail(ErrorCode::InvalidInput, "There is no feature " + std::to_string(feature.value()) +
                                                 ": the index has " + std::to_string(index.featureCount()) + ".");
    }
    const auto promptTemplate = promptTemplateOf(params.judge);
    if (!promptTemplate) {
        return failure(promptTemplate);
    }
    const auto contexts =
        judgeContexts(index, feature, params.scope, {params.judge.contexts, params.judge.contextTokens});
    RatingPreview preview;
    preview.contexts = contexts.size();
    preview.prompt = buildPrompt(*promptTemplate, params.judge, feature, contexts);
    preview.url = LlmClient::requestUrl(params.judge);
    preview.body = LlmClient::requestBody(preview.prompt, params.judge);
    return preview;
}

Result<RatingEstimate> estimateRating(const FeatureIndex& index, const RateFeaturesParams& params,
                                      const KnownAnswers& known) {
    const auto promptTemplate = promptTemplateOf(params.judge);
    if (!promptTemplate) {
        return failure(promptTemplate);
    }
    const JudgeSettings& settings = params.judge;
    const bool asks = settings.kind != JudgeKind::Lexical;
    RatingEstimate estimate;
    const std::size_t looked = std::min(params.features.size(), sampleSize);
    for (std::size_t i = 0; i < looked; ++i) {
        const FeatureId feature = params.features[i * params.features.size() / looked];
        if (feature.value() >= index.featureCount()) {
            return fail(ErrorCode::InvalidInput, "There is no feature " + std::to_string(feature.value()) +
                                                     ": the index has " + std::to_string(index.featureCount()) + ".");
        }
        const auto contexts = judgeContexts(index, feature, params.scope, {settings.contexts, settings.contextTokens});
        if (contexts.size() < std::min(settings.minContexts, settings.contexts)) {
            ++estimate.tooFewContexts;
            continue;
        }
        if (!asks) {
            continue;
        }
        const JudgePrompt prompt = buildPrompt(*promptTemplate, settings, feature, contexts);
        estimate.suspicious += prompt.suspicious ? 1 : 0;
        if (settings.useCache && known.find(prompt.promptHash) != nullptr) {
            ++estimate.cached;
            continue;
        }
        const std::size_t bytes = LlmClient::requestBody(prompt, settings).size();
        ++estimate.requests;
        estimate.inputTokens += (bytes + bytesPerToken - 1) / bytesPerToken;
        estimate.outputTokens += (settings.maxOutputTokens + 1) / 2;
        estimate.worstCost += worstCost(settings, bytes);
    }
    estimate.features = params.features.size();
    if (looked > 0 && looked < params.features.size()) {
        const double factor = static_cast<double>(params.features.size()) / static_cast<double>(looked);
        estimate.sampled = true;
        for (auto* count : {&estimate.tooFewContexts, &estimate.cached, &estimate.suspicious, &estimate.requests,
                            &estimate.inputTokens, &estimate.outputTokens}) {
            *count = scaled(*count, factor);
        }
        estimate.worstCost *= factor;
    }
    estimate.cost = tokenCost(settings, estimate.inputTokens, estimate.outputTokens);
    return estimate;
}

}  // namespace saferscope
