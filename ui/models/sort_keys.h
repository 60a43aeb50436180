// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QTableView;

namespace saferscope {

/// A table that is sorted by clicks on its head can be sorted by keyboard too: O opens a list of its columns; the one
/// it is sorted by turns the order round. GUI thread; call once, after setSortingEnabled(true).
void offerSortKeys(QTableView* table);

}  // namespace saferscope
