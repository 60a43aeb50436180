// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/sae/sae.h"

namespace saferscope {

/// Names inside an SAE's folder of our layout.
constexpr const char* saeConfigName = "sae_config.json";
constexpr const char* saeWeightsName = "sae.safetensors";

/// Version 1 for the form that is trained here, so that its files and their hashes stay what they were; 2 for others.
Json saeConfigJson(const SaeConfig& config);
Result<SaeConfig> readSaeConfig(const std::filesystem::path& path);

/// Sizes, k and the layer make sense together; the sentence begins with `where`.
Status checkSaeConfig(const SaeConfig& config, const std::string& where);

/// As sae_config.json spells it: "topk", "topk_relu", "relu", "jumprelu", "gated".
const char* saeActivationName(SaeActivation activation);

}  // namespace saferscope
