// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/contrast.h"
#include "core/features/subset_contrast.h"

#include <QPointF>
#include <QRectF>
#include <QString>
#include <vector>

namespace saferscope {

/// One line of a forest plot: a contrast with its 95 % interval.
struct ForestRow {
    QString name;
    std::uint64_t pairs = 0;
    std::uint64_t firingPairs = 0;
    double value = 0.0;
    double low = 0.0;
    double high = 0.0;
    bool total = false;  ///< over all pairs, drawn apart

    /// Too few pairs to say anything by an interval.
    bool thin() const { return firingPairs < 10; }
    /// The interval leaves 0 out, and there is enough behind it.
    bool sure() const { return !thin() && (low > 0.0 || high < 0.0); }
};

/// "All pairs" first, then the subsets as the index orders them.
std::vector<ForestRow> forestRows(const FeatureContrast& all, std::uint64_t pairs,
                                  const std::vector<SubsetContrast>& subsets);

/// What the subsets say together, in words: "Fires for chosen answers in X but for rejected ones in Y." when
/// signFlips() says so; else that no subset contradicts the others beyond chance. Empty with fewer than two subsets.
QString subsetsInWords(const std::vector<SubsetContrast>& subsets);

/// Where everything of a forest plot stands, in pixels. The axis holds every dot and 0; intervals that would squeeze
/// the dots together (a subset of a few pairs can reach from -1 to 1) are cut, with an arrow at the cut.
struct ForestGeometry {
    struct Line {
        qreal y = 0.0;  ///< middle of the line
        qreal dot = 0.0;
        qreal low = 0.0;
        qreal high = 0.0;
        bool cutLow = false;
        bool cutHigh = false;
    };
    struct Tick {
        qreal x = 0.0;
        double value = 0.0;
    };
    double axisLow = -1.0;
    double axisHigh = 1.0;
    QRectF plot;
    qreal zero = 0.0;
    std::vector<Line> lines;
    std::vector<Tick> ticks;
    qreal height = 0.0;  ///< of everything, axis included

    qreal x(double value) const;
    /// The line at a height; -1 outside.
    int lineAt(qreal y, qreal lineHeight) const;
};
/// `nameWidth` pixels at the left are for names, `numberWidth` at the right for numbers.
ForestGeometry layoutForest(const std::vector<ForestRow>& rows, qreal width, qreal nameWidth, qreal numberWidth,
                            qreal lineHeight);

}  // namespace saferscope
