// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/mapped_members.h"

#include "core/data/layout_records.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace saferscope {

namespace {

std::optional<std::size_t> listIndex(std::string_view text) {
    std::size_t index = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), index);
    return !text.empty() && code == std::errc{} && end == text.data() + text.size() ? std::optional(index)
                                                                                    : std::nullopt;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return result;
}

}  // namespace

const Json* memberAt(const Json& record, std::string_view path) {
    if (record.is_array()) {
        const auto dot = path.find('.');
        const auto index = listIndex(path.substr(0, dot));
        if (!index || *index >= record.size()) {
            return nullptr;
        }
        const Json& element = record[*index];
        return dot != std::string_view::npos ? memberAt(element, path.substr(dot + 1))
               : element.is_null()           ? nullptr
                                             : &element;
    }
    if (!record.is_object() || path.empty()) {
        return nullptr;
    }
    if (const auto it = record.find(std::string(path)); it != record.end()) {
        return it->is_null() ? nullptr : &*it;
    }
    for (auto dot = path.rfind('.'); dot != std::string_view::npos && dot > 0; dot = path.rfind('.', dot - 1)) {
        const auto it = record.find(std::string(path.substr(0, dot)));
        if (it != record.end()) {
            if (const Json* found = memberAt(*it, path.substr(dot + 1)); found != nullptr) {
                return found;
            }
        }
    }
    return nullptr;
}

bool mappingUsesMember(const PairMapping& mapping, std::string_view name) {
    for (const std::string* path : {&mapping.prompt, &mapping.chosen, &mapping.rejected, &mapping.system, &mapping.id,
                                    &mapping.subset, &mapping.split, &mapping.preferred}) {
        if (path->starts_with(name) && (path->size() == name.size() || (*path)[name.size()] == '.')) {
            return true;
        }
    }
    return false;
}

std::optional<int> preferredNumber(const Json& value) {
    if (value.is_boolean()) {
        return std::nullopt;
    }
    const auto number = parts::wholeNumberOf(value);
    return number && *number >= 0 && *number <= 2 ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::optional<PreferredSide> preferredSide(const Json& value, const PairMapping& mapping, bool countsFromOne) {
    if (value.is_boolean()) {
        return value.get<bool>() ? PreferredSide::First : PreferredSide::Second;
    }
    if (const auto number = preferredNumber(value)) {
        const int side = *number - (countsFromOne ? 1 : 0);
        return side == 0   ? std::optional(PreferredSide::First)
               : side == 1 ? std::optional(PreferredSide::Second)
                           : std::nullopt;
    }
    if (!value.is_string()) {
        return std::nullopt;
    }
    const auto& text = value.get_ref<const std::string&>();
    if (text == mapping.chosen || text == mapping.rejected) {
        return text == mapping.chosen ? PreferredSide::First : PreferredSide::Second;
    }
    static constexpr std::array<std::string_view, 5> first{"a", "true", "chosen", "first", "model_a"};
    static constexpr std::array<std::string_view, 5> second{"b", "false", "rejected", "second", "model_b"};
    const std::string word = lower(text);
    if (std::ranges::find(first, word) != first.end()) {
        return PreferredSide::First;
    }
    return std::ranges::find(second, word) != second.end() ? std::optional(PreferredSide::Second) : std::nullopt;
}

namespace layouts {

using namespace parts;

namespace {

// A text, a message list, or one message.
Parsed<Json> valueAt(const Json& record, const std::string& path) {
    const Json* value = memberAt(record, path);
    if (value == nullptr) {
        return refuse("it has no " + inQuotes(path));
    }
    if (isMessage(*value)) {
        return Json::array({*value});
    }
    if (value->is_array() ? !isMessageList(*value) : !value->is_string()) {
        return refuse(inQuotes(path) + " is neither a text nor a list of messages");
    }
    return *value;
}

Parsed<std::string> textAt(const Json& record, const std::string& path) {
    const Json* value = path.empty() ? nullptr : memberAt(record, path);
    if (value == nullptr) {
        return std::string();
    }
    if (value->is_string()) {
        return value->get<std::string>();
    }
    if (value->is_number_integer() || value->is_boolean()) {
        return value->dump();
    }
    return refuse(inQuotes(path) + " is not a text");
}

// An answer may come as a text or as messages; the one layout for both sides keeps what they share in the prompt.
Parsed<SharedConversation> conversationOf(Json& made) {
    for (const char* side : {"chosen", "rejected"}) {
        if (made[side].is_string() && made[side == std::string_view("chosen") ? "rejected" : "chosen"].is_array()) {
            made[side] = Json::array({{{"role", "assistant"}, {"content", std::move(made[side])}}});
        }
    }
    return made["chosen"].is_array() ? fromMessages(made) : fromStrings(made);
}

}  // namespace

Parsed<Taken> fromMapping(Json& record, const RecordRules& rules) {
    const PairMapping& mapping = rules.mapping;
    Json made = Json::object();
    for (const auto& [key, path] : {std::pair("prompt", &mapping.prompt), std::pair("chosen", &mapping.chosen),
                                    std::pair("rejected", &mapping.rejected)}) {
        auto value = valueAt(record, *path);
        if (!value) {
            return refuse(value.error());
        }
        made[key] = std::move(*value);
    }
    if (!mapping.preferred.empty()) {
        const Json* preferred = memberAt(record, mapping.preferred);
        const auto side =
            preferred != nullptr ? preferredSide(*preferred, mapping, rules.preferredCountsFromOne) : std::nullopt;
        if (!side) {
            return refuse(preferred == nullptr ? "it has no " + inQuotes(mapping.preferred)
                                               : inQuotes(mapping.preferred) + " names neither of the two answers");
        }
        if (*side == PreferredSide::Second) {
            std::swap(made["chosen"], made["rejected"]);
        }
    }
    auto conversation = conversationOf(made);
    auto system = textAt(record, mapping.system);
    auto id = textAt(record, mapping.id);
    auto subset = textAt(record, mapping.subset);
    auto split = textAt(record, mapping.split);
    if (!conversation) {
        return refuse(conversation.error());
    }
    for (const auto* text : {&system, &id, &subset, &split}) {
        if (!*text) {
            return refuse(text->error());
        }
    }
    PreferencePair pair;
    pair.subset = std::move(*subset);
    pair.split = std::move(*split);
    pair.prompt = std::move(conversation->prompt);
    if (!pair.prompt.empty() && !system->empty()) {
        pair.prompt.insert(pair.prompt.begin(), Message{"system", std::move(*system)});
    }
    pair.chosen = std::move(conversation->chosen);
    pair.rejected = std::move(conversation->rejected);
    Taken taken{std::move(*id), {}, {}};
    taken.pairs.push_back(std::move(pair));
    return taken;
}

}  // namespace layouts

}  // namespace saferscope
