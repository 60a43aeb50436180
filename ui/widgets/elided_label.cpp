// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/elided_label.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>

namespace saferscope {
namespace {

constexpr qsizetype longestLine = 600;  // wider than any screen

}  // namespace

ElidedLabel::ElidedLabel(const QString& text, TextRole role, TextTone tone, Qt::TextElideMode mode, QWidget* parent)
    : Label(text, role, tone, parent), m_mode(mode) {
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
}

QString ElidedLabel::line() const { return text().left(longestLine).simplified(); }

// Not QLabel's, which lays out every line of a text of which one is shown.
QSize ElidedLabel::sizeHint() const {
    const QMargins margins = contentsMargins();
    const int around = 2 * margin();
    // Rounded up: a line that needs part of a pixel more than it has is cut.
    const int advance = static_cast<int>(std::ceil(QFontMetricsF(font()).horizontalAdvance(line()))) + 1;
    return {advance + margins.left() + margins.right() + around,
            fontMetrics().height() + margins.top() + margins.bottom() + around};
}

QSize ElidedLabel::minimumSizeHint() const { return {fontMetrics().averageCharWidth() * 6, sizeHint().height()}; }

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(foregroundRole()));
    painter.drawText(contentsRect(), static_cast<int>(alignment() | Qt::AlignVCenter) | Qt::TextSingleLine,
                     fontMetrics().elidedText(line(), m_mode, contentsRect().width()));
}

bool ElidedLabel::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip && toolTip().isEmpty()) {
        if (fontMetrics().horizontalAdvance(line()) > contentsRect().width()) {
            QToolTip::showText(static_cast<QHelpEvent*>(event)->globalPos(), plainToolTip(text()), this);
        }
        return true;
    }
    return Label::event(event);
}

}  // namespace saferscope
