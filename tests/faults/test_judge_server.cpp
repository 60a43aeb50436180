// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/judge/judge_fixture.h"
#include "tests/judge/judge_server.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

using namespace saferscope;
using namespace saferscope::check;
using Reply = JudgeServer::Reply;
using Manner = Reply::Manner;

// Number 21: whatever a judge's server does, requests stay under their bound, the money under its cap, a stop works at
// once, and what was rated before is kept.

namespace {

constexpr int goodAnswers = 5;  ///< before the server turns bad
constexpr std::uint32_t retries = 2;
constexpr std::size_t asked = 12;
constexpr double costCap = 0.50;

struct Behaviour {
    const char* name;
    Reply reply;
};

std::string error(const std::string& text) { return R"({"error":{"message":")" + text + "\"}}"; }

std::vector<Behaviour> behaviours() {
    const std::string deep(50'000, '[');
    return {
        {"500", {500, error("no")}},
        {"503 with a page", {503, "<html>busy</html>"}},
        {"429", {429, error("slow down")}},
        {"429, wait 0", {429, error("slow down"), {{"Retry-After", "0"}}}},
        {"429, wait an hour", {429, error("slow down"), {{"Retry-After", "3600"}}}},
        {"429, wait a year ago", {429, error("slow down"), {{"Retry-After", "Wed, 21 Oct 2015 07:28:00 GMT"}}}},
        {"429, wait for ever", {429, error("slow down"), {{"Retry-After", "1e308"}}}},
        {"429, wait -1", {429, error("slow down"), {{"Retry-After", "-1"}}}},
        {"429, wait nonsense", {429, error("slow down"), {{"Retry-After", std::string(5000, '9')}}}},
        {"400", {400, error("bad")}},
        {"401", {401, error("who are you")}},
        {"402", {402, error("pay first")}},
        {"404", {404, error("no such model")}},
        {"retry a 200", {200, "x", {{"x-should-retry", "true"}}}},
        {"retry a 401", {401, error("again"), {{"x-should-retry", "true"}}}},
        {"redirect elsewhere", {302, "", {{"Location", "http://127.0.0.1:1/"}}}},
        {"redirect to itself", {307, "", {{"Location", "/v1/chat/completions"}}}},
        {"redirect to a file", {301, "", {{"Location", "file:///etc/passwd"}}}},
        {"no content", {204, ""}},
        {"empty body", {200, ""}},
        {"not JSON", {200, "hello"}},
        {"half JSON", {200, ratingCompletion(4).substr(0, 40)}},
        {"deep JSON", {200, deep}},
        {"another API", {200, R"({"result":"5"})"}},
        {"no choices", {200, R"({"choices":[]})"}},
        {"choices of another kind", {200, R"({"choices":[{"message":{"content":{"score":5}}}]})"}},
        {"not UTF-8", {200, "{\"choices\":[{\"message\":{\"content\":\"\xff\xfe\"}}]}"}},
        {"negative usage", {200, R"({"choices":[],"usage":{"prompt_tokens":-5,"completion_tokens":1e300}})"}},
        {"100 MB", {200, "", {}, Manner::Huge}},
        {"hang", {200, "", {}, Manner::Hang}},
        {"drip", {200, ratingCompletion(5) + std::string(3000, ' '), {}, Manner::Drip}},
        {"a header of 200 KB", {200, ratingCompletion(5), {{"X-Long", std::string(200'000, 'x')}}}},
    };
}

RateFeaturesParams paramsOf(const std::filesystem::path& index, const std::string& url, std::uint32_t concurrency) {
    auto params = paramsFor(index, url, plainFeatures(asked));
    params.judge.concurrency = concurrency;
    params.judge.maxRetries = retries;
    params.judge.inputPrice = 10.0;
    params.judge.outputPrice = 20.0;
    params.judge.maxCost = costCap;
    return params;
}

// What a run has to keep, however it ended. False where something good is not there any more.
bool keptWhatWasRated(const JudgeRun& run) {
    CHECK_OK(run.outcome);
    for (const auto& event : run.events) {
        CHECK_OK(checkRatingEvent(event, "event"));
    }
    const auto scored =
        std::ranges::count_if(run.events, [](const RatingEvent& event) { return event.score.has_value(); });
    return scored >= goodAnswers;
}

}  // namespace

TEST(whatever_a_server_does_requests_and_cost_are_bounded_and_good_answers_kept) {
    const TemporaryFolder folder;
    const auto index = makeJudgeIndex(folder.path() / "index");
    const int rounds = faults::times(1, 6);
    long runs = 0;
    long lost = 0;
    double slowest = 0.0;
    for (int round = 0; round < rounds; ++round) {
        const std::uint32_t concurrency = round % 2 == 0 ? 1 : 4;
        for (const Behaviour& one : behaviours()) {
            JudgeServer server(
                [&one](const JudgeServer::Call& call) { return call.number < goodAnswers ? ok() : one.reply; });
            auto params = paramsOf(folder.path() / "index", server.url(), concurrency);
            // Short where the time-out is what is tested: a busy machine may need longer for a good answer.
            const bool silent = one.reply.manner == Manner::Hang || one.reply.manner == Manner::Drip;
            params.judge.requestTimeoutSeconds = silent ? 0.4 : 30.0;
            const JudgeRun run = runJudge(*index, params);
            ++runs;
            const bool kept = keptWhatWasRated(run);
            if (!kept) {
                std::printf("%s: %zu events\n", one.name, run.events.size());
            }
            lost += kept ? 0 : 1;
            slowest = std::max(slowest, run.seconds);
            // Each feature is asked for at most 1 + retries times, and libcurl opens no request of its own.
            CHECK(server.calls() <= static_cast<int>(asked * (1 + retries)));
            // One that was given up before it reached the server may count; none goes uncounted.
            CHECK(static_cast<int>(run.outcome->tally.spending.requests) >= server.calls());
            CHECK(run.outcome->tally.spending.cost <= costCap + 1e-9);
            CHECK(run.outcome->end == RatingEnd::Finished || !run.outcome->message.empty());
            CHECK(run.outcome->message.size() < 2000);
        }
    }
    CHECK_EQ(lost, 0);
    faults::report({21,
                    "judge server: " + std::to_string(behaviours().size()) + " kinds of misbehaviour",
                    runs,
                    lost,
                    0,
                    "requests and cost within their caps in all, the 5 good answers kept",
                    slowest,
                    {}});
}

TEST(bad_certificates_are_refused_before_anything_is_sent) {
    const TemporaryFolder folder;
    const auto index = makeJudgeIndex(folder.path() / "index");
    // Signed by nobody, for another name, out of date.
    struct Case {
        const char* name;
        const char* options;
    };
    constexpr std::array cases{
        Case{"self-signed", "-days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"},
        Case{"another name", "-days 2 -subj /CN=example.org -addext subjectAltName=DNS:example.org"},
        Case{"expired", "-days -1 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1"}};
    long runs = 0;
    for (const Case& one : cases) {
        const auto file = (folder.path() / "certificate.pem").string();
        const auto key = (folder.path() / "key.pem").string();
        if (std::system((std::string("openssl req -x509 -newkey rsa:2048 -nodes ") + one.options + " -keyout " + key +
                         " -out " + file + " 2>/dev/null")
                            .c_str()) != 0) {
            continue;  // an openssl without such an option, or none at all
        }
        for (const bool trusted : {false, true}) {
            JudgeServer server([](const JudgeServer::Call&) { return ok(); }, file, key);
            auto params = paramsOf(folder.path() / "index", server.url(), 1);
            params.judge.requestTimeoutSeconds = 5.0;
            JudgeRunOptions options;
            options.http.certificates = trusted ? file : "";
            const JudgeRun run = runJudge(*index, params, options);
            const bool mayPass = trusted && std::string(one.name) == "self-signed";
            CHECK_OK(run.outcome);
            CHECK_EQ(server.calls() > 0, mayPass);
            CHECK(mayPass || run.outcome->end == RatingEnd::Refused);
            ++runs;
        }
    }
    if (runs == 0) {
        SKIP("the openssl program is not installed");
    }
    faults::report({21,
                    "judge server: bad certificates",
                    runs,
                    0,
                    0,
                    "nothing sent to a server whose name is not proved",
                    {},
                    {}});
}

TEST(a_stop_at_any_moment_ends_a_run_in_less_than_a_second) {
    const TemporaryFolder folder;
    const auto index = makeJudgeIndex(folder.path() / "index");
    const int stops = faults::times(12, 150);
    Random random(21);
    double slowest = 0.0;
    long lost = 0;
    const std::vector<Reply> replies = {ok(),
                                        {503, "", {{"Retry-After", "100"}}},
                                        {200, "", {}, Manner::Hang},
                                        {200, std::string(9000, ' '), {}, Manner::Drip},
                                        {200, "", {}, Manner::Huge}};
    for (int i = 0; i < stops; ++i) {
        const Reply& later = replies[static_cast<std::size_t>(i) % replies.size()];
        JudgeServer server([&later](const JudgeServer::Call& call) {
            auto reply = call.number < goodAnswers ? ok() : later;
            reply.delaySeconds = 0.002;
            return reply;
        });
        std::stop_source stop;
        std::chrono::steady_clock::time_point when;
        std::size_t before = 0;  ///< events that had reached the sink when the stop was asked for
        std::atomic<std::size_t> sunk = 0;
        const auto pause = std::chrono::milliseconds(random.below(120));
        std::jthread stopper([&] {
            std::this_thread::sleep_for(pause);
            before = sunk;
            when = std::chrono::steady_clock::now();
            stop.request_stop();
        });
        auto params = paramsOf(folder.path() / "index", server.url(), 1 + random.below(4));
        params.judge.requestTimeoutSeconds = 60.0;
        JudgeRunOptions options;
        options.stop = stop.get_token();
        options.sink = [&](const RatingEvent&) {
            ++sunk;
            return Status();
        };
        const JudgeRun run = runJudge(*index, params, options);
        const auto ended = std::chrono::steady_clock::now();
        stopper.join();
        CHECK_OK(run.outcome);
        lost += run.events.size() < before ? 1 : 0;
        slowest = std::max(slowest, std::chrono::duration<double>(ended - when).count());
    }
    CHECK_EQ(lost, 0);
    CHECK(slowest < 1.0);
    faults::report({21,
                    "judge run stopped at a random moment",
                    stops,
                    lost,
                    0,
                    "slowest: from the request to the end",
                    slowest,
                    {}});
}
