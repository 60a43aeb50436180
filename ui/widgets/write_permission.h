// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>

class QAction;
class QWidget;

namespace saferscope {

/// Whether the open workspace may be written, for everything in the window that would write to it. GUI thread, one per
/// process, as there is one window with one workspace.
class WritePermission : public QObject {
    Q_OBJECT

public:
    static WritePermission& instance();
    /// A sentence that says why nothing may be written; empty where it may.
    const QString& whyNot() const { return m_whyNot; }
    void forbid(const QString& why);
    void allow() { forbid({}); }

Q_SIGNALS:
    void changed();

private:
    QString m_whyNot;
};

/// The button (or field) writes to the workspace: while that is forbidden it is disabled, whatever its owner says
/// meanwhile, and its tool tip says why. Afterwards it is as its owner wanted it. Call once, after its making.
void needsWriting(QWidget* widget);
void needsWriting(QAction* action);

}  // namespace saferscope
