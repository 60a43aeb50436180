// SPDX-License-Identifier: GPL-3.0-or-later
// Memory that runs out, through the real program under a limit of its address space.
#include "core/demo/demo_generator.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <algorithm>
#include <sys/resource.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

/// Lowers the address space that child processes get; this process only keeps what it has.
class AddressSpace {
public:
    explicit AddressSpace(rlim_t bytes) {
        ::getrlimit(RLIMIT_AS, &m_before);
        rlimit now = m_before;
        now.rlim_cur = bytes;
        ::setrlimit(RLIMIT_AS, &now);
    }
    ~AddressSpace() { ::setrlimit(RLIMIT_AS, &m_before); }
    AddressSpace(const AddressSpace&) = delete;
    AddressSpace& operator=(const AddressSpace&) = delete;

private:
    rlimit m_before{};
};

std::vector<std::string> training(const fs::path& pairs, const fs::path& output, const std::vector<std::string>& more) {
    std::vector<std::string> arguments = {"train-rm", "--data", pairs.string(), "--output", output.string(), "--quiet"};
    const auto tiny = tinyModelOptions();
    for (std::size_t i = 0; i + 1 < tiny.size(); i += 2) {
        if (std::find(more.begin(), more.end(), tiny[i]) == more.end()) {
            arguments.insert(arguments.end(), {tiny[i], tiny[i + 1]});
        }
    }
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

}  // namespace

// A model that no machine has the memory for is refused before it is made, with the numbers.
TEST(what_cannot_fit_is_refused_before_the_start) {
    const TemporaryFolder folder;
    const auto pairs = folder.path() / "pairs.jsonl";
    writePairs(pairs, generateDemoData({30, 1, 4}).train);
    const auto output = folder.path() / "rm";
    const auto said =
        safer(training(pairs, output, {"--layers", "1000", "--hidden", "8192", "--intermediate", "32768"}));
    CHECK_EQ(said.exitCode, 5);
    CHECK(said.err.find("free on cpu") != std::string::npos);
    CHECK(said.err.find("--lora-rank") != std::string::npos);
    CHECK(!fs::exists(output));
    CHECK(!fs::exists(output.string() + ".run"));
}

// Every block's activations are kept for all pairs at once: too much under the limit, and little with checkpointing.
TEST(memory_that_runs_out_ends_the_run_with_a_sentence) {
    const TemporaryFolder folder;
    const auto pairs = folder.path() / "pairs.jsonl";
    writePairs(pairs, generateDemoData({200, 1, 4}).train);
    const auto output = folder.path() / "rm";
    const std::vector<std::string> deep = {"--layers", "60", "--batch-pairs", "200", "--hidden", "64"};
    auto hungry = deep;
    hungry.insert(hungry.end(), {"--micro-batch-tokens", "10000000"});
    SaferOutput said;
    {
        const AddressSpace limited(rlim_t{2} << 30);
        said = safer(training(pairs, output, hungry));
    }
    if (said.exitCode != 5) {
        throw Failure("exit code " + std::to_string(said.exitCode) + ": " + said.err, __FILE__, __LINE__);
    }
    CHECK(said.err.find("memory ran out") != std::string::npos || said.err.find("Memory ran out") != std::string::npos);
    CHECK(said.err.find("--micro-batch-tokens") != std::string::npos);
    CHECK(said.err.find("terminate called") == std::string::npos);
    CHECK(!fs::exists(output));
    auto frugal = deep;
    frugal.insert(frugal.end(), {"--micro-batch-tokens", "2000", "--gradient-checkpointing"});
    const AddressSpace limited(rlim_t{2} << 30);
    const auto again = safer(training(pairs, output, frugal));
    CHECK_EQ(again.exitCode, 0);
    CHECK(fs::exists(output / "model.safetensors"));
}

TEST(low_rank_bfloat16_training_makes_an_ordinary_model) {
    const TemporaryFolder folder;
    const auto pairs = folder.path() / "pairs.jsonl";
    writePairs(pairs, generateDemoData({60, 1, 4}).train);
    const auto base = folder.path() / "base";
    CHECK_EQ(safer(training(pairs, base, {})).exitCode, 0);
    const auto tuned = folder.path() / "tuned";
    const auto said = safer({"train-rm", "--data", pairs.string(), "--model", base.string(), "--output", tuned.string(),
                             "--quiet", "--lora-rank", "4", "--lora-targets", "q,v,down", "--dtype", "bfloat16",
                             "--gradient-checkpointing", "--epochs", "1"});
    CHECK_EQ(said.exitCode, 0);
    CHECK_EQ(safer({"reward", "--model", tuned.string(), "--data", pairs.string(), "--json"}).jsonLines().size(),
             safer({"reward", "--model", base.string(), "--data", pairs.string(), "--json"}).jsonLines().size());
    CHECK_EQ(safer(training(pairs, folder.path() / "bad", {"--lora-rank", "4", "--lora-targets", "q,x"})).exitCode, 2);
    CHECK_EQ(safer(training(pairs, folder.path() / "bad", {"--dtype", "int8"})).exitCode, 2);
}
