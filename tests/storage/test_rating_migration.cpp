// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/adoption_store.h"
#include "core/storage/artifact_store.h"
#include "core/storage/dataset_store.h"
#include "core/storage/evaluation_store.h"
#include "core/storage/manifest_store.h"
#include "core/storage/migrations.h"
#include "core/storage/rating_store.h"
#include "core/storage/settings_store.h"
#include "tests/data/rating_examples.h"
#include "tests/storage/old_versions.h"

#include <sys/wait.h>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;

namespace {

int version(const std::filesystem::path& path) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);  // writable: a journal left behind is rolled back
    return raw.execAndGet("PRAGMA user_version").getInt();
}

std::string schema(const std::filesystem::path& path) {
    SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);
    SQLite::Statement query(raw, "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_master ORDER BY name)");
    return query.executeStep() ? query.getColumn(0).getString() : "";
}

}  // namespace

TEST(a_workspace_of_the_first_release_is_taken_along) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    writeVersionOne(path);
    CHECK_EQ(version(path), 1);
    auto database = Database::open(path);
    CHECK_OK(database);
    CHECK_EQ(version(path), newestSchemaVersion());
    CHECK_OK(database->verify());
    CHECK_EQ(readSettings(*database)->at("date_string"), "1 Jan 2030");
    CHECK_EQ(readDatasets(*database)->at(0).contentHash, "datahash");
    CHECK_EQ((**findPair(*database, DatasetId(4), "p0")).chosen, "yes");
    CHECK_EQ((**findArtifact(*database, "sae", "first")).contentHash, "saehash");
    CHECK(readAdoptions(*database)->at("r1").state == AdoptionState::Done);
    CHECK_EQ(readEvaluations(*database)->at(0).modelHash, "mh");
    auto transaction = Transaction::begin(*database);
    CHECK_OK(transaction);
    CHECK(*insertRating(*transaction, rate(1, "ann", 4)) == RatingInsert::Added);
    CHECK_OK(transaction->commit());
    CHECK_EQ(readRatings(*Database::open(path), {})->events.size(), 1u);

    // The migrated schema is the one a new workspace gets.
    CHECK_OK(Database::create(folder.path() / "new.db"));
    CHECK_EQ(schema(path), schema(folder.path() / "new.db"));
}

TEST(a_workspace_of_version_2_is_taken_along) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    CHECK_OK(Database::create(folder.path() / "new.db"));
    writeOldVersion(path, 2);
    auto database = Database::open(path);
    CHECK_OK(database);
    CHECK_EQ(version(path), newestSchemaVersion());
    CHECK_EQ(schema(path), schema(folder.path() / "new.db"));
    CHECK_EQ(readRatings(*database, {})->events.size(), 2u);
    const auto dataset = readDatasets(*database)->at(0);
    CHECK(!*findDatasetManifest(*database, dataset.id));
    auto transaction = Transaction::begin(*database);
    CHECK_OK(transaction);
    CHECK_OK(putDatasetManifest(*transaction, dataset.id, "{}"));
    CHECK(!putDatasetManifest(*transaction, DatasetId(77), "{}"));  // of nobody
    CHECK_OK(transaction->commit());
    CHECK_EQ(**findDatasetManifest(*database, dataset.id), "{}");
    CHECK_EQ(**findDatasetManifestByHash(*database, "datahash"), "{}");
    CHECK(!*findDatasetManifestByHash(*database, "other"));
}

TEST(a_migration_that_fails_leaves_version_1) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    writeVersionOne(path);
    {
        SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);
        raw.exec("CREATE TABLE rating_source (x)");  // in the way of the last table of version 2
    }
    const std::string before = schema(path);
    CHECK(!Database::open(path));
    CHECK_EQ(version(path), 1);
    CHECK_EQ(schema(path), before);
}

TEST(processes_that_migrate_at_once_do_it_once) {
    for (int round = 0; round < 10; ++round) {
        const TemporaryFolder folder;
        const auto path = folder.path() / "workspace.db";
        writeVersionOne(path);
        std::vector<pid_t> children;
        for (int process = 0; process < 4; ++process) {
            const pid_t child = ::fork();
            if (child == 0) {
                const auto database = Database::open(path);
                ::_exit(database && database->verify() ? 0 : 1);
            }
            children.push_back(child);
        }
        for (const pid_t child : children) {
            int status = -1;
            CHECK_EQ(::waitpid(child, &status, 0), child);
            CHECK(WIFEXITED(status));
            CHECK_EQ(WEXITSTATUS(status), 0);
        }
        CHECK_EQ(version(path), newestSchemaVersion());
    }
}
