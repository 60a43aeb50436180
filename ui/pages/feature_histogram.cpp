// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_histogram.h"

#include "ui/models/feature_table_model.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <algorithm>
#include <cmath>
#include <numeric>

namespace saferscope {

namespace {

constexpr std::size_t fewestBins = 14;

std::uint64_t total(const std::array<std::uint32_t, ActivationHistogram::bins>& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
}

QString shortNumber(double value) { return QLocale().toString(value, 'g', 3); }

}  // namespace

FeatureHistogram::FeatureHistogram(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setPictureRole(this, QAccessible::Chart);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    setAccessibleName(tr("Histogram of activations"));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, qOverload<>(&QWidget::update));
    setHistogram({});
}

FeatureHistogram::Span FeatureHistogram::spanOf(const ActivationHistogram& histogram) {
    Span span;
    bool any = false;
    for (std::size_t i = 0; i < ActivationHistogram::bins; ++i) {
        const std::uint32_t highest = std::max(histogram.chosen[i], histogram.rejected[i]);
        if (highest > 0) {
            span.first = any ? span.first : i;
            span.last = i;
            span.highest = std::max(span.highest, highest);
            any = true;
        }
    }
    if (!any) {
        span.last = ActivationHistogram::bins - 1;
        return span;
    }
    // Room beside the outer bars, and never so few bins that bars turn into blocks.
    for (bool left = true, more = true; more; left = !left) {
        if (left && span.first > 0) {
            --span.first;
        } else if (!left && span.last < ActivationHistogram::bins - 1) {
            ++span.last;
        }
        more = left || span.last - span.first + 1 < fewestBins;
    }
    return span;
}

void FeatureHistogram::setHistogram(const ActivationHistogram& histogram) {
    m_histogram = histogram;
    m_span = spanOf(histogram);
    m_hovered = -1;
    setAccessibleDescription(m_span.highest == 0
                                 ? tr("The feature does not fire in any answer.")
                                 : tr("Firings in chosen answers: %1, in rejected ones: %2.")
                                       .arg(QLocale().toString(static_cast<qulonglong>(total(histogram.chosen))),
                                            QLocale().toString(static_cast<qulonglong>(total(histogram.rejected)))));
    update();
}

QSize FeatureHistogram::sizeHint() const { return {360, 150}; }
QSize FeatureHistogram::minimumSizeHint() const { return {220, 120}; }

QRectF FeatureHistogram::plotArea() const {
    const int line = QFontMetrics(smallFont()).height() + 6;
    return QRectF(rect()).adjusted(2, line, -2, -line);
}

int FeatureHistogram::binAt(QPointF point) const {
    const QRectF area = plotArea();
    if (!area.contains(point) || m_span.highest == 0) {
        return -1;
    }
    const auto count = static_cast<double>(m_span.last - m_span.first + 1);
    const int bin = static_cast<int>((point.x() - area.left()) / area.width() * count);
    return static_cast<int>(m_span.first) + std::clamp(bin, 0, static_cast<int>(count) - 1);
}

void FeatureHistogram::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);  // a picture does not turn round with the window
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    if (hasFocus()) {
        paintFocusRing(painter, QRectF(rect()));
    }
    const QRectF area = plotArea();
    const QFontMetrics metrics(smallFont());
    if (m_span.highest == 0) {
        painter.setPen(theme.mutedText);
        painter.drawText(rect(), Qt::AlignCenter, tr("No activations in answers"));
        return;
    }
    const auto bins = static_cast<double>(m_span.last - m_span.first + 1);
    const qreal step = area.width() / bins;
    const qreal middle = area.center().y();
    const qreal half = area.height() / 2 - 1;
    if (m_hovered >= 0) {
        painter.fillRect(
            QRectF(area.left() + (m_hovered - static_cast<int>(m_span.first)) * step, area.top(), step, area.height()),
            theme.sunken);
    }
    painter.setPen(Qt::NoPen);
    for (std::size_t i = m_span.first; i <= m_span.last; ++i) {
        const qreal left = area.left() + static_cast<double>(i - m_span.first) * step + std::min(1.5, step * 0.1);
        const qreal width = step - 2 * std::min(1.5, step * 0.1);
        const auto bar = [&](std::uint32_t count, const QColor& colour, bool up) {
            if (count == 0) {
                return;
            }
            const qreal height = std::max(1.5, half * count / m_span.highest);
            painter.setBrush(colour);
            painter.drawRoundedRect(QRectF(left, up ? middle - height - 0.5 : middle + 0.5, width, height), 1.5, 1.5);
        };
        bar(m_histogram.chosen[i], theme.chosen, true);
        bar(m_histogram.rejected[i], theme.rejected, false);
    }
    painter.setPen(QPen(theme.strongBorder, 1));
    painter.drawLine(QPointF(area.left(), middle), QPointF(area.right(), middle));

    const auto x = [&](double value) {
        return area.left() + (std::log(value / ActivationHistogram::lowest) / std::log(ActivationHistogram::ratio) -
                              static_cast<double>(m_span.first)) *
                                 step;
    };
    qreal freeFrom = area.left();
    for (int exponent = -2; exponent <= 4; ++exponent) {
        for (const double digit : {1.0, 2.0, 5.0}) {
            const double value = digit * std::pow(10.0, exponent);
            const qreal at = x(value);
            const QString text = shortNumber(value);
            const qreal width = metrics.horizontalAdvance(text);
            if (at - width / 2 < freeFrom || at + width / 2 > area.right()) {
                continue;
            }
            painter.setPen(theme.border);
            painter.drawLine(QPointF(at, area.bottom() - 3), QPointF(at, area.bottom() + 1));
            painter.setPen(theme.mutedText);
            painter.drawText(QRectF(at - width, area.bottom() + 3, 2 * width, metrics.height() + 2),
                             Qt::AlignHCenter | Qt::AlignTop, text);
            freeFrom = at + width / 2 + 10;
        }
    }
    paintCounts(painter, area);
}

// Above the bars, from the right; a triangle says which way the bars of each go.
void FeatureHistogram::paintCounts(QPainter& painter, const QRectF& area) const {
    const Theme& theme = currentTheme();
    const QFontMetrics metrics(smallFont());
    const qreal size = metrics.xHeight();
    const qreal base = area.top() - 4 - metrics.descent();
    qreal right = area.right() - 2;
    const auto count = [&](const QString& text, const QColor& colour, bool up) {
        painter.setPen(colour);
        painter.drawText(QPointF(right - metrics.horizontalAdvance(text), base), text);
        right -= metrics.horizontalAdvance(text) + 5;
        const qreal point = up ? base - size : base;
        const qreal flat = up ? base : base - size;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawPolygon(
            QPolygonF({QPointF(right - size, flat), QPointF(right, flat), QPointF(right - size / 2, point)}));
        right -= size + 14;
    };
    count(tr("rejected %1").arg(QLocale().toString(static_cast<qulonglong>(total(m_histogram.rejected)))),
          theme.rejected, false);
    count(tr("chosen %1").arg(QLocale().toString(static_cast<qulonglong>(total(m_histogram.chosen)))), theme.chosen,
          true);
}

QString FeatureHistogram::binWords(int bin) const {
    const auto index = static_cast<std::size_t>(bin);
    return tr("Activation %1 to %2: %3 in chosen, %4 in rejected answers")
        .arg(shortNumber(ActivationHistogram::lowerEdge(index)), shortNumber(ActivationHistogram::lowerEdge(index + 1)))
        .arg(QLocale().toString(static_cast<qulonglong>(m_histogram.chosen[index])),
             QLocale().toString(static_cast<qulonglong>(m_histogram.rejected[index])));
}

void FeatureHistogram::keyPressEvent(QKeyEvent* event) {
    const int first = static_cast<int>(m_span.first);
    const int last = static_cast<int>(m_span.last);
    const int from = m_hovered >= 0 ? m_hovered : event->key() == Qt::Key_Left ? last + 1 : first - 1;
    const bool arrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (m_span.highest == 0 || !arrow || event->modifiers() != Qt::NoModifier) {
        QWidget::keyPressEvent(event);
        return;
    }
    m_hovered = std::clamp(from + (event->key() == Qt::Key_Left ? -1 : 1), first, last);
    const QRectF area = plotArea();
    const double x = area.left() + (m_hovered - first + 0.5) * area.width() / (last - first + 1);
    setPictureRole(this, QAccessible::Chart, binWords(m_hovered));
    QToolTip::showText(mapToGlobal(QPoint(static_cast<int>(x), static_cast<int>(area.center().y()))),
                       plainToolTip(binWords(m_hovered)), this);
    update();
}

void FeatureHistogram::focusOutEvent(QFocusEvent* event) {
    m_hovered = -1;
    QToolTip::hideText();
    QWidget::focusOutEvent(event);
}

bool FeatureHistogram::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int bin = binAt(help->pos());
        if (bin < 0) {
            QToolTip::hideText();
            return true;
        }
        QToolTip::showText(help->globalPos(), plainToolTip(binWords(bin)), this);
        return true;
    }
    return QWidget::event(event);
}

void FeatureHistogram::mouseMoveEvent(QMouseEvent* event) {
    if (const int bin = binAt(event->position()); bin != m_hovered) {
        m_hovered = bin;
        update();
    }
}

void FeatureHistogram::leaveEvent(QEvent*) {
    m_hovered = -1;
    update();
}

}  // namespace saferscope
