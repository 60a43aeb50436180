// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/storage/database.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace saferscope {

/// A row of the table `artifact`. `kind` is "model", "sae" or "index"; `path` is relative to the workspace folder for
/// what was made there, absolute for references; `fingerprint` is {"files": {name: [size, mtime in ns]}, "hash": …}.
struct ArtifactRow {
    std::int64_t id = 0;
    std::string kind;
    std::string name;
    std::string path;
    std::string contentHash;
    std::string runId;
    std::string createdAt;
    Json inputs = Json::object();
    Json reported = Json::object();
    Json fingerprint = Json::object();
};

/// Newest first.
Result<std::vector<ArtifactRow>> readArtifacts(const Database& database, const std::string& kind);
Result<std::optional<ArtifactRow>> findArtifact(const Database& database, const std::string& kind,
                                                const std::string& name);
Result<std::vector<ArtifactRow>> findArtifactsByHash(const Database& database, const std::string& kind,
                                                     const std::string& contentHash);

/// The id of `row` is ignored and given back. Takes the place of an older row of the same kind and name.
Result<std::int64_t> putArtifact(Transaction& transaction, const ArtifactRow& row);
Status setArtifactFingerprint(Transaction& transaction, std::int64_t id, const Json& fingerprint);

}  // namespace saferscope
