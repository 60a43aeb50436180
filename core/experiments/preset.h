// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <string>
#include <vector>

namespace saferscope {

/// How an evaluation was run. A published score is a preset as much as a fact: the same model scores otherwise with
/// another length, template or number type, so every result carries its own.
struct EvaluationPreset {
    std::string dtype = "float32";
    std::string device = "cpu";
    std::uint32_t maxTokens = 0;      ///< of a conversation; longer ones are cut
    std::string truncation = "left";  ///< the side that loses tokens
    std::string templateHash;         ///< SHA-256 of the tokenizer_config.json's chat template; empty: the fallback
    std::string tokenizerHash;        ///< SHA-256 of tokenizer.json
    std::string dateString;           ///< what the template shows as today
    std::string ties = "lose";        ///< RewardBench 1: equal rewards are a wrong verdict
    bool batchIndependent = true;     ///< no padding is ever read: a reward depends on its conversation alone

    bool operator==(const EvaluationPreset&) const = default;
};
Json toJson(const EvaluationPreset& preset);
/// Members that are absent are what older results did not say: empty or 0.
Result<EvaluationPreset> presetFromJson(const Json& json, const std::string& where);

/// One phrase per member that differs: "max_tokens 1024 here, 4096 in the baseline". What either does not say is no
/// difference.
std::vector<std::string> presetDifferences(const EvaluationPreset& here, const EvaluationPreset& baseline);

}  // namespace saferscope
