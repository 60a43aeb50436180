// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/data/preference_pair.h"
#include "core/model/reward_model.h"
#include "core/text/pair_encoder.h"
#include "core/training/training_observer.h"

#include <stop_token>
#include <vector>

namespace saferscope {

/// Bradley-Terry training, -log sigma(r_chosen - r_rejected), with the paper's recipe as defaults for a real model.
struct RewardTrainingConfig {
    double learningRate = 2e-5;
    double weightDecay = 1e-3;     ///< not on norms
    double warmupFraction = 0.03;  ///< then cosine to zero
    double epochs = 2.0;
    double maxGradientNorm = 1.0;          ///< 0 = no clipping
    std::int64_t batchPairs = 32;          ///< pairs per optimizer step
    std::int64_t microBatchTokens = 8192;  ///< rows per forward; gradients accumulate to batchPairs
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    /// Weight of a next-token loss beside the preference loss, 0 = off. A model trained from scratch learns from the
    /// rewards alone just enough to tell the answers apart, so its activations hold one dense direction and nothing
    /// else; reading as well gives them the variety that a pretrained model starts with (text-generation
    /// regularisation of GRM, arXiv 2406.10216). Costs a product with the whole vocabulary.
    double languageModelWeight = 0.0;
    /// Weight of the preference loss. 0 trains a base model that only reads: what poisoned and clean reward models can
    /// both start from, as they would from a pretrained one. Its reward head stays as it was made, and no step is the
    /// best one: the last weights are kept.
    double rewardWeight = 1.0;
    double centerRewards = 0.0;  ///< weight of (r_chosen + r_rejected)^2, 0 = off
    double validationFraction =
        0.05;  ///< held out of the training data by id hash, for evaluation and best-checkpoint choice
    std::int64_t evaluateEvery = 0;    ///< steps; 0 = ten times per run
    std::int64_t checkpointEvery = 0;  ///< steps; 0 = ten times per run
    std::uint64_t seed = 1;
    std::string saveDtype = "float32";
    /// Low-rank adaptation (Hu et al. 2021, arXiv 2106.09685): W + (alpha / rank) B A, only A, B and the reward head
    /// are trained; merged into W when the model is saved. 0 = every weight is trained.
    std::int64_t loraRank = 0;
    double loraAlpha = 16.0;
    std::string loraTargets = "all-linear";  ///< or some of "q,k,v,o,gate,up,down"
    /// "float32", or "bfloat16": weights in bfloat16 with float32 master copies in the optimizer.
    std::string dtype = "float32";
    /// Blocks' activations are computed again in the backward pass instead of being kept: memory for a third more time.
    bool gradientCheckpointing = false;
};
Json toJson(const RewardTrainingConfig& config);
/// Absent settings keep their defaults; an unknown or impossible one is refused by name.
Result<RewardTrainingConfig> rewardTrainingConfigFromJson(const Json& json);
Status checkRewardTrainingConfig(const RewardTrainingConfig& config);

class ProcessGroup;

struct RewardTrainingOutcome {
    std::uint64_t steps = 0;
    double trainLoss = 0.0;           ///< mean of the last tenth of the run
    double validationAccuracy = 0.0;  ///< of the saved weights on the held-out part
    std::uint64_t validationPairs = 0;
    std::uint64_t bestStep = 0;
};

/// Trains `model` in place and leaves the weights of the best validation step in it. Blocks until done.
/// Writes checkpoints below `checkpointFolder` (newest complete one is resumed from when present; bit-equal on the
/// CPU), keeps the last two and never deletes the last finite one. A stop request ends with ErrorCode::Interrupted
/// after a checkpoint. A non-finite loss or gradient fails the run in the same step.
///
/// `ranks` (nullptr = this process alone): every rank calls this with the same arguments but the observer. A step's
/// batch stays config.batchPairs and is split among the ranks, gradients are added up, and every rank takes the same
/// step: W ranks compute what one process with the same batchPairs computes, up to rounding; in other words, ranks
/// that hold B pairs each are one process with a batch of W * B. Rank 0 alone reads and writes checkpoints, and only
/// its model holds the best weights afterwards. A stop request to any rank stops all after the same step. A run may go
/// on with another number of ranks; with the same one its bits are those of an undisturbed run.
Result<RewardTrainingOutcome> trainRewardModel(RewardModel& model, const PairEncoder& encoder,
                                               const std::vector<PreferencePair>& pairs,
                                               const RewardTrainingConfig& config,
                                               const std::filesystem::path& checkpointFolder,
                                               TrainingObserver& observer, std::stop_token stop,
                                               ProcessGroup* ranks = nullptr);

/// The same on pairs that are tokenised and split already (training_pair.h).
struct TrainingData;
Result<RewardTrainingOutcome> trainRewardModelOnTokens(RewardModel& model, const TrainingData& data,
                                                       const RewardTrainingConfig& config,
                                                       const std::filesystem::path& checkpointFolder,
                                                       TrainingObserver& observer, std::stop_token stop,
                                                       ProcessGroup* ranks = nullptr);

}  // namespace saferscope
