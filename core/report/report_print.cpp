// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/report_print.h"

#include "core/report/report_style.h"

#include <algorithm>

namespace saferscope {
namespace {

/// The first block of the sheet sets the light colours.
std::string_view lightBlock() {
    const std::string_view sheet = reportStyle();
    return sheet.substr(0, sheet.find('}'));
}

std::string withColours(std::string_view rule) {
    std::string out;
    while (true) {
        const auto at = rule.find("var(--");
        const auto end = at == std::string_view::npos ? at : rule.find(')', at);
        if (end == std::string_view::npos) {
            out.append(rule);
            return out;
        }
        out.append(rule.substr(0, at));
        out += reportColour(rule.substr(at + 6, end - at - 6));
        rule.remove_prefix(end + 1);
    }
}

std::string makeChartStyle() {
    std::string out;
    std::string_view sheet = reportStyle();
    for (auto end = sheet.find('}'); end != std::string_view::npos; end = sheet.find('}')) {
        std::string_view rule = sheet.substr(0, end + 1);
        sheet.remove_prefix(end + 1);
        rule.remove_prefix(std::min(rule.find_first_not_of('\n'), rule.size()));
        // "svg.chart{" is how the page places a chart; what is inside one begins with "svg ".
        if (rule.starts_with("svg ")) {
            out += withColours(rule);
            out += '\n';
        }
    }
    return out;
}

}  // namespace

std::string reportColour(std::string_view name) {
    const std::string_view block = lightBlock();
    const std::string wanted = "--" + std::string(name) + ":";
    const auto at = block.find(wanted);
    if (at == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = block.substr(at + wanted.size());
    return std::string(rest.substr(0, rest.find(';')));
}

const std::string& chartStyle() {
    static const std::string style = makeChartStyle();
    return style;
}

}  // namespace saferscope
