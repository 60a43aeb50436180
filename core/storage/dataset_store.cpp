// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/dataset_store.h"

#include "core/base/json.h"
#include "core/storage/prompt_text.h"
#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

#include <limits>

namespace saferscope {

namespace {

constexpr const char* datasetColumns =
    "SELECT id, name, source_path, content_hash, pairs, skipped, imported_at FROM dataset";
constexpr const char* pairColumns = "SELECT pair_id, subset, split, prompt, chosen, rejected, meta";

DatasetRow rowFrom(SQLite::Statement& query) {
    DatasetRow row;
    row.id = DatasetId(query.getColumn(0).getInt64());
    row.name = query.getColumn(1).getString();
    row.sourcePath = query.getColumn(2).getString();
    row.contentHash = query.getColumn(3).getString();
    row.pairs = static_cast<std::uint64_t>(query.getColumn(4).getInt64());
    row.skipped = static_cast<std::uint64_t>(query.getColumn(5).getInt64());
    row.importedAt = query.getColumn(6).getString();
    return row;
}

Result<PreferencePair> pairFrom(SQLite::Statement& query) {
    PreferencePair pair;
    pair.id = query.getColumn(0).getString();
    pair.subset = query.getColumn(1).getString();
    pair.split = query.getColumn(2).getString();
    auto prompt = promptFromText(query.getColumn(3).getString(), "the prompt of pair " + pair.id);
    if (!prompt) {
        return failure(prompt);
    }
    pair.prompt = std::move(*prompt);
    pair.chosen = query.getColumn(4).getString();
    pair.rejected = query.getColumn(5).getString();
    pair.meta = query.getColumn(6).getString();
    return pair;
}

}  // namespace

Result<std::vector<DatasetRow>> readDatasets(const Database& database) {
    return guarded(database, "read the data sets", [&]() -> Result<std::vector<DatasetRow>> {
        std::vector<DatasetRow> rows;
        SQLite::Statement query(database.handle(),
                                std::string(datasetColumns) + " WHERE substr(name, 1, 1) <> '.' ORDER BY id");
        while (query.executeStep()) {
            rows.push_back(rowFrom(query));
        }
        return rows;
    });
}

Result<std::optional<DatasetRow>> findDataset(const Database& database, const std::string& name) {
    return guarded(database, "read the data sets", [&]() -> Result<std::optional<DatasetRow>> {
        SQLite::Statement query(database.handle(),
                                std::string(datasetColumns) + " WHERE name = ? AND substr(name, 1, 1) <> '.'");
        query.bind(1, name);
        return query.executeStep() ? std::optional(rowFrom(query)) : std::nullopt;
    });
}

Result<bool> hasDatasetWithHash(const Database& database, const std::string& contentHash) {
    return guarded(database, "read the data sets", [&]() -> Result<bool> {
        SQLite::Statement query(database.handle(), "SELECT 1 FROM dataset WHERE content_hash = ? LIMIT 1");
        query.bind(1, contentHash);
        return query.executeStep();
    });
}

Result<DatasetId> addDataset(Transaction& transaction, const DatasetRow& row) {
    auto& handle = transaction.database().handle();
    return guarded(transaction.database(), "add the data set", [&]() -> Result<DatasetId> {
        SQLite::Statement insert(handle, hashedInsert("INSERT", "dataset"));
        insert.bind(1, row.name);
        insert.bind(2, row.sourcePath);
        insert.bind(3, row.contentHash);
        insert.bind(4, static_cast<std::int64_t>(row.pairs));
        insert.bind(5, static_cast<std::int64_t>(row.skipped));
        insert.bind(6, row.importedAt);
        insert.exec();
        return DatasetId(handle.getLastInsertRowid());
    });
}

Status deleteDataset(Transaction& transaction, const std::string& name) {
    return guarded(transaction.database(), "remove the data set", [&]() -> Status {
        SQLite::Statement remove(transaction.database().handle(), "DELETE FROM dataset WHERE name = ?");
        remove.bind(1, name);
        if (remove.exec() == 0) {
            return fail(ErrorCode::NotFound, "There is no data set \"" + name + "\".");
        }
        return {};
    });
}

// In parts: a query that runs holds a lock, for which everybody who writes would have to wait as long as `visit` takes.
Status visitPairs(const Database& database, DatasetId dataset, const std::function<Status(PreferencePair&&)>& visit) {
    constexpr std::size_t mostBytes = 4 << 20;  // of pairs in memory at once, and at least one pair
    return guarded(database, "read the pairs", [&]() -> Status {
        SQLite::Statement query(
            database.handle(),
            std::string(pairColumns) + ", position FROM pair WHERE dataset_id = ? AND position > ? ORDER BY position");
        std::int64_t last = std::numeric_limits<std::int64_t>::min();
        bool more = true;
        while (more) {
            std::vector<PreferencePair> part;
            query.bind(1, dataset.value());
            query.bind(2, last);
            std::size_t bytes = 0;
            while (bytes < mostBytes && (more = query.executeStep())) {
                auto pair = pairFrom(query);
                if (!pair) {
                    return failure(pair);
                }
                last = query.getColumn(7).getInt64();
                bytes += pair->chosen.size() + pair->rejected.size() + pair->meta.size() +
                         static_cast<std::size_t>(query.getColumn(3).getBytes());
                part.push_back(std::move(*pair));
            }
            query.reset();
            for (PreferencePair& pair : part) {
                if (auto visited = visit(std::move(pair)); !visited) {
                    return visited;
                }
            }
        }
        return {};
    });
}

Result<std::optional<PreferencePair>> findPair(const Database& database, DatasetId dataset, const std::string& pairId) {
    return guarded(database, "read a pair", [&]() -> Result<std::optional<PreferencePair>> {
        SQLite::Statement query(database.handle(),
                                std::string(pairColumns) + " FROM pair WHERE dataset_id = ? AND pair_id = ?");
        query.bind(1, dataset.value());
        query.bind(2, pairId);
        if (!query.executeStep()) {
            return std::nullopt;
        }
        auto pair = pairFrom(query);
        if (!pair) {
            return failure(pair);
        }
        return std::move(*pair);
    });
}

}  // namespace saferscope
