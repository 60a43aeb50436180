// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/record_parts.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>
#include <utility>

namespace saferscope::parts {

namespace {

std::string commonRole(std::string role) {
    if (role == "human") {
        return "user";
    }
    if (role == "gpt" || role == "chatgpt" || role == "model" || role == "bot") {
        return "assistant";
    }
    return role;
}

template <class T>
std::optional<T> numberFromText(std::string_view text) {
    T value{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    return code == std::errc{} && end == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

// Sets the prompt of a record of message lists from "prompt" and the turns before the answers, which may repeat each
// other.
Parsed<std::vector<Message>> combinePrompt(Json& record, std::vector<Message> earlier) {
    if (memberOf(record, "prompt") == nullptr) {
        return earlier;
    }
    auto prompt = promptFrom(record);
    if (!prompt) {
        return refuse(prompt.error());
    }
    if (earlier.empty()) {
        return prompt;
    }
    const bool repeated =
        prompt->size() <= earlier.size() && std::equal(prompt->begin(), prompt->end(), earlier.begin());
    const bool oneTurn =
        prompt->size() == 1 && std::find(earlier.begin(), earlier.end(), prompt->front()) != earlier.end();
    if (repeated || oneTurn) {
        return earlier;
    }
    if (!prompt->empty() && prompt->back().role == earlier.front().role) {
        return refuse("\"prompt\" and the messages before the answers do not agree");
    }
    prompt->insert(prompt->end(), std::make_move_iterator(earlier.begin()), std::make_move_iterator(earlier.end()));
    return prompt;
}

}  // namespace

tl::unexpected<std::string> refuse(std::string reason) { return tl::unexpected(std::move(reason)); }

std::string inQuotes(std::string_view key) { return "\"" + std::string(key) + "\""; }

Json* memberOf(Json& record, const char* key) {
    const auto it = record.find(key);
    return it == record.end() || it->is_null() ? nullptr : &*it;
}

const Json* memberOf(const Json& record, const char* key) {
    const auto it = record.find(key);
    return it == record.end() || it->is_null() ? nullptr : &*it;
}

Parsed<std::string> optionalText(Json& record, const char* key, const std::string& fallback) {
    Json* value = memberOf(record, key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_string()) {
        return refuse(inQuotes(key) + " is not a string");
    }
    return std::move(value->get_ref<std::string&>());
}

Parsed<std::string> requiredText(Json& record, const char* key) {
    Json* value = memberOf(record, key);
    if (value == nullptr) {
        return refuse("it has no " + inQuotes(key));
    }
    if (!value->is_string()) {
        return refuse(inQuotes(key) + " is not a string");
    }
    return std::move(value->get_ref<std::string&>());
}

std::optional<bool> flagOf(const Json& value) {
    if (value.is_boolean()) {
        return value.get<bool>();
    }
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        if (text == "true" || text == "True" || text == "TRUE" || text == "1") {
            return true;
        }
        if (text == "false" || text == "False" || text == "FALSE" || text == "0") {
            return false;
        }
        return std::nullopt;
    }
    if (value.is_number_integer() && (value == 0 || value == 1)) {
        return value == 1;
    }
    return std::nullopt;
}

std::optional<std::int64_t> wholeNumberOf(const Json& value) {
    if (value.is_number_unsigned()) {
        const auto number = value.get<std::uint64_t>();
        return number <= INT64_MAX ? std::optional(static_cast<std::int64_t>(number)) : std::nullopt;
    }
    if (value.is_number_integer()) {
        return value.get<std::int64_t>();
    }
    if (value.is_string()) {
        if (const auto number = numberFromText<std::int64_t>(value.get_ref<const std::string&>())) {
            return number;
        }
    }
    // pandas writes 1.0 for the whole numbers of a column that has a gap
    const auto number = numberOf(value);
    return number && std::trunc(*number) == *number && std::abs(*number) < 1e15 ? std::optional<std::int64_t>(*number)
                                                                                : std::nullopt;
}

std::optional<double> numberOf(const Json& value) {
    const auto number = value.is_number()   ? std::optional(value.get<double>())
                        : value.is_string() ? numberFromText<double>(value.get_ref<const std::string&>())
                                            : std::nullopt;
    return number && std::isfinite(*number) ? number : std::nullopt;
}

Parsed<std::string> recordId(Json& record, const char* key) {
    Json* id = memberOf(record, key);
    if (id != nullptr && id->is_number_integer()) {
        return id->dump();
    }
    return optionalText(record, key, {});
}

bool isMessage(const Json& value) {
    if (!value.is_object()) {
        return false;
    }
    const auto isText = [&](const char* key) {
        const auto it = value.find(key);
        return it != value.end() && it->is_string();
    };
    return (isText("role") && isText("content")) || (isText("from") && isText("value"));
}

bool isMessageList(const Json& value) {
    return value.is_array() && !value.empty() && std::ranges::all_of(value, isMessage);
}

Parsed<Message> messageFrom(Json& value, const char* where) {
    if (!value.is_object()) {
        return refuse(inQuotes(where) + " holds something that is not a message");
    }
    Json* role = memberOf(value, "role");
    Json* content = memberOf(value, "content");
    if (role == nullptr && content == nullptr) {
        role = memberOf(value, "from");
        content = memberOf(value, "value");
    }
    if (role == nullptr || content == nullptr || !role->is_string() || !content->is_string()) {
        return refuse("a message in " + inQuotes(where) + " lacks a role or a text");
    }
    return Message{commonRole(std::move(role->get_ref<std::string&>())), std::move(content->get_ref<std::string&>())};
}

Parsed<std::vector<Message>> messagesFrom(Json& value, const char* where) {
    if (!value.is_array()) {
        return refuse(inQuotes(where) + " is not a list of messages");
    }
    std::vector<Message> messages;
    messages.reserve(value.size());
    for (auto& element : value) {
        auto message = messageFrom(element, where);
        if (!message) {
            return refuse(message.error());
        }
        messages.push_back(std::move(*message));
    }
    return messages;
}

std::vector<Message> promptFromText(std::string text) {
    if (looksLikeHhTranscript(text)) {
        auto turns = parseHhTranscript(text);
        if (!turns.empty() && turns.back().role == "assistant" && turns.back().content.empty()) {
            turns.pop_back();
        }
        return turns;
    }
    if (text.empty()) {
        return {};
    }
    return {Message{"user", std::move(text)}};
}

Parsed<std::vector<Message>> promptFrom(Json& record, const char* key) {
    Json* prompt = memberOf(record, key);
    if (prompt == nullptr) {
        return refuse("it has no " + inQuotes(key));
    }
    if (prompt->is_string()) {
        return promptFromText(std::move(prompt->get_ref<std::string&>()));
    }
    return messagesFrom(*prompt, key);
}

Parsed<SharedConversation> fromStrings(Json& record) {
    auto prompt = promptFrom(record);
    if (!prompt) {
        return refuse(prompt.error());
    }
    auto chosen = requiredText(record, "chosen");
    auto rejected = requiredText(record, "rejected");
    if (!chosen || !rejected) {
        return refuse(chosen ? rejected.error() : chosen.error());
    }
    return SharedConversation{std::move(*prompt), std::move(*chosen), std::move(*rejected)};
}

Parsed<SharedConversation> fromMessages(Json& record) {
    std::vector<Message> turns[2];
    for (int side = 0; side < 2; ++side) {
        const char* key = side == 0 ? "chosen" : "rejected";
        Json* value = memberOf(record, key);
        if (value == nullptr) {
            return refuse("it has no " + inQuotes(key));
        }
        auto messages = messagesFrom(*value, key);
        if (!messages) {
            return refuse(messages.error());
        }
        if (messages->empty() || messages->back().role != "assistant") {
            return refuse(inQuotes(key) + " does not end with an answer of the assistant");
        }
        turns[side] = std::move(*messages);
    }
    SharedConversation conversation;
    conversation.chosen = std::move(turns[0].back().content);
    conversation.rejected = std::move(turns[1].back().content);
    turns[0].pop_back();
    turns[1].pop_back();
    if (turns[0] != turns[1]) {
        return refuse("the messages before the answers differ between \"chosen\" and \"rejected\"");
    }
    auto prompt = combinePrompt(record, std::move(turns[0]));
    if (!prompt) {
        return refuse(prompt.error());
    }
    conversation.prompt = std::move(*prompt);
    return conversation;
}

PreferencePair pairOf(SharedConversation conversation) {
    PreferencePair pair;
    pair.prompt = std::move(conversation.prompt);
    pair.chosen = std::move(conversation.chosen);
    pair.rejected = std::move(conversation.rejected);
    return pair;
}

}  // namespace saferscope::parts
