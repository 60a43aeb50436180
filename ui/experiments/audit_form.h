// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/audit_run.h"

#include <QWidget>

class QComboBox;
class QLineEdit;

namespace saferscope {

class Label;
class WorkspaceSession;

/// What to audit: data set, index, features, and pairs whose labels are trusted.
class AuditForm : public QWidget {
    Q_OBJECT

public:
    explicit AuditForm(QWidget* parent = nullptr);
    /// Fills the choices from the workspace; what was chosen and is there still stays.
    void fill(const WorkspaceSession& session);
    AuditRequest request() const;
    /// Why it cannot run; empty when it can.
    QString problem() const;

    QComboBox* dataset() const { return m_dataset; }
    QComboBox* index() const { return m_index; }
    QComboBox* features() const { return m_features; }
    QLineEdit* rule() const { return m_rule; }
    QComboBox* trusted() const { return m_trusted; }

Q_SIGNALS:
    void changed();

private:
    QComboBox* m_dataset = nullptr;
    QComboBox* m_index = nullptr;
    QComboBox* m_features = nullptr;
    QLineEdit* m_rule = nullptr;
    QComboBox* m_trusted = nullptr;
};

}  // namespace saferscope
