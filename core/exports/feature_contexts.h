// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"

#include <string>
#include <vector>

namespace saferscope {

/// A place where a feature fires, with the tokens round it.
struct ContextWindow {
    std::vector<std::string> tokens;  ///< valid UTF-8; bytes of a character that tokens share show as U+FFFD
    std::vector<float> values;        ///< of the feature at each token, 0 where it is silent or the scope leaves it out
    std::uint32_t at = 0;             ///< the token that the context is of
};

/// At most `tokens` (at least one) of them, three quarters before the place; an answer that begins too late for that is
/// preceded by the end of its prompt. In the scope of sentence ends the values elsewhere are 0: what an SAE trained on
/// sentence ends says of other tokens is not what was counted. Empty where the place does not exist. Reads two segments
/// of the index once each; any thread.
ContextWindow contextWindow(const FeatureIndex& index, FeatureId feature, TokenScope scope, const ContextRef& place,
                            std::uint32_t tokens);

}  // namespace saferscope
