// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_task.h"
#include "ui/experiments/sweep_actions.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <map>
#include <memory>
#include <optional>

class QPushButton;
class QScrollArea;
class QSettings;
class QSplitter;
class QStackedLayout;

namespace saferscope {

class EmptyState;
class Label;
class PreviewPanel;
class SweepForm;
class WorkspaceSession;

/// Compose a sweep: its fields, beside them what it would do, and one button that starts it. The preview is made anew
/// in the background a moment after each change; only what is previewed as it stands can be started, and only once. GUI
/// thread.
class ComposerPanel : public QWidget {
    Q_OBJECT

public:
    explicit ComposerPanel(SweepActions actions, QWidget* parent = nullptr);
    ~ComposerPanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setSession(WorkspaceSession* session);
    void saveState(QSettings& settings) const;
    void restoreState(QSettings& settings);

    SweepForm* form() const { return m_form; }
    PreviewPanel* preview() const { return m_preview; }
    QPushButton* startButton() const { return m_start; }
    /// For tests: how long it waits after the last change.
    void setPause(int milliseconds) { m_timer.setInterval(milliseconds); }
    /// Why it cannot be started now, or what to know before; as shown beside the button.
    QString reason() const;
    /// A preview is being made or about to be.
    bool busy() const { return m_timer.isActive() || m_task.running() || m_again; }

Q_SIGNALS:
    /// The sweep is written and its runs are queued.
    void started(const QString& sweepId);
    void failed(const saferscope::Error& error);
    /// Something worked, for the message bar.
    void told(const QString& what, const QString& whatToDo);
    void overviewRequested();

protected:
    void showEvent(QShowEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeWidgets();
    void refresh();
    void schedule();
    void compute();
    void previewMade();
    void previewFailed(const Error& error);
    void checkRubric();
    void start();
    void showStart();
    QString whyNothingChanges() const;
    void showPair(const QString& id);

    const SweepActions m_actions;
    QPointer<WorkspaceSession> m_session;
    QTimer m_timer;
    bool m_again = false;                           ///< something changed while the thread worked
    bool m_stale = true;                            ///< something changed while nobody looked
    QString m_problem;                              ///< why there is no preview
    std::shared_ptr<const SweepPreview> m_current;  ///< of what the fields say now; null while it is not made yet
    std::string m_plannedKey;                       ///< what is being started
    std::string m_startedKey;                       ///< what was started last: the same is not started twice
    std::map<std::string, bool> m_rubrics;          ///< by content hash
    std::string m_rubricHash;                       ///< that the thread looks into

    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;
    QSplitter* m_splitter = nullptr;
    QScrollArea* m_area = nullptr;  ///< of the form
    SweepForm* m_form = nullptr;
    PreviewPanel* m_preview = nullptr;
    Label* m_reason = nullptr;
    QPushButton* m_start = nullptr;

    std::shared_ptr<SweepPreview> m_made;           ///< written by the thread, read after it succeeded
    std::shared_ptr<Sweep> m_sweep;                 ///< likewise
    std::shared_ptr<std::optional<bool>> m_rubric;  ///< likewise
    BackgroundTask m_task;
    BackgroundTask m_startTask;
    BackgroundTask m_rubricTask;
};

}  // namespace saferscope
