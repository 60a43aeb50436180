// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/change_stamps.h"

#include "core/base/hash.h"
#include "core/storage/sqlite_guard.h"

#include <sqlite3.h>

namespace saferscope {

namespace {

// Every column of every row of a query, run into one hash.
std::string stampOf(const Database& database, const char* sql) {
    SQLite::Statement query(database.handle(), sql);
    Sha256 hash;
    while (query.executeStep()) {
        for (int i = 0; i < query.getColumnCount(); ++i) {
            const std::string text = query.getColumn(i).getString();
            hash.update(std::to_string(text.size()) + ":" + text);
        }
    }
    return hash.hex();
}

}  // namespace

void neverWait(Database& database) { sqlite3_busy_timeout(database.handle().getHandle(), 0); }

std::optional<std::int64_t> dataVersion(const Database& database) {
    try {
        return database.handle().execAndGet("PRAGMA data_version").getInt64();
    } catch (const SQLite::Exception&) {
        return std::nullopt;  // busy, or a disk that fails: whoever reads or writes next says so
    }
}

Result<ChangeStamps> readChangeStamps(const Database& database) {
    return guarded(database, "look for changes", [&]() -> Result<ChangeStamps> {
        ChangeStamps stamps;
        stamps.settings = stampOf(database, "SELECT key, value FROM setting ORDER BY key");
        stamps.datasets =
            stampOf(database, "SELECT id, name, content_hash FROM dataset WHERE substr(name, 1, 1) <> '.' ORDER BY id");
        stamps.artifacts = stampOf(database,
                                   "SELECT id, kind || ' ' || name FROM artifact UNION ALL "
                                   "SELECT max(id), count(*) || '' FROM evaluation");
        stamps.featureSets = stampOf(database, "SELECT name, content FROM feature_set ORDER BY name");
        stamps.documents = stampOf(database, "SELECT kind, name, created_at FROM document ORDER BY kind, name");
        stamps.lastRating =
            database.handle().execAndGet("SELECT ifnull(max(position), 0) FROM rating_event").getInt64();
        return stamps;
    });
}

}  // namespace saferscope
