// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/sweep_results.h"
#include "ui/charts/series.h"
#include "ui/theme/theme.h"

#include <QPointF>
#include <QRectF>
#include <QString>
#include <optional>
#include <vector>

class QPainter;

namespace saferscope {

/// What a figure of one section shows.
enum class SweepMeasure { Accuracy, Difference };
struct SweepFigureOptions {
    std::string section = "overall";
    SweepMeasure measure = SweepMeasure::Accuracy;
    bool seeds = false;     ///< every model as a faint dot
    bool published = true;  ///< the paper's figures, where it gives one of this section
};

/// A figure as numbers: shares in percent, differences in points, ratios in percent. No widget, no colours.
struct SweepFigure {
    struct Point {
        double x = 0.0;
        double y = 0.0;
        Interval ci;
        std::vector<double> seeds;
        QString words;  ///< every number of it, for hovering and for screen readers
    };
    struct Curve {
        QString name;
        Strategy strategy = Strategy::Safer;
        std::vector<Point> points;  ///< by rising x
    };
    struct Level {  ///< the baseline or the reference: the same at every ratio
        QString name;
        bool reference = false;
        Point point;
    };
    struct Mark {  ///< a figure that the paper gives
        double x = 0.0;
        double y = 0.0;
        QString words;
    };
    QString title;     ///< "Safety"
    QString xTitle;    ///< "Pairs flipped (%)"
    QString yTitle;    ///< "Accuracy (%)"
    QString axisNote;  ///< whether the y axis starts at 0
    QString publishedNote;
    std::vector<Curve> curves;
    std::vector<Level> levels;
    std::vector<Mark> marks;
    std::vector<double> ratios;  ///< in percent, rising: the ticks
    Range x;
    Range y;
    bool showSeeds = false;
    bool empty() const { return curves.empty() && levels.empty(); }
    QString description() const;  ///< all numbers, a line each
};
SweepFigure sweepFigure(const SweepSpec& spec, const SweepResults& results, const SweepFigureOptions& options);

/// Where things were drawn.
struct SweepFigureLayout {
    QRectF plot;
    bool directLabels = false;  ///< names stand at the ends of the curves, there is no legend
    struct Spot {
        QPointF at;
        QString words;
    };
    std::vector<Spot> spots;
};
/// Draws into `area` with the theme's colours; the same on the screen, in files and in reports. `font` is that of all
/// words. The background is filled.
SweepFigureLayout paintSweepFigure(QPainter& painter, const QRectF& area, const SweepFigure& figure, const Theme& theme,
                                   const QFont& font);

/// The shape that stands for a strategy, different for those that share a colour.
void paintSweepMarker(QPainter& painter, QPointF at, double radius, Strategy strategy);

}  // namespace saferscope
