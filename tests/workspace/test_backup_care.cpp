// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/presence_lock.h"
#include "core/workspace/workspace_backup.h"
#include "core/workspace/workspace_check.h"
#include "core/workspace/workspace_repair.h"
#include "tests/faults/rotten_workspace.h"

#include <chrono>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

void damageOneRating(const fs::path& database) {
    SQLite::Database raw(database.string(), SQLite::OPEN_READWRITE);
    SQLite::Statement query(raw, "SELECT sql FROM sqlite_master WHERE name = 'rating_event_never_changes'");
    CHECK(query.executeStep());
    const std::string trigger = query.getColumn(0).getString();
    query.reset();
    raw.exec("DROP TRIGGER rating_event_never_changes; UPDATE rating_event SET hash = 'x' WHERE position = 2");
    raw.exec(trigger);
}

// Without the rights of whoever runs the tests, where that is the superuser, whom nothing is forbidden.
int asNobody(const std::function<int()>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
        if (::geteuid() == 0 && (::setgid(65534) != 0 || ::setuid(65534) != 0)) {
            ::_exit(100);
        }
        ::_exit(work());
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

bool has(const WorkspaceCheck& check, Severity severity, const std::string& words) {
    return std::ranges::any_of(check.findings, [&](const CheckFinding& finding) {
        return finding.severity == severity && (finding.what + " " + finding.where).find(words) != std::string::npos;
    });
}

}  // namespace

// Whoever went on rating into the old file would rate into nothing.
TEST(a_repair_waits_for_nobody_but_refuses_while_others_have_it_open) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeFullWorkspace(path, 5, 10);
    damageOneRating(path / "workspace.db");
    {
        const auto open = Workspace::open(path);
        CHECK_OK(open);
        const auto refused = repairWorkspace({path, {}, false});
        CHECK(!refused);
        CHECK(refused.error().message.find("Another program has") != std::string::npos);
    }
    {
        // A program that knows nothing of our lock, in the middle of a write.
        SQLite::Database other((path / "workspace.db").string(), SQLite::OPEN_READWRITE);
        other.exec("BEGIN IMMEDIATE");
        const auto refused = repairWorkspace({path, {}, false});
        CHECK(!refused);
        CHECK(refused.error().message.find("reading or writing") != std::string::npos);
    }
    CHECK_OK(repairWorkspace({path, {}, false}));
    CHECK_EQ((*Workspace::open(path))->damagedRatings().size(), 0u);
}

// One that is idle and does not know our lock either cannot be seen. It must be told, not left to write into a file
// without a name, whose journal would be taken for the new one's.
TEST(a_connection_that_a_repair_could_not_see_fails_loudly) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeFullWorkspace(path, 5, 10);
    damageOneRating(path / "workspace.db");
    int toChild[2];
    int fromChild[2];
    CHECK_EQ(::pipe(toChild) + ::pipe(fromChild), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        int failed = 1;
        try {
            SQLite::Database old((path / "workspace.db").string(), SQLite::OPEN_READWRITE);
            old.execAndGet("SELECT count(*) FROM setting");
            char byte = 'x';
            if (::write(fromChild[1], &byte, 1) != 1 || ::read(toChild[0], &byte, 1) != 1) {
                ::_exit(2);
            }
            old.exec("INSERT INTO setting (key, value) VALUES ('lost', 'write')");
            failed = 0;
        } catch (const SQLite::Exception&) {}
        ::_exit(failed);
    }
    char byte = 0;
    CHECK_EQ(::read(fromChild[0], &byte, 1), 1);
    CHECK_OK(repairWorkspace({path, {}, false}));
    CHECK_EQ(::write(toChild[1], "x", 1), 1);
    int status = 0;
    CHECK_EQ(::waitpid(child, &status, 0), child);
    CHECK_EQ(WEXITSTATUS(status), 1);
    for (const int fd : {toChild[0], toChild[1], fromChild[0], fromChild[1]}) {
        ::close(fd);
    }
    CHECK_OK(Database::open(path / "workspace.db")->verify());
    CHECK_EQ((*Workspace::open(path))->ratings()->size(), 9u);
}

TEST(a_hard_linked_copy_of_the_old_file_stays_whole) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeFullWorkspace(path, 5, 10);
    damageOneRating(path / "workspace.db");
    const auto before = fileBytes(path / "workspace.db");
    fs::create_hard_link(path / "workspace.db", folder.path() / "snapshot.db");
    CHECK_OK(repairWorkspace({path, {}, false}));
    CHECK(fileBytes(folder.path() / "snapshot.db") == before);
}

// A killed writer leaves a journal that belongs to the old file.
TEST(a_journal_is_rolled_back_into_the_old_file_and_never_into_the_new_one) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeFullWorkspace(path, 400, 50);
    const auto settings = (*Workspace::open(path))->settings();
    const pid_t child = ::fork();
    if (child == 0) {
        SQLite::Database raw((path / "workspace.db").string(), SQLite::OPEN_READWRITE);
        raw.exec("PRAGMA cache_size=1");  // so that the half-done transaction reaches the file
        raw.exec("BEGIN; UPDATE pair SET chosen = 'half done'; UPDATE setting SET value = 'half done'");
        ::kill(::getpid(), SIGKILL);
    }
    int status = 0;
    CHECK_EQ(::waitpid(child, &status, 0), child);
    CHECK(fs::file_size(path / "workspace.db-journal") > 0);
    damageOneRating(path / "workspace.db");  // rolls back itself, so the kill is done once more
    const pid_t again = ::fork();
    if (again == 0) {
        SQLite::Database raw((path / "workspace.db").string(), SQLite::OPEN_READWRITE);
        raw.exec("PRAGMA cache_size=1");
        raw.exec("BEGIN; UPDATE pair SET chosen = 'half done'; UPDATE setting SET value = 'half done'");
        ::kill(::getpid(), SIGKILL);
    }
    CHECK_EQ(::waitpid(again, &status, 0), again);
    CHECK(fs::file_size(path / "workspace.db-journal") > 0);
    const auto repaired = repairWorkspace({path, {}, false});
    CHECK_OK(repaired);
    CHECK(repaired->replaced);
    CHECK(fs::file_size(repaired->keptAs / "workspace.db-journal") > 0);
    const auto check = checkWorkspace(path, true);
    CHECK_OK(check);
    CHECK(check->ok());
    CHECK_EQ((*Workspace::open(path))->settings().maxTokens, settings.maxTokens);
}

TEST(verify_tells_damage_from_what_may_be_meant) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeFullWorkspace(path, 10, 5);
    const auto run = writeFinishedRun(*(*Workspace::open(path)), "20260726-093012-dddd-rate", JobKind::RateFeatures,
                                      Json::object(), Json::object(), Json::object());
    writeFile(run / "ratings.jsonl", "{\"no\": \"rating\"}\n");
    writeFile(path / "runs" / ".spec.json.AbC123", "x");
    fs::last_write_time(path / "runs" / ".spec.json.AbC123", fs::file_time_type::clock::now() - std::chrono::hours(48));
    writeFile(path / "evaluations" / "r.jsonl", "{\"format\":\"saferscope-verdicts\",\"version\":1,\"pairs\":3}\n");
    writeFile(path / "sweeps" / "s1" / "sweep.json", "{");
    writeFile(path / "models" / "rm" / "model.safetensors", "weights of the MODEL");  // same size
    fs::remove_all(path / "saes");
    const auto full = checkWorkspace(path, true);
    CHECK_OK(full);
    CHECK(has(*full, Severity::Damage, "ratings.jsonl"));
    CHECK(has(*full, Severity::Damage, "r.jsonl"));
    CHECK(has(*full, Severity::Damage, "sweep.json"));
    CHECK(has(*full, Severity::Damage, "its hash differs"));
    CHECK(has(*full, Severity::Note, ".spec.json.AbC123"));
    CHECK(has(*full, Severity::Note, "saes"));
    const auto quick = checkWorkspace(path, false);
    CHECK(has(*quick, Severity::Note, "copied or touched"));
    fs::remove_all(path / "models" / "rm");
    CHECK(has(*checkWorkspace(path, false), Severity::Warning, "has gone"));
    std::stop_source stop;
    stop.request_stop();
    CHECK(checkWorkspace(path, true, {}, stop.get_token()).error().code == ErrorCode::Interrupted);
    CHECK(backupWorkspace({path, folder.path() / "b", false}, {}, stop.get_token()).error().code ==
          ErrorCode::Interrupted);
    CHECK(!fs::exists(folder.path() / "b"));
}

// Five thousand ratings and ten thousand pairs: what an opening adds has to stay below 50 ms.
TEST(looking_for_damage_on_opening_is_quick) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeFullWorkspace(path, 5000, 5000);
    const auto database = Database::open(path / "workspace.db");
    CHECK_OK(database);
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        CHECK(damageSeenOnOpening(*database).empty());
        const auto end = std::chrono::steady_clock::now();
        best = std::min(best, std::chrono::duration<double>(end - begin).count());
    }
    const auto begin = std::chrono::steady_clock::now();
    CHECK(checkWorkspace(path, false)->ok());
    const double quick = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("on opening %.2f ms, verify %.0f ms\n", 1000 * best, 1000 * quick);
    CHECK(best < 0.05);
}

TEST(a_workspace_that_may_not_be_written_is_read_or_says_why) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeFullWorkspace(path, 5, 10);
    fs::permissions(folder.path(),
                    fs::perms::owner_all | fs::perms::group_exec | fs::perms::others_exec | fs::perms::others_read);
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
        fs::permissions(entry.path(), entry.is_directory() ? fs::perms(0555) : fs::perms(0444));
    }
    fs::permissions(path, fs::perms(0555));
    const int code = asNobody([&] {
        const auto workspace = Workspace::open(path);
        if (!workspace) {
            std::fprintf(stderr, "%s\n", workspace.error().message.c_str());
            return 1;
        }
        if ((*workspace)->ratings()->size() != 10 || (*workspace)->datasets().size() != 2) {
            return 2;
        }
        RatingEvent event;
        event.saeHash = "sae";
        event.rater = "ann";
        event.action = RatingAction::Skip;
        const auto refused = (*workspace)->appendRating(event);
        if (refused || refused.error().message.find("may not be written") == std::string::npos) {
            return 3;
        }
        return checkWorkspace(path, true)->ok() ? 0 : 4;
    });
    fs::permissions(path, fs::perms(0755));
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
        fs::permissions(entry.path(), entry.is_directory() ? fs::perms(0755) : fs::perms(0644));
    }
    CHECK_EQ(code, 0);
}

TEST(a_linked_database_is_repaired_where_it_is) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeFullWorkspace(path, 5, 10);
    fs::create_directories(folder.path() / "elsewhere");
    fs::rename(path / "workspace.db", folder.path() / "elsewhere" / "real.db");
    fs::remove(path / "workspace.db-journal");
    fs::create_symlink(folder.path() / "elsewhere" / "real.db", path / "workspace.db");
    CHECK_EQ((*Workspace::open(path))->ratings()->size(), 10u);
    damageOneRating(path / "workspace.db");
    CHECK_OK(repairWorkspace({path, {}, false}));
    CHECK(fs::is_symlink(path / "workspace.db"));
    CHECK_EQ((*Workspace::open(path))->ratings()->size(), 9u);
}
