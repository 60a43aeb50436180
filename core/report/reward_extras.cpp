// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_text.h"
#include "core/report/report_context.h"
#include "core/report/stored_json.h"

#include <algorithm>
#include <array>

namespace saferscope {
namespace {

constexpr std::size_t shownRows = 30;

std::vector<Cell> comparisonRow(const Json& row) {
    const std::string name = storedText(row, "section");
    const double difference = storedNumber(row, "difference");
    const double low = storedNumber(row, "ci_low");
    const auto count = [&row](const char* key) {
        return numberCell(countText(storedCount(row, key)), static_cast<double>(storedCount(row, key)));
    };
    const auto share = [&row](const char* key) {
        return numberCell(percentText(storedNumber(row, key)), storedNumber(row, key));
    };
    return {textCell(name.empty() ? "(none)" : name),
            count("pairs"),
            share("baseline_accuracy"),
            share("accuracy"),
            numberCell(pointsText(difference), difference),
            numberCell(pointsText(low) + " to " + pointsText(storedNumber(row, "ci_high")), low),
            count("gained"),
            count("lost"),
            numberCell(probabilityText(storedNumber(row, "p")), storedNumber(row, "p"))};
}

}  // namespace

void writeComparison(ReportContext& report, const Json& result) {
    const Json& comparison = storedAt(result, "comparison");
    if (!comparison.is_object()) {
        return;
    }
    ReportTable table;
    table.caption =
        "Against " + cutText(storedText(comparison, "baseline"), 80) + ", in percentage points, on the same pairs";
    table.head = {"section", "pairs", "baseline", "now", "change", "95 % interval", "now right", "now wrong", "p"};
    const Json& sections = storedList(comparison, "sections");
    for (std::size_t i = 0; i < std::min(sections.size(), shownRows); ++i) {
        table.rows.push_back(comparisonRow(sections[i]));
    }
    if (const Json& overall = storedAt(comparison, "overall"); overall.is_object()) {
        table.rows.push_back(comparisonRow(overall));
    }
    if (table.rows.empty()) {
        return;
    }
    report.html.element("h4", "Against a baseline");
    writeTable(report.html, table);
    if (sections.size() > shownRows) {
        report.leave("Of " + countText(sections.size()) + " sections of a comparison " + countText(shownRows) +
                     " are listed.");
    }
}

void writeStyleMatrix(ReportContext& report, const Json& result) {
    static constexpr std::array styles = {"concise", "detailed", "markdown"};
    const Json& matrices = storedList(result, "matrix");
    if (matrices.empty() || storedList(matrices.front(), "accuracy").size() != styles.size()) {
        return;
    }
    ReportTable table;
    table.caption = "Accuracy by the style of the chosen answer (rows) and of the rejected one (columns)";
    table.head = {"", styles[0], styles[1], styles[2]};
    const Json& accuracy = storedList(matrices.front(), "accuracy");
    for (std::size_t row = 0; row < styles.size(); ++row) {
        std::vector<Cell> cells = {textCell(styles[row])};
        for (std::size_t column = 0; column < styles.size(); ++column) {
            const bool known =
                accuracy[row].is_array() && column < accuracy[row].size() && accuracy[row][column].is_number();
            const double value = known ? accuracy[row][column].get<double>() : std::nan("");
            cells.push_back(numberCell(percentText(value), value));
        }
        table.rows.push_back(std::move(cells));
    }
    report.html.element("h4", "By style");
    writeTable(report.html, table);
}

}  // namespace saferscope
