// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_model.h"

#include "core/tensor/device.h"

#include <cmath>

namespace saferscope {

Result<std::unique_ptr<EngineModel>> openEngineModel(const EngineOpen& open) {
    const auto device = parseDevice(open.device);
    if (!device) {
        return failure(device);
    }
    // Small files first: what is wrong with them is said before weights are read.
    if (const auto config = loadModelConfig(open.model); !config) {
        return failure(config);
    }
    EncodingOptions encoding;
    encoding.dateString = open.dateString;
    encoding.maxTokens = open.maxTokens;
    auto encoder = PairEncoder::load(open.model, encoding);
    if (!encoder) {
        return failure(encoder);
    }
    auto reward = RewardModel::load(open.model, {*device, at::kFloat, /*mapped=*/true});
    if (!reward) {
        return failure(reward);
    }
    reward->prepareInference();
    auto model = std::make_unique<EngineModel>(std::move(*reward), std::move(*encoder));
    if (!open.sae.empty()) {
        auto sae = Sae::load(open.sae, {}, {}, *device);
        if (!sae) {
            return failure(sae);
        }
        model->sae = std::move(*sae);
        const auto causal = CausalModel::create(model->reward, *model->sae);
        if (!causal) {
            return failure(causal);
        }
        model->causal.emplace(*causal);
    }
    return model;
}

EngineOpened describe(const EngineModel& model) {
    EngineOpened opened;
    opened.family = model.reward.config().family;
    opened.layers = model.reward.config().layers;
    opened.width = model.reward.config().hiddenSize;
    opened.parameters = static_cast<std::uint64_t>(model.reward.parameterCount());
    if (model.sae) {
        opened.latents = model.sae->config().latents;
        opened.layer = model.sae->config().layer;
        opened.k = model.sae->config().k;
    }
    return opened;
}

RewardPair tiedReward(const PairTokens& tokens, const PositionChoice& positions, RewardPair reward) {
    if (positions.chosen == positions.rejected && tokens.chosen == tokens.rejected) {
        reward.rejected = reward.chosen;
    }
    return reward;
}

Status checkFinite(const RewardPair& reward, const std::string& hint) {
    if (std::isfinite(reward.chosen) && std::isfinite(reward.rejected)) {
        return {};
    }
    return fail(ErrorCode::Failed, "The model's reward is not a finite number.", hint);
}

}  // namespace saferscope
