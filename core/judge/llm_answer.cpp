// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/llm_answer.h"

#include "core/base/text_check.h"

#include <algorithm>

namespace saferscope {

namespace {

constexpr std::size_t maxMessageBytes = 300;
constexpr std::size_t maxNeedleBytes = 4096;
constexpr std::uint64_t maxTokens = 100'000'000;  // of one request; more is a lie

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 0x20) : c; });
    return result;
}

std::string oneLine(std::string_view text) {
    std::string valid = toValidUtf8(text.substr(0, 4 * maxMessageBytes));
    std::ranges::replace_if(
        valid, [](char c) { return (c >= 0 && c < 0x20) || c == 0x7f; }, ' ');
    if (valid.size() > maxMessageBytes) {
        std::size_t end = maxMessageBytes;
        while (end > 0 && (static_cast<unsigned char>(valid[end]) & 0xc0) == 0x80) {
            --end;
        }
        valid.resize(end);
        valid += " …";
    }
    return valid;
}

std::string textOf(const Json& object, const char* key) {
    const auto it = object.is_object() ? object.find(key) : object.end();
    return object.is_object() && it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

// A string, or (some servers) a list of parts of which the texts count.
std::string contentOf(const Json& message) {
    const auto content = message.find("content");
    if (content == message.end()) {
        return {};
    }
    if (content->is_array()) {
        std::string text;
        for (const auto& part : *content) {
            text += textOf(part, "text");
        }
        return text;
    }
    return textOf(message, "content");
}

bool readCount(const Json& usage, const char* key, std::uint64_t& count) {
    const auto it = usage.find(key);
    if (it == usage.end() || !it->is_number_unsigned() || it->get<std::uint64_t>() > maxTokens) {
        return false;
    }
    count = it->get<std::uint64_t>();
    return true;
}

}  // namespace

Result<ChatCompletion> readChatCompletion(std::string_view body) {
    const auto json = parseJson(body, "The server's answer");
    if (!json) {
        return failure(json);
    }
    const auto choices = json->is_object() ? json->find("choices") : json->end();
    if (!json->is_object() || choices == json->end() || !choices->is_array() || choices->empty() ||
        !choices->front().is_object() || !choices->front().contains("message") ||
        !choices->front()["message"].is_object()) {
        return fail(ErrorCode::InvalidInput, "The server's answer is not a chat completion.",
                    "Check that the address is that of an OpenAI-compatible server (…/v1).");
    }
    const Json& choice = choices->front();
    ChatCompletion completion;
    completion.content = toValidUtf8(contentOf(choice["message"]));
    completion.refusal = oneLine(textOf(choice["message"], "refusal"));
    completion.finishReason = lower(textOf(choice, "finish_reason"));
    completion.model = oneLine(textOf(*json, "model"));
    if (const auto usage = json->find("usage"); usage != json->end() && usage->is_object()) {
        completion.hasUsage = readCount(*usage, "prompt_tokens", completion.inputTokens) &&
                              readCount(*usage, "completion_tokens", completion.outputTokens);
    }
    return completion;
}

ServerComplaint readComplaint(std::string_view body) {
    ServerComplaint complaint;
    complaint.whole = lower(body.substr(0, maxNeedleBytes));
    const auto json = parseJson(body.substr(0, 64u << 10), "The server's answer");
    if (!json || !json->is_object()) {
        return complaint;
    }
    const auto error = json->find("error");
    const Json& source = error != json->end() && error->is_object() ? *error : *json;
    for (const char* key : {"message", "detail", "error"}) {
        if (complaint.message.empty()) {
            complaint.message = oneLine(textOf(source, key));
        }
    }
    complaint.code = lower(textOf(source, "code")) + " " + lower(textOf(source, "type"));
    return complaint;
}

}  // namespace saferscope
