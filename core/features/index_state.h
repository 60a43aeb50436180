// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "core/features/hashed_file.h"

#include <optional>
#include <vector>

namespace saferscope {

/// state.json of a build that is under way: what it is made from and which shards are safe on the disk. Written anew
/// after every shard, so it never names one that is not there whole.
struct IndexState {
    struct Shard {
        std::uint32_t pairs = 0;
        FileRecord file;
    };
    std::string identity;  ///< hash of the inputs; another one means another index
    std::vector<Shard> shards;
    Json note;  ///< what the caller wants back on resuming, as of the last shard

    std::uint32_t pairs() const;
};

/// Hash of everything that decides an index's contents, `pairsPerShard` included (it decides the files).
std::string indexIdentity(const IndexManifest& manifest, std::uint32_t pairsPerShard);

Status writeIndexState(const std::filesystem::path& folder, const IndexState& state);

/// The state left in `folder` by a build with this identity, its shards opened and found usable. An empty state when
/// there is none or it cannot be used: the build then starts anew.
IndexState readIndexState(const std::filesystem::path& folder, const std::string& identity, std::uint32_t features);

/// A member that is written as a whole number of 0 or more; converting any other would be undefined for large floats.
std::optional<std::uint64_t> jsonCount(const Json& object, const char* key);

/// The "files" member of index.json.
Json fileRecordToJson(const FileRecord& record);
Result<FileRecord> fileRecordFromJson(const Json& files, const std::string& name, const std::string& where);

}  // namespace saferscope
