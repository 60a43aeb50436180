// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/run_metrics.h"

#include "core/exports/event_file.h"
#include "core/exports/table_writer.h"
#include "core/jobs/event.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace saferscope {

namespace {

// Numbers of one step that were written in two events belong into one row, unless they say the same thing twice.
bool mergesInto(const MetricPoint& last, const Event& event) {
    return last.step == event.step &&
           std::ranges::none_of(event.values, [&](const auto& value) { return last.values.contains(value.first); });
}

std::size_t valuesOf(const std::vector<RunMetrics>& runs) {
    std::size_t values = 0;
    for (const auto& run : runs) {
        for (const auto& point : run.points) {
            values += point.values.size();
        }
    }
    return values;
}

std::vector<std::string> notesOf(const std::vector<RunMetrics>& runs) {
    std::vector<std::string> notes;
    for (const auto& run : runs) {
        if (run.replaced > 0) {
            notes.push_back("The run " + run.id + " went on from a checkpoint: " + std::to_string(run.replaced) +
                            " measurements that it repeated are given once.");
        }
        if (run.skipped > 0) {
            notes.push_back(std::to_string(run.skipped) + " lines of the run " + run.id +
                            " could not be read and were left out.");
        }
    }
    return notes;
}

bool isTraining(JobKind kind) { return kind == JobKind::TrainRewardModel || kind == JobKind::TrainSae; }

tl::unexpected<Error> stopped() { return fail(ErrorCode::Interrupted, "The export was stopped; nothing was written."); }

}  // namespace

RunMetrics readRunMetrics(const Workspace::RunEntry& run) {
    RunMetrics metrics;
    metrics.id = run.spec.id;
    metrics.kind = jobKindName(run.spec.kind);
    metrics.title = run.spec.title;
    EventReader reader(RunPaths(run.folder).events());
    bool wentOn = false;
    for (auto events = reader.poll(); !events.empty(); events = reader.poll()) {
        for (const Event& event : events) {
            if (event.kind == EventKind::Started) {
                wentOn = true;
            } else if (event.kind == EventKind::Metric) {
                if (std::exchange(wentOn, false)) {
                    metrics.replaced += std::erase_if(
                        metrics.points, [&](const MetricPoint& point) { return point.step >= event.step; });
                }
                if (!metrics.points.empty() && mergesInto(metrics.points.back(), event)) {
                    metrics.points.back().values.insert(event.values.begin(), event.values.end());
                } else {
                    metrics.points.push_back({event.step, event.time, event.values});
                }
            }
        }
    }
    metrics.skipped = reader.skippedLines();
    return metrics;
}

Result<std::vector<RunMetrics>> chooseRunMetrics(const Workspace& workspace, const std::string& run) {
    const bool named = run != "all" && run != "latest";
    std::vector<RunMetrics> chosen;
    bool found = false;
    for (const auto& entry : workspace.runs()) {
        if (named ? entry.spec.id != run : !isTraining(entry.spec.kind)) {
            continue;
        }
        found = true;
        auto metrics = readRunMetrics(entry);
        if (metrics.points.empty()) {
            continue;
        }
        chosen.push_back(std::move(metrics));
        if (run == "latest") {
            break;
        }
    }
    if (!found && named) {
        return fail(ErrorCode::NotFound, "The workspace has no run \"" + run + "\".",
                    "`safer jobs --workspace " + workspace.folder().string() + "` lists them.");
    }
    if (chosen.empty()) {
        return fail(ErrorCode::NotFound,
                    named ? "The run \"" + run + "\" has measured nothing."
                          : "No training of the workspace has measured anything yet.",
                    "Train a model or an SAE first, or name another run with --run.");
    }
    return chosen;
}

Result<ExportSummary> writeEventFiles(const std::vector<RunMetrics>& runs, const ExportFolder& folder,
                                      const ProgressCallback& progress, std::stop_token stop) {
    ProgressMeter meter("Writing metrics", valuesOf(runs), progress);
    ExportSummary summary;
    for (const auto& run : runs) {
        const auto place = folder.subfolder(run.id);
        if (!place) {
            return failure(place);
        }
        const double begin = run.points.front().time;
        const auto seconds = static_cast<std::uint64_t>(std::clamp(begin, 0.0, 9999999999.0));
        std::string digits = std::to_string(seconds);  // ten of them, as TensorBoard's own writer pads the name
        digits.insert(0, 10 - std::min<std::size_t>(digits.size(), 10), '0');
        auto file = EventFile::create(*place / ("events.out.tfevents." + digits + ".saferscope"), begin);
        if (!file) {
            return failure(file);
        }
        for (const auto& point : run.points) {
            if (stop.stop_requested()) {
                return stopped();
            }
            const std::vector<std::pair<std::string, double>> values(point.values.begin(), point.values.end());
            if (auto written = file->scalars(point.time, point.step, values); !written) {
                return failure(written);
            }
            summary.rows += values.size();
            meter.advance(values.size());
        }
        if (auto committed = file->commit(); !committed) {
            return failure(committed);
        }
    }
    meter.finish();
    summary.notes = notesOf(runs);
    summary.notes.emplace_back("TensorBoard keeps 32-bit numbers; the table (.csv) has all digits.");
    return summary;
}

Result<ExportSummary> writeMetricsTable(const std::vector<RunMetrics>& runs, MetricsShape shape,
                                        const std::filesystem::path& path, const ProgressCallback& progress,
                                        std::stop_token stop) {
    std::set<std::string> names;
    for (const auto& run : runs) {
        for (const auto& point : run.points) {
            for (const auto& [name, value] : point.values) {
                names.insert(name);
            }
        }
    }
    std::vector<std::string> columns = {"run", "kind", "step", "time"};
    if (shape == MetricsShape::Wide) {
        columns.insert(columns.end(), names.begin(), names.end());
    } else {
        columns.insert(columns.end(), {"metric", "value"});
    }
    auto writer = TableWriter::create(path, std::move(columns));
    if (!writer) {
        return failure(writer);
    }
    ProgressMeter meter("Writing metrics", valuesOf(runs), progress);
    for (const auto& run : runs) {
        for (const auto& point : run.points) {
            if (stop.stop_requested()) {
                return stopped();
            }
            const std::vector<TableCell> head = {run.id, run.kind, point.step, point.time};
            Status written;
            if (shape == MetricsShape::Wide) {
                auto cells = head;
                for (const auto& name : names) {
                    const auto value = point.values.find(name);
                    TableCell& cell = cells.emplace_back();
                    if (value != point.values.end()) {
                        cell = value->second;
                    }
                }
                written = writer->row(cells);
            } else {
                for (auto value = point.values.begin(); written && value != point.values.end(); ++value) {
                    auto cells = head;
                    cells.insert(cells.end(), {value->first, value->second});
                    written = writer->row(cells);
                }
            }
            if (!written) {
                return failure(written);
            }
            meter.advance(point.values.size());
        }
    }
    meter.finish();
    if (auto committed = writer->commit(); !committed) {
        return failure(committed);
    }
    ExportSummary summary;
    summary.rows = writer->rows();
    summary.notes = notesOf(runs);
    return summary;
}

}  // namespace saferscope
