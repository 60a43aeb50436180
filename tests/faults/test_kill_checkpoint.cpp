// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/failing_disk.h"
#include "tests/faults/training_lines.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"

#include <algorithm>
#include <csignal>
#include <map>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;
namespace fs = std::filesystem;

// Numbers 2 and 5: a small training with a checkpoint after every step, killed at any call that changes a file, and on
// a disk that fails at any such call. What was said to be saved is there, and the training goes on to the same bits.

namespace {

struct Reference {
    std::string hash;
    std::uint64_t calls = 0;
};

// The kinds of kill count the same calls.
const Reference& referenceOf(const std::string& kind, const std::string& how) {
    static std::map<std::string, Reference> made;
    const std::string same = how.starts_with("kill") ? "kill" : how;
    Reference& reference = made[kind + " " + same];
    if (reference.calls == 0) {
        const TemporaryFolder folder;
        check::BoundedResult said;
        reference.calls =
            countCalls({.below = folder.path(), .how = same}, training(kind, folder.path() / "counted"), &said);
        reference.hash = linesOf(said).hash;
        CHECK(!reference.hash.empty());
    }
    return reference;
}

struct Tally {
    long tries = 0;
    long lost = 0;       ///< the next one began before what was said to be saved
    long different = 0;  ///< or ended with other bits
    double slowest = 0.0;
};

void killTraining(const std::string& kind, const std::string& how, int quick, int full, Tally& tally) {
    if (times(quick, full) == 0) {
        return;
    }
    const Reference& reference = referenceOf(kind, how);
    for (const auto at : chosenCalls(reference.calls, quick, full)) {
        const TemporaryFolder folder;
        const fs::path checkpoints = folder.path() / "checkpoints";
        const auto killed = runOn({.below = folder.path(), .how = how, .at = at}, training(kind, checkpoints));
        CHECK_EQ(killed.exitCode, -SIGKILL);
        const auto again = finishedTraining(kind, checkpoints);
        const TrainingLines before = linesOf(killed);
        const TrainingLines after = linesOf(again);
        ++tally.tries;
        tally.lost += after.resumed >= before.saved ? 0 : 1;
        tally.different += after.hash == reference.hash ? 0 : 1;
        tally.slowest = std::max(tally.slowest, again.seconds);
        CHECK(leftoversIn(checkpoints).empty());
    }
}

}  // namespace

TEST(a_training_killed_at_any_call_of_a_checkpoint_goes_on_to_the_same_bits) {
    Tally tally;
    killTraining("reward", "kill", 2, 1000, tally);
    killTraining("reward", "killhalf", 1, 40, tally);
    killTraining("reward", "killafter", 1, 40, tally);
    killTraining("lora", "kill", 0, 40, tally);
    killTraining("sae", "kill", 1, 80, tally);
    report({.number = 2,
            .fault = "kill at every k-th write, fsync, rename of a training's checkpoints",
            .times = tally.tries,
            .lost = tally.lost + tally.different,
            .note = "reward model: every k; inside and behind the call, LoRA, SAE: a part; saved is there, same bits",
            .slowestSeconds = tally.slowest});
    CHECK_EQ(tally.lost, 0);
    CHECK_EQ(tally.different, 0);
}

TEST(a_training_whose_disk_fails_at_any_call_says_so_and_goes_on_to_the_same_bits) {
    for (const std::string how : {"eio", "short"}) {
        long tries = 0;
        long lost = 0;
        for (const std::string kind : {"reward", "sae"}) {
            if (!fullCounts() && (kind == "reward") != (how == "eio")) {
                continue;
            }
            const Reference& reference = referenceOf(kind, how);
            for (const auto at : chosenCalls(reference.calls, 1, kind == "reward" ? 80 : 30)) {
                const TemporaryFolder folder;
                const fs::path checkpoints = folder.path() / "checkpoints";
                const bool rest = at % 2 == 0;
                const auto failed =
                    runOn({.below = folder.path(), .how = how, .at = at, .rest = rest}, training(kind, checkpoints));
                const TrainingLines before = linesOf(failed);
                CHECK(failed.exitCode == 0 || failed.exitCode == 1);
                ++tries;
                lost += failed.exitCode == 0 && before.hash != reference.hash ? 1 : 0;
                if (failed.exitCode != 0) {
                    CHECK(before.hash.empty());
                    CHECK(failed.err.find(folder.path().string()) != std::string::npos);
                    const auto again = linesOf(finishedTraining(kind, checkpoints));
                    lost += again.hash == reference.hash && again.resumed >= before.saved ? 0 : 1;
                }
                CHECK(leftoversIn(checkpoints).empty() || rest);
            }
        }
        report({.number = how == "eio" ? 5 : 4,
                .fault =
                    (how == "eio" ? "EIO" : "ENOSPC") + std::string(" at every k-th call of a training's checkpoints"),
                .times = tries,
                .lost = lost,
                .note = "once, or for all later calls too; never said to be saved, goes on afterwards"});
        CHECK_EQ(lost, 0);
    }
}
