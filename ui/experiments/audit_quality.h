// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/audit_run.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace saferscope {

class AuditHistogram;
class AuditRocChart;
class Label;

/// How the suspicion is spread and, where the truth is known, how well it finds wrong labels.
class AuditQuality : public QWidget {
    Q_OBJECT

public:
    explicit AuditQuality(QWidget* parent = nullptr);
    void setReport(const AuditReport* report, Suspicion by);
    AuditRocChart* roc() const { return m_roc; }
    AuditHistogram* histogram() const { return m_histogram; }
    QString words() const;

private:
    void fillTable(const AuditReport* report);

    Label* m_words = nullptr;
    AuditHistogram* m_histogram = nullptr;
    AuditRocChart* m_roc = nullptr;
    QWidget* m_table = nullptr;
    QGridLayout* m_cells = nullptr;
};

}  // namespace saferscope
