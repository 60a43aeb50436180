// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_index.h"
#include "tests/faults/failing_disk.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"

#include <csignal>
#include <cstdlib>
#include <fstream>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;
namespace fs = std::filesystem;

// Number 2: the build of an index is killed before, in the middle of and right behind every call that changes a file.
// An index that is there is whole; the next build goes on and ends with the same bytes.

namespace {

using Contents = std::map<std::string, std::string>;

check::BoundedCall build(const fs::path& folder, int seed) {
    return callTo({check::besideThisTest("index_child").string(), folder.string(), std::to_string(seed)});
}

Contents built(const fs::path& folder, int seed) {
    const auto result = check::runBounded(build(folder, seed));
    if (result.exitCode != 0) {
        throw check::Failure("The build ended with " + std::to_string(result.exitCode) + ": " + result.err, __FILE__,
                             __LINE__);
    }
    return contentsBelow(folder);
}

// Without what a build that was killed at its last step may leave beside the files of an index.
Contents withoutState(Contents contents) {
    contents.erase("state.json");
    return contents;
}

struct Tally {
    long kills = 0;
    long half = 0;       ///< something that is no whole index under an index's name
    long different = 0;  ///< the build after the kill gave other bytes
    double slowest = 0.0;
};

// `old`: seed of an index that lies there before, 0 for none.
void killAtEveryCall(const std::string& how, int old, Tally& tally) {
    const TemporaryFolder reference;
    const Contents fresh = built(reference.path() / "index", 1);
    const Contents before = old > 0 ? built(reference.path() / "old", old) : Contents{};
    const FailingDisk counting{.below = reference.path(), .how = how};
    if (old > 0) {
        fs::copy(reference.path() / "old", reference.path() / "counted", fs::copy_options::recursive);
    }
    const auto total = countCalls(counting, build(reference.path() / "counted", 1));
    for (const auto at : chosenCalls(total, 5)) {
        const TemporaryFolder folder;
        const fs::path index = folder.path() / "index";
        if (old > 0) {
            fs::copy(reference.path() / "old", index, fs::copy_options::recursive);
        }
        const auto killed = runOn({.below = folder.path(), .how = how, .at = at}, build(index, 1));
        CHECK_EQ(killed.exitCode, -SIGKILL);
        ++tally.kills;
        const Contents left = withoutState(contentsBelow(index));
        const bool whole = fs::exists(index) ? (left == fresh || left == before) : old == 0;
        tally.half += whole ? 0 : 1;
        if (fs::exists(index)) {
            const auto opened = FeatureIndex::open(index);
            CHECK_OK(opened);
            CHECK_OK((*opened)->verify());
        }
        const auto again = check::runBounded(build(index, 1));
        tally.slowest = std::max(tally.slowest, again.seconds);
        const bool same = again.exitCode == 0 && withoutState(contentsBelow(index)) == fresh;
        tally.different += same ? 0 : 1;
        const auto leftovers = leftoversIn(folder.path());
        CHECK(leftovers.empty());
    }
}

}  // namespace

TEST(a_build_killed_at_any_call_leaves_no_half_index_and_goes_on) {
    Tally tally;
    for (const std::string how : {"kill", "killhalf", "killafter"}) {
        killAtEveryCall(how, 0, tally);
    }
    report({.number = 2,
            .fault = "kill at every k-th write, fsync, rename of an index build",
            .times = tally.kills,
            .lost = tally.half + tally.different,
            .note = "before, inside and behind the call; the same bytes after going on",
            .slowestSeconds = tally.slowest});
    CHECK_EQ(tally.half, 0);
    CHECK_EQ(tally.different, 0);
}

// commitFolder() once put the old folder aside before the new one took its name: a kill between the two left neither.
TEST(a_build_that_replaces_an_index_leaves_the_old_or_the_new_one) {
    Tally tally;
    for (const std::string how : {"kill", "killafter"}) {
        killAtEveryCall(how, 2, tally);
    }
    report({.number = 2,
            .fault = "kill at every k-th call of a build that replaces an index",
            .times = tally.kills,
            .lost = tally.half + tally.different,
            .note = "the old or the new one is there, never neither"});
    CHECK_EQ(tally.half, 0);
    CHECK_EQ(tally.different, 0);
}

// Number 5, the same build: a call that fails is said, and nothing is taken for written.
TEST(a_build_whose_disk_fails_at_any_call_never_says_done) {
    const TemporaryFolder reference;
    const Contents fresh = built(reference.path() / "index", 1);
    for (const std::string how : {"eio", "short"}) {
        const FailingDisk counting{.below = reference.path(), .how = how};
        const auto total = countCalls(counting, build(reference.path() / "counted", 1));
        fs::remove_all(reference.path() / "counted");
        long tried = 0;
        long claimed = 0;
        long lost = 0;
        for (const auto at : chosenCalls(total, 5)) {
            for (const bool rest : {false, true}) {
                const TemporaryFolder folder;
                const fs::path index = folder.path() / "index";
                const auto failed =
                    runOn({.below = folder.path(), .how = how, .at = at, .rest = rest}, build(index, 1));
                CHECK(failed.exitCode == 0 || failed.exitCode == 1);
                ++tried;
                // Done with 0 only where all is there: the fault met the removal of a leftover, say.
                claimed += failed.exitCode == 0 && withoutState(contentsBelow(index)) != fresh ? 1 : 0;
                CHECK(failed.exitCode == 0 || failed.err.find(folder.path().string()) != std::string::npos);
                if (fs::exists(index)) {
                    CHECK(withoutState(contentsBelow(index)) == fresh);
                }
                lost += withoutState(built(index, 1)) == fresh ? 0 : 1;
            }
        }
        report({.number = how == "eio" ? 5 : 4,
                .fault = (how == "eio" ? "EIO" : "ENOSPC") + std::string(" at every k-th call of an index build"),
                .times = tried,
                .lost = lost + claimed,
                .note = "once, and for all later calls too; never done, and it goes on afterwards"});
        CHECK_EQ(claimed, 0);
        CHECK_EQ(lost, 0);
    }
}

// The flush that makes the new folder's name certain fails, and so does all that would take it back: it once said that
// nothing had been changed.
TEST(a_new_folder_that_cannot_be_taken_back_is_said_to_be_in_place) {
    for (const int old : {0, 2}) {
        const TemporaryFolder reference;
        const Contents fresh = built(reference.path() / "fresh", 1);
        const auto prepare = [&](const fs::path& folder) {
            if (old > 0) {
                built(folder / "index", old);
            }
        };
        const TemporaryFolder counted;
        prepare(counted.path());
        const fs::path log = reference.path() / "log";
        CHECK_EQ(
            runOn({.below = counted.path(), .how = "eio", .log = log}, build(counted.path() / "index", 1)).exitCode, 0);
        std::uint64_t last = 0;
        std::ifstream lines(log);
        for (std::string line; std::getline(lines, line);) {
            const bool flush = line.find("\tfsync\t" + fs::canonical(counted.path()).string() + "\t") != line.npos;
            last = flush ? std::strtoull(line.c_str(), nullptr, 10) : last;
        }
        CHECK(last > 0);
        const TemporaryFolder folder;
        prepare(folder.path());
        const auto failed =
            runOn({.below = folder.path(), .how = "eio", .at = last, .rest = true}, build(folder.path() / "index", 1));
        CHECK_EQ(failed.exitCode, 1);
        CHECK(withoutState(contentsBelow(folder.path() / "index")) == withoutState(fresh));
        CHECK(failed.err.find("is in place, but may be gone after a power cut") != std::string::npos);
    }
}

// What the user calls NAME.old is the user's: commitFolder() once cleared such a folder away.
TEST(a_folder_of_the_users_beside_the_target_is_left_alone) {
    const TemporaryFolder folder;
    built(folder.path() / "index", 2);
    fs::create_directories(folder.path() / "index.old");
    std::ofstream(folder.path() / "index.old" / "mine.txt") << "mine";
    built(folder.path() / "index", 1);
    CHECK(fs::exists(folder.path() / "index.old" / "mine.txt"));
}
