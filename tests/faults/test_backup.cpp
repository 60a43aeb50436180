// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/workspace/workspace_backup.h"
#include "core/workspace/workspace_check.h"
#include "tests/faults/rotten_workspace.h"
#include "tests/support/fault_report.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <csignal>
#include <set>
#include <sys/stat.h>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> filesBelow(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

std::vector<std::string> namesIn(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
        names.push_back(entry.path().filename().string());
    }
    std::ranges::sort(names);
    return names;
}

}  // namespace

// Every file but the list itself, whose own damage may only ever lead to a refusal or to the same workspace.
TEST(no_flipped_bit_of_a_backup_is_restored) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 20, 30);
    const auto backup = folder.path() / "backup";
    const auto target = folder.path() / "again";
    CHECK_OK(backupWorkspace({workspace, backup, true}));
    const auto files = filesBelow(backup);
    CHECK(files.size() >= 5);
    const std::string rows = rawContents(workspace / "workspace.db");
    Random random(3);
    const int flips = faults::times(120, 1500);
    long same = 0;
    for (int flip = 0; flip < flips; ++flip) {
        const auto& file = files[static_cast<std::size_t>(flip) % files.size()];
        const std::string good = fileBytes(file);
        std::string bytes = good;
        flipBit(bytes, random);
        writeFile(file, bytes);
        const auto restored = restoreWorkspace(backup, target);
        if (restored) {
            CHECK_EQ(file.filename().string(), backupManifestName);
            CHECK(rawContents(target / "workspace.db") == rows);
            fs::remove_all(target);
            ++same;
        } else {
            CHECK(!fs::exists(target));
            CHECK(!restored.error().message.empty());
        }
        writeFile(file, good);
    }
    CHECK_EQ(namesIn(folder.path()).size(), 4u);  // nothing is left beside the workspace, the backup and its pairs
    CHECK_OK(restoreWorkspace(backup, target));
    faults::report({6, "one bit of a backup flipped, then restored", flips, 0, 0,
                    std::to_string(flips - same) + " refused; " + std::to_string(same) +
                        " were in words of backup.json and gave the same workspace"});
}

TEST(a_backup_stays_inside_its_folder) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 3, 3);
    const auto backup = folder.path() / "backup";
    const auto target = folder.path() / "again";
    CHECK_OK(backupWorkspace({workspace, backup, false}));
    const auto good = readJsonFile(backup / backupManifestName);
    CHECK_OK(good);
    writeFile(folder.path() / "secret.txt", "secret");
    const Json secret = {{"path", ""}, {"bytes", 6}, {"sha256", sha256Hex("secret")}};
    long tried = 0;
    const auto refused = [&](const Json& manifest) {
        CHECK_OK(writeJsonFile(backup / backupManifestName, manifest));
        const auto restored = restoreWorkspace(backup, target);
        CHECK(!restored);
        CHECK(!restored.error().message.empty());
        CHECK(!fs::exists(target));
        ++tried;
    };
    for (const std::string path : {"../secret.txt", "a/../../secret.txt", "/etc/passwd", "", ".", "..", "./x", "a//b",
                                   "x/", "link", "dir/x", "pipe", "absent", "workspace.db"}) {
        Json manifest = *good;
        Json entry = secret;
        entry["path"] = path == "/etc/passwd" ? (folder.path() / "secret.txt").string() : path;
        manifest["files"].push_back(entry);
        fs::remove_all(backup / "link");
        fs::remove_all(backup / "dir");
        fs::remove_all(backup / "pipe");
        fs::create_symlink(folder.path() / "secret.txt", backup / "link");
        fs::create_directory_symlink(folder.path(), backup / "dir");
        CHECK_EQ(::mkfifo((backup / "pipe").c_str(), 0600), 0);
        writeFile(folder.path() / "x", "secret");
        refused(manifest);
    }
    for (const auto& [key, value] : std::vector<std::pair<std::string, Json>>{{"format", "zip"},
                                                                              {"version", 2},
                                                                              {"version", "1"},
                                                                              {"files", Json::object()},
                                                                              {"files", nullptr},
                                                                              {"files", {1, 2}},
                                                                              {"files", Json::array()}}) {
        Json manifest = *good;
        manifest[key] = value;
        refused(manifest);
    }
    writeFile(backup / backupManifestName, std::string(100'000, '['));
    CHECK(!restoreWorkspace(backup, target));
    fs::remove(backup / backupManifestName);
    CHECK(restoreWorkspace(backup, target).error().message.find("not a backup") != std::string::npos);
    CHECK(!fs::exists(target));
    faults::report({10, "lists of a backup that lead out of it, links, pipes", tried + 2, 0, 0,
                    "0 files opened outside; nothing restored"});
}

TEST(a_backup_that_is_killed_leaves_no_backup) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    makeFullWorkspace(workspace, 2000, 300);
    const int kills = faults::times(25, 300);
    int whole = 0;
    const auto begin = std::chrono::steady_clock::now();
    CHECK_OK(backupWorkspace({workspace, folder.path() / "first", true}));
    const std::chrono::duration<double, std::micro> once = std::chrono::steady_clock::now() - begin;
    const auto longest = static_cast<std::uint64_t>(1.5 * once.count());
    Random random(5);
    for (int i = 0; i < kills; ++i) {
        const auto backup = folder.path() / "backups" / "b";
        fs::create_directories(backup.parent_path());
        const pid_t child = ::fork();
        if (child == 0) {
            ::_exit(backupWorkspace({workspace, backup, true}) ? 0 : 1);
        }
        ::usleep(static_cast<useconds_t>(i == 0 ? 4 * longest : random.below(longest)));
        ::kill(child, SIGKILL);
        int status = 0;
        CHECK_EQ(::waitpid(child, &status, 0), child);
        if (fs::exists(backup)) {
            CHECK_OK(verifyBackup(backup));
            ++whole;
        }
        CHECK_OK(Database::open(workspace / "workspace.db")->verify());
        fs::remove_all(backup.parent_path());
    }
    CHECK(whole > 0);
    CHECK(whole < kills);
    faults::report({2, "SIGKILL while a backup is written", kills, 0, 0,
                    std::to_string(whole) + " whole backups, the others not there"});
}

// What was acknowledged before the backup began is in it, whatever four others write meanwhile, and they lose nothing.
TEST(a_backup_made_while_others_write_is_one_moment) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    makeFullWorkspace(path, 500, 10);
    std::atomic<bool> stop = false;
    std::atomic<int> failed = 0;
    std::array<std::atomic<int>, 3> acknowledged{};
    std::vector<std::thread> writers;
    for (std::size_t writer = 0; writer < acknowledged.size(); ++writer) {
        writers.emplace_back([&, writer] {
            auto workspace = Workspace::open(path);
            while (workspace && !stop) {
                RatingEvent event;
                event.saeHash = "sae";
                event.rater = "writer " + std::to_string(writer);
                event.action = RatingAction::Rate;
                event.score = 3;
                event.feature = FeatureId(static_cast<std::uint32_t>(acknowledged[writer]));
                if ((*workspace)->appendRating(event)) {
                    ++acknowledged[writer];
                } else {
                    ++failed;
                }
            }
        });
    }
    const int backups = faults::times(4, 40);
    long ratings = 0;
    for (int i = 0; i < backups; ++i) {
        const std::array before{acknowledged[0].load(), acknowledged[1].load(), acknowledged[2].load()};
        const auto backup = folder.path() / ("b" + std::to_string(i));
        const auto manifest = backupWorkspace({path, backup, false});
        CHECK_OK(manifest);
        CHECK(manifest->problems.empty());
        CHECK_OK(restoreWorkspace(backup, folder.path() / "again"));
        const auto again = Workspace::open(folder.path() / "again");
        CHECK_OK(again);
        std::array<std::set<std::uint32_t>, 3> found;
        const auto events = (*again)->ratings();
        CHECK_OK(events);
        for (const auto& event : *events) {
            for (std::size_t writer = 0; writer < found.size(); ++writer) {
                if (event.rater == "writer " + std::to_string(writer)) {
                    found[writer].insert(event.feature.value());
                    ++ratings;
                }
            }
        }
        for (std::size_t writer = 0; writer < found.size(); ++writer) {
            CHECK(static_cast<int>(found[writer].size()) >= before[writer]);
            // A prefix of what the writer wrote: no hole.
            CHECK(found[writer].empty() || *found[writer].rbegin() + 1 == found[writer].size());
        }
        fs::remove_all(folder.path() / "again");
    }
    stop = true;
    for (auto& writer : writers) {
        writer.join();
    }
    CHECK_EQ(failed.load(), 0);
    CHECK(ratings > 0);
    faults::report({7, "backups while three others rate", backups, 0, 0,
                    "each one moment with all that was acknowledged before it; the others failed 0 times"});
}
