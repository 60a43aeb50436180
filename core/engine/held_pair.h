// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/engine/engine_model.h"

#include <stop_token>

namespace saferscope {

/// A pair that was read once and can be changed any number of times.
struct HeldPair {
    std::uint64_t handle = 0;
    CapturedBatch batch;  ///< one pair; without an SAE no latents, and `hidden` is the last stream
    RewardPair reward;
    std::array<std::vector<float>, 3> running;
};

/// One forward pass over the pair, and one through the layers above the SAE's for the running rewards. `held` has all
/// but the handle.
Result<EnginePair> readPair(const EngineModel& model, const PreferencePair& pair, HeldPair& held);

// The others need an SAE.

/// Rewards and running rewards come from one pass through the layers above. A conversation in which no token changed
/// keeps its reward bit by bit.
Result<EngineEffect> changePair(const EngineModel& model, const HeldPair& held, const Intervention& intervention);
/// The doses go through the layers above together, as many as a batch takes. Stops between batches.
Result<EngineCurve> dosePair(const EngineModel& model, const HeldPair& held, const EngineDose& dose,
                             const std::stop_token& stop);
Result<EngineAttribution> attributePair(const EngineModel& model, const HeldPair& held, const EngineAttribute& question,
                                        std::stop_token stop);

}  // namespace saferscope
