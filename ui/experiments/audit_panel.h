// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/audit_run.h"
#include "ui/bridge/background_task.h"

#include <QPointer>
#include <QWidget>
#include <memory>

class QComboBox;
class QPushButton;
class QSplitter;
class QStackedLayout;
class QTableView;

namespace saferscope {

class AuditDetail;
class AuditForm;
class AuditModel;
class AuditQuality;
class Card;
class EmptyState;
class Label;
class MessageBar;
class ProgressRow;
class WorkspaceSession;

/// Which pairs of a data set are likely to carry the wrong label: ranked, with why, how many there are, and, where the
/// truth is known, how well they are found. Reading runs on a thread of its own with its own Workspace. J/K: next and
/// previous pair. GUI thread.
class AuditPanel : public QWidget {
    Q_OBJECT

public:
    explicit AuditPanel(QWidget* parent = nullptr);
    ~AuditPanel() override;
    /// Null when no workspace is open; the session must outlive the panel or be replaced before it goes.
    void setSession(WorkspaceSession* session);

    AuditForm* form() const { return m_form; }
    AuditModel* model() const { return m_model; }
    QTableView* table() const { return m_table; }
    AuditDetail* detail() const { return m_detail; }
    AuditQuality* quality() const { return m_quality; }
    QPushButton* runButton() const { return m_run; }
    MessageBar* message() const { return m_message; }
    QComboBox* suspicionBox() const { return m_suspicion; }
    QString headline() const;
    bool running() const { return m_task.running(); }
    std::shared_ptr<const AuditReport> report() const { return m_report; }
    /// The table as it is ranked, as CSV or JSON by the file's ending.
    bool exportTable(const QString& path);
    /// Asks where to, and saves it; false where nothing is ranked yet.
    bool askForTable();

public Q_SLOTS:
    void run();

Q_SIGNALS:
    void failed(const saferscope::Error& error);
    /// The button of the empty state.
    void overviewRequested();

private:
    QWidget* makeResults();
    void makeShortcuts();
    void refresh();
    void showState();
    void finished();
    void fitColumns();
    void showRow();
    void step(int rows);
    void goToPair(const QString& id);
    void setReport(std::shared_ptr<const AuditReport> report);

    QPointer<WorkspaceSession> m_session;
    std::shared_ptr<AuditReport> m_made;  ///< written by the thread, read after it succeeded
    std::shared_ptr<const AuditReport> m_report;
    QStackedLayout* m_stack = nullptr;
    EmptyState* m_empty = nullptr;  ///< nothing to audit
    EmptyState* m_idle = nullptr;   ///< no audit yet
    AuditForm* m_form = nullptr;
    QPushButton* m_run = nullptr;
    ProgressRow* m_progress = nullptr;
    MessageBar* m_message = nullptr;
    Label* m_reason = nullptr;
    QWidget* m_results = nullptr;
    Label* m_headline = nullptr;
    Label* m_caveat = nullptr;
    QComboBox* m_suspicion = nullptr;
    QPushButton* m_export = nullptr;
    AuditModel* m_model = nullptr;
    QTableView* m_table = nullptr;
    AuditDetail* m_detail = nullptr;
    AuditQuality* m_quality = nullptr;
    BackgroundTask m_task;
};

}  // namespace saferscope
