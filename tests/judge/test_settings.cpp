// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/judge_settings.h"
#include "tests/support/check.h"

#include <limits>

using namespace saferscope;

namespace {

JudgeSettings unusual() {
    JudgeSettings settings;
    settings.kind = JudgeKind::Azure;
    settings.name = "my judge";
    settings.baseUrl = "https://x.openai.azure.com";
    settings.model = "deployment";
    settings.apiVersion = "2025-01-01";
    settings.keyVariable = "MY_KEY";
    settings.promptTemplate = "[user]\n{{contexts}}";
    settings.temperature = 0.7;
    settings.maxOutputTokens = 99;
    settings.contexts = 7;
    settings.minContexts = 3;
    settings.contextTokens = 64;
    settings.structuredOutput = false;
    settings.concurrency = 2;
    settings.requestsPerMinute = 30.5;
    settings.maxRetries = 1;
    settings.requestTimeoutSeconds = 12.5;
    settings.maxRequests = 1234567890123;
    settings.maxCost = 1.25;
    settings.inputPrice = 2.5;
    settings.outputPrice = 10.0;
    settings.useCache = false;
    return settings;
}

std::string refusal(const char* key, const Json& value) {
    Json json = toJson(JudgeSettings());
    json[key] = value;
    const auto read = judgeSettingsFromJson(json, "here");
    if (read) {
        throw check::Failure(std::string("accepted: ") + key + " = " + value.dump(), __FILE__, __LINE__);
    }
    CHECK(read.error().code == ErrorCode::InvalidInput);
    return read.error().message + read.error().hint;
}

}  // namespace

TEST(settings_come_back_as_they_went) {
    for (const auto& settings : {JudgeSettings(), unusual()}) {
        const auto read = judgeSettingsFromJson(toJson(settings), "here");
        CHECK_OK(read);
        CHECK(toJson(*read) == toJson(settings));
        CHECK_EQ(toJson(*read).size(), 22u);  // a new member has to be added to both directions, and here
    }
    CHECK_OK(judgeSettingsFromJson(Json::object(), "here"));
    CHECK_EQ(JudgeSettings().raterName(), std::string("gpt-4o"));
    CHECK_EQ(unusual().raterName(), std::string("my judge"));
    JudgeSettings lexical;
    lexical.kind = JudgeKind::Lexical;
    CHECK_EQ(lexical.raterName(), std::string("lexical"));
}

TEST(settings_out_of_bounds_are_refused_by_name) {
    const double infinity = std::numeric_limits<double>::infinity();
    for (const auto& [key, value] :
         std::vector<std::pair<const char*, Json>>{{"kind", "oracle"},
                                                   {"kind", 3},
                                                   {"temperature", -0.1},
                                                   {"temperature", 2.1},
                                                   {"temperature", infinity},
                                                   {"temperature", "warm"},
                                                   {"max_output_tokens", 0},
                                                   {"max_output_tokens", -1},
                                                   {"max_output_tokens", 4294967297},
                                                   {"contexts", 0},
                                                   {"contexts", 101},
                                                   {"min_contexts", 0},
                                                   {"context_tokens", 5000},
                                                   {"concurrency", 0},
                                                   {"concurrency", 65},
                                                   {"requests_per_minute", -1.0},
                                                   {"max_retries", 101},
                                                   {"request_timeout_seconds", 0.0},
                                                   {"max_requests", -1},
                                                   {"max_cost", -0.5},
                                                   {"input_price", -1.0},
                                                   {"model", ""},
                                                   {"model", std::string(3000, 'm')},
                                                   {"name", std::string(65, 'n')},
                                                   {"prompt_template", std::string(70'000, 'x')},
                                                   {"prompt_template", "\xff"},
                                                   {"base_url", Json()},
                                                   {"use_cache", "yes"}}) {
        if (value.is_null()) {
            continue;  // null is the default
        }
        CHECK(refusal(key, value).find("here") != std::string::npos);
    }
    CHECK(refusal("max_cost", 1.0).find("prices") != std::string::npos);
    // A key where the name of a variable belongs must not be repeated in a message.
    CHECK(refusal("key_variable", "sk-secret-123").find("sk-secret") == std::string::npos);
    CHECK(!judgeSettingsFromJson(Json::array(), "here"));
}

TEST(run_parameters_come_back_and_are_checked) {
    RateFeaturesParams params;
    params.index = "/data/index";
    params.saeHash = "sae";
    params.indexHash = "index";
    params.scope = TokenScope::AllTokens;
    params.features = {FeatureId(5), FeatureId(2)};
    params.judge = unusual();
    const auto read = rateFeaturesParamsFromJson(toJson(params));
    CHECK_OK(read);
    CHECK(toJson(*read) == toJson(params));
    CHECK(read->features == params.features);
    for (const auto& [key, value] : std::vector<std::pair<const char*, Json>>{{"index", "relative"},
                                                                              {"index", ""},
                                                                              {"features", {-1}},
                                                                              {"features", {1u << 24}},
                                                                              {"features", "all"},
                                                                              {"scope", "words"},
                                                                              {"judge", {{"contexts", 0}}}}) {
        Json json = toJson(params);
        json[key] = value;
        CHECK(!rateFeaturesParamsFromJson(json));
    }
}
