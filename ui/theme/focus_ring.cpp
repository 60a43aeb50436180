// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/focus_ring.h"

#include <QEvent>
#include <QPainter>
#include <QWidget>

namespace saferscope {
namespace {

class RingOverlay final : public QWidget {
public:
    explicit RingOverlay(QWidget* parent) : QWidget(parent) {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setAttribute(Qt::WA_NoSystemBackground);
        setFocusPolicy(Qt::NoFocus);
        setAccessibleName(QString());
        parent->installEventFilter(this);
        hide();
    }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override {
        const auto* owner = static_cast<const QWidget*>(watched);
        if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut || event->type() == QEvent::Resize) {
            setGeometry(owner->rect());
            // Only the rim: a sheet over all of it would have to be blended with every change below.
            const int rim = 2 * static_cast<int>(focusRingWidth) + smallCornerRadius;
            setMask(QRegion(rect()).subtracted(rect().adjusted(rim, rim, -rim, -rim)));
            setVisible(event->type() == QEvent::Resize ? owner->hasFocus() : event->type() == QEvent::FocusIn);
            raise();
        }
        return false;
    }
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        paintFocusRing(painter, QRectF(rect()));
    }
};

}  // namespace

void showFocusRing(QWidget* widget) { new RingOverlay(widget); }

void paintFocusRing(QPainter& painter, const QRectF& area, qreal radius) {
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(currentTheme().accent, focusRingWidth));
    painter.setBrush(Qt::NoBrush);
    const qreal half = focusRingWidth / 2.0;
    painter.drawRoundedRect(area.adjusted(half, half, -half, -half), radius, radius);
    painter.restore();
}

}  // namespace saferscope
