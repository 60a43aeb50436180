// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_table.h"

#include "core/report/html_text.h"
#include "core/report/report_language.h"
#include "core/report/report_numbers.h"

namespace saferscope {

Cell textCell(const std::string& text) { return {cutText(text, 160)}; }

Cell numberCell(const std::string& text, double value) { return {text, plainNumber(value), true}; }

void writeTable(HtmlWriter& html, const ReportTable& table) {
    html.open("div", {{"class", "scroll"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", table.caption}});
    html.open("table", {{"class", table.sortable ? "sortable" : "plain"}});
    html.element("caption", table.caption);
    html.open("thead");
    html.open("tr");
    for (std::size_t column = 0; column < table.head.size(); ++column) {
        const bool number =
            !table.rows.empty() && column < table.rows.front().size() && table.rows.front()[column].number;
        html.element("th", table.head[column], {{"scope", "col"}, {"class", number ? "n" : "t"}});
    }
    html.close();
    html.close();
    html.open("tbody");
    for (const auto& row : table.rows) {
        html.open("tr");
        for (std::size_t column = 0; column < row.size(); ++column) {
            const Cell& cell = row[column];
            if (column == 0 && !cell.number) {
                html.element("th", cell.text, {{"scope", "row"}, {"dir", "auto"}});
            } else if (cell.number) {
                html.element("td", cell.text, {{"class", "n"}, {"data-v", cell.sorted}});
            } else {
                html.element("td", cell.text, {{"dir", "auto"}});
            }
        }
        html.close();
    }
    html.close();
    html.close();
    html.close();
}

void writeNumbers(HtmlWriter& html, const ReportTable& table, bool paper) {
    if (paper) {
        writeTable(html, table);
        return;
    }
    html.open("details");
    html.element("summary", tr("The numbers"));
    writeTable(html, table);
    html.close();
}

}  // namespace saferscope
