// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/failing_disk.h"
#include "tests/faults/training_lines.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"

#include <csignal>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;
namespace fs = std::filesystem;

// Number 3: a training is killed, or asked to stop, after step s, for every s; it goes on to the same bits (weights,
// moments, counters) and has measured every step once, with the same loss. Checkpoints are written every second or
// third step, so that steps are repeated.

namespace {

struct Tally {
    long tries = 0;
    long different = 0;
};

void stopAtEveryStep(const std::string& kind, const std::string& way, int quick, Tally& tally) {
    const TemporaryFolder folder;
    // A step that never comes: the same checkpoints as those that are stopped.
    const auto undisturbed = linesOf(finishedTraining(kind, folder.path() / "undisturbed", {way, "1000000"}));
    CHECK(undisturbed.losses.size() >= 6);
    for (const auto step : chosenCalls(undisturbed.losses.size(), quick)) {
        const fs::path checkpoints = folder.path() / (way + std::to_string(step));
        const auto first = check::runBounded(training(kind, checkpoints, {way, std::to_string(step)}));
        // The last step has nothing behind it to stop.
        CHECK(first.exitCode == (way == "kill" ? -SIGKILL : 4) || (way == "stop" && step == undisturbed.losses.size()));
        const TrainingLines before = linesOf(first);
        const auto again = linesOf(finishedTraining(kind, checkpoints, {way, "1000000"}));
        ++tally.tries;
        // What the first one measured up to where the second began, and all that the second measured.
        std::map<std::uint64_t, std::string> curve;
        for (const auto& [at, loss] : before.losses) {
            if (at <= again.resumed) {
                curve[at] = loss;
            } else if (again.losses.contains(at) && again.losses.at(at) != loss) {
                curve[0] = "a repeated step has another loss";
            }
        }
        curve.insert(again.losses.begin(), again.losses.end());
        // What a stop right behind the last step leaves unsaid: that this step has been evaluated.
        const bool evaluated =
            again.evaluated == undisturbed.evaluated || (way == "stop" && step == undisturbed.losses.size());
        const bool same = again.hash == undisturbed.hash && curve == undisturbed.losses && evaluated &&
                          (way == "kill" || again.resumed == before.losses.rbegin()->first);
        tally.different += same ? 0 : 1;
    }
}

}  // namespace

TEST(a_training_stopped_after_any_step_goes_on_to_the_same_bits) {
    for (const std::string kind : {"reward", "lora", "sae"}) {
        Tally tally;
        stopAtEveryStep(kind, "kill", 1, tally);
        if (fullCounts() || kind != "lora") {
            stopAtEveryStep(kind, "stop", 1, tally);
        }
        report({.number = 3,
                .fault = "training of a " +
                         std::string(kind == "sae"    ? "two-stage SAE"
                                     : kind == "lora" ? "reward model (LoRA)"
                                                      : "reward model") +
                         " killed or stopped after step s",
                .times = tally.tries,
                .lost = tally.different,
                .note = "weights, moments, counters and every loss equal to the bit (CPU)"});
        CHECK_EQ(tally.different, 0);
    }
}
