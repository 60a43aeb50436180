// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_record.h"

#include "core/data/hh_transcript.h"
#include "core/data/json_slice.h"

#include <algorithm>
#include <utility>

namespace saferscope {

namespace {

template <class T>
using Parsed = tl::expected<T, std::string>;

tl::unexpected<std::string> refuse(std::string reason) { return tl::unexpected(std::move(reason)); }

std::string quoted(const char* key) { return std::string("\"") + key + "\""; }

// The member, or null where it is absent or JSON null.
Json* memberOf(Json& record, const char* key) {
    const auto it = record.find(key);
    return it == record.end() || it->is_null() ? nullptr : &*it;
}

Parsed<std::string> optionalText(Json& record, const char* key, const std::string& fallback) {
    Json* value = memberOf(record, key);
    if (value == nullptr) {
        return fallback;
    }
    if (!value->is_string()) {
        return refuse(quoted(key) + " is not a string");
    }
    return std::move(value->get_ref<std::string&>());
}

Parsed<std::string> requiredText(Json& record, const char* key) {
    Json* value = memberOf(record, key);
    if (value == nullptr) {
        return refuse("it has no " + quoted(key));
    }
    if (!value->is_string()) {
        return refuse(quoted(key) + " is not a string");
    }
    return std::move(value->get_ref<std::string&>());
}

std::string commonRole(std::string role) {
    if (role == "human") {
        return "user";
    }
    if (role == "gpt" || role == "chatgpt" || role == "model" || role == "bot") {
        return "assistant";
    }
    return role;
}

// {role, content} or {from, value}
Parsed<Message> messageFrom(Json& value, const char* where) {
    if (!value.is_object()) {
        return refuse(quoted(where) + " holds something that is not a message");
    }
    Json* role = memberOf(value, "role");
    Json* content = memberOf(value, "content");
    if (role == nullptr && content == nullptr) {
        role = memberOf(value, "from");
        content = memberOf(value, "value");
    }
    if (role == nullptr || content == nullptr || !role->is_string() || !content->is_string()) {
        return refuse("a message in " + quoted(where) + " lacks a role or a text");
    }
    return Message{commonRole(std::move(role->get_ref<std::string&>())), std::move(content->get_ref<std::string&>())};
}

Parsed<std::vector<Message>> messagesFrom(Json& value, const char* where) {
    if (!value.is_array()) {
        return refuse(quoted(where) + " is not a list of messages");
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

// A string is one user turn, or a whole HH transcript that waits for its answer.
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

Parsed<std::vector<Message>> promptFrom(Json& record) {
    Json* prompt = memberOf(record, "prompt");
    if (prompt == nullptr) {
        return refuse("it has no \"prompt\"");
    }
    if (prompt->is_string()) {
        return promptFromText(std::move(prompt->get_ref<std::string&>()));
    }
    return messagesFrom(*prompt, "prompt");
}

using Conversation = SharedConversation;

Parsed<Conversation> fromStrings(Json& record) {
    auto prompt = promptFrom(record);
    if (!prompt) {
        return refuse(prompt.error());
    }
    auto chosen = requiredText(record, "chosen");
    auto rejected = requiredText(record, "rejected");
    if (!chosen || !rejected) {
        return refuse(chosen ? rejected.error() : chosen.error());
    }
    return Conversation{std::move(*prompt), std::move(*chosen), std::move(*rejected)};
}

Parsed<Conversation> fromHhStrings(Json& record) {
    const auto chosen = requiredText(record, "chosen");
    const auto rejected = requiredText(record, "rejected");
    if (!chosen || !rejected) {
        return refuse(chosen ? rejected.error() : chosen.error());
    }
    const auto chosenTurns = parseHhTranscript(*chosen);
    const auto rejectedTurns = parseHhTranscript(*rejected);
    if (chosenTurns.empty() || rejectedTurns.empty()) {
        return refuse(quoted(chosenTurns.empty() ? "chosen" : "rejected") + " is not a Human/Assistant transcript");
    }
    return splitSharedPrompt(chosenTurns, rejectedTurns);
}

// Sets the prompt of a Messages record from "prompt" and the turns before the answers, which may repeat each other.
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

Parsed<Conversation> fromMessages(Json& record) {
    std::vector<Message> turns[2];
    for (int side = 0; side < 2; ++side) {
        const char* key = side == 0 ? "chosen" : "rejected";
        Json* value = memberOf(record, key);
        if (value == nullptr) {
            return refuse("it has no " + quoted(key));
        }
        auto messages = messagesFrom(*value, key);
        if (!messages) {
            return refuse(messages.error());
        }
        if (messages->empty() || messages->back().role != "assistant") {
            return refuse(quoted(key) + " does not end with an answer of the assistant");
        }
        turns[side] = std::move(*messages);
    }
    Conversation conversation;
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

Parsed<Conversation> fromShareGpt(Json& record) {
    Json* conversations = memberOf(record, "conversations");
    if (conversations == nullptr) {
        conversations = memberOf(record, "messages");
    }
    if (conversations == nullptr) {
        return refuse("it has no \"conversations\"");
    }
    auto prompt = messagesFrom(*conversations, "conversations");
    if (!prompt) {
        return refuse(prompt.error());
    }
    Conversation conversation;
    for (const char* key : {"chosen", "rejected"}) {
        Json* value = memberOf(record, key);
        if (value == nullptr) {
            return refuse("it has no " + quoted(key));
        }
        auto answer = messageFrom(*value, key);
        if (!answer) {
            return refuse(answer.error());
        }
        if (answer->role != "assistant") {
            return refuse(quoted(key) + " is not an answer of the assistant");
        }
        (key == std::string_view("chosen") ? conversation.chosen : conversation.rejected) = std::move(answer->content);
    }
    const auto system = optionalText(record, "system", {});
    if (!system) {
        return refuse(system.error());
    }
    if (!system->empty()) {
        prompt->insert(prompt->begin(), Message{"system", *system});
    }
    conversation.prompt = std::move(*prompt);
    return conversation;
}

Parsed<Conversation> conversationFrom(Json& record, PairLayout layout) {
    switch (layout) {
        case PairLayout::HhStrings:
            return fromHhStrings(record);
        case PairLayout::Messages:
            return fromMessages(record);
        case PairLayout::ShareGpt:
            return fromShareGpt(record);
        case PairLayout::Auto:
        case PairLayout::Saferscope:
        case PairLayout::Strings:
            break;
    }
    return fromStrings(record);
}

Parsed<std::string> idFrom(Json& record) {
    Json* id = memberOf(record, "id");
    if (id != nullptr && id->is_number_integer()) {
        return id->dump();
    }
    return optionalText(record, "id", {});
}

}  // namespace

Parsed<PreferencePair> pairFromRecord(Json&& record, std::string_view text, PairLayout layout,
                                      const std::string& defaultSubset) {
    if (!record.is_object()) {
        return refuse("it is not a JSON object");
    }
    auto conversation = conversationFrom(record, layout);
    if (!conversation) {
        return refuse(conversation.error());
    }
    if (conversation->prompt.empty()) {
        return refuse("the prompt is empty");
    }
    if (conversation->chosen == conversation->rejected) {
        return refuse("\"chosen\" and \"rejected\" are the same");
    }
    auto id = idFrom(record);
    auto subset = optionalText(record, "subset", defaultSubset);
    auto split = optionalText(record, "split", {});
    for (const auto* member : {&id, &subset, &split}) {
        if (!*member) {
            return refuse(member->error());
        }
    }
    PreferencePair pair;
    pair.id = std::move(*id);
    pair.subset = std::move(*subset);
    pair.split = std::move(*split);
    pair.prompt = std::move(conversation->prompt);
    pair.chosen = std::move(conversation->chosen);
    pair.rejected = std::move(conversation->rejected);
    if (const Json* meta = memberOf(record, "meta"); meta != nullptr) {
        if (!meta->is_object()) {
            return refuse("\"meta\" is not an object");
        }
        if (!meta->empty()) {
            pair.meta = jsonMemberText(text, "meta");
        }
    }
    return pair;
}

}  // namespace saferscope
