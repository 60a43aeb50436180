// SPDX-License-Identifier: GPL-3.0-or-later
// Every input that a fuzzer kept (corpus: what reaches different code; regressions: what once went wrong) through its
// target once, in an ordinary build. Inputs that a fuzzer finds become regressions by being put there.
#include "tests/fuzz/fuzz_target.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

// Ten times what a target may take of a processor under the fuzzer's sanitizers; a plain build needs far less.
constexpr double mostSeconds = 5.0;

double processorSeconds() {
    timespec now{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::vector<fs::path> inputsOf(const std::string& target) {
    std::vector<fs::path> files;
    for (const char* kind : {"corpus", "regressions"}) {
        const fs::path folder = check::sourceFolder() / "tests/fuzz" / kind / target;
        if (!fs::exists(folder)) {
            continue;
        }
        for (const auto& entry : fs::directory_iterator(folder)) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files);
    return files;
}

void runInput(const fuzz::Target& target, const std::string& name, const std::string& bytes, double& slowest) {
    const double began = processorSeconds();
    try {
        target.run(bytes);
    } catch (const fuzz::Broken& broken) {
        throw check::Failure(name + ": " + broken.what(), __FILE__, __LINE__);
    }
    slowest = std::max(slowest, processorSeconds() - began);
    if (slowest > mostSeconds) {
        throw check::Failure(name + " takes " + std::to_string(slowest) + " s", __FILE__, __LINE__);
    }
}

void runInputs(const std::string& name) {
    const auto target = std::ranges::find(fuzz::targets(), name, &fuzz::Target::name);
    CHECK(target != fuzz::targets().end());
    const auto seeds = target->seeds();
    CHECK(!seeds.empty());
    double slowest = 0.0;
    runInput(*target, "nothing", {}, slowest);
    for (std::size_t i = 0; i < seeds.size(); ++i) {
        runInput(*target, "seed " + std::to_string(i), seeds[i], slowest);
    }
    const auto files = inputsOf(name);
    for (const fs::path& file : files) {
        runInput(*target, file.filename().string(), fuzz::contentsOf(file), slowest);
    }
    std::printf("%s: %zu seeds, %zu kept inputs, slowest %.3f s\n", name.c_str(), seeds.size(), files.size(), slowest);
    std::fflush(stdout);
}

}  // namespace

#include "fuzz_cases.inc"  // TEST(name) { runInputs("name"); } for every target

TEST(inputs_belong_to_targets) {
    for (const char* kind : {"corpus", "regressions"}) {
        const fs::path root = check::sourceFolder() / "tests/fuzz" / kind;
        for (const auto& entry : fs::directory_iterator(root)) {
            const std::string name = entry.path().filename().string();
            if (std::ranges::find(fuzz::targets(), name, &fuzz::Target::name) == fuzz::targets().end()) {
                throw check::Failure("There is no target for tests/fuzz/" + std::string(kind) + "/" + name, __FILE__,
                                     __LINE__);
            }
        }
    }
}
