// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <span>
#include <string>
#include <vector>

namespace saferscope {

/// SQLite notices only some flipped bits. Every row of these tables therefore has a column `hash`: SHA-256 over the
/// table's name and the columns below, as the SQL function row_hash() computes it (ratings have their lines' own hash,
/// pairs the content hash of their data set). Row numbers are left out: they are not known before a row is written.
struct HashedTable {
    const char* name;
    std::vector<const char*> columns;
    const char* label;  ///< SQL that names a row for people
};
std::span<const HashedTable> hashedTables();

/// Makes row_hash(table, value, …) known to a connection: `PRAGMA trusted_schema=OFF` or not, statements of ours only
/// (no trigger or view can call it).
void addRowHashFunction(SQLite::Database& handle);

/// "INSERT INTO setting (key, value, hash) VALUES (?1, ?2, row_hash('setting', ?1, ?2))"; parameters are the columns
/// in their order.
std::string hashedInsert(const std::string& verb, const std::string& table);
/// "row_hash('setting', key, value)", with `replacement` in the place of `column`.
std::string hashExpression(const std::string& table, const std::string& column = {},
                           const std::string& replacement = {});
/// " hash = …" for an UPDATE that sets `column` to `parameter`: a row that is damaged already stays so.
std::string hashUpdate(const std::string& table, const std::string& column, const std::string& parameter);

/// "setting max_tokens", "document causal-result night": rows whose hash does not fit. Reads all of them, a few ms a
/// megabyte.
Result<std::vector<std::string>> findDamagedRows(const Database& database);

}  // namespace saferscope
