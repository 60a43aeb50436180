// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saferscope {

/// The files that make a model or SAE folder what it is, of those that are there, in the order they are hashed:
/// config.json, model.safetensors, model.safetensors.index.json, every model-*-of-*.safetensors (sorted),
/// sae_config.json, sae.safetensors, special_tokens_map.json, tokenizer.json, tokenizer_config.json.
std::vector<std::string> contentFileNames(const std::filesystem::path& folder);

/// The name by content of a model or SAE folder: sha256Files over contentFileNames. Reads every byte of them (seconds
/// for gigabytes). A folder with none of these files, or with something that is not a regular file in their place, is
/// refused.
Result<std::string> folderContentHash(const std::filesystem::path& folder);

}  // namespace saferscope
