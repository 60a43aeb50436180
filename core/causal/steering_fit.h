// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/captured_pairs.h"
#include "core/causal/steering_objective.h"
#include "core/causal/steering_profile.h"

namespace saferscope {

struct SteeringFitOptions {
    std::vector<FeatureId> features;  ///< whose factors are fitted; all start at 1
    PositionChoice positions;
    std::int64_t epochs = 20;
    double learningRate = 0.05;  ///< Adam
    double l1 = 0.0001;          ///< weight of sum |factor - 1| beside the mean loss: few features are touched
    double lowest = -1.0;        ///< factors are kept between
    double highest = 3.0;
    double holdout = 0.25;  ///< share of the pairs that choose the epoch; by a hash of their ids
    std::uint64_t seed = 1;
};

struct SteeringFit {
    Intervention intervention;  ///< Scale changes, those that stayed within 0.01 of 1 left out
    std::int64_t bestEpoch = 0;
    std::vector<double> trainLoss;  ///< per epoch, first = before
    std::vector<double> holdoutLoss;
    double accuracyBefore = 0.0;  ///< on the held-out pairs
    double accuracyAfter = 0.0;
    std::uint64_t trainPairs = 0;
    std::uint64_t holdoutPairs = 0;
};

/// Repair without retraining: the factors of some features that make a few trusted pairs right again, by gradient
/// descent on the Bradley-Terry loss through the layers above the SAE. No weight of the model changes. Adam (Kingma &
/// Ba 2015) takes a step for every batch; |factor - 1| is taken down by its proximal map in Adam's own metric, so
/// factors that the pairs do not ask for are 1 exactly. The epoch with the least loss on the held-out pairs is taken;
/// the start is one of them, so that the held-out loss never rises. Deterministic on the CPU. Blocks; progress counts
/// epochs, a stop request ends between batches with ErrorCode::Interrupted.
Result<SteeringFit> fitSteering(const CausalModel& model, const PairEncoder& encoder,
                                const std::vector<PreferencePair>& trusted, const SteeringFitOptions& options,
                                const ProgressCallback& progress, std::stop_token stop);

/// The same where both parts are captured already. The trained part has one batch at least, the held-out one one pair.
Result<SteeringFit> fitFactors(const SteeringObjective& train, const SteeringObjective& holdout,
                               const SteeringFitOptions& options, const ProgressCallback& progress,
                               std::stop_token stop);

/// Whether a pair of this id is held out.
bool steeringHoldsOut(const std::string& id, const SteeringFitOptions& options);

}  // namespace saferscope
