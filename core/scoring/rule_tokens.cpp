// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/rule_tokens.h"

#include "core/base/text_check.h"
#include "core/scoring/rule_words.h"

#include <array>
#include <charconv>
#include <cmath>

namespace saferscope {

namespace {

struct Sign {
    std::string_view bytes;
    RuleTokenKind kind;
    const char* text;
};
/// Longer ones first.
constexpr std::array signs = {Sign{"==", RuleTokenKind::Operator, "="},
                              Sign{"!=", RuleTokenKind::Operator, "!="},
                              Sign{"<=", RuleTokenKind::Operator, "<="},
                              Sign{">=", RuleTokenKind::Operator, ">="},
                              Sign{"=", RuleTokenKind::Operator, "="},
                              Sign{"<", RuleTokenKind::Operator, "<"},
                              Sign{">", RuleTokenKind::Operator, ">"},
                              Sign{"\xe2\x89\xa4", RuleTokenKind::Operator, "<="},  // U+2264
                              Sign{"\xe2\x89\xa5", RuleTokenKind::Operator, ">="},  // U+2265
                              Sign{"\xe2\x89\xa0", RuleTokenKind::Operator, "!="},  // U+2260
                              Sign{"(", RuleTokenKind::Open, "("},
                              Sign{")", RuleTokenKind::Close, ")"},
                              Sign{"|", RuleTokenKind::Bar, "|"},
                              Sign{",", RuleTokenKind::Comma, ","}};
constexpr std::string_view typographicMinus = "\xe2\x88\x92";  // U+2212, as text processors write it

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

bool isWordCharacter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '+' || c == '-' || c == '%';
}

RuleError strangeCharacter(std::string_view rest, std::size_t position) {
    const std::size_t length = utf8SequenceLength(rest);
    const bool shown = length > 1 || (length == 1 && rest.front() >= ' ' && rest.front() != '\x7f');
    const std::string quoted = shown ? "\"" + std::string(rest.substr(0, length)) + "\"" : "This character";
    if (rest.front() == '!') {
        return {position, "\"!\" alone has no meaning in a rule.", "Write != for \"is not\", or not for \"without\"."};
    }
    return {position, quoted + " has no meaning in a rule.", "Write for example llm = 5 and stable."};
}

}  // namespace

tl::expected<std::vector<RuleToken>, RuleError> splitRule(std::string_view text) {
    std::vector<RuleToken> tokens;
    std::size_t at = 0;
    while (at < text.size()) {
        const std::string_view rest = text.substr(at);
        if (isSpace(rest.front())) {
            ++at;
            continue;
        }
        const Sign* sign = nullptr;
        for (const Sign& candidate : signs) {
            if (sign == nullptr && rest.starts_with(candidate.bytes)) {
                sign = &candidate;
            }
        }
        if (sign != nullptr) {
            tokens.push_back({sign->kind, sign->text, 0.0, at});
            at += sign->bytes.size();
            continue;
        }
        std::string word;
        std::size_t end = at;
        while (end < text.size()) {
            if (text.substr(end).starts_with(typographicMinus)) {
                word += '-';
                end += typographicMinus.size();
            } else if (isWordCharacter(text[end])) {
                word += text[end++];
            } else {
                break;
            }
        }
        if (end == at) {
            return tl::unexpected(strangeCharacter(rest, at));
        }
        const auto number = ruleNumber(word);
        tokens.push_back(
            {number ? RuleTokenKind::Number : RuleTokenKind::Word, ruleLowerCase(word), number.value_or(0.0), at});
        at = end;
    }
    tokens.push_back({RuleTokenKind::End, {}, 0.0, text.size()});
    return tokens;
}

std::optional<double> ruleNumber(std::string_view text) {
    const bool percent = text.ends_with('%');
    if (percent) {
        text.remove_suffix(1);
    }
    if (text.starts_with('+')) {
        text.remove_prefix(1);
        if (text.starts_with('-')) {
            return std::nullopt;
        }
    }
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) {
        return std::nullopt;
    }
    return percent ? value / 100.0 : value;
}

std::string ruleNumberText(double number) {
    std::array<char, 64> buffer{};
    const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return error == std::errc() ? std::string(buffer.data(), end) : std::string("0");
}

}  // namespace saferscope
