// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QSet>
#include <QString>
#include <QStringList>
#include <QTimer>

class QAbstractItemModel;
class QWidget;

namespace saferscope::check {

/// Looks at everything below a widget that shows text and writes down what could take data for markup, a shortcut or a
/// layout without end. Nothing is clicked.
class TextAudit {
public:
    /// All of `root`: labels, tool tips, items and headers of views, documents, buttons, menus, tabs, titles.
    void look(QWidget& root);
    /// Asks for the tool tips of what is visible, as a resting mouse does, and looks at what came up.
    void lookAtToolTips(QWidget& root);

    const QStringList& faults() const { return m_faults; }
    long texts() const { return m_texts; }
    /// The words in ⟦⟧ that were shown, wherever, with literalProbe or as much of it as there was room for behind them.
    const QSet<QString>& marks() const { return m_marks; }

private:
    void shown(const QString& text, const QString& where, bool mnemonics = false);
    void tip(const QString& text, const QString& where);
    void lookAtModel(const QAbstractItemModel& model, const QString& where);
    void lookAtWidget(QWidget& widget);
    void fault(const QString& what, const QString& where, const QString& text);

    QStringList m_faults;
    QSet<QString> m_marks;
    long m_texts = 0;
};

/// How much of its time this thread works without coming back to its event loop: a machine that is busy with others
/// does not count, as it would for a clock on the wall. Milliseconds, from its making or the last take() on.
class BusyLoop {
public:
    BusyLoop();
    double take();

private:
    void tick();
    QTimer m_timer;
    double m_last = 0.0;
    double m_longest = 0.0;
};

}  // namespace saferscope::check
