// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace saferscope {

/// A row of two lines: what it is, and below, smaller, what it is for.
class ExportKindDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    static constexpr int sentenceRole = Qt::UserRole + 1;
    static constexpr int missingRole = Qt::UserRole + 2;  ///< true: the workspace has nothing of it yet
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace saferscope
