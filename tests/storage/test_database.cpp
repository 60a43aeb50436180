// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/storage/database.h"
#include "core/storage/migrations.h"
#include "core/storage/settings_store.h"
#include "tests/support/check.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fstream>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

// A second look at the file that does not go through our code.
int pragma(const std::filesystem::path& path, const std::string& name) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);
    return raw.execAndGet("PRAGMA " + name).getInt();
}

void execRaw(const std::filesystem::path& path, const std::string& sql) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    raw.exec(sql);
}

std::string tables(const std::filesystem::path& path) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READONLY);
    SQLite::Statement query(
        raw, "SELECT group_concat(sql, ';') FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'");
    return query.executeStep() ? query.getColumn(0).getString() : "";
}

}  // namespace

TEST(a_new_database_has_the_schema_and_settings_of_the_house) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    {
        auto database = Database::create(path);
        CHECK_OK(database);
        auto& handle = database->handle();
        CHECK_EQ(handle.execAndGet("PRAGMA journal_mode").getString(), "truncate");
        CHECK_EQ(handle.execAndGet("PRAGMA synchronous").getInt(), 2);
        CHECK_EQ(handle.execAndGet("PRAGMA foreign_keys").getInt(), 1);
        CHECK_EQ(handle.execAndGet("PRAGMA trusted_schema").getInt(), 0);
        CHECK_OK(database->verify());
    }
    CHECK_EQ(pragma(path, "application_id"), Database::applicationId);
    CHECK_EQ(pragma(path, "user_version"), newestSchemaVersion());
    SQLite::Database raw(path.string());
    SQLite::Statement notStrict(raw,
                                "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND "
                                "strict = 0 AND name NOT LIKE 'sqlite%'");
    CHECK(notStrict.executeStep());
    CHECK_EQ(notStrict.getColumn(0).getInt(), 0);
    const auto again = Database::open(path);
    CHECK_OK(again);
}

TEST(foreign_and_newer_databases_are_refused_untouched) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    CHECK(Database::open(path).error().code == ErrorCode::NotFound);
    CHECK(!std::filesystem::exists(path));

    struct Case {
        std::string sql;
        std::string words;
    };
    const Case cases[] = {
        {"CREATE TABLE notes (text)", "another program"},
        {"PRAGMA application_id=252006674; CREATE TABLE notes (text)", "another program"},
        {"PRAGMA journal_mode=WAL; CREATE TABLE notes (text)", "another program"},
        {"PRAGMA user_version=1", "another program"},
        {"PRAGMA application_id=" + std::to_string(Database::applicationId) + "; PRAGMA user_version=99",
         "newer version of Saferscope"},
        {"PRAGMA application_id=" + std::to_string(Database::applicationId) + "; PRAGMA user_version=-1",
         "newer version of Saferscope"},
    };
    for (const auto& test : cases) {
        std::filesystem::remove(path);
        execRaw(path, test.sql);
        const auto before = sha256File(path);
        for (const auto& refused : {Database::open(path), Database::create(path)}) {
            CHECK(!refused);
            CHECK(refused.error().code == ErrorCode::InvalidInput);
            CHECK(refused.error().message.find(test.words) != std::string::npos);
        }
        CHECK_EQ(*sha256File(path), *before);
    }
    std::ofstream(path) << "This is a text file, long enough to be no database header at all. "
                        << std::string(4096, 'x');
    CHECK(Database::open(path).error().message.find("not a workspace database") != std::string::npos);
}

TEST(an_empty_file_left_by_a_creation_cut_short_is_completed) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    std::ofstream(path).close();
    CHECK_OK(Database::open(path));
    CHECK_EQ(pragma(path, "user_version"), newestSchemaVersion());
}

TEST(a_failed_migration_leaves_the_old_schema) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    // Ours, version 0, with a table in the way of the last one that version 1 makes.
    execRaw(path, "PRAGMA application_id=" + std::to_string(Database::applicationId) + "; CREATE TABLE evaluation (x)");
    const auto before = tables(path);
    CHECK(!Database::open(path));
    CHECK_EQ(tables(path), before);
    CHECK_EQ(pragma(path, "user_version"), 0);
    execRaw(path, "DROP TABLE evaluation");
    CHECK_OK(Database::open(path));
}

TEST(transactions_roll_back_unless_committed) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    {
        auto transaction = Transaction::begin(*database);
        CHECK_OK(transaction);
        CHECK_OK(writeSetting(*transaction, "a", "1"));
    }
    CHECK(readSettings(*database)->empty());
    {
        auto transaction = Transaction::begin(*database);
        CHECK_OK(transaction);
        CHECK_OK(writeSetting(*transaction, "a", "1"));
        CHECK_OK(writeSetting(*transaction, "a", "2"));
        CHECK_OK(transaction->commit());
    }
    CHECK_EQ(readSettings(*database)->at("a"), "2");
    auto outer = Transaction::begin(*database);
    CHECK_OK(outer);
    CHECK(!Transaction::begin(*database));  // not nested: an Error, not an exception
}

TEST(damage_is_found_by_verify) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    { CHECK_OK(Database::create(path)); }
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096 * 2);
    file << std::string(200, '\x55');
    file.close();
    const auto database = Database::open(path);
    CHECK(!database || !database->verify());
}
