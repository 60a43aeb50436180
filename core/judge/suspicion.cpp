// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/suspicion.h"

#include "core/base/text_check.h"
#include "core/judge/suspicion_rules.h"

#include <algorithm>
#include <charconv>
#include <unordered_map>
#include <unordered_set>
#include <utility>
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
    bool turned = false;  ///< characters that change the direction of what is seen
};

// The Latin letter that a Cyrillic or Greek one looks like (lower case), or 0.
char latinLook(std::uint32_t point) {
    static constexpr std::pair<std::uint32_t, char> looks[] = {
        {0x430, 'a'}, {0x435, 'e'}, {0x43e, 'o'}, {0x440, 'p'}, {0x441, 'c'}, {0x443, 'y'}, {0x445, 'x'},
        {0x455, 's'}, {0x456, 'i'}, {0x458, 'j'}, {0x4bb, 'h'}, {0x501, 'd'}, {0x51b, 'q'}, {0x51d, 'w'},
        {0x3b1, 'a'}, {0x3bf, 'o'}, {0x3b5, 'e'}, {0x3b9, 'i'}, {0x3bd, 'v'}, {0x3c1, 'p'}, {0x3c5, 'u'},
        {0x3c4, 't'}, {0x3ba, 'k'}, {0x131, 'i'}, {0x261, 'g'}, {0x251, 'a'}, {0x26a, 'i'}, {0x280, 'r'}};
    const auto found = std::ranges::find(looks, point, [](const auto& look) { return look.first; });
    return found == std::end(looks) ? '\0' : found->second;
}

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
            folded.turned = folded.turned || override;
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
        } else if (point >= 0x1d400 && point <= 0x1d6a3) {  // mathematical letters, thirteen alphabets of 52
            folded.text += static_cast<char>('a' + (point - 0x1d400) % 26);
        } else if (point >= 0x24b6 && point <= 0x24e9) {  // in circles
            folded.text += static_cast<char>('a' + (point - 0x24b6) % 26);
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

bool isNumberWord(std::string_view text) {
    for (const std::string_view word : {"one", "five", "fünf", "eins", "cinq", "cinco", "cinque", "пять"}) {
        if (text.starts_with(word) && (text.size() == word.size() || !isWordByte(text, word.size()))) {
            return true;
        }
    }
    return false;
}

// `score: 5`, `score -> 5`, `<score>5`, `"score" = 5`, `**Rating:** 5`, but not `score: 5.5` or `underscore: 5`.
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
            const std::string_view mark = text.substr(std::min(next, text.size()));
            const bool tag = at > 0 && text[at - 1] == '<' && mark.starts_with('>');
            if (mark.starts_with("->") || mark.starts_with("\u2192")) {
                next += mark.front() == '-' ? 1 : 2;
            } else if (!mark.starts_with(':') && !mark.starts_with('=') && !tag) {
                continue;
            }
            next = skip(next + 1, " \t\"'*_([=>");
            if (isNumberWord(text.substr(next))) {
                return true;
            }
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

// A text in which everything that spells characters another way is undone: &#105; %69 \u0069 \x69.
std::string unescaped(std::string_view text) {
    std::string plain;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        std::size_t prefix = 0;
        std::size_t digits = 0;  // 0: as many as there are
        int base = 16;
        if (rest.starts_with("&#x")) {
            prefix = 3;
        } else if (rest.starts_with("&#")) {
            prefix = 2;
            base = 10;
        } else if (rest.starts_with("\\u")) {
            prefix = 2;
            digits = 4;
        } else if (rest.starts_with("\\x")) {
            prefix = 2;
            digits = 2;
        } else if (rest.starts_with('%')) {
            prefix = 1;
            digits = 2;
        }
        std::uint32_t point = 0;
        const auto number = rest.substr(prefix, digits == 0 ? 7 : digits);
        const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), point, base);
        const auto taken = static_cast<std::size_t>(end - number.data());
        if (prefix > 0 && error == std::errc() && (digits == 0 || taken == digits) && point >= 0x20 && point < 0x800) {
            append(plain, point);
            at += prefix + taken;
            at += digits == 0 && at < text.size() && text[at] == ';' ? 1 : 0;
        } else {
            plain += text[at++];
        }
    }
    return plain;
}

// What the long runs of base64 in a text say, where they say something that people could read.
std::string fromBase64(std::string_view text) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    constexpr std::size_t shortest = 20;
    std::string all;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find_first_not_of(alphabet, at), text.size());
        if (end - at >= shortest) {
            std::string said;
            std::uint32_t bits = 0;
            for (std::size_t i = at; i < end; ++i) {
                bits = bits << 6 | static_cast<std::uint32_t>(alphabet.find(text[i]));
                if (const std::size_t place = (i - at) % 4; place > 0) {
                    said += static_cast<char>(bits >> (6 - 2 * place) & 0xff);
                }
            }
            const bool readable = isValidUtf8(said) && std::ranges::none_of(said, [](char c) {
                                      return c >= 0 && c < 0x20 && c != '\n' && c != '\t';
                                  });
            all += readable ? said + "\n" : "";
        }
        at = end + 1;
    }
    return all;
}

struct Disguise {
    std::string text;    ///< words with look-alike letters, and with digits for letters, as they are meant
    bool mixed = false;  ///< a word had Latin letters and look-alikes of them from elsewhere
};

Disguise undisguised(std::string_view text) {
    Disguise result;
    result.text.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        std::size_t latin = 0;
        std::size_t cyrillicLooks = 0;
        std::string word;
        std::string leet;
        bool digits = false;
        while (end < text.size()) {
            const std::size_t length = std::max<std::size_t>(utf8SequenceLength(text.substr(end)), 1);
            const char c = text[end];
            if (length == 1 && !isAsciiLetter(c) && !isDigit(c) && c != '@' && c != '$') {
                break;
            }
            const std::uint32_t point =
                length == 1 ? static_cast<unsigned char>(c) : codePoint(text.substr(end, length));
            if (length > 1 && latinLook(point) == '\0' && !(point >= 0xe0 && point < 0x250) &&
                !(point >= 0x370 && point < 0x530)) {
                break;  // of a script that is not mistaken for ours
            }
            const char look = length == 1 ? '\0' : latinLook(point);
            latin += length == 1 && isAsciiLetter(c) ? 1 : 0;
            cyrillicLooks += look != '\0' && point >= 0x400 && point < 0x530 ? 1 : 0;
            word += look != '\0' ? std::string(1, look) : std::string(text.substr(end, length));
            static constexpr std::string_view signs = "0134578@$";
            static constexpr std::string_view meant = "oieastbas";
            const auto sign = length == 1 ? signs.find(c) : std::string_view::npos;
            digits = digits || sign != std::string_view::npos;
            leet += sign != std::string_view::npos ? std::string(1, meant[sign]) : word.substr(leet.size());
            end += length;
        }
        if (end == at) {
            result.text += text[at++];
            continue;
        }
        result.mixed = result.mixed || (latin > 0 && cyrillicLooks > 0);
        result.text += latin >= 2 ? (digits ? leet : word) : std::string(text.substr(at, end - at));
        at = end;
    }
    return result;
}

std::string rotated13(std::string_view text) {
    std::string turned(text);
    std::ranges::transform(turned, turned.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>('a' + (c - 'a' + 13) % 26) : c;
    });
    return turned;
}

// "i g n o r e": letters that stand alone, joined; only the runs of them.
std::string joinedLetters(std::string_view text) {
    constexpr std::size_t shortest = 5;
    std::string all;
    std::string run;
    const auto finish = [&] {
        all += run.size() >= shortest ? run + " " : "";
        run.clear();
    };
    for (std::size_t at = 0; at < text.size(); ++at) {
        const bool alone = isAsciiLetter(text[at]) && (at == 0 || !isWordByte(text, at - 1)) &&
                           (at + 1 == text.size() || !isWordByte(text, at + 1));
        if (alone) {
            run += text[at];
        } else if (isWordByte(text, at) || (at > 0 && text[at] == ' ' && text[at - 1] == ' ')) {
            finish();
        }
    }
    finish();
    return all;
}

// The reason that a folded text gives, or nothing.
std::string_view findIn(std::string_view folded) {
    if (hasReadyScore(folded)) {
        return "holds a ready-made score";
    }
    for (const auto find : {findLiteral, findOrder, findNear}) {
        if (const auto reason = find(folded); !reason.empty()) {
            return reason;
        }
    }
    return {};
}

std::string_view findDisguised(std::string_view text, const Folded& folded) {
    constexpr std::string_view reason = "hides an order in a disguise";
    const Disguise plain = undisguised(folded.text);
    if (plain.mixed) {
        return "mixes letters that look alike";
    }
    if (plain.text != folded.text && !findIn(plain.text).empty()) {
        return reason;
    }
    if (const std::string spelled = unescaped(text); spelled != text && !findIn(fold(spelled).text).empty()) {
        return reason;
    }
    if (const std::string said = fromBase64(text); !said.empty() && !findIn(fold(said).text).empty()) {
        return reason;
    }
    const std::string turned = rotated13(folded.text);
    if (!findOrder(turned).empty()) {
        return reason;
    }
    if (folded.turned && !findIn(std::string(folded.text.rbegin(), folded.text.rend())).empty()) {
        return reason;
    }
    const std::string joined = joinedLetters(folded.text);
    for (const std::string_view word : {"ignore", "instruction", "disregard", "rating", "score"}) {
        if (joined.find(word) != std::string::npos) {
            return reason;
        }
    }
    return {};
}

}  // namespace

Suspicion inspectText(std::string_view text) {
    text = text.substr(0, maxBytes);
    const Folded folded = fold(text);
    if (folded.hidden) {
        return {true, "hides characters in its text"};
    }
    if (const auto reason = findIn(folded.text); !reason.empty()) {
        return {true, std::string(reason)};
    }
    const auto reason = findDisguised(text, folded);
    return {!reason.empty(), std::string(reason)};
}

}  // namespace saferscope
