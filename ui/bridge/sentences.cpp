// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/sentences.h"

#include "ui/bridge/sentence_templates.h"
#include "ui/language/language.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cctype>
#include <string>

namespace saferscope {

namespace {

constexpr std::size_t longestText = 16 << 10;  // bytes; a longer one is no sentence but somebody's data
constexpr std::size_t mostEnds = 24;           // sentences in a row that are looked at
constexpr int deepest = 5;

QString asIs(std::string_view text) { return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())); }

bool isDigits(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// "0.25" and "12345" as the locale writes them; nothing for what is no plain number ("007", "1.2.3", a long hash).
// Whole numbers go without marks between thousands: most of them name something (a feature, a line, a process).
std::optional<QString> unsignedNumber(std::string_view text, QLocale locale) {
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    if (!isDigits(whole) || whole.size() > 15 || (whole.size() > 1 && whole.front() == '0')) {
        return std::nullopt;
    }
    if (point == std::string_view::npos) {
        locale.setNumberOptions(locale.numberOptions() | QLocale::OmitGroupSeparator);
        return locale.toString(asIs(whole).toLongLong());
    }
    const std::string_view decimals = text.substr(point + 1);
    if (!isDigits(decimals) || decimals.size() > 6) {
        return std::nullopt;
    }
    return locale.toString(asIs(text).toDouble(), 'f', static_cast<int>(decimals.size()));
}

// The same with a sign before it, or a per cent behind it: "-0.25", "93.8 %".
std::optional<QString> number(std::string_view text, const QLocale& locale) {
    static constexpr std::string_view percent = " %";
    std::string_view sign;
    for (const std::string_view one : {"-", "+", "\u2212"}) {
        sign = text.starts_with(one) ? one : sign;
    }
    const std::string_view unit = text.ends_with(percent) ? percent : std::string_view();
    const auto plain = unsignedNumber(text.substr(sign.size(), text.size() - sign.size() - unit.size()), locale);
    return plain ? std::optional(asIs(sign) + *plain + asIs(unit)) : std::nullopt;
}

// Puts the parts into the translation: "%2 … %1". What a part holds is not looked at again.
QString filled(const QString& translation, const std::vector<QString>& parts) {
    QString text;
    for (qsizetype i = 0; i < translation.size(); ++i) {
        qsizetype end = i + 1;
        std::size_t place = 0;
        while (translation[i] == QLatin1Char('%') && end < translation.size() && end < i + 3 &&
               translation[end] >= QLatin1Char('0') && translation[end] <= QLatin1Char('9')) {
            place = place * 10 + static_cast<std::size_t>(translation[end++].unicode() - u'0');
        }
        if (place >= 1 && place <= parts.size()) {
            text += parts[place - 1];
            i = end - 1;
        } else {
            text += translation[i];
        }
    }
    return text;
}

class Speaker {
public:
    /// The language of the window where none is given.
    explicit Speaker(const LanguageTexts* language = nullptr)
        : m_language(language), m_locale(language != nullptr ? language->locale() : QLocale()) {}

    /// Nothing where the text is not known or has no translation.
    std::optional<QString> say(std::string_view text, int depth) {
        const std::size_t begin = text.find_first_not_of(" \n");
        if (begin == std::string_view::npos || depth > deepest) {
            return std::nullopt;
        }
        const std::size_t end = text.find_last_not_of(" \n") + 1;
        const std::string_view bare = text.substr(begin, end - begin);
        auto said = sayWhole(bare, depth);
        if (!said && depth == 0) {
            said = sayAsSentence(bare);
        }
        if (!said) {
            said = sayInRow(bare, depth);
        }
        if (!said) {
            said = sayList(bare, depth);
        }
        if (!said) {
            said = sayAfterColon(bare, depth);
        }
        if (said) {
            return asIs(text.substr(0, begin)) + *said + asIs(text.substr(end));
        }
        return std::nullopt;
    }

private:
    std::optional<QString> sayWhole(std::string_view text, int depth) {
        const auto match = SentenceTemplates::ofCore().match(text, m_budget);
        if (!match) {
            return std::nullopt;
        }
        const QString english = QString::fromUtf8(match->found->english);
        const QString translation = m_language != nullptr ? m_language->translate("core", match->found->english)
                                                          : QCoreApplication::translate("core", match->found->english);
        // A translation may say the same ("p = %1") and differ in the numbers; English as the language has none.
        const bool none = m_language == nullptr && translation == english && currentLanguage() == QLatin1String("en");
        if (translation.isEmpty() || none) {
            return std::nullopt;
        }
        // "add 3 features and drop 2 features" is a list, not one "add %1 features".
        for (std::size_t i = 0; i < match->parts.size(); ++i) {
            if (match->found->kinds[i] == 'n' && (match->parts[i].find(", ") != std::string_view::npos ||
                                                  match->parts[i].find(" and ") != std::string_view::npos)) {
                return std::nullopt;
            }
        }
        std::vector<QString> parts;
        parts.reserve(match->parts.size());
        for (std::size_t i = 0; i < match->parts.size(); ++i) {
            parts.push_back(sayPart(match->parts[i], match->found->kinds[i], depth));
        }
        return filled(translation, parts);
    }

    QString sayPart(std::string_view part, char kind, int depth) {
        if (kind == 'q' || kind == 'v') {
            return asIs(part);
        }
        if (const auto shown = number(part, m_locale)) {
            return *shown;
        }
        // A single word or a path may be anything; what core says is more than one word.
        const bool mayBeSaid = part.find(' ') != std::string_view::npos;
        if (const auto said = mayBeSaid ? say(part, depth + 1) : std::nullopt) {
            return *said;
        }
        return asIs(part);
    }

    // "One sentence. Another one.", also with a line break between: each on its own, the longest known first.
    std::optional<QString> sayInRow(std::string_view text, int depth) {
        std::vector<std::size_t> ends;
        for (std::size_t i = 0; i + 1 < text.size() && ends.size() < mostEnds; ++i) {
            const bool stop = text[i] == '.' || text[i] == '!' || text[i] == '?';
            const char next = text[i + 1];
            if (next == '\n' || next == ';' || (stop && next == ' ')) {
                ends.push_back(i + 1);
            }
        }
        if (ends.empty()) {
            return std::nullopt;
        }
        ends.push_back(text.size());
        QString row;
        bool known = false;
        std::size_t begin = 0;
        for (std::size_t first = 0; first < ends.size();) {
            const std::size_t from = std::min(text.find_first_not_of(" \n;", begin), text.size());
            row += asIs(text.substr(begin, from - begin));
            std::size_t last = ends.size();
            std::optional<QString> said;
            while (!said && last > first) {
                --last;
                if (from < ends[last] && !(from == 0 && ends[last] == text.size())) {
                    said = sayWhole(text.substr(from, ends[last] - from), depth);
                }
            }
            const std::size_t to = std::max(from, said ? ends[last] : ends[first]);
            row += said ? *said : asIs(text.substr(from, to - from));
            known = known || said.has_value();
            first = said ? last + 1 : first + 1;
            begin = to;
        }
        return known ? std::optional(row) : std::nullopt;
    }

    // "ablate 3, scale 4 by 2", "add 3 features and drop 1 feature": only where every item is known.
    std::optional<QString> sayList(std::string_view text, int depth) {
        static constexpr std::string_view comma = ", ";
        static constexpr std::string_view last = " and ";
        QString list;
        std::size_t items = 0;
        for (std::size_t begin = 0; begin <= text.size(); ++items) {
            const std::size_t at = std::min(text.find(comma, begin), text.find(last, begin));
            const std::size_t end = std::min(at, text.size());
            const auto said = items < mostEnds ? sayWhole(text.substr(begin, end - begin), depth) : std::nullopt;
            if (!said) {
                return std::nullopt;
            }
            list += (begin == 0 ? QString() : QStringLiteral(", ")) + *said;
            begin = end + (text.substr(end).starts_with(last) ? last.size() : comma.size());
        }
        return items > 1 ? std::optional(list) : std::nullopt;
    }

    // What is known as a fragment may have been made a sentence: a capital at its beginning, a full stop at its end.
    std::optional<QString> sayAsSentence(std::string_view text) {
        if (text.front() < 'A' || text.front() > 'Z' || !text.ends_with('.')) {
            return std::nullopt;
        }
        std::string fragment(text.substr(0, text.size() - 1));
        fragment.front() = static_cast<char>(fragment.front() - 'A' + 'a');
        const auto said = say(fragment, 1);
        return said ? std::optional(said->left(1).toUpper() + said->mid(1) + fullStop()) : std::nullopt;
    }

    QString fullStop() const {
        return m_locale.language() == QLocale::Chinese ? QStringLiteral("。") : QStringLiteral(".");
    }

    // "FILE: what is wrong with it."
    std::optional<QString> sayAfterColon(std::string_view text, int depth) {
        for (std::size_t at = text.find(": "), tried = 0; at != std::string_view::npos && tried < 4;
             at = text.find(": ", at + 2), ++tried) {
            auto said = sayWhole(text.substr(at + 2), depth);
            if (!said && text.ends_with('.') && text.size() > at + 3) {  // a fragment with a full stop
                said = sayWhole(text.substr(at + 2, text.size() - at - 3), depth);
                said = said ? std::optional(*said + fullStop()) : said;
            }
            if (said) {
                const auto before = sayWhole(text.substr(0, at), depth);
                return before.value_or(asIs(text.substr(0, at))) + QStringLiteral(": ") + *said;
            }
        }
        return std::nullopt;
    }

    const LanguageTexts* const m_language;
    const QLocale m_locale;
    SentenceBudget m_budget;
};

QString spoken(std::string_view english, Speaker speaker) {
    const auto said = english.size() > longestText ? std::nullopt : speaker.say(english, 0);
    return said ? *said : asIs(english);
}

}  // namespace

QString sentence(std::string_view english) { return spoken(english, Speaker()); }

QString sentence(std::string_view english, const LanguageTexts& language) {
    return spoken(english, Speaker(&language));
}

QString sentence(const QString& english) {
    const QByteArray utf8 = english.toUtf8();
    return sentence(std::string_view(utf8.constData(), static_cast<std::size_t>(utf8.size())));
}

QStringList sentences(const QStringList& english) {
    QStringList said;
    for (const QString& one : english) {
        said << sentence(one);
    }
    return said;
}

QString sentences(const Error& error) {
    const QString message = sentence(error.message);
    return error.hint.empty() ? message : message + QLatin1Char(' ') + sentence(error.hint);
}

}  // namespace saferscope
