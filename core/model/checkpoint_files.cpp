// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/checkpoint_files.h"

#include "core/base/json.h"
#include "core/tensor/safetensors_header.h"

#include <set>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* singleName = "model.safetensors";
constexpr const char* indexName = "model.safetensors.index.json";

bool isPlainName(const std::string& name) {
    return !name.empty() && name != "." && name != ".." && name.find('/') == std::string::npos &&
           name.find('\\') == std::string::npos && name.find('\0') == std::string::npos;
}

/// True when the file, links resolved, lies in the folder. A Hugging Face cache keeps the files of
/// snapshots/REVISION in its own ../../blobs, and that is the one place outside that is allowed.
bool liesInside(const fs::path& file, const fs::path& folder) {
    std::error_code error;
    const fs::path realFile = fs::canonical(file, error);
    const fs::path realFolder = error ? fs::path() : fs::canonical(folder, error);
    if (error) {
        return false;
    }
    if (realFile.parent_path() == realFolder) {
        return true;
    }
    const fs::path snapshots = realFolder.parent_path();
    return snapshots.filename() == "snapshots" && realFile.parent_path() == snapshots.parent_path() / "blobs";
}

Result<std::map<std::string, std::string>> readWeightMap(const fs::path& path) {
    const auto json = readJsonFile(path, 64u << 20);
    if (!json) {
        return failure(json);
    }
    const auto map = json->is_object() ? json->find("weight_map") : json->end();
    if (!json->is_object() || map == json->end() || !map->is_object() || map->empty()) {
        return fail(ErrorCode::InvalidInput, path.string() + " has no \"weight_map\".",
                    "Fetch the model again; its index is damaged.");
    }
    std::map<std::string, std::string> result;
    for (const auto& [tensor, shard] : map->items()) {
        if (!shard.is_string() || !isPlainName(shard.get_ref<const std::string&>())) {
            return fail(ErrorCode::InvalidInput,
                        path.string() + " sends tensor " + quotedName(tensor) + " to " +
                            quotedName(shard.is_string() ? shard.get<std::string>() : "something that is no name") +
                            "; only plain file names in the same folder are allowed.",
                        "Do not trust this model folder, or correct the index.");
        }
        result.emplace(tensor, shard.get<std::string>());
    }
    return result;
}

}  // namespace

Result<CheckpointFiles> CheckpointFiles::open(const fs::path& folder) {
    CheckpointFiles files;
    std::error_code error;
    if (fs::exists(folder / singleName, error)) {
        files.m_description = (folder / singleName).string();
        if (auto added = files.addShard(folder, singleName); !added) {
            return failure(added);
        }
        return files;
    }
    if (!fs::exists(folder / indexName, error)) {
        const bool pickled = fs::exists(folder / "pytorch_model.bin", error) ||
                             fs::exists(folder / "pytorch_model.bin.index.json", error);
        return fail(ErrorCode::NotFound,
                    folder.string() + " has no weights: neither model.safetensors nor model.safetensors.index.json.",
                    pickled ? "It has pytorch_model.bin, which may hide code; save the model as safetensors."
                            : "Fetch the model again, with its weights.");
    }
    auto map = readWeightMap(folder / indexName);
    if (!map) {
        return failure(map);
    }
    files.m_weightMap = std::move(*map);
    files.m_description = (folder / indexName).string();
    std::set<std::string> shards;
    for (const auto& [tensor, shard] : files.m_weightMap) {
        shards.insert(shard);
    }
    for (const std::string& shard : shards) {
        if (!fs::exists(folder / shard, error)) {
            return fail(ErrorCode::NotFound, "The shard " + (folder / shard).string() + " is missing.",
                        "Fetch the model again; it has " + std::to_string(shards.size()) + " weight files.");
        }
        if (!liesInside(folder / shard, folder)) {
            return fail(ErrorCode::InvalidInput,
                        "The shard " + (folder / shard).string() + " is a link to a file outside the model folder.",
                        "Copy the file into the folder if you trust it.");
        }
        if (auto added = files.addShard(folder, shard); !added) {
            return failure(added);
        }
    }
    return files;
}

Status CheckpointFiles::addShard(const fs::path& folder, const std::string& name) {
    auto file = SafetensorsFile::open(folder / name);
    if (!file) {
        return failure(file);
    }
    for (const TensorView& view : file->tensors()) {
        const auto [place, fresh] = m_owner.emplace(view.name, m_shards.size());
        if (!fresh) {
            return fail(ErrorCode::InvalidInput,
                        "Tensor " + quotedName(view.name) + " is in both " + m_shards[place->second].name + " and " +
                            name + " of " + folder.string() + ".",
                        "Two versions of the model may be mixed in the folder; fetch it again into an empty one.");
        }
    }
    m_shards.push_back({name, std::move(*file)});
    return {};
}

CheckpointFiles::Found CheckpointFiles::find(const std::string& tensor) const {
    Found found;
    const auto mapped = m_weightMap.find(tensor);
    found.file =
        mapped != m_weightMap.end() ? mapped->second : std::filesystem::path(m_description).filename().string();
    if (const auto owner = m_owner.find(tensor); owner != m_owner.end()) {
        const Shard& shard = m_shards[owner->second];
        found.file = shard.name;
        found.view = shard.file.find(tensor);
    }
    return found;
}

std::vector<std::string> CheckpointFiles::names() const {
    std::vector<std::string> all;
    for (const auto& [name, owner] : m_owner) {
        all.push_back(name);
    }
    return all;
}

}  // namespace saferscope
