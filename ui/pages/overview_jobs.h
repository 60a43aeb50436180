// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/bridge/job_monitor.h"
#include "ui/widgets/card.h"

#include <map>
#include <vector>

class QToolButton;

namespace saferscope {

class ProgressRow;

/// The runs of the workspace, newest first: progress, time left, stop, resume, log. Rows are updated in place.
class OverviewJobs : public Card {
    Q_OBJECT

public:
    explicit OverviewJobs(QWidget* parent = nullptr);
    /// Null clears the list. The monitor must outlive this or be replaced before it goes.
    void setMonitor(JobMonitor* monitor);

Q_SIGNALS:
    void failed(const saferscope::Error& error);
    /// A rating run is to go on: its judge may need a key, which is written nowhere.
    void keyNeeded(const QString& id);

private:
    struct Row {
        ProgressRow* widget = nullptr;
        QToolButton* stop = nullptr;
        QToolButton* resume = nullptr;
        QToolButton* log = nullptr;
    };

    std::vector<const Job*> wanted() const;
    void rebuild();
    void update(const QString& id);
    void fill(const Row& row, const Job& job);
    Row makeRow(const std::string& id);
    void renewIcons();
    void showLog(const std::string& id);
    void resume(const std::string& id);

    JobMonitor* m_monitor = nullptr;
    QWidget* m_nothing = nullptr;
    QWidget* m_filled = nullptr;
    QVBoxLayout* m_list = nullptr;
    QToolButton* m_more = nullptr;
    bool m_all = false;
    std::map<std::string, Row> m_rows;
};

/// "Counting pairs: 120 of 400, about 2 min left": what a job is doing, or how it ended.
QString jobDetail(const Job& job);
QString jobStateWord(RunState state);
/// What to do about a job that failed, for the window: core's hint, and where that names options of `safer`, the fields
/// of the window that are the same. Empty where there is nothing to say.
QString jobHint(const Job& job);

}  // namespace saferscope
