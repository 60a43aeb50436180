// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/feature_table_model.h"

#include <QStyledItemDelegate>

namespace saferscope {

/// A table cell as plain text. Item views would take text that looks like markup for markup only in tooltips, but a
/// delegate of our own also keeps odd characters (newlines, direction marks) from changing the row.
class PlainCellDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    QString displayText(const QVariant& value, const QLocale& locale) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override;
};

/// A signed number with a thin bar from the middle: blue to the right for chosen, orange to the left for rejected.
class SignedBarDelegate : public PlainCellDelegate {
    Q_OBJECT

public:
    using PlainCellDelegate::PlainCellDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// A number with a small sign after it (MarkRole): a tick for stable or adjudicated, a triangle for disputed.
class MarkedCellDelegate : public PlainCellDelegate {
    Q_OBJECT

public:
    using PlainCellDelegate::PlainCellDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// A score of 1..5 on a tint that grows with it, so that the fives of a column stand out; signs as above.
class ScoreDelegate : public PlainCellDelegate {
    Q_OBJECT

public:
    using PlainCellDelegate::PlainCellDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

/// The small signs by themselves, for other places that show them.
void paintMark(QPainter& painter, CellMark mark, QRectF square);

/// A verdict with a dot: filled orange when the model prefers the rejected answer.
class VerdictDelegate : public PlainCellDelegate {
    Q_OBJECT

public:
    using PlainCellDelegate::PlainCellDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace saferscope
