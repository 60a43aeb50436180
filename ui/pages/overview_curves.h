// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/bridge/job_monitor.h"
#include "ui/widgets/card.h"

#include <set>
#include <string>

class QCheckBox;
class QComboBox;
class QSlider;
class QToolButton;

namespace saferscope {

class MetricChart;

/// Curves of one metric of one or several runs, live while they train.
class OverviewCurves : public Card {
    Q_OBJECT

public:
    explicit OverviewCurves(QWidget* parent = nullptr);
    void setMonitor(JobMonitor* monitor);
    MetricChart* chart() const { return m_chart; }

Q_SIGNALS:
    void exported(const QString& path);
    void failed(const saferscope::Error& error);

private:
    void chooseRuns();
    void fillRunMenu();
    void refresh();
    void showMetrics();

    JobMonitor* m_monitor = nullptr;
    std::set<std::string> m_runs;  ///< shown
    bool m_chosenByHand = false;
    QWidget* m_nothing = nullptr;
    QWidget* m_filled = nullptr;
    QToolButton* m_runButton = nullptr;
    QComboBox* m_metric = nullptr;
    QSlider* m_smoothing = nullptr;
    QCheckBox* m_log = nullptr;
    QToolButton* m_export = nullptr;
    std::vector<QWidget*> m_controls;
    MetricChart* m_chart = nullptr;
    bool m_refreshQueued = false;
};

}  // namespace saferscope
