// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/results_figure.h"

#include <QPainter>
#include <QPolygonF>
#include <cmath>

namespace saferscope {
namespace {

QPolygonF regular(QPointF at, double radius, int corners, double turn) {
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = turn + 2.0 * std::acos(-1.0) * i / corners;
        polygon << at + QPointF(std::sin(angle), -std::cos(angle)) * radius;
    }
    return polygon;
}

}  // namespace

void paintSweepMarker(QPainter& painter, QPointF at, double radius, Strategy strategy) {
    const double half = std::acos(-1.0) / 2.0;
    switch (strategy) {
        case Strategy::Safer:
            painter.drawEllipse(at, radius, radius);
            return;
        case Strategy::SaferWeighted:
            painter.drawPolygon(regular(at, radius * 1.2, 6, 0.0));
            return;
        case Strategy::HumanConfirmed:
            painter.drawPolygon(regular(at, radius * 1.2, 5, 0.0));
            return;
        case Strategy::MarginHigh:
            painter.drawPolygon(regular(at, radius * 1.4, 3, 0.0));
            return;
        case Strategy::MarginLow:
            painter.drawPolygon(regular(at, radius * 1.4, 3, 2.0 * half));
            return;
        case Strategy::Loss:
            painter.drawPolygon(regular(at, radius * 1.3, 4, 0.0));
            return;
        case Strategy::Confidence:
            painter.drawPolygon(regular(at, radius * 1.4, 3, half));
            return;
        case Strategy::Random:
            painter.drawRect(QRectF(at.x() - radius, at.y() - radius, radius * 2, radius * 2));
            return;
        case Strategy::Rubric:
            painter.drawPolygon(regular(at, radius * 1.4, 3, -half));
            return;
    }
}

}  // namespace saferscope
