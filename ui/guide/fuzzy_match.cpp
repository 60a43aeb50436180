// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/guide/fuzzy_match.h"

#include <algorithm>

namespace saferscope {
namespace {

constexpr qsizetype longestText = 300;
constexpr qsizetype longestQuery = 200;

bool beginsWord(const QString& text, qsizetype at) { return at == 0 || !text[at - 1].isLetterOrNumber(); }

/// The letters of `word` in order, with most of them at the beginnings of words or one after the other.
std::optional<int> spread(const QString& word, const QString& text) {
    int score = 30;
    qsizetype at = 0;
    qsizetype last = -1;
    for (const QChar letter : word) {
        qsizetype found = text.indexOf(letter, at);
        // The beginning of a later word is nearer to what is meant than the middle of this one.
        for (qsizetype later = found; later >= 0 && last >= 0 && found != last + 1;
             later = text.indexOf(letter, later + 1)) {
            if (beginsWord(text, later)) {
                found = later;
                break;
            }
        }
        if (found < 0) {
            return std::nullopt;
        }
        const bool good = found == last + 1 || beginsWord(text, found);
        const QString between = text.mid(last + 1, found - last - 1);
        if (!good && std::any_of(between.begin(), between.end(), [](QChar c) { return !c.isLetterOrNumber(); })) {
            return std::nullopt;  // a letter in the middle of some later word is there by chance
        }
        score += good ? 4 : -12;
        last = found;
        at = found + 1;
    }
    // Letters that happen to be somewhere are no match.
    return score > 0 && beginsWord(text, text.indexOf(word[0])) ? std::optional(score) : std::nullopt;
}

std::optional<int> scoreOfWord(const QString& word, const QString& text) {
    if (text.startsWith(word)) {
        return 300;
    }
    std::optional<int> best;
    for (qsizetype at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        best = std::max(best.value_or(0), beginsWord(text, at) ? 200 : 110);
    }
    return best || word.size() < 2 ? best : spread(word, text);
}

}  // namespace

QString foldedForSearch(const QString& text) {
    QString folded;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (!c.isMark()) {
            folded.append(c);
        }
    }
    return folded.toCaseFolded();
}

FuzzyQuery::FuzzyQuery(const QString& typed) : m_whole(foldedForSearch(typed.left(longestQuery)).simplified()) {
    m_words = m_whole.split(u' ', Qt::SkipEmptyParts);
}

std::optional<int> FuzzyQuery::score(const QString& whole) const {
    const QString text = foldedForSearch(whole.left(longestText));
    if (text == m_whole) {
        return 1000;
    }
    int sum = text.startsWith(m_whole) ? 150 : 0;
    for (const QString& word : m_words) {
        const auto score = scoreOfWord(word, text);
        if (!score) {
            return std::nullopt;
        }
        sum += *score;
    }
    const int words = std::max(1, static_cast<int>(m_words.size()));
    return sum / words - static_cast<int>(std::min<qsizetype>(text.size(), 90)) / 3;
}

}  // namespace saferscope
