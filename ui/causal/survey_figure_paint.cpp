// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/survey_figure.h"
#include "ui/charts/number_text.h"
#include "ui/models/feature_table_model.h"
#include "ui/widgets/labels.h"

#include <QFontMetricsF>
#include <QPainter>
#include <algorithm>
#include <cmath>
#include <set>

namespace saferscope {
namespace {

constexpr double dot = 4.2;
constexpr double titleGap = 6.0;

QString tickText(double tick) {
    const QString text = shortNumberText(std::abs(tick));
    return tick < 0 ? QChar(0x2212) + text : text;
}

class Pencil {
public:
    Pencil(QPainter& painter, const QRectF& area, const EffectFigure& figure, const Theme& theme, const QFont& font)
        : m_painter(painter),
          m_area(area),
          m_figure(figure),
          m_theme(theme),
          m_font(font),
          m_metrics(font),
          m_x(figure.xRange()),
          m_y(figure.yRange()) {}

    EffectLayout paint() {
        m_painter.save();
        m_painter.setRenderHint(QPainter::Antialiasing);
        m_painter.fillRect(m_area, m_theme.surface);
        paintWords();
        if (m_figure.empty()) {
            m_painter.setPen(m_theme.mutedText);
            m_painter.drawText(m_area.adjusted(12, m_top, -12, 0), Qt::AlignCenter | Qt::TextWordWrap,
                               m_figure.nothing);
            m_painter.restore();
            return m_layout;
        }
        place();
        paintGrid();
        m_painter.save();
        m_painter.setClipRect(m_layout.plot.adjusted(-6, -6, 6, 6));
        switch (m_figure.kind) {
            case EffectFigure::Kind::Intervals:
                paintIntervals();
                break;
            case EffectFigure::Kind::Curve:
                paintCurve();
                break;
            case EffectFigure::Kind::Scatter:
                paintScatter();
                break;
            case EffectFigure::Kind::Histogram:
                paintBins();
                break;
        }
        m_painter.restore();
        paintMarks();
        m_painter.restore();
        return m_layout;
    }

private:
    bool intervals() const { return m_figure.kind == EffectFigure::Kind::Intervals; }
    double line() const { return m_metrics.height(); }
    QColor color(std::size_t series) const { return seriesColor(m_theme, static_cast<int>(series)); }
    QPointF at(double x, double y) const {
        const QRectF& plot = m_layout.plot;
        const double up = (y - m_y.low) / m_y.size() * plot.height();
        return {plot.left() + (x - m_x.low) / m_x.size() * plot.width(),
                intervals() ? plot.top() + up : plot.bottom() - up};
    }
    /// Series of a line stand under each other.
    QPointF placed(const EffectFigure::Point& point, double x) const {
        const auto count = static_cast<double>(std::max<qsizetype>(1, m_figure.series.size()));
        const double part = 0.62 / count;
        return at(x, point.y + (static_cast<double>(point.series) - (count - 1.0) / 2.0) * part);
    }

    void paintWords() {
        QFont heavy = m_font;
        heavy.setWeight(QFont::DemiBold);
        const double width = m_area.width() - 16;
        m_painter.setFont(heavy);
        m_painter.setPen(m_theme.text);
        m_painter.drawText(QRectF(m_area.left() + 8, m_area.top() + 4, width, line() + 2),
                           Qt::AlignLeft | Qt::AlignVCenter,
                           QFontMetricsF(heavy).elidedText(cellText(m_figure.title), Qt::ElideRight, width));
        m_top = line() + titleGap;
        m_painter.setFont(m_font);
        m_painter.setPen(m_theme.mutedText);
        if (!m_figure.caption.isEmpty()) {
            const QRectF room(m_area.left() + 8, m_area.top() + m_top, width, line() * 3 + 2);
            const QRectF taken = m_painter.boundingRect(room, Qt::AlignLeft | Qt::TextWordWrap, m_figure.caption);
            m_painter.drawText(room, Qt::AlignLeft | Qt::TextWordWrap, m_figure.caption);
            m_top += std::min(taken.height(), room.height()) + titleGap;
        }
        if (m_figure.series.size() > 1) {
            paintLegend();
        }
        if (!intervals() && !m_figure.empty()) {
            m_painter.setPen(m_theme.mutedText);
            m_painter.drawText(QRectF(m_area.left() + 8, m_area.top() + m_top, width, line()), Qt::AlignLeft,
                               m_metrics.elidedText(cellText(m_figure.yTitle), Qt::ElideRight, width));
            m_top += line() + 4;
        }
        if (!m_figure.marks.empty()) {
            m_top += line() * static_cast<double>(m_figure.marks.size()) + 4;
        }
    }

    void paintSample(std::size_t series, QPointF middle) {
        m_painter.setPen(QPen(color(series), 2));
        m_painter.setBrush(Qt::NoBrush);
        if (m_figure.kind == EffectFigure::Kind::Histogram) {
            paintBar(QRectF(middle - QPointF(9, line() / 3), QSizeF(18, line() / 1.5)), series);
            return;
        }
        m_painter.drawLine(middle - QPointF(11, 0), middle + QPointF(11, 0));
        paintDot(middle, series, true);
    }

    void paintLegend() {
        double x = m_area.left() + 8;
        double y = m_area.top() + m_top + line() / 2;
        for (qsizetype i = 0; i < m_figure.series.size(); ++i) {
            const double width = m_metrics.horizontalAdvance(m_figure.series[i]) + 46;
            if (x > m_area.left() + 8 && x + width > m_area.right()) {
                x = m_area.left() + 8;
                y += line() + 3;
            }
            paintSample(static_cast<std::size_t>(i), {x + 12, y});
            m_painter.setPen(m_theme.text);
            m_painter.drawText(QRectF(x + 30, y - line() / 2, width, line()), Qt::AlignLeft | Qt::AlignVCenter,
                               m_figure.series[i]);
            x += width;
        }
        m_top = y + line() / 2 + titleGap - m_area.top();
    }

    void place() {
        double names = 0.0;
        if (intervals()) {
            for (const QString& name : m_figure.lines) {
                names = std::max(names, m_metrics.horizontalAdvance(name));
            }
            names = std::min(names, m_area.width() * 0.36);
        } else {
            for (const double tick : linearTicks(m_y, 5).major) {
                names = std::max(names, m_metrics.horizontalAdvance(tickText(tick)));
            }
        }
        m_names = names;
        m_numbers = intervals() && m_figure.series.size() <= 1
                        ? m_metrics.horizontalAdvance(QStringLiteral("\u22120.0000")) + 10
                        : 0.0;
        m_layout.plot = QRectF(QPointF(m_area.left() + names + 18, m_area.top() + m_top + 2),
                               QPointF(std::max(m_area.left() + names + 60, m_area.right() - m_numbers - 12),
                                       std::max(m_area.top() + m_top + 24, m_area.bottom() - 2 * line() - 16)));
    }

    void paintGrid() {
        const QRectF& plot = m_layout.plot;
        if (!intervals()) {
            for (const double tick : linearTicks(m_y, 5).major) {
                const double y = at(0.0, tick).y();
                m_painter.setPen(QPen(tick == 0.0 ? m_theme.strongBorder : m_theme.border, tick == 0.0 ? 1.5 : 1.0));
                m_painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
                m_painter.setPen(m_theme.mutedText);
                m_painter.drawText(QRectF(m_area.left(), y - line(), plot.left() - m_area.left() - 6, line() * 2),
                                   Qt::AlignRight | Qt::AlignVCenter, tickText(tick));
            }
        }
        double lastEnd = plot.left() - 200;
        for (const double tick : linearTicks(m_x, 6).major) {
            const double x = at(tick, m_y.low).x();
            m_painter.setPen(QPen(tick == 0.0 ? m_theme.strongBorder : m_theme.border, tick == 0.0 ? 1.5 : 1.0));
            m_painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom() + 4));
            const QString text = tickText(tick);
            const double half = m_metrics.horizontalAdvance(text) / 2;
            if (x - half < lastEnd + 6) {
                continue;
            }
            lastEnd = x + half;
            m_painter.setPen(m_theme.mutedText);
            m_painter.drawText(QRectF(x - 60, plot.bottom() + 5, 120, line()), Qt::AlignHCenter | Qt::AlignTop, text);
        }
        m_painter.setPen(QPen(m_theme.strongBorder, 1));
        m_painter.drawLine(plot.bottomLeft(), plot.bottomRight());
        m_painter.setPen(m_theme.mutedText);
        m_painter.drawText(QRectF(m_area.left() + 8, plot.bottom() + line() + 8, m_area.width() - 16, line() + 2),
                           Qt::AlignHCenter | Qt::AlignVCenter,
                           m_metrics.elidedText(cellText(m_figure.xTitle), Qt::ElideRight, m_area.width() - 16));
    }

    /// Shapes tell series apart without colours; hollow where the interval holds 0.
    void paintDot(QPointF middle, std::size_t series, bool sure) {
        m_painter.setPen(QPen(color(series), 1.6));
        m_painter.setBrush(sure ? color(series) : m_theme.surface);
        switch (series % 4) {
            case 0:
                m_painter.drawEllipse(middle, dot, dot);
                break;
            case 1:
                m_painter.drawRect(
                    QRectF(middle - QPointF(dot - 0.4, dot - 0.4), QSizeF(2 * dot - 0.8, 2 * dot - 0.8)));
                break;
            case 2:
                m_painter.drawPolygon(QPolygonF({middle + QPointF(0, -dot * 1.3), middle + QPointF(dot * 1.2, dot),
                                                 middle + QPointF(-dot * 1.2, dot)}));
                break;
            default:
                m_painter.drawPolygon(QPolygonF({middle + QPointF(0, -dot * 1.4), middle + QPointF(dot * 1.4, 0),
                                                 middle + QPointF(0, dot * 1.4), middle + QPointF(-dot * 1.4, 0)}));
        }
        m_painter.setBrush(Qt::NoBrush);
    }

    void paintIntervals() {
        m_painter.save();
        m_painter.setClipping(false);
        m_painter.setPen(m_theme.text);
        for (qsizetype i = 0; i < m_figure.lines.size(); ++i) {
            const double y = at(0, static_cast<double>(i)).y();
            m_painter.drawText(QRectF(m_area.left() + 8, y - line(), m_names + 2, line() * 2),
                               Qt::AlignLeft | Qt::AlignVCenter,
                               m_metrics.elidedText(cellText(m_figure.lines[i]), Qt::ElideMiddle, m_names));
        }
        for (const auto& point : m_figure.points) {
            if (m_numbers > 0.0) {
                const double y = placed(point, point.x).y();
                m_painter.drawText(QRectF(m_area.right() - m_numbers - 8, y - line(), m_numbers, line() * 2),
                                   Qt::AlignRight | Qt::AlignVCenter, formatSigned(point.x, 3));
            }
        }
        m_painter.restore();
        for (std::size_t i = 0; i < m_figure.points.size(); ++i) {
            const auto& point = m_figure.points[i];
            const QPointF middle = placed(point, point.x);
            bool sure = true;
            if (point.ci) {
                sure = point.ci->low > 0.0 || point.ci->high < 0.0;
                m_painter.setPen(QPen(color(point.series), 2, Qt::SolidLine, Qt::FlatCap));
                m_painter.drawLine(placed(point, point.ci->low), placed(point, point.ci->high));
            }
            paintDot(middle, point.series, sure);
            m_layout.spots.push_back({middle, i});
        }
    }

    void paintCurve() {
        for (qsizetype s = 0; s < std::max<qsizetype>(1, m_figure.series.size()); ++s) {
            const auto series = static_cast<std::size_t>(s);
            QPolygonF path;
            QPolygonF high;
            QPolygonF low;
            for (const auto& point : m_figure.points) {
                if (point.series == series) {
                    path << at(point.x, point.y);
                    high << at(point.x, point.ci ? point.ci->high : point.y);
                    low.prepend(at(point.x, point.ci ? point.ci->low : point.y));
                }
            }
            QColor pale = color(series);
            pale.setAlphaF(0.18F);
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(pale);
            m_painter.drawPolygon(high + low);
            m_painter.setBrush(Qt::NoBrush);
            m_painter.setPen(QPen(color(series), 2));
            m_painter.drawPolyline(path);
        }
        for (std::size_t i = 0; i < m_figure.points.size(); ++i) {
            const auto& point = m_figure.points[i];
            const QPointF middle = at(point.x, point.y);
            paintDot(middle, point.series, true);
            m_layout.spots.push_back({middle, i});
        }
    }

    void paintScatter() {
        // Points that would cover each other are drawn once: what is seen is the same.
        std::set<std::pair<int, int>> taken;
        const bool many = m_figure.points.size() > 400;
        const double radius = many ? 2.2 : 3.4;
        QColor pale = color(0);
        pale.setAlphaF(many ? 0.55F : 0.75F);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(pale);
        for (std::size_t i = 0; i < m_figure.points.size(); ++i) {
            const QPointF middle = at(m_figure.points[i].x, m_figure.points[i].y);
            if (!taken.emplace(static_cast<int>(middle.x() / 2.0), static_cast<int>(middle.y() / 2.0)).second) {
                continue;
            }
            m_painter.drawEllipse(middle, radius, radius);
            m_layout.spots.push_back({middle, i});
        }
        m_painter.setBrush(Qt::NoBrush);
    }

    void paintBar(const QRectF& box, std::size_t series) {
        QColor fill = color(series);
        fill.setAlphaF(0.45F);
        m_painter.fillRect(box, fill);
        if (series % 2 == 1) {
            m_painter.fillRect(box, QBrush(color(series), Qt::BDiagPattern));
        }
        m_painter.setPen(QPen(color(series), 1));
        m_painter.drawRect(box);
    }

    void paintBins() {
        for (const auto& bin : m_figure.bins) {
            if (bin.count > 0) {
                const QPointF top = at(bin.low, static_cast<double>(bin.count));
                paintBar(QRectF(top, at(bin.high, 0.0)).adjusted(0.5, 0, -0.5, 0), bin.series);
            }
        }
    }

    void paintMarks() {
        const QRectF& plot = m_layout.plot;
        double y = plot.top() - line() * static_cast<double>(m_figure.marks.size()) - 4;
        for (const auto& mark : m_figure.marks) {
            const double x = at(mark.x, 0.0).x();
            m_painter.setPen(QPen(m_theme.error, 2.2));
            m_painter.drawLine(QPointF(x, y + line()), QPointF(x, plot.bottom()));
            m_painter.setPen(m_theme.error);
            const double width = m_metrics.horizontalAdvance(mark.name) + 4;
            const double left =
                std::clamp(x - width / 2, m_area.left() + 8, std::max(m_area.left() + 8, m_area.right() - width - 8));
            m_painter.drawText(QRectF(left, y, width, line()), Qt::AlignLeft | Qt::AlignVCenter, mark.name);
            y += line();
        }
    }

    QPainter& m_painter;
    const QRectF m_area;
    const EffectFigure& m_figure;
    const Theme& m_theme;
    const QFont m_font;
    const QFontMetricsF m_metrics;
    const Range m_x;
    const Range m_y;
    double m_top = 0.0;
    double m_names = 0.0;
    double m_numbers = 0.0;
    EffectLayout m_layout;
};

}  // namespace

EffectLayout paintEffectFigure(QPainter& painter, const QRectF& area, const EffectFigure& figure, const Theme& theme,
                               const QFont& font) {
    painter.setFont(font);
    return Pencil(painter, area, figure, theme, font).paint();
}

int effectFigureHeight(const EffectFigure& figure, const QFont& font) {
    if (figure.kind != EffectFigure::Kind::Intervals) {
        return 0;
    }
    const double line = QFontMetricsF(font).height();
    const auto series = static_cast<double>(std::max<qsizetype>(1, figure.series.size()));
    const double each = std::max(line + 7.0, series * 12.0 + 8.0);
    return static_cast<int>(line * 7.0 + 30.0 + each * static_cast<double>(figure.lines.size()));
}

}  // namespace saferscope
