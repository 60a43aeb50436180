// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPlainTextEdit>

namespace saferscope {

/// A plain-text editor of a turn or an answer: undo, no markup, and no text so long that the window stands still. Files
/// dropped on it go to whoever stands around it.
class TextEdit : public QPlainTextEdit {
    Q_OBJECT

public:
    explicit TextEdit(const QString& name, const QString& placeholder, QWidget* parent = nullptr);
    /// As one step that Undo takes back. Cut at longestText with cut().
    void replaceText(const QString& text);
    /// Between so many lines, as high as its text; 0 = whatever room there is.
    void setLines(int minimum, int maximum);
    /// What all of the text needs, but not less than for `lines` lines.
    int heightForText(int lines) const;

Q_SIGNALS:
    /// More was pasted or typed than the editor holds; the rest was left out.
    void cut();

protected:
    bool canInsertFromMimeData(const QMimeData* source) const override;
    void insertFromMimeData(const QMimeData* source) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();
    int room() const;
    int heightOfLines(int lines) const;

    int m_minimumLines = 0;
    int m_maximumLines = 0;
};

}  // namespace saferscope
