// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv_text.h"
#include "ui/charts/series.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <map>

namespace saferscope {
namespace {

// In quotes always: names of series are texts, whatever they look like.
std::string cell(const std::string& text) {
    std::string quoted = "\"";
    for (const char c : spreadsheetText(text)) {
        quoted += c;
        if (c == '"') {
            quoted += '"';
        }
    }
    return quoted + '"';
}

std::string number(double value) {
    std::array<char, 40> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.17g", value);
    double back = 0.0;
    std::array<char, 40> shorter{};
    for (int digits = 6; digits < 17; ++digits) {
        std::snprintf(shorter.data(), shorter.size(), "%.*g", digits, value);
        if (std::sscanf(shorter.data(), "%lf", &back) == 1 && back == value) {
            return shorter.data();
        }
    }
    return buffer.data();
}

}  // namespace

std::string toCsv(std::span<const Series> series, const std::string& xName) {
    std::map<double, std::vector<double>> rows;
    for (std::size_t column = 0; column < series.size(); ++column) {
        for (std::size_t i = 0; i < series[column].x.size(); ++i) {
            auto& row = rows[series[column].x[i]];
            row.resize(series.size(), std::nan(""));
            row[column] = series[column].y[i];
        }
    }
    std::string out = cell(xName);
    for (const Series& one : series) {
        out += ',' + cell(one.name);
    }
    out += '\n';
    for (const auto& [x, row] : rows) {
        out += number(x);
        for (const double value : row) {
            out += ',';
            if (!std::isnan(value)) {
                out += number(value);
            }
        }
        out += '\n';
    }
    return out;
}

}  // namespace saferscope
