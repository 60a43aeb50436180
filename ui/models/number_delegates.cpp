// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/number_delegates.h"

#include "ui/models/feature_table_model.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QPainter>
#include <algorithm>

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
    for (QChar& c : text) {
        const bool steering = c.unicode() < 0x20 || (c.unicode() >= 0x200E && c.unicode() <= 0x200F) ||
                              (c.unicode() >= 0x2028 && c.unicode() <= 0x202E) ||
                              (c.unicode() >= 0x2066 && c.unicode() <= 0x2069);
        if (steering) {
            c = QChar(0xFFFD);
        }
    }
    return text;
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
    size.setWidth(2 * barHalf + 3 * padding + option.fontMetrics.horizontalAdvance(QStringLiteral("\u22120.0000")));
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
    painter->drawText(textArea, Qt::AlignLeft | Qt::AlignVCenter,
                      cell.fontMetrics.elidedText(cell.text, Qt::ElideRight, static_cast<int>(textArea.width())));
    painter->restore();
}

}  // namespace saferscope
