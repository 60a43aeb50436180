// SPDX-License-Identifier: GPL-3.0-or-later
// Number 17: less and less address space, until nothing starts. Every command either does its work or ends by itself
// with one sentence and exit code 5; what a run had is kept, and with memory it goes on.
#include "core/demo/demo_generator.h"
#include "core/jobs/run_state.h"
#include "tests/cli/safer_process.h"
#include "tests/support/bounded_process.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"
#include "tests/support/sanitizers.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>

using namespace saferscope;
using namespace saferscope::check;
using namespace saferscope::faults;
namespace fs = std::filesystem;

namespace {

using Arguments = std::vector<std::string>;

BoundedResult limited(const Arguments& arguments, std::uint64_t bytes, double seconds = 120.0) {
    BoundedCall call;
    call.arguments = {std::getenv("SAFER_PROGRAM")};
    call.arguments.insert(call.arguments.end(), arguments.begin(), arguments.end());
    call.addressSpaceBytes = bytes;
    // The same on every machine: each thread's stack and buffers count too.
    call.environment = {{"OMP_NUM_THREADS", "2"}, {"OPENBLAS_NUM_THREADS", "2"}};
    call.timeoutSeconds = seconds;
    return runBounded(call);
}

bool speaksOfMemory(const std::string& text) {
    return text.find("emory") != std::string::npos || text.find("threads") != std::string::npos;
}

/// The loader of the system has not got the libraries into memory: nothing of ours has run yet.
bool couldNotLoad(const BoundedResult& said) {
    return said.exitCode == 127 && said.err.find("error while loading shared libraries") != std::string::npos;
}

struct Sweep {
    std::string name;
    Arguments arguments;
    std::function<void()> prepare = {};       ///< before each try
    std::function<bool()> madeNothing = {};   ///< after a failure: nothing half done is there
    std::vector<std::uint64_t> quick = {};    ///< limits in MiB; the full form has 24 from `least` to `enough`
    std::function<void()> afterFailure = {};  ///< what has to work afterwards
};

// Some way below what OpenBLAS wants while it is loaded, where it once tried for ever: the program refuses to start.
constexpr std::uint64_t least = std::uint64_t{640} << 20;

/// From the limit under which the program can barely be loaded to one that is enough.
Row sweep(const Sweep& what, std::uint64_t enough) {
    if (!check::memoryIsOurs) {
        SKIP("A sanitizer takes an address space of terabytes for itself.");
    }
    Row row{17, what.name + " with less and less address space", 0};
    constexpr std::uint64_t steps = 24;
    std::vector<std::uint64_t> limits;
    for (std::uint64_t i = 0; i < steps; ++i) {
        limits.push_back(least + (enough - least) * i / (steps - 1));
    }
    if (!fullCounts()) {
        limits.clear();
        for (const auto mebibytes : what.quick) {
            limits.push_back(mebibytes << 20);
        }
    }
    int clean = 0;
    int worked = 0;
    int notStarted = 0;
    for (std::size_t i = 0; i < limits.size(); ++i) {
        const std::uint64_t bytes = limits[i];
        if (what.prepare) {
            what.prepare();
        }
        const auto said = limited(what.arguments, bytes);
        ++row.times;
        row.slowestSeconds = std::max(row.slowestSeconds.value_or(0.0), said.seconds);
        std::cout << what.name << " " << (bytes >> 20) << " MiB: " << said.exitCode << (said.timedOut ? " hangs " : " ")
                  << said.err.substr(0, 300) << std::endl;
        if (said.crashed()) {
            ++row.crashed;
        } else if (said.exitCode == 0) {
            ++worked;
            continue;
        } else if (couldNotLoad(said)) {
            ++notStarted;
        } else if (said.exitCode == 5 && speaksOfMemory(said.err) && said.err.starts_with("safer: ")) {
            ++clean;
        } else {
            ++row.crashed;
        }
        if (what.madeNothing && !what.madeNothing()) {
            ++row.lost;
        }
        if (what.afterFailure && !said.crashed() && i % 6 == 0) {
            what.afterFailure();
            ++worked;
        }
    }
    row.note = std::to_string(clean) + " ended with code 5, " + std::to_string(worked) + " worked, " +
               std::to_string(notStarted) + " were not loaded by the system";
    report(row);
    CHECK(worked > 0);  // the last one has enough, or what came after a failure
    return row;
}

struct Place {
    TemporaryFolder folder;
    std::string pairs = (folder.path() / "pairs.jsonl").string();
    std::string model = (folder.path() / "rm").string();
    std::string sae = (folder.path() / "sae").string();
    std::string output = (folder.path() / "output").string();

    Place() {
        writePairs(pairs, generateDemoData({static_cast<std::size_t>(times(60, 200)), 1, 9}).train);
        Arguments train = {"train-rm", "--output", model, "--data", pairs, "--quiet"};
        const auto tiny = tinyModelOptions();
        train.insert(train.end(), tiny.begin(), tiny.end());
        CHECK_EQ(safer(train).exitCode, 0);
        CHECK_EQ(safer({"train-sae", "--model", model, "--output", sae, "--data", pairs, "--layer", "1", "--latents",
                        "128", "--k", "4", "--quiet"})
                     .exitCode,
                 0);
    }
    void clear() const {
        fs::remove_all(output);
        fs::remove_all(output + ".run");
        fs::remove_all(output + ".partial");
    }
    /// What was being made is not there, and what is left of its run is whole: failed, and nothing else.
    bool madeNothing() const {
        const bool ended = !fs::exists(output + ".run") || readRunState(output + ".run") == RunState::Failed ||
                           readRunState(output + ".run") == RunState::Waiting;
        return !fs::exists(output) && ended;
    }
};

const Place& place() {
    static const Place made;
    return made;
}

std::uint64_t megabytes(std::uint64_t count) { return count << 20; }

}  // namespace

TEST(training_a_reward_model) {
    const Place& here = place();
    // Forty blocks whose activations are kept for all pairs at once, so that memory ends in forward or backward.
    const std::string width = std::to_string(times(32, 64));
    const Arguments deep = {"train-rm", "--data", here.pairs,      "--output", here.output,      "--quiet",
                            "--layers", "40",     "--hidden",      width,      "--intermediate", "128",
                            "--heads",  "2",      "--kv-heads",    "1",        "--vocabulary",   "400",
                            "--epochs", "1",      "--batch-pairs", "200"};
    Arguments hungry = deep;
    hungry.insert(hungry.end(), {"--micro-batch-tokens", "10000000"});
    Arguments frugal = deep;
    frugal.insert(frugal.end(), {"--micro-batch-tokens", "1000", "--gradient-checkpointing"});
    const auto row = sweep({"train-rm",
                            hungry,
                            [&] { here.clear(); },
                            [&] { return here.madeNothing(); },
                            {1400},
                            [&] {
                                const auto again = limited(frugal, megabytes(3500), 300.0);  // goes on, or starts anew
                                CHECK_EQ(again.exitCode, 0);
                                CHECK(fs::exists(fs::path(here.output) / "model.safetensors"));
                            }},
                           megabytes(4500));
    CHECK_EQ(row.crashed, 0);
    CHECK_EQ(row.lost, 0);
    here.clear();
}

TEST(training_an_sae) {
    const Place& here = place();
    const auto row =
        sweep({"train-sae",
               {"train-sae", "--model", here.model, "--output", here.output, "--data", here.pairs, "--layer", "1",
                "--latents", fullCounts() ? "16384" : "2048", "--k", "4", "--batch-tokens", "2048", "--quiet"},
               [&] { here.clear(); },
               [&] { return here.madeNothing(); },
               {1000, 2000}},
              megabytes(3000));
    CHECK_EQ(row.crashed, 0);
    CHECK_EQ(row.lost, 0);
    here.clear();
}

TEST(building_an_index) {
    const Place& here = place();
    const auto row = sweep(
        {"index",
         {"index", "--model", here.model, "--sae", here.sae, "--output", here.output, "--data", here.pairs, "--quiet"},
         [&] { here.clear(); },
         [&] { return here.madeNothing(); },
         {700, 950, 2000}},
        megabytes(3000));
    CHECK_EQ(row.crashed, 0);
    CHECK_EQ(row.lost, 0);
    here.clear();
}

TEST(loading_a_model_and_its_rewards) {
    const Place& here = place();
    // 950: OpenBLAS could be loaded and not get the memory of its first product, for which it once tried for ever.
    const auto row =
        sweep({"reward", {"reward", "--model", here.model, "--data", here.pairs, "--quiet"}, {}, {}, {640, 950, 1500}},
              megabytes(2500));
    CHECK_EQ(row.crashed, 0);
}

TEST(importing_pairs) {
    const Place& here = place();
    const std::string workspace = (here.folder.path() / "workspace").string();
    const auto row = sweep({"import",
                            {"import", here.pairs, "--workspace", workspace, "--name", "train", "--quiet"},
                            [&] { fs::remove_all(workspace); },
                            {},
                            {700, 1500}},
                           megabytes(1500));
    CHECK_EQ(row.crashed, 0);
}
