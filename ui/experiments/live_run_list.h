// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/job_monitor.h"
#include "ui/experiments/live_curves.h"

#include <QTreeWidget>
#include <set>

namespace saferscope {

/// Training runs to choose from, with what they measured last: the table that compares them. Those of a sweep stand
/// below its title, the seeds of one strategy and ratio together, with their mean. Plain text throughout.
class LiveRunList : public QTreeWidget {
    Q_OBJECT

public:
    explicit LiveRunList(QWidget* parent = nullptr);

    /// The runs in order, grouped by `sweep` under these titles. Keeps what is checked, selected and folded.
    void setRuns(const std::vector<LiveRun>& runs, const std::map<std::string, std::string>& sweepTitles);
    /// States and last values; of one run, or of all.
    void showNumbers(const JobMonitor& monitor, const std::string& id = {});
    void setChecked(const std::set<std::string>& ids);
    std::set<std::string> checked() const;

Q_SIGNALS:
    void checkedChanged();

private:
    QTreeWidgetItem* addGroup(QTreeWidgetItem* parent, const QString& title);
    void showNumbersOf(const JobMonitor& monitor, const std::string& id, QTreeWidgetItem* item);
    void showMeans(const JobMonitor& monitor);
    void fitTitles();

    std::map<std::string, QTreeWidgetItem*> m_items;                           ///< by run
    std::map<std::string, QTreeWidgetItem*> m_sweeps;                          ///< by sweep
    std::map<std::pair<std::string, std::string>, QTreeWidgetItem*> m_groups;  ///< by sweep and group
    std::vector<std::string> m_shown;  ///< ids and titles, to notice when nothing has changed
    bool m_filling = false;
};

}  // namespace saferscope
