// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_chart.h"

#include "ui/theme/focus_ring.h"
#include "ui/theme/picture_access.h"
#include "ui/widgets/labels.h"

#include <QFontMetrics>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>

namespace saferscope {

ResultsChart::ResultsChart(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        updateGeometry();
        update();
    });
}

void ResultsChart::setFigure(SweepFigure figure) {
    m_figure = std::move(figure);
    m_walk = {};
    setPictureRole(this, QAccessible::Chart);
    setAccessibleName(tr("%1: %2 against ratio").arg(m_figure.title, m_figure.yTitle));
    setAccessibleDescription(m_figure.description());
    update();
}

QString ResultsChart::wordsAt(QPointF position) const {
    QString words;
    double nearest = 16.0;
    for (const auto& spot : m_layout.spots) {
        const double distance = std::hypot(spot.at.x() - position.x(), spot.at.y() - position.y());
        if (distance < nearest) {
            nearest = distance;
            words = spot.words;
        }
    }
    return words;
}

QSize ResultsChart::sizeHint() const {
    const int line = QFontMetrics(smallFont()).height();
    return {line * 40, line * 22};
}

QSize ResultsChart::minimumSizeHint() const {
    const int line = QFontMetrics(smallFont()).height();
    return {line * 22, line * 13};
}

void ResultsChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    m_layout = paintSweepFigure(painter, rect(), m_figure, currentTheme(), smallFont());
    if (hasFocus()) {
        paintFocusRing(painter, QRectF(rect()));
        m_walk.paint(painter, m_layout.spots);
    }
}

void ResultsChart::keyPressEvent(QKeyEvent* event) {
    const auto spot = m_walk.press(*event, m_layout.spots);
    if (!spot) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto& place = m_layout.spots[*spot];
    setPictureRole(this, QAccessible::Chart, place.words);
    QToolTip::showText(mapToGlobal(place.at.toPoint()), plainToolTip(place.words), this);
    update();
}

void ResultsChart::focusOutEvent(QFocusEvent* event) {
    QToolTip::hideText();
    QWidget::focusOutEvent(event);
}

void ResultsChart::mouseMoveEvent(QMouseEvent* event) {
    const QString words = wordsAt(event->position());
    if (words.isEmpty()) {
        QToolTip::hideText();
    } else {
        QToolTip::showText(event->globalPosition().toPoint(), plainToolTip(words), this);
    }
}

void ResultsChart::leaveEvent(QEvent*) { QToolTip::hideText(); }

}  // namespace saferscope
