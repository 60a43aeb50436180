// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/row_hash.h"

#include "core/base/hash.h"
#include "core/base/text_check.h"
#include "core/storage/sqlite_guard.h"

#include <algorithm>
#include <cstring>
#include <exception>
#include <sqlite3.h>

namespace saferscope {

namespace {

const HashedTable& hashedTable(const std::string& name) {
    const auto tables = hashedTables();
    return *std::ranges::find_if(tables, [&name](const HashedTable& table) { return name == table.name; });
}

// Type and length before each value: no two rows of different values give the same bytes.
void addValue(Sha256& hash, sqlite3_value* value) {
    std::string head(9, '\0');
    head[0] = static_cast<char>(sqlite3_value_type(value));
    const void* bytes = sqlite3_value_blob(value);  // of a number: its decimal text
    const auto size = static_cast<std::uint64_t>(sqlite3_value_bytes(value));
    for (std::size_t i = 0; i < 8; ++i) {
        head[1 + i] = static_cast<char>(size >> (8 * i));
    }
    hash.update(head);
    hash.update(std::string_view(static_cast<const char*>(bytes), bytes == nullptr ? 0 : size));
}

void rowHash(sqlite3_context* context, int count, sqlite3_value** values) {
    try {
        Sha256 hash;
        for (int i = 0; i < count; ++i) {
            addValue(hash, values[i]);
        }
        const std::string hex = hash.hex();
        sqlite3_result_text(context, hex.data(), static_cast<int>(hex.size()), SQLITE_TRANSIENT);
    } catch (const std::exception& exception) {
        sqlite3_result_error(context, exception.what(), -1);
    }
}

}  // namespace

std::span<const HashedTable> hashedTables() {
    static const std::vector<HashedTable> tables = {
        {"setting", {"key", "value"}, "key"},
        {"dataset", {"name", "source_path", "content_hash", "pairs", "skipped", "imported_at"}, "name"},
        {"artifact",
         {"kind", "name", "path", "content_hash", "run_id", "created_at", "inputs", "reported", "fingerprint"},
         "kind || ' ' || name"},
        {"adoption", {"run_id", "kind", "name", "state", "adopted_at"}, "run_id"},
        {"evaluation",
         {"run_id", "model_name", "model_hash", "dataset_name", "dataset_hash", "created_at", "result"},
         "id || ' of ' || run_id"},
        {"rater", {"name", "added_at"}, "name"},
        {"feature_set", {"name", "sae_hash", "created_at", "content"}, "name"},
        {"rating_source", {"run_id", "bytes", "modified_ns", "merged_at"}, "run_id"},
        {"dataset_manifest", {"dataset_id", "manifest"}, "dataset_id"},
        {"document", {"kind", "name", "created_at", "content"}, "kind || ' ' || name"},
    };
    return tables;
}

void addRowHashFunction(SQLite::Database& handle) {
    sqlite3_create_function_v2(handle.getHandle(), "row_hash", -1,
                               SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY, nullptr, rowHash, nullptr,
                               nullptr, nullptr);
}

std::string hashedInsert(const std::string& verb, const std::string& table) {
    std::string columns;
    std::string places;
    int number = 0;
    for (const char* column : hashedTable(table).columns) {
        columns += std::string(column) + ", ";
        places += "?" + std::to_string(++number) + ", ";
    }
    return verb + " INTO " + table + " (" + columns + "hash) VALUES (" + places + "row_hash('" + table + "', " +
           places.substr(0, places.size() - 2) + "))";
}

std::string hashExpression(const std::string& table, const std::string& column, const std::string& replacement) {
    std::string text = "row_hash('" + table + "'";
    for (const char* name : hashedTable(table).columns) {
        text += ", " + (column == name ? replacement : std::string(name));
    }
    return text + ")";
}

std::string hashUpdate(const std::string& table, const std::string& column, const std::string& parameter) {
    return " hash = CASE WHEN hash = " + hashExpression(table) + " THEN " + hashExpression(table, column, parameter) +
           " ELSE hash END";
}

Result<std::vector<std::string>> findDamagedRows(const Database& database) {
    return guarded(database, "check the rows", [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> damaged;
        for (const auto& table : hashedTables()) {
            // By the table itself and not by an index, whose own damage could hide a row.
            SQLite::Statement query(database.handle(), std::string("SELECT CAST(") + table.label + " AS TEXT) FROM " +
                                                           table.name + " NOT INDEXED WHERE hash IS NOT " +
                                                           hashExpression(table.name));
            while (query.executeStep()) {
                damaged.push_back(std::string(table.name) + " " + toValidUtf8(query.getColumn(0).getString()));
            }
        }
        return damaged;
    });
}

}  // namespace saferscope
