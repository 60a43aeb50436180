// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/document_store.h"
#include "core/storage/migrations.h"
#include "core/storage/settings_store.h"
#include "tests/storage/old_versions.h"
#include "tests/support/check.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace saferscope;
using namespace saferscope::check;

namespace {

std::string schema(const std::filesystem::path& path) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);
    SQLite::Statement query(raw, "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)");
    return query.executeStep() ? query.getColumn(0).getString() : "";
}

template <class Act>
void write(Database& database, const Act& act) {
    auto transaction = Transaction::begin(database);
    CHECK_OK(transaction);
    act(*transaction);
    CHECK_OK(transaction->commit());
}

}  // namespace

TEST(documents_are_kept_by_kind_and_name) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    const std::string hostile = "'); DROP TABLE document; -- \xc3\xa9";
    write(*database, [&](Transaction& transaction) {
        CHECK_OK(putDocument(transaction, {"profile", "b", "2026-01-01T00:00:00Z", "{}"}));
        CHECK_OK(putDocument(transaction, {"profile", "a", "2026-01-01T00:00:00Z", "{\"x\":1}"}));
        CHECK_OK(putDocument(transaction, {"profile", hostile, "2026-01-02T00:00:00Z", hostile}));
        CHECK_OK(putDocument(transaction, {"result", "a", "2026-01-03T00:00:00Z", "[]"}));
    });
    const auto rows = readDocuments(*database, "profile");
    CHECK_OK(rows);
    CHECK_EQ(rows->size(), 3u);
    CHECK_EQ(rows->at(0).name, hostile);  // newest first, ties by name
    CHECK_EQ(rows->at(0).content, hostile);
    CHECK_EQ(rows->at(1).name, "a");
    CHECK_EQ(rows->at(2).name, "b");
    CHECK_EQ((**findDocument(*database, "result", "a")).content, "[]");
    CHECK(!*findDocument(*database, "result", "b"));
    CHECK(readDocuments(*database, "nothing")->empty());
    write(*database, [&](Transaction& transaction) {
        CHECK_OK(putDocument(transaction, {"profile", "a", "2026-01-04T00:00:00Z", "new"}));  // replaces
        CHECK_EQ(*renameDocument(transaction, "profile", "b", "c"), true);
        CHECK_EQ(*renameDocument(transaction, "profile", "b", "d"), false);
        CHECK(!renameDocument(transaction, "profile", "c", "a"));  // in use
        CHECK_EQ(*deleteDocument(transaction, "result", "a"), true);
        CHECK_EQ(*deleteDocument(transaction, "result", "a"), false);
    });
    CHECK_EQ(readDocuments(*database, "profile")->size(), 3u);
    CHECK_EQ((**findDocument(*database, "profile", "a")).content, "new");
    CHECK_EQ((**findDocument(*database, "profile", "c")).content, "{}");
    CHECK(readDocuments(*database, "result")->empty());
}

TEST(what_is_not_committed_is_not_kept) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    {
        auto transaction = Transaction::begin(*database);
        CHECK_OK(transaction);
        CHECK_OK(putDocument(*transaction, {"profile", "a", "", "{}"}));
    }
    CHECK(readDocuments(*database, "profile")->empty());
}

TEST(a_workspace_of_version_3_is_taken_along) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    CHECK_OK(Database::create(folder.path() / "new.db"));
    const std::string newest = schema(folder.path() / "new.db");
    writeOldVersion(path, 3);
    CHECK(schema(path) != newest);
    auto database = Database::open(path);
    CHECK_OK(database);
    CHECK_OK(database->verify());
    CHECK_EQ(schema(path), newest);
    write(*database, [&](Transaction& transaction) {
        CHECK_OK(putDocument(transaction, {"profile", "a", "2026-01-01T00:00:00Z", "{}"}));
    });
    CHECK_EQ(readDocuments(*Database::open(path), "profile")->size(), 1u);
}
