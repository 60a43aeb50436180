// SPDX-License-Identifier: GPL-3.0-or-later
// Mouse and keyboard on the feature map.
#include "ui/pages/feature_map_view.h"
#include "ui/widgets/labels.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace saferscope {
namespace {

constexpr double keyZoom = 1.4;
constexpr double keyStep = 60.0;    // pixels
constexpr double cornerStep = 3.0;  // pixels between corners of a lasso

QPointF directionOf(int key) {
    switch (key) {
        case Qt::Key_Left:
            return {-1, 0};
        case Qt::Key_Right:
            return {1, 0};
        case Qt::Key_Up:
            return {0, -1};
        case Qt::Key_Down:
            return {0, 1};
        default:
            return {};
    }
}

}  // namespace

void FeatureMapView::setBrush(Brush brush) {
    m_brush = brush;
    updateCursor();
}

void FeatureMapView::updateCursor() {
    if (m_drag == Drag::Move) {
        setCursor(Qt::ClosedHandCursor);
    } else if (m_space || m_brush == Brush::Move) {
        setCursor(Qt::OpenHandCursor);
    } else {
        setCursor(m_hovered ? Qt::PointingHandCursor : Qt::CrossCursor);
    }
}

void FeatureMapView::mousePressEvent(QMouseEvent* event) {
    setFocus(Qt::MouseFocusReason);
    m_pressed = event->position();
    const bool moves = event->button() == Qt::MiddleButton ||
                       (event->button() == Qt::LeftButton && (m_space || m_brush == Brush::Move));
    if (moves) {
        m_drag = Drag::Move;
    } else if (event->button() == Qt::LeftButton) {
        m_drag = Drag::Pick;
        m_outline = QPolygonF({m_pressed});
    }
    QToolTip::hideText();
    updateCursor();
}

void FeatureMapView::mouseMoveEvent(QMouseEvent* event) {
    const QPointF at = event->position();
    if (m_drag == Drag::Move) {
        m_frame.move(at - m_pressed);
        m_pressed = at;
        forgetPoints();
        return;
    }
    if (m_drag == Drag::Pick) {
        if (m_brush == Brush::Lasso) {
            const QPointF away = at - m_outline.back();
            if (std::hypot(away.x(), away.y()) >= cornerStep) {
                m_outline.append(at);
            }
        } else if ((at - m_pressed).manhattanLength() >= QApplication::startDragDistance()) {
            m_outline = QPolygonF(QRectF(m_pressed, at).normalized());
        }
        update();
        return;
    }
    const auto feature = featureAt(at);
    const auto point = feature ? m_scene.find(*feature) : std::nullopt;
    if (point != m_hovered) {
        m_hovered = point;
        updateCursor();
        update();
    }
    if (feature && m_words) {
        QToolTip::showText(event->globalPosition().toPoint(), plainToolTip(m_words(*feature)), this);
    } else {
        QToolTip::hideText();
    }
}

void FeatureMapView::mouseReleaseEvent(QMouseEvent* event) {
    const Drag ended = m_drag;
    m_drag = Drag::None;
    if (ended == Drag::Pick && event->button() == Qt::LeftButton) {
        const QPolygonF outline = std::exchange(m_outline, {});
        const bool add = (event->modifiers() & Qt::ShiftModifier) != 0;
        if (outline.size() > 3) {
            pick(outline, add);
        } else if (const auto feature = featureAt(event->position()); feature && add) {
            std::vector<FeatureId> picked = m_picked;
            const auto known = std::find(picked.begin(), picked.end(), *feature);
            known == picked.end() ? picked.push_back(*feature) : static_cast<void>(picked.erase(known));
            setPicked(std::move(picked));
            Q_EMIT pickedChanged();
        } else if (feature) {
            setCurrent(feature);
            Q_EMIT featureClicked(*feature);
        } else if (!m_picked.empty()) {
            setPicked({});
            Q_EMIT pickedChanged();
        }
    }
    updateCursor();
    update();
}

void FeatureMapView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (const auto feature = featureAt(event->position()); feature && event->button() == Qt::LeftButton) {
        Q_EMIT featureActivated(*feature);
    }
}

void FeatureMapView::pick(const QPolygonF& outline, bool add) {
    std::vector<FeatureId> picked;
    for (const std::size_t point : featureMapPointsIn(m_scene, m_frame, outline)) {
        picked.push_back(m_scene.features[point]);
    }
    if (add) {
        std::vector<FeatureId> both;
        std::set_union(picked.begin(), picked.end(), m_picked.begin(), m_picked.end(), std::back_inserter(both));
        picked = std::move(both);
    }
    setPicked(std::move(picked));
    Q_EMIT pickedChanged();
}

void FeatureMapView::leaveEvent(QEvent*) {
    m_hovered.reset();
    QToolTip::hideText();
    update();
}

void FeatureMapView::wheelEvent(QWheelEvent* event) {
    const double steps = event->angleDelta().y() / 120.0;
    if (steps == 0.0) {
        event->ignore();
        return;
    }
    m_frame.zoomAt(event->position(), std::pow(1.25, steps));
    m_hovered.reset();
    forgetPoints();
    event->accept();
}

bool FeatureMapView::event(QEvent* event) {
    // J, K and the page's other letters stay the page's; what the map answers to itself must not run a shortcut first.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto* key = static_cast<QKeyEvent*>(event);
        if (directionOf(key->key()) != QPointF() || key->key() == Qt::Key_Space || key->key() == Qt::Key_Home) {
            event->accept();
            return true;
        }
    }
    return QWidget::event(event);
}

void FeatureMapView::keyPressEvent(QKeyEvent* event) {
    const QPointF direction = directionOf(event->key());
    if (direction != QPointF()) {
        if ((event->modifiers() & Qt::ControlModifier) != 0 || !m_current) {
            m_frame.move(-direction * keyStep);
            forgetPoints();
        } else {
            walk(direction);
        }
        return;
    }
    switch (event->key()) {
        case Qt::Key_Plus:
        case Qt::Key_Equal:
            zoomBy(keyZoom);
            break;
        case Qt::Key_Minus:
        case Qt::Key_Underscore:
            zoomBy(1.0 / keyZoom);
            break;
        case Qt::Key_Home:
            showAll();
            break;
        case Qt::Key_Space:
            if (!event->isAutoRepeat()) {
                m_space = true;
                updateCursor();
            }
            break;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (const auto feature = current()) {
                Q_EMIT featureActivated(*feature);
            }
            break;
        case Qt::Key_Escape:
            if (m_drag == Drag::Pick) {
                m_drag = Drag::None;
                m_outline.clear();
                update();
            } else if (!m_picked.empty()) {
                setPicked({});
                Q_EMIT pickedChanged();
            } else {
                QWidget::keyPressEvent(event);
            }
            break;
        default:
            QWidget::keyPressEvent(event);
    }
}

void FeatureMapView::keyReleaseEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Space && !event->isAutoRepeat()) {
        m_space = false;
        updateCursor();
    } else {
        QWidget::keyReleaseEvent(event);
    }
}

void FeatureMapView::walk(QPointF direction) {
    const auto next = featureMapNeighbour(m_scene, *m_current, direction);
    if (!next) {
        return;
    }
    bringIntoSight(*next);
    const FeatureId feature = m_scene.features[*next];
    setCurrent(feature);
    const QPointF at = m_frame.toScreen(m_scene.places[*next]);
    if (m_words) {
        QToolTip::showText(mapToGlobal(at.toPoint() + QPoint(12, 12)), plainToolTip(m_words(feature)), this);
    }
    Q_EMIT featureClicked(feature);
}

void FeatureMapView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    update();
}

void FeatureMapView::focusOutEvent(QFocusEvent* event) {
    m_space = false;
    QToolTip::hideText();
    updateCursor();
    update();
    QWidget::focusOutEvent(event);
}

}  // namespace saferscope
