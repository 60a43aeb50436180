// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database_salvage.h"

#include "core/base/hash.h"
#include "core/base/text_check.h"
#include "core/data/json_slice.h"
#include "core/data/pair_writer.h"
#include "core/storage/dataset_store.h"
#include "core/storage/migrations.h"
#include "core/storage/prompt_text.h"
#include "core/storage/rating_row.h"
#include "core/storage/rating_store.h"
#include "core/storage/row_hash.h"
#include "core/storage/salvage_source.h"
#include "core/storage/sqlite_guard.h"

#include <algorithm>
#include <set>
#include <sqlite3.h>

namespace saferscope {

namespace {

constexpr std::size_t maxNamed = 10'000;
constexpr std::int64_t longestGapNamed = 10'000;
constexpr const char* pairColumns = "dataset_id, position, pair_id, subset, split, prompt, chosen, rejected, meta";

void lose(Salvage& salvage, const std::string& name) {
    ++salvage.lostCount;
    if (salvage.lost.size() < maxNamed) {
        salvage.lost.push_back(toValidUtf8(name.substr(0, 300)));
    }
}

// Where the copying of one table stands. A failure of the new database must not look like damage of the old one.
struct Copying {
    Salvage& salvage;
    Status status = {};

    template <class Work>
    void attempt(const Database& target, Work&& work) {
        if (status) {
            status = guarded(target, "save a row", [&]() -> Status {
                work();
                return {};
            });
        }
    }
};

void bindColumns(SQLite::Statement& insert, SQLite::Statement& row, int count) {
    for (int i = 0; i < count; ++i) {
        const auto column = row.getColumn(i);
        if (column.isInteger()) {
            insert.bind(i + 1, column.getInt64());
        } else if (column.isText()) {
            insert.bind(i + 1, column.getString());
        } else if (column.isNull()) {
            insert.bind(i + 1);
        } else {  // nothing of ours: the new table refuses it
            insert.bind(i + 1, column.getBlob(), column.getBytes());
        }
    }
}

// True when a row was added: false for one that is there already or that the new table does not take.
bool insertRow(const Database& target, SQLite::Statement& insert, SQLite::Statement& row, int count) {
    insert.tryReset();
    bindColumns(insert, row, count);
    const int code = insert.tryExecuteStep();
    const bool added = code == SQLITE_DONE && target.handle().getChanges() > 0;
    const bool refused = (code & 0xff) == SQLITE_CONSTRAINT || (code & 0xff) == SQLITE_MISMATCH;
    if (code != SQLITE_DONE && !refused) {
        throw SQLite::Exception(target.handle().getHandle(), code);
    }
    insert.tryReset();
    return added;
}

// The small tables: rows that fit their hash. Before version 5 there is none, and what can be read is believed.
Status copyHashed(SalvageSource& source, Transaction& transaction, const HashedTable& table, Salvage& salvage) {
    Copying copying{salvage};
    std::string columns;
    for (const char* column : table.columns) {
        columns += std::string(column) + ", ";
    }
    const bool hashed = source.version() >= 5;
    const std::string expressions = columns + "CAST(" + table.label + " AS TEXT), " +
                                    (hashed ? "hash = " + hashExpression(table.name) : std::string("1"));
    const int count = static_cast<int>(table.columns.size());
    SQLite::Statement insert(transaction.database().handle(), hashedInsert("INSERT OR IGNORE", table.name));
    std::set<std::string> good;
    std::set<std::string> damaged;
    const bool whole = source.visit(table.name, expressions, [&](SQLite::Statement& row) {
        const std::string name = row.getColumn(count).getString();
        copying.attempt(transaction.database(), [&] {
            if (row.getColumn(count + 1).getInt() == 1 &&
                (insertRow(transaction.database(), insert, row, count) || good.contains(name))) {
                good.insert(name);
            } else {
                damaged.insert(name);
            }
        });
    });
    for (const auto& name : damaged) {
        if (!good.contains(name)) {
            lose(salvage, std::string(table.name) + " " + name);
        }
    }
    if (!whole) {
        salvage.notes.push_back("A part of the table \"" + std::string(table.name) +
                                "\" cannot be read; what stood there is not known.");
    }
    salvage.kept[table.name] = good.size();
    return copying.status;
}

// Data sets keep their numbers, which their pairs name. A damaged row is kept until its pairs have told what it was.
Status copyDatasets(SalvageSource& source, Transaction& transaction, Salvage& salvage,
                    std::set<std::int64_t>& damaged) {
    Copying copying{salvage};
    auto& handle = transaction.database().handle();
    SQLite::Statement insert(handle,
                             "INSERT OR IGNORE INTO dataset (id, name, source_path, content_hash, pairs, skipped, "
                             "imported_at, hash) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
                             "row_hash('dataset', ?2, ?3, ?4, ?5, ?6, ?7))");
    const std::string check = source.version() >= 5 ? "hash = " + hashExpression("dataset") : std::string("1");
    source.visit("dataset", "id, name, source_path, content_hash, pairs, skipped, imported_at, " + check,
                 [&](SQLite::Statement& row) {
                     copying.attempt(transaction.database(), [&] {
                         const std::string name = row.getColumn(1).getString();
                         const bool good = row.getColumn(7).getInt() == 1;
                         if (isValidUtf8(name) && insertRow(transaction.database(), insert, row, 7) && !good) {
                             damaged.insert(row.getColumn(0).getInt64());
                         }
                     });
                 });
    return copying.status;
}

Status copyPairs(SalvageSource& source, Transaction& transaction, Salvage& salvage, const ProgressCallback& progress,
                 const std::stop_token& stop) {
    Copying copying{salvage};
    auto& handle = transaction.database().handle();
    std::set<std::int64_t> datasets;
    SQLite::Statement ids(handle, "SELECT id FROM dataset");
    while (ids.executeStep()) {
        datasets.insert(ids.getColumn(0).getInt64());
    }
    SQLite::Statement insert(
        handle, std::string("INSERT OR IGNORE INTO pair (") + pairColumns + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    SQLite::Statement adopt(handle,
                            "INSERT INTO dataset (id, name, source_path, content_hash, pairs, skipped, imported_at) "
                            "VALUES (?1, 'recovered ' || ?1, '', '', 0, 0, '')");
    SQLite::Statement clear(handle, "UPDATE pair SET meta = '{}' WHERE id = ?");
    ProgressMeter meter("Saving pairs", 0, progress);
    source.visit("pair", pairColumns, [&](SQLite::Statement& row) {
        if (stop.stop_requested() && copying.status) {
            copying.status = fail(ErrorCode::Interrupted, "The repair was stopped; nothing was changed.");
        }
        copying.attempt(transaction.database(), [&] {
            const std::int64_t dataset = row.getColumn(0).getInt64();
            if (!promptFromText(row.getColumn(5).getString(), "")) {
                return;
            }
            if (datasets.insert(dataset).second) {
                adopt.bind(1, dataset);
                adopt.exec();
                adopt.reset();
            }
            const bool added = insertRow(transaction.database(), insert, row, 9);
            if (added && !isJsonObject(row.getColumn(8).getString())) {
                // Whether that is what was imported, the hash of the data set says.
                clear.bind(1, handle.getLastInsertRowid());
                clear.exec();
                clear.reset();
            }
            meter.advance();
        });
    });
    meter.finish();
    return copying.status;
}

struct PairsFound {
    std::string hash;
    std::uint64_t pairs = 0;
};

Result<PairsFound> pairsOf(const Database& database, DatasetId dataset) {
    PairsFound found;
    Sha256 hash;
    auto visited = visitPairs(database, dataset, [&](PreferencePair&& pair) -> Status {
        hash.update(pairToJsonLine(pair));
        hash.update("\n");
        ++found.pairs;
        return {};
    });
    if (!visited) {
        return failure(visited);
    }
    found.hash = hash.hex();
    return found;
}

std::string freeName(const Database& database, const std::string& wanted) {
    std::string name = wanted;
    for (int number = 2; findDataset(database, name).value_or(std::nullopt); ++number) {
        name = wanted + " " + std::to_string(number);
    }
    return name;
}

// What a data set's pairs say of its row: the same contents, or others under another name.
Status judgeDatasets(Transaction& transaction, Salvage& salvage, const std::set<std::int64_t>& damaged) {
    Database& database = transaction.database();
    auto rows = readDatasets(database);
    if (!rows) {
        return failure(rows);
    }
    for (const auto& row : *rows) {
        const auto found = pairsOf(database, row.id);
        if (!found) {
            return failure(found);
        }
        salvage.kept["pair"] += found->pairs;
        if (found->hash == row.contentHash && found->pairs == row.pairs) {
            if (damaged.contains(row.id.value())) {
                salvage.notes.push_back("The record of the data set \"" + row.name +
                                        "\" was damaged; its pairs are those that were imported. Check its name.");
            }
            continue;
        }
        const std::string name = freeName(database, row.name + " (damaged)");
        lose(salvage, "dataset " + row.name + ": its pairs are not those that were imported (" +
                          std::to_string(found->pairs) + " of " + std::to_string(row.pairs) +
                          " can be read); they are kept as \"" + name + "\"");
        auto renamed = guarded(database, "rename a data set", [&]() -> Status {
            SQLite::Statement update(database.handle(),
                                     "UPDATE dataset SET name = ?2, content_hash = ?3, pairs = ?4 WHERE id = ?1");
            update.bind(1, row.id.value());
            update.bind(2, name);
            update.bind(3, found->hash);
            update.bind(4, static_cast<std::int64_t>(found->pairs));
            update.exec();
            database.handle().exec("UPDATE dataset SET hash = " + hashExpression("dataset"));
            return {};
        });
        if (!renamed) {
            return renamed;
        }
    }
    salvage.kept["dataset"] = rows->size();
    return {};
}

// In the order of the old log, without gaps.
Status copyRatings(SalvageSource& source, Transaction& transaction, Salvage& salvage, const std::stop_token& stop) {
    std::map<std::pair<std::int64_t, std::string>, RatingEvent> events;  // two may say the same position
    std::map<std::int64_t, std::string> damaged;
    std::set<std::string> good;
    const bool whole = source.visit("rating_event", ratingColumns, [&](SQLite::Statement& row) {
        const std::int64_t position = row.getColumn(13).getInt64();
        if (auto event = intactRatingOf(row)) {
            good.insert(event->id);
            const std::string id = event->id;
            events.insert_or_assign({position, id}, std::move(*event));
        } else {
            damaged[position] = ratingNameOf(row);
        }
    });
    std::int64_t expected = 1;
    for (const auto& [place, event] : events) {
        const std::int64_t position = place.first;
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The repair was stopped; nothing was changed.");
        }
        // A flipped bit can make a position of many digits, which is no gap.
        for (; expected < position && position - expected <= longestGapNamed; ++expected) {
            if (!damaged.contains(expected)) {
                damaged[expected] = "row " + std::to_string(expected);
            }
        }
        expected = position - expected > longestGapNamed ? expected + 1 : position + 1;
        const auto inserted = insertRating(transaction, event);
        if (!inserted) {
            return failure(inserted);
        }
    }
    for (const auto& [position, name] : damaged) {
        if (!name.starts_with("event ") || !good.contains(name.substr(6))) {
            lose(salvage, "rating " + name);
        }
    }
    if (!whole) {
        salvage.notes.push_back("A part of the rating log cannot be read; ratings at its end may be gone unnamed.");
    }
    salvage.kept["rating_event"] = good.size();
    return {};
}

Status copyAll(SalvageSource& source, Database& target, Salvage& salvage, const ProgressCallback& progress,
               const std::stop_token& stop) {
    auto transaction = Transaction::begin(target);
    if (!transaction) {
        return failure(transaction);
    }
    Status done;
    std::set<std::int64_t> damaged;
    if (source.has("dataset")) {
        done = copyDatasets(source, *transaction, salvage, damaged);
    }
    if (done && source.has("pair")) {
        done = copyPairs(source, *transaction, salvage, progress, stop);
    }
    if (done) {
        done = judgeDatasets(*transaction, salvage, damaged);
    }
    for (const auto& table : hashedTables()) {
        if (done && std::string(table.name) != "dataset" && source.has(table.name)) {
            done = copyHashed(source, *transaction, table, salvage);
        }
    }
    if (done && source.has("rating_event")) {
        done = copyRatings(source, *transaction, salvage, stop);
    }
    for (const auto& table : source.missing()) {
        lose(salvage, "table " + table + ": it cannot be found");
    }
    return done ? transaction->commit() : done;
}

}  // namespace

Result<Salvage> salvageDatabase(const std::filesystem::path& damaged, const std::filesystem::path& target,
                                const ProgressCallback& progress, const std::stop_token& stop) {
    auto database = Database::create(target);
    if (!database) {
        return failure(database);
    }
    Salvage salvage;
    auto source = SalvageSource::open(damaged);
    if (!source) {
        lose(salvage, "the whole database: " + source.error().message);
        return salvage;
    }
    auto copied = guarded(*database, "save what can be read",
                          [&]() -> Status { return copyAll(*source, *database, salvage, progress, stop); });
    if (!copied) {
        return failure(copied);
    }
    return salvage;
}

namespace {

// Rows that were named as lost and are whole in the backup.
void healTable(SQLite::Database& from, Transaction& transaction, const HashedTable& table, std::set<std::string>& lost,
               Salvage& salvage, bool everything) {
    std::string columns;
    for (const char* column : table.columns) {
        columns += std::string(column) + ", ";
    }
    const int count = static_cast<int>(table.columns.size());
    SQLite::Statement query(from, "SELECT " + columns + "CAST(" + table.label + " AS TEXT) FROM " + table.name +
                                      " WHERE hash = " + hashExpression(table.name));
    SQLite::Statement insert(transaction.database().handle(), hashedInsert("INSERT OR IGNORE", table.name));
    while (query.executeStep()) {
        const std::string name = std::string(table.name) + " " + query.getColumn(count).getString();
        if ((everything || lost.contains(name)) && insertRow(transaction.database(), insert, query, count)) {
            lost.erase(name);
            ++salvage.kept[table.name];
        }
    }
}

Status healDatasets(const Database& from, Transaction& transaction, std::set<std::string>& lost, Salvage& salvage,
                    bool everything) {
    const auto rows = readDatasets(from);
    if (!rows) {
        return failure(rows);
    }
    auto& handle = transaction.database().handle();
    for (const auto& row : *rows) {
        const auto phrase = std::ranges::find_if(
            lost, [&row](const std::string& name) { return name.starts_with("dataset " + row.name + ":"); });
        const auto there = findDataset(transaction.database(), row.name);
        const auto found = pairsOf(from, row.id);
        if (!there || *there || !found || found->hash != row.contentHash || (phrase == lost.end() && !everything)) {
            continue;
        }
        const auto id = addDataset(transaction, row);
        if (!id) {
            return failure(id);
        }
        SQLite::Statement query(from.handle(),
                                std::string("SELECT ") + pairColumns + " FROM pair WHERE dataset_id = ?");
        query.bind(1, row.id.value());
        SQLite::Statement insert(handle, std::string("INSERT INTO pair (") + pairColumns + ") VALUES (" +
                                             std::to_string(id->value()) +
                                             " + 0 * ?1, ?2, ?3, ?4, ?5, "
                                             "?6, ?7, ?8, ?9)");
        while (query.executeStep()) {
            insertRow(transaction.database(), insert, query, 9);
        }
        if (phrase != lost.end()) {
            lost.erase(phrase);
        }
        salvage.kept["pair"] += found->pairs;
        ++salvage.kept["dataset"];
    }
    return {};
}

}  // namespace

Status healFromBackup(const std::filesystem::path& backupDatabase, Database& target, Salvage& salvage) {
    auto from = Database::openAsIs(backupDatabase);
    if (!from) {
        return failure(from);
    }
    if (auto ours = checkSchema(*from); !ours) {
        return ours;
    }
    auto transaction = Transaction::begin(target);
    if (!transaction) {
        return failure(transaction);
    }
    std::set<std::string> lost(salvage.lost.begin(), salvage.lost.end());
    // Where nothing at all could be read, everything that the backup has was lost.
    const bool everything =
        std::ranges::any_of(lost, [](const std::string& name) { return name.starts_with("the whole database"); });
    auto healed = guarded(*from, "read the backup", [&]() -> Status {
        if (auto done = healDatasets(*from, *transaction, lost, salvage, everything); !done) {
            return done;
        }
        for (const auto& table : hashedTables()) {
            if (std::string(table.name) != "dataset") {
                healTable(from->handle(), *transaction, table, lost, salvage, everything);
            }
        }
        return {};
    });
    if (!healed) {
        return healed;
    }
    if (auto committed = transaction->commit(); !committed) {
        return committed;
    }
    std::erase_if(salvage.lost, [&lost](const std::string& name) { return !lost.contains(name); });
    salvage.lostCount =
        std::max<std::uint64_t>(salvage.lost.size(), salvage.lostCount > maxNamed ? salvage.lostCount : 0);
    return {};
}

}  // namespace saferscope
