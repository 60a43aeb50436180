// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <string>
#include <vector>

namespace saferscope {

/// What an experiment does to the pairs it takes.
enum class ExperimentMode {
    Poison,   ///< swaps chosen and rejected
    Denoise,  ///< leaves the pair out
};
const char* experimentModeName(ExperimentMode mode);  ///< "poison", "denoise"
Result<ExperimentMode> experimentModeFromName(const std::string& name);
const char* changeName(ExperimentMode mode);  ///< what happened to a pair: "flipped", "dropped"

/// Which pairs are taken first. Every strategy but Random orders by one number per pair; Poison takes from the side
/// where the label is surest, Denoise from the side where it is most doubtful. The two readings of "reward margin" are
/// named by their direction and keep it in both modes, because the literature disagrees about it.
enum class Strategy {
    /// score_safe with the signs of the kept features (SAFER, arXiv 2507.00665). Poison: highest first. Denoise: lowest
    /// first.
    Safer,
    /// The same with s_i in place of its sign. Not published.
    SaferWeighted,
    /// Safer with the features that people confirmed: an ablation of the judge. The set is the caller's.
    HumanConfirmed,
    /// Largest reward margin first. To poison: the pairs that the model is surest of, so that a flip contradicts most
    /// ("reward-based flips" read as SAFER's own rule with the margin in place of score_safe). To denoise: drops what
    /// is learned already.
    MarginHigh,
    /// Smallest signed margin first. To poison: flips that the model hardly notices (the quality filter of RankPoison,
    /// Wang et al. 2024, arXiv 2311.09641). To denoise: drops the pairs whose label the model contradicts (reward-gap
    /// filters of PrefCleanBench, Yeh & Li 2025, arXiv 2509.23564).
    MarginLow,
    /// Bradley-Terry loss -log sigma(margin). Denoise: largest first (small-loss selection, Han et al. 2018,
    /// Co-teaching). Poison: smallest first. Computed from the margin of the same model it is a falling function of it,
    /// hence the order of MarginLow and MarginHigh; it differs where the loss comes from elsewhere (another model, the
    /// mean over training).
    Loss,
    /// |margin|, whichever way the label points: Denoise drops the least sure first (confidence-based filtering, Gao et
    /// al. 2024, arXiv 2404.09824), Poison takes the surest.
    Confidence,
    /// A uniform number from the seed and the pair's id: the same on every platform, whatever other pairs there are.
    Random,
    /// What a judge gave the pair (chosen minus rejected), where it has. Poison: highest first. Denoise: lowest first.
    Rubric,
};
const char* strategyName(Strategy strategy);  ///< "safer", "safer-weighted", "human-confirmed", "margin-high", …
Result<Strategy> strategyFromName(const std::string& name);
const std::vector<Strategy>& allStrategies();
std::string strategyNames();  ///< comma-separated, for help

bool usesFeatures(Strategy strategy);       ///< orders by score_safe of a set of features
bool usesRewards(Strategy strategy);        ///< orders by the model's rewards
const char* signalName(Strategy strategy);  ///< "score_safe", "margin", "loss", "|margin|", "random", "rubric"
/// Whether the pairs with the highest number are taken first.
bool takesHighest(Strategy strategy, ExperimentMode mode);

}  // namespace saferscope
