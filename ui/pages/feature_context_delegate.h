// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/heatmap/token_layout.h"

#include <QStyledItemDelegate>
#include <map>
#include <memory>

namespace saferscope {

/// Draws a context: one line that says where it is from and how strong, then its text as a small heat map.
class FeatureContextDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit FeatureContextDelegate(QObject* parent = nullptr);
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    /// Widths, fonts or contexts changed.
    void forgetLayouts() { m_layouts.clear(); }

private:
    const TokenLayout& layoutOf(int row, const QModelIndex& index, qreal width) const;

    mutable std::map<int, TokenLayout> m_layouts;
};

}  // namespace saferscope
