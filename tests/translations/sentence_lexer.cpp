// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/translations/sentence_lexer.h"

#include <array>
#include <cctype>
#include <cstdlib>

namespace saferscope::sentences {

namespace {

bool startsName(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; }
bool goesOnName(char c) { return startsName(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; }

void appendUtf8(std::string& text, unsigned long point) {
    if (point < 0x80) {
        text += static_cast<char>(point);
    } else if (point < 0x800) {
        text += static_cast<char>(0xc0 | (point >> 6));
        text += static_cast<char>(0x80 | (point & 0x3f));
    } else {
        text += static_cast<char>(0xe0 | (point >> 12));
        text += static_cast<char>(0x80 | ((point >> 6) & 0x3f));
        text += static_cast<char>(0x80 | (point & 0x3f));
    }
}

class Lexer {
public:
    explicit Lexer(std::string_view source) : m_source(source) {}

    Tokens run() {
        bool lineBegins = true;
        while (m_at < m_source.size()) {
            const char c = m_source[m_at];
            if (c == '\n') {
                lineBegins = true;
                ++m_at;
            } else if (std::isspace(static_cast<unsigned char>(c)) != 0) {
                ++m_at;
            } else if (m_source.substr(m_at, 2) == "//") {
                m_at = std::min(m_source.find('\n', m_at), m_source.size());
            } else if (m_source.substr(m_at, 2) == "/*") {
                m_at = std::min(m_source.find("*/", m_at), m_source.size() - 2) + 2;
            } else if (c == '#' && lineBegins) {
                skipDirective();
            } else {
                lineBegins = false;
                take(c);
            }
        }
        return std::move(m_tokens);
    }

private:
    void skipDirective() {
        while (m_at < m_source.size() && m_source[m_at] != '\n') {
            m_at += m_source[m_at] == '\\' ? 2 : 1;
        }
    }

    void take(char c) {
        if (m_source.substr(m_at, 2) == "R\"") {
            takeRaw();
        } else if (c == '"' || c == '\'') {
            takeQuoted(c);
        } else if (startsName(c)) {
            const std::size_t begin = m_at;
            while (m_at < m_source.size() && goesOnName(m_source[m_at])) {
                ++m_at;
            }
            m_tokens.push_back({Token::Kind::Name, std::string(m_source.substr(begin, m_at - begin))});
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0) {
            const std::size_t begin = m_at;
            while (m_at < m_source.size() &&
                   (goesOnName(m_source[m_at]) || m_source[m_at] == '.' || m_source[m_at] == '\'')) {
                ++m_at;
            }
            m_tokens.push_back({Token::Kind::Number, std::string(m_source.substr(begin, m_at - begin))});
        } else {
            takeSign();
        }
    }

    void takeSign() {
        static constexpr std::array<std::string_view, 16> longSigns = {
            "<<=", "::", "->", "++", "--", "+=", "-=", "==", "!=", "<=", ">=", "&&", "||", "<<", "*=", "/="};
        for (const std::string_view sign : longSigns) {
            if (m_source.substr(m_at, sign.size()) == sign) {
                m_tokens.push_back({Token::Kind::Sign, std::string(sign)});
                m_at += sign.size();
                return;
            }
        }
        m_tokens.push_back({Token::Kind::Sign, std::string(1, m_source[m_at++])});
    }

    void add(Token::Kind kind, std::string text) {
        if (kind == Token::Kind::Text && !m_tokens.empty() && m_tokens.back().kind == Token::Kind::Text) {
            m_tokens.back().text += text;
        } else {
            m_tokens.push_back({kind, std::move(text)});
        }
    }

    void takeRaw() {
        const std::size_t open = m_source.find('(', m_at);
        const std::string end = ")" + std::string(m_source.substr(m_at + 2, open - m_at - 2)) + "\"";
        const std::size_t close = std::min(m_source.find(end, open), m_source.size());
        add(Token::Kind::Text, std::string(m_source.substr(open + 1, close - open - 1)));
        m_at = std::min(close + end.size(), m_source.size());
    }

    void takeQuoted(char quote) {
        std::string text;
        ++m_at;
        while (m_at < m_source.size() && m_source[m_at] != quote && m_source[m_at] != '\n') {
            if (m_source[m_at] != '\\') {
                text += m_source[m_at++];
                continue;
            }
            const char kind = m_at + 1 < m_source.size() ? m_source[m_at + 1] : '\0';
            m_at += 2;
            if (kind == 'n') {
                text += '\n';
            } else if (kind == 't') {
                text += '\t';
            } else if (kind == 'u') {
                appendUtf8(text, std::strtoul(std::string(m_source.substr(m_at, 4)).c_str(), nullptr, 16));
                m_at += 4;
            } else {
                text += kind;  // quotes and backslashes; other escapes stand in no sentence
            }
        }
        ++m_at;
        add(quote == '"' ? Token::Kind::Text : Token::Kind::Character, std::move(text));
    }

    std::string_view m_source;
    std::size_t m_at = 0;
    Tokens m_tokens;
};

}  // namespace

Tokens tokensOf(std::string_view source) { return Lexer(source).run(); }

std::size_t closing(const Tokens& tokens, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < tokens.size(); ++i) {
        if (isSign(tokens[i], "(") || isSign(tokens[i], "[") || isSign(tokens[i], "{")) {
            ++depth;
        } else if (isSign(tokens[i], ")") || isSign(tokens[i], "]") || isSign(tokens[i], "}")) {
            if (--depth == 0) {
                return i;
            }
        }
    }
    return tokens.size();
}

std::vector<Range> cutAt(const Tokens& tokens, Range range, std::string_view sign) {
    std::vector<Range> parts;
    std::size_t begin = range.begin;
    for (std::size_t i = range.begin; i < range.end; ++i) {
        if (isSign(tokens[i], "(") || isSign(tokens[i], "[") || isSign(tokens[i], "{")) {
            i = std::min(closing(tokens, i), range.end);
        } else if (isSign(tokens[i], sign)) {
            parts.push_back({begin, i});
            begin = i + 1;
        }
    }
    parts.push_back({begin, range.end});
    return parts;
}

}  // namespace saferscope::sentences
