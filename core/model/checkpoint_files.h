// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tensor/safetensors.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace saferscope {

/// The weight files of a model folder: model.safetensors, or the shards that model.safetensors.index.json names. The
/// index is untrusted: shards must be plain names of regular files that really lie in the folder.
class CheckpointFiles {
public:
    static Result<CheckpointFiles> open(const std::filesystem::path& folder);

    struct Found {
        const TensorView* view = nullptr;  ///< nullptr when no file has it
        std::string file;                  ///< the file that has it, or that should have
    };
    Found find(const std::string& tensor) const;

    /// Every tensor name in the files.
    std::vector<std::string> names() const;
    const std::string& describe() const { return m_description; }

private:
    struct Shard {
        std::string name;
        SafetensorsFile file;
    };
    Status addShard(const std::filesystem::path& folder, const std::string& name);

    std::vector<Shard> m_shards;
    std::map<std::string, std::string> m_weightMap;  ///< of a sharded model: tensor -> shard
    std::map<std::string, std::size_t> m_owner;      ///< tensor -> index into m_shards
    std::string m_description;                       ///< the file people know the weights by
};

}  // namespace saferscope
