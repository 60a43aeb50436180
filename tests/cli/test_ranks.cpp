// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "core/jobs/worker_identity.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <functional>
#include <map>
#include <sstream>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// Several processes train one model, started by `--ranks` and as torchrun would start them.

namespace {

using Arguments = std::vector<std::string>;

Arguments trainOn(const fs::path& data, const Arguments& more, const std::string& epochs = "2") {
    Arguments arguments = {"train-rm", "--data", data.string(), "--quiet", "--batch-pairs", "8"};
    auto tiny = tinyModelOptions();
    tiny.back() = epochs;
    arguments.insert(arguments.end(), tiny.begin(), tiny.end());
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

SaferOutput ok(const Arguments& arguments) {
    auto output = safer(arguments);
    if (output.exitCode == 2 && output.err.find("without c10d") != std::string::npos) {
        SKIP("libtorch has no c10d here.");
    }
    if (output.exitCode != 0) {
        throw Failure(arguments.front() + " ended with " + std::to_string(output.exitCode) + ": " + output.err,
                      __FILE__, __LINE__);
    }
    return output;
}

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool eventually(const std::function<bool()>& condition) {
    for (int i = 0; i < 1000 && !condition(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return condition();
}

pid_t start(const Arguments& arguments, const std::map<std::string, std::string>& variables, const fs::path& log) {
    const char* program = std::getenv("SAFER_PROGRAM");
    CHECK(program != nullptr);
    std::vector<char*> argv = {const_cast<char*>(program)};
    for (const auto& argument : arguments) {
        argv.push_back(const_cast<char*>(argument.c_str()));
    }
    argv.push_back(nullptr);
    const pid_t child = ::fork();
    CHECK(child >= 0);
    if (child == 0) {
        for (const auto& [name, value] : variables) {
            ::setenv(name.c_str(), value.c_str(), 1);
        }
        const int output = ::open(log.c_str(), O_CREAT | O_WRONLY, 0600);
        ::dup2(output, STDOUT_FILENO);
        ::dup2(output, STDERR_FILENO);
        ::execv(program, argv.data());
        ::_exit(127);
    }
    return child;
}

int exitCodeOf(pid_t child) {
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

bool lives(pid_t pid) { return ::kill(pid, 0) == 0 && processStartTicks(pid).has_value(); }

/// Largest difference between the weights of two models, and whether the files are the same bytes.
double modelDifference(const fs::path& a, const fs::path& b) {
    const std::string left = contents(a / "model.safetensors");
    const std::string right = contents(b / "model.safetensors");
    CHECK(left.size() > 8);
    CHECK_EQ(left.size(), right.size());
    std::uint64_t header = 0;
    std::memcpy(&header, left.data(), sizeof header);
    double largest = 0.0;
    for (std::size_t i = 8 + header; i + 4 <= left.size(); i += 4) {
        float x = 0.0F;
        float y = 0.0F;
        std::memcpy(&x, left.data() + i, 4);
        std::memcpy(&y, right.data() + i, 4);
        largest = std::max(largest, static_cast<double>(std::abs(x - y)));
    }
    return largest;
}

struct Fixture {
    TemporaryFolder folder;
    fs::path pairs = folder.path() / "pairs.jsonl";
    fs::path workspace = folder.path() / "workspace";
    Fixture() { writePairs(pairs, generateDemoData({120, 1, 4}).train); }
    std::string at(const char* name) const { return (folder.path() / name).string(); }

    /// A run of two ranks in the background, once it has trained a step; its folder.
    fs::path longRun() {
        ok({"import", pairs.string(), "--workspace", workspace.string(), "--name", "train", "--quiet"});
        const auto started =
            ok(trainOn("train", {"--workspace", workspace.string(), "--ranks", "2", "--detach", "--json"}, "1000"));
        const fs::path run = started.json().at("folder").get<std::string>();
        CHECK(eventually([&] {
            return contents(RunPaths(run).events()).find("\"metric\"") != std::string::npos ||
                   readRunState(run) != RunState::Running;
        }));
        CHECK(readRunState(run) == RunState::Running);
        return run;
    }
};

/// The one process that a run's worker has started.
pid_t siblingOf(const fs::path& run) {
    const auto worker = readWorkerIdentity(RunPaths(run));
    CHECK(worker.has_value());
    const std::string pid = std::to_string(worker->pid);
    pid_t child = 0;
    std::istringstream(contents("/proc/" + pid + "/task/" + pid + "/children")) >> child;
    CHECK(child > 0);
    return child;
}

}  // namespace

TEST(ranks_of_one_machine_and_of_torchrun_train_the_model_of_one_process) {
    const Fixture fixture;
    ok(trainOn(fixture.pairs, {"--output", fixture.at("two"), "--ranks", "2"}));
    ok(trainOn(fixture.pairs, {"--output", fixture.at("one")}));
    CHECK(modelDifference(fixture.at("two"), fixture.at("one")) < 1e-4);
    CHECK(!fs::exists(fixture.at("two.run")));

    const std::string port = std::to_string(20000 + ::getpid() % 20000);
    std::map<std::string, std::string> variables = {
        {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "127.0.0.1"}, {"MASTER_PORT", port}, {"LOCAL_WORLD_SIZE", "2"}};
    std::vector<pid_t> ranks;
    for (const char* rank : {"0", "1"}) {
        variables["RANK"] = variables["LOCAL_RANK"] = rank;
        ranks.push_back(
            start(trainOn(fixture.pairs, {"--output", fixture.at("torchrun")}), variables, fixture.at("log") + rank));
    }
    for (std::size_t rank = 0; rank < ranks.size(); ++rank) {
        const int code = exitCodeOf(ranks[rank]);
        if (code != 0) {
            throw Failure("rank " + std::to_string(rank) + ": " + contents(fixture.at("log") + std::to_string(rank)),
                          __FILE__, __LINE__);
        }
    }
    CHECK_EQ(modelDifference(fixture.at("torchrun"), fixture.at("two")), 0.0);
}

TEST(a_killed_rank_fails_the_run_with_its_name) {
    Fixture fixture;
    const fs::path run = fixture.longRun();
    const pid_t sibling = siblingOf(run);
    ::kill(sibling, SIGKILL);
    CHECK(eventually([&] { return readRunState(run) == RunState::Failed; }));
    const auto result = readRunResult(run);
    CHECK(result.has_value());
    CHECK_EQ(result->message, std::string("Rank 1 was ended by a signal (Killed)."));
    CHECK(result->hint.find("rank-1.txt") != std::string::npos);
    CHECK(!lives(sibling));
}

TEST(no_rank_outlives_rank_0_and_a_stop_ends_both_with_a_checkpoint) {
    Fixture fixture;
    const fs::path run = fixture.longRun();
    const pid_t sibling = siblingOf(run);
    CHECK_OK(requestStop(run));
    CHECK(eventually([&] { return readRunState(run) == RunState::Stopped; }));
    CHECK(eventually([&] { return !lives(sibling); }));
    CHECK(fs::exists(run / "rank-1.txt"));
    bool saved = false;
    for (const auto& entry : fs::directory_iterator(run / "checkpoints" / "training")) {
        saved = saved || entry.path().filename().string().starts_with("step-");
    }
    CHECK(saved);
    // Resumed with the ranks it was started with, and killed without a chance to say anything.
    ok({"jobs", "resume", run.filename().string(), "--workspace", fixture.workspace.string(), "--detach"});
    CHECK(eventually([&] { return contents(RunPaths(run).events()).find("Resumed from step") != std::string::npos; }));
    const pid_t second = siblingOf(run);
    CHECK_OK(killWorker(run));
    CHECK(eventually([&] { return !lives(second); }));
    CHECK(eventually([&] { return readRunState(run) == RunState::Lost; }));
}

TEST(what_contradicts_itself_is_refused) {
    const Fixture fixture;
    const auto refused = [&](const std::map<std::string, std::string>& variables, const Arguments& arguments) {
        const fs::path log = fixture.at("refused");
        fs::remove(log);
        CHECK_EQ(exitCodeOf(start(arguments, variables, log)), 2);
        return contents(log);
    };
    const auto train = [&](const Arguments& more) { return trainOn(fixture.pairs, more); };
    const std::string output = fixture.at("out");
    CHECK(refused({{"RANK", "0"}}, train({"--output", output})).find("WORLD_SIZE is not set") != std::string::npos);
    const std::map<std::string, std::string> whole = {
        {"RANK", "1"}, {"WORLD_SIZE", "2"}, {"MASTER_ADDR", "127.0.0.1"}, {"MASTER_PORT", "1"}};
    const std::string both = refused(whole, train({"--output", output, "--ranks", "2"}));
    CHECK(both.find("--ranks starts the other ranks") != std::string::npos ||
          both.find("without c10d") != std::string::npos);
    CHECK(refused({}, {"worker"}).find("No run folder was given") != std::string::npos);
    CHECK(!fs::exists(output));
}
