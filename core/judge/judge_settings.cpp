// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/judge_settings.h"

#include "core/base/text_check.h"
#include "core/data/rating.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace saferscope {

namespace {

constexpr std::array<std::pair<JudgeKind, const char*>, 3> kindNames = {
    {{JudgeKind::OpenAi, "openai"}, {JudgeKind::Azure, "azure"}, {JudgeKind::Lexical, "lexical"}}};

constexpr std::size_t maxTemplateBytes = 64u << 10;
constexpr std::size_t maxNameBytes = 2048;
constexpr std::size_t maxFeatures = 1u << 24;

// Reads the members of one object and remembers the first complaint.
class SettingsReader {
public:
    SettingsReader(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {}

    void text(const char* key, std::string& member, std::size_t maxBytes) {
        value(key, member);
        if (m_status && (member.size() > maxBytes || !isValidUtf8(member) || member.find('\0') != std::string::npos)) {
            refuse(key, "is too long or is not valid text");
        }
    }
    void count(const char* key, std::uint32_t& member, std::int64_t low, std::int64_t high) {
        std::int64_t number = member;  // a negative number must not wrap around
        value(key, number);
        if (m_status && (number < low || number > high)) {
            refuse(key, "has to lie between " + std::to_string(low) + " and " + std::to_string(high));
        }
        member = static_cast<std::uint32_t>(number);
    }
    void number(const char* key, double& member, double low, double high) {
        value(key, member);
        if (m_status && !(std::isfinite(member) && member >= low && member <= high)) {
            refuse(key, "has to lie between " + plain(low) + " and " + plain(high));
        }
    }
    template <class T>
    void value(const char* key, T& member) {
        if (!m_status) {
            return;
        }
        if (auto read = jsonMemberOr<T>(m_json, key, member, m_where)) {
            member = std::move(*read);
        } else {
            m_status = failure(read);
        }
    }
    void refuse(const char* key, const std::string& why, const std::string& hint = {}) {
        if (m_status) {
            m_status = fail(ErrorCode::InvalidInput, m_where + ": \"" + key + "\" " + why + ".", hint);
        }
    }
    const Status& status() const { return m_status; }

private:
    static std::string plain(double number) {
        std::string text = std::to_string(number);
        text.erase(text.find_last_not_of('0') + 1);
        if (text.ends_with('.')) {
            text.pop_back();
        }
        return text;
    }

    const Json& m_json;
    const std::string m_where;
    Status m_status;
};

// Never repeats the text: people paste keys where the name of a variable belongs.
bool isVariableName(const std::string& text) {
    const auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_'; };
    return text.size() <= 128 &&
           std::ranges::all_of(text, [&](char c) { return letter(c) || (c >= '0' && c <= '9'); }) &&
           (text.empty() || letter(text.front()));
}

const char* scopeName(TokenScope scope) { return scope == TokenScope::AllTokens ? "all-tokens" : "sentence-ends"; }

}  // namespace

const char* judgeKindName(JudgeKind kind) {
    for (const auto& [known, name] : kindNames) {
        if (known == kind) {
            return name;
        }
    }
    return "unknown";
}

Result<JudgeKind> judgeKindFromName(const std::string& name) {
    for (const auto& [kind, known] : kindNames) {
        if (name == known) {
            return kind;
        }
    }
    return fail(ErrorCode::InvalidInput, "There is no kind of judge \"" + name + "\".",
                "It is one of openai, azure and lexical.");
}

std::string JudgeSettings::raterName() const {
    if (!name.empty()) {
        return name;
    }
    return kind == JudgeKind::Lexical ? judgeKindName(kind) : model;
}

Json toJson(const JudgeSettings& settings) {
    return {{"kind", judgeKindName(settings.kind)},
            {"name", settings.name},
            {"base_url", settings.baseUrl},
            {"model", settings.model},
            {"api_version", settings.apiVersion},
            {"key_variable", settings.keyVariable},
            {"prompt_template", settings.promptTemplate},
            {"temperature", settings.temperature},
            {"max_output_tokens", settings.maxOutputTokens},
            {"contexts", settings.contexts},
            {"min_contexts", settings.minContexts},
            {"context_tokens", settings.contextTokens},
            {"structured_output", settings.structuredOutput},
            {"concurrency", settings.concurrency},
            {"requests_per_minute", settings.requestsPerMinute},
            {"max_retries", settings.maxRetries},
            {"request_timeout_seconds", settings.requestTimeoutSeconds},
            {"max_requests", settings.maxRequests},
            {"max_cost", settings.maxCost},
            {"input_price", settings.inputPrice},
            {"output_price", settings.outputPrice},
            {"use_cache", settings.useCache}};
}

Result<JudgeSettings> judgeSettingsFromJson(const Json& json, const std::string& where) {
    constexpr double anyPrice = 1e9;
    JudgeSettings settings;
    SettingsReader reader(json, where);
    std::string kindName = judgeKindName(settings.kind);
    reader.value("kind", kindName);
    if (reader.status()) {
        const auto kind = judgeKindFromName(kindName);
        if (!kind) {
            return fail(kind.error().code, where + ": " + kind.error().message, kind.error().hint);
        }
        settings.kind = *kind;
    }
    reader.text("name", settings.name, maxRaterBytes);
    reader.text("base_url", settings.baseUrl, maxNameBytes);
    reader.text("model", settings.model, maxNameBytes);
    reader.text("api_version", settings.apiVersion, 64);
    reader.text("key_variable", settings.keyVariable, maxNameBytes);
    reader.text("prompt_template", settings.promptTemplate, maxTemplateBytes);
    reader.number("temperature", settings.temperature, 0.0, 2.0);
    reader.count("max_output_tokens", settings.maxOutputTokens, 1, 65'536);
    reader.count("contexts", settings.contexts, 1, 100);
    reader.count("min_contexts", settings.minContexts, 1, 100);
    reader.count("context_tokens", settings.contextTokens, 1, 4096);
    reader.value("structured_output", settings.structuredOutput);
    reader.count("concurrency", settings.concurrency, 1, 64);
    reader.number("requests_per_minute", settings.requestsPerMinute, 0.0, 1e6);
    reader.count("max_retries", settings.maxRetries, 0, 100);
    reader.number("request_timeout_seconds", settings.requestTimeoutSeconds, 0.1, 3600.0);
    std::int64_t maxRequests = 0;
    reader.value("max_requests", maxRequests);
    if (maxRequests < 0) {
        reader.refuse("max_requests", "must not be negative");
    }
    settings.maxRequests = static_cast<std::uint64_t>(maxRequests);
    reader.number("max_cost", settings.maxCost, 0.0, anyPrice);
    reader.number("input_price", settings.inputPrice, 0.0, anyPrice);
    reader.number("output_price", settings.outputPrice, 0.0, anyPrice);
    reader.value("use_cache", settings.useCache);

    if (!isVariableName(settings.keyVariable)) {
        reader.refuse("key_variable", "is not the name of an environment variable",
                      "Put the key into a variable such as OPENAI_API_KEY and give the variable's name.");
    }
    if (settings.kind != JudgeKind::Lexical && settings.model.empty()) {
        reader.refuse("model", "is empty", "Name the model to ask; for Azure the deployment.");
    }
    if (settings.raterName().size() > maxRaterBytes) {
        reader.refuse("model", "is too long to be the judge's name", "Give the judge a shorter name.");
    }
    if (settings.maxCost > 0.0 && settings.inputPrice <= 0.0 && settings.outputPrice <= 0.0) {
        reader.refuse("max_cost", "cannot be kept without prices",
                      "Give the prices per million tokens, or limit the number of requests instead.");
    }
    if (!reader.status()) {
        return failure(reader.status());
    }
    return settings;
}

Json toJson(const RateFeaturesParams& params) {
    Json features = Json::array();
    for (const FeatureId feature : params.features) {
        features.push_back(feature.value());
    }
    return {{"index", params.index.string()},   {"sae_hash", params.saeHash},      {"index_hash", params.indexHash},
            {"scope", scopeName(params.scope)}, {"features", std::move(features)}, {"judge", toJson(params.judge)}};
}

Result<RateFeaturesParams> rateFeaturesParamsFromJson(const Json& json) {
    const std::string where = "params of a rate run";
    RateFeaturesParams params;
    SettingsReader reader(json, where);
    std::string index;
    std::string scope = scopeName(params.scope);
    std::vector<std::int64_t> features;
    Json judge = Json::object();
    reader.text("index", index, 4096);
    reader.text("sae_hash", params.saeHash, 128);
    reader.text("index_hash", params.indexHash, 128);
    reader.text("scope", scope, 32);
    reader.value("features", features);
    reader.value("judge", judge);
    params.index = index;
    if (index.empty() || !params.index.is_absolute()) {
        reader.refuse("index", "has to be an absolute path");
    }
    if (scope != "all-tokens" && scope != "sentence-ends") {
        reader.refuse("scope", "has to be sentence-ends or all-tokens");
    }
    params.scope = scope == "all-tokens" ? TokenScope::AllTokens : TokenScope::SentenceEnds;
    if (features.size() > maxFeatures ||
        std::ranges::any_of(features, [](std::int64_t id) { return id < 0 || id >= std::int64_t{maxFeatures}; })) {
        reader.refuse("features", "holds numbers that no feature can have");
    }
    if (!reader.status()) {
        return failure(reader.status());
    }
    for (const std::int64_t id : features) {
        params.features.emplace_back(static_cast<std::uint32_t>(id));
    }
    auto settings = judgeSettingsFromJson(judge, where + ", judge");
    if (!settings) {
        return failure(settings);
    }
    params.judge = std::move(*settings);
    return params;
}

}  // namespace saferscope
