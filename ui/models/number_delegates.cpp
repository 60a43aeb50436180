// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/number_delegates.h"

#include "ui/models/opinion_summary.h"
#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QApplication>
#include <QPainter>
#include <QPainterPath>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

constexpr int barHalf = 22;  ///< pixels of the longest bar to either side
constexpr int padding = 8;

void paintRowBackground(QPainter* painter, const QStyleOptionViewItem& option) {
    const QStyle* style = option.widget != nullptr ? option.widget->style() : QApplication::style();
    style->drawPrimitive(QStyle::PE_PanelItemViewItem, &option, painter, option.widget);
}

}  // namespace

QString PlainCellDelegate::displayText(const QVariant& value, const QLocale& locale) const {
    QString text =
        value.userType() == QMetaType::QString ? value.toString() : QStyledItemDelegate::displayText(value, locale);
    if (text.size() > 300) {
        text = text.left(300) + QChar(0x2026);
    }
    return literalText(text).replace(u'\n', QChar(0xFFFD)).replace(u'\t', QChar(0xFFFD));
}

void PlainCellDelegate::initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const {
    QStyledItemDelegate::initStyleOption(option, index);
    option->state &= ~QStyle::State_HasFocus;  // rows are selected, not cells
}

QSize PlainCellDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + 12);
    return size;
}

void SignedBarDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    paintRowBackground(painter, cell);
    const Theme& theme = currentTheme();
    const QVariant share = index.data(BarRole);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setLayoutDirection(Qt::LeftToRight);  // a minus stays before its number
    const QRectF area = QRectF(cell.rect);
    const qreal middle = area.left() + padding + barHalf;
    const double length = std::clamp(share.toDouble(), -1.0, 1.0) * barHalf;
    painter->setPen(Qt::NoPen);
    painter->setBrush(theme.border);
    painter->drawRect(QRectF(middle - 0.5, area.center().y() - 6, 1, 12));
    if (std::abs(length) >= 0.5) {
        QColor fill = length > 0 ? theme.chosen : theme.rejected;
        fill.setAlphaF(0.72f);
        painter->setBrush(fill);
        painter->drawRoundedRect(
            QRectF(std::min(middle, middle + length), area.center().y() - 3.5, std::abs(length), 7), 1.5, 1.5);
    }
    painter->setPen(theme.text);
    painter->setFont(cell.font);
    painter->drawText(area.adjusted(padding + 2 * barHalf, 0, -padding, 0), Qt::AlignRight | Qt::AlignVCenter,
                      cell.text);
    painter->restore();
}

QSize SignedBarDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = PlainCellDelegate::sizeHint(option, index);
    const int usual = option.fontMetrics.horizontalAdvance(QStringLiteral("\u22120.0000"));
    const int number = option.fontMetrics.horizontalAdvance(displayText(index.data(), option.locale));
    size.setWidth(2 * barHalf + 3 * padding + std::max(usual, number));
    return size;
}

void paintMark(QPainter& painter, CellMark mark, QRectF square) {
    const Theme& theme = currentTheme();
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    if (mark == CellMark::Disputed) {
        path.moveTo(square.center().x(), square.top());
        path.lineTo(square.bottomRight());
        path.lineTo(square.bottomLeft());
        path.closeSubpath();
        painter.fillPath(path, theme.warning);
    } else if (mark != CellMark::None) {
        path.moveTo(square.left(), square.top() + square.height() * 0.55);
        path.lineTo(square.left() + square.width() * 0.37, square.bottom() - square.height() * 0.08);
        path.lineTo(square.right(), square.top() + square.height() * 0.1);
        painter.setPen(QPen(theme.ok, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter.drawPath(path);
    }
    painter.restore();
}

namespace {

qreal markSize(const QFontMetrics& metrics) { return std::max(7.0, metrics.height() * 0.5); }

CellMark markOf(const QModelIndex& index) { return static_cast<CellMark>(index.data(MarkRole).toInt()); }

}  // namespace

void MarkedCellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    paintRowBackground(painter, cell);
    const QRectF area = QRectF(cell.rect);
    painter->save();
    painter->setFont(cell.font);
    const CellMark mark = markOf(index);
    const qreal size = markSize(cell.fontMetrics);
    painter->setPen(mark == CellMark::None ? currentTheme().mutedText : currentTheme().text);
    painter->drawText(area.adjusted(padding, 0, -padding - size - 5, 0), Qt::AlignRight | Qt::AlignVCenter, cell.text);
    painter->restore();
    paintMark(*painter, mark, QRectF(area.right() - padding - size, area.center().y() - size / 2, size, size));
}

void ScoreDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    paintRowBackground(painter, cell);
    const Theme& theme = currentTheme();
    const double score = index.data(NumberRole).toDouble();
    const QRectF area = QRectF(cell.rect);
    const qreal height = std::min<qreal>(area.height() - 6, cell.fontMetrics.height() + 4);
    const qreal width = std::max<qreal>(height + 4, cell.fontMetrics.horizontalAdvance(cell.text) + 12);
    const QRectF pill(area.center().x() - width / 2, area.center().y() - height / 2, width, height);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(cell.font);
    if (std::isfinite(score)) {
        const QColor tint = heatColor(theme, (score - 0.6) / 5.5);
        painter->setPen(Qt::NoPen);
        painter->setBrush(tint);
        painter->drawRoundedRect(pill, smallCornerRadius, smallCornerRadius);
        painter->setPen(readableTextOn(theme, tint));
    } else {
        painter->setPen(theme.mutedText);
    }
    painter->drawText(pill, Qt::AlignCenter, cell.text);
    painter->restore();
    const qreal size = markSize(cell.fontMetrics);
    paintMark(*painter, markOf(index), QRectF(pill.right() + 4, pill.center().y() - size / 2, size, size));
}

QSize VerdictDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QSize size = PlainCellDelegate::sizeHint(option, index);
    const QString text = cellText(displayText(index.data(), option.locale));
    size.setWidth(padding + 14 + option.fontMetrics.horizontalAdvance(text) + 6);  // the dot before it
    return size;
}

void VerdictDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem cell = option;
    initStyleOption(&cell, index);
    paintRowBackground(painter, cell);
    const Theme& theme = currentTheme();
    const bool flipped = index.data(NumberRole).toDouble() != 0.0;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF area = QRectF(cell.rect);
    painter->setPen(Qt::NoPen);
    painter->setBrush(flipped ? theme.rejected : theme.strongBorder);
    painter->drawEllipse(QPointF(area.left() + padding + 4, area.center().y()), 3.5, 3.5);
    painter->setPen(flipped ? theme.text : theme.mutedText);
    painter->setFont(cell.font);
    const QRectF textArea = area.adjusted(padding + 14, 0, -4, 0);
    painter->drawText(
        textArea, Qt::AlignLeft | Qt::AlignVCenter,
        cell.fontMetrics.elidedText(cellText(cell.text), Qt::ElideRight, static_cast<int>(textArea.width())));
    painter->restore();
}

}  // namespace saferscope
