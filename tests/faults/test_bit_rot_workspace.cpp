// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_backup.h"
#include "core/workspace/workspace_check.h"
#include "core/workspace/workspace_repair.h"
#include "tests/faults/rotten_workspace.h"
#include "tests/support/fault_report.h"
#include "tests/support/sanitizers.h"

#include <algorithm>
#include <chrono>
#include <csignal>
#include <ctime>
#include <set>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

std::set<std::string> ratingLines(const fs::path& database) {
    const auto opened = Database::open(database);
    CHECK_OK(opened);
    const auto log = readRatings(*opened, {});
    CHECK_OK(log);
    std::set<std::string> lines;
    for (const auto& event : log->events) {
        lines.insert(ratingLine(event));
    }
    return lines;
}

}  // namespace

// Not only ratings: pairs, settings, evaluations, documents, feature sets, records of models. Whatever reads otherwise
// than before has to be named by `safer workspace verify --full`.
TEST(no_flipped_bit_of_a_workspace_passes_the_check_unnoticed) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 60, 60);
    const auto path = workspace / "workspace.db";
    const std::string good = fileBytes(path);
    const std::string before = rawContents(path);
    CHECK(!before.empty());
    const auto clean = checkWorkspace(workspace, true);
    CHECK_OK(clean);
    for (const auto& finding : clean->findings) {
        throw Failure("damage in an intact workspace: " + finding.what + " " + finding.where, __FILE__, __LINE__);
    }
    Random random(11);
    const int flips = faults::times(150, 6000);
    int changed = 0;
    int unreadable = 0;
    int harmless = 0;
    int onOpening = 0;
    int quick = 0;
    for (int flip = 0; flip < flips; ++flip) {
        std::string bytes = good;
        const auto place = flipBit(bytes, random);
        writeFile(path, bytes);
        fs::remove(path.string() + "-journal");
        const std::string after = rawContents(path);
        (after.empty() ? unreadable : after == before ? harmless : changed) += 1;
        const auto check = checkWorkspace(workspace, true);
        if (after != before && check && check->ok()) {
            const auto at = static_cast<std::size_t>(std::ranges::mismatch(before, after).in1 - before.begin());
            throw Failure("the flip at byte " + std::to_string(place) +
                              " went unnoticed: " + before.substr(at - std::min<std::size_t>(at, 60), 120) +
                              " is now " + after.substr(at - std::min<std::size_t>(at, 60), 120),
                          __FILE__, __LINE__);
        }
        if (after != before) {
            const auto few = checkWorkspace(workspace, false);
            quick += !few || !few->ok() ? 1 : 0;
            const auto opened = Database::open(path);
            onOpening += !opened || !damageSeenOnOpening(*opened).empty() ? 1 : 0;
        }
    }
    CHECK(changed > flips / 10);
    faults::report({6, "one bit of a workspace's database flipped, every table", flips, 0, 0,
                    std::to_string(changed + unreadable) + " changed what can be read, all named by verify --full, " +
                        std::to_string(quick) + " by verify, " + std::to_string(onOpening) + " on opening"});
}

// A pair's line leaves out meta data that is no JSON object, so that the hash of a data set does not tell "{}" from
// "y}".
TEST(meta_data_that_is_no_json_is_named_and_repaired) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 4, 4);
    const auto path = workspace / "workspace.db";
    const std::string before = rawContents(path);
    const auto spoil = [&path](const std::string& where) {
        SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);
        return raw.exec("UPDATE pair SET meta = 'y' || substr(meta, 2) WHERE dataset_id = 1 AND position = " + where);
    };
    CHECK_EQ(spoil("(SELECT min(position) FROM pair WHERE dataset_id = 1 AND meta = '{}')"), 1);
    const auto check = checkWorkspace(workspace, true);
    CHECK_OK(check);
    CHECK(!check->ok());
    const auto healed = repairWorkspace({workspace, {}, false});
    CHECK_OK(healed);
    CHECK(healed->replaced && healed->salvage.lost.empty());
    CHECK((*checkWorkspace(workspace, true)).ok());
    CHECK(rawContents(path) == before);
    // What cannot be known again: the pairs are kept, under a name that says so.
    CHECK_EQ(spoil("(SELECT min(position) FROM pair WHERE dataset_id = 1 AND meta <> '{}')"), 1);
    const auto kept = repairWorkspace({workspace, {}, false});
    CHECK_OK(kept);
    CHECK_EQ(kept->salvage.lost.size(), 1u);
    CHECK(kept->salvage.lost.front().find("kept as \"train (damaged)\"") != std::string::npos);
    CHECK((*checkWorkspace(workspace, true)).ok());
}

// And a repair loses no rating that is still whole, invents none, and keeps the file as it was.
TEST(a_repair_keeps_every_rating_that_is_whole) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 40, 200);
    const auto path = workspace / "workspace.db";
    const std::string good = fileBytes(path);
    const auto all = ratingLines(path);
    CHECK_EQ(all.size(), 200u);
    Random random(12);
    const int tries = faults::times(15, 300);
    long repaired = 0;
    long gone = 0;
    double slowest = 0.0;
    for (int attempt = 0; attempt < tries; ++attempt) {
        std::string bytes = good;
        const int kind = attempt % 3;
        if (kind == 0) {
            flipBit(bytes, random);
        } else if (kind == 1) {  // a page of somebody else's
            const auto page = static_cast<std::size_t>(random.below(bytes.size() / 4096)) * 4096;
            std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(page), 4096, '\x5a');
        } else {  // a sector of zeros
            const auto sector = static_cast<std::size_t>(random.below(bytes.size() / 512)) * 512;
            std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(sector), 512, '\0');
        }
        writeFile(path, bytes);
        fs::remove(path.string() + "-journal");
        fs::remove_all(workspace / "backups");
        // What can be read of it without a repair: a repair must not have less.
        std::set<std::string> readable;
        if (auto opened = Database::openAsIs(path)) {
            if (const auto log = readRatings(*opened, {})) {
                for (const auto& event : log->events) {
                    readable.insert(ratingLine(event));
                }
            }
        }
        const std::clock_t begin = std::clock();  // processor time: a busy disk makes others wait, too
        const auto repair = repairWorkspace({workspace, {}, false});
        slowest = std::max(slowest, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
        if (!repair) {
            throw Failure("try " + std::to_string(attempt) + ": " + repair.error().message, __FILE__, __LINE__);
        }
        repaired += repair->replaced ? 1 : 0;
        if (repair->replaced) {
            CHECK(fileBytes(repair->keptAs / "workspace.db") == bytes);
        } else {
            CHECK(fileBytes(path) == bytes);
        }
        const auto kept = ratingLines(path);
        CHECK(std::ranges::includes(all, kept));
        CHECK(std::ranges::includes(kept, readable));
        gone += static_cast<long>(all.size() - kept.size());
        CHECK(kept.size() == all.size() || !repair->salvage.lost.empty() || !repair->salvage.notes.empty());
        const auto check = checkWorkspace(workspace, true);
        CHECK_OK(check);
        for (const auto& finding : check->findings) {
            if (finding.severity == Severity::Damage) {
                throw Failure("after the repair: " + finding.what + " " + finding.where, __FILE__, __LINE__);
            }
        }
    }
    CHECK(repaired > tries / 2);
    faults::report({6, "a damaged database repaired (a bit, a page, a sector of it)", tries, 0, 0,
                    std::to_string(repaired) + " were damaged; of " + std::to_string(tries * 200) + " ratings " +
                        std::to_string(gone) + " had gone with the damage and were named; the old file kept",
                    slowest});
}

TEST(a_backup_brings_back_what_the_damage_took) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 40, 200);
    const auto path = workspace / "workspace.db";
    const auto all = ratingLines(path);
    const std::string rows = rawContents(path);
    CHECK_OK(backupWorkspace({workspace, folder.path() / "backup", false}));
    const std::string good = fileBytes(path);
    Random random(13);
    const int tries = faults::times(8, 100);
    for (int attempt = 0; attempt < tries; ++attempt) {
        std::string bytes = good;
        if (attempt % 4 == 0) {  // nothing of it is left
            bytes = std::string(bytes.size(), '\x5a');
        } else {
            for (int i = 0; i < 1 + attempt % 3; ++i) {
                const auto page = static_cast<std::size_t>(random.below(bytes.size() / 4096)) * 4096;
                std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(page), 4096, '\x5a');
            }
        }
        writeFile(path, bytes);
        fs::remove(path.string() + "-journal");
        const auto repair = repairWorkspace({workspace, folder.path() / "backup", false});
        if (!repair) {
            throw Failure("try " + std::to_string(attempt) + ": " + repair.error().message, __FILE__, __LINE__);
        }
        CHECK(ratingLines(path) == all);
        if (attempt % 4 == 0) {
            CHECK(repair->salvage.lost.empty() || repair->salvage.lost.size() == 1);
            CHECK_EQ((*Workspace::open(workspace))->datasets().size(), 2u);
        }
    }
    faults::report({6, "a destroyed database repaired from a backup", tries, 0, 0, "all 200 ratings back each time"});
}

TEST(a_repair_that_is_killed_leaves_the_old_database_or_the_new_one) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 200, 100);
    const auto path = workspace / "workspace.db";
    const auto all = ratingLines(path);
    std::string bytes = fileBytes(path);
    {
        SQLite::Database raw(path.string(), SQLite::OPEN_READWRITE);
        raw.exec("UPDATE setting SET value = '778' WHERE key = 'max_tokens'");  // past its hash
    }
    bytes = fileBytes(path);
    const auto begin = std::chrono::steady_clock::now();
    CHECK_OK(repairWorkspace({workspace, {}, false}));
    const std::chrono::duration<double, std::micro> once = std::chrono::steady_clock::now() - begin;
    Random random(14);
    const int kills = faults::times(20, 300);
    int replaced = 0;
    for (int i = 0; i < kills; ++i) {
        writeFile(path, bytes);
        fs::remove_all(workspace / "backups");
        const pid_t child = ::fork();
        if (child == 0) {
            ::_exit(repairWorkspace({workspace, {}, false}) ? 0 : 1);
        }
        ::usleep(static_cast<useconds_t>(random.below(static_cast<std::uint64_t>(1.3 * once.count()))));
        ::kill(child, SIGKILL);
        int status = 0;
        CHECK_EQ(::waitpid(child, &status, 0), child);
        const bool old = fileBytes(path) == bytes;
        replaced += old ? 0 : 1;
        CHECK(ratingLines(path) == all);
        CHECK_OK(Database::open(path)->verify());
        if (!old) {  // then the old one is below backups/, whole
            bool kept = false;
            for (const auto& entry : fs::directory_iterator(workspace / "backups")) {
                kept = kept || fileBytes(entry.path() / "workspace.db") == bytes;
            }
            CHECK(kept);
        }
    }
    faults::report({2, "SIGKILL while a database is repaired", kills, 0, 0,
                    std::to_string(replaced) + " left the new one with the old one kept, the others the old one"});
}

// What a hostile workspace can put into a row: 100 MB of text, arrays nested 100,000 deep.
TEST(monstrous_rows_are_bounded) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 5, 5);
    const auto fill = [&](const std::string& sql) {
        const pid_t child = ::fork();  // so that its memory does not count
        if (child == 0) {
            SQLite::Database raw((workspace / "workspace.db").string(), SQLite::OPEN_READWRITE);
            raw.exec("PRAGMA synchronous=OFF");
            raw.exec(sql);
            ::_exit(0);
        }
        int status = 1;
        CHECK_EQ(::waitpid(child, &status, 0), child);
        CHECK_EQ(status, 0);
    };
    const std::string deep = "replace(hex(zeroblob(50000)), '00', '[[')";
    fill("UPDATE setting SET value = " + deep +
         " WHERE key = 'sweep_training';"
         "UPDATE evaluation SET result = " +
         deep + "; UPDATE document SET content = " + deep + "; UPDATE feature_set SET content = " + deep);
    fill(
        "INSERT INTO setting (key, value) VALUES ('big', CAST(zeroblob(100000000) AS TEXT));"
        "INSERT INTO document (kind, name, created_at, content) VALUES ('pair-list', 'big', '', "
        "CAST(zeroblob(100000000) AS TEXT))");
    const auto begin = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    if (child == 0) {
        const auto opened = Workspace::open(workspace);
        int code = opened ? 0 : 1;
        if (opened) {
            (*opened)->settings();
            (*opened)->evaluations();
            (*opened)->featureSets();
            (*opened)->documents("pair-list");
            code = (*opened)->ratings()->size() == 5 ? 0 : 2;
        }
        const auto check = checkWorkspace(workspace, false);
        ::_exit(code != 0 ? code : check && !check->ok() ? 0 : 3);
    }
    int status = 1;
    rusage usage{};
    CHECK_EQ(::wait4(child, &status, 0, &usage), child);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    const double megabytes = static_cast<double>(usage.ru_maxrss) / 1024;
    CHECK(WIFEXITED(status));
    CHECK_EQ(WEXITSTATUS(status), 0);
    CHECK(!check::memoryIsOurs || megabytes < 200);
    faults::report({6, "rows of 100 MB, JSON nested 100,000 deep", 1, 0, 0,
                    "opened, read and checked by a program without libtorch", seconds, megabytes});
}
