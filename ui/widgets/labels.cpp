// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/labels.h"

#include "ui/theme/theme.h"

#include <QStyle>
#include <QTextDocument>

namespace saferscope {

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

void Label::setTone(TextTone tone) {
    static constexpr const char* names[] = {"", "muted", "ok", "warning", "error"};
    m_tone = tone;
    setProperty("role", QString::fromLatin1(names[static_cast<int>(tone)]));
    style()->unpolish(this);
    style()->polish(this);
    setFont(fontOf(m_role));  // polishing a style sheet resets it to the application's
}

QString plainToolTip(const QString& text) {
    return Qt::mightBeRichText(text)
               ? QStringLiteral("<p style=\"white-space:pre-wrap\">%1</p>").arg(text.toHtmlEscaped())
               : text;
}

}  // namespace saferscope
