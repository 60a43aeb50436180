// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>
#include <QString>

namespace saferscope {

/// Which step of the type scale a label uses.
enum class TextRole { Body, Small, Strong, Heading, Title, Number, Mono };
enum class TextTone { Normal, Muted, Ok, Warning, Error };

QFont fontOf(TextRole role);

/// Control characters, halves of surrogate pairs and the characters that steer the direction of writing become U+FFFD,
/// newlines and tabs stay: data can then neither hide nor reorder what stands around it.
QString literalText(QString text);

/// At most `mostCharacters` and `mostLines` of a text, and how much more there is in brackets behind it. A letter keeps
/// its first few combining marks only. Laying out text takes time that grows with it (a line of a million characters
/// stops the window for seconds), so nothing of unknown length goes into a widget without this or a cut of its own.
QString boundedText(const QString& text, int mostCharacters, int mostLines);

/// One line of at most a few hundred characters for a cell, an entry of a combo box or a title: literal, newlines are
/// spaces, cut with an ellipsis.
QString cellText(const QString& text);

/// The same for buttons, check boxes, menu entries and tabs, which take "&" for a shortcut.
QString buttonText(const QString& text);

/// A label that shows its text literally, whatever it holds, and follows theme and zoom. Every label of the window is
/// one of these or an ElidedLabel: Qt's own guess takes data such as "<b>x</b>" for markup. Texts beyond
/// `longestLabelText` are cut, and say so.
class Label : public QLabel {
    Q_OBJECT

public:
    explicit Label(const QString& text = {}, TextRole role = TextRole::Body, TextTone tone = TextTone::Normal,
                   QWidget* parent = nullptr);
    static constexpr int longestLabelText = 4000;
    static constexpr int mostLabelLines = 60;
    /// Hides QLabel's: call it through a Label.
    void setText(const QString& text);
    /// One long name must not make the window wider than the screen; it is cut off instead.
    QSize minimumSizeHint() const override;
    void setTone(TextTone tone);
    TextTone tone() const { return m_tone; }
    TextRole role() const { return m_role; }

protected:
    bool event(QEvent* event) override;

private:
    const TextRole m_role;
    TextTone m_tone = TextTone::Normal;
};

/// A tool tip that shows the text literally, bounded and wrapped. Whatever goes to setToolTip(), QToolTip or a model's
/// ToolTipRole and is not a literal of ours comes from here: tool tips guess whether they are given markup.
QString plainToolTip(const QString& text);

}  // namespace saferscope
