// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heatmap/token_layout.h"

#include <QStyledItemDelegate>
#include <map>

namespace saferscope {

/// A context to be read, not scanned: a margin with the side and the strength, the text in large type beside it.
class AnnotateContextDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Lays out a row for a view of that width before it is shown.
    void prepare(const QModelIndex& index, int viewWidth) const;
    /// Widths, fonts or contexts changed.
    void forgetLayouts() { m_layouts.clear(); }

private:
    const TokenLayout& layoutOf(const QModelIndex& index, qreal width) const;

    mutable std::map<int, TokenLayout> m_layouts;
};

}  // namespace saferscope
