// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"

#include <QIcon>
#include <QString>
#include <QWidget>

class QHBoxLayout;
class QSettings;
class QVBoxLayout;

namespace saferscope {

class WorkspaceSession;

/// One page of the sidebar. It has a message bar on top and its own content below it.
class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(QWidget* parent = nullptr);

    /// Stable name in settings and screenshot files: "overview".
    virtual QString key() const = 0;
    virtual QString title() const = 0;
    virtual QIcon icon() const = 0;
    /// The session to show, or null when no workspace is open. The page does not own it; the main window sets null
    /// before the session goes away. Called on the GUI thread; must return quickly.
    virtual void setWorkspace(WorkspaceSession* session) = 0;

    /// Where the user was: columns, splitters, sort order. `settings` is already inside the page's group.
    virtual void saveState(QSettings& settings) const;
    virtual void restoreState(QSettings& settings);
    /// Asks where to, and saves the table that the page shows now, as filtered and sorted; false where it shows none.
    virtual bool askForTable();
    /// Selects something worth a picture (screenshots, first look). Does nothing where there is no data.
    virtual void showSomethingMeaningful();

    MessageBar* messageBar() const { return m_messageBar; }
    void showMessage(MessageKind kind, const QString& what, const QString& whatToDo = {});
    /// The Error's sentence and hint.
    void showError(const Error& error);

protected:
    /// Put the page's widgets here; it fills everything under the message bar and has no margins.
    QVBoxLayout* contentLayout() const { return m_content; }
    /// For pages that scroll as a whole: takes the margins at the right and the bottom away, so that the scroll bar
    /// stands at the window's edge.
    void reachEdges();

private:
    MessageBar* m_messageBar = nullptr;
    QHBoxLayout* m_messageRow = nullptr;
    QVBoxLayout* m_content = nullptr;
};

}  // namespace saferscope
