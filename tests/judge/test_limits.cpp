// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/line_log.h"
#include "tests/judge/judge_fixture.h"
#include "tests/judge/judge_server.h"
#include "tests/support/check.h"

#include <csignal>
#include <fstream>
#include <sys/resource.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// The caps, counted at the server, and the files that survive a killed worker.

namespace {

void append(const fs::path& path, const std::string& text) {
    std::ofstream(path, std::ios::app | std::ios::binary) << text;
}

std::vector<std::string> linesOf(const fs::path& path) {
    std::vector<std::string> lines;
    const auto log = LineLog::open(path, [&lines](std::string_view line) { lines.emplace_back(line); });
    CHECK_OK(log);
    return lines;
}

}  // namespace

TEST(the_request_cap_is_never_passed_retries_included) {
    const TemporaryFolder folder;
    const auto index = makeJudgeIndex(folder.path() / "index");
    for (const bool failing : {false, true}) {
        JudgeServer server([failing](const JudgeServer::Call& call) {
            return failing && call.number % 2 == 0 ? JudgeServer::Reply{500, "{}"} : ok();
        });
        auto params = paramsFor(folder.path() / "index", server.url(), plainFeatures());
        params.judge.concurrency = 8;
        params.judge.maxRequests = 9;
        const JudgeRun run = runJudge(*index, params);
        CHECK_OK(run.outcome);
        CHECK(run.outcome->end == RatingEnd::Cap);
        CHECK_EQ(server.calls(), 9);
        CHECK(run.outcome->message.find("9 requests") != std::string::npos);
        CHECK(failing ? run.events.size() >= 4 : run.events.size() == 9);  // what was under way is waited for
    }
}

TEST(the_cost_cap_is_never_passed) {
    const TemporaryFolder folder;
    const auto index = makeJudgeIndex(folder.path() / "index");
    for (const int tokens : {1000, 3000}) {
        JudgeServer server([tokens](const JudgeServer::Call&) {
            return JudgeServer::Reply{200, completion(R"({"score":3,"explanation":"x"})", tokens, 100)};
        });
        auto params = paramsFor(folder.path() / "index", server.url(), plainFeatures());
        params.judge.concurrency = 5;
        params.judge.inputPrice = 10.0;
        params.judge.outputPrice = 20.0;
        params.judge.maxCost = 0.20;
        const JudgeRun run = runJudge(*index, params);
        CHECK_OK(run.outcome);
        const double real = server.calls() * 1e-6 * (tokens * 10.0 + 100 * 20.0);
        std::printf("cost cap 0.20: %d requests, real cost %.4f, ended by %s\n", server.calls(), real,
                    ratingEndName(run.outcome->end));
        CHECK(real <= 0.20);
        CHECK(run.outcome->tally.spending.cost <= 0.20 + 1e-9);
        CHECK(run.outcome->end == RatingEnd::Cap);
        CHECK_EQ(static_cast<int>(run.events.size()), server.calls());
    }
    // A server that does not say what it took counts as taking all it can.
    JudgeServer silent([](const JudgeServer::Call&) {
        return JudgeServer::Reply{200, R"({"choices":[{"message":{"content":"Score: 3\nExplanation: x"}}]})"};
    });
    auto params = paramsFor(folder.path() / "index", silent.url(), plainFeatures());
    params.judge.inputPrice = 10.0;
    params.judge.maxCost = 0.20;
    const JudgeRun run = runJudge(*index, params);
    CHECK(run.outcome->tally.spending.cost <= 0.20 + 1e-9 && run.outcome->end == RatingEnd::Cap);

    // Too little for a single request: none is sent.
    params.judge.maxCost = 1e-6;
    const int before = silent.calls();
    CHECK(runJudge(*index, params).outcome->end == RatingEnd::Cap);
    CHECK_EQ(silent.calls(), before);
}

TEST(earlier_attempts_count_towards_the_caps) {
    const TemporaryFolder folder;
    const auto index = makeJudgeIndex(folder.path() / "index");
    JudgeServer server([](const JudgeServer::Call&) { return ok(); });
    auto params = paramsFor(folder.path() / "index", server.url(), plainFeatures());
    params.judge.maxRequests = 12;
    JudgeRunOptions options;
    options.spent.requests = 8;
    CHECK(runJudge(*index, params, options).outcome->end == RatingEnd::Cap);
    CHECK_EQ(server.calls(), 4);
}

TEST(a_torn_line_is_cut_off_and_nothing_else) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "ratings.jsonl";
    {
        auto log = LineLog::open(path, [](std::string_view) {});
        CHECK_OK(log);
        CHECK_OK(log->append("one", true));
        CHECK_OK(log->append("two", false));
    }
    append(path, "thr");
    CHECK(linesOf(path) == std::vector<std::string>({"one", "two"}));
    {
        auto log = LineLog::open(path, [](std::string_view) {});
        CHECK_OK(log);
        CHECK_OK(log->append("four", true));
    }
    append(path, "\n\n" + std::string(3u << 20, 'x') + "\nfive\n");
    CHECK(linesOf(path) == std::vector<std::string>({"one", "two", "four", "five"}));  // empty and huge ones aside
    CHECK_EQ(linesOf(folder.path() / "new").size(), 0u);
    fs::create_directory(folder.path() / "folder");
    CHECK(!LineLog::open(folder.path() / "folder", [](std::string_view) {}));
    fs::create_symlink(path, folder.path() / "link");
    CHECK(!LineLog::open(folder.path() / "link", [](std::string_view) {}));
}

TEST(a_line_that_does_not_fit_leaves_nothing) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "ratings.jsonl";
    auto log = LineLog::open(path, [](std::string_view) {});
    CHECK_OK(log);
    CHECK_OK(log->append("kept", true));
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit small{64, before.rlim_max};
    const auto handler = ::signal(SIGXFSZ, SIG_IGN);
    ::setrlimit(RLIMIT_FSIZE, &small);
    const auto failed = log->append(std::string(200, 'x'), true);
    ::setrlimit(RLIMIT_FSIZE, &before);
    ::signal(SIGXFSZ, handler);
    CHECK(!failed && failed.error().code == ErrorCode::Io);
    CHECK_OK(log->append("after", true));
    CHECK(linesOf(path) == std::vector<std::string>({"kept", "after"}));
    CHECK(!LineLog::open("/dev/full", [](std::string_view) {}));
}

TEST(known_answers_are_read_from_a_file_with_rubbish_in_it) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "known.jsonl";
    CHECK_OK(KnownAnswers::read(path));
    RatingEvent event;
    event.id = newRatingId();
    event.createdAt = ratingTimestamp({});
    event.saeHash = "sae";
    event.rater = "gpt";
    event.raterKind = RaterKind::Judge;
    event.score = 4;
    event.text = "why";
    event.details = {{"prompt_hash", "abc"}};
    RatingEvent person = event;
    person.raterKind = RaterKind::Human;
    person.details["prompt_hash"] = "def";
    append(path,
           "rubbish\n" + ratingLine(event) + "\n{}\n" + ratingLine(person) + "\n" + ratingLine(event).substr(0, 40));
    const auto known = KnownAnswers::read(path);
    CHECK_OK(known);
    CHECK_EQ(known->size(), 1u);
    CHECK(known->find("abc") != nullptr && known->find("abc")->score == 4);
    CHECK(known->find("def") == nullptr);
}
