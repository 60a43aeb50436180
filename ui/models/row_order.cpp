// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/row_order.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

void sortRows(std::vector<std::uint32_t>& rows, const std::function<double(std::uint32_t)>& key, bool descending) {
    struct Keyed {
        double key;
        std::uint32_t row;
    };
    std::vector<Keyed> keyed(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const double value = key(rows[i]);
        keyed[i] = {std::isnan(value) ? INFINITY : descending ? -value : value, rows[i]};
    }
    std::sort(keyed.begin(), keyed.end(),
              [](const Keyed& a, const Keyed& b) { return a.key < b.key || (a.key == b.key && a.row < b.row); });
    for (std::size_t i = 0; i < rows.size(); ++i) {
        rows[i] = keyed[i].row;
    }
}

}  // namespace saferscope
