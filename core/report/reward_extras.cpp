// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_text.h"
#include "core/report/report_context.h"
#include "core/report/stored_json.h"

#include <algorithm>
#include <array>

namespace saferscope {
namespace {

constexpr std::size_t shownRows = 30;

std::vector<Cell> comparisonRow(const std::string& name, const Json& row) {
    const double difference = storedNumber(row, "difference");
    const double low = storedNumber(row, "ci_low");
    const auto count = [&row](const char* key) {
        return numberCell(countText(storedCount(row, key)), static_cast<double>(storedCount(row, key)));
    };
    const auto share = [&row](const char* key) {
        return numberCell(percentText(storedNumber(row, key)), storedNumber(row, key));
    };
    return {textCell(name.empty() ? tr("(none)") : name),
            count("pairs"),
            share("baseline_accuracy"),
            share("accuracy"),
            numberCell(pointsText(difference), difference),
            numberCell(tr("%1 to %2", {pointsText(low), pointsText(storedNumber(row, "ci_high"))}), low),
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
        tr("Against %1, in percentage points, on the same pairs", {cutText(storedText(comparison, "baseline"), 80)});
    table.head = {tr("section"),       tr("pairs"),     tr("baseline"),  tr("now"), tr("change"),
                  tr("95 % interval"), tr("now right"), tr("now wrong"), "p"};
    const Json& sections = storedList(comparison, "sections");
    for (std::size_t i = 0; i < std::min(sections.size(), shownRows); ++i) {
        table.rows.push_back(comparisonRow(storedText(sections[i], "section"), sections[i]));
    }
    if (const Json& overall = storedAt(comparison, "overall"); overall.is_object()) {
        table.rows.push_back(comparisonRow(tr("all"), overall));
    }
    if (table.rows.empty()) {
        return;
    }
    report.html.element("h4", tr("Against a baseline"));
    writeTable(report.html, table);
    if (sections.size() > shownRows) {
        report.leave(trn(sections.size(), "Of %1 section of a comparison %2 are listed.",
                         "Of %1 sections of a comparison %2 are listed.", {countText(shownRows)}));
    }
}

void writeStyleMatrix(ReportContext& report, const Json& result) {
    const std::array<std::string, 3> styles = {tr("concise"), tr("detailed"), tr("markdown")};
    const Json& matrices = storedList(result, "matrix");
    if (matrices.empty() || storedList(matrices.front(), "accuracy").size() != styles.size()) {
        return;
    }
    ReportTable table;
    table.caption = tr("Accuracy by the style of the chosen answer (rows) and of the rejected one (columns)");
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
    report.html.element("h4", tr("By style"));
    writeTable(report.html, table);
}

}  // namespace saferscope
