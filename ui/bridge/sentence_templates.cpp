// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/sentence_templates.h"

#include <QtGlobal>
#include <algorithm>
#include <cctype>
#include <cstring>

namespace saferscope {

namespace {

const std::vector<SentenceTemplates::Entry> coreEntries = {
#include "translations/core_sentences.h"
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// "Line %1 of %2." -> "Line ", " of ", "."
std::vector<std::string_view> fixedTexts(std::string_view english) {
    std::vector<std::string_view> fixed;
    std::size_t begin = 0;
    for (std::size_t i = 0; i + 1 < english.size(); ++i) {
        if (english[i] == '%' && isDigit(english[i + 1])) {
            fixed.push_back(english.substr(begin, i - begin));
            for (++i; i < english.size() && isDigit(english[i]); ++i) {}
            begin = i--;
        }
    }
    fixed.push_back(english.substr(begin));
    return fixed;
}

// A template with few words of its own fits many a text by chance: then no part may go over the end of a sentence.
constexpr std::size_t sureLetters = 16;
bool goesOverEnd(std::string_view part) {
    for (std::size_t at = part.find(". "); at != std::string_view::npos; at = part.find(". ", at + 2)) {
        if (at + 2 < part.size() && std::isupper(static_cast<unsigned char>(part[at + 2])) != 0) {
            return true;
        }
    }
    return part.find('\n') != std::string_view::npos;
}

bool isNumber(std::string_view part) {
    return !part.empty() && std::ranges::any_of(part, isDigit) &&
           part.find_first_not_of("0123456789.,:+-%") == std::string_view::npos;
}

constexpr int mostPlaces = 8;  // where one fixed text is tried

// Finds the places of the fixed texts from `next` on. The first is as good as any other for whether the rest fits,
// except that numbers are picky.
bool cutRest(const SentenceTemplate& one, std::size_t next, std::string_view rest, std::vector<std::string_view>& parts,
             SentenceBudget& budget) {
    const bool number = one.kinds[next - 1] == 'n';
    if (next + 1 == one.fixed.size()) {
        parts.push_back(rest);
        return !number || isNumber(rest);
    }
    const std::size_t before = parts.size();
    const bool picky = one.kinds.find('n', next) != std::string_view::npos;
    std::size_t at = 0;
    for (int tried = 0; tried < (picky ? mostPlaces : 1); ++tried, ++at) {
        if (!budget.take(rest.size() - std::min(at, rest.size()))) {
            return false;
        }
        at = rest.find(one.fixed[next], at);
        if (at == std::string_view::npos || (number && !isNumber(rest.substr(0, at)))) {
            return false;
        }
        parts.push_back(rest.substr(0, at));
        if (cutRest(one, next + 1, rest.substr(at + one.fixed[next].size()), parts, budget)) {
            return true;
        }
        parts.resize(before);
    }
    return false;
}

bool cut(const SentenceTemplate& one, std::string_view text, std::vector<std::string_view>& parts,
         SentenceBudget& budget) {
    parts.clear();
    const std::string_view before = one.fixed.front();
    const std::string_view after = one.fixed.back();
    if (one.fixed.size() == 1) {
        return text == before;
    }
    if (text.size() < before.size() + after.size() || !text.starts_with(before) || !text.ends_with(after)) {
        return false;
    }
    if (!cutRest(one, 1, text.substr(before.size(), text.size() - before.size() - after.size()), parts, budget)) {
        return false;
    }
    // "Loading the model %1" is no sentence: where more of one follows a name, the longer one is meant.
    if (after.empty() && one.kinds.back() == 'v' && parts.back().ends_with('.')) {
        return false;
    }
    for (std::size_t i = 0; one.letters < sureLetters && i < parts.size(); ++i) {
        if (one.kinds[i] != 'q' && goesOverEnd(parts[i])) {
            return false;
        }
    }
    return true;
}

}  // namespace

bool SentenceBudget::take(std::size_t looked) {
    if (templates == 0 || bytes < looked) {
        templates = 0;
        return false;
    }
    --templates;
    bytes -= looked;
    return true;
}

const SentenceTemplates& SentenceTemplates::ofCore() {
    static const SentenceTemplates templates(coreEntries);
    return templates;
}

SentenceTemplates::SentenceTemplates(const std::vector<Entry>& entries) : m_byFirst(256) {
    for (const Entry& entry : entries) {
        SentenceTemplate one;
        one.english = entry.english;
        one.kinds = entry.kinds;
        one.fixed = fixedTexts(entry.english);
        for (const std::string_view text : one.fixed) {
            one.letters += static_cast<std::size_t>(
                std::ranges::count_if(text, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; }));
        }
        if (one.fixed.size() == one.kinds.size() + 1) {
            m_templates.push_back(std::move(one));
        }
    }
    std::ranges::stable_sort(m_templates, [](const SentenceTemplate& a, const SentenceTemplate& b) {
        if (a.letters != b.letters) {
            return a.letters > b.letters;
        }
        return std::strlen(a.english) > std::strlen(b.english);
    });
    for (std::size_t i = 0; i < m_templates.size(); ++i) {
        const std::string_view first = m_templates[i].fixed.front();
        (first.empty() ? m_beginWithPart : m_byFirst[static_cast<unsigned char>(first.front())]).push_back(i);
    }
}

std::optional<SentenceTemplates::Match> SentenceTemplates::match(std::string_view text, SentenceBudget& budget) const {
    if (text.empty()) {
        return std::nullopt;
    }
    const auto& byFirst = m_byFirst[static_cast<unsigned char>(text.front())];
    // Both lists have the surest first: they are gone through as one.
    auto named = byFirst.begin();
    auto open = m_beginWithPart.begin();
    Match match;
    while (named != byFirst.end() || open != m_beginWithPart.end()) {
        const bool takeNamed = open == m_beginWithPart.end() || (named != byFirst.end() && *named < *open);
        const SentenceTemplate& one = m_templates[takeNamed ? *named++ : *open++];
        if (!budget.take(one.fixed.front().size() + one.fixed.back().size())) {
            return std::nullopt;
        }
        if (cut(one, text, match.parts, budget)) {
            match.found = &one;
            return match;
        }
    }
    return std::nullopt;
}

}  // namespace saferscope
