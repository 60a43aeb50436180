// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/sae/sae_layouts.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// SAELens' architectures at inference.
enum class SaeLensArchitecture { Standard, TopK, BatchTopK, JumpRelu, Gated };

/// cfg.json of SAELens, version 6 (with a "metadata" object) and the flat form before it.
struct SaeLensConfig {
    SaeLensArchitecture architecture = SaeLensArchitecture::Standard;
    SaeConfig sae;  ///< input, whether the bias is taken off it, what is expected; no sizes
    std::optional<std::int64_t> k;
    std::optional<std::int64_t> layer;
    bool rescaleByDecoderNorm = false;
    std::string modelName;
    std::vector<std::string> assumptions;
    Json json;  ///< for the sizes, which the weights know too
};

/// Everything that would be computed wrongly is refused by name.
Result<SaeLensConfig> readSaeLensConfig(const std::filesystem::path& path);

}  // namespace saferscope
