// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_kind_delegate.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"

#include <QApplication>
#include <QPainter>

namespace saferscope {

void ExportKindDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const {
    QStyleOptionViewItem look = option;
    initStyleOption(&look, index);
    look.text.clear();
    const QStyle* style = look.widget != nullptr ? look.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &look, painter, look.widget);
    const bool there = !index.data(missingRole).toBool();
    const QRect room = option.rect.adjusted(spacing(2), spacing(1), -spacing(2), -spacing(1));
    painter->save();
    const auto line = [&](const QFont& font, const QColor& color, const QRect& rect, const QString& text) {
        painter->setFont(font);
        painter->setPen(color);
        painter->drawText(rect, Qt::AlignLeading | Qt::AlignVCenter | Qt::TextSingleLine,
                          QFontMetrics(font).elidedText(cellText(text), Qt::ElideRight, rect.width()));
    };
    const int title = QFontMetrics(strongFont()).height();
    line(strongFont(), there ? currentTheme().text : currentTheme().mutedText,
         QRect(room.left(), room.top(), room.width(), title), index.data(Qt::DisplayRole).toString());
    line(smallFont(), currentTheme().mutedText,
         QRect(room.left(), room.top() + title, room.width(), room.height() - title),
         index.data(sentenceRole).toString());
    painter->restore();
}

QSize ExportKindDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
    return {200, QFontMetrics(strongFont()).height() + QFontMetrics(smallFont()).height() + 2 * spacing(1) + 2};
}

}  // namespace saferscope
