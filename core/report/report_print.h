// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace saferscope {

/// What a report on paper (HtmlReportOptions::paper) is drawn with. Both are read from the report's own style sheet, so
/// that paper and page cannot drift apart. Any thread.

/// A light colour of the report by its name: reportColour("h3") is "#e1d2f4". Empty for a name it has not.
std::string reportColour(std::string_view name);

/// The rules for the charts (svg_chart.h) with light colours written out, for readers of SVG that know classes but no
/// variables.
const std::string& chartStyle();

}  // namespace saferscope
