// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/launcher.h"
#include "core/judge/judge_settings.h"
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/judge/judge_fixture.h"
#include "tests/judge/judge_server.h"
#include "tests/support/check.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <thread>

using namespace saferscope;
using namespace saferscope::check;
using F = JudgeFeatures;
namespace fs = std::filesystem;

// `safer rate` as people and scripts use it: the real program, its worker, and a server on this machine.

namespace {

constexpr const char* canary = "sk-CANARY-9876543210";
using Arguments = std::vector<std::string>;

struct WorkspaceFixture {
    TemporaryFolder folder;
    std::string path = (folder.path() / "workspace").string();

    WorkspaceFixture() {
        ::setenv("OPENAI_API_KEY", canary, 1);
        ::unsetenv("OPENAI_BASE_URL");
        makeJudgeIndex(folder.path() / "index");
        auto workspace = Workspace::create(path);
        CHECK_OK(workspace);
        CHECK_OK((*workspace)->addReference(ArtifactKind::Index, folder.path() / "index", "index"));
    }
    SaferOutput rate(Arguments more, double interruptAfter = 0.0) const {
        Arguments arguments = {"rate", "--workspace", path};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return safer(arguments, interruptAfter);
    }
    SaferOutput ok(const Arguments& more) const {
        auto output = rate(more);
        if (output.exitCode != 0) {
            throw Failure("rate ended with " + std::to_string(output.exitCode) + ": " + output.err, __FILE__, __LINE__);
        }
        return output;
    }
    std::vector<RatingEvent> events() const {
        auto workspace = Workspace::open(path);
        CHECK_OK(workspace);
        CHECK_OK((*workspace)->adoptFinishedRuns());
        auto events = (*workspace)->ratings();
        CHECK_OK(events);
        return *events;
    }
    std::size_t ratedBy(const std::string& judge) const {
        const auto all = events();
        return static_cast<std::size_t>(std::ranges::count_if(
            all, [&](const RatingEvent& event) { return event.rater == judge && event.action == RatingAction::Rate; }));
    }
    fs::path onlyRun() const {
        std::vector<fs::path> runs;
        for (const auto& entry : fs::directory_iterator(fs::path(path) / "runs")) {
            runs.push_back(entry.path());
        }
        CHECK_EQ(runs.size(), 1u);
        return runs.front();
    }
};

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

// Files below `folder` that hold the text, whatever they are.
std::string filesWith(const fs::path& folder, const std::string& text) {
    std::string found;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && contents(entry.path()).find(text) != std::string::npos) {
            found += entry.path().string() + " ";
        }
    }
    return found;
}

}  // namespace

TEST(an_llm_rates_and_the_workspace_has_it) {
    const WorkspaceFixture fixture;
    JudgeServer server([](const JudgeServer::Call& call) { return check::ok(call.number % 5 + 1); });
    const Arguments options = {"--base-url",     server.url(), "--model",      "tester", "--input-price", "1",
                               "--output-price", "2",          "--candidates", "12",     "--json"};
    const auto first = fixture.ok(options);
    const Json json = first.json();
    CHECK_EQ(json.at("state").get<std::string>(), std::string("finished"));
    const Json& values = json.at("values");
    for (const char* name :
         {"rated", "unrated", "cached", "requests", "input_tokens", "output_tokens", "cost", "stopped_by", "judge"}) {
        CHECK(values.contains(name));
    }
    CHECK_EQ(values.at("rated").get<std::size_t>() + values.at("unrated").get<std::size_t>(), 12u);
    CHECK_EQ(values.at("requests").get<int>(), server.calls());
    CHECK_EQ(values.at("judge").get<std::string>(), std::string("tester"));
    CHECK(first.err.find("requests") != std::string::npos && first.err.find("estimate") != std::string::npos);
    CHECK_EQ(fixture.ratedBy("tester"), values.at("rated").get<std::size_t>());

    // Again: nothing is missing. With --again the answers are known. With --no-cache they are paid for.
    const int calls = server.calls();
    CHECK_EQ(fixture.ok(options).json().at("values").at("rated").get<int>(), 0);
    CHECK_EQ(server.calls(), calls);
    Arguments again = options;
    again.emplace_back("--again");
    CHECK_EQ(fixture.ok(again).json().at("values").at("cached").get<int>(), calls);
    CHECK_EQ(server.calls(), calls);
    again.emplace_back("--no-cache");
    fixture.ok(again);
    CHECK_EQ(server.calls(), 2 * calls);
}

TEST(a_dry_run_shows_the_prompt_and_sends_nothing) {
    const WorkspaceFixture fixture;
    JudgeServer server([](const JudgeServer::Call&) { return check::ok(); });
    const auto shown = fixture.ok({"--base-url", server.url(), "--features", "0,3", "--dry-run", "--json"}).json();
    CHECK_EQ(shown.at("prompts").size(), 2u);
    CHECK_EQ(shown.at("estimate").at("requests").get<int>(), 2);
    CHECK_EQ(shown.at("estimate").at("suspicious").get<int>(), 1);
    CHECK(shown.at("prompts")[0].at("user").get<std::string>().find("can't help") != std::string::npos);
    CHECK(fixture.ok({"--base-url", server.url(), "--features", "0", "--dry-run"}).out.find("can't help") !=
          std::string::npos);
    CHECK_EQ(server.calls(), 0);
    CHECK(!fs::exists(fs::path(fixture.path) / "runs") || fs::is_empty(fs::path(fixture.path) / "runs"));
    // What was shown is what is sent.
    fixture.ok({"--base-url", server.url(), "--features", "0", "--json"});
    CHECK_EQ(server.log().front().body, shown.at("prompts")[0].at("body").get<std::string>());
}

TEST(an_edited_template_is_used_and_kept_with_the_run) {
    const WorkspaceFixture fixture;
    JudgeServer server([](const JudgeServer::Call&) { return check::ok(); });
    const auto printed = fixture.ok({"--print-template"});
    CHECK(printed.out.find("{{contexts}}") != std::string::npos);
    const fs::path file = fixture.folder.path() / "template.txt";
    std::ofstream(file) << "[user]\nMY OWN WORDS\n{{contexts}}\n";
    fixture.ok({"--base-url", server.url(), "--features", "0", "--template", file.string(), "--quiet"});
    CHECK(server.log().front().body.find("MY OWN WORDS") != std::string::npos);
    CHECK_EQ(contents(fixture.onlyRun() / "prompt_template.txt"), contents(file));
    std::ofstream(file) << "[user]\n{{contexts}} {{typo}}\n";
    const auto refused = fixture.rate({"--features", "0", "--template", file.string()});
    CHECK_EQ(refused.exitCode, 3);
    CHECK(refused.err.find("{{typo}} in line 2") != std::string::npos);
}

TEST(whatever_ends_a_run_what_was_rated_is_in_the_workspace) {
    {
        const WorkspaceFixture fixture;  // the key is revoked under way
        JudgeServer server([](const JudgeServer::Call& call) {
            return call.number < 5
                       ? check::ok()
                       : JudgeServer::Reply{401, std::string(R"({"error":{"message":"bad key )") + canary + "\"}}"};
        });
        const auto failed =
            fixture.rate({"--base-url", server.url(), "--model", "m", "--concurrency", "1", "--candidates", "15"});
        CHECK_EQ(failed.exitCode, 1);
        CHECK(failed.err.find("does not accept the key") != std::string::npos);
        CHECK(failed.err.find("OPENAI_API_KEY") != std::string::npos);
        CHECK_EQ(fixture.ratedBy("m"), 5u);
        CHECK_EQ(filesWith(fixture.folder.path(), canary), std::string());
        CHECK(failed.err.find(canary) == std::string::npos && failed.out.find(canary) == std::string::npos);
    }
    {
        const WorkspaceFixture fixture;  // a cap
        JudgeServer server([](const JudgeServer::Call&) { return check::ok(); });
        const auto capped = fixture.ok(
            {"--base-url", server.url(), "--model", "m", "--max-requests", "6", "--candidates", "15", "--json"});
        CHECK_EQ(capped.json().at("values").at("stopped_by").get<std::string>(), std::string("cap"));
        CHECK_EQ(server.calls(), 6);
        CHECK_EQ(fixture.ratedBy("m"), 6u);
    }
    {
        const WorkspaceFixture fixture;  // Ctrl+C while the server is silent, then resumed
        std::atomic<bool> silent = true;
        JudgeServer server([&silent](const JudgeServer::Call& call) {
            return call.number < 4 || !silent ? check::ok()
                                              : JudgeServer::Reply{200, "", {}, JudgeServer::Reply::Manner::Hang};
        });
        const auto start = std::chrono::steady_clock::now();
        const auto stopped =
            fixture.rate({"--base-url", server.url(), "--model", "m", "--candidates", "15", "--json"}, 2.0);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count() - 2.0;
        std::printf("safer rate ended %.2f s after Ctrl+C\n", seconds);
        CHECK_EQ(stopped.exitCode, 4);
        CHECK(seconds < 1.5);
        CHECK_EQ(fixture.ratedBy("m"), 4u);
        CHECK(stopped.err.find("jobs resume") != std::string::npos);
        silent = false;
        const int before = server.calls();
        const auto resumed =
            safer({"jobs", "resume", fixture.onlyRun().filename().string(), "--workspace", fixture.path, "--json"});
        CHECK_EQ(resumed.exitCode, 0);
        const std::size_t rated = fixture.ratedBy("m");
        CHECK_EQ(static_cast<std::size_t>(server.calls() - before), rated - 4);
        CHECK_EQ(resumed.json().at("values").at("rated").get<std::size_t>(), rated);
        CHECK_EQ(resumed.json().at("values").at("requests").get<int>(), server.calls());
    }
}

TEST(a_killed_worker_loses_nothing_it_has_rated) {
    const WorkspaceFixture fixture;
    JudgeServer server([](const JudgeServer::Call& call) {
        auto reply = check::ok();
        reply.delaySeconds = call.number < 5 ? 0.0 : 0.2;
        return reply;
    });
    const auto started = fixture
                             .ok({"--base-url", server.url(), "--model", "m", "--concurrency", "1", "--candidates",
                                  "15", "--detach", "--json"})
                             .json();
    const fs::path run = started.at("folder").get<std::string>();
    for (int i = 0; i < 600 && server.calls() < 7; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK_OK(killWorker(run));
    for (int i = 0; i < 300 && readRunState(run) == RunState::Running; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    CHECK(readRunState(run) == RunState::Lost);
    const std::string whole = contents(run / runRatingsName);
    std::ofstream(run / runRatingsName, std::ios::app) << whole.substr(0, 60);  // torn
    const auto lines = static_cast<std::size_t>(std::ranges::count(whole, '\n'));
    CHECK(lines >= 5);
    CHECK_EQ(fixture.events().size(), lines);
    const int before = server.calls();
    const auto resumed = safer({"jobs", "resume", run.filename().string(), "--workspace", fixture.path, "--json"});
    CHECK_EQ(resumed.exitCode, 0);
    const Json values = resumed.json().at("values");
    CHECK_EQ(fixture.ratedBy("m"), values.at("rated").get<std::size_t>());
    CHECK_EQ(fixture.events().size(), 15u);
    CHECK(static_cast<std::size_t>(server.calls() - before) <= 15 - lines);
    CHECK_EQ(values.at("requests").get<int>(), server.calls());
    CHECK_EQ(filesWith(fixture.folder.path(), canary), std::string());
}

TEST(the_key_is_in_no_file_argument_or_output) {
    const WorkspaceFixture fixture;
    JudgeServer server([](const JudgeServer::Call& call) {
        auto reply = call.number % 3 == 2 ? JudgeServer::Reply{500, std::string("{\"error\":\"") + canary + "\"}"}
                     : call.number % 3 == 1
                         ? JudgeServer::Reply{200, completion(std::string("Score: 4\nExplanation: ") + canary)}
                         : check::ok();
        reply.delaySeconds = 0.05;
        return reply;
    });
    const auto started = fixture
                             .ok({"--base-url", server.url(), "--model", "m", "--concurrency", "2", "--candidates",
                                  "20", "--detach", "--json"})
                             .json();
    const fs::path run = started.at("folder").get<std::string>();
    for (int i = 0; i < 600 && server.calls() < 4; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    // While it works: no process of ours has the key among its arguments.
    for (const auto& entry : fs::directory_iterator("/proc")) {
        if (entry.path().filename().string().find_first_not_of("0123456789") == std::string::npos) {
            CHECK(contents(entry.path() / "cmdline").find(canary) == std::string::npos);
        }
    }
    for (int i = 0; i < 1500 && readRunState(run) == RunState::Running; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    CHECK(readRunState(run) == RunState::Finished);
    CHECK_EQ(server.log().front().headers.at("authorization"), std::string("Bearer ") + canary);
    for (const auto& call : server.log()) {
        CHECK(call.body.find(canary) == std::string::npos && call.path.find(canary) == std::string::npos);
    }
    CHECK(fixture.ratedBy("m") > 0);
    CHECK_EQ(filesWith(fixture.folder.path(), canary), std::string());
    const auto log = safer({"jobs", "log", run.filename().string(), "--workspace", fixture.path});
    CHECK(log.out.find(canary) == std::string::npos);
}

TEST(bad_requests_are_refused_before_anything_is_made) {
    const WorkspaceFixture fixture;
    const auto code = [&](const Arguments& arguments) {
        const auto output = fixture.rate(arguments);
        CHECK(output.err.find(canary) == std::string::npos && !output.err.empty());
        return output.exitCode;
    };
    CHECK_EQ(code({"--judge", "oracle"}), 2);
    CHECK_EQ(code({"--concurrency", "0"}), 2);
    CHECK_EQ(code({"--max-cost", "1"}), 2);  // without prices it could not be kept
    CHECK_EQ(code({"--features", "1,x"}), 2);
    CHECK_EQ(code({"--features", "4000"}), 3);
    CHECK_EQ(code({"--index", "none"}), 3);
    CHECK_EQ(code({"--template", "none.txt"}), 3);
    CHECK_EQ(code({"--key-variable", canary}), 2);
    CHECK_EQ(code({"--key-variable", "NO_SUCH_VARIABLE_HERE"}), 3);
    CHECK_EQ(code({"--base-url", "http://example.com/v1"}), 3);  // a key, unencrypted
    CHECK_EQ(code({"--base-url", "https://user:pw@example.com/v1"}), 3);
    CHECK_EQ(code({"--judge", "azure"}), 2);
    CHECK_EQ(code({"--judge", "file"}), 2);
    CHECK_EQ(code({"--from", "x.json"}), 2);
    CHECK_EQ(safer({"rate"}).exitCode, 2);
    CHECK(!fs::exists(fs::path(fixture.path) / "runs") || fs::is_empty(fs::path(fixture.path) / "runs"));
}

TEST(environment_variables_are_honoured) {
    const WorkspaceFixture fixture;
    JudgeServer server([](const JudgeServer::Call&) { return check::ok(); });
    ::setenv("OPENAI_BASE_URL", server.url().c_str(), 1);
    fixture.ok({"--features", "0", "--json"});
    ::unsetenv("OPENAI_BASE_URL");
    CHECK_EQ(server.calls(), 1);
    ::setenv("AZURE_OPENAI_ENDPOINT", server.root().c_str(), 1);
    ::setenv("AZURE_OPENAI_API_KEY", "azure-key", 1);
    ::setenv("OPENAI_API_VERSION", "2099-01-01", 1);
    fixture.ok({"--judge", "azure", "--model", "dep", "--features", "0", "--json"});
    for (const char* name : {"AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_KEY", "OPENAI_API_VERSION"}) {
        ::unsetenv(name);
    }
    CHECK_EQ(server.calls(), 2);
    CHECK_EQ(server.log().back().path, std::string("/openai/deployments/dep/chat/completions?api-version=2099-01-01"));
    CHECK_EQ(server.log().back().headers.at("api-key"), std::string("azure-key"));
}

TEST(word_lists_and_files_rate_without_a_network) {
    const WorkspaceFixture fixture;
    ::unsetenv("OPENAI_API_KEY");
    const Json lexical = fixture.ok({"--judge", "lexical", "--features", "0,1,5", "--json"}).json();
    CHECK_EQ(lexical.at("values").at("rated").get<int>(), 3);
    CHECK_EQ(lexical.at("values").at("judge").get<std::string>(), std::string("lexical"));
    CHECK_EQ(fixture.ratedBy("lexical"), 3u);

    const fs::path file = fixture.folder.path() / "interpret.json";
    std::ofstream(file)
        << R"({"results":{"0":{"score":5,"explanation":"refusals"},"1":{"score":null,"explanation":"x"},"99":{"score":1}}})";
    const Arguments import = {"--judge", "file", "--from", file.string(), "--as", "paper", "--json"};
    Arguments dry = import;
    dry.emplace_back("--dry-run");
    CHECK_EQ(fixture.ok(dry).json().at("added").get<int>(), 0);
    const Json imported = fixture.ok(import).json();
    CHECK_EQ(imported.at("rated").get<int>(), 1);
    CHECK_EQ(imported.at("unrated").get<int>(), 1);
    CHECK_EQ(imported.at("refused").get<int>(), 1);
    CHECK_EQ(imported.at("added").get<int>(), 2);
    CHECK_EQ(fixture.ok(import).json().at("known").get<int>(), 2);
    CHECK_EQ(fixture.ratedBy("paper"), 1u);
}
