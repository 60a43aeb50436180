// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/storage/database_backup.h"
#include "core/storage/migrations.h"
#include "core/storage/rating_store.h"
#include "core/storage/schema_check.h"
#include "tests/faults/sqlite_faults.h"
#include "tests/storage/old_versions.h"
#include "tests/support/fault_report.h"

#include <chrono>
#include <csignal>
#include <fstream>
#include <functional>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;
using faults::SqliteFault;

namespace {

// Everything that the database says, read without our code: schema, version and every column that old versions have.
std::string contents(const fs::path& path, bool withSchema) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);  // a journal left behind is rolled back
    std::string text;
    const auto add = [&](const std::string& sql) {
        SQLite::Statement query(raw, sql);
        while (query.executeStep()) {
            for (int i = 0; i < query.getColumnCount(); ++i) {
                text += std::string(query.getColumn(i).getName()) == "hash" ? "" : query.getColumn(i).getString() + "|";
            }
            text += "\n";
        }
    };
    if (withSchema) {
        add("PRAGMA user_version");
        add("SELECT sql FROM sqlite_master ORDER BY name");
    }
    for (const char* table : {"setting", "dataset", "pair", "artifact", "adoption", "evaluation", "rating_event",
                              "rater", "feature_set", "rating_source", "dataset_manifest", "document"}) {
        if (raw.tableExists(table)) {
            add(std::string("SELECT * FROM ") + table);
        }
    }
    return text;
}

int versionOf(const fs::path& path) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);
    return raw.execAndGet("PRAGMA user_version").getInt();
}

// What is below backups/ under a final name is whole; an unfinished one has a temporary name.
void checkBackups(const fs::path& folder, int version, bool expected) {
    int found = 0;
    std::error_code error;
    for (fs::directory_iterator it(folder / "backups", error), end; !error && it != end; it.increment(error)) {
        if (it->path().filename().string().starts_with(".")) {
            continue;
        }
        const auto manifest = readBackupManifest(it->path());
        CHECK_OK(manifest);
        CHECK_EQ(manifest->schemaVersion, version);
        CHECK_EQ(*sha256File(it->path() / "workspace.db"), manifest->files.front().sha256);
        CHECK_EQ(versionOf(it->path() / "workspace.db"), version);
        ++found;
    }
    CHECK(found > 0 || !expected);
}

// How a child ended that was not killed. A write that is refused leaves the old version. The last flush comes after
// the commit: when that one fails nobody knows what a power cut would leave, so that an error is right, and the file
// has the new version already.
enum { refusedAsFull = 0, noSuchCall = 2, notHit = 3, flushRefused = 4 };

struct Outcome {
    long tries = 0;
    long old = 0;
    long now = 0;
    double slowest = 0.0;
};

// The fault at every `stride`-th call that a migration makes to the disk. `check` looks at what is left.
Outcome everyCall(SqliteFault::Kind kind, int version, int stride) {
    Outcome outcome;
    for (int at = 1;; at += stride) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "workspace.db";
        writeOldVersion(path, version);
        const std::string before = contents(path, true);
        const std::string rows = contents(path, false);
        const auto begin = std::chrono::steady_clock::now();
        const int ended = faults::inChild([&]() -> int {
            faults::installSqliteFault({kind, at});
            const auto database = Database::open(path);
            if (database) {
                return faults::sqliteCalls() < at ? noSuchCall : notHit;
            }
            if (database.error().message.find("full") == std::string::npos) {
                return 5;
            }
            return faults::flushFailedFirst() ? flushRefused : refusedAsFull;
        });
        outcome.slowest =
            std::max(outcome.slowest, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
        if (ended == noSuchCall) {
            break;
        }
        const int found = versionOf(path);
        if (ended == notHit) {  // only a write can be torn, and removing needs no room
            CHECK(kind != SqliteFault::Kind::Kill);
            CHECK_EQ(found, newestSchemaVersion());
            continue;
        }
        const bool full = kind == SqliteFault::Kind::Full;
        CHECK(ended == -SIGKILL ? !full : full && (ended == refusedAsFull || ended == flushRefused));
        ++outcome.tries;
        CHECK(found == version || found == newestSchemaVersion());
        CHECK(found == version || ended != refusedAsFull);
        (found == version ? outcome.old : outcome.now) += 1;
        CHECK_EQ(contents(path, false), rows);
        CHECK(found != version || contents(path, true) == before);
        checkBackups(folder.path(), version, found != version);
        const auto opened = Database::open(path);
        CHECK_OK(opened);
        CHECK_OK(opened->verify());
        CHECK(schemaProblems(*opened, newestSchemaVersion())->empty());
        CHECK_EQ(readRatings(*opened, {})->events.size(), version >= 2 ? 2u : 0u);
        CHECK_EQ(contents(path, false), rows);
    }
    return outcome;
}

void tryEveryVersion(SqliteFault::Kind kind, const char* words, bool bothExpected) {
    Outcome all;
    for (int version = 1; version < newestSchemaVersion(); ++version) {
        const auto outcome = everyCall(kind, version, faults::times(13, 1));
        all.tries += outcome.tries;
        all.old += outcome.old;
        all.now += outcome.now;
        all.slowest = std::max(all.slowest, outcome.slowest);
    }
    CHECK(all.tries > faults::times(10, 100));
    CHECK(all.old > 0);
    CHECK(all.now > 0 || !bothExpected);
    faults::report({8, words, all.tries, 0, 0,
                    std::to_string(all.old) + " left the old schema, " + std::to_string(all.now) +
                        " the new one; versions 1 to " + std::to_string(newestSchemaVersion() - 1),
                    all.slowest});
}

}  // namespace

TEST(a_migration_killed_at_any_write_leaves_one_version_or_the_other) {
    tryEveryVersion(SqliteFault::Kind::Kill, "SIGKILL before each write, flush and removal of a migration",
                    faults::fullCounts());
}

TEST(a_migration_killed_in_the_middle_of_a_write_leaves_one_version_or_the_other) {
    tryEveryVersion(SqliteFault::Kind::Torn, "SIGKILL in the middle of each write of a migration", false);
}

TEST(a_migration_that_finds_the_disk_full_says_so_and_leaves_one_version_or_the_other) {
    tryEveryVersion(SqliteFault::Kind::Full, "disk full from each write of a migration on", false);
}

namespace {

using Maker = std::function<void(const fs::path&)>;

void rawExec(const fs::path& path, const std::string& sql) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    raw.exec(sql);
}

void patch(const fs::path& path, std::streamoff at, const std::string& bytes) {
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(at);
    file << bytes;
}

std::string bytesOf(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST(what_is_no_workspace_of_ours_is_refused_untouched) {
    const std::string id = std::to_string(Database::applicationId);
    const std::pair<const char*, Maker> cases[] = {
        {"another program's", [](const fs::path& p) { rawExec(p, "CREATE TABLE notes (text)"); }},
        {"another application id",
         [](const fs::path& p) { rawExec(p, "PRAGMA application_id=252006674; CREATE TABLE notes (text)"); }},
        {"another program's, WAL",
         [](const fs::path& p) { rawExec(p, "PRAGMA journal_mode=WAL; CREATE TABLE notes (text)"); }},
        {"next version", [](const fs::path& p) { writeOldVersion(p, 4), rawExec(p, "PRAGMA user_version=6"); }},
        {"far version", [](const fs::path& p) { writeOldVersion(p, 4), rawExec(p, "PRAGMA user_version=2147483647"); }},
        {"negative version", [](const fs::path& p) { writeOldVersion(p, 4), rawExec(p, "PRAGMA user_version=-1"); }},
        {"says 2, has the tables of 1",
         [](const fs::path& p) { writeOldVersion(p, 1), rawExec(p, "PRAGMA user_version=2"); }},
        {"our id and no tables",
         [&](const fs::path& p) {
             rawExec(p, "PRAGMA application_id=" + id + "; PRAGMA user_version=4; CREATE TABLE x (y)");
         }},
        {"a text", [](const fs::path& p) { std::ofstream(p) << "not a database at all\n"
                                                            << std::string(5000, 'x'); }},
        {"one byte", [](const fs::path& p) { std::ofstream(p) << "x"; }},
        {"half a header", [](const fs::path& p) { writeOldVersion(p, 4), fs::resize_file(p, 50); }},
        {"first page only", [](const fs::path& p) { writeOldVersion(p, 4), fs::resize_file(p, 4096); }},
        {"a header of zeros", [](const fs::path& p) { writeOldVersion(p, 4), patch(p, 0, std::string(100, '\0')); }},
        {"a planted trigger",
         [](const fs::path& p) {
             writeOldVersion(p, 4);
             rawExec(p, "CREATE TRIGGER evil AFTER INSERT ON rating_event BEGIN DELETE FROM pair; END");
         }},
        {"a view in the place of a table",
         [](const fs::path& p) {
             writeOldVersion(p, 4);
             rawExec(p, "DROP TABLE evaluation; CREATE VIEW evaluation AS SELECT * FROM setting");
         }},
        {"a table with a check of somebody's",
         [](const fs::path& p) {
             writeOldVersion(p, 4);
             rawExec(p,
                     "DROP TABLE rating_source; CREATE TABLE rating_source (run_id TEXT PRIMARY KEY, bytes INTEGER "
                     "CHECK (abs(bytes) < 5), modified_ns INTEGER, merged_at TEXT)");
         }},
        {"an index on an expression",
         [](const fs::path& p) { writeOldVersion(p, 4), rawExec(p, "CREATE INDEX evil ON pair (upper(chosen))"); }},
    };
    long crashed = 0;
    for (const auto& [name, make] : cases) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "workspace.db";
        make(path);
        fs::remove(path.string() + "-wal");
        fs::remove(path.string() + "-shm");
        const std::string before = bytesOf(path);
        const int ended = faults::inChild([&]() -> int {
            for (const auto& database : {Database::open(path), Database::create(path)}) {
                if (database || database.error().message.find(path.string()) == std::string::npos ||
                    database.error().hint.empty()) {
                    return 1;
                }
            }
            return 0;
        });
        crashed += ended < 0 ? 1 : 0;
        if (ended != 0 || bytesOf(path) != before || fs::exists(folder.path() / "backups")) {
            throw Failure(std::string(name) + ": not refused untouched", __FILE__, __LINE__);
        }
    }
    const TemporaryFolder folder;
    fs::create_directories(folder.path() / "workspace.db" / "inside");
    CHECK(!Database::open(folder.path() / "workspace.db"));
    CHECK(!Database::create(folder.path() / "workspace.db"));
    CHECK(fs::is_directory(folder.path() / "workspace.db" / "inside"));
    faults::report({8, "newer, foreign, cut, empty and hostile databases", static_cast<long>(std::size(cases)) + 1, 0,
                    crashed, "each refused with a sentence, byte for byte as before"});
}
