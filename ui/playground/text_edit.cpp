// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/playground/text_edit.h"

#include "ui/playground/draft.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QMimeData>
#include <QTextDocument>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int mostCostly = 2000;

/// What an editor lays out without standing still: characters that steer the direction and marks that stack up on a
/// letter cost a hundred times as much as others.
QString fitting(const QString& text, int most) {
    int costly = 0;
    int stacked = 0;  // vowel signs are marks too, but never many on one letter
    qsizetype end = std::min<qsizetype>(text.size(), most);
    for (qsizetype i = 0; i < end; ++i) {
        const char16_t code = text[i].unicode();
        const bool steers = (code >= 0x200E && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
                            (code >= 0x2066 && code <= 0x2069);
        stacked = text[i].isMark() ? stacked + 1 : 0;
        if ((steers || stacked > 4) && ++costly > mostCostly) {
            end = i;
        }
    }
    if (end > 0 && end < text.size() && text[end - 1].isHighSurrogate()) {
        --end;
    }
    return text.left(end);
}

}  // namespace

TextEdit::TextEdit(const QString& name, const QString& placeholder, QWidget* parent) : QPlainTextEdit(parent) {
    setAccessibleName(name);
    setPlaceholderText(placeholder);
    setTabChangesFocus(true);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    connect(document(), &QTextDocument::contentsChanged, this, &TextEdit::fit);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, &TextEdit::fit);
}

int TextEdit::room() const {
    const int kept = document()->characterCount() - 1 - static_cast<int>(textCursor().selectedText().size());
    return std::max(0, longestText - kept);
}

void TextEdit::replaceText(const QString& text) {
    if (text == toPlainText()) {
        return;
    }
    QTextCursor cursor(document());
    cursor.select(QTextCursor::Document);
    const QString kept = fitting(text, longestText);
    cursor.insertText(kept);
    cursor.movePosition(QTextCursor::Start);
    setTextCursor(cursor);
    if (kept.size() < text.size()) {
        Q_EMIT cut();
    }
}

bool TextEdit::canInsertFromMimeData(const QMimeData* source) const {
    return !source->hasUrls() && QPlainTextEdit::canInsertFromMimeData(source);
}

void TextEdit::insertFromMimeData(const QMimeData* source) {
    if (!source->hasText()) {
        return;
    }
    const QString given = source->text();
    const QString text = fitting(given, room());
    const bool tooLong = text.size() < given.size();
    textCursor().insertText(text);
    ensureCursorVisible();
    if (tooLong) {
        Q_EMIT cut();
    }
}

void TextEdit::keyPressEvent(QKeyEvent* event) {
    const bool writes = !event->text().isEmpty() && event->text().front().isPrint();
    if (writes && room() == 0) {
        Q_EMIT cut();
        return;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void TextEdit::resizeEvent(QResizeEvent* event) {
    QPlainTextEdit::resizeEvent(event);
    fit();
}

void TextEdit::setLines(int minimum, int maximum) {
    m_minimumLines = minimum;
    m_maximumLines = maximum;
    fit();
}

int TextEdit::heightOfLines(int lines) const {
    return lines * fontMetrics().lineSpacing() + 2 * static_cast<int>(document()->documentMargin()) + 2 * frameWidth() +
           contentsMargins().top() + contentsMargins().bottom() + 8;
}

// The document counts lines after wrapping.
int TextEdit::heightForText(int lines) const {
    return heightOfLines(std::max(lines, static_cast<int>(document()->size().height())));
}

void TextEdit::fit() {
    if (m_maximumLines == 0) {
        return;
    }
    const int lines = std::clamp(static_cast<int>(document()->size().height()), m_minimumLines, m_maximumLines);
    const int height = heightOfLines(lines);
    if (height != maximumHeight() || height != minimumHeight()) {
        setFixedHeight(height);
    }
}

}  // namespace saferscope
