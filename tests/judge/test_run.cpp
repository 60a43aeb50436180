// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/judge/judge_fixture.h"
#include "tests/judge/judge_server.h"
#include "tests/support/check.h"

#include <algorithm>
#include <chrono>
#include <thread>

using namespace saferscope;
using namespace saferscope::check;
using F = JudgeFeatures;
using Manner = JudgeServer::Reply::Manner;

// Whole rating runs against servers that behave and servers that do not.

namespace {

struct Fixture {
    TemporaryFolder folder;
    std::shared_ptr<const FeatureIndex> index = makeJudgeIndex(folder.path() / "index");
    RateFeaturesParams params(const std::string& url, std::vector<std::uint32_t> features) const {
        return paramsFor(folder.path() / "index", url, std::move(features));
    }
};

// Every event is one that a rating log takes, and no feature has two.
void checkEvents(const JudgeRun& run) {
    std::set<FeatureId> seen;
    std::string last;
    for (const auto& event : run.events) {
        CHECK_OK(checkRatingEvent(event, "event"));
        CHECK_OK(ratingFromLine(ratingLine(event), "line"));
        CHECK(seen.insert(event.feature).second);
        CHECK(event.createdAt > last);
        last = event.createdAt;
        CHECK(event.raterKind == RaterKind::Judge && event.saeHash == "sae-hash");
        CHECK_EQ(event.details.at("index").get<std::string>(), std::string("index-hash"));
        CHECK_EQ(event.details.at("scope").get<std::string>(), std::string("sentence-ends"));
    }
    CHECK_OK(run.outcome);
    const RatingTally& tally = run.outcome->tally;
    CHECK_EQ(tally.rated + tally.unrated, run.events.size());
}

}  // namespace

TEST(a_run_rates_every_feature_once) {
    const Fixture fixture;
    JudgeServer server([](const JudgeServer::Call& call) {
        auto reply = ok(call.number % 5 + 1);
        reply.delaySeconds = 0.01;
        return reply;
    });
    auto features = plainFeatures();
    features.push_back(F::rare);
    features.push_back(F::steered);
    auto params = fixture.params(server.url(), features);
    params.judge.inputPrice = 1.0;
    params.judge.concurrency = 6;
    const JudgeRun run = runJudge(*fixture.index, params);
    checkEvents(run);
    CHECK(run.outcome->end == RatingEnd::Finished);
    CHECK_EQ(run.outcome->tally.rated, 21u);
    CHECK_EQ(run.outcome->tally.unrated, 1u);
    CHECK_EQ(server.calls(), 21);
    CHECK(server.mostAtOnce() > 1 && server.mostAtOnce() <= 6);
    CHECK_EQ(run.outcome->tally.spending.inputTokens, 21000u);
    CHECK_NEAR(run.outcome->tally.spending.cost, 0.021, 1e-9);
    CHECK_EQ(run.spending.size(), 42u);

    const RatingEvent* rare = run.of(F::rare);
    CHECK(rare != nullptr && rare->action == RatingAction::Unrated &&
          rare->text.find("3 contexts") != std::string::npos);
    const RatingEvent* rated = run.of(F::firstPlain);
    CHECK(rated != nullptr && rated->score.has_value() && rated->rater == "test-model");
    for (const char* member :
         {"model", "served_model", "prompt_hash", "template_hash", "answer", "suspicious", "tokens"}) {
        CHECK(rated->details.contains(member));
    }
    CHECK(rated->details.at("suspicious") == false);
    CHECK(run.of(F::steered)->details.at("suspicious") == true);
    CHECK(run.of(F::steered)->details.at("suspicion").get<std::string>().starts_with("context 1 "));
}

TEST(answers_that_are_none_leave_features_unrated_with_a_reason) {
    const Fixture fixture;
    const std::vector<std::string> answers = {"I think it is a 5.",
                                              R"({"score":9,"explanation":"x"})",
                                              R"({"score":4.5,"explanation":"x"})",
                                              R"({"points":4})",
                                              "",
                                              "{\"score\": 5,"};
    JudgeServer server([&answers](const JudgeServer::Call& call) {
        return JudgeServer::Reply{200, completion(answers[static_cast<std::size_t>(call.number) % answers.size()])};
    });
    const JudgeRun run = runJudge(*fixture.index, fixture.params(server.url(), plainFeatures(12)));
    checkEvents(run);
    CHECK_EQ(run.outcome->tally.unrated, 12u);
    CHECK_EQ(run.outcome->tally.rated, 0u);
    CHECK(run.outcome->end == RatingEnd::Finished);
    CHECK_EQ(server.calls(), 12);  // an answer is an answer: it is not asked for again
    for (const auto& event : run.events) {
        CHECK(!event.score && !event.text.empty());
    }
}

TEST(servers_that_misbehave_end_a_run_in_a_known_state) {
    const Fixture fixture;
    struct Case {
        const char* name;
        JudgeServer::Reply reply;
        RatingEnd end;
        int mostCalls;
    };
    const std::string error = R"({"error":{"message":"no"}})";
    // Two retries each, one thread, three features in a row without an answer.
    const std::vector<Case> cases = {
        {"500 for ever", {500, error}, RatingEnd::Refused, 9},
        {"503 html", {503, "<html>busy</html>"}, RatingEnd::Refused, 9},
        {"429 for ever", {429, error}, RatingEnd::Refused, 9},
        {"429 wait an hour", {429, error, {{"Retry-After", "3600"}}}, RatingEnd::Refused, 1},
        {"401", {401, error}, RatingEnd::Refused, 1},
        {"403", {403, error}, RatingEnd::Refused, 1},
        {"404", {404, error}, RatingEnd::Refused, 1},
        {"redirect", {302, "", {{"Location", "http://127.0.0.1:1/"}}}, RatingEnd::Refused, 1},
        {"not JSON", {200, "hello"}, RatingEnd::Refused, 3},
        {"another API", {200, R"({"result":"5"})"}, RatingEnd::Refused, 3},
        {"100 MB", {200, "", {}, Manner::Huge}, RatingEnd::Refused, 3},
        {"hang", {200, "", {}, Manner::Hang}, RatingEnd::Refused, 9},
        {"drip", {200, ratingCompletion(5) + std::string(3000, ' '), {}, Manner::Drip}, RatingEnd::Refused, 9},
        {"content filter", {400, R"({"error":{"code":"content_filter","message":"no"}})"}, RatingEnd::Finished, 8},
    };
    for (const Case& one : cases) {
        JudgeServer server([&one](const JudgeServer::Call&) { return one.reply; });
        auto params = fixture.params(server.url(), plainFeatures(8));
        params.judge.concurrency = 1;
        params.judge.maxRetries = 2;
        // Short where the time-out is what is tested: a busy machine may need longer for an answer.
        const bool silent = one.reply.manner == Manner::Hang || one.reply.manner == Manner::Drip;
        params.judge.requestTimeoutSeconds = silent ? 0.1 : 30.0;
        const JudgeRun run = runJudge(*fixture.index, params);
        std::printf("%-18s %-18s %2d calls, %4.0f ms: %s\n", one.name, ratingEndName(run.outcome->end), server.calls(),
                    1000 * run.seconds, run.outcome->message.c_str());
        checkEvents(run);
        CHECK(run.outcome->end == one.end);
        CHECK(server.calls() <= one.mostCalls);
        CHECK_EQ(run.outcome->tally.rated, 0u);
        CHECK(one.end == RatingEnd::Finished || !run.outcome->message.empty());
        CHECK_EQ(static_cast<int>(run.outcome->tally.spending.requests), server.calls());
    }
    ResettingServer resetting;
    auto params = fixture.params(resetting.url(), plainFeatures(8));
    params.judge.concurrency = 1;
    params.judge.maxRetries = 2;
    const JudgeRun run = runJudge(*fixture.index, params);
    CHECK(run.outcome->end == RatingEnd::Refused);
    CHECK_EQ(run.outcome->tally.spending.requests, 9u);  // as many as we sent; libcurl may open a connection more
}

TEST(what_was_rated_before_a_server_failed_is_kept) {
    const Fixture fixture;
    JudgeServer server([](const JudgeServer::Call& call) {
        return call.number < 7 ? ok() : JudgeServer::Reply{401, R"({"error":{"message":"revoked"}})"};
    });
    auto params = fixture.params(server.url(), plainFeatures());
    params.judge.concurrency = 1;
    const JudgeRun run = runJudge(*fixture.index, params);
    checkEvents(run);
    CHECK(run.outcome->end == RatingEnd::Refused);
    CHECK(run.outcome->message.find("revoked") != std::string::npos);
    CHECK_EQ(run.events.size(), 7u);

    // One bad feature among good ones is no reason to end.
    JudgeServer moody([](const JudgeServer::Call& call) {
        return call.number % 3 == 1 ? JudgeServer::Reply{400, R"({"error":{"message":"too long"}})"} : ok();
    });
    params.judge.baseUrl = moody.url();
    const JudgeRun mixed = runJudge(*fixture.index, params);
    CHECK(mixed.outcome->end == RatingEnd::Finished);
    CHECK_EQ(mixed.outcome->tally.failed, 7u);
    CHECK_EQ(mixed.outcome->tally.rated, 13u);
    CHECK_EQ(mixed.messages.size(), 7u);
}

TEST(a_stop_ends_a_run_in_less_than_a_second) {
    const Fixture fixture;
    for (const Manner manner : {Manner::Plain, Manner::Hang, Manner::Drip}) {
        JudgeServer server([manner](const JudgeServer::Call& call) {
            if (call.number < 3) {
                return ok();
            }
            // Plain: a server that wants to be asked again and again, so that the stop meets a pause between retries.
            return manner == Manner::Plain ? JudgeServer::Reply{503, "", {{"Retry-After", "100"}}}
                                           : JudgeServer::Reply{200, std::string(9000, ' '), {}, manner};
        });
        std::stop_source stop;
        std::chrono::steady_clock::time_point asked;
        std::jthread later([&] {
            for (int i = 0; i < 400 && server.calls() < 5; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(5));
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(50));  // the good answers are in by then
            asked = std::chrono::steady_clock::now();
            stop.request_stop();
        });
        auto params = fixture.params(server.url(), plainFeatures());
        params.judge.requestTimeoutSeconds = 60.0;
        JudgeRunOptions options;
        options.stop = stop.get_token();
        const JudgeRun run = runJudge(*fixture.index, params, options);
        later.join();
        const double waited = std::chrono::duration<double>(std::chrono::steady_clock::now() - asked).count();
        std::printf("stopped %.1f ms after the request\n", 1000 * waited);
        CHECK(waited < 1.0);
        CHECK(run.outcome->end == RatingEnd::Stopped);
        CHECK_EQ(run.events.size(), 3u);
        checkEvents(run);
    }
}

TEST(a_resumed_run_asks_only_what_is_missing) {
    const Fixture fixture;
    JudgeServer server([](const JudgeServer::Call&) { return ok(); });
    const auto params = fixture.params(server.url(), plainFeatures());
    JudgeRunOptions options;
    for (std::uint32_t i = 0; i < 15; ++i) {
        options.done.insert(FeatureId(F::firstPlain + i));
    }
    options.spent.requests = 15;
    const JudgeRun run = runJudge(*fixture.index, params, options);
    checkEvents(run);
    CHECK_EQ(server.calls(), 5);
    CHECK_EQ(run.outcome->tally.skipped, 15u);
    CHECK_EQ(run.outcome->tally.spending.requests, 20u);
    CHECK_EQ(run.spending.front().request, 16u);
}

TEST(known_answers_are_not_paid_for_again) {
    const Fixture fixture;
    JudgeServer server([](const JudgeServer::Call&) { return ok(5); });
    auto params = fixture.params(server.url(), plainFeatures());
    const JudgeRun first = runJudge(*fixture.index, params);
    CHECK_EQ(server.calls(), 20);
    const KnownAnswers known(first.events);
    CHECK_EQ(known.size(), 20u);
    JudgeRunOptions options;
    options.known = &known;
    const JudgeRun second = runJudge(*fixture.index, params, options);
    checkEvents(second);
    CHECK_EQ(server.calls(), 20);
    CHECK_EQ(second.outcome->tally.cached, 20u);
    CHECK_EQ(second.of(F::firstPlain)->details.at("answer_of").get<std::string>(), first.of(F::firstPlain)->id);
    CHECK(second.of(F::firstPlain)->id != first.of(F::firstPlain)->id);
    params.judge.temperature = 0.0;  // another question
    runJudge(*fixture.index, params, options);
    CHECK_EQ(server.calls(), 40);
    params.judge.temperature = 0.1;
    params.judge.useCache = false;
    runJudge(*fixture.index, params, options);
    CHECK_EQ(server.calls(), 60);
}

TEST(a_sink_that_fails_ends_the_run_with_its_sentence) {
    const Fixture fixture;
    JudgeServer server([](const JudgeServer::Call&) { return ok(); });
    JudgeRunOptions options;
    int taken = 0;
    options.sink = [&taken](const RatingEvent&) -> Status {
        return ++taken <= 4 ? Status() : Status(fail(ErrorCode::Io, "The disk is full."));
    };
    auto params = fixture.params(server.url(), plainFeatures());
    params.judge.concurrency = 2;
    const JudgeRun run = runJudge(*fixture.index, params, options);
    CHECK(!run.outcome && run.outcome.error().message == "The disk is full.");
    CHECK(server.calls() <= 7);
    params.features.emplace_back(4000u);
    CHECK(!runJudge(*fixture.index, params).outcome);  // no such feature
}
