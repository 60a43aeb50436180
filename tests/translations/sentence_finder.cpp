// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/translations/sentence_finder.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace saferscope::sentences {

namespace {

// No functions, or (the last ones) functions whose texts are translated already.
constexpr std::array<std::string_view, 14> notCalled = {"if",     "for",    "while",  "switch",   "catch",
                                                        "return", "sizeof", "assert", "decltype", "new",
                                                        "delete", "throw",  "tr",     "trn"};

// Variables and members that hold what people read, wherever they are assigned or appended to.
constexpr std::array<std::string_view, 18> spokenNames = {
    "reason",  "why",     "problem", "problems", "note", "notes",  "warning", "warnings",    "hint",
    "message", "refusal", "advice",  "stage",    "todo", "whyNot", "phase",   "assumptions", "blocker"};
// Functions whose first arguments are shown, and which ones.
struct Shown {
    std::string_view name;
    std::size_t first;
    std::size_t last;
};
constexpr std::array<Shown, 6> shownCalls = {
    {{"fail", 1, 2}, {"Error", 1, 2}, {"onMessage", 0, 0}, {"stage", 0, 0}, {"guarded", 1, 1}, {"stale", 0, 0}}};

bool isSpoken(std::string_view name) {
    if (name.starts_with("m_")) {
        name.remove_prefix(2);
    }
    return std::ranges::count(spokenNames, name) > 0;
}

// Functions that exist to explain: what they return is read by people.
bool explains(std::string_view name) {
    return name.starts_with("why") || name.starts_with("problem") || name.starts_with("explain") ||
           name.ends_with("Problem") || name.ends_with("Reason") || name.starts_with("describe");
}

// Patterns of words (with bars between them) and of numbers (printf's) are none.
bool readsLikeProse(std::string_view text) {
    return std::ranges::count(text, ' ') > 1 && text.find("{}") == std::string_view::npos &&
           text.find("%.") == std::string_view::npos && std::ranges::count(text, '|') < 2;
}

// A brace that opens a namespace or a type leaves its content outside of functions.
bool isTransparent(const Tokens& tokens, std::size_t brace) {
    for (std::size_t i = brace; i-- > 0;) {
        const Token& token = tokens[i];
        if (isSign(token, ";") || isSign(token, "{") || isSign(token, "}") || isSign(token, ")") ||
            isSign(token, "=")) {
            return false;
        }
        if (isName(token, "namespace") || isName(token, "struct") || isName(token, "class")) {
            return true;
        }
    }
    return false;
}

std::vector<int> blocksOf(const Tokens& tokens) {
    std::vector<int> blocks(tokens.size(), 0);
    int next = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (isSign(tokens[i], "{") && !isTransparent(tokens, i)) {
            const std::size_t end = std::min(closing(tokens, i) + 1, tokens.size());
            ++next;
            std::fill(blocks.begin() + static_cast<std::ptrdiff_t>(i),
                      blocks.begin() + static_cast<std::ptrdiff_t>(end), next);
            i = end - 1;
        }
    }
    return blocks;
}

/// Message and hint of `{ErrorCode::X, message, hint}`: an Error whose name is not written.
std::vector<Range> namelessError(const Tokens& tokens, std::size_t brace) {
    if (!isSign(tokens[brace], "{") || !isName(tokens[brace + 1], "ErrorCode")) {
        return {};
    }
    auto parts = cutAt(tokens, {brace + 1, closing(tokens, brace)}, ",");
    parts.erase(parts.begin());
    parts.resize(std::min<std::size_t>(parts.size(), 2));
    return parts;
}

}  // namespace

void SentenceFinder::addFile(const std::string& path, std::string_view source, bool searched, bool prose) {
    File file;
    file.path = path;
    file.tokens = tokensOf(source);
    file.block = blocksOf(file.tokens);
    file.used.resize(file.tokens.size());
    file.searched = searched;
    file.prose = prose;
    m_files.push_back(std::move(file));
}

std::vector<Sentence> SentenceFinder::find() {
    for (std::size_t file = 0; file < m_files.size(); ++file) {
        indexFunctions(file);
    }
    findMakers();
    for (std::size_t file = 0; file < m_files.size(); ++file) {
        if (m_files[file].searched) {
            searchFile(file);
        }
    }
    for (std::size_t file = 0; file < m_files.size(); ++file) {  // last: what is left
        if (m_files[file].searched && m_files[file].prose) {
            searchProse(file);
        }
    }
    std::vector<Sentence> sentences;
    for (const auto& [text, sentence] : m_found) {
        sentences.push_back(sentence);
    }
    return sentences;
}

void SentenceFinder::indexFunctions(std::size_t file) {
    const Tokens& tokens = m_files[file].tokens;
    for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (tokens[i].kind == Token::Kind::Name) {
            tryFunction(file, i);
        }
    }
}

void SentenceFinder::tryFunction(std::size_t file, std::size_t name) {
    const Tokens& tokens = m_files[file].tokens;
    std::size_t open = name + 1;
    const bool lambda = isSign(tokens[open], "=") && open + 1 < tokens.size() && isSign(tokens[open + 1], "[");
    if (lambda) {
        open = closing(tokens, open + 1) + 1;
    } else if (m_files[file].block[name] != 0 || name == 0 || std::ranges::count(notCalled, tokens[name].text) > 0) {
        return;
    }
    if (open >= tokens.size() || !isSign(tokens[open], "(")) {
        return;
    }
    const std::size_t close = closing(tokens, open);
    std::size_t brace = close + 1;
    while (brace < tokens.size() && brace < close + 16 && !isSign(tokens[brace], "{") && !isSign(tokens[brace], ";") &&
           !isSign(tokens[brace], "=") && !isSign(tokens[brace], ",")) {
        ++brace;
    }
    if (brace >= tokens.size() || !isSign(tokens[brace], "{")) {
        return;
    }
    Function function;
    function.file = file;
    function.lambda = lambda;
    function.body = {brace + 1, closing(tokens, brace)};
    for (const Range& parameter : cutAt(tokens, {open + 1, close}, ",")) {
        const Range declared = cutAt(tokens, parameter, "=").front();
        function.parameters.push_back(declared.empty() ? std::string() : tokens[declared.end - 1].text);
    }
    m_functions[tokens[name].text].push_back(std::move(function));
}

void SentenceFinder::findMakers() {
    bool spread = true;
    for (int round = 0; spread && round < 6; ++round) {  // one round for each function on the way to fail()
        spread = false;
        for (auto& [name, functions] : m_functions) {
            for (Function& function : functions) {
                spread = spreadTo(function) || spread;
            }
        }
    }
}

bool SentenceFinder::spreadTo(Function& function) {
    const Tokens& tokens = m_files[function.file].tokens;
    const std::size_t before = function.given.size();
    for (std::size_t i = function.body.begin; i + 1 < function.body.end; ++i) {
        std::vector<Range> given = givenArguments(function.file, i);
        for (const Range& part : namelessError(tokens, i)) {
            given.push_back(part);
        }
        for (const Range& argument : given) {
            for (std::size_t at = argument.begin; at < argument.end; ++at) {
                const auto found = std::ranges::find(function.parameters, tokens[at].text);
                const bool member =
                    at > argument.begin && (isSign(tokens[at - 1], ".") || isSign(tokens[at - 1], "->"));
                const bool itself = at + 1 >= argument.end || !isSign(tokens[at + 1], ".");
                if (tokens[at].kind == Token::Kind::Name && found != function.parameters.end() && !member && itself) {
                    function.given.insert(static_cast<std::size_t>(found - function.parameters.begin()));
                }
            }
        }
    }
    return function.given.size() > before;
}

std::vector<Range> SentenceFinder::givenArguments(std::size_t file, std::size_t name) const {
    const Tokens& tokens = m_files[file].tokens;
    if (tokens[name].kind != Token::Kind::Name || (!isSign(tokens[name + 1], "(") && !isSign(tokens[name + 1], "{"))) {
        return {};
    }
    std::set<std::size_t> wanted;
    for (const Shown& shown : shownCalls) {
        if (shown.name == tokens[name].text && m_files[file].block[name] != 0) {
            for (std::size_t i = shown.first; i <= shown.last; ++i) {
                wanted.insert(i);
            }
        }
    }
    if (wanted.empty() && isSign(tokens[name + 1], "(")) {
        const auto known = m_functions.find(tokens[name].text);
        if (known == m_functions.end()) {
            return {};
        }
        const bool own = std::ranges::any_of(known->second, [&](const Function& one) { return one.file == file; });
        for (const Function& function : known->second) {
            if (function.file == file || (!own && !function.lambda)) {
                wanted.insert(function.given.begin(), function.given.end());
            }
        }
    }
    std::vector<Range> given;
    if (!wanted.empty()) {
        const auto arguments = cutAt(tokens, {name + 2, closing(tokens, name + 1)}, ",");
        for (const std::size_t i : wanted) {
            if (i < arguments.size() && !arguments[i].empty()) {
                given.push_back(arguments[i]);
            }
        }
    }
    return given;
}

void SentenceFinder::searchFile(std::size_t file) {
    const Tokens& tokens = m_files[file].tokens;
    for (std::size_t i = 0; i + 2 < tokens.size(); ++i) {
        for (const Range& part : namelessError(tokens, i)) {
            harvest(file, part, true);
        }
        if (tokens[i].kind != Token::Kind::Name) {
            continue;
        }
        for (const Range& argument : givenArguments(file, i)) {
            harvest(file, argument, true);
        }
        if (tokens[i].text == "ProgressMeter" && isSign(tokens[i + 2], "(")) {
            harvest(file, cutAt(tokens, {i + 3, closing(tokens, i + 2)}, ",").front(), true);
        }
        if (isSpoken(tokens[i].text)) {
            searchAssigned(file, i);
        }
    }
    for (const auto& [name, functions] : m_functions) {
        for (const Function& function : functions) {
            if (function.file == file && explains(name)) {
                searchReturns(function);
            }
        }
    }
}

void SentenceFinder::searchAssigned(std::size_t file, std::size_t name) {
    const Tokens& tokens = m_files[file].tokens;
    std::size_t begin = name + 1;
    std::size_t end = begin;
    if (isSign(tokens[begin], "=") || isSign(tokens[begin], "+=")) {
        ++begin;
        end = cutAt(tokens, {begin, tokens.size()}, ";").front().end;
        end = std::min(end, cutAt(tokens, {begin, end}, ",").front().end);
    } else if (isSign(tokens[begin], ".") && begin + 2 < tokens.size() && isSign(tokens[begin + 2], "(") &&
               (isName(tokens[begin + 1], "push_back") || isName(tokens[begin + 1], "emplace_back") ||
                isName(tokens[begin + 1], "append") || isName(tokens[begin + 1], "assign"))) {
        end = closing(tokens, begin + 2);
        begin += 3;
    }
    if (begin < end) {
        harvest(file, {begin, end}, true);
    }
}

void SentenceFinder::searchReturns(const Function& function) {
    const Tokens& tokens = m_files[function.file].tokens;
    for (std::size_t i = function.body.begin; i < function.body.end; ++i) {
        if (isName(tokens[i], "return")) {
            const Range returned{i + 1, cutAt(tokens, {i + 1, function.body.end}, ";").front().end};
            harvest(function.file, returned, false);
            i = returned.end;
        }
    }
}

void SentenceFinder::searchProse(std::size_t file) {
    const Tokens& tokens = m_files[file].tokens;
    const auto ends = [&](std::size_t i) {
        return isSign(tokens[i], ",") || isSign(tokens[i], ";") || isSign(tokens[i], "=") || isSign(tokens[i], "+=") ||
               isSign(tokens[i], "<<") || isName(tokens[i], "return");
    };
    for (std::size_t i = 1; i < tokens.size(); ++i) {
        if (tokens[i].kind != Token::Kind::Text || m_files[file].used[i] || !readsLikeProse(tokens[i].text)) {
            continue;
        }
        std::size_t begin = i;
        for (int depth = 0; begin > 0; --begin) {
            const Token& before = tokens[begin - 1];
            if (isSign(before, ")") || isSign(before, "]") || isSign(before, "}")) {
                ++depth;
            } else if (isSign(before, "(") || isSign(before, "[") || isSign(before, "{")) {
                if (--depth < 0) {
                    break;
                }
            } else if (depth == 0 && ends(begin - 1)) {
                break;
            }
        }
        std::size_t end = i;
        while (end < tokens.size() && !ends(end) && !isSign(tokens[end], ")") && !isSign(tokens[end], "}")) {
            end = isSign(tokens[end], "(") || isSign(tokens[end], "{") || isSign(tokens[end], "[")
                      ? closing(tokens, end) + 1
                      : end + 1;
        }
        // Logs are for whoever reads logs.
        const bool logged = begin > 3 && isSign(tokens[begin - 1], "(") && isSign(tokens[begin - 3], "::") &&
                            isName(tokens[begin - 4], "log");
        if (!logged) {
            harvest(file, {begin, std::min(end, tokens.size())}, false);
        }
    }
}

std::vector<std::string> SentenceFinder::missed() const {
    std::vector<std::string> all;
    for (const File& file : m_files) {
        for (std::size_t i = 0; file.searched && i < file.tokens.size(); ++i) {
            const std::string& text = file.tokens[i].text;
            if (file.tokens[i].kind == Token::Kind::Text && !file.used[i] && readsLikeProse(text)) {
                all.push_back(file.path + ": " + text);
            }
        }
    }
    return all;
}

}  // namespace saferscope::sentences
