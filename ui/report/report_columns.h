// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace saferscope {

/// What a column of a table asks for, in any one unit.
struct ColumnNeed {
    double whole = 0.0;   ///< its widest cell on one line, with padding
    double word = 0.0;    ///< its longest word, with padding
    bool number = false;  ///< is broken into lines last
};

/// Widths that together never exceed `available`: everything on one line where there is room for that; else numbers
/// stay on one line and texts share what is left by what they lack; else every column gives way. Pure.
std::vector<double> columnWidths(const std::vector<ColumnNeed>& needs, double available);

}  // namespace saferscope
