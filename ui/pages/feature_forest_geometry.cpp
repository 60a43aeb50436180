// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_forest_geometry.h"

#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

class ForestText {
    Q_DECLARE_TR_FUNCTIONS(FeatureForest)
};

QString nameOf(const SubsetContrast& subset) {
    if (subset.merged > 0) {
        return ForestText::tr("small subsets together (%1)").arg(subset.merged);
    }
    return subset.subset.empty() ? ForestText::tr("no subset") : cellText(QString::fromStdString(subset.subset));
}

/// Up to three names: "X, Y and 2 more".
QString listed(const QStringList& names) {
    constexpr qsizetype most = 3;
    if (names.size() <= most) {
        return names.join(QStringLiteral(", "));
    }
    return ForestText::tr("%1 and %Ln more", nullptr, pluralOf(names.size() - most))
        .arg(names.mid(0, most).join(QStringLiteral(", ")));
}

/// Steps of 1, 2 or 5 times a power of ten, three or four of them on the axis.
double tickStep(double span) {
    const double rough = span / 3.5;
    const double power = std::pow(10.0, std::floor(std::log10(rough)));
    const double digit = rough / power;
    return (digit < 1.5 ? 1.0 : digit < 3.5 ? 2.0 : digit < 7.5 ? 5.0 : 10.0) * power;
}

}  // namespace

std::vector<ForestRow> forestRows(const FeatureContrast& all, std::uint64_t pairs,
                                  const std::vector<SubsetContrast>& subsets) {
    std::vector<ForestRow> rows;
    if (all.dead) {
        return rows;
    }
    rows.push_back(
        {ForestText::tr("All pairs"), pairs, all.firingPairs, all.contrast, all.contrastLow, all.contrastHigh, true});
    for (const SubsetContrast& subset : subsets) {
        rows.push_back({nameOf(subset), subset.pairs, subset.firingPairs, subset.contrast, subset.low, subset.high});
    }
    return rows;
}

QString subsetsInWords(const std::vector<SubsetContrast>& subsets) {
    if (subsets.size() < 2) {
        return {};
    }
    if (!signFlips(subsets)) {
        return ForestText::tr("No subset contradicts another beyond chance.");
    }
    QStringList chosen;
    QStringList rejected;
    for (const SubsetContrast& subset : subsets) {
        const ForestRow row{{}, subset.pairs, subset.firingPairs, subset.contrast, subset.low, subset.high};
        if (row.sure()) {
            (subset.contrast > 0 ? chosen : rejected).append(nameOf(subset));
        }
    }
    return ForestText::tr("Fires for chosen answers in %1 but for rejected ones in %2.")
        .arg(listed(chosen), listed(rejected));
}

qreal ForestGeometry::x(double value) const {
    return plot.left() + (value - axisLow) / (axisHigh - axisLow) * plot.width();
}

int ForestGeometry::lineAt(qreal y, qreal lineHeight) const {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (std::abs(y - lines[i].y) <= lineHeight / 2) {
            return static_cast<int>(i);
        }
    }
    return -1;
}

ForestGeometry layoutForest(const std::vector<ForestRow>& rows, qreal width, qreal nameWidth, qreal numberWidth,
                            qreal lineHeight) {
    ForestGeometry geometry;
    double dots = 0.0;
    for (const ForestRow& row : rows) {
        dots = std::max(dots, std::abs(row.value));
    }
    // Intervals get room up to twice the farthest dot, so that the dots stay apart.
    const double reach = std::clamp(2.0 * dots, 0.02, 1.0);
    double low = 0.0;
    double high = 0.0;
    for (const ForestRow& row : rows) {
        low = std::min({low, row.value, std::max(row.low, -reach)});
        high = std::max({high, row.value, std::min(row.high, reach)});
    }
    const double margin = std::max(0.01, 0.06 * (high - low));
    geometry.axisLow = low - margin;
    geometry.axisHigh = high + margin;
    const qreal gap = rows.size() > 1 ? lineHeight * 0.35 : 0.0;  // between the total and the subsets
    const qreal body = lineHeight * static_cast<qreal>(rows.size()) + gap;
    geometry.plot = QRectF(nameWidth, 0, std::max<qreal>(20, width - nameWidth - numberWidth), body);
    geometry.zero = geometry.x(0.0);
    geometry.height = body + lineHeight;
    qreal y = lineHeight / 2;
    for (const ForestRow& row : rows) {
        ForestGeometry::Line line;
        line.y = y;
        line.dot = geometry.x(row.value);
        line.cutLow = row.low < geometry.axisLow;
        line.cutHigh = row.high > geometry.axisHigh;
        line.low = geometry.x(std::max(row.low, geometry.axisLow));
        line.high = geometry.x(std::min(row.high, geometry.axisHigh));
        geometry.lines.push_back(line);
        y += lineHeight + (row.total ? gap : 0.0);
    }
    const double step = tickStep(geometry.axisHigh - geometry.axisLow);
    const auto last = static_cast<int>(std::floor(geometry.axisHigh / step));
    for (auto tick = static_cast<int>(std::ceil(geometry.axisLow / step)); tick <= last; ++tick) {
        const double value = tick * step;
        geometry.ticks.push_back({geometry.x(value), value});
    }
    return geometry;
}

}  // namespace saferscope
