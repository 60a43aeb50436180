// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/queue_operations.h"
#include "ui/bridge/background_task.h"
#include "ui/experiments/queue_changes.h"
#include "ui/experiments/queue_rows.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <memory>

class QAction;
class QPushButton;
class QSettings;
class QStackedLayout;
class QToolBar;
class QTreeView;

namespace saferscope {

class EmptyState;
class Label;
class MessageBar;
class QueueModel;
class WorkspaceSession;

/// The queue of runs, sweeps with their runs below them: what runs, what comes next and when all is done; pause, hold,
/// move, retry, cancel. Alt+Up and Alt+Down move, H holds or releases, R retries, Del cancels (and can be taken back),
/// L shows the log, Enter the curves. Every change is made on a thread of its own. GUI thread.
class QueuePanel : public QWidget {
    Q_OBJECT

public:
    explicit QueuePanel(QWidget* parent = nullptr);
    ~QueuePanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setSession(WorkspaceSession* session);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);
    /// Opens the sweep and selects it, as soon as it is known.
    void showSweep(const QString& id);
    /// Looks at the disk now.
    void refresh();

    QueueModel* model() const { return m_model; }
    QTreeView* tree() const { return m_tree; }
    QPushButton* pauseButton() const { return m_pause; }
    QPushButton* undoButton() const { return m_undo; }
    MessageBar* messageBar() const { return m_messageBar; }
    QAction* holdAction() const { return m_hold; }
    QAction* retryAction() const { return m_retry; }
    QAction* cancelAction() const { return m_cancel; }
    QAction* upAction() const { return m_up; }
    QAction* downAction() const { return m_down; }
    QString summary() const;
    bool busy() const { return m_reading.running() || m_changes.busy() || m_soon.isActive(); }

Q_SIGNALS:
    void failed(const saferscope::Error& error);
    /// Somebody wants to see the curves of these runs.
    void runsActivated(const QStringList& ids);
    /// Somebody wants to see what came out of a sweep.
    void resultsRequested(const QString& sweep);
    void composeRequested();

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void makeWidgets();
    void makeActions();
    QAction* addAction(const QString& icon, const QString& text, const QKeySequence& key, const QString& help);
    void rebuild();
    void fitColumns();
    void showActions();
    std::vector<QueueRow> selectedRows() const;
    std::vector<QueueRow> selectedRuns() const;
    void change(QueueChanges::Work work, std::function<void()> then = {});
    void pause();
    void hold();
    void moveRuns(QueueMove where);
    void changePriority(int by);
    void retry();
    void cancel();
    void offerUndo(const QString& what, QueueChanges::Work undo);
    void undo();
    void showLog();
    void activate();
    std::filesystem::path runsFolder() const;

    QPointer<WorkspaceSession> m_session;
    QueueSnapshot m_snapshot;
    std::shared_ptr<const RunSpeeds> m_speeds;
    QElapsedTimer m_speedsAge;
    std::string m_wantedSweep;
    std::string m_problem;  ///< why the queue could not be read
    QueueChanges::Work m_undoWork;
    QTimer m_look;  ///< at the disk, while somebody looks here
    QTimer m_soon;  ///< gathers changes that come in a row
    bool m_again = false;

    MessageBar* m_messageBar = nullptr;
    QPushButton* m_undo = nullptr;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    Label* m_summary = nullptr;
    QPushButton* m_pause = nullptr;
    QToolBar* m_bar = nullptr;
    QueueModel* m_model = nullptr;
    QTreeView* m_tree = nullptr;
    std::vector<std::pair<QAction*, QString>> m_icons;
    QAction* m_hold = nullptr;
    QAction* m_up = nullptr;
    QAction* m_down = nullptr;
    QAction* m_top = nullptr;
    QAction* m_bottom = nullptr;
    QAction* m_more = nullptr;
    QAction* m_less = nullptr;
    QAction* m_retry = nullptr;
    QAction* m_cancel = nullptr;
    QAction* m_log = nullptr;
    QAction* m_curves = nullptr;

    struct Reading {
        QueueSnapshot snapshot;
        std::shared_ptr<const RunSpeeds> speeds;
    };
    std::shared_ptr<Reading> m_read;  ///< written by the thread, read after it succeeded
    BackgroundTask m_reading;
    QueueChanges m_changes;
};

}  // namespace saferscope
