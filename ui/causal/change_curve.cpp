// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/causal/change_curve.h"

#include "ui/charts/number_text.h"
#include "ui/charts/series.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

double valueOf(const RewardPair& rewards, int curve) {
    return curve == 0 ? rewards.chosen : curve == 1 ? rewards.rejected : rewards.margin();
}

QString number(double value) { return shortNumberText(value); }

constexpr double legendLine = 18;  ///< of the sample before a curve's name

QString nameOf(std::size_t curve) {
    return curve == 0   ? ChangeCurve::tr("chosen")
           : curve == 1 ? ChangeCurve::tr("rejected")
                        : ChangeCurve::tr("margin");
}

}  // namespace

ChangeCurve::ChangeCurve(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setPictureRole(this, QAccessible::Chart);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setAccessibleName(tr("Rewards over the dose"));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] { updateGeometry(), update(); });
}

QSize ChangeCurve::sizeHint() const { return {320, QFontMetrics(smallFont()).height() * 3 + 110}; }
QSize ChangeCurve::minimumSizeHint() const { return {200, QFontMetrics(smallFont()).height() * 3 + 70}; }

void ChangeCurve::setCurve(const EngineCurve& curve, const QString& axis) {
    m_curve = curve;
    m_axis = axis;
    QString told;
    if (!curve.doses.empty()) {
        told = tr("From %1 to %2").arg(readoutAt(curve.doses.front()), readoutAt(curve.doses.back()));
    }
    setAccessibleDescription(told);
    update();
}

void ChangeCurve::clear(const QString& because) {
    m_curve = {};
    m_because = because;
    setAccessibleDescription(because);
    update();
}

void ChangeCurve::setDose(std::optional<double> dose) {
    m_dose = dose;
    update();
}

QRectF ChangeCurve::plot() const {
    const QFontMetrics metrics(smallFont());
    const double above = legend().back().bottom() + spacing(2);
    return QRectF(rect()).adjusted(metrics.horizontalAdvance(QStringLiteral("-88.8")) + spacing(2), above, -spacing(3),
                                   -metrics.height() * 2.0 - spacing(2));
}

std::array<QRectF, 3> ChangeCurve::legend() const {
    const QFontMetrics metrics(smallFont());
    std::array<QRectF, 3> places;
    QPointF next(spacing(2), 0.0);
    for (std::size_t curve = 0; curve < places.size(); ++curve) {
        const double needed = legendLine + spacing(1) + metrics.horizontalAdvance(nameOf(curve));
        if (next.x() > spacing(2) && next.x() + needed > width()) {
            next = QPointF(spacing(2), next.y() + metrics.height());
        }
        places[curve] = QRectF(next, QSizeF(needed, metrics.height()));
        next.rx() += needed + spacing(3);
    }
    return places;
}

double ChangeCurve::xOf(double dose) const {
    const double low = m_curve.doses.empty() ? 0.0 : m_curve.doses.front();
    const double high = m_curve.doses.empty() ? 1.0 : m_curve.doses.back();
    const QRectF area = plot();
    return high > low ? area.left() + (dose - low) / (high - low) * area.width() : area.center().x();
}

double ChangeCurve::doseAt(double x) const {
    const QRectF area = plot();
    const double share = area.width() > 0 ? std::clamp((x - area.left()) / area.width(), 0.0, 1.0) : 0.0;
    return m_curve.doses.front() + share * (m_curve.doses.back() - m_curve.doses.front());
}

QString ChangeCurve::readoutAt(double dose) const {
    if (m_curve.doses.empty()) {
        return {};
    }
    const std::size_t at = nearestIndex(m_curve.doses, dose);
    const RewardPair& rewards = m_curve.rewards[at];
    return tr("%1 %2: margin %3, chosen %4, rejected %5")
        .arg(m_axis, number(m_curve.doses[at]), number(rewards.margin()), number(rewards.chosen),
             number(rewards.rejected));
}

void ChangeCurve::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);  // a picture does not turn round with the window
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    if (hasFocus()) {
        paintFocusRing(painter, QRectF(rect()));
    }
    const QFontMetrics metrics(smallFont());
    if (m_curve.doses.size() < 2) {
        painter.setPen(theme.mutedText);
        painter.drawText(rect(), Qt::AlignCenter | Qt::TextWordWrap, m_because);
        return;
    }
    const QRectF area = plot();
    double low = 0.0;
    double high = 0.0;
    for (const RewardPair& rewards : m_curve.rewards) {
        for (int curve = 0; curve < 3; ++curve) {
            low = std::min(low, valueOf(rewards, curve));
            high = std::max(high, valueOf(rewards, curve));
        }
    }
    const Range range = padded({low, high > low ? high : low + 1.0}, false);
    const auto yOf = [&](double value) { return area.bottom() - (value - range.low) / range.size() * area.height(); };
    for (const double tick : linearTicks(range, 3).major) {
        if (tick < range.low || tick > range.high) {
            continue;
        }
        painter.setPen(QPen(std::abs(tick) < 1e-12 ? theme.strongBorder : theme.border, 1));
        painter.drawLine(QPointF(area.left(), yOf(tick)), QPointF(area.right(), yOf(tick)));
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(0, yOf(tick) - metrics.height(), area.left() - spacing(2), metrics.height() * 2.0),
                         Qt::AlignRight | Qt::AlignVCenter, number(tick));
    }
    for (const double tick : linearTicks({m_curve.doses.front(), m_curve.doses.back()}, 6).major) {
        if (tick >= m_curve.doses.front() && tick <= m_curve.doses.back()) {
            painter.setPen(theme.mutedText);
            painter.drawText(QRectF(xOf(tick) - 40, area.bottom() + 2, 80, metrics.height()), Qt::AlignCenter,
                             number(tick));
        }
    }
    painter.drawText(QRectF(area.left(), area.bottom() + metrics.height() + 2, area.width(), metrics.height()),
                     Qt::AlignCenter, m_axis);
    const QColor colours[] = {theme.chosen, theme.rejected, theme.text};
    const auto places = legend();
    for (int curve = 0; curve < 3; ++curve) {
        QPainterPath path;
        for (std::size_t i = 0; i < m_curve.doses.size(); ++i) {
            const QPointF point(xOf(m_curve.doses[i]), yOf(valueOf(m_curve.rewards[i], curve)));
            i == 0 ? path.moveTo(point) : path.lineTo(point);
        }
        // Told apart without colour too: the margin is solid and thick, rejected is dashed.
        QPen pen(colours[curve], curve == 2 ? 2.2 : 1.6, curve == 1 ? Qt::DashLine : Qt::SolidLine);
        painter.setPen(pen);
        painter.drawPath(path);
        if (!m_hover) {
            const QPointF place = places[static_cast<std::size_t>(curve)].topLeft();
            const QPointF middle = place + QPointF(0.0, metrics.height() / 2.0 + 2);
            painter.drawLine(middle, middle + QPointF(legendLine, 0.0));
            painter.setPen(theme.mutedText);
            painter.drawText(place + QPointF(legendLine + spacing(1), metrics.ascent() + 2),
                             nameOf(static_cast<std::size_t>(curve)));
        }
    }
    const auto marker = [&](double dose, const QColor& color, Qt::PenStyle style) {
        const double x = std::clamp(xOf(dose), area.left(), area.right());
        painter.setPen(QPen(color, 1.5, style));
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()));
    };
    if (m_dose) {
        marker(*m_dose, theme.accent, Qt::SolidLine);
    }
    if (m_hover) {
        marker(*m_hover, theme.mutedText, Qt::DashLine);
        painter.setPen(theme.text);
        painter.drawText(QRectF(spacing(1), 2, width() - spacing(1), metrics.height()),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(cellText(readoutAt(*m_hover)), Qt::ElideRight, width() - spacing(1)));
    }
}

void ChangeCurve::hoverAt(std::optional<std::size_t> index) {
    m_hover = index ? std::optional<double>(m_curve.doses[*index]) : std::nullopt;
    setPictureRole(this, QAccessible::Chart, m_hover ? readoutAt(*m_hover) : QString());
    update();
}

void ChangeCurve::keyPressEvent(QKeyEvent* event) {
    const bool plain = (event->modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
    if (m_curve.doses.size() < 2 || !plain) {
        QWidget::keyPressEvent(event);
        return;
    }
    const std::size_t last = m_curve.doses.size() - 1;
    const double place = m_hover.value_or(m_dose.value_or(m_curve.doses.front()));
    const std::size_t at = nearestIndex(m_curve.doses, place);
    switch (event->key()) {
        case Qt::Key_Left:
            hoverAt(at > 0 ? at - 1 : 0);
            return;
        case Qt::Key_Right:
            hoverAt(std::min(at + 1, last));
            return;
        case Qt::Key_Home:
            hoverAt(0);
            return;
        case Qt::Key_End:
            hoverAt(last);
            return;
        case Qt::Key_Return:
        case Qt::Key_Enter:
        case Qt::Key_Space:
            if (m_hover) {
                Q_EMIT doseClicked(*m_hover);
            }
            return;
        default:
            QWidget::keyPressEvent(event);
    }
}

void ChangeCurve::focusOutEvent(QFocusEvent* event) {
    hoverAt(std::nullopt);
    QWidget::focusOutEvent(event);
}

void ChangeCurve::mouseMoveEvent(QMouseEvent* event) {
    if (m_curve.doses.size() >= 2) {
        hoverAt(nearestIndex(m_curve.doses, doseAt(event->position().x())));
    }
}

void ChangeCurve::mousePressEvent(QMouseEvent* event) {
    if (m_curve.doses.size() >= 2 && event->button() == Qt::LeftButton) {
        Q_EMIT doseClicked(m_curve.doses[nearestIndex(m_curve.doses, doseAt(event->position().x()))]);
    }
}

void ChangeCurve::leaveEvent(QEvent* event) {
    hoverAt(std::nullopt);
    QWidget::leaveEvent(event);
}

}  // namespace saferscope
