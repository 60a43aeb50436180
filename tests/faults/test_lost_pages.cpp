// SPDX-License-Identifier: GPL-3.0-or-later
// Number 11, second half: a file of an index is cut short in place, or another renamed over it, while it is mapped. The
// window's way (LostPages::ReadAsZero) goes on; a worker's ends with a sentence (LostPages::End).
#include "core/jobs/last_words.h"
#include "tests/faults/hostile_files.h"
#include "tests/features/index_fixture.h"
#include "tests/support/fault_report.h"

#include <csignal>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

const char* const program = "open_weights";

void makeIndex(const fs::path& folder) {
    fixture::RandomPairsOptions options;
    options.pairs = 300;
    options.features = 200;
    options.maximumTokens = 40;
    fixture::writeIndex(folder, fixture::randomPairs(options), fixture::manifestFor(200), 128);
}

check::BoundedResult spoil(const char* kind, const fs::path& index, const std::string& file, const std::string& how) {
    check::BoundedCall call;
    call.arguments = {check::besideThisTest(program).string(), kind, index.string(), file, how};
    call.timeoutSeconds = 20.0;
    return check::runBounded(call);
}

}  // namespace

TEST(a_window_survives_an_index_that_is_cut_while_it_is_open) {
    const TemporaryFolder made;
    makeIndex(made.path() / "index");
    long tried = 0;
    long crashed = 0;
    long told = 0;
    double seconds = 0.0;
    std::string first;
    for (const auto& [name, contents] : fixture::folderContents(made.path() / "index")) {
        std::vector<std::string> ways{"rename", "0", "1"};
        for (std::size_t at = 4096; at < contents.size(); at += 4096) {
            ways.push_back(std::to_string(at));
            ways.push_back(std::to_string(at - 1));
        }
        for (std::size_t i = 0; i < ways.size(); ++i) {
            if (!fullCounts() && i > 3 && i % 8 != 0) {
                continue;
            }
            const TemporaryFolder work;
            fs::copy(made.path() / "index", work.path() / "index");
            const auto result = spoil("spoil", work.path() / "index", name, ways[i]);
            ++tried;
            seconds = std::max(seconds, result.seconds);
            if (result.exitCode != 0) {
                ++crashed;
                first += "\n" + name + " " + ways[i] + ": " + std::to_string(result.exitCode) + " " + result.out +
                         result.err;
            }
            const bool lost = result.out.find("lost " + (work.path() / "index" / name).string()) != std::string::npos;
            told += lost ? 1 : 0;
            // Replaced by renaming: the old one stays whole. Cut to nothing: what was mapped of it is gone, and said
            // so. index.json and sums.bin are read when an index is opened and not mapped afterwards.
            const bool read = name == "index.json" || name == "sums.bin";
            const bool should = ways[i] == "0" && !read;
            if ((ways[i] == "rename" || read) ? lost : should && !lost) {
                first += "\n" + name + " " + ways[i] + ": " + result.out;
            }
        }
    }
    report({11, "a file of an index cut in place, or replaced, while it is open in the window's way", tried, 0, crashed,
            "went on; the file was named in the " + std::to_string(told) + " cases that lost whole pages", seconds});
    if (!first.empty()) {
        throw check::Failure(first, __FILE__, __LINE__);
    }
    CHECK(told > 0);
}

TEST(a_worker_ends_with_a_sentence) {
    const TemporaryFolder work;
    makeIndex(work.path() / "index");
    const auto result = spoil("spoil-worker", work.path() / "index", "shard-00000.bin", "0");
#if defined(__SANITIZE_ADDRESS__)
    CHECK(result.exitCode != 0);  // the sanitizer's own handler was there first and is handed the signal
#else
    CHECK_EQ(result.exitCode, -SIGBUS);
#endif
    CHECK(result.err.find("shard-00000.bin changed while it was read") != std::string::npos);
#if !defined(__SANITIZE_ADDRESS__)  // its report would be the last words
    // Standard error is the run's log: `safer jobs` and the window tell from it why the worker is gone.
    const RunPaths run(work.path());
    writeFile(run.log(), "Epoch 1\n" + result.err);
    CHECK(lastWordsOf(run).find("shard-00000.bin changed while it was read: it was cut short") != std::string::npos);
#endif
    fs::remove_all(work.path() / "index");
    makeIndex(work.path() / "index");
    const auto replaced = spoil("spoil-worker", work.path() / "index", "shard-00001.bin", "rename");
    CHECK_EQ(replaced.exitCode, 0);  // the old one stays mapped, whole
    report({11, "a shard cut in place under a worker", 1, 0, 0,
            "it ends by SIGBUS; its log names the file, and so does `safer jobs`"});
}
