// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/experiments/sweep_results.h"
#include "ui/experiments/results_figure.h"

#include <QByteArray>
#include <filesystem>

namespace saferscope {

/// What the Results tab shows of a sweep, and what its exports are made from.
struct SweepShown {
    Sweep sweep;
    SweepResults results;
};

/// A figure as a file of its own. Always in the light theme: it goes on paper.
QByteArray sweepFigureSvg(const SweepFigure& figure, const Theme& theme, QSize size);
QByteArray sweepFigurePng(const SweepFigure& figure, QSize size);  ///< twice the size in pixels
QByteArray sweepFigurePdf(const SweepFigure& figure, QSize size);

/// One file that needs nothing else: figures, tables, the reading, what the sweep was made of and how its intervals are
/// computed. Everything that comes from data is escaped; no script, nothing is fetched. UTF-8. GUI thread.
QByteArray sweepReportHtml(const SweepShown& shown);

/// By the ending: .png, .svg, .pdf of `figure`; .csv, .json of the results; .html the report. Appears whole or not at
/// all.
Status exportSweep(const std::filesystem::path& path, const SweepShown& shown, const SweepFigure& figure);

}  // namespace saferscope
