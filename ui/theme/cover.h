// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointer>
#include <QSet>
#include <QWidget>

namespace saferscope {

/// Keeps the texts of data (prompts, answers, contexts) from being read while others look on (presentation mode): each
/// block is covered until somebody clicks on it, and again once it was left or shows another text. Two kinds of blocks:
/// those that paint themselves without their text when covers() says so, and those over which a sheet is laid. Editors
/// of any kind (QPlainTextEdit, QTextEdit) get a sheet without being asked, so that a forgotten one is covered, not
/// shown; property `noData` (true) spares one that never holds data. GUI thread, one per process.
class Cover : public QObject {
    Q_OBJECT

public:
    static constexpr const char* noData = "holdsNoData";

    static Cover& instance();
    bool on() const { return m_on; }
    void setOn(bool on);
    /// Everything that is shown stays readable until it is switched off again or the mode ends.
    void setAllRevealed(bool revealed);
    bool allRevealed() const { return m_allRevealed; }

    /// A block that asks covers() when it paints. Clicks on it (and Enter or Space while it has the keyboard) reveal it
    /// first, tool tips stay away. The widget, or its viewport where it scrolls.
    void watch(QWidget* block);
    /// A block that a sheet is laid over.
    void watchWithSheet(QWidget* block);

    /// True while `block`'s text must not be seen.
    bool covers(const QWidget* block) const;
    void reveal(QWidget* block);
    /// It shows another text now.
    void coverAgain(QWidget* block);

    bool eventFilter(QObject* watched, QEvent* event) override;

Q_SIGNALS:
    void changed();

private:
    class Sheet;
    Cover() = default;
    QWidget* blockOf(QObject* watched) const;
    void takeEditor(QWidget* widget);
    void renew(QWidget* block);

    bool m_on = false;
    bool m_allRevealed = false;
    QSet<const QObject*> m_blocks;
    QSet<const QObject*> m_revealed;
};

}  // namespace saferscope
