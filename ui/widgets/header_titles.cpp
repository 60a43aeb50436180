// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/header_titles.h"

#include <QTableView>
#include <algorithm>

namespace saferscope {

namespace {

constexpr int air = 22;  // theme_style.cpp: 11 at the left, at the right 1 and the arrow's 10

}  // namespace

int titleWidth(const QHeaderView& header, int section) {
    const QString title = header.model()->headerData(section, Qt::Horizontal).toString();
    return title.isEmpty() ? 0 : header.fontMetrics().size(0, title).width() + air;
}

void fitColumn(QTableView& table, int column) {
    table.resizeColumnToContents(column);
    const int title = titleWidth(*table.horizontalHeader(), column);
    if (!table.isColumnHidden(column) && table.columnWidth(column) < title) {
        table.setColumnWidth(column, title);
    }
}

}  // namespace saferscope
