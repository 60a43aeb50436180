// SPDX-License-Identifier: GPL-3.0-or-later
// How an expression becomes templates.
#include "tests/translations/sentence_finder.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace saferscope::sentences {

namespace {

constexpr std::size_t mostForms = 24;  // of one expression: more choices than that are left to a placeholder
constexpr int deepest = 12;

// What these give is a path, a number, or said by the operating system: never one of our sentences.
constexpr std::array<std::string_view, 13> verbatimWords = {
    "string", "to_string", "strerror", "filename", "generic_string", "size", "u8string", "path",
    "id",     "name",      "native",   "key",      "count"};
constexpr std::array<std::string_view, 5> wrappers = {"string", "string_view", "move", "optional", "String"};

bool isLetter(char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }

// A word in small letters: names, units and signs alone need no translation.
bool hasWord(std::string_view text) {
    int run = 0;
    for (const char c : text) {
        run = std::islower(static_cast<unsigned char>(c)) != 0 ? run + 1 : 0;
        if (run >= 3) {
            return true;
        }
    }
    return false;
}

// Statements in SQL and options alone are no prose.
bool isCode(std::string_view text) {
    for (const std::string_view word : {"SELECT ", "INSERT ", "PRAGMA ", "UPDATE ", "DELETE ", "CREATE "}) {
        if (text.starts_with(word)) {
            return true;
        }
    }
    const bool option = text.starts_with("--") && std::ranges::count(text, ' ') < 2;
    const bool examples = text.starts_with("safer ") && text.find('\n') != std::string_view::npos;
    return option || examples || text.starts_with("{") || text.starts_with("[") ||
           text.find("::") != std::string_view::npos;
}

char kindOf(const Tokens& tokens, Range range) {
    if (range.begin + 4 < range.end && isName(tokens[range.begin + 2], "to_string") &&
        closing(tokens, range.begin + 3) + 1 == range.end) {
        return 'n';
    }
    for (std::size_t i = range.begin; i < range.end; ++i) {
        if (tokens[i].kind == Token::Kind::Name && std::ranges::count(verbatimWords, tokens[i].text) > 0) {
            return 'v';
        }
    }
    return 'o';
}

// What holds for a part of both kinds.
char either(char a, char b) { return a == b ? a : a == 'o' || b == 'o' ? 'o' : 'v'; }

std::size_t topLevel(const Tokens& tokens, Range range, std::string_view sign) {
    const auto parts = cutAt(tokens, range, sign);
    return parts.size() > 1 ? parts.front().end : range.end;
}

bool hasText(const Tokens& tokens, Range range) {
    return std::any_of(tokens.begin() + static_cast<std::ptrdiff_t>(range.begin),
                       tokens.begin() + static_cast<std::ptrdiff_t>(range.end),
                       [](const Token& token) { return token.kind == Token::Kind::Text && hasWord(token.text); });
}

}  // namespace

void SentenceFinder::harvest(std::size_t file, Range range, bool whole) {
    if (!m_files[file].searched || range.empty() || m_depth > deepest || !m_seen.insert({file, range.begin}).second) {
        return;
    }
    const Tokens& tokens = m_files[file].tokens;
    if (isSign(tokens[range.begin], "{")) {  // a struct with a sentence among its members
        for (const Range& member : cutAt(tokens, {range.begin + 1, closing(tokens, range.begin)}, ",")) {
            if (hasText(tokens, member)) {
                harvest(file, member, whole);
            }
        }
        return;
    }
    ++m_depth;
    for (const Form& form : expand(file, range)) {
        keep(file, form, whole);
    }
    --m_depth;
}

SentenceFinder::Forms SentenceFinder::expand(std::size_t file, Range range) {
    const Tokens& tokens = m_files[file].tokens;
    while (!range.empty() && isSign(tokens[range.begin], "(") && closing(tokens, range.begin) + 1 == range.end) {
        range = {range.begin + 1, range.end - 1};
    }
    if (range.empty()) {
        return {Form{}};
    }
    if (const std::size_t question = topLevel(tokens, range, "?"); question < range.end) {
        return expandChoice(file, range, question);
    }
    if (const auto parts = cutAt(tokens, range, "+"); parts.size() > 1) {
        return expandSum(file, parts);
    }
    const Token& first = tokens[range.begin];
    if (range.end - range.begin == 1) {
        if (first.kind == Token::Kind::Text || first.kind == Token::Kind::Character) {
            m_files[file].used[range.begin] = true;
            return {Form{{true, first.text, 'o'}}};
        }
        return expandName(file, range);
    }
    // std::string("…"), std::optional<std::string>{"…"}, std::move(hint)
    for (std::size_t i = range.begin; i + 1 < range.end; ++i) {
        if ((isSign(tokens[i], "(") || isSign(tokens[i], "{")) && closing(tokens, i) + 1 == range.end) {
            const std::size_t named = i > range.begin && isSign(tokens[i - 1], ">") ? range.begin + 2 : i - 1;
            if (i > range.begin && std::ranges::count(wrappers, tokens[named].text) > 0 &&
                (named == range.begin || isSign(tokens[named - 1], "::"))) {
                return expand(file, cutAt(tokens, {i + 1, range.end - 1}, ",").front());
            }
            break;
        }
    }
    followCalls(file, range);
    return {Form{{false, {}, kindOf(tokens, range)}}};
}

SentenceFinder::Forms SentenceFinder::expandSum(std::size_t file, const std::vector<Range>& parts) {
    Forms forms = {Form{}};
    for (const Range& part : parts) {
        Forms choices = expand(file, part);
        if (forms.size() * choices.size() > mostForms) {
            for (const Form& choice : choices) {
                keep(file, choice, false);
            }
            choices = {Form{{false, {}, 'o'}}};
        }
        Forms longer;
        for (const Form& form : forms) {
            for (const Form& choice : choices) {
                longer.push_back(form);
                longer.back().insert(longer.back().end(), choice.begin(), choice.end());
            }
        }
        forms = std::move(longer);
    }
    return forms;
}

SentenceFinder::Forms SentenceFinder::expandChoice(std::size_t file, Range range, std::size_t question) {
    const Tokens& tokens = m_files[file].tokens;
    int open = 1;
    std::size_t colon = question + 1;
    for (; colon < range.end; ++colon) {
        if (isSign(tokens[colon], "(") || isSign(tokens[colon], "{") || isSign(tokens[colon], "[")) {
            colon = closing(tokens, colon);
        } else if (isSign(tokens[colon], "?")) {
            ++open;
        } else if (isSign(tokens[colon], ":") && --open == 0) {
            break;
        }
    }
    Forms forms = expand(file, {question + 1, std::min(colon, range.end)});
    for (Form& form : expand(file, {std::min(colon + 1, range.end), range.end})) {
        forms.push_back(std::move(form));
    }
    return forms;
}

SentenceFinder::Forms SentenceFinder::expandName(std::size_t file, Range range) {
    const Tokens& tokens = m_files[file].tokens;
    const auto definitions = definitionsOf(file, range.begin);
    if (definitions.size() == 1 && m_depth < deepest && hasText(tokens, definitions.front())) {
        ++m_depth;
        Forms forms = expand(file, definitions.front());
        --m_depth;
        return forms;
    }
    for (const Range& definition : definitions) {
        harvest(file, definition, false);
    }
    return {Form{{false, {}, kindOf(tokens, range)}}};
}

std::vector<Range> SentenceFinder::definitionsOf(std::size_t file, std::size_t name) const {
    const File& in = m_files[file];
    std::vector<Range> found;
    for (std::size_t i = 0; i + 2 < in.tokens.size(); ++i) {
        if (in.tokens[i].text != in.tokens[name].text || in.tokens[i].kind != Token::Kind::Name ||
            (in.block[i] != 0 && in.block[i] != in.block[name]) || i == name) {
            continue;
        }
        std::size_t sign = i + 1;
        while (sign + 1 < in.tokens.size() && isSign(in.tokens[sign], "[")) {
            sign = closing(in.tokens, sign) + 1;
        }
        if (sign < in.tokens.size() && (isSign(in.tokens[sign], "=") || isSign(in.tokens[sign], "+=")) &&
            !isSign(in.tokens[sign + 1], "[")) {
            const Range statement = cutAt(in.tokens, {sign + 1, in.tokens.size()}, ";").front();
            found.push_back(cutAt(in.tokens, statement, ",").front());
        }
    }
    return found;
}

// The sentences that a function called in the expression may return.
void SentenceFinder::followCalls(std::size_t file, Range range) {
    const Tokens& tokens = m_files[file].tokens;
    for (std::size_t i = range.begin; i + 1 < range.end && m_depth < deepest; ++i) {
        const auto known = tokens[i].kind == Token::Kind::Name && isSign(tokens[i + 1], "(")
                               ? m_functions.find(tokens[i].text)
                               : m_functions.end();
        if (known == m_functions.end()) {
            continue;
        }
        const bool own = std::ranges::any_of(known->second, [&](const Function& one) { return one.file == file; });
        for (const Function& function : known->second) {
            if ((function.file == file) == own && (own || (!function.lambda && known->second.size() < 3)) &&
                hasText(m_files[function.file].tokens, function.body)) {
                ++m_depth;
                searchReturns(function);
                --m_depth;
            }
        }
    }
}

void SentenceFinder::keep(std::size_t file, const Form& form, bool whole) {
    Sentence sentence;
    std::string literal;
    bool lastWasPart = false;
    for (const Piece& piece : form) {
        if (piece.literal && piece.text.empty()) {
            continue;
        }
        if (piece.literal) {
            if (lastWasPart && piece.text.starts_with('"') &&
                sentence.text.ends_with("%" + std::to_string(sentence.kinds.size())) && literal.ends_with('"')) {
                sentence.kinds.back() = 'q';
            }
            sentence.text += piece.text;
            literal += piece.text;
        } else if (!lastWasPart) {
            sentence.kinds += piece.kind;
            sentence.text += "%" + std::to_string(sentence.kinds.size());
        } else {  // two parts without a word between them are one
            sentence.kinds.back() = either(sentence.kinds.back(), piece.kind);
        }
        lastWasPart = !piece.literal;
    }
    if (!hasWord(literal)) {
        return;
    }
    // What joins it to the text before it is no part of it.
    const std::size_t begin = sentence.text.find_first_not_of(" \n,;:");
    const std::size_t end = sentence.text.find_last_not_of(" \n");
    sentence.text = sentence.text.substr(begin, end + 1 - begin);
    // A single word is a name, except where it is said alone: "Restoring".
    const bool several = sentence.text.find(' ') != std::string::npos;
    const bool alone =
        whole && sentence.kinds.empty() && std::isupper(static_cast<unsigned char>(sentence.text[0])) != 0;
    // An empty choice between two words, and half of a quotation, give what nobody says.
    const bool broken = sentence.text.find(" ,") != std::string::npos || std::ranges::count(literal, '"') % 2 != 0;
    if ((!several && !alone) || broken || isCode(literal) || isCode(sentence.text) ||
        std::ranges::count_if(sentence.text, isLetter) < 4) {
        return;
    }
    sentence.file = m_files[file].path;
    const auto [known, fresh] = m_found.try_emplace(sentence.text, sentence);
    for (std::size_t i = 0; !fresh && i < sentence.kinds.size(); ++i) {
        known->second.kinds[i] = either(known->second.kinds[i], sentence.kinds[i]);
    }
}

}  // namespace saferscope::sentences
