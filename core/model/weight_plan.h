// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/checkpoint_files.h"
#include "core/model/config.h"
#include "core/model/reward_head.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// Which bytes of the files become which weight. Made from headers alone: no numbers are read and none allocated.
struct WeightPlan {
    ModelConfig config;  ///< of the model that is loaded: one label, headBias as found
    std::map<std::string, TensorView>
        views;                          ///< by the model's own name ("model.layers.0…"); live as long as the files
    RewardHead head;                    ///< as stored; without a weight: none, and a fresh one is to be put on
    std::int64_t labels = 1;            ///< of the stored head
    std::int64_t label = 0;             ///< the one chosen
    std::string prefix;                 ///< what the files put before "layers.0…"
    std::vector<std::string> remarks;   ///< what was assumed, a sentence each
    std::vector<std::string> warnings;  ///< what other tools may do otherwise, or what was left out
};

/// Compares the files with what the configuration asks for, whatever names the files use. Everything that stands in the
/// way is added to `problems`; the plan is good if there is none. `mayLackHead` as in findRewardHead(): score.weight is
/// then not among the views.
WeightPlan planWeights(const CheckpointFiles& files, const ModelConfig& config, const std::optional<std::string>& label,
                       std::vector<Error>& problems, bool mayLackHead = false);

}  // namespace saferscope
