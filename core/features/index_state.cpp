// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/index_state.h"

#include "core/features/index_layout.h"
#include "core/features/shard_file.h"

#include <limits>

namespace saferscope {

std::optional<std::uint64_t> jsonCount(const Json& object, const char* key) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || it == object.end() || !it->is_number_unsigned()) {
        return std::nullopt;
    }
    return it->get<std::uint64_t>();
}

std::uint32_t IndexState::pairs() const {
    std::uint32_t total = 0;
    for (const Shard& shard : shards) {
        total += shard.pairs;
    }
    return total;
}

std::string indexIdentity(const IndexManifest& manifest, std::uint32_t pairsPerShard) {
    Json inputs{{"version", layout::version},    {"model", manifest.modelHash},
                {"sae", manifest.saeHash},       {"dataset", manifest.datasetHash},
                {"date", manifest.dateString},   {"code", manifest.codeVersion},
                {"layer", manifest.layer},       {"k", manifest.k},
                {"features", manifest.features}, {"pairs_per_shard", pairsPerShard}};
    if (!manifest.dtype.empty()) {
        inputs["dtype"] = manifest.dtype;
    }
    return sha256Hex(dumpJson(inputs));
}

Json fileRecordToJson(const FileRecord& record) { return Json{{"bytes", record.bytes}, {"sha256", record.sha256}}; }

Result<FileRecord> fileRecordFromJson(const Json& files, const std::string& name, const std::string& where) {
    const auto it = files.is_object() ? files.find(name) : files.end();
    if (files.is_object() && it != files.end()) {
        const auto bytes = jsonCount(*it, "bytes");
        auto hash = jsonMember<std::string>(*it, "sha256", where);
        if (bytes && hash) {
            return FileRecord{*bytes, std::move(*hash)};
        }
    }
    return fail(ErrorCode::InvalidInput, where + " does not name " + name + " with its size and checksum.",
                "Build the index again.");
}

Status writeIndexState(const std::filesystem::path& folder, const IndexState& state) {
    Json shards = Json::array();
    for (const IndexState::Shard& shard : state.shards) {
        Json entry = fileRecordToJson(shard.file);
        entry["pairs"] = shard.pairs;
        shards.push_back(std::move(entry));
    }
    return writeJsonFile(folder / layout::stateName, Json{{"format", "saferscope-index-state"},
                                                          {"version", layout::version},
                                                          {"identity", state.identity},
                                                          {"shards", std::move(shards)},
                                                          {"note", state.note}});
}

IndexState readIndexState(const std::filesystem::path& folder, const std::string& identity, std::uint32_t features) {
    IndexState fresh;
    fresh.identity = identity;
    const auto json = readJsonFile(folder / layout::stateName);
    if (!json || !json->is_object() || json->value("identity", Json()) != identity) {
        return fresh;
    }
    IndexState state = fresh;
    state.note = json->value("note", Json());
    std::uint64_t pairs = 0;
    for (const Json& entry : json->value("shards", Json::array())) {
        const auto count = jsonCount(entry, "pairs");
        const auto bytes = jsonCount(entry, "bytes");
        const auto hash = jsonMember<std::string>(entry, "sha256", layout::stateName);
        const auto path = folder / layout::shardName(state.shards.size());
        const auto shard = ShardFile::open(path, features);
        std::error_code error;
        if (!count || !bytes || !hash || !shard || shard->pairs() != *count || shard->firstPair() != pairs ||
            std::filesystem::file_size(path, error) != *bytes || error) {
            return fresh;
        }
        pairs += *count;
        if (pairs > std::numeric_limits<std::uint32_t>::max()) {
            return fresh;
        }
        state.shards.push_back({static_cast<std::uint32_t>(*count), {*bytes, *hash}});
    }
    return state;
}

}  // namespace saferscope
