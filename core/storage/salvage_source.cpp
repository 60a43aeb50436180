// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/salvage_source.h"

#include "core/storage/database.h"
#include "core/storage/migrations.h"
#include "core/storage/row_hash.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <limits>
#include <map>
#include <optional>
#include <sqlite3.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t mostRows = 20'000'000;
constexpr std::int64_t longestGap = 2'000'000;  // row numbers tried one by one: a few seconds

struct TableShape {
    std::string name;
    std::string sql;       // as our migrations make it
    std::string plainSql;  // the same columns and key, nothing else
    std::string key;       // "position", "kind, name"
    bool byRow = true;     // not WITHOUT ROWID
};

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) {
        text += (text.empty() ? "" : ", ") + word;
    }
    return text;
}

TableShape shapeOf(SQLite::Database& memory, const std::string& name, const std::string& sql) {
    TableShape shape{name, sql, {}, {}, sql.find("WITHOUT ROWID") == std::string::npos};
    std::vector<std::string> columns;
    std::map<int, std::string> key;
    SQLite::Statement info(memory, "SELECT name, pk FROM pragma_table_info('" + name + "')");
    while (info.executeStep()) {
        const std::string column = info.getColumn(0).getString();
        const int place = info.getColumn(1).getInt();
        if (place > 0) {
            key[place] = column;
        }
        columns.push_back(column + (place > 0 && shape.byRow ? " INTEGER PRIMARY KEY" : ""));
    }
    std::vector<std::string> keys;
    keys.reserve(key.size());
    for (const auto& [place, column] : key) {
        keys.push_back(column);
    }
    shape.key = joined(keys);
    shape.plainSql = "CREATE TABLE " + name + " (" + joined(columns) +
                     (shape.byRow ? ")" : ", PRIMARY KEY (" + shape.key + ")) WITHOUT ROWID");
    return shape;
}

std::vector<TableShape> shapesOf(int version) {
    SQLite::Database memory(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    addRowHashFunction(memory);
    for (int step = 0; step < version; ++step) {
        memory.exec(migrationStep(step));
    }
    std::vector<TableShape> shapes;
    SQLite::Statement query(memory,
                            "SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    while (query.executeStep()) {
        shapes.push_back(shapeOf(memory, query.getColumn(0).getString(), query.getColumn(1).getString()));
    }
    return shapes;
}

struct ListedTable {
    std::string name, tableName, sql;
    std::int64_t root = 0;
};

// How much of an entry of the list is what it should be: a flipped bit spoils one of the three.
int likeness(const ListedTable& entry, const TableShape& shape) {
    int points = (entry.name == shape.name ? 2 : 0) + (entry.tableName == shape.name ? 1 : 0);
    if (entry.sql == shape.sql) {
        points += 3;
    } else if (entry.sql.size() == shape.sql.size()) {
        std::size_t differing = 0;
        for (std::size_t i = 0; i < entry.sql.size(); ++i) {
            differing += entry.sql[i] == shape.sql[i] ? 0 : 1;
        }
        points += differing <= 8 ? 2 : 0;
    }
    return points;
}

const ListedTable* bestEntry(const std::vector<ListedTable>& entries, const TableShape& shape) {
    const ListedTable* best = nullptr;
    int points = 1;
    for (const auto& entry : entries) {
        if (entry.root > 1 && likeness(entry, shape) > points) {
            points = likeness(entry, shape);
            best = &entry;
        }
    }
    return best;
}

int totalLikeness(const std::vector<ListedTable>& entries, const std::vector<TableShape>& shapes) {
    int points = 0;
    for (const auto& shape : shapes) {
        const auto* entry = bestEntry(entries, shape);
        points += entry != nullptr ? likeness(*entry, shape) - 1 : -3;
    }
    return points;
}

std::uint32_t bigEndian(const std::array<char, 100>& bytes, std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    }
    return value;
}

void putBigEndian(std::array<char, 100>& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) {
        bytes[at + i] = static_cast<char>(value >> (24 - 8 * i));
    }
}

// https://sqlite.org/fileformat2.html#the_database_header: of ours all is known but counters. Pages are 4,096 bytes, as
// every SQLite since 3.12 makes them; the list of free pages is given up, since nothing is to be written.
void mendHeader(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    std::array<char, 100> header{};
    if (error || !file.read(header.data(), header.size())) {
        return;
    }
    const std::string_view magic("SQLite format 3\0\x10\0\x01\x01\0\x40\x20\x20", 24);
    std::ranges::copy(magic, header.begin());
    putBigEndian(header, 28, static_cast<std::uint32_t>((size + 4095) / 4096));
    putBigEndian(header, 32, 0);
    putBigEndian(header, 36, 0);
    putBigEndian(header, 44, 4);  // schema format
    putBigEndian(header, 52, 0);  // auto-vacuum
    putBigEndian(header, 56, 1);  // UTF-8
    putBigEndian(header, 64, 0);
    putBigEndian(header, 92, bigEndian(header, 24));  // the number of pages is true
    file.seekp(0);
    file.write(header.data(), header.size());
}

std::unique_ptr<SQLite::Database> openTrusting(const fs::path& path) {
    auto handle = std::make_unique<SQLite::Database>(path.string(), SQLite::OPEN_READWRITE);
    handle->setBusyTimeout(1000);
    handle->exec("PRAGMA trusted_schema=OFF");
    sqlite3_limit(handle->getHandle(), SQLITE_LIMIT_LENGTH, 64 << 20);
    return handle;
}

std::vector<ListedTable> readList(SQLite::Database& handle) {
    std::vector<ListedTable> entries;
    SQLite::Statement query(handle, "SELECT name, tbl_name, sql, rootpage FROM sqlite_master");
    try {
        while (query.executeStep()) {
            entries.push_back({query.getColumn(0).getString(), query.getColumn(1).getString(),
                               query.getColumn(2).getString(), query.getColumn(3).getInt64()});
        }
    } catch (const SQLite::Exception&) {
        // those read so far
    }
    return entries;
}

int bestVersion(SQLite::Database& handle, const std::vector<ListedTable>& entries) {
    const int said = handle.execAndGet("PRAGMA user_version").getInt();
    int best = newestSchemaVersion();
    int points = std::numeric_limits<int>::min();
    for (int version = newestSchemaVersion(); version >= 1; --version) {
        const int found = 2 * totalLikeness(entries, shapesOf(version)) + (version == said ? 1 : 0);
        if (found > points) {
            points = found;
            best = version;
        }
    }
    return best;
}

}  // namespace

Result<SalvageSource> SalvageSource::open(const fs::path& file) {
    try {
        {
            // Whatever was half written is taken back first, while the header is still the one the journal belongs to.
            SQLite::Database handle(file.string(), SQLite::OPEN_READWRITE);
            handle.tryExec("PRAGMA user_version");
        }
        mendHeader(file);
        std::vector<std::string> missing;
        int version = 0;
        {
            auto handle = openTrusting(file);
            sqlite3_db_config(handle->getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
            handle->exec("PRAGMA writable_schema=ON");  // reads a list of tables that does not parse, too
            const auto entries = readList(*handle);
            version = bestVersion(*handle, entries);
            handle->exec("PRAGMA journal_mode=OFF");
            handle->exec("DELETE FROM sqlite_master");
            SQLite::Statement insert(*handle,
                                     "INSERT INTO sqlite_master (type, name, tbl_name, rootpage, sql) "
                                     "VALUES ('table', ?1, ?1, ?2, ?3)");
            for (const auto& shape : shapesOf(version)) {
                const auto* entry = bestEntry(entries, shape);
                if (entry == nullptr) {
                    missing.push_back(shape.name);
                    continue;
                }
                insert.bind(1, shape.name);
                insert.bind(2, entry->root);
                insert.bind(3, shape.plainSql);
                insert.exec();
                insert.reset();
            }
            if (missing.size() == shapesOf(version).size()) {
                return fail(ErrorCode::Io, "Not one of Saferscope's tables is left in it.");
            }
        }
        auto handle = openTrusting(file);
        addRowHashFunction(*handle);
        handle->execAndGet("SELECT count(*) FROM sqlite_master");
        return SalvageSource(std::move(handle), version, std::move(missing));
    } catch (const SQLite::Exception& exception) {
        return fail(ErrorCode::Io, std::string("SQLite cannot read it: ") + exception.what() + ".");
    }
}

bool SalvageSource::has(const std::string& table) const {
    const auto shapes = shapesOf(m_version);
    return std::ranges::find(m_missing, table) == m_missing.end() &&
           std::ranges::find(shapes, table, &TableShape::name) != shapes.end();
}

bool SalvageSource::visit(const std::string& table, const std::string& expressions, const Visitor& visit) {
    const auto shapes = shapesOf(m_version);
    const auto shape = std::ranges::find(shapes, table, &TableShape::name);
    if (shape->byRow) {
        return visitByRow("SELECT " + expressions + ", rowid FROM " + table + " NOT INDEXED", visit);
    }
    return visitByKey(shape->key, "SELECT " + expressions + " FROM " + table, visit);
}

// From the front to the damage, from the back to the damage, and what lies between one number at a time. Rows come in
// the order of the pages: a flipped bit may have put a row's number out of order, which only a search would mind.
bool SalvageSource::visitByRow(const std::string& select, const Visitor& visit) {
    std::optional<std::int64_t> ends[2];
    for (const bool forward : {true, false}) {
        std::size_t rows = 0;
        try {
            SQLite::Statement query(*m_handle, select + (forward ? " ORDER BY rowid" : " ORDER BY rowid DESC"));
            while (query.executeStep()) {
                ends[forward ? 0 : 1] = query.getColumn(query.getColumnCount() - 1).getInt64();
                visit(query);
                if (++rows > mostRows) {  // a page that is there twice: no end
                    throw SQLite::Exception("too many rows", SQLITE_CORRUPT);
                }
            }
            if (forward) {
                return true;
            }
        } catch (const SQLite::Exception&) {
            // those read so far; what lies between both ends is asked for row by row
        }
    }
    const std::int64_t from = ends[0].value_or(0) + 1;
    const std::int64_t to = ends[1].value_or(from + longestGap / 10);
    SQLite::Statement one(*m_handle, select + " WHERE rowid = ?");
    for (std::int64_t row = from; row < to && row - from < longestGap; ++row) {
        one.bind(1, row);
        if (one.tryExecuteStep() == SQLITE_ROW) {
            visit(one);
        }
        one.tryReset();
    }
    return false;
}

bool SalvageSource::visitByKey(const std::string& key, const std::string& select, const Visitor& visit) {
    std::string backwardKey = key;
    for (std::size_t at = 0; (at = backwardKey.find(',', at)) != std::string::npos; at += 6) {
        backwardKey.insert(at, " DESC");
    }
    bool whole = true;
    for (const auto& order : {key, backwardKey + " DESC"}) {
        std::size_t rows = 0;
        try {
            SQLite::Statement query(*m_handle, select + " ORDER BY " + order);
            while (query.executeStep()) {
                visit(query);
                if (++rows > mostRows) {  // a page that is there twice: no end
                    throw SQLite::Exception("too many rows", SQLITE_CORRUPT);
                }
            }
            break;
        } catch (const SQLite::Exception&) {
            whole = false;
        }
    }
    return whole;
}

}  // namespace saferscope
