// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

class QTableView;

namespace saferscope {

/// Pixels that a column's title takes with the style sheet's air and the room for the arrow, which is kept free in
/// every title. QHeaderView's own hint knows of the arrow only where the table is sorted, and lets titles be cut
/// elsewhere.
int titleWidth(const QHeaderView& header, int section);

/// QTableView::resizeColumnToContents(), and never less than the title.
void fitColumn(QTableView& table, int column);

}  // namespace saferscope
