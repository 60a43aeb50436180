// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// QCustomPlot and what we add to it. For metric_chart.cpp alone: nobody else should need its header.

// QCustomPlot's header is written with Qt's lower-case keywords, which this project switches off.
#define signals Q_SIGNALS
#define slots Q_SLOTS
#define emit
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef emit
#undef foreach

namespace saferscope {

/// Gives QCustomPlot our own ticks and labels.
class AxisTicker : public QCPAxisTicker {
public:
    AxisTicker(bool logarithmic, int wanted) : m_logarithmic(logarithmic), m_wanted(wanted) {}
    void generate(const QCPRange& range, const QLocale& locale, QChar format, int precision, QVector<double>& ticks,
                  QVector<double>* subTicks, QVector<QString>* labels) override;

private:
    const bool m_logarithmic;
    const int m_wanted;
};

/// Draws a noisy curve of far more points than pixels as one bar per column of pixels, from its lowest to its highest:
/// the same ink as the zigzag of its lines, without blending every pixel of it several times. Smooth and sparse curves,
/// dashed ones and files for print are drawn as lines.
class CurveGraph : public QCPGraph {
public:
    using QCPGraph::QCPGraph;

protected:
    void drawLinePlot(QCPPainter* painter, const QVector<QPointF>& lines) const override;
};

}  // namespace saferscope
