// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/checkpoint_files.h"

#include "core/base/folder_file.h"
#include "core/tensor/safetensors_header.h"

#include <array>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

// In order of preference: safetensors need no conversion and can be mapped as they lie.
constexpr std::array singleNames = {"model.safetensors", "pytorch_model.bin"};
constexpr std::array indexNames = {"model.safetensors.index.json", "pytorch_model.bin.index.json"};
// As LLaMA-Factory, TRL scripts and others leave a head beside a language model.
constexpr std::array headNames = {"value_head.safetensors", "v_head.safetensors", "reward_head.safetensors",
                                  "score.safetensors",      "value_head.bin",     "v_head.bin",
                                  "reward_head.bin"};

// Far more than any dense model has; bounds what many small hostile shards cost together.
constexpr std::size_t mostTensors = 200'000;

}  // namespace

Result<CheckpointFiles> CheckpointFiles::open(const fs::path& folder) {
    CheckpointFiles files;
    std::error_code error;
    // Libraries that find adapter_config.json load its base model from elsewhere and put the adapter on it.
    for (const char* adapter : {"adapter_config.json", "adapter_model.safetensors", "adapter_model.bin"}) {
        if (fs::exists(folder / adapter, error)) {
            return fail(ErrorCode::InvalidInput,
                        folder.string() + " holds an adapter (" + adapter + "), whose base model lies elsewhere.",
                        "Merge the adapter into its base model (PEFT: merge_and_unload) and save the result.");
        }
    }
    const auto heads = [&files, &folder]() -> Result<CheckpointFiles> {
        if (auto added = files.addHeads(folder); !added) {
            return failure(added);
        }
        return std::move(files);
    };
    for (std::size_t kind = 0; kind < singleNames.size(); ++kind) {
        if (fs::exists(folder / singleNames[kind], error)) {
            files.m_description = (folder / singleNames[kind]).string();
            if (auto added = files.addShard(folder, singleNames[kind]); !added) {
                return failure(added);
            }
            return heads();
        }
        if (fs::exists(folder / indexNames[kind], error)) {
            if (auto added = files.addSharded(folder, indexNames[kind]); !added) {
                return failure(added);
            }
            return heads();
        }
    }
    return fail(ErrorCode::NotFound,
                folder.string() + " has no weights: neither model.safetensors nor model.safetensors.index.json.",
                "Fetch the model again, with its weights.");
}

Status CheckpointFiles::addSharded(const fs::path& folder, const std::string& index) {
    if (auto checked = checkFolderFile(folder / index); !checked) {
        return checked;
    }
    auto map = readWeightMap(folder / index);
    if (!map) {
        return failure(map);
    }
    m_weightMap = std::move(*map);
    m_description = (folder / index).string();
    std::error_code error;
    for (const std::string& shard : m_weightMap.shards) {
        if (!fs::exists(folder / shard, error)) {
            return fail(
                ErrorCode::NotFound, "The shard " + (folder / shard).string() + " is missing.",
                "Fetch the model again; it has " + std::to_string(m_weightMap.shards.size()) + " weight files.");
        }
        if (auto added = addShard(folder, shard); !added) {
            return added;
        }
    }
    return {};
}

Result<CheckpointFiles::Shard> CheckpointFiles::openShard(const fs::path& folder, const std::string& name) {
    if (auto checked = checkFolderFile(folder / name); !checked) {
        return failure(checked);
    }
    std::error_code error;
    const std::uintmax_t bytes = fs::file_size(folder / name, error);
    const std::uint64_t size = error ? 0 : bytes;
    if (name.ends_with(".bin")) {
        auto archive = TensorArchive::open(folder / name);
        if (!archive) {
            return failure(archive);
        }
        return Shard{name, size, std::move(*archive)};
    }
    auto file = SafetensorsFile::open(folder / name);
    if (!file) {
        return failure(file);
    }
    return Shard{name, size, std::move(*file)};
}

Status CheckpointFiles::addShard(const fs::path& folder, const std::string& name) {
    auto shard = openShard(folder, name);
    if (!shard) {
        return failure(shard);
    }
    for (const TensorView& view : shard->tensors()) {
        const auto [place, fresh] = m_owner.emplace(view.name, m_shards.size());
        if (!fresh) {
            return fail(ErrorCode::InvalidInput,
                        "Tensor " + quotedName(view.name) + " is in both " + m_shards[place->second].name + " and " +
                            name + " of " + folder.string() + ".",
                        "Two versions of the model may be mixed in the folder; fetch it again into an empty one.");
        }
    }
    if (m_owner.size() > mostTensors) {
        return fail(ErrorCode::InvalidInput,
                    folder.string() + " holds more than " + std::to_string(mostTensors) + " tensors.",
                    "No model that can be read has so many; fetch it again.");
    }
    m_shards.push_back(std::move(*shard));
    return {};
}

Status CheckpointFiles::addHeads(const fs::path& folder) {
    std::error_code error;
    for (const char* name : headNames) {
        if (!fs::exists(folder / name, error)) {
            continue;
        }
        auto shard = openShard(folder, name);
        if (!shard) {
            return failure(shard);
        }
        m_heads.push_back(std::move(*shard));
    }
    return {};
}

const std::vector<TensorView>& CheckpointFiles::Shard::tensors() const {
    return std::visit([](const auto& open) -> const std::vector<TensorView>& { return open.tensors(); }, file);
}

const TensorView* CheckpointFiles::Shard::find(const std::string& tensor) const {
    return std::visit([&tensor](const auto& open) { return open.find(tensor); }, file);
}

std::vector<CheckpointFiles::File> CheckpointFiles::list(const std::vector<Shard>& shards) {
    std::vector<File> all;
    for (const Shard& shard : shards) {
        File& file = all.emplace_back(File{shard.name, shard.bytes, {}});
        for (const TensorView& view : shard.tensors()) {
            file.tensors.push_back(&view);
        }
    }
    return all;
}

CheckpointFiles::Found CheckpointFiles::find(const std::string& tensor) const {
    Found found;
    const auto mapped = m_weightMap.places.find(tensor);
    found.file = mapped != m_weightMap.places.end() ? m_weightMap.shards[mapped->second]
                                                    : std::filesystem::path(m_description).filename().string();
    if (const auto owner = m_owner.find(tensor); owner != m_owner.end()) {
        const Shard& shard = m_shards[owner->second];
        found.file = shard.name;
        found.view = shard.find(tensor);
    }
    return found;
}

std::vector<std::string> CheckpointFiles::names() const {
    std::vector<std::string> all;
    all.reserve(m_owner.size());
    for (const auto& [name, owner] : m_owner) {
        all.push_back(name);
    }
    return all;
}

}  // namespace saferscope
