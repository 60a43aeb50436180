// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/evaluate_model.h"

#include "core/base/hash.h"
#include "core/tensor/device.h"
#include "core/tensor/torch_errors.h"

#include <cmath>

namespace saferscope::cli {

namespace {

constexpr std::size_t pairsPerChunk = 2048;

// The template alone: tokenizer_config.json holds much else that says nothing about the text a model reads.
Result<std::string> templateHash(const std::filesystem::path& model) {
    const auto path = model / "tokenizer_config.json";
    std::error_code error;
    if (!std::filesystem::exists(path, error)) {
        return std::string();
    }
    const auto config = readJsonFile(path);
    if (!config) {
        return failure(config);
    }
    const auto found = config->is_object() ? config->find("chat_template") : config->end();
    return config->is_object() && found != config->end() && !found->is_null() ? sha256Hex(dumpJson(*found))
                                                                              : std::string();
}

// The same batches as rewardPairs() makes, so that a pair which the profile does not reach keeps its reward.
Result<std::vector<PairReward>> steeredRewards(const ModelSession& session, const std::vector<PreferencePair>& pairs,
                                               std::int64_t batchTokens, const Steering& steering,
                                               const std::function<void(std::size_t)>& onDone,
                                               const std::stop_token& stop) {
    const auto model = CausalModel::create(session.model, steering.sae);
    if (!model) {
        return failure(model);
    }
    std::vector<PreparedPair> prepared;
    for (const PreferencePair& pair : pairs) {
        auto one = preparePair(session.encoder, pair, session.model.config().vocabularySize);
        if (!one) {
            return failure(one);
        }
        prepared.push_back(std::move(*one));
    }
    std::vector<PairReward> rewards(pairs.size());
    const Status ran = guardTorch("Running the steered model", [&]() -> Status {
        for (const auto& members : batchesOf(prepared, batchTokens)) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Interrupted, "Interrupted.", "Run the command again to start over.");
            }
            const auto values = model->rewards(model->capture(prepared, members), steering.profile.intervention);
            for (std::size_t i = 0; i < members.size(); ++i) {
                if (!std::isfinite(values[i].chosen) || !std::isfinite(values[i].rejected)) {
                    return fail(ErrorCode::InvalidInput,
                                "The reward of pair " + pairs[members[i]].id + " is not a finite number.",
                                "The profile may change features too far for this model.");
                }
                rewards[members[i]] = {values[i].chosen, values[i].rejected};
            }
            onDone(members.size());
        }
        return {};
    });
    if (!ran) {
        return failure(ran);
    }
    return rewards;
}

}  // namespace

Result<ScoredPairs> scorePairs(const ModelSession& session, const std::vector<PreferencePair>& pairs,
                               std::int64_t batchTokens, const ProgressCallback& progress, const std::stop_token& stop,
                               const Steering* steering) {
    ProgressMeter meter("Evaluating", pairs.size(), progress);
    ScoredPairs scored;
    for (std::size_t begin = 0; begin < pairs.size(); begin += pairsPerChunk) {
        const std::size_t end = std::min(pairs.size(), begin + pairsPerChunk);
        const std::vector<PreferencePair> chunk(pairs.begin() + static_cast<std::ptrdiff_t>(begin),
                                                pairs.begin() + static_cast<std::ptrdiff_t>(end));
        const auto encoded = encodePairs(session.encoder, chunk);
        if (!encoded) {
            return failure(encoded);
        }
        const auto onDone = [&meter](std::size_t done) { meter.advance(done); };
        const auto rewards = steering != nullptr
                                 ? steeredRewards(session, chunk, batchTokens, *steering, onDone, stop)
                                 : rewardPairs(session.model, *encoded, chunk, batchTokens, onDone, stop);
        if (!rewards) {
            return failure(rewards);
        }
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            const bool same = (*encoded)[i].chosen.ids == (*encoded)[i].rejected.ids;
            const PairReward& reward = (*rewards)[i];
            scored.pairs.push_back(
                {chunk[i].id, chunk[i].subset, reward.chosen, same ? reward.chosen : reward.rejected});
            scored.answerBytes.emplace_back(chunk[i].chosen.size(), chunk[i].rejected.size());
            scored.styles.push_back(styleCell(chunk[i].id, chunk[i].meta));
        }
    }
    meter.finish();
    return scored;
}

Result<EvaluationPreset> evaluationPreset(const ModelOptions& options) {
    EvaluationPreset preset;
    const auto config = loadModelConfig(options.model);
    const auto device = parseDevice(options.device);
    if (!config || !device) {
        return !config ? failure(config) : failure(device);
    }
    preset.dtype = computeDtype(options.dtype, config->dtype, *device);
    preset.device = options.device;
    preset.maxTokens = options.maxTokens;
    preset.dateString = options.dateString;
    auto chatTemplate = templateHash(options.model);
    if (!chatTemplate) {
        return failure(chatTemplate);
    }
    preset.templateHash = std::move(*chatTemplate);
    auto tokenizer = sha256File(std::filesystem::path(options.model) / "tokenizer.json");
    if (!tokenizer) {
        return failure(tokenizer);
    }
    preset.tokenizerHash = std::move(*tokenizer);
    return preset;
}

}  // namespace saferscope::cli
