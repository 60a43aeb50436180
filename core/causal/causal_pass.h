// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/captured_pairs.h"
#include "core/causal/causal_report.h"

#include <filesystem>

namespace saferscope {

struct CausalPassOptions {
    CaptureOptions capture;
    /// Where to keep what is done, so that a stopped pass goes on; empty = nowhere. Written every `saveSeconds`.
    std::filesystem::path checkpoint;
    double saveSeconds = 15.0;
    /// Names model and SAE (their hashes): a checkpoint with other inputs is not taken.
    std::string inputs;
};

/// Effects of one arm on single pairs, in the order of the pairs; for arms whose kind keeps them.
struct ArmPairs {
    std::string name;
    std::vector<RewardPair> after;
};
struct CausalOutcome {
    CausalReport report;  ///< names and hashes are the caller's to fill in
    std::vector<RewardPair> before;
    std::vector<ArmPairs> arms;
};

/// Measures every arm of the plan on every pair: the layers up to the SAE's are run once per pair, the arms take turns
/// on the captured batch, so memory stays that of a batch whatever the number of pairs (beside the rewards). Blocks;
/// `capture.keepBytes` plays no part; progress counts pairs x arms. Interrupted between arms; with a checkpoint the
/// next call goes on and ends with the same report as an undisturbed one. `sections` gives each pair's section name.
Result<CausalOutcome> runCausalPlan(const CausalModel& model, const PairEncoder& encoder,
                                    const std::vector<PreferencePair>& pairs, const std::vector<std::string>& sections,
                                    const CausalPlan& plan, const CausalPassOptions& options,
                                    const ProgressCallback& progress, std::stop_token stop);

}  // namespace saferscope
