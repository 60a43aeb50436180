// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/settings_store.h"

#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

namespace saferscope {

Result<std::map<std::string, std::string>> readSettings(const Database& database) {
    using Settings = std::map<std::string, std::string>;
    return guarded(database, "read the settings", [&]() -> Result<Settings> {
        Settings settings;
        SQLite::Statement query(database.handle(), "SELECT key, value FROM setting");
        while (query.executeStep()) {
            settings.emplace(query.getColumn(0).getString(), query.getColumn(1).getString());
        }
        return settings;
    });
}

Status writeSetting(Transaction& transaction, const std::string& key, const std::string& value) {
    return guarded(transaction.database(), "save the settings", [&]() -> Status {
        SQLite::Statement insert(transaction.database().handle(),
                                 hashedInsert("INSERT", "setting") +
                                     " ON CONFLICT (key) DO UPDATE SET value = excluded.value, hash = excluded.hash");
        insert.bind(1, key);
        insert.bind(2, value);
        insert.exec();
        return {};
    });
}

}  // namespace saferscope
