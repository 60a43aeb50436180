// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/job_monitor.h"
#include "ui/experiments/live_curves.h"

#include <QTreeWidget>
#include <set>

namespace saferscope {

/// Training runs to choose from, those of a sweep below its title, with what they measured last: the table that
/// compares them. Plain text throughout.
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
    void showNumbersOf(const JobMonitor& monitor, const std::string& id, QTreeWidgetItem* item);

    std::map<std::string, QTreeWidgetItem*> m_items;   ///< by run
    std::map<std::string, QTreeWidgetItem*> m_sweeps;  ///< by sweep
    std::vector<std::string> m_shown;                  ///< ids and titles, to notice when nothing has changed
    bool m_filling = false;
};

}  // namespace saferscope
