// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/faults/rotten_workspace.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// `safer workspace backup | restore | verify | repair`, as people and scripts call them.

namespace {

std::vector<std::string> care(const std::string& what, const fs::path& workspace, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"workspace", what, "-w", workspace.string(), "--json", "--quiet"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

void changeRating(const fs::path& database) {
    SQLite::Database raw(database.string(), SQLite::OPEN_READWRITE);
    SQLite::Statement query(raw, "SELECT sql FROM sqlite_master WHERE name = 'rating_event_never_changes'");
    CHECK(query.executeStep());
    const std::string trigger = query.getColumn(0).getString();
    query.reset();
    raw.exec("DROP TRIGGER rating_event_never_changes; UPDATE rating_event SET text = text || '!' WHERE position = 3");
    raw.exec(trigger);
}

}  // namespace

TEST(a_workspace_is_backed_up_damaged_found_repaired_and_restored) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "work space 'ä'\n\"2\"";
    makeFullWorkspace(workspace, 20, 12);
    const auto backup = folder.path() / "back up";

    auto said = safer(care("verify", workspace, {"--full"}));
    CHECK_EQ(said.exitCode, 0);
    CHECK(said.json().at("ok").get<bool>());
    CHECK(said.json().at("full").get<bool>());
    CHECK_EQ(said.json().at("checked").at("ratings").get<int>(), 12);
    CHECK_EQ(said.json().at("checked").at("pairs").get<int>(), 40);
    CHECK_EQ(said.json().at("checked").at("artifact_hashes").get<int>(), 1);

    said = safer(care("backup", workspace, {backup.string()}));
    CHECK_EQ(said.exitCode, 0);
    CHECK_EQ(said.json().at("counts").at("ratings").get<int>(), 12);
    CHECK_EQ(said.json().at("left_out").size(), 1u);
    CHECK(!fs::exists(backup / "models"));
    said = safer(care("backup", workspace, {backup.string()}));
    CHECK_EQ(said.exitCode, 3);  // never overwritten
    CHECK(said.err.find("there already") != std::string::npos);
    said = safer(care("backup", workspace, {(workspace / "runs" / "x").string()}));
    CHECK_EQ(said.exitCode, 3);
    said = safer(care("backup", workspace, {(folder.path() / "whole").string(), "--with-artifacts"}));
    CHECK_EQ(said.exitCode, 0);
    CHECK_EQ(fileBytes(folder.path() / "whole" / "models" / "rm" / "model.safetensors"), "weights of the model");

    // Nothing to repair.
    said = safer(care("repair", workspace));
    CHECK_EQ(said.exitCode, 0);
    CHECK(!said.json().at("replaced").get<bool>());

    const std::string before = fileBytes(workspace / "workspace.db");
    changeRating(workspace / "workspace.db");
    const std::string damaged = fileBytes(workspace / "workspace.db");
    said = safer(care("verify", workspace));
    CHECK_EQ(said.exitCode, 1);
    CHECK(!said.json().at("ok").get<bool>());
    CHECK_EQ(said.json().at("findings").at(0).at("severity").get<std::string>(), "damage");
    CHECK(said.json().at("findings").at(0).at("where").get<std::string>().find("event ") != std::string::npos);

    said = safer(care("repair", workspace, {"--dry-run"}));
    CHECK_EQ(said.exitCode, 0);
    CHECK_EQ(said.json().at("lost").size(), 1u);
    CHECK(fileBytes(workspace / "workspace.db") == damaged);
    CHECK(!fs::exists(workspace / "backups"));

    said = safer(care("repair", workspace, {"--from", backup.string()}));
    CHECK_EQ(said.exitCode, 0);
    CHECK(said.json().at("replaced").get<bool>());
    CHECK_EQ(said.json().at("lost").size(), 0u);
    CHECK_EQ(said.json().at("healed_ratings").get<int>(), 1);
    CHECK(fileBytes(fs::path(said.json().at("kept_as").get<std::string>()) / "workspace.db") == damaged);
    CHECK_EQ(safer(care("verify", workspace, {"--full"})).exitCode, 0);

    said = safer({"workspace", "restore", backup.string(), (folder.path() / "again").string(), "--json"});
    CHECK_EQ(said.exitCode, 0);
    CHECK(fileBytes(folder.path() / "again" / "workspace.db") == fileBytes(backup / "workspace.db"));
    said = safer(care("verify", folder.path() / "again"));
    CHECK_EQ(said.exitCode, 0);  // a model that was left out is a warning
    CHECK_EQ(said.json().at("findings").at(0).at("severity").get<std::string>(), "warning");
    said = safer({"workspace", "restore", backup.string(), workspace.string(), "--json"});
    CHECK_EQ(said.exitCode, 3);
}

TEST(what_is_no_workspace_is_said_in_one_sentence) {
    const TemporaryFolder folder;
    writeFile(folder.path() / "text" / "workspace.db", "hello");
    for (const char* what : {"verify", "repair"}) {
        for (const auto& place : {folder.path() / "absent", folder.path() / "text"}) {
            const auto said = safer(care(what, place));
            CHECK_EQ(said.exitCode, 3);
            CHECK(said.err.find(place.string()) != std::string::npos);
        }
    }
    CHECK_EQ(fileBytes(folder.path() / "text" / "workspace.db"), "hello");
    CHECK_EQ(safer(care("backup", folder.path() / "absent", {(folder.path() / "b").string()})).exitCode, 3);
    CHECK_EQ(safer({"workspace", "restore", folder.path().string(), (folder.path() / "n").string()}).exitCode, 3);
    CHECK_EQ(safer({"workspace", "verify"}).exitCode, 2);
}

TEST(an_unreadable_database_names_the_repair) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 5, 5);
    auto bytes = fileBytes(workspace / "workspace.db");
    std::fill_n(bytes.begin(), 100, '\0');
    writeFile(workspace / "workspace.db", bytes);
    const auto listed = safer({"ratings", "list", "-w", workspace.string()});
    CHECK(listed.exitCode != 0);
    CHECK(listed.err.find("safer workspace repair") != std::string::npos);
    CHECK_EQ(safer(care("verify", workspace)).exitCode, 1);
    const auto said = safer(care("repair", workspace));
    CHECK_EQ(said.exitCode, 0);
    CHECK_EQ(said.json().at("kept").at("rating_event").get<int>(), 5);  // only the header was gone
    CHECK_EQ(said.json().at("lost").size(), 0u);
    CHECK_EQ(safer(care("verify", workspace, {"--full"})).exitCode, 0);
}
