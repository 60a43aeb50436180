// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/manifest_store.h"

#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

namespace saferscope {

Status putDatasetManifest(Transaction& transaction, DatasetId dataset, const std::string& manifest) {
    return guarded(transaction.database(), "save the manifest", [&]() -> Status {
        SQLite::Statement insert(transaction.database().handle(),
                                 hashedInsert("INSERT OR REPLACE", "dataset_manifest"));
        insert.bind(1, dataset.value());
        insert.bindNoCopy(2, manifest);
        insert.exec();
        return {};
    });
}

Result<std::optional<std::string>> findDatasetManifest(const Database& database, DatasetId dataset) {
    return guarded(database, "read the manifest", [&]() -> Result<std::optional<std::string>> {
        SQLite::Statement query(database.handle(), "SELECT manifest FROM dataset_manifest WHERE dataset_id = ?");
        query.bind(1, dataset.value());
        return query.executeStep() ? std::optional(query.getColumn(0).getString()) : std::nullopt;
    });
}

Result<std::optional<std::string>> findDatasetManifestByHash(const Database& database, const std::string& contentHash) {
    return guarded(database, "read the manifest", [&]() -> Result<std::optional<std::string>> {
        SQLite::Statement query(database.handle(),
                                "SELECT manifest FROM dataset_manifest JOIN dataset ON dataset.id = dataset_id "
                                "WHERE content_hash = ? ORDER BY dataset_id LIMIT 1");
        query.bind(1, contentHash);
        return query.executeStep() ? std::optional(query.getColumn(0).getString()) : std::nullopt;
    });
}

}  // namespace saferscope
