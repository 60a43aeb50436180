// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/checkpoint_files.h"
#include "core/model/config.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// The linear map from the last hidden state to the reward, as the files hold it.
struct RewardHead {
    const TensorView* weight = nullptr;  ///< [labels, d]; owned by the files
    const TensorView* bias = nullptr;    ///< [labels], or nullptr
    std::string file;                    ///< the file that has it
    std::int64_t labels() const { return weight->shape.front(); }
};

/// Finds the one head: score (Hugging Face), v_head or v_head.summary (TRL), value_head, reward_head, regression_head
/// or classifier, with or without a bias, among the weights or in a file of its own. The library's own classifiers read
/// "score" and nothing else. Refused by name: none, several that differ, heads of more than one layer, gates over
/// several heads (ArmoRM), and a reward read off rows of lm_head (Nemotron). With `mayLack` a language model without
/// any head is no refusal: the weight is nullptr then.
Result<RewardHead> findRewardHead(const CheckpointFiles& files, const ModelConfig& config, bool mayLack = false);

/// The label whose number is the reward; refused with the names where there are several and none is chosen.
/// `wanted`: a name, or a number counted from 0.
Result<std::int64_t> chooseLabel(const ModelConfig& config, std::int64_t labels,
                                 const std::optional<std::string>& wanted);

/// "safe", "harmful" and "LABEL_2"; at most 20 of them.
std::string labelList(const ModelConfig& config, std::int64_t labels);

}  // namespace saferscope
