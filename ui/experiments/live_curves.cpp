// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/live_curves.h"

#include "ui/experiments/strategy_look.h"

#include <algorithm>

namespace saferscope {

std::vector<std::string> orderedMetrics(const std::set<std::string>& names) {
    static const std::vector<std::string> first = {
        "loss",      "accuracy", "margin", "eval_accuracy", "learning_rate", "tokens_per_second",
        "memory_mb", "fvu",      "l0",     "dead_fraction"};
    std::vector<std::string> ordered;
    for (const std::string& name : first) {
        if (names.contains(name)) {
            ordered.push_back(name);
        }
    }
    for (const std::string& name : names) {
        if (std::find(first.begin(), first.end(), name) == first.end()) {
            ordered.push_back(name);
        }
    }
    return ordered;
}

MetricHistory meanHistory(const std::vector<const MetricHistory*>& histories) {
    MetricHistory mean;
    if (histories.empty()) {
        return mean;
    }
    std::vector<std::size_t> at(histories.size(), 0);
    for (std::size_t i = 0; i < histories.front()->steps.size(); ++i) {
        const double step = histories.front()->steps[i];
        double sum = 0.0;
        bool all = true;
        for (std::size_t run = 0; run < histories.size(); ++run) {
            const MetricHistory& history = *histories[run];
            while (at[run] < history.steps.size() && history.steps[at[run]] < step) {
                ++at[run];
            }
            all = all && at[run] < history.steps.size() && history.steps[at[run]] == step;
            sum += all ? history.values[at[run]] : 0.0;
        }
        if (all) {
            mean.steps.push_back(step);
            mean.values.push_back(sum / static_cast<double>(histories.size()));
        }
    }
    return mean;
}

void LiveCurves::gather(const JobMonitor& monitor, const std::vector<LiveRun>& runs, const std::string& metric,
                        bool mean) {
    m_views.clear();
    m_means.clear();
    std::vector<std::pair<const LiveRun*, std::vector<const MetricHistory*>>> groups;  // in the order of the runs
    int own = 0;                                                                       // colours of runs without a cell
    for (const LiveRun& run : runs) {
        const Job* job = monitor.job(run.id);
        const int color = run.cell ? cellColorIndex(*run.cell) : own++;
        const auto history = job != nullptr ? job->metrics.find(metric) : decltype(job->metrics.end())();
        if (job == nullptr || history == job->metrics.end()) {
            continue;
        }
        if (!mean || run.group.empty()) {
            m_views.push_back(
                {run.title, history->second.steps, history->second.values, color, run.cell && cellIsDashed(*run.cell)});
            continue;
        }
        const auto known = std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
            return group.first->group == run.group && group.first->sweep == run.sweep;
        });
        if (known == groups.end()) {
            groups.push_back({&run, {&history->second}});
        } else {
            known->second.push_back(&history->second);
        }
    }
    for (const auto& [run, histories] : groups) {
        const MetricHistory& made =
            m_means.emplace(run->sweep + "\n" + run->group, meanHistory(histories)).first->second;
        m_views.push_back({run->group, made.steps, made.values, cellColorIndex(*run->cell), cellIsDashed(*run->cell)});
    }
}

}  // namespace saferscope
