// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/pair_change.h"

#include "core/base/json.h"
#include "core/data/json_slice.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace saferscope {

namespace {

constexpr const char* noteKey = "\"saferscope\"";

/// A JSON object as it is spelled: keys with their quotes, values as text. Parsing and printing would respell numbers.
using Members = std::vector<std::pair<std::string, std::string>>;

/// `json` is a valid object without white space between tokens.
Members membersOf(std::string_view json) {
    Members members;
    std::size_t depth = 0;
    bool quoted = false;
    std::size_t start = 1;
    std::size_t colon = 0;
    const auto finish = [&](std::size_t end) {
        if (colon > start) {
            members.emplace_back(json.substr(start, colon - start), json.substr(colon + 1, end - colon - 1));
        }
        start = end + 1;
        colon = 0;
    };
    for (std::size_t at = 0; at < json.size(); ++at) {
        const char byte = json[at];
        if (quoted) {
            at += byte == '\\' ? 1 : 0;
            quoted = byte != '"';
        } else if (byte == '"') {
            quoted = true;
        } else if (byte == '{' || byte == '[') {
            ++depth;
        } else if (byte == '}' || byte == ']') {
            if (--depth == 0) {
                finish(at);
                break;
            }
        } else if (byte == ':' && depth == 1 && colon == 0) {
            colon = at;
        } else if (byte == ',' && depth == 1) {
            finish(at);
        }
    }
    return members;
}

std::string textOf(const Members& members) {
    std::string text = "{";
    for (const auto& [key, value] : members) {
        text += (text.size() > 1 ? "," : "") + key + ":" + value;
    }
    return text + "}";
}

Members::iterator find(Members& members, std::string_view key) {
    return std::ranges::find_if(members, [key](const auto& member) { return member.first == key; });
}

bool isObject(std::string_view value) { return !value.empty() && value.front() == '{'; }

bool isFlipNote(std::string_view value) { return isObject(value) && jsonMemberText(value, "changed") == "\"flipped\""; }

}  // namespace

PreferencePair flipPair(PreferencePair pair, const std::string& note) {
    std::swap(pair.chosen, pair.rejected);
    Members members = membersOf(withoutJsonSpace(pair.meta));
    if (const auto planted = find(members, "\"planted\""); planted != members.end() && isObject(planted->second)) {
        Members sides = membersOf(planted->second);
        for (auto& [key, value] : sides) {
            key = key == "\"chosen\"" ? "\"rejected\"" : key == "\"rejected\"" ? "\"chosen\"" : key;
        }
        planted->second = textOf(sides);
    }
    const auto noted = find(members, noteKey);
    if (noted == members.end()) {
        members.emplace_back(noteKey, note);
    } else if (isFlipNote(noted->second)) {
        const std::string before = jsonMemberText(noted->second, "before");
        if (before.empty()) {
            members.erase(noted);
        } else {
            noted->second = before;
        }
    } else {
        Members added = membersOf(note);
        added.emplace_back("\"before\"", noted->second);
        noted->second = textOf(added);
    }
    pair.meta = textOf(members);
    return pair;
}

std::string changeNoted(std::string_view meta) {
    if (meta.find("saferscope") == std::string_view::npos || jsonDepth(meta) > 64 || !Json::accept(meta)) {
        return {};
    }
    const std::string value = jsonMemberText(meta, "saferscope");
    return isFlipNote(value) ? "flipped" : "";
}

}  // namespace saferscope
