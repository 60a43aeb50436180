// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/sort_keys.h"

#include "ui/widgets/command_name.h"
#include "ui/widgets/labels.h"

#include <QAction>
#include <QCoreApplication>
#include <QHeaderView>
#include <QMenu>
#include <QShortcut>
#include <QTableView>

namespace saferscope {
namespace {

void sortBy(QHeaderView* header, int column) {
    const bool again = header->sortIndicatorSection() == column;
    const bool down = again ? header->sortIndicatorOrder() == Qt::AscendingOrder : true;
    header->setSortIndicator(column, down ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void openList(QTableView* table) {
    QHeaderView* header = table->horizontalHeader();
    auto* menu = new QMenu(table);
    menu->setObjectName(QStringLiteral("sort-keys"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(QCoreApplication::translate("SortKeys", "Sort the table by"));
    for (int place = 0; place < header->count(); ++place) {
        const int column = header->logicalIndex(place);
        if (header->isSectionHidden(column)) {
            continue;
        }
        const QString name = table->model()->headerData(column, Qt::Horizontal).toString();
        QAction* action = menu->addAction(buttonText(name));
        action->setCheckable(true);
        action->setChecked(header->sortIndicatorSection() == column);
        if (action->isChecked()) {
            menu->setActiveAction(action);
        }
        QObject::connect(action, &QAction::triggered, header, [header, column] { sortBy(header, column); });
    }
    menu->popup(header->mapToGlobal(header->rect().bottomLeft()));
}

}  // namespace

void offerSortKeys(QTableView* table) {
    auto* keys = new QShortcut(Qt::Key_O, table);
    nameCommand(keys, QCoreApplication::translate("SortKeys", "Sort by a column"));
    keys->setContext(Qt::WidgetShortcut);
    QObject::connect(keys, &QShortcut::activated, table, [table] { openList(table); });
    table->setAccessibleDescription(QCoreApplication::translate("SortKeys", "O sorts by a column"));
}

}  // namespace saferscope
