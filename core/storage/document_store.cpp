// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/document_store.h"

#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

namespace saferscope {

namespace {

DocumentRow rowOf(SQLite::Statement& query) {
    return {query.getColumn(0).getString(), query.getColumn(1).getString(), query.getColumn(2).getString(),
            query.getColumn(3).getString()};
}

}  // namespace

Result<std::vector<DocumentRow>> readDocuments(const Database& database, const std::string& kind) {
    return guarded(database, "read what was kept", [&]() -> Result<std::vector<DocumentRow>> {
        SQLite::Statement query(database.handle(),
                                "SELECT kind, name, created_at, content FROM document WHERE kind = ? "
                                "ORDER BY created_at DESC, name");
        query.bind(1, kind);
        std::vector<DocumentRow> rows;
        while (query.executeStep()) {
            rows.push_back(rowOf(query));
        }
        return rows;
    });
}

Result<std::optional<DocumentRow>> findDocument(const Database& database, const std::string& kind,
                                                const std::string& name) {
    return guarded(database, "read what was kept", [&]() -> Result<std::optional<DocumentRow>> {
        SQLite::Statement query(database.handle(),
                                "SELECT kind, name, created_at, content FROM document WHERE kind = ? AND name = ?");
        query.bind(1, kind);
        query.bind(2, name);
        return query.executeStep() ? std::optional(rowOf(query)) : std::nullopt;
    });
}

Status putDocument(Transaction& transaction, const DocumentRow& row) {
    return guarded(transaction.database(), "keep \"" + row.name + "\"", [&]() -> Status {
        SQLite::Statement insert(transaction.database().handle(), hashedInsert("INSERT OR REPLACE", "document"));
        insert.bind(1, row.kind);
        insert.bind(2, row.name);
        insert.bind(3, row.createdAt);
        insert.bindNoCopy(4, row.content);
        insert.exec();
        return {};
    });
}

Result<bool> renameDocument(Transaction& transaction, const std::string& kind, const std::string& name,
                            const std::string& newName) {
    return guarded(transaction.database(), "rename \"" + name + "\"", [&]() -> Result<bool> {
        SQLite::Statement update(
            transaction.database().handle(),
            "UPDATE document SET name = ?1," + hashUpdate("document", "name", "?1") + " WHERE kind = ?2 AND name = ?3");
        update.bind(1, newName);
        update.bind(2, kind);
        update.bind(3, name);
        return update.exec() > 0;
    });
}

Result<bool> deleteDocument(Transaction& transaction, const std::string& kind, const std::string& name) {
    return guarded(transaction.database(), "remove \"" + name + "\"", [&]() -> Result<bool> {
        SQLite::Statement remove(transaction.database().handle(), "DELETE FROM document WHERE kind = ? AND name = ?");
        remove.bind(1, kind);
        remove.bind(2, name);
        return remove.exec() > 0;
    });
}

}  // namespace saferscope
