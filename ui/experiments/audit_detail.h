// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/audit_run.h"

#include <QPointer>
#include <QWidget>
#include <memory>

class QGridLayout;
class QPlainTextEdit;
class QPushButton;

namespace saferscope {

class ElidedLabel;
class Label;
class WorkspaceSession;

/// One suspect pair: which features speak for and against its label and where, and its texts. GUI thread; explaining a
/// pair reads that pair's tokens only.
class AuditDetail : public QWidget {
    Q_OBJECT

public:
    explicit AuditDetail(QWidget* parent = nullptr);
    void setSession(WorkspaceSession* session);
    /// Null clears.
    void setRow(std::shared_ptr<const AuditReport> report, const AuditRow* row);
    const std::vector<FeatureContribution>& why() const { return m_why; }
    QPlainTextEdit* chosen() const { return m_chosen; }
    QPlainTextEdit* rejected() const { return m_rejected; }
    QPushButton* pairButton() const { return m_pairs; }

Q_SIGNALS:
    void stepped(int rows);
    void pairRequested(const QString& id);

private:
    void fillWhy();

    QPointer<WorkspaceSession> m_session;
    std::shared_ptr<const AuditReport> m_report;
    std::vector<FeatureContribution> m_why;
    std::size_t m_position = 0;
    ElidedLabel* m_title = nullptr;
    Label* m_note = nullptr;
    QPushButton* m_pairs = nullptr;
    QWidget* m_list = nullptr;
    QGridLayout* m_rows = nullptr;
    QPlainTextEdit* m_prompt = nullptr;
    QPlainTextEdit* m_chosen = nullptr;
    QPlainTextEdit* m_rejected = nullptr;
};

}  // namespace saferscope
