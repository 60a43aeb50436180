// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/feature_forest.h"

#include "ui/models/feature_table_model.h"
#include "ui/theme/focus_ring.h"
#include "ui/theme/picture_access.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/plural.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QPainterPath>
#include <QScrollArea>
#include <QToolTip>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

QString tickText(double value) {
    const QString digits = QLocale().toString(std::abs(value), 'g', 2);
    return value < 0 ? QChar(0x2212) + digits : digits;
}

QString inWords(const ForestRow& row) {
    QString text =
        FeatureForest::tr("%1: contrast %2, 95 % CI %3, fires in %4 of %Ln pairs", nullptr, pluralOf(row.pairs))
            .arg(row.name, formatContrast(row.value), formatInterval(row.low, row.high),
                 QLocale().toString(static_cast<qulonglong>(row.firingPairs)));
    if (row.thin()) {
        text += FeatureForest::tr(" (too few to trust the interval)");
    }
    return text;
}

}  // namespace

FeatureForest::FeatureForest(QWidget* parent) : QWidget(parent) {
    setMouseTracking(true);
    setFocusPolicy(Qt::TabFocus);
    setPictureRole(this, QAccessible::Chart);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Contrast by subset"));
    connect(&ThemeManager::instance(), &ThemeManager::changed, this, [this] {
        updateGeometry();
        update();
    });
    describe();
}

void FeatureForest::setRows(std::vector<ForestRow> rows) {
    m_rows = std::move(rows);
    m_row = -1;
    describe();
    updateGeometry();
    update();
}

void FeatureForest::describe() {
    QStringList lines;
    for (const ForestRow& row : m_rows) {
        lines.append(inWords(row));
    }
    setAccessibleDescription(lines.isEmpty() ? tr("The feature never fires.") : lines.join(QLatin1Char('\n')));
}

qreal FeatureForest::lineHeight() const { return QFontMetricsF(smallFont()).height() + 5; }

ForestGeometry FeatureForest::geometryNow() const {
    QFont heavy = smallFont();
    heavy.setWeight(QFont::DemiBold);
    const QFontMetricsF metrics(heavy);
    qreal names = 40;
    for (const ForestRow& row : m_rows) {
        names = std::max(names, std::ceil(metrics.horizontalAdvance(row.name.left(60))) + 2);
    }
    const qreal numbers = metrics.horizontalAdvance(QStringLiteral("\u22120.0000")) + 8;
    return layoutForest(m_rows, width(), std::min(names + 12, width() * 0.34), numbers, lineHeight());
}

QSize FeatureForest::sizeHint() const {
    const ForestGeometry geometry = layoutForest(m_rows, 320, 90, 60, lineHeight());
    return {320, static_cast<int>(std::ceil(geometry.height))};
}

QSize FeatureForest::minimumSizeHint() const { return {200, sizeHint().height()}; }

void FeatureForest::paintEvent(QPaintEvent*) {
    const Theme& theme = currentTheme();
    QPainter painter(this);
    painter.setLayoutDirection(Qt::LeftToRight);  // a picture does not turn round with the window
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont());
    if (hasFocus()) {
        paintFocusRing(painter, QRectF(rect()));
    }
    if (m_rows.empty()) {
        painter.setPen(theme.mutedText);
        painter.drawText(rect(), Qt::AlignLeft | Qt::AlignVCenter, tr("The feature never fires."));
        return;
    }
    const ForestGeometry geometry = geometryNow();
    const QFontMetrics metrics(smallFont());
    const qreal bottom = geometry.plot.bottom();
    for (const ForestGeometry::Tick& tick : geometry.ticks) {
        painter.setPen(theme.border);
        painter.drawLine(QPointF(tick.x, 0), QPointF(tick.x, bottom));
        painter.setPen(theme.mutedText);
        painter.drawText(QRectF(tick.x - 40, bottom + 1, 80, lineHeight()), Qt::AlignHCenter | Qt::AlignVCenter,
                         tickText(tick.value));
    }
    painter.setPen(QPen(theme.strongBorder, 1.4));
    painter.drawLine(QPointF(geometry.zero, 0), QPointF(geometry.zero, bottom));
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        const ForestRow& row = m_rows[i];
        const ForestGeometry::Line& line = geometry.lines[i];
        const QRectF strip(0, line.y - lineHeight() / 2, width(), lineHeight());
        if (static_cast<int>(i) == m_row) {
            painter.fillRect(strip, theme.selection);
        }
        QFont font = smallFont();
        font.setWeight(row.total ? QFont::DemiBold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(row.thin() ? theme.mutedText : theme.text);
        const int room = static_cast<int>(geometry.plot.left()) - 12;
        painter.drawText(QRectF(0, strip.top(), room, strip.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(cellText(row.name), Qt::ElideMiddle, room));
        painter.drawText(strip, Qt::AlignRight | Qt::AlignVCenter, formatContrast(row.value));
        QColor colour = row.value > 0 ? theme.chosen : row.value < 0 ? theme.rejected : theme.mutedText;
        colour = row.sure() ? colour : mixColors(theme.surface, colour, row.thin() ? 0.4 : 0.65);
        painter.setPen(QPen(colour, row.total ? 2.2 : 1.6, Qt::SolidLine, Qt::RoundCap));
        painter.drawLine(QPointF(line.low, line.y), QPointF(line.high, line.y));
        const auto cut = [&](qreal at, qreal direction) {
            QPainterPath arrow;
            arrow.moveTo(at - direction * 4, line.y - 3);
            arrow.lineTo(at, line.y);
            arrow.lineTo(at - direction * 4, line.y + 3);
            painter.drawPath(arrow);
        };
        if (line.cutLow) {
            cut(line.low, -1);
        }
        if (line.cutHigh) {
            cut(line.high, 1);
        }
        // Filled where 0 is left out for sure, hollow where not: told apart without colours.
        const qreal radius = row.total ? 4.5 : 3.6;
        painter.setBrush(row.sure() ? colour : theme.surface);
        painter.drawEllipse(QPointF(line.dot, line.y), radius, radius);
        painter.setBrush(Qt::NoBrush);
    }
}

void FeatureForest::keyPressEvent(QKeyEvent* event) {
    const bool arrow = event->key() == Qt::Key_Up || event->key() == Qt::Key_Down;
    if (m_rows.empty() || !arrow || event->modifiers() != Qt::NoModifier) {
        QWidget::keyPressEvent(event);
        return;
    }
    const int last = static_cast<int>(m_rows.size()) - 1;
    const int from = m_row < 0 && event->key() == Qt::Key_Up ? last + 1 : m_row;
    m_row = std::clamp(from + (event->key() == Qt::Key_Up ? -1 : 1), 0, last);
    const auto at = static_cast<std::size_t>(m_row);
    const ForestGeometry::Line line = geometryNow().lines[at];
    setPictureRole(this, QAccessible::Chart, inWords(m_rows[at]));
    for (QWidget* up = parentWidget(); up != nullptr; up = up->parentWidget()) {
        if (auto* area = qobject_cast<QScrollArea*>(up)) {
            const QPoint place = mapTo(area->widget(), QPoint(0, static_cast<int>(line.y)));
            area->ensureVisible(place.x(), place.y(), 0, static_cast<int>(lineHeight()));
            break;
        }
    }
    QToolTip::showText(mapToGlobal(QPointF(line.dot, line.y).toPoint()), plainToolTip(inWords(m_rows[at])), this);
    update();
}

void FeatureForest::focusOutEvent(QFocusEvent* event) {
    m_row = -1;
    QToolTip::hideText();
    QWidget::focusOutEvent(event);
}

bool FeatureForest::event(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int line = geometryNow().lineAt(help->pos().y(), lineHeight());
        if (line < 0) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), plainToolTip(inWords(m_rows[static_cast<std::size_t>(line)])), this);
        }
        return true;
    }
    return QWidget::event(event);
}

}  // namespace saferscope
