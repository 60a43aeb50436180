// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep.h"
#include "ui/bridge/job_monitor.h"
#include "ui/charts/metric_chart.h"

#include <map>
#include <optional>
#include <set>

namespace saferscope {

/// One run that can be drawn: its place in a sweep, where it has one.
struct LiveRun {
    std::string id;
    std::string title;  ///< "SAFER 2.5 %, seed 1", or the run's own title
    std::string group;  ///< "SAFER 2.5 %": runs of one group differ by their seed only; empty without a sweep
    std::string sweep;  ///< id; empty for a run of its own
    std::optional<SweepCell> cell;  ///< in its sweep
};

/// Metrics that people look at first, in the order of their charts; others come after them by name.
std::vector<std::string> orderedMetrics(const std::set<std::string>& names);

/// What a chart shows of one metric. Holds the averages it made, so that views into them stay valid; the views into
/// the monitor's histories are valid until its next poll.
class LiveCurves {
public:
    /// `mean`: one curve per group, the mean of its runs over the steps that all of them have reported.
    void gather(const JobMonitor& monitor, const std::vector<LiveRun>& runs, const std::string& metric, bool mean);
    const std::vector<MetricChart::CurveView>& views() const { return m_views; }

private:
    std::vector<MetricChart::CurveView> m_views;
    std::map<std::string, MetricHistory> m_means;  ///< by sweep and group
};

/// Mean over histories at the steps that all have; pure.
MetricHistory meanHistory(const std::vector<const MetricHistory*>& histories);

}  // namespace saferscope
