// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/experiments/queue_rows.h"
#include "ui/models/number_delegates.h"

#include <QAbstractItemModel>
#include <memory>

namespace saferscope {

/// The queue as a tree: sweeps with their runs, and single runs. New rows are merged into the old ones, so that
/// selection, current row and what is expanded stay where they are while everything moves. Read-only.
class QueueModel : public QAbstractItemModel {
    Q_OBJECT

public:
    enum Column { Title, Place, State, Progress, Left, Device, Priority, ColumnCount };
    /// 0..1 for the bar of a progress cell.
    static constexpr int FractionRole = Qt::UserRole + 40;
    static constexpr int ToneRole = Qt::UserRole + 41;

    explicit QueueModel(QObject* parent = nullptr);
    ~QueueModel() override;
    void setRows(std::vector<QueueRow> rows);
    /// Null for an invalid index.
    const QueueRow* row(const QModelIndex& index) const;
    /// By QueueRow::key.
    QModelIndex find(const std::string& key) const;

    QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override;
    QModelIndex parent(const QModelIndex& index) const override;
    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    struct Node;
    using Nodes = std::vector<std::unique_ptr<Node>>;
    void merge(Nodes& nodes, std::vector<QueueRow> rows, Node* parent);
    QModelIndex indexOf(const Node* node, int column = 0) const;
    Nodes m_top;
};

/// A thin bar with its per cent beside it.
class QueueProgressDelegate : public PlainCellDelegate {
    Q_OBJECT

public:
    using PlainCellDelegate::PlainCellDelegate;
    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override;
};

}  // namespace saferscope
