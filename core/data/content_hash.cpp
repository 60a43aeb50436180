// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/content_hash.h"

#include "core/base/folder_file.h"
#include "core/base/hash.h"

#include <algorithm>
#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

bool isShardName(const std::string& name) {
    const bool safetensors = name.starts_with("model-") && name.ends_with(".safetensors");
    const bool pickled = name.starts_with("pytorch_model-") && name.ends_with(".bin");
    return (safetensors || pickled) && name.find("-of-") != std::string::npos;
}

std::vector<std::string> shardNames(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        if (auto name = it->path().filename().string(); isShardName(name)) {
            names.push_back(std::move(name));
        }
    }
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

std::vector<std::string> contentFileNames(const fs::path& folder) {
    std::vector<std::string> names{"config.json", "model.safetensors", "model.safetensors.index.json"};
    const auto shards = shardNames(folder);
    names.insert(names.end(), shards.begin(), shards.end());
    for (const char* name :
         {"sae_config.json", "sae.safetensors", "special_tokens_map.json", "tokenizer.json", "tokenizer_config.json"}) {
        names.emplace_back(name);
    }
    // Last, so that folders without them keep the hash they had.
    for (const char* name : {"pytorch_model.bin", "pytorch_model.bin.index.json", "value_head.safetensors",
                             "v_head.safetensors", "reward_head.safetensors", "score.safetensors", "value_head.bin",
                             "v_head.bin", "reward_head.bin", "tokenizer.model", "chat_template.jinja"}) {
        names.emplace_back(name);
    }
    std::erase_if(names, [&folder](const std::string& name) {
        std::error_code error;
        return !fs::exists(folder / name, error);
    });
    return names;
}

Result<std::string> folderContentHash(const fs::path& folder) {
    const auto names = contentFileNames(folder);
    if (names.empty()) {
        return fail(ErrorCode::InvalidInput, folder.string() + " holds no files of a model or an SAE.",
                    "A model folder has config.json and model.safetensors, an SAE folder sae_config.json and "
                    "sae.safetensors.");
    }
    if (auto checked = checkFolderFiles(folder, names); !checked) {
        return failure(checked);
    }
    return sha256Files(folder, names);
}

}  // namespace saferscope
