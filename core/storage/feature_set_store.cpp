// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/log.h"
#include "core/storage/rating_store.h"
#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

namespace saferscope {

Result<bool> hasFeatureSet(const Database& database, const std::string& name) {
    return guarded(database, "read the feature sets", [&]() -> Result<bool> {
        SQLite::Statement query(database.handle(), "SELECT 1 FROM feature_set WHERE name = ?");
        query.bind(1, name);
        return query.executeStep();
    });
}

Result<std::vector<FeatureSet>> readFeatureSets(const Database& database) {
    return guarded(database, "read the feature sets", [&]() -> Result<std::vector<FeatureSet>> {
        std::vector<FeatureSet> sets;
        SQLite::Statement query(database.handle(), "SELECT name, content FROM feature_set ORDER BY name");
        while (query.executeStep()) {
            const std::string name = query.getColumn(0).getString();
            const std::string where = "The feature set \"" + name + "\"";
            const auto json = parseJson(query.getColumn(1).getString(), where);
            auto set = json ? featureSetFromJson(*json, where) : failure(json);
            if (!set) {
                log::error("Leaving out a feature set: {}", set.error().message);
                continue;
            }
            set->name = name;  // the key is what people type
            sets.push_back(std::move(*set));
        }
        return sets;
    });
}

Status putFeatureSet(Transaction& transaction, const FeatureSet& set) {
    return guarded(transaction.database(), "save the feature set", [&]() -> Status {
        SQLite::Statement insert(transaction.database().handle(), hashedInsert("INSERT OR REPLACE", "feature_set"));
        insert.bind(1, set.name);
        insert.bind(2, set.saeHash);
        insert.bind(3, set.createdAt);
        insert.bind(4, dumpJson(toJson(set)));
        insert.exec();
        return {};
    });
}

Result<bool> deleteFeatureSet(Transaction& transaction, const std::string& name) {
    return guarded(transaction.database(), "remove the feature set", [&]() -> Result<bool> {
        SQLite::Statement remove(transaction.database().handle(), "DELETE FROM feature_set WHERE name = ?");
        remove.bind(1, name);
        return remove.exec() > 0;
    });
}

}  // namespace saferscope
