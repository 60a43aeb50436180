// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/storage/database_backup.h"
#include "core/storage/unfinished_datasets.h"
#include "tests/faults/annotator_process.h"
#include "tests/support/fault_report.h"
#include "tests/workspace/workspace_fixture.h"

#include <chrono>
#include <csignal>
#include <memory>
#include <unistd.h>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;
using faults::AnnotatorProcess;

// Pairs come in many short transactions, so that people can rate meanwhile. For everybody else that must look like one.

namespace {

std::uint64_t rowsOf(const std::filesystem::path& workspace, const char* kind) {
    const auto database = Database::open(workspace / "workspace.db");
    CHECK_OK(database);
    const auto counts = countRows(*database);
    CHECK_OK(counts);
    return counts->at(kind);
}

long marksIn(const std::filesystem::path& workspace) {
    long marks = 0;
    for (const auto& entry : std::filesystem::directory_iterator(workspace / "datasets")) {
        marks += entry.path().filename().string().starts_with(".import-") ? 1 : 0;
    }
    return marks;
}

void waitForMark(const std::filesystem::path& workspace) {
    for (int i = 0; i < 10'000 && marksIn(workspace) == 0; ++i) {
        ::usleep(1000);
    }
}

}  // namespace

TEST(an_import_that_is_killed_is_not_there_and_leaves_nothing_for_long) {
    const int kills = faults::times(3, 40);
    const int pairs = faults::times(1500, 4000);
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    { makeWorkspace(path); }
    // Of some 2 KB, as in real data: that makes several transactions.
    const auto file = check::writePairs(folder.path() / "pairs.jsonl", pairs, std::string(2000, 'a'));
    const auto small = check::writePairs(folder.path() / "small.jsonl", 10, "small");
    // How long pairs come in, which the mark of the import tells.
    double lasts = 0.0;
    {
        AnnotatorProcess import("annotator_child", {"import", path.string(), file.string(), "data"});
        waitForMark(path);
        const auto begin = std::chrono::steady_clock::now();
        CHECK_EQ(import.waitForEnd(), 0);
        lasts = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        CHECK_OK((*Workspace::open(path))->removeDataset("data"));
    }
    Random random(static_cast<std::uint64_t>(kills));
    long half = 0;
    long seen = 0;
    for (int round = 0; round < kills; ++round) {
        AnnotatorProcess import("annotator_child", {"import", path.string(), file.string(), "data"});
        waitForMark(path);
        ::usleep(static_cast<useconds_t>(lasts * 1000.0 * static_cast<double>(100 + random.below(700))));
        import.signal(SIGKILL);
        const int ended = import.waitForEnd();
        const auto workspace = Workspace::open(path);
        CHECK_OK(workspace);
        const auto datasets = (*workspace)->datasets();
        if (ended == 0 || !datasets.empty()) {  // it was quicker than the kill
            CHECK_EQ(datasets.size(), std::size_t{1});
            CHECK_EQ((*workspace)->loadPairs(datasets.front())->size(), static_cast<std::size_t>(pairs));
            CHECK_OK((*workspace)->removeDataset("data"));
            CHECK_EQ(rowsOf(path, "pairs"), 0u);
            continue;
        }
        half += rowsOf(path, "pairs") > 0 ? 1 : 0;
        seen += (*workspace)->dataset("data").has_value() ? 1 : 0;
        // The name is free, and what was left goes with the next import.
        CHECK_OK((*workspace)->importPairs(small, "data", {}));
        CHECK_EQ(rowsOf(path, "pairs"), 10u);
        CHECK_EQ(marksIn(path), 0L);
        CHECK_OK((*workspace)->removeDataset("data"));
        CHECK_EQ(rowsOf(path, "pairs"), 0u);
    }
    CHECK_OK(Database::open(path / "workspace.db")->verify());
    faults::report({7, "SIGKILL of an import between its short transactions", kills, 0, seen,
                    std::to_string(half) + " kills left pairs that nobody sees, gone with the next import"});
    CHECK_EQ(seen, 0L);
    CHECK(half > 0 || !faults::fullCounts());  // of a few kills none may fall into the right moment
}

TEST(an_import_that_lives_is_left_alone_by_others) {
    const int pairs = 6000;
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    const auto workspace = makeWorkspace(path);
    const auto big = check::writePairs(folder.path() / "big.jsonl", pairs);
    const auto small = check::writePairs(folder.path() / "small.jsonl", 10, "small");
    AnnotatorProcess import("annotator_child", {"import", path.string(), big.string(), "big"});
    waitForMark(path);
    CHECK_EQ(marksIn(path), 1L);
    // Others' imports and removals clear up what is abandoned, and nothing else.
    for (int i = 0; i < 3; ++i) {
        CHECK_OK(workspace->importPairs(small, "small", {}));
        CHECK_OK(workspace->removeDataset("small"));
    }
    CHECK_EQ(import.waitForEnd(), 0);
    CHECK_EQ(import.lines().front(), "imported " + std::to_string(pairs));
    CHECK_EQ(workspace->loadPairs(*workspace->dataset("big"))->size(), static_cast<std::size_t>(pairs));
}

TEST(a_data_set_that_is_finished_meanwhile_is_not_cleared_up) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    const auto workspace = makeWorkspace(path);
    const auto file = check::writePairs(folder.path() / "pairs.jsonl", 10);
    CHECK_OK(workspace->importPairs(file, "data", {}));
    auto database = Database::open(path / "workspace.db");
    CHECK_OK(database);
    auto transaction = Transaction::begin(*database);
    CHECK_OK(transaction);
    const auto more = deleteSomePairs(*transaction, workspace->dataset("data")->id, 5);
    CHECK_OK(more);
    CHECK(!*more);
    CHECK_OK(transaction->commit());
    CHECK_EQ(rowsOf(path, "pairs"), 10u);
    // Names with a dot are no data sets of people.
    CHECK(!workspace->importPairs(file, ".import-0123", {}));
    CHECK(!workspace->dataset(".import-0123"));
    CHECK(!workspace->removeDataset(".import-0123"));
}

TEST(of_two_imports_under_one_name_one_is_refused) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    { makeWorkspace(path); }
    const auto file = check::writePairs(folder.path() / "pairs.jsonl", 2000);
    std::vector<std::unique_ptr<AnnotatorProcess>> imports;
    for (int i = 0; i < 2; ++i) {
        imports.push_back(std::make_unique<AnnotatorProcess>(
            "annotator_child", std::vector<std::string>{"import", path.string(), file.string(), "data"}));
    }
    const int first = imports[0]->waitForEnd();
    const int second = imports[1]->waitForEnd();
    CHECK_EQ(first + second, 1);
    const auto workspace = Workspace::open(path);
    CHECK_OK(workspace);
    CHECK_EQ((*workspace)->datasets().size(), std::size_t{1});
    CHECK_EQ(rowsOf(path, "pairs"), 2000u);
}
