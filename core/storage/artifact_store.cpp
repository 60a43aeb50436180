// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/artifact_store.h"

#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

namespace saferscope {

namespace {

constexpr const char* columns =
    "SELECT id, kind, name, path, content_hash, run_id, created_at, inputs, reported, fingerprint FROM artifact";

Result<ArtifactRow> rowFrom(SQLite::Statement& query) {
    ArtifactRow row;
    row.id = query.getColumn(0).getInt64();
    row.kind = query.getColumn(1).getString();
    row.name = query.getColumn(2).getString();
    row.path = query.getColumn(3).getString();
    row.contentHash = query.getColumn(4).getString();
    row.runId = query.getColumn(5).getString();
    row.createdAt = query.getColumn(6).getString();
    int column = 7;
    for (Json* json : {&row.inputs, &row.reported, &row.fingerprint}) {
        auto parsed = parseJson(query.getColumn(column++).getString(), "the record of " + row.kind + " " + row.name);
        if (!parsed) {
            return failure(parsed);
        }
        *json = std::move(*parsed);
    }
    return row;
}

Result<std::vector<ArtifactRow>> readRows(SQLite::Statement& query) {
    std::vector<ArtifactRow> rows;
    while (query.executeStep()) {
        auto row = rowFrom(query);
        if (!row) {
            return failure(row);
        }
        rows.push_back(std::move(*row));
    }
    return rows;
}

}  // namespace

Result<std::vector<ArtifactRow>> readArtifacts(const Database& database, const std::string& kind) {
    return guarded(database, "read the models and indexes", [&]() -> Result<std::vector<ArtifactRow>> {
        SQLite::Statement query(database.handle(), std::string(columns) + " WHERE kind = ? ORDER BY id DESC");
        query.bind(1, kind);
        return readRows(query);
    });
}

Result<std::optional<ArtifactRow>> findArtifact(const Database& database, const std::string& kind,
                                                const std::string& name) {
    return guarded(database, "read the models and indexes", [&]() -> Result<std::optional<ArtifactRow>> {
        SQLite::Statement query(database.handle(), std::string(columns) + " WHERE kind = ? AND name = ?");
        query.bind(1, kind);
        query.bind(2, name);
        if (!query.executeStep()) {
            return std::nullopt;
        }
        auto row = rowFrom(query);
        if (!row) {
            return failure(row);
        }
        return std::move(*row);
    });
}

Result<std::vector<ArtifactRow>> findArtifactsByHash(const Database& database, const std::string& kind,
                                                     const std::string& contentHash) {
    return guarded(database, "read the models and indexes", [&]() -> Result<std::vector<ArtifactRow>> {
        SQLite::Statement query(database.handle(),
                                std::string(columns) + " WHERE kind = ? AND content_hash = ? ORDER BY id DESC");
        query.bind(1, kind);
        query.bind(2, contentHash);
        return readRows(query);
    });
}

Result<std::int64_t> putArtifact(Transaction& transaction, const ArtifactRow& row) {
    auto& handle = transaction.database().handle();
    return guarded(transaction.database(), "record the " + row.kind, [&]() -> Result<std::int64_t> {
        SQLite::Statement insert(handle, hashedInsert("INSERT OR REPLACE", "artifact"));
        insert.bind(1, row.kind);
        insert.bind(2, row.name);
        insert.bind(3, row.path);
        insert.bind(4, row.contentHash);
        insert.bind(5, row.runId);
        insert.bind(6, row.createdAt);
        insert.bind(7, dumpJson(row.inputs));
        insert.bind(8, dumpJson(row.reported));
        insert.bind(9, dumpJson(row.fingerprint));
        insert.exec();
        return handle.getLastInsertRowid();
    });
}

Status setArtifactFingerprint(Transaction& transaction, std::int64_t id, const Json& fingerprint) {
    return guarded(transaction.database(), "record a file's date", [&]() -> Status {
        SQLite::Statement update(
            transaction.database().handle(),
            "UPDATE artifact SET fingerprint = ?1," + hashUpdate("artifact", "fingerprint", "?1") + " WHERE id = ?2");
        update.bind(1, dumpJson(fingerprint));
        update.bind(2, id);
        update.exec();
        return {};
    });
}

}  // namespace saferscope
