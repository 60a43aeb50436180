// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/adoption_store.h"

#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

namespace saferscope {

namespace {

const char* stateName(AdoptionState state) {
    switch (state) {
        case AdoptionState::Moving:
            return "moving";
        case AdoptionState::Done:
            return "done";
        case AdoptionState::Nothing:
            return "nothing";
    }
    return "nothing";
}

AdoptionState stateFromName(const std::string& name) {
    if (name == "moving") {
        return AdoptionState::Moving;
    }
    return name == "done" ? AdoptionState::Done : AdoptionState::Nothing;
}

}  // namespace

Result<std::map<std::string, AdoptionRow>> readAdoptions(const Database& database) {
    using Rows = std::map<std::string, AdoptionRow>;
    return guarded(database, "read the runs taken over", [&]() -> Result<Rows> {
        Rows rows;
        SQLite::Statement query(database.handle(), "SELECT run_id, kind, name, state, adopted_at FROM adoption");
        while (query.executeStep()) {
            AdoptionRow row;
            row.runId = query.getColumn(0).getString();
            row.kind = query.getColumn(1).getString();
            row.name = query.getColumn(2).getString();
            row.state = stateFromName(query.getColumn(3).getString());
            row.adoptedAt = query.getColumn(4).getString();
            rows.emplace(row.runId, row);
        }
        return rows;
    });
}

Status putAdoption(Transaction& transaction, const AdoptionRow& row) {
    return guarded(transaction.database(), "record the run " + row.runId, [&]() -> Status {
        SQLite::Statement insert(transaction.database().handle(), hashedInsert("INSERT OR REPLACE", "adoption"));
        insert.bind(1, row.runId);
        insert.bind(2, row.kind);
        insert.bind(3, row.name);
        insert.bind(4, stateName(row.state));
        insert.bind(5, row.adoptedAt);
        insert.exec();
        return {};
    });
}

}  // namespace saferscope
