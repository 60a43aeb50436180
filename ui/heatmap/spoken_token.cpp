// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/heatmap/spoken_token.h"

#include "ui/heatmap/visible_text.h"

#include <QCoreApplication>
#include <QStringList>
#include <algorithm>

namespace saferscope {
namespace {

constexpr int longestSpoken = 60;

}  // namespace

QString spokenToken(std::string_view bytes) {
    if (bytes.empty()) {
        return QCoreApplication::translate("HeatMap", "empty token");
    }
    if (isSpecialToken(bytes)) {
        const std::string_view name = specialName(bytes);
        return QCoreApplication::translate("HeatMap", "special token %1")
            .arg(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
    }
    const bool blank =
        std::all_of(bytes.begin(), bytes.end(), [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; });
    if (blank) {
        // "new line, new line": each sign by its name, of long runs only how many there are.
        const auto lines = static_cast<int>(std::count(bytes.begin(), bytes.end(), '\n'));
        const auto tabs = static_cast<int>(std::count(bytes.begin(), bytes.end(), '\t'));
        const auto spaces = static_cast<int>(std::count(bytes.begin(), bytes.end(), ' '));
        QStringList said;
        if (lines > 0) {
            said.append(QCoreApplication::translate("HeatMap", "%n new line(s)", nullptr, lines));
        }
        if (tabs > 0) {
            said.append(QCoreApplication::translate("HeatMap", "%n tab(s)", nullptr, tabs));
        }
        if (spaces > 0) {
            said.append(QCoreApplication::translate("HeatMap", "%n space(s)", nullptr, spaces));
        }
        return said.isEmpty() ? QCoreApplication::translate("HeatMap", "carriage return")
                              : said.join(QStringLiteral(", "));
    }
    const std::size_t first = bytes.find_first_not_of(" \n\r\t");
    const std::size_t last = bytes.find_last_not_of(" \n\r\t");
    return visibleToken(bytes.substr(first, last - first + 1), longestSpoken);
}

}  // namespace saferscope
