// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/unfinished_datasets.h"

#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

namespace saferscope {

namespace {

constexpr const char* update =
    "UPDATE dataset SET name = ?1, source_path = ?2, content_hash = ?3, pairs = ?4, skipped = ?5, imported_at = ?6, "
    "hash = row_hash('dataset', ?1, ?2, ?3, ?4, ?5, ?6) WHERE id = ?7 AND substr(name, 1, 1) = ?8";

int rewrite(SQLite::Database& handle, DatasetId dataset, const DatasetRow& row, bool hidden) {
    SQLite::Statement statement(handle,
                                std::string(update).replace(std::string(update).rfind('='), 1, hidden ? "=" : "<>"));
    statement.bind(1, row.name);
    statement.bind(2, row.sourcePath);
    statement.bind(3, row.contentHash);
    statement.bind(4, static_cast<std::int64_t>(row.pairs));
    statement.bind(5, static_cast<std::int64_t>(row.skipped));
    statement.bind(6, row.importedAt);
    statement.bind(7, dataset.value());
    statement.bind(8, ".");
    return statement.exec();
}

}  // namespace

Result<std::vector<UnfinishedDataset>> readUnfinishedDatasets(const Database& database) {
    return guarded(database, "read the data sets", [&]() -> Result<std::vector<UnfinishedDataset>> {
        std::vector<UnfinishedDataset> found;
        SQLite::Statement query(database.handle(), "SELECT id, name FROM dataset WHERE substr(name, 1, 1) = '.'");
        while (query.executeStep()) {
            found.push_back({DatasetId(query.getColumn(0).getInt64()), query.getColumn(1).getString()});
        }
        return found;
    });
}

Result<DatasetId> addUnfinishedDataset(Transaction& transaction, const std::string& name) {
    DatasetRow row;
    row.name = name;
    return addDataset(transaction, row);
}

Status finishDataset(Transaction& transaction, DatasetId dataset, const DatasetRow& row) {
    return guarded(transaction.database(), "save the data set", [&]() -> Status {
        if (rewrite(transaction.database().handle(), dataset, row, true) == 0) {
            return fail(ErrorCode::Failed,
                        "The pairs of the data set \"" + row.name + "\" were removed while they came.",
                        "Import it again.");
        }
        return {};
    });
}

Result<DatasetId> setDatasetAside(Transaction& transaction, const std::string& name, const std::string& newName) {
    return guarded(transaction.database(), "remove the data set", [&]() -> Result<DatasetId> {
        const auto found = findDataset(transaction.database(), name);
        if (!found) {
            return failure(found);
        }
        DatasetRow row;
        row.name = newName;
        if (!*found || rewrite(transaction.database().handle(), (*found)->id, row, false) == 0) {
            return fail(ErrorCode::NotFound, "There is no data set \"" + name + "\".");
        }
        return (*found)->id;
    });
}

Result<bool> deleteSomePairs(Transaction& transaction, DatasetId dataset, int most) {
    return guarded(transaction.database(), "remove the data set", [&]() -> Result<bool> {
        auto& handle = transaction.database().handle();
        // It may have been finished since the caller looked: then it is somebody's data set.
        SQLite::Statement hidden(handle, "SELECT 1 FROM dataset WHERE id = ? AND substr(name, 1, 1) = '.'");
        hidden.bind(1, dataset.value());
        if (!hidden.executeStep()) {
            return false;
        }
        hidden.reset();
        SQLite::Statement pairs(handle,
                                "DELETE FROM pair WHERE id IN (SELECT id FROM pair WHERE dataset_id = ? LIMIT ?)");
        pairs.bind(1, dataset.value());
        pairs.bind(2, most);
        if (pairs.exec() > 0) {
            return true;
        }
        SQLite::Statement row(handle, "DELETE FROM dataset WHERE id = ? AND substr(name, 1, 1) = '.'");
        row.bind(1, dataset.value());
        row.exec();
        return false;
    });
}

}  // namespace saferscope
