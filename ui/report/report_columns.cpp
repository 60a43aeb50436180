// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/report/report_columns.h"

#include <algorithm>
#include <numeric>

namespace saferscope {
namespace {

constexpr double largestWord = 0.3;  ///< of what is available: longer words are broken

double sum(const std::vector<double>& values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

std::vector<double> columnWidths(const std::vector<ColumnNeed>& needs, double available) {
    std::vector<double> whole;
    std::vector<double> least;
    for (const ColumnNeed& need : needs) {
        whole.push_back(std::max(0.0, need.whole));
        least.push_back(std::clamp(need.word, 0.0, std::min(whole.back(), largestWord * available)));
    }
    if (sum(whole) <= available) {
        return whole;
    }
    // Numbers first, while texts keep their longest words.
    std::vector<double> widths = least;
    for (std::size_t i = 0; i < needs.size(); ++i) {
        widths[i] = needs[i].number ? whole[i] : least[i];
    }
    if (sum(widths) > available) {
        widths = least;
    }
    const double used = sum(widths);
    if (used >= available) {
        for (double& width : widths) {
            width *= used > 0.0 ? available / used : 0.0;
        }
        return widths;
    }
    const double lacking = sum(whole) - used;
    const double share = lacking > 0.0 ? (available - used) / lacking : 0.0;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        widths[i] += share * (whole[i] - widths[i]);
    }
    return widths;
}

}  // namespace saferscope
