// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/export_target.h"
#include "core/workspace/workspace.h"

#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace saferscope {

/// What a run measured, in order. A run that was stopped and went on from a checkpoint has measured the steps after it
/// twice: the later time counts, as TensorBoard does it.
struct MetricPoint {
    std::uint64_t step = 0;
    double time = 0.0;  ///< seconds since 1970
    std::map<std::string, double> values;
};
struct RunMetrics {
    std::string id;
    std::string kind;   ///< "train-rm", …
    std::string title;  ///< for people
    std::vector<MetricPoint> points;
    std::uint64_t replaced = 0;  ///< points left out because the run went on from before them
    std::uint64_t skipped = 0;   ///< lines of the event file that could not be read
};
RunMetrics readRunMetrics(const Workspace::RunEntry& run);

/// "all" or "latest" of the trainings, or the id of any run; runs without a measurement are left out. Newest first.
/// NotFound with a hint where none is left.
Result<std::vector<RunMetrics>> chooseRunMetrics(const Workspace& workspace, const std::string& run);

/// ID/events.out.tfevents.SECONDS.saferscope per run below `folder`, for `tensorboard --logdir`. `rows` counts values.
Result<ExportSummary> writeEventFiles(const std::vector<RunMetrics>& runs, const ExportFolder& folder,
                                      const ProgressCallback& progress = {}, std::stop_token stop = {});

enum class MetricsShape {
    Wide,  ///< run, kind, step, time, then a column for each metric that any of the runs has
    Long,  ///< run, kind, step, time, metric, value
};
/// A table (table_writer.h). Values that are not finite are empty cells.
Result<ExportSummary> writeMetricsTable(const std::vector<RunMetrics>& runs, MetricsShape shape,
                                        const std::filesystem::path& path, const ProgressCallback& progress = {},
                                        std::stop_token stop = {});

}  // namespace saferscope
