// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/llm_client.h"
#include "tests/judge/judge_fixture.h"
#include "tests/judge/judge_server.h"
#include "tests/support/check.h"

#include <deque>

using namespace saferscope;
using namespace saferscope::check;
using Kind = LlmReply::Kind;

namespace {

constexpr const char* canary = "sk-CANARY-1234567890";

// A client of a server that gives the replies in order, the last one for ever.
struct Asked {
    JudgeServer server;
    JudgeSettings settings;
    std::unique_ptr<HttpClient> http = makeHttpClient();
    std::unique_ptr<RequestBudget> budget;
    std::unique_ptr<LlmClient> client;

    explicit Asked(std::vector<JudgeServer::Reply> replies, JudgeSettings given = {}, const std::string& key = canary)
        : server([replies](const JudgeServer::Call& call) {
              return replies[std::min<std::size_t>(static_cast<std::size_t>(call.number), replies.size() - 1)];
          }),
          settings(std::move(given)) {
        settings.baseUrl = settings.kind == JudgeKind::Azure ? server.root() : server.url();
        settings.requestTimeoutSeconds = 5.0;
        budget = std::make_unique<RequestBudget>(settings, Spending(), RequestBudget::Record());
        auto made = LlmClient::create(settings, {key, 0.001, 1}, *http, *budget);
        CHECK_OK(made);
        client = std::move(*made);
    }
    LlmReply ask() {
        JudgePrompt prompt;
        prompt.system = "You rate.";
        prompt.user = "Rate this.";
        return client->ask(prompt, {}, {});
    }
};

JudgeServer::Reply complaint(int status, const std::string& message, const std::string& code = "",
                             std::map<std::string, std::string> headers = {}) {
    return {status, dumpJson(Json{{"error", {{"message", message}, {"code", code}}}}), std::move(headers)};
}

}  // namespace

TEST(an_answer_comes_with_its_cost) {
    JudgeSettings settings;
    settings.inputPrice = 2.0;
    settings.outputPrice = 10.0;
    Asked asked({ok(4)}, settings);
    const LlmReply reply = asked.ask();
    CHECK(reply.kind == Kind::Answered);
    CHECK(reply.text.find("\"score\":4") != std::string::npos);
    CHECK_EQ(reply.inputTokens, 1000u);
    CHECK_EQ(reply.servedModel, std::string("test-model-1"));
    CHECK_NEAR(asked.budget->spent().cost, 0.002 + 0.0002, 1e-12);
    const auto call = asked.server.log().front();
    CHECK_EQ(call.path, std::string("/v1/chat/completions"));
    CHECK_EQ(call.headers.at("authorization"), std::string("Bearer ") + canary);
    CHECK(call.body.find(canary) == std::string::npos);
    CHECK(call.body.find("\"strict\":true") != std::string::npos);
}

TEST(azure_is_asked_in_its_own_way) {
    JudgeSettings settings;
    settings.kind = JudgeKind::Azure;
    settings.model = "my gpt";
    Asked asked({ok()}, settings);
    CHECK(asked.ask().kind == Kind::Answered);
    const auto call = asked.server.log().front();
    CHECK_EQ(call.path, std::string("/openai/deployments/my gpt/chat/completions?api-version=2024-10-21"));
    CHECK_EQ(call.headers.at("api-key"), std::string(canary));
    CHECK(!call.headers.contains("authorization"));
}

TEST(passing_troubles_are_retried_and_permanent_ones_are_not) {
    Asked busy(
        {complaint(429, "slow down", "", {{"Retry-After", "1"}}), complaint(500, "oops"), {503, "<html>"}, ok()});
    CHECK(busy.ask().kind == Kind::Answered);
    CHECK_EQ(busy.server.calls(), 4);

    JudgeSettings few;
    few.maxRetries = 2;
    Asked broken({complaint(500, "for ever")}, few);
    const auto failed = broken.ask();
    CHECK(failed.kind == Kind::Failed);
    CHECK(failed.message.find("HTTP 500: for ever") != std::string::npos);
    CHECK_EQ(broken.server.calls(), 3);

    Asked stubborn({complaint(503, "no", "", {{"x-should-retry", "false"}})});
    CHECK(stubborn.ask().kind == Kind::Failed);
    CHECK_EQ(stubborn.server.calls(), 1);

    Asked late({complaint(429, "come back", "", {{"Retry-After", "3600"}})});
    const auto refused = late.ask();
    CHECK(refused.kind == Kind::Refused);
    CHECK(refused.message.find("3600") != std::string::npos);
    CHECK_EQ(late.server.calls(), 1);

    Asked poor({complaint(429, "no money", "insufficient_quota")});
    CHECK(poor.ask().kind == Kind::Refused);
    CHECK_EQ(poor.server.calls(), 1);
}

TEST(a_closed_door_is_not_knocked_at_twice) {
    for (const auto& [status, word] : {std::pair{401, "key"}, {403, "key"}, {404, "address"}, {302, "redirects"}}) {
        Asked asked({complaint(status, "go away")});
        const auto reply = asked.ask();
        CHECK(reply.kind == Kind::Refused);
        CHECK(reply.message.find(word) != std::string::npos);
        CHECK(!reply.hint.empty());
        CHECK_EQ(asked.server.calls(), 1);
    }
}

TEST(servers_without_the_newest_features_are_asked_differently) {
    Asked old({complaint(400, "Unknown parameter: response_format"), ok()});
    CHECK(old.ask().kind == Kind::Answered);
    CHECK(old.ask().kind == Kind::Answered);
    CHECK_EQ(old.server.calls(), 3);  // learned once
    CHECK(old.server.log()[0].body.find("response_format") != std::string::npos);
    CHECK(old.server.log()[1].body.find("response_format") == std::string::npos);

    Asked strict({complaint(422, "extra fields"), ok()});
    CHECK(strict.ask().kind == Kind::Answered);

    Asked reasoning({complaint(400, "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead."),
                     complaint(400, "Unsupported value: 'temperature' does not support 0.1"), ok()});
    CHECK(reasoning.ask().kind == Kind::Answered);
    CHECK(reasoning.server.log()[2].body.find("\"max_completion_tokens\":128") != std::string::npos);
    CHECK(reasoning.server.log()[2].body.find("temperature") == std::string::npos);

    Asked hopeless({complaint(422, "no")});
    CHECK(hopeless.ask().kind == Kind::Failed);
    CHECK_EQ(hopeless.server.calls(), 2);
    Asked wrong({complaint(400, "this model's maximum context length is 512 tokens")});
    CHECK(wrong.ask().kind == Kind::Failed);
    CHECK_EQ(wrong.server.calls(), 1);
}

TEST(filters_and_refusals_are_no_answers) {
    Asked filtered({complaint(400, "The response was filtered", "content_filter")});
    CHECK(filtered.ask().kind == Kind::Filtered);
    const std::string declined =
        R"({"choices":[{"message":{"content":null,"refusal":"I won't."},"finish_reason":"stop"}]})";
    Asked refusing({{200, declined}});
    const auto reply = refusing.ask();
    CHECK(reply.kind == Kind::Filtered);
    CHECK(reply.message.find("I won't.") != std::string::npos);
    Asked cut({{200, R"({"choices":[{"message":{"content":"{\"sco"},"finish_reason":"length"}]})"}});
    CHECK(cut.ask().cutOff);
}

TEST(bodies_that_are_no_completions_are_failures) {
    for (const char* body :
         {"", "not json", "[]", "{}", "{\"choices\":[]}", "{\"choices\":[1]}", "{\"choices\":[{\"message\":7}]}",
          "{\"choices\":{\"0\":1}}", "\xff\xfe", "{\"choices\":[{\"message\":{\"content\":\"x\"}]"}) {
        Asked asked({{200, body}});
        CHECK(asked.ask().kind == Kind::Failed);
        CHECK_EQ(asked.server.calls(), 1);
    }
    // Usage that cannot be true is not believed: the request counts as what it can cost at most.
    JudgeSettings settings;
    settings.inputPrice = 1.0;
    for (const char* usage : {"{\"prompt_tokens\":-5,\"completion_tokens\":1}",
                              "{\"prompt_tokens\":1e30,\"completion_tokens\":1}", "{\"prompt_tokens\":\"x\"}", "7"}) {
        Asked asked({{200, std::string("{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":") + usage + "}"}},
                    settings);
        CHECK(asked.ask().kind == Kind::Answered);
        CHECK(asked.budget->spent().cost > 0.0);
    }
}

TEST(the_key_is_not_repeated_whatever_the_server_echoes) {
    Asked echoing({complaint(401, std::string("Incorrect API key provided: ") + canary)});
    const auto refused = echoing.ask();
    CHECK(refused.message.find(canary) == std::string::npos && refused.message.find("[key]") != std::string::npos);
    Asked answering({{200, completion(std::string("Score: 5\nExplanation: ") + canary)}});
    CHECK(answering.ask().text.find(canary) == std::string::npos);
}

TEST(keys_and_addresses_are_checked_before_a_client_is_made) {
    const auto check = [](const std::string& url, const std::string& key, JudgeKind kind = JudgeKind::OpenAi) {
        JudgeSettings settings;
        settings.kind = kind;
        settings.baseUrl = url;
        const auto usable = LlmClient::usableKey(settings, key);
        CHECK(usable || (usable.error().message.find("sk-") == std::string::npos && !usable.error().hint.empty()));
        return usable ? *usable : std::string("refused");
    };
    CHECK_EQ(check("https://api.openai.com/v1", "sk-a\n"), std::string("sk-a"));
    CHECK_EQ(check("http://127.0.0.1:8080/v1", ""), std::string());  // local servers need none
    CHECK_EQ(check("https://api.openai.com/v1", ""), std::string("refused"));
    CHECK_EQ(check("https://x.openai.azure.com", "", JudgeKind::Azure), std::string("refused"));
    CHECK_EQ(check("https://api.openai.com/v1", "sk-a\r\nX-Evil: 1"), std::string("refused"));
    CHECK_EQ(check("https://api.openai.com/v1", "sk-\xc3\xa9"), std::string("refused"));
    CHECK_EQ(check("http://example.com/v1", "sk-a"), std::string("refused"));
    CHECK_EQ(check("http://example.com/v1", ""), std::string());
    CHECK_EQ(check("https://sk-a@example.com/v1", "x"), std::string("refused"));
}
