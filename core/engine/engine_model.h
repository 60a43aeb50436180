// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_model.h"
#include "core/engine/engine.h"
#include "core/text/pair_encoder.h"

#include <memory>
#include <optional>

namespace saferscope {

/// What an EngineOpen loads. Stays where it is: the causal model refers to the others.
struct EngineModel {
    EngineModel(RewardModel rewardModel, PairEncoder pairEncoder)
        : reward(std::move(rewardModel)), encoder(std::move(pairEncoder)) {}
    EngineModel(const EngineModel&) = delete;
    EngineModel& operator=(const EngineModel&) = delete;

    const RewardModel reward;
    const PairEncoder encoder;
    std::optional<Sae> sae;
    std::optional<CausalModel> causal;  ///< with an SAE
};

Result<std::unique_ptr<EngineModel>> openEngineModel(const EngineOpen& open);
EngineOpened describe(const EngineModel& model);

/// Two answers of the same tokens, changed at the same positions, are an exact tie, whatever rounding made of their
/// places in the batch.
RewardPair tiedReward(const PairTokens& tokens, const PositionChoice& positions, RewardPair reward);
Status checkFinite(const RewardPair& reward, const std::string& hint);

}  // namespace saferscope
