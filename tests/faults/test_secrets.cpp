// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "core/jobs/slurm_program.h"
#include "core/jobs/worker_identity.h"
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/judge/judge_fixture.h"
#include "tests/judge/judge_server.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"
#include "tests/support/text_search.h"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;
using Arguments = std::vector<std::string>;

// Number 20: a canary key in the environment of the real programs, against servers that repeat it; then everything they
// have written and said is searched for it. Where keys typed into the window go: test_secrets_window.cpp.

namespace {

constexpr const char* canary = "sk-CANARY-9876543210-zyx";

/// A workspace and a home of its own, so that everything a program may write can be searched.
struct Place {
    TemporaryFolder root;
    std::string workspace = (root.path() / "workspace").string();
    long said = 0;  ///< outputs searched

    Place() {
        ::setenv("OPENAI_API_KEY", canary, 1);
        ::setenv("HF_TOKEN", canary, 1);
        ::unsetenv("OPENAI_BASE_URL");
        for (const char* name :
             {"HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "TMPDIR"}) {
            const auto folder = root.path() / "home" / name;
            fs::create_directories(folder);
            ::setenv(name, folder.c_str(), 1);
        }
        makeJudgeIndex(root.path() / "index");
        auto made = Workspace::create(workspace);
        CHECK_OK(made);
        CHECK_OK((*made)->addReference(ArtifactKind::Index, root.path() / "index", "index"));
    }
    ~Place() { ::unsetenv("TMPDIR"); }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    /// Runs it in this workspace and searches what it says.
    SaferOutput say(Arguments arguments) {
        arguments.insert(arguments.end(), {"--workspace", workspace});
        auto output = safer(arguments);
        said += 2;
        if (output.exitCode != 0) {
            std::printf("%s: exit code %d: %s\n", arguments.front().c_str(), output.exitCode, output.err.c_str());
        }
        for (const std::string& spelling : spellings(canary)) {
            CHECK(output.out.find(spelling) == std::string::npos);
            CHECK(output.err.find(spelling) == std::string::npos);
        }
        return output;
    }
    int searchEverything() const {
        const auto searched = searchFiles({root.path()}, canary);
        for (const std::string& hit : searched.found) {
            std::printf("found in %s\n", hit.c_str());
        }
        CHECK(searched.found.empty());
        return searched.files;
    }
};

/// Servers that say the key back where an answer can hold it.
std::vector<JudgeServer::Script> rudeServers() {
    const std::string key = canary;
    const auto after = [](JudgeServer::Reply rude) {
        return [rude](const JudgeServer::Call& call) { return call.number % 2 == 0 ? check::ok() : rude; };
    };
    return {
        after({500, R"({"error":{"message":"Incorrect key )" + key + "\"}}"}),
        after({200, completion("Score: 4\nExplanation: the key is " + key)}),
        after({401, "Bearer " + key, {{"X-Key", key}}}),
        after({302, "", {{"Location", "http://127.0.0.1:1/?key=" + key}}}),
        after({400, "<html>" + key + "</html>"}),
        after({200, R"({"choices":[{"message":{"content":"{\"score\":5,\"explanation\":\")" + key + R"(\"}"}}]})"})};
}

/// A run that a command has started and left working.
fs::path detached(Place& place, const Arguments& arguments) {
    const auto output = place.say(arguments);
    CHECK_EQ(output.exitCode, 0);
    return output.json().at("folder").get<std::string>();
}

void waitForEnd(const fs::path& run) {
    for (int i = 0; i < 6000 && readRunState(run) == RunState::Running; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK(readRunState(run) != RunState::Running);
}

}  // namespace

TEST(the_search_finds_what_it_looks_for) {
    const TemporaryFolder folder;
    int number = 0;
    for (const std::string& spelling : spellings(canary)) {
        std::ofstream(folder.path() / std::to_string(number++), std::ios::binary) << "xx" << spelling << "yy";
    }
    std::ofstream(folder.path() / (std::string("run-") + canary)) << "its name";
    CHECK_EQ(searchFiles({folder.path()}, canary).found.size(), spellings(canary).size() + 1);
    CHECK_EQ(searchFiles({folder.path()}, "sk-another-key-111").found.size(), 0u);
}

TEST(a_key_is_in_no_file_argument_or_output) {
    Place place;
    int files = 0;
    long commandLines = 0;
    long requests = 0;
    std::size_t kinds = rudeServers().size();
    kinds = faults::fullCounts() ? kinds : 3;
    for (std::size_t kind = 0; kind < kinds; ++kind) {
        JudgeServer server([script = rudeServers()[kind]](const JudgeServer::Call& call) {
            auto reply = script(call);
            reply.delaySeconds = 0.03;
            return reply;
        });
        const auto run = detached(place, {"rate", "--base-url", server.url(), "--model", "m" + std::to_string(kind),
                                          "--concurrency", "2", "--candidates", "20", "--detach", "--json"});
        for (int i = 0; i < 1000 && server.calls() < 2; ++i) {
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        CHECK(searchCommandLines(canary).empty());
        ++commandLines;
        waitForEnd(run);
        CHECK_EQ(server.log().front().headers.at("authorization"), std::string("Bearer ") + canary);
        for (const auto& call : server.log()) {
            CHECK(call.body.find(canary) == std::string::npos && call.path.find(canary) == std::string::npos);
        }
        requests += server.calls();
        place.say({"jobs", "log", run.filename().string()});
    }
    // Everything that leaves a workspace, and everything that speaks of it.
    const auto out = [&](const char* name) { return (place.root.path() / name).string(); };
    place.say({"jobs", "list", "--json"});
    place.say({"doctor", "--json"});
    place.say({"ratings", "list", "--json"});
    place.say({"ratings", "export", out("ratings.jsonl")});
    place.say({"export", "features", "--output", out("features.csv")});
    place.say({"export", "ratings", "--output", out("ratings.csv")});
    place.say({"export", "delphi", "--output", out("delphi")});
    place.say({"export", "neuronpedia", "--top", "5", "--output", out("neuronpedia.json")});
    place.say({"export", "metrics", "--run", "all", "--output", out("metrics.csv")});
    place.say({"export", "report", "--output", out("report.html")});
    place.say({"workspace", "backup", out("backup")});
    // Requests that are refused do not repeat it either.
    place.say({"rate", "--base-url", std::string("https://user:") + canary + "@example.org/v1", "--model", "m"});
    place.say({"rate", "--base-url", std::string("https://example.org/v1?key=") + canary, "--model", "m"});
    place.say({"rate", "--key-variable", canary, "--model", "m"});
    CHECK(fs::exists(out("features.csv")) && fs::exists(out("report.html")) && fs::exists(out("ratings.jsonl")));
    files = place.searchEverything();
    CHECK(files > 20);
    faults::report({20, "canary key with " + std::to_string(kinds) + " servers that say it back",
                    files + place.said + commandLines, 0, 0,
                    std::to_string(files) + " files and " + std::to_string(place.said) + " outputs searched in 10 " +
                        "spellings, the command lines of all processes " + std::to_string(commandLines) + " times; " +
                        std::to_string(requests) + " requests had the key"});
}

TEST(processes_that_need_no_key_are_not_given_one) {
    Place place;
    const std::string pairs = (place.root.path() / "pairs.jsonl").string();
    writePairs(pairs, generateDemoData({400, 10, 1}).train);
    CHECK_EQ(place.say({"import", pairs, "--name", "train"}).exitCode, 0);
    Arguments arguments = {"train-rm", "--data", "train", "--detach", "--json"};
    const auto tiny = tinyModelOptions();
    arguments.insert(arguments.end(), tiny.begin(), tiny.end());
    const auto run = detached(place, arguments);
    std::optional<WorkerIdentity> worker;
    std::string environment;
    for (int i = 0; i < 2000 && environment.find("PATH=") == std::string::npos; ++i) {
        worker = readWorkerIdentity(RunPaths(run));
        environment = worker ? bytesOf("/proc/" + std::to_string(worker->pid) + "/environ") : "";
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    CHECK(environment.find("PATH=") != std::string::npos);  // or the training has ended before anybody looked
    CHECK(environment.find(canary) == std::string::npos);
    CHECK_OK(requestStop(run));
    waitForEnd(run);
    // Slurm keeps the environment of what is submitted on its own disk.
    const auto seen = runProgram({{"env"}});
    CHECK_OK(seen);
    CHECK(seen->output.find("PATH=") != std::string::npos);
    CHECK(seen->output.find(canary) == std::string::npos);
    place.searchEverything();
    faults::report(
        {20, "processes that need no key: a training, Slurm's commands", 2, 0, 0, "their environment has none"});
}
