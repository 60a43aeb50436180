// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/experiments/queue_model.h"

#include "ui/theme/theme.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/progress_row.h"

#include <QApplication>
#include <QLocale>
#include <QPainter>
#include <algorithm>
#include <cmath>

namespace saferscope {

struct QueueModel::Node {
    QueueRow row;  ///< without its children
    Node* parent = nullptr;
    Nodes children;
};

QueueModel::QueueModel(QObject* parent) : QAbstractItemModel(parent) {}
QueueModel::~QueueModel() = default;

void QueueModel::setRows(std::vector<QueueRow> rows) { merge(m_top, std::move(rows), nullptr); }

void QueueModel::merge(Nodes& nodes, std::vector<QueueRow> rows, Node* parent) {
    const QModelIndex above = parent == nullptr ? QModelIndex() : indexOf(parent);
    const auto wanted = [&](const std::string& key) {
        return std::any_of(rows.begin(), rows.end(), [&](const QueueRow& row) { return row.key == key; });
    };
    for (int i = static_cast<int>(nodes.size()) - 1; i >= 0; --i) {
        if (!wanted(nodes[static_cast<std::size_t>(i)]->row.key)) {
            beginRemoveRows(above, i, i);
            nodes.erase(nodes.begin() + i);
            endRemoveRows();
        }
    }
    for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
        QueueRow& row = rows[static_cast<std::size_t>(i)];
        const auto at = std::find_if(nodes.begin() + std::min<std::ptrdiff_t>(i, std::ssize(nodes)), nodes.end(),
                                     [&](const auto& node) { return node->row.key == row.key; });
        std::vector<QueueRow> children = std::move(row.children);
        row.children.clear();
        if (at == nodes.end()) {
            auto node = std::make_unique<Node>();
            node->row = std::move(row);
            node->parent = parent;
            beginInsertRows(above, i, i);
            nodes.insert(nodes.begin() + i, std::move(node));
            endInsertRows();
        } else {
            const int from = static_cast<int>(at - nodes.begin());
            if (from != i) {
                beginMoveRows(above, from, from, above, i);
                std::rotate(nodes.begin() + i, nodes.begin() + from, nodes.begin() + from + 1);
                endMoveRows();
            }
            Node& node = *nodes[static_cast<std::size_t>(i)];
            if (!(node.row == row)) {
                node.row = std::move(row);
                Q_EMIT dataChanged(indexOf(&node), indexOf(&node, ColumnCount - 1));
            }
        }
        Node* node = nodes[static_cast<std::size_t>(i)].get();
        merge(node->children, std::move(children), node);
    }
}

const QueueRow* QueueModel::row(const QModelIndex& index) const {
    return index.isValid() ? &static_cast<const Node*>(index.internalPointer())->row : nullptr;
}

QModelIndex QueueModel::find(const std::string& key) const {
    const auto look = [&](const Nodes& nodes, const auto& again) -> QModelIndex {
        for (const auto& node : nodes) {
            if (node->row.key == key) {
                return indexOf(node.get());
            }
            if (const QModelIndex below = again(node->children, again); below.isValid()) {
                return below;
            }
        }
        return {};
    };
    return look(m_top, look);
}

QModelIndex QueueModel::indexOf(const Node* node, int column) const {
    const Nodes& siblings = node->parent == nullptr ? m_top : node->parent->children;
    for (std::size_t i = 0; i < siblings.size(); ++i) {
        if (siblings[i].get() == node) {
            return createIndex(static_cast<int>(i), column, siblings[i].get());
        }
    }
    return {};
}

QModelIndex QueueModel::index(int row, int column, const QModelIndex& parent) const {
    const Nodes& nodes = parent.isValid() ? static_cast<Node*>(parent.internalPointer())->children : m_top;
    if (row < 0 || column < 0 || row >= static_cast<int>(nodes.size()) || column >= ColumnCount ||
        parent.column() > 0) {
        return {};
    }
    return createIndex(row, column, nodes[static_cast<std::size_t>(row)].get());
}

QModelIndex QueueModel::parent(const QModelIndex& index) const {
    const Node* above = index.isValid() ? static_cast<Node*>(index.internalPointer())->parent : nullptr;
    return above == nullptr ? QModelIndex() : indexOf(above);
}

int QueueModel::rowCount(const QModelIndex& parent) const {
    if (parent.column() > 0) {
        return 0;
    }
    return static_cast<int>(parent.isValid() ? static_cast<Node*>(parent.internalPointer())->children.size()
                                             : m_top.size());
}

int QueueModel::columnCount(const QModelIndex&) const { return ColumnCount; }

QVariant QueueModel::data(const QModelIndex& index, int role) const {
    const QueueRow* row = this->row(index);
    if (row == nullptr) {
        return {};
    }
    const auto left = [&]() -> QString {
        const QString text = row->seconds && !row->ended() ? durationText(*row->seconds) : QString();
        return text.isEmpty() ? QString() : row->atLeast ? tr("≥ %1").arg(text) : text;
    };
    switch (role) {
        case Qt::DisplayRole:
            switch (index.column()) {
                case Title:
                    return cellText(row->title);
                case Place:
                    return row->position > 0 ? QLocale().toString(static_cast<qulonglong>(row->position)) : QString();
                case State:
                    return row->state;
                case Progress:
                    return row->fraction ? tr("%1 %").arg(static_cast<int>(*row->fraction * 100.0)) : QString();
                case Left:
                    return left();
                case Device:
                    return row->device;
                default:
                    return row->priority && *row->priority != 0 ? QLocale().toString(*row->priority) : QString();
            }
        case FractionRole:
            return index.column() == Progress && row->fraction ? QVariant(*row->fraction) : QVariant();
        case ToneRole:
            return static_cast<int>(row->tone);
        case Qt::ForegroundRole:
            if (index.column() == State) {
                const Theme& theme = currentTheme();
                switch (row->tone) {
                    case TextTone::Ok:
                        return theme.ok;
                    case TextTone::Error:
                        return theme.error;
                    case TextTone::Warning:
                        return theme.warning;
                    case TextTone::Muted:
                        return theme.mutedText;
                    case TextTone::Normal:
                        return theme.text;
                }
            }
            return index.column() == Title ? QVariant() : QVariant(currentTheme().mutedText);
        case Qt::FontRole:
            return row->isSweep() && index.column() == Title ? QVariant(strongFont()) : QVariant();
        case Qt::TextAlignmentRole:
            return static_cast<int>((index.column() == Place || index.column() == Left || index.column() == Priority
                                         ? Qt::AlignRight
                                         : Qt::AlignLeft) |
                                    Qt::AlignVCenter);
        case Qt::ToolTipRole: {
            const QString text = row->detail.isEmpty() ? row->title : row->title + QLatin1Char('\n') + row->detail;
            return plainToolTip(text);
        }
        case Qt::AccessibleTextRole:
            return index.column() == Title
                       ? QVariant(QStringLiteral("%1, %2 %3").arg(cellText(row->title), row->state, left()).trimmed())
                       : QVariant(headerData(index.column(), Qt::Horizontal).toString() + QLatin1Char(' ') +
                                  data(index, Qt::DisplayRole).toString());
        default:
            return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount) {
        return {};
    }
    if (role == Qt::TextAlignmentRole) {
        return static_cast<int>(
            (section == Place || section == Left || section == Priority ? Qt::AlignRight : Qt::AlignLeft) |
            Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole) {
        return {};
    }
    switch (section) {
        case Title:
            return tr("Run");
        case Place:
            return tr("Place");
        case State:
            return tr("State");
        case Progress:
            return tr("Progress");
        case Left:
            return tr("Left");
        case Device:
            return tr("Device");
        default:
            return tr("Priority");
    }
}

void QueueProgressDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                                  const QModelIndex& index) const {
    QStyleOptionViewItem plain(option);
    initStyleOption(&plain, index);
    const QString text = plain.text;
    plain.text.clear();
    const QWidget* widget = option.widget;
    (widget != nullptr ? widget->style() : QApplication::style())
        ->drawControl(QStyle::CE_ItemViewItem, &plain, painter, widget);
    const QVariant fraction = index.data(QueueModel::FractionRole);
    if (!fraction.isValid()) {
        return;
    }
    const Theme& theme = currentTheme();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setFont(smallFont());
    const QFontMetrics metrics(smallFont());
    const int words = metrics.horizontalAdvance(QStringLiteral("100 %")) + 8;
    const QRectF area = QRectF(option.rect).adjusted(8, 0, -8, 0);
    QRectF bar(area.left(), area.center().y() - 3, std::max(10.0, area.width() - words), 6);
    painter->setPen(Qt::NoPen);
    painter->setBrush(mixColors(theme.surface, theme.strongBorder, 0.6));
    painter->drawRoundedRect(bar, 3, 3);
    const double part = std::clamp(fraction.toDouble(), 0.0, 1.0);
    const auto tone = static_cast<TextTone>(index.data(QueueModel::ToneRole).toInt());
    painter->setBrush(tone == TextTone::Ok ? theme.ok : tone == TextTone::Error ? theme.error : theme.accent);
    if (part > 0.0) {
        bar.setWidth(std::max(6.0, bar.width() * part));
        painter->drawRoundedRect(bar, 3, 3);
    }
    painter->setPen(theme.mutedText);
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter, text);
    painter->restore();
}

}  // namespace saferscope
