// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/preference_pair.h"
#include "core/model/reward_model.h"
#include "core/sae/sae.h"
#include "core/text/pair_encoder.h"
#include "core/training/training_observer.h"

#include <stop_token>
#include <string>
#include <vector>

namespace saferscope {

/// Two stages, as in the paper: every token first (of the pairs, or of general texts), then only sentence ends of the
/// preference text.
struct SaeTrainingConfig {
    std::int64_t layer = -1;  ///< residual stream; -1 = three quarters of the depth (12 of 16)
    std::int64_t latents = 16384;
    std::int64_t k = 64;
    double stage1LearningRate = 5e-4;
    double stage2LearningRate = 3e-4;
    double warmupFraction = 0.05;
    std::int64_t batchTokens = 8192;     ///< activations per optimizer step
    std::int64_t stage1Tokens = 0;       ///< activations to train on; 0 = one pass over its data, -1 = skip
    std::int64_t stage2Tokens = 0;       ///< the same for sentence ends; data is repeated when it is smaller
    std::int64_t renormaliseEvery = 10;  ///< steps between unit-norm projections of the decoder directions
    double auxiliaryWeight = 1.0 / 32;   ///< AuxK loss on dead latents (0 = the paper's plain loss)
    std::int64_t deadAfterTokens = 100000;
    double validationFraction = 0.05;  ///< pairs held out by id hash, for the quality that is reported
    std::int64_t checkpointEvery = 0;  ///< steps; 0 = ten times per run
    std::uint64_t seed = 1;
};
Json toJson(const SaeTrainingConfig& config);
/// Absent settings keep their defaults; an unknown or impossible one is refused by name.
Result<SaeTrainingConfig> saeTrainingConfigFromJson(const Json& json);
Status checkSaeTrainingConfig(const SaeTrainingConfig& config);

struct SaeTrainingOutcome {
    std::uint64_t steps = 0;
    std::int64_t stage1Tokens = 0;  ///< activations that each stage was to train on; 0 = it was left out
    std::int64_t stage2Tokens = 0;
    SaeQuality quality;          ///< on held-out sentence ends
    SaeQuality allTokenQuality;  ///< on every held-out token
};

struct TextWindows;

/// Trains an SAE on the activations of a fixed reward model. Same promises as trainRewardModel about stops, checkpoints
/// and non-finite values. No padding enters the loss; every pair is read. `texts` (text_windows.h): what the first
/// stage reads instead of the pairs; the second stage and the quality are of the pairs all the same. Nothing else
/// passes between the stages than the weights: activations are standardised per token, by that token alone, and the
/// optimizer's moments start anew. b_pre starts at the middle of the first batch, whatever that is of.
Result<SaeTrainingOutcome> trainSae(Sae& sae, const RewardModel& model, const PairEncoder& encoder,
                                    const std::vector<PreferencePair>& pairs, const SaeTrainingConfig& config,
                                    const std::filesystem::path& checkpointFolder, TrainingObserver& observer,
                                    std::stop_token stop, const TextWindows* texts = nullptr);

/// The same on pairs that are tokenised and split already (training_pair.h). `bufferTokens`: activations held in memory
/// at a time, 0 = 1 GiB of them.
struct TrainingData;
Result<SaeTrainingOutcome> trainSaeOnTokens(Sae& sae, const RewardModel& model, const TrainingData& data,
                                            const SaeTrainingConfig& config,
                                            const std::filesystem::path& checkpointFolder, TrainingObserver& observer,
                                            std::stop_token stop, std::int64_t bufferTokens = 0,
                                            const TextWindows* texts = nullptr);

/// The SAE a config asks for, before training.
Result<Sae> makeSae(const SaeTrainingConfig& config, const RewardModel& model);

}  // namespace saferscope
