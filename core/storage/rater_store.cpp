// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/storage/rating_store.h"
#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

namespace saferscope {

Result<std::vector<std::string>> readRaters(const Database& database) {
    return guarded(database, "read the raters", [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> names;
        SQLite::Statement query(database.handle(), "SELECT name FROM rater ORDER BY position");
        while (query.executeStep()) {
            names.push_back(query.getColumn(0).getString());
        }
        return names;
    });
}

Status addRater(Transaction& transaction, const std::string& name) {
    if (auto checked = checkRaterName(name, "A new rater"); !checked) {
        return checked;
    }
    return guarded(transaction.database(), "add the rater", [&]() -> Status {
        SQLite::Statement insert(transaction.database().handle(),
                                 hashedInsert("INSERT", "rater") + " ON CONFLICT (name) DO NOTHING");
        insert.bind(1, name);
        insert.bind(2, utcTimestamp());
        insert.exec();
        return {};
    });
}

Status putRatingSource(Transaction& transaction, const std::string& runId, const RatingSource& source) {
    return guarded(transaction.database(), "record the run " + runId, [&]() -> Status {
        SQLite::Statement insert(transaction.database().handle(), hashedInsert("INSERT OR REPLACE", "rating_source"));
        insert.bind(1, runId);
        insert.bind(2, source.bytes);
        insert.bind(3, source.modifiedNs);
        insert.bind(4, utcTimestamp());
        insert.exec();
        return {};
    });
}

}  // namespace saferscope
