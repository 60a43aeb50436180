// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/metric_plot.h"

#include "ui/charts/column_spans.h"
#include "ui/charts/number_text.h"
#include "ui/charts/series.h"

#include <algorithm>

namespace saferscope {
namespace {

constexpr double leastMeanHeight = 4.0;  // pixels; below it the steps between bars would show

}  // namespace

void AxisTicker::generate(const QCPRange& range, const QLocale& /*locale*/, QChar /*format*/, int /*precision*/,
                          QVector<double>& ticks, QVector<double>* subTicks, QVector<QString>* labels) {
    const Range wanted{range.lower, range.upper};
    const Ticks made = m_logarithmic ? logTicks(wanted, m_wanted) : linearTicks(wanted, m_wanted);
    ticks = QVector<double>(made.major.begin(), made.major.end());
    if (subTicks != nullptr) {
        *subTicks = QVector<double>(made.minor.begin(), made.minor.end());
    }
    if (labels != nullptr) {
        labels->clear();
        for (const double tick : made.major) {
            labels->append(shortNumberText(tick));
        }
    }
}

void CurveGraph::drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const {
    const QRect area = clipRect();
    const bool screen = !painter->modes().testFlag(QCPPainter::pmVectorized);
    if (!screen || painter->pen().style() != Qt::SolidLine || painter->pen().widthF() > 1.0 ||
        lines.size() < qsizetype{3} * area.width()) {
        QCPGraph::drawLinePlot(painter, lines);
        return;
    }
    const std::vector<ColumnSpan> spans = columnSpans(lines, area.left(), area.right());
    if (meanHeight(spans) < leastMeanHeight) {
        QCPGraph::drawLinePlot(painter, lines);
        return;
    }
    QVector<QRectF> bars;
    bars.reserve(static_cast<qsizetype>(spans.size()));
    for (const ColumnSpan& span : spans) {
        const double top = std::clamp(span.low, area.top() - 2.0, area.bottom() + 2.0);
        const double bottom = std::clamp(span.high, area.top() - 2.0, area.bottom() + 2.0);
        bars.append(QRectF(span.column, top - 0.5, 1.0, bottom - top + 1.0));
    }
    painter->setAntialiasing(false);
    painter->setBrush(painter->pen().color());
    painter->setPen(Qt::NoPen);
    painter->drawRects(bars);
}

}  // namespace saferscope
