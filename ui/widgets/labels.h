// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>

namespace saferscope {

/// Which step of the type scale a label uses.
enum class TextRole { Body, Small, Strong, Heading, Title, Number, Mono };
enum class TextTone { Normal, Muted, Ok, Warning, Error };

QFont fontOf(TextRole role);

/// A label that shows its text literally, whatever it holds, and follows theme and zoom. Every label of the window is
/// one of these or an ElidedLabel: Qt's own guess takes data such as "<b>x</b>" for markup.
class Label : public QLabel {
    Q_OBJECT

public:
    explicit Label(const QString& text = {}, TextRole role = TextRole::Body, TextTone tone = TextTone::Normal,
                   QWidget* parent = nullptr);
    void setTone(TextTone tone);
    TextTone tone() const { return m_tone; }

private:
    const TextRole m_role;
    TextTone m_tone = TextTone::Normal;
};

/// A tool tip that shows the text literally.
QString plainToolTip(const QString& text);

}  // namespace saferscope
