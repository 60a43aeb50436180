// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/experiments/sweep_actions.h"
#include "ui/pages/tabbed_page.h"

#include <QPointer>

namespace saferscope {

class AuditPanel;
class ComposerPanel;
class LivePanel;
class QueuePanel;
class ResultsPanel;
class SweepKeeper;

/// Make experiments and follow them: compose a sweep and see beforehand what it changes, the queue of runs, their
/// curves while they run, what came out, and the audit of a data set. GUI thread; whatever reads data or changes the
/// queue does so on threads of its own.
class ExperimentsPage : public TabbedPage {
    Q_OBJECT

public:
    enum Tab { Compose, Queue, Live, Results, Audit, TabCount };

    explicit ExperimentsPage(QWidget* parent = nullptr);
    ExperimentsPage(SweepActions actions, QWidget* parent);  ///< for tests
    ~ExperimentsPage() override;

    QString key() const override { return QStringLiteral("experiments"); }
    QString title() const override { return tr("Experiments"); }
    QIcon icon() const override;
    void setWorkspace(WorkspaceSession* session) override;
    void saveState(QSettings& settings) const override;
    void restoreState(QSettings& settings) override;
    bool askForTable() override;
    void showSomethingMeaningful() override;

    static QString tabName(int tab);  ///< stable, for files: "queue"
    ComposerPanel* composer() const { return m_composer; }
    QueuePanel* queue() const { return m_queue; }

public Q_SLOTS:
    /// The queue with the sweep opened.
    void showSweep(const QString& id);
    /// What came out of the sweep.
    void showResults(const QString& sweep);
    /// The curves of these runs.
    void followRuns(const QStringList& ids);

Q_SIGNALS:
    /// The button of the empty state: there is nothing to experiment with yet.
    void overviewRequested();

private:
    QPointer<WorkspaceSession> m_session;
    ComposerPanel* m_composer = nullptr;
    QueuePanel* m_queue = nullptr;
    LivePanel* m_live = nullptr;
    ResultsPanel* m_results = nullptr;
    AuditPanel* m_audit = nullptr;
    SweepKeeper* m_keeper = nullptr;
};

}  // namespace saferscope
