// SPDX-License-Identifier: GPL-3.0-or-later
// What is sent to a chat-completion server, and where.
#include "core/judge/llm_client.h"

namespace saferscope {

namespace {

// For a path segment or a query value: names of deployments are the user's.
std::string escaped(const std::string& text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '_' || c == '.' || c == '~';
        if (plain) {
            result += c;
        } else {
            result += '%';
            result += digits[static_cast<unsigned char>(c) >> 4];
            result += digits[static_cast<unsigned char>(c) & 15];
        }
    }
    return result;
}

std::string withoutSlash(std::string url) {
    while (url.ends_with('/')) {
        url.pop_back();
    }
    return url;
}

}  // namespace

std::string LlmClient::requestUrl(const JudgeSettings& settings) {
    const std::string base = withoutSlash(settings.baseUrl);
    return settings.kind == JudgeKind::Azure ? base + "/openai/deployments/" + escaped(settings.model) +
                                                   "/chat/completions?api-version=" + escaped(settings.apiVersion)
                                             : base + "/chat/completions";
}

std::string LlmClient::bodyOf(const JudgePrompt& prompt, const JudgeSettings& settings, const Dialect& dialect) {
    OrderedJson messages = OrderedJson::array();
    if (!prompt.system.empty()) {
        messages.push_back({{"role", "system"}, {"content", prompt.system}});
    }
    messages.push_back({{"role", "user"}, {"content", prompt.user}});
    OrderedJson body = {{"model", settings.model}, {"messages", std::move(messages)}};
    if (dialect.temperature) {
        body["temperature"] = settings.temperature;
    }
    body[dialect.completionTokens ? "max_completion_tokens" : "max_tokens"] = settings.maxOutputTokens;
    if (dialect.schema) {
        body["response_format"] = {
            {"type", "json_schema"},
            {"json_schema", {{"name", "feature_rating"}, {"schema", answerSchema()}, {"strict", true}}}};
    }
    return dumpJson(body);
}

std::string LlmClient::requestBody(const JudgePrompt& prompt, const JudgeSettings& settings) {
    return bodyOf(prompt, settings, Dialect{settings.structuredOutput, false, true});
}

}  // namespace saferscope
