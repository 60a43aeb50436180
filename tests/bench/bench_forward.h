// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/reward_model.h"
#include "tests/bench/bench.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope::bench {

/// What the rows on a Llama-3.2-1B share: all of its layers and words, or with --quick two layers of its widths and
/// 8,192 words, in rows of their own names.
struct LargeModel {
    ModelConfig config;
    std::int64_t saeLayer = 0;
    std::string name;    ///< for people
    std::string suffix;  ///< of row ids
    /// With packed weights beside the plain ones, which parameters() gives to peers; made at the first call and kept.
    const RewardModel& model(at::ScalarType dtype) const;
};
/// Nothing, and a remark, where the machine has not enough memory for it.
std::optional<LargeModel> largeModel();

/// float32, and bfloat16 where this CPU multiplies it.
std::vector<at::ScalarType> dtypesHere();
const char* shortName(at::ScalarType dtype);  ///< "fp32", "bf16"

/// Median over the turns of beside / ours.
double medianRatio(const Both& both);

void benchForwardSmall();
void benchForwardProducts();
void benchForwardToLayer();
void benchForwardIndex();

}  // namespace saferscope::bench
