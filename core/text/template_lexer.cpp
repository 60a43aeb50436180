// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/template_lexer.h"

#include "core/text/template_limits.h"
#include "core/text/template_value.h"
#include "core/text/unicode_class.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace saferscope::jinja {

namespace {

constexpr std::size_t maxTokens = 200'000;
constexpr std::string_view blanks = " \t\n\r\f\v";

bool isNameStart(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// Line ends become \n and the last one goes, as Jinja does before it looks at anything.
std::string normalizeLines(std::string_view source) {
    std::string text;
    text.reserve(source.size());
    for (std::size_t i = 0; i < source.size(); ++i) {
        if (source[i] == '\r') {
            text += '\n';
            i += i + 1 < source.size() && source[i + 1] == '\n' ? 1 : 0;
        } else {
            text += source[i];
        }
    }
    if (text.ends_with('\n')) {
        text.pop_back();
    }
    return text;
}

class Lexer {
public:
    explicit Lexer(std::string source) : m_source(std::move(source)) {}

    std::vector<Token> run() {
        while (m_at < m_source.size()) {
            const std::size_t mark = findMark();
            if (mark == std::string::npos) {
                pushText(std::string(rest()));
                m_at = m_source.size();
                break;
            }
            textBefore(mark);
            moveTo(mark + 2);
            if (peek() == '-' || (peek() == '+' && m_source[mark + 1] != '{')) {
                moveTo(m_at + 1);
            }
            switch (m_source[mark + 1]) {
                case '#':
                    comment();
                    break;
                case '{':
                    push(TokenKind::OutputBegin);
                    expression("}}", TokenKind::OutputEnd);
                    break;
                default:
                    if (!rawBlock()) {
                        push(TokenKind::TagBegin);
                        expression("%}", TokenKind::TagEnd);
                    }
            }
        }
        push(TokenKind::End);
        return std::move(m_tokens);
    }

private:
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_source.size() ? m_source[m_at + ahead] : '\0'; }
    std::string_view rest() const { return std::string_view(m_source).substr(m_at); }

    void moveTo(std::size_t position) {
        m_line += static_cast<int>(std::count(m_source.begin() + static_cast<std::ptrdiff_t>(m_at),
                                              m_source.begin() + static_cast<std::ptrdiff_t>(position), '\n'));
        m_at = position;
    }

    void push(TokenKind kind, std::string text = {}) {
        if (m_tokens.size() >= maxTokens) {
            throw TemplateError("the template is too long", m_line);
        }
        m_tokens.push_back({kind, m_line, std::move(text), 0, 0.0});
    }

    void pushText(std::string text) {
        if (!text.empty()) {
            push(TokenKind::Text, std::move(text));
        }
    }

    std::size_t findMark() const {
        for (std::size_t at = m_source.find('{', m_at); at != std::string::npos; at = m_source.find('{', at + 1)) {
            const char next = at + 1 < m_source.size() ? m_source[at + 1] : '\0';
            if (next == '{' || next == '%' || next == '#') {
                return at;
            }
        }
        return std::string::npos;
    }

    /// The text up to the mark, less what the mark's sign or lstrip_blocks takes away.
    void textBefore(std::size_t mark) {
        std::string text = m_source.substr(m_at, mark - m_at);
        const char sign = mark + 2 < m_source.size() ? m_source[mark + 2] : '\0';
        if (sign == '-') {
            text.erase(text.find_last_not_of(blanks) + 1);
        } else if (m_source[mark + 1] != '{' && sign != '+') {
            const std::size_t lineStart = text.rfind('\n') + 1;  // 0 when there is none
            const bool startsLine = lineStart > 0 || m_at == 0 || m_source[m_at - 1] == '\n';
            if (startsLine && text.find_first_not_of(blanks, lineStart) == std::string::npos) {
                text.erase(lineStart);
            }
        }
        pushText(std::move(text));
    }

    /// After a closing mark: "-" takes all white space, a tag or comment takes one newline.
    void afterMark(char sign, bool output) {
        if (sign == '-') {
            moveTo(std::min(m_source.size(), m_source.find_first_not_of(blanks, m_at)));
        } else if (!output && sign != '+' && peek() == '\n') {
            moveTo(m_at + 1);
        }
    }

    void comment() {
        const std::size_t end = m_source.find("#}", m_at);
        if (end == std::string::npos) {
            throw TemplateError("a comment is never closed", m_line);
        }
        const char sign = end > m_at ? m_source[end - 1] : '\0';
        moveTo(end + 2);
        afterMark(sign, false);
    }

    /// {% raw %} … {% endraw %}, if that is what stands here.
    bool rawBlock() {
        const auto tagEnd = [this](std::size_t at, std::string_view word, char& sign) -> std::size_t {
            at = m_source.find_first_not_of(blanks, at);
            if (at == std::string::npos || m_source.compare(at, word.size(), word) != 0) {
                return std::string::npos;
            }
            at = m_source.find_first_not_of(blanks, at + word.size());
            sign = '\0';
            if (at != std::string::npos && (m_source[at] == '-' || m_source[at] == '+')) {
                sign = m_source[at++];
            }
            return at != std::string::npos && m_source.compare(at, 2, "%}") == 0 ? at + 2 : std::string::npos;
        };
        char sign = '\0';
        const std::size_t begin = tagEnd(m_at, "raw", sign);
        if (begin == std::string::npos) {
            return false;
        }
        moveTo(begin);
        afterMark(sign, false);
        for (std::size_t mark = m_source.find("{%", m_at); mark != std::string::npos;
             mark = m_source.find("{%", mark + 2)) {
            const char open = mark + 2 < m_source.size() ? m_source[mark + 2] : '\0';
            const std::size_t end = tagEnd(mark + (open == '-' || open == '+' ? 3 : 2), "endraw", sign);
            if (end != std::string::npos) {
                textBefore(mark);
                moveTo(end);
                afterMark(sign, false);
                return true;
            }
        }
        throw TemplateError("{% raw %} is never closed", m_line);
    }

    void expression(std::string_view close, TokenKind closeKind) {
        std::string brackets;
        const int opened = m_line;
        while (true) {
            moveTo(std::min(m_source.size(), m_source.find_first_not_of(blanks, m_at)));
            if (m_at >= m_source.size()) {
                throw TemplateError("a " + std::string(close == "}}" ? "{{" : "{%") + " is never closed", opened);
            }
            if (brackets.empty()) {
                const bool sign = (peek() == '-' || (peek() == '+' && close == "%}")) && rest().substr(1, 2) == close;
                if (sign || rest().substr(0, 2) == close) {
                    const char signChar = sign ? peek() : '\0';
                    push(closeKind);
                    moveTo(m_at + (sign ? 3 : 2));
                    afterMark(signChar, close == "}}");
                    return;
                }
            }
            const char c = peek();
            if (isNameStart(c)) {
                std::size_t end = m_at;
                while (end < m_source.size() && (isNameStart(m_source[end]) || isDigit(m_source[end]))) {
                    ++end;
                }
                if (end - m_at > limits::nameBytes) {
                    throw TemplateError("a name is too long", m_line);
                }
                push(TokenKind::Name, m_source.substr(m_at, end - m_at));
                moveTo(end);
            } else if (isDigit(c)) {
                number();
            } else if (c == '"' || c == '\'') {
                string(c);
            } else {
                operatorToken(brackets);
            }
        }
    }

    void number() {
        std::size_t end = m_at;
        std::string digits;
        const auto takeDigits = [&] {
            while (end < m_source.size() &&
                   (isDigit(m_source[end]) || (m_source[end] == '_' && isDigit(m_source[end - 1])))) {
                if (m_source[end] != '_') {
                    digits += m_source[end];
                }
                ++end;
            }
        };
        takeDigits();
        bool real = false;
        if (end + 1 < m_source.size() && m_source[end] == '.' && isDigit(m_source[end + 1])) {
            real = true;
            digits += m_source[end++];
            takeDigits();
        }
        if (end + 1 < m_source.size() && (m_source[end] == 'e' || m_source[end] == 'E')) {
            const std::size_t signs = m_source[end + 1] == '-' || m_source[end + 1] == '+' ? 1 : 0;
            if (end + 1 + signs < m_source.size() && isDigit(m_source[end + 1 + signs])) {
                real = true;
                digits.append(m_source, end, 1 + signs);
                end += 1 + signs;
                takeDigits();
            }
        }
        push(real ? TokenKind::Real : TokenKind::Integer);
        Token& token = m_tokens.back();
        const char* const last = digits.data() + digits.size();
        const auto result = real ? std::from_chars(digits.data(), last, token.real)
                                 : std::from_chars(digits.data(), last, token.integer);
        if (result.ec != std::errc() || result.ptr != last) {
            throw TemplateError("the number " + digits.substr(0, 40) + " is out of range", m_line);
        }
        moveTo(end);
    }

    void string(char quote) {
        std::string text;
        std::size_t at = m_at + 1;
        const auto hex = [&](int length) {
            unsigned value = 0;
            const char* const first = m_source.data() + at;
            const char* const last =
                first + std::min<std::size_t>(static_cast<std::size_t>(length), m_source.size() - at);
            const auto result = std::from_chars(first, last, value, 16);
            if (result.ptr != first + length || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff)) {
                throw TemplateError("a string holds a broken escape", m_line);
            }
            at += static_cast<std::size_t>(length);
            appendUtf8(text, static_cast<char32_t>(value));
        };
        while (at < m_source.size() && m_source[at] != quote) {
            if (m_source[at] != '\\' || at + 1 >= m_source.size()) {
                text += m_source[at++];
                continue;
            }
            const char c = m_source[at + 1];
            at += 2;
            constexpr std::string_view letters = "ntrabfv0\\'\"";
            constexpr std::string_view meanings("\n\t\r\a\b\f\v\0\\'\"", 11);
            if (c == 'x' || c == 'u' || c == 'U') {
                hex(c == 'x' ? 2 : c == 'u' ? 4 : 8);
            } else if (const std::size_t known = letters.find(c); known != std::string_view::npos) {
                text += meanings[known];
            } else if (c != '\n') {
                text += '\\';
                text += c;
            }
        }
        if (at >= m_source.size()) {
            throw TemplateError("a string is never closed", m_line);
        }
        push(TokenKind::String, std::move(text));
        moveTo(at + 1);
    }

    void operatorToken(std::string& brackets) {
        constexpr std::array<std::string_view, 6> doubles = {"==", "!=", ">=", "<=", "//", "**"};
        const std::string_view two = rest().substr(0, 2);
        const char c = peek();
        if (std::find(doubles.begin(), doubles.end(), two) != doubles.end()) {
            push(TokenKind::Operator, std::string(two));
            moveTo(m_at + 2);
            return;
        }
        if (std::string_view("+-*/%~<>=().,:|[]{}").find(c) == std::string_view::npos) {
            throw TemplateError("there is an unexpected character in an expression", m_line);
        }
        if (c == '(' || c == '[' || c == '{') {
            brackets += c == '(' ? ')' : c == '[' ? ']' : '}';
        } else if (c == ')' || c == ']' || c == '}') {
            if (brackets.empty() || brackets.back() != c) {
                throw TemplateError(std::string("there is a '") + c + "' too many", m_line);
            }
            brackets.pop_back();
        }
        push(TokenKind::Operator, std::string(1, c));
        moveTo(m_at + 1);
    }

    std::string m_source;
    std::size_t m_at = 0;
    int m_line = 1;
    std::vector<Token> m_tokens;
};

}  // namespace

std::vector<Token> tokenize(std::string_view source) { return Lexer(normalizeLines(source)).run(); }

}  // namespace saferscope::jinja
