// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/weight_map.h"
#include "core/tensor/safetensors.h"
#include "core/tensor/tensor_archive.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace saferscope {

/// The weight files of a model folder: model.safetensors, or the shards that model.safetensors.index.json names; else
/// pytorch_model.bin or its shards, which are read without running anything (tensor_archive.h). A reward head may lie
/// in a file of its own beside them (value_head.safetensors, …). The index is untrusted (weight_map.h), and so are the
/// files: each must be a regular one that really lies in the folder, or in the blobs of its Hugging Face cache
/// (core/base/folder_file.h). No other is opened.
class CheckpointFiles {
public:
    static Result<CheckpointFiles> open(const std::filesystem::path& folder);

    struct Found {
        const TensorView* view = nullptr;  ///< nullptr when no file has it
        std::string file;                  ///< the file that has it, or that should have
    };
    Found find(const std::string& tensor) const;

    /// Every tensor name in the files, a head's own file aside.
    std::vector<std::string> names() const;
    const std::string& describe() const { return m_description; }

    struct File {
        std::string name;
        std::uint64_t bytes = 0;
        std::vector<const TensorView*> tensors;  ///< owned by this object
    };
    /// The files that hold the model, and those that hold a head alone. Both in order of name.
    std::vector<File> files() const { return list(m_shards); }
    std::vector<File> headFiles() const { return list(m_heads); }

private:
    struct Shard {
        std::string name;
        std::uint64_t bytes = 0;
        std::variant<SafetensorsFile, TensorArchive> file;
        const std::vector<TensorView>& tensors() const;
        const TensorView* find(const std::string& tensor) const;
    };
    static std::vector<File> list(const std::vector<Shard>& shards);
    static Result<Shard> openShard(const std::filesystem::path& folder, const std::string& name);
    Status addShard(const std::filesystem::path& folder, const std::string& name);
    Status addSharded(const std::filesystem::path& folder, const std::string& index);
    Status addHeads(const std::filesystem::path& folder);

    std::vector<Shard> m_shards;
    std::vector<Shard> m_heads;
    WeightMap m_weightMap;                       ///< of a sharded model
    std::map<std::string, std::size_t> m_owner;  ///< tensor -> index into m_shards
    std::string m_description;                   ///< the file people know the weights by
};

}  // namespace saferscope
