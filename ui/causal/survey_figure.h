// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/interval.h"
#include "core/base/result.h"
#include "ui/charts/series.h"
#include "ui/theme/theme.h"

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <QString>
#include <QStringList>
#include <filesystem>
#include <optional>
#include <span>
#include <vector>

class QPainter;

namespace saferscope {

/// A picture of the causal lab as numbers: no widget, no colours. The same drawing goes to the screen and to files.
struct EffectFigure {
    enum class Kind {
        Intervals,  ///< a line per name, a dot with its 95 % interval per series, a line at 0
        Curve,      ///< points by rising x with a band
        Scatter,    ///< predicted against measured
        Histogram,  ///< how many controls had which effect, with marks for what they are compared with
    };
    struct Point {
        double x = 0.0;  ///< Intervals: the value; else the horizontal place
        double y = 0.0;  ///< Intervals: the number of the line, top first; else the value
        std::optional<Interval> ci;
        std::size_t series = 0;
        QString words;  ///< every number of it, for hovering and screen readers
        std::optional<FeatureId> feature;
    };
    struct Bin {
        double low = 0.0;
        double high = 0.0;
        std::uint64_t count = 0;
        std::size_t series = 0;
    };
    struct Mark {
        double x = 0.0;
        QString name;
    };
    Kind kind = Kind::Intervals;
    QString title;
    QString caption;  ///< what is compared with what, in one sentence
    QString xTitle;
    QString yTitle;
    QString nothing;     ///< said instead of an empty picture
    QStringList series;  ///< names; a legend where there are several
    QStringList lines;   ///< Intervals: names of the lines
    std::vector<Point> points;
    std::vector<Bin> bins;
    std::vector<Mark> marks;
    bool empty() const { return points.empty() && bins.empty(); }
    QString description() const;  ///< all numbers, a line each; long ones are cut
    Range xRange() const;         ///< of everything drawn, 0 or the marks included, with a little air
    Range yRange() const;
};

/// Equal bins over both series together, so that they can be compared by eye.
std::vector<EffectFigure::Bin> effectBins(const std::vector<std::vector<double>>& series, std::size_t count = 31);

struct EffectLayout {
    QRectF plot;
    struct Spot {
        QPointF at;
        std::size_t point = 0;
    };
    std::vector<Spot> spots;  ///< of points that were drawn
};
/// Fills the background. `font` is that of all words. Ten thousand points take a few milliseconds: those that would
/// fall on each other are drawn once.
EffectLayout paintEffectFigure(QPainter& painter, const QRectF& area, const EffectFigure& figure, const Theme& theme,
                               const QFont& font);
/// Height that the lines of an Intervals figure want; 0 for the other kinds.
int effectFigureHeight(const EffectFigure& figure, const QFont& font);

/// By the ending: .png (twice the size), .svg, .pdf. Always in light colours: files go on paper.
Status exportEffectFigure(const std::filesystem::path& path, const EffectFigure& figure);

}  // namespace saferscope
