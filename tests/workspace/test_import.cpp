// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "tests/workspace/workspace_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <map>
#include <thread>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;
using check::writePairs;

namespace {

int rows(const Workspace& workspace, const std::string& table) {
    SQLite::Database raw((workspace.folder() / "workspace.db").string());
    return raw.execAndGet("SELECT count(*) FROM " + table).getInt();
}

}  // namespace

TEST(import_keeps_good_pairs_and_says_what_it_skipped) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    const auto fixture = check::sourceFolder() / "tests" / "fixtures" / "data" / "dirty.jsonl";
    PairReaderOptions options;
    options.maxLineBytes = 4096;
    const auto summary = workspace->importPairs(fixture, "dirty", options);
    CHECK_OK(summary);
    CHECK_EQ(summary->layout, "saferscope");
    CHECK_EQ(summary->dataset.pairs, 4u);
    CHECK_EQ(summary->dataset.skipped, 15u);
    CHECK_EQ(summary->issues.size(), 15u);
    const auto read = readAllPairs(fixture, options);
    const auto stored = workspace->dataset("dirty");
    CHECK_OK(stored);
    CHECK(std::filesystem::path(stored->sourcePath).is_absolute());
    CHECK(std::filesystem::equivalent(stored->sourcePath, fixture));
    CHECK(*workspace->loadPairs(*stored) == *read);
    CHECK(*workspace->loadPair(stored->id, "g3") == read->at(2));
    CHECK(workspace->loadPair(stored->id, "b1").error().code == ErrorCode::NotFound);
    CHECK_EQ(workspace->datasets().size(), 1u);
    CHECK(workspace->dataset("other").error().code == ErrorCode::NotFound);
}

TEST(the_workers_copy_is_named_and_hashed_by_content) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    const auto file = writePairs(folder.path() / "a.jsonl", 20);
    CHECK_OK(workspace->importPairs(file, "a", {}));
    const auto dataset = *workspace->dataset("a");
    const auto copy = workspace->exportForWorkers(dataset);
    CHECK_OK(copy);
    CHECK_EQ(copy->filename().string(), dataset.contentHash.substr(0, 16) + ".jsonl");
    CHECK_EQ(*sha256File(*copy), dataset.contentHash);
    CHECK(*readAllPairs(*copy) == *workspace->loadPairs(dataset));
    const auto time = std::filesystem::last_write_time(*copy);
    CHECK(*workspace->exportForWorkers(dataset) == *copy);
    CHECK(std::filesystem::last_write_time(*copy) == time);  // made once

    // The same pairs are the same content, whatever the file was called; other pairs are not.
    CHECK_OK(workspace->importPairs(*copy, "b", {}));
    CHECK_EQ(workspace->dataset("b")->contentHash, dataset.contentHash);
    CHECK_OK(workspace->importPairs(writePairs(folder.path() / "c.jsonl", 20, "other"), "c", {}));
    CHECK(workspace->dataset("c")->contentHash != dataset.contentHash);

    CHECK_OK(workspace->removeDataset("a"));
    CHECK(std::filesystem::exists(*copy));  // b has the same pairs
    CHECK_OK(workspace->removeDataset("b"));
    CHECK(!std::filesystem::exists(*copy));
    CHECK(workspace->removeDataset("b").error().code == ErrorCode::NotFound);
    CHECK(!workspace->exportForWorkers(dataset));  // gone: no half file either
    CHECK(!std::filesystem::exists(*copy));
    CHECK(!workspace->loadPairs(dataset));
    CHECK_EQ(rows(*workspace, "pair"), 20);
}

TEST(a_changed_database_is_noticed_on_export) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(workspace->importPairs(writePairs(folder.path() / "a.jsonl", 5), "a", {}));
    {
        SQLite::Database raw((workspace->folder() / "workspace.db").string(), SQLite::OPEN_READWRITE);
        raw.exec("UPDATE pair SET chosen = 'yet' WHERE pair_id = 'p3'");
    }
    const auto copy = workspace->exportForWorkers(*workspace->dataset("a"));
    CHECK(!copy);
    CHECK(copy.error().code == ErrorCode::Io);
}

TEST(names_are_taken_once) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    const auto file = writePairs(folder.path() / "a.jsonl", 3);
    CHECK_OK(workspace->importPairs(file, "a", {}));
    const auto again = workspace->importPairs(file, "a", {});
    CHECK(again.error().code == ErrorCode::InvalidInput);
    CHECK(again.error().message.find("already") != std::string::npos);
    for (const char* name : {"", ".hidden", "a/b", "line\nbreak", "bad\xff"}) {
        CHECK(workspace->importPairs(file, name, {}).error().code == ErrorCode::Usage);
    }
    CHECK_EQ(rows(*workspace, "pair"), 3);
}

TEST(a_failed_import_leaves_nothing) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    // Thousands of good pairs, then the gzip stream breaks off: the failure comes long after the first insert.
    const auto plain = writePairs(folder.path() / "a.jsonl", 20000);
    const auto packed = folder.path() / "a.jsonl.gz";
    CHECK_EQ(std::system(("gzip -k " + plain.string()).c_str()), 0);
    std::filesystem::resize_file(packed, std::filesystem::file_size(packed) - 20);
    const auto failed = workspace->importPairs(packed, "a", {});
    CHECK(failed.error().code == ErrorCode::InvalidInput);
    CHECK_EQ(rows(*workspace, "pair"), 0);
    CHECK_EQ(rows(*workspace, "dataset"), 0);

    check::writeFile(folder.path() / "bad.jsonl", R"({"prompt":"p","chosen":"a","rejected":"a"})");
    const auto none = workspace->importPairs(folder.path() / "bad.jsonl", "bad", {});
    CHECK(none.error().code == ErrorCode::InvalidInput);
    CHECK(none.error().message.find("are the same") != std::string::npos);
    CHECK_EQ(rows(*workspace, "dataset"), 0);
    CHECK(!workspace->importPairs(folder.path() / "absent.jsonl", "x", {}));
    CHECK_OK(workspace->importPairs(plain, "a", {}));  // the name is free and nothing is locked
}

TEST(a_stopped_import_leaves_nothing) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    const auto file = writePairs(folder.path() / "a.jsonl", 30000);
    std::stop_source stop;
    // The observer is told at the start and every 100 ms; the request comes from another thread while pairs go in.
    std::jthread other([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(30));
        stop.request_stop();
    });
    const auto stopped = workspace->importPairs(file, "a", {}, {}, stop.get_token());
    CHECK(!stopped);
    CHECK(stopped.error().code == ErrorCode::Interrupted);
    CHECK_EQ(rows(*workspace, "pair"), 0);
    CHECK(workspace->datasets().empty());

    // Reading is counted in bytes, saving in pairs; both end at their total.
    std::map<std::string, Progress> last;
    CHECK_OK(
        workspace->importPairs(file, "a", {}, [&last](const Progress& progress) { last[progress.stage] = progress; }));
    CHECK_EQ(last.size(), 2u);
    CHECK_EQ(last["Reading pairs"].done, std::filesystem::file_size(file));
    CHECK_EQ(last["Reading pairs"].total, std::filesystem::file_size(file));
    CHECK_EQ(last["Saving pairs"].done, 30000u);
    CHECK_EQ(last["Saving pairs"].total, 30000u);
    CHECK_EQ(rows(*workspace, "pair"), 30000);
}

TEST(an_import_stopped_while_saving_leaves_nothing) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    const auto file = writePairs(folder.path() / "a.jsonl", 5000);
    std::stop_source stop;
    const auto stopped = workspace->importPairs(
        file, "a", {},
        [&stop](const Progress& progress) {
            if (progress.stage == "Saving pairs") {
                stop.request_stop();
            }
        },
        stop.get_token());
    CHECK(stopped.error().code == ErrorCode::Interrupted);
    CHECK_EQ(rows(*workspace, "pair"), 0);
    CHECK_EQ(rows(*workspace, "dataset"), 0);
    CHECK_OK(workspace->importPairs(file, "a", {}));
    CHECK_EQ(rows(*workspace, "pair"), 5000);
}

TEST(others_work_while_a_file_is_read) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    const auto file = writePairs(folder.path() / "a.jsonl", 3000);
    auto other = Workspace::open(workspace->folder());
    CHECK_OK(other);
    int written = 0;
    const auto imported = workspace->importPairs(file, "a", {}, [&](const Progress& progress) {
        if (progress.stage == "Reading pairs" && progress.done == progress.total) {
            written += (*other)->setSettings({"now", 100, 1}) ? 1 : 0;
            // Of the same name, and first: the slower import has to say so.
            written += (*other)->importPairs(writePairs(folder.path() / "b.jsonl", 2), "a", {}) ? 1 : 0;
        }
    });
    CHECK_EQ(written, 2);
    CHECK(!imported);
    CHECK(imported.error().message.find("already") != std::string::npos);
    CHECK_EQ(rows(*workspace, "pair"), 2);
}
