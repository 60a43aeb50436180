// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/base/result.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace saferscope {

struct BpeTrainerOptions {
    std::size_t vocabularySize = 2048;  ///< special tokens included
    std::size_t minimumCount = 2;       ///< pairs met less often are not merged
    std::vector<std::string> specialTokens = {"<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>",
                                              "<|eot_id|>", "[PAD]"};
};

/// Learns a byte-level BPE tokenizer (Llama-3 split pattern) and returns it as `tokenizer.json` text that this program
/// and the Hugging Face libraries read alike. Ties are broken by token bytes, so the result depends on the text alone.
Result<std::string> trainBpeTokenizer(const std::vector<std::string>& texts, const BpeTrainerOptions& options,
                                      const ProgressCallback& progress = {});

/// The tokenizer_config.json that goes with it: Llama-3 style chat template and the special tokens' names.
std::string llamaStyleTokenizerConfig();

}  // namespace saferscope
