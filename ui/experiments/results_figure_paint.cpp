// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/number_text.h"
#include "ui/experiments/results_figure.h"
#include "ui/experiments/strategy_look.h"
#include "ui/widgets/labels.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr double markerRadius = 4.5;
constexpr double besides = 5.0;  // between the bars of two strategies

class FigurePainter {
public:
    FigurePainter(QPainter& painter, const QRectF& area, const SweepFigure& figure, const Theme& theme,
                  const QFont& font)
        : m_painter(painter), m_area(area), m_figure(figure), m_theme(theme), m_font(font), m_metrics(font) {}

    SweepFigureLayout paint() {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.setFont(m_font);
        m_painter.fillRect(m_area, m_theme.surface);
        collectNames();
        place();
        paintAxes();
        m_painter.setClipRect(m_layout.plot.adjusted(-6, -6, 6, 6));
        for (const auto& level : m_figure.levels) {
            paintLevel(level);
        }
        for (const auto& curve : m_figure.curves) {
            paintBand(curve);
        }
        for (const auto& curve : m_figure.curves) {
            paintCurve(curve);
        }
        for (const auto& mark : m_figure.marks) {
            paintMark(toPlot(mark.x, mark.y));
            m_layout.spots.push_back({toPlot(mark.x, mark.y), mark.words});
        }
        m_painter.setClipping(false);
        m_layout.directLabels ? paintDirectLabels() : paintLegend();
        m_painter.restore();
        return m_layout;
    }

private:
    struct Name {
        QString text;
        QColor color;
        const SweepFigure::Curve* curve = nullptr;
        const SweepFigure::Level* level = nullptr;
        double y = 0.0;  // of its end
    };

    QColor colorOf(Strategy strategy) const { return seriesColor(m_theme, strategyColorIndex(strategy)); }
    QColor levelColor() const { return seriesColor(m_theme, baselineColorIndex); }
    double line() const { return m_metrics.height(); }

    QPointF toPlot(double x, double y) const {
        const QRectF& plot = m_layout.plot;
        return {plot.left() + (x - m_figure.x.low) / m_figure.x.size() * plot.width(),
                plot.bottom() - (y - m_figure.y.low) / m_figure.y.size() * plot.height()};
    }

    /// Where a curve's point is drawn: a little beside those of other strategies, whose bars would hide it.
    QPointF placed(const SweepFigure::Curve& curve, const SweepFigure::Point& point, double y) const {
        const auto number = static_cast<double>(&curve - m_figure.curves.data());
        const double middle = (static_cast<double>(m_figure.curves.size()) - 1.0) / 2.0;
        return toPlot(point.x, y) + QPointF((number - middle) * besides, 0.0);
    }

    void collectNames() {
        for (const auto& level : m_figure.levels) {
            m_names.push_back({level.name, levelColor(), nullptr, &level, level.point.y});
        }
        for (const auto& curve : m_figure.curves) {
            m_names.push_back({curve.name, colorOf(curve.strategy), &curve, nullptr, curve.points.back().y});
        }
    }

    /// Names at the ends of the curves where no two touch and all curves end at the right; a legend otherwise.
    bool namesFit(double plotHeight) const {
        std::vector<double> ends;
        for (const auto& name : m_names) {
            if (name.curve != nullptr && name.curve->points.back().x < m_figure.ratios.back() - 1e-9) {
                return false;
            }
            ends.push_back(name.y);
        }
        std::sort(ends.begin(), ends.end());
        for (std::size_t i = 1; i < ends.size(); ++i) {
            if ((ends[i] - ends[i - 1]) / m_figure.y.size() * plotHeight < line() * 1.05) {
                return false;
            }
        }
        return !ends.empty();
    }

    double legendWidth(const Name& name) const { return m_metrics.horizontalAdvance(name.text) + 46; }
    int legendLines(double width) const {
        int lines = 1;
        double used = 0.0;
        for (const auto& name : m_names) {
            if (used > 0.0 && used + legendWidth(name) > width) {
                ++lines;
                used = 0.0;
            }
            used += legendWidth(name);
        }
        return lines;
    }

    void place() {
        double widest = 0.0;
        for (const auto& name : m_names) {
            widest = std::max(widest, m_metrics.horizontalAdvance(name.text));
        }
        const Ticks ticks = linearTicks(m_figure.y, 5);
        double tickWidth = 0.0;
        for (const double tick : ticks.major) {
            tickWidth = std::max(tickWidth, m_metrics.horizontalAdvance(tickText(tick)));
        }
        const double left = m_area.left() + tickWidth + 18;
        const double bottom = m_area.bottom() - line() * 2 - 16 - (m_figure.publishedNote.isEmpty() ? 0.0 : line() + 4);
        double top = m_area.top() + line() * 2 + 12;
        m_layout.directLabels = widest < m_area.width() * 0.3 && namesFit(std::max(1.0, bottom - top));
        m_legendTop = top;
        if (!m_layout.directLabels) {
            top += legendLines(m_area.right() - left) * (line() + 4) + 4;
        }
        const double right = m_area.right() - (m_layout.directLabels ? widest + 18 : 12);
        m_layout.plot = QRectF(QPointF(left, top), QPointF(std::max(left + 20, right), std::max(top + 20, bottom)));
    }

    static QString tickText(double tick) {
        QString text = shortNumberText(std::abs(tick));
        return tick < 0 ? QChar(0x2212) + text : text;
    }

    void paintAxes() {
        const QRectF& plot = m_layout.plot;
        QFont heavy = m_font;
        heavy.setWeight(QFont::DemiBold);
        m_painter.setFont(heavy);
        m_painter.setPen(m_theme.text);
        const double width = m_area.width() - 16;
        m_painter.drawText(QRectF(m_area.left() + 8, m_area.top() + 2, width, line() + 2),
                           Qt::AlignLeft | Qt::AlignVCenter,
                           QFontMetricsF(heavy).elidedText(cellText(m_figure.title), Qt::ElideRight, width));
        m_painter.setFont(m_font);
        m_painter.setPen(m_theme.mutedText);
        m_painter.drawText(
            QRectF(m_area.left() + 8, m_area.top() + line() + 4, width, line() + 2), Qt::AlignLeft | Qt::AlignVCenter,
            m_metrics.elidedText(
                cellText(m_figure.axisNote.isEmpty() ? m_figure.yTitle
                                                     : m_figure.yTitle + QStringLiteral("  ·  ") + m_figure.axisNote),
                Qt::ElideRight, width));
        for (const double tick : linearTicks(m_figure.y, 5).major) {
            const double y = toPlot(0.0, tick).y();
            m_painter.setPen(QPen(tick == 0.0 ? m_theme.strongBorder : m_theme.border, tick == 0.0 ? 1.6 : 1.0));
            m_painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
            m_painter.setPen(m_theme.mutedText);
            m_painter.drawText(QRectF(m_area.left(), y - line(), plot.left() - m_area.left() - 6, line() * 2),
                               Qt::AlignRight | Qt::AlignVCenter, tickText(tick));
        }
        m_painter.setPen(QPen(m_theme.strongBorder, 1));
        m_painter.drawLine(plot.bottomLeft(), plot.bottomRight());
        double lastEnd = plot.left() - 100;
        for (std::size_t i = 0; i < m_figure.ratios.size(); ++i) {
            const QPointF at = toPlot(m_figure.ratios[i], m_figure.y.low);
            m_painter.setPen(QPen(m_theme.strongBorder, 1));
            m_painter.drawLine(at, at + QPointF(0, 4));
            const QString text = shortNumberText(m_figure.ratios[i]);
            const double half = m_metrics.horizontalAdvance(text) / 2;
            if (at.x() - half < lastEnd + 4) {
                continue;  // no room between two ratios
            }
            lastEnd = at.x() + half;
            m_painter.setPen(m_theme.mutedText);
            m_painter.drawText(QRectF(at.x() - 60, at.y() + 5, 120, line()), Qt::AlignHCenter | Qt::AlignTop, text);
        }
        m_painter.setPen(m_theme.mutedText);
        m_painter.drawText(QRectF(plot.left(), plot.bottom() + line() + 8, plot.width(), line() + 2),
                           Qt::AlignHCenter | Qt::AlignVCenter, m_figure.xTitle);
        if (!m_figure.publishedNote.isEmpty()) {
            const double y = plot.bottom() + line() * 2 + 14;
            paintMark({m_area.left() + 14, y + line() / 2});
            m_painter.setPen(m_theme.mutedText);
            m_painter.drawText(
                QRectF(m_area.left() + 26, y, m_area.width() - 34, line() + 2), Qt::AlignLeft | Qt::AlignVCenter,
                m_metrics.elidedText(cellText(m_figure.publishedNote), Qt::ElideRight, m_area.width() - 34));
        }
    }

    QPen levelPen(bool reference) const {
        return {levelColor(), 1.8, reference ? Qt::DashLine : Qt::SolidLine, Qt::FlatCap};
    }

    void paintLevel(const SweepFigure::Level& level) {
        const QRectF& plot = m_layout.plot;
        const double low = toPlot(0, level.point.ci.low).y();
        const double high = toPlot(0, level.point.ci.high).y();
        QColor pale = levelColor();
        pale.setAlphaF(0.12F);
        m_painter.fillRect(QRectF(QPointF(plot.left(), high), QPointF(plot.right(), low)), pale);
        const QPointF at = toPlot(0, level.point.y);
        m_painter.setPen(levelPen(level.reference));
        m_painter.drawLine(at, QPointF(plot.right(), at.y()));
        m_layout.spots.push_back({at, level.point.words});
        paintSeeds(level.point, levelColor(), plot.left());
    }

    void paintSeeds(const SweepFigure::Point& point, QColor color, double x) {
        if (!m_figure.showSeeds) {
            return;
        }
        color.setAlphaF(0.55F);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(color);
        for (const double seed : point.seeds) {
            m_painter.drawEllipse(QPointF(x + markerRadius * 1.8, toPlot(0, seed).y()), 2.2, 2.2);
        }
        m_painter.setBrush(Qt::NoBrush);
    }

    void paintBand(const SweepFigure::Curve& curve) {
        QColor pale = colorOf(curve.strategy);
        pale.setAlphaF(0.16F);
        if (curve.points.size() > 1) {
            QPolygonF band;
            for (const auto& point : curve.points) {
                band << placed(curve, point, point.ci.high);
            }
            for (auto it = curve.points.rbegin(); it != curve.points.rend(); ++it) {
                band << placed(curve, *it, it->ci.low);
            }
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(pale);
            m_painter.drawPolygon(band);
            m_painter.setBrush(Qt::NoBrush);
        }
    }

    void paintCurve(const SweepFigure::Curve& curve) {
        const QColor color = colorOf(curve.strategy);
        QPolygonF path;
        for (const auto& point : curve.points) {
            path << placed(curve, point, point.y);
        }
        m_painter.setPen(QPen(color, 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_painter.drawPolyline(path);
        for (const auto& point : curve.points) {
            const QPointF at = placed(curve, point, point.y);
            // Bands of several curves lie on each other; the ends of each interval stay readable.
            m_painter.setPen(QPen(color, 1.2));
            m_painter.drawLine(placed(curve, point, point.ci.low), placed(curve, point, point.ci.high));
            paintSeeds(point, color, at.x());
            m_painter.setPen(QPen(m_theme.surface, 1.4));
            m_painter.setBrush(color);
            paintSweepMarker(m_painter, at, markerRadius, curve.strategy);
            m_painter.setBrush(Qt::NoBrush);
            m_layout.spots.push_back({at, point.words});
        }
    }

    void paintMark(QPointF at) {
        m_painter.setPen(QPen(m_theme.text, 1.5));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawEllipse(at, markerRadius + 1, markerRadius + 1);
    }

    void paintSample(const Name& name, QPointF from) {
        const QPointF to = from + QPointF(24, 0);
        if (name.level != nullptr) {
            m_painter.setPen(levelPen(name.level->reference));
            m_painter.drawLine(from, to);
            return;
        }
        m_painter.setPen(QPen(name.color, 2));
        m_painter.drawLine(from, to);
        m_painter.setPen(QPen(m_theme.surface, 1));
        m_painter.setBrush(name.color);
        paintSweepMarker(m_painter, (from + to) / 2, markerRadius, name.curve->strategy);
        m_painter.setBrush(Qt::NoBrush);
    }

    void paintLegend() {
        double x = m_layout.plot.left();
        double y = m_legendTop + line() / 2;
        for (const auto& name : m_names) {
            if (x > m_layout.plot.left() && x + legendWidth(name) > m_area.right()) {
                x = m_layout.plot.left();
                y += line() + 4;
            }
            paintSample(name, {x, y});
            m_painter.setPen(m_theme.text);
            m_painter.drawText(QRectF(x + 30, y - line() / 2, legendWidth(name), line()),
                               Qt::AlignLeft | Qt::AlignVCenter, name.text);
            x += legendWidth(name);
        }
    }

    void paintDirectLabels() {
        for (const auto& name : m_names) {
            m_painter.setPen(name.color);
            m_painter.drawText(QRectF(m_layout.plot.right() + 8, toPlot(0, name.y).y() - line() / 2,
                                      m_area.right() - m_layout.plot.right() - 8, line()),
                               Qt::AlignLeft | Qt::AlignVCenter, name.text);
        }
    }

    QPainter& m_painter;
    const QRectF m_area;
    const SweepFigure& m_figure;
    const Theme& m_theme;
    const QFont m_font;
    const QFontMetricsF m_metrics;
    std::vector<Name> m_names;
    double m_legendTop = 0.0;
    SweepFigureLayout m_layout;
};

}  // namespace

SweepFigureLayout paintSweepFigure(QPainter& painter, const QRectF& area, const SweepFigure& figure, const Theme& theme,
                                   const QFont& font) {
    return FigurePainter(painter, area, figure, theme, font).paint();
}

}  // namespace saferscope
