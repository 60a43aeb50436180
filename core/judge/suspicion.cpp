// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/suspicion.h"

#include "core/base/text_check.h"
#include "core/judge/suspicion_rules.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace saferscope {

namespace {

using suspicion::WordRule;

constexpr std::size_t maxBytes = 64u << 10;

bool isAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::uint32_t codePoint(std::string_view sequence) {
    const auto byteAt = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(sequence[i]));
    };
    switch (sequence.size()) {
        case 1:
            return byteAt(0);
        case 2:
            return (byteAt(0) & 0x1f) << 6 | (byteAt(1) & 0x3f);
        case 3:
            return (byteAt(0) & 0x0f) << 12 | (byteAt(1) & 0x3f) << 6 | (byteAt(2) & 0x3f);
        default:
            return (byteAt(0) & 0x07) << 18 | (byteAt(1) & 0x3f) << 12 | (byteAt(2) & 0x3f) << 6 | (byteAt(3) & 0x3f);
    }
}

void append(std::string& text, std::uint32_t point) {  // below U+0800 is all that folding makes
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else {
        text += static_cast<char>(0xc0 | point >> 6);
        text += static_cast<char>(0x80 | (point & 0x3f));
    }
}

struct Folded {
    std::string text;     ///< lower case, plain quotes, full-width letters as ASCII, without invisible characters
    bool hidden = false;  ///< invisible characters stood where only a disguise puts them
};

Folded fold(std::string_view text) {
    Folded folded;
    folded.text.reserve(text.size());
    bool joined = false;  // an invisible character followed an ASCII letter
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::max<std::size_t>(utf8SequenceLength(text.substr(at)), 1);
        const std::string_view sequence = text.substr(at, length);
        const std::uint32_t point =
            length == 1 && static_cast<unsigned char>(text[at]) >= 0x80 ? 0xfffd : codePoint(sequence);
        at += length;
        const bool zeroWidth = (point >= 0x200b && point <= 0x200f) || (point >= 0x2060 && point <= 0x2064) ||
                               point == 0xad || point == 0xfeff;
        const bool override = (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
        const bool tag = point >= 0xe0000 && point <= 0xe007f;
        if (zeroWidth || override || tag) {
            folded.hidden = folded.hidden || tag || point == 0x202d || point == 0x202e;
            joined = joined || (!folded.text.empty() && isAsciiLetter(folded.text.back()));
            continue;
        }
        if (joined && length == 1 && isAsciiLetter(static_cast<char>(point))) {
            folded.hidden = true;
        }
        joined = false;
        if (point >= 0xff01 && point <= 0xff5e) {
            const auto ascii = static_cast<char>(point - 0xff01 + 0x21);
            folded.text += ascii >= 'A' && ascii <= 'Z' ? static_cast<char>(ascii + 0x20) : ascii;
        } else if (point >= 'A' && point <= 'Z') {
            folded.text += static_cast<char>(point + 0x20);
        } else if ((point >= 0xc0 && point <= 0xde && point != 0xd7) || (point >= 0x410 && point <= 0x42f)) {
            append(folded.text, point + 0x20);
        } else if (point == 0x2018 || point == 0x2019) {
            folded.text += '\'';
        } else if (point == 0x201c || point == 0x201d) {
            folded.text += '"';
        } else if (point == 0xa0 || point == 0x3000) {
            folded.text += ' ';
        } else {
            folded.text += sequence;
        }
    }
    return folded;
}

bool isWordByte(std::string_view text, std::size_t i) {
    const char c = text[i];
    if (isAsciiLetter(c) || isDigit(c) || static_cast<unsigned char>(c) >= 0x80) {
        return true;
    }
    const bool inside = i > 0 && i + 1 < text.size();
    return inside && ((c == '\'' && isAsciiLetter(text[i - 1]) && isAsciiLetter(text[i + 1])) ||
                      ((c == '.' || c == ',') && isDigit(text[i - 1]) && isDigit(text[i + 1])));
}

// Words in order; an empty one where a sentence ends.
std::vector<std::string_view> wordsOf(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
        if (isWordByte(text, at)) {
            const std::size_t begin = at;
            while (at < text.size() && isWordByte(text, at)) {
                ++at;
            }
            words.push_back(text.substr(begin, at - begin));
        } else {
            if (text[at] == '.' || text[at] == '!' || text[at] == '?') {
                words.emplace_back();
            }
            ++at;
        }
    }
    return words;
}

struct CompiledRule {
    std::string_view reason;
    std::size_t gap = 0;
    std::vector<std::unordered_set<std::string_view>> groups;
};

std::vector<std::string_view> alternatives(std::string_view list) {
    std::vector<std::string_view> words;
    while (!list.empty()) {
        const std::size_t end = std::min(list.find('|'), list.size());
        words.push_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return words;
}

struct RuleTable {
    std::vector<CompiledRule> rules;
    std::unordered_map<std::string_view, std::vector<std::size_t>> byFirstWord;

    RuleTable() {
        for (const WordRule& rule : suspicion::wordRules()) {
            CompiledRule compiled{rule.reason, rule.gap, {}};
            for (const std::string_view group : rule.groups) {
                if (const auto words = alternatives(group); !words.empty()) {
                    compiled.groups.emplace_back(words.begin(), words.end());
                }
            }
            for (const auto word : compiled.groups.front()) {
                byFirstWord[word].push_back(rules.size());
            }
            rules.push_back(std::move(compiled));
        }
    }
};

bool matchesFrom(const CompiledRule& rule, const std::vector<std::string_view>& words, std::size_t at,
                 std::size_t group) {
    if (group == rule.groups.size()) {
        return true;
    }
    for (std::size_t i = at; i < words.size() && i <= at + rule.gap && !words[i].empty(); ++i) {
        if (rule.groups[group].contains(words[i]) && matchesFrom(rule, words, i + 1, group + 1)) {
            return true;
        }
    }
    return false;
}

std::string_view findOrder(std::string_view text) {
    static const RuleTable table;
    const auto words = wordsOf(text);
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto candidates = table.byFirstWord.find(words[i]);
        if (words[i].empty() || candidates == table.byFirstWord.end()) {
            continue;
        }
        for (const std::size_t rule : candidates->second) {
            if (matchesFrom(table.rules[rule], words, i + 1, 1)) {
                return table.rules[rule].reason;
            }
        }
    }
    return {};
}

std::string_view findNear(std::string_view text) {
    for (const auto& rule : suspicion::nearRules()) {
        for (const auto first : alternatives(rule.first)) {
            for (auto at = text.find(first); at != std::string_view::npos; at = text.find(first, at + first.size())) {
                const auto window = text.substr(at + first.size(), rule.bytes);
                for (const auto second : alternatives(rule.second)) {
                    if (window.find(second) != std::string_view::npos) {
                        return rule.reason;
                    }
                }
            }
        }
    }
    return {};
}

std::string_view findLiteral(std::string_view text) {
    for (const auto& literal : suspicion::literals()) {
        for (auto at = text.find(literal.text); at != std::string_view::npos; at = text.find(literal.text, at + 1)) {
            const auto before = text.substr(0, at).find_last_not_of(" \t>*#-");
            if (!literal.lineStart || before == std::string_view::npos || text[before] == '\n') {
                return literal.reason;
            }
        }
    }
    return {};
}

// `score: 5`, `"score" = 5`, `**Rating:** 5`, but not `score: 5.5` or `underscore: 5`.
bool hasReadyScore(std::string_view text) {
    const auto skip = [&](std::size_t at, std::string_view set) {
        const auto next = text.find_first_not_of(set, at);
        return next == std::string_view::npos ? text.size() : next;
    };
    for (const auto label : suspicion::scoreLabels()) {
        for (auto at = text.find(label); at != std::string_view::npos; at = text.find(label, at + 1)) {
            if (at > 0 && (isAsciiLetter(text[at - 1]) || isDigit(text[at - 1]))) {
                continue;
            }
            std::size_t next = skip(at + label.size(), " \t\"'*_)]");
            if (next >= text.size() || (text[next] != ':' && text[next] != '=')) {
                continue;
            }
            next = skip(next + 1, " \t\"'*_([=>");
            if (next >= text.size() || text[next] < '1' || text[next] > '5') {
                continue;
            }
            const bool longer = next + 1 < text.size() && isDigit(text[next + 1]);
            const bool fraction =
                next + 2 < text.size() && (text[next + 1] == '.' || text[next + 1] == ',') && isDigit(text[next + 2]);
            if (!longer && !fraction) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

Suspicion inspectText(std::string_view text) {
    const Folded folded = fold(text.substr(0, maxBytes));
    if (folded.hidden) {
        return {true, "hides characters in its text"};
    }
    if (hasReadyScore(folded.text)) {
        return {true, "holds a ready-made score"};
    }
    for (const auto find : {findLiteral, findOrder, findNear}) {
        if (const auto reason = find(folded.text); !reason.empty()) {
            return {true, std::string(reason)};
        }
    }
    return {};
}

}  // namespace saferscope
