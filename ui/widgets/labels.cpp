// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include "ui/theme/theme.h"
#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QEvent>
#include <QLocale>
#include <QStyle>
#include <QTextDocument>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int mostMarks = 24;  // on one letter; no script of the world needs as many
constexpr qsizetype longestCell = 500;
constexpr int longestTip = 2000;
constexpr int mostTipLines = 40;
constexpr qsizetype longestTipLine = 120;

constexpr int widestLabel = 90;  // in characters
constexpr int longestWord = 100;

/// Places to break lines at, in words so long that no text has them. Paths break at their slashes.
QString breakable(const QString& text) {
    QString shown;
    int word = 0;
    for (const QChar c : text) {
        word = c.isSpace() || c == u'/' || c == u'-' ? 0 : word + 1;
        if (word > longestWord && !c.isLowSurrogate() && !c.isMark() && c != QChar(0x200D)) {
            shown += QChar(0x200B);
            word = 1;
        }
        shown += c;
    }
    return shown;
}

}  // namespace

QFont fontOf(TextRole role) {
    switch (role) {
        case TextRole::Small:
            return smallFont();
        case TextRole::Strong:
            return strongFont();
        case TextRole::Heading:
            return headingFont();
        case TextRole::Title:
            return titleFont();
        case TextRole::Number:
            return numberFont();
        case TextRole::Mono:
            return monoFont();
        case TextRole::Body:
            break;
    }
    return bodyFont();
}

Label::Label(const QString& text, TextRole role, TextTone tone, QWidget* parent) : QLabel(parent), m_role(role) {
    setTextFormat(Qt::PlainText);
    setFont(fontOf(role));
    setText(text);
    setTone(tone);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] { setFont(fontOf(m_role)); });
}

// A style sheet gives a widget the font back that it had when the sheet first saw it: of before the zoom changed, where
// that happened while the widget was not shown yet.
bool Label::event(QEvent* event) {
    const bool done = QLabel::event(event);
    if (event->type() == QEvent::Polish) {
        setFont(fontOf(m_role));
    }
    return done;
}

void Label::setTone(TextTone tone) {
    static constexpr const char* names[] = {"", "muted", "ok", "warning", "error"};
    m_tone = tone;
    setProperty("role", QString::fromLatin1(names[static_cast<int>(tone)]));
    style()->unpolish(this);
    style()->polish(this);
    setFont(fontOf(m_role));  // polishing a style sheet resets it to the application's
}

void Label::setText(const QString& text) {
    QLabel::setText(breakable(literalText(boundedText(text, longestLabelText, mostLabelLines))));
}

QSize Label::minimumSizeHint() const {
    const QSize size = QLabel::minimumSizeHint();
    return {std::min(size.width(), widestLabel * fontMetrics().averageCharWidth()), size.height()};
}

QString literalText(QString text) {
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t code = text.at(i).unicode();
        const bool control = (code < 0x20 && code != u'\n' && code != u'\t') || (code >= 0x7F && code <= 0x9F);
        const bool steering = code == 0x061C || code == 0x200E || code == 0x200F ||
                              (code >= 0x2028 && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
        const bool half = text.at(i).isHighSurrogate()
                              ? i + 1 == text.size() || !text.at(i + 1).isLowSurrogate()
                              : text.at(i).isLowSurrogate() && (i == 0 || !text.at(i - 1).isHighSurrogate());
        if (control || steering || half) {
            text[i] = QChar(0xFFFD);
        }
    }
    return text;
}

QString boundedText(const QString& text, int mostCharacters, int mostLines) {
    QString kept;
    qsizetype at = 0;
    int lines = 1;
    int marks = 0;
    for (; at < text.size() && kept.size() < mostCharacters; ++at) {
        const QChar c = text[at];
        if (c == u'\n' && ++lines > mostLines) {
            break;
        }
        marks = c.isMark() ? marks + 1 : 0;
        if (marks <= mostMarks) {
            kept.append(c);
        }
    }
    if (!kept.isEmpty() && kept.back().isHighSurrogate() && at < text.size()) {
        kept.chop(1);
        --at;
    }
    if (at < text.size()) {
        kept += QStringLiteral("\u2026 (") +
                QCoreApplication::translate("saferscope::Label", "%Ln more characters", nullptr,
                                            pluralOf(text.size() - at)) +
                QLatin1Char(')');
    }
    return kept;
}

QString cellText(const QString& text) {
    QString shown = literalText(boundedText(text.left(longestCell + 1), longestCell + 1, longestCell));
    shown.replace(u'\n', u' ').replace(u'\t', u' ');
    if (text.size() > longestCell) {
        shown.truncate(longestCell);
        if (shown.back().isHighSurrogate()) {
            shown.chop(1);
        }
        shown += QChar(0x2026);
    }
    return shown;
}

QString buttonText(const QString& text) { return cellText(text).replace(u'&', QLatin1String("&&")); }

QString plainToolTip(const QString& text) {
    const QString shown = literalText(boundedText(text, longestTip, mostTipLines));
    qsizetype longest = 0;
    for (qsizetype from = 0; from <= shown.size();) {
        const qsizetype end = shown.indexOf(u'\n', from);
        longest = std::max(longest, (end < 0 ? shown.size() : end) - from);
        from = end < 0 ? shown.size() + 1 : end + 1;
    }
    // Qt wraps only what it takes for markup; a long line would make a tip wider than the screen.
    return Qt::mightBeRichText(shown) || longest > longestTipLine
               ? QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(shown.toHtmlEscaped())
               : shown;
}

}  // namespace saferscope
