// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/report/report_style.h"
#include "core/report/svg_chart.h"
#include "tests/support/check.h"

#include <algorithm>
#include <array>
#include <limits>
#include <regex>

using namespace saferscope;

namespace {

/// Every number that stands in an attribute of the markup.
std::vector<double> coordinates(const std::string& markup) {
    std::vector<double> values;
    static const std::regex attribute(R"re( (?:x|y|x1|x2|y1|y2|cx|cy|width|height)="([^"]*)")re");
    for (std::sregex_iterator it(markup.begin(), markup.end(), attribute), end; it != end; ++it) {
        values.push_back(std::stod((*it)[1]));
    }
    return values;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

double luminance(const std::string& hex) {
    const auto channel = [&](std::size_t at) {
        const double value = std::stoi(hex.substr(at, 2), nullptr, 16) / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4);
}
double contrast(const std::string& a, const std::string& b) {
    const double one = luminance(a);
    const double other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}
std::string colour(const std::string& sheet, const std::string& name) {
    const auto at = sheet.find("--" + name + ":#");
    CHECK(at != std::string::npos);
    return sheet.substr(at + name.size() + 4, 6);
}

}  // namespace

TEST(ticks_are_round_and_inside) {
    CHECK(niceTicks(0.0, 1.0, 5) == (std::vector<double>{0.0, 0.2, 0.4, 0.6000000000000001, 0.8, 1.0}));
    CHECK_EQ(niceTicks(3.0, 3.0, 5).size(), std::size_t{1});
    CHECK_EQ(niceTicks(0.0, std::numeric_limits<double>::infinity(), 5).size(), std::size_t{1});
    Random random(3);
    for (int round = 0; round < 2000; ++round) {
        const double low = random.normal() * std::pow(10.0, static_cast<double>(random.below(12)) - 6.0);
        const double high =
            low + std::abs(random.normal()) * std::pow(10.0, static_cast<double>(random.below(12)) - 6.0);
        const auto ticks = niceTicks(low, high, 5);
        CHECK(!ticks.empty() && ticks.size() <= 100);
        for (const double tick : ticks) {
            CHECK(tick >= low - 1e-6 * std::abs(high - low) - 1e-12 &&
                  tick <= high + 1e-6 * std::abs(high - low) + 1e-12);
        }
    }
    CHECK_EQ(tickText(0.25, 0.05), std::string("0.25"));
    CHECK_EQ(tickText(2000.0, 500.0), std::string("2000"));
}

TEST(a_bar_is_as_long_as_its_value) {
    RowChart chart;
    chart.label = "accuracies";
    chart.percent = true;
    chart.rows = {{"a", "50 %", 0.5, Interval{0.4, 0.6}, 0.3, false, 0}, {"b", "100 %", 1.0, {}, {}, true, 0}};
    HtmlWriter html;
    drawRows(html, chart);
    static const std::regex bar(R"re(<rect class="fill c-accent[^"]*" x="[^"]*" y="[^"]*" width="([^"]*)")re");
    std::vector<double> widths;
    const std::string markup = html.markup();
    for (std::sregex_iterator it(markup.begin(), markup.end(), bar), end; it != end; ++it) {
        widths.push_back(std::stod((*it)[1]));
    }
    CHECK_EQ(widths.size(), std::size_t{2});
    CHECK_NEAR(widths[0] * 2.0, widths[1], 0.03);
    CHECK(has(markup, "aria-label=\"accuracies\"") && has(markup, "role=\"img\""));
}

TEST(histogram_bars_are_as_high_as_their_counts) {
    HistogramChart chart;
    chart.series = {{"chosen", 1, {10.0, 0.0, 40.0}}, {"rejected", 2, {20.0, 5.0, 0.0}}};
    chart.edges = {"0", "", "2", "3"};
    HtmlWriter html;
    drawHistogram(html, chart);
    static const std::regex bar(
        R"re(<rect class="fill c-(?:chosen|rejected)" x="[^"]*" y="[^"]*" width="[^"]*" height="([^"]*)")re");
    std::vector<double> heights;
    const std::string markup = html.markup();
    for (std::sregex_iterator it(markup.begin(), markup.end(), bar), end; it != end; ++it) {
        heights.push_back(std::stod((*it)[1]));
    }
    CHECK_EQ(heights.size(), std::size_t{6});  // two of the legend, four bars: nothing is drawn for 0
    std::erase(heights, 12.0);
    CHECK_EQ(heights.size(), std::size_t{4});
    CHECK_NEAR(heights[0] * 4.0, heights[1], 0.05);
    CHECK_NEAR(heights[0] * 2.0, heights[2], 0.05);
    CHECK_NEAR(heights[0] * 0.5, heights[3], 0.05);
}

TEST(charts_stay_inside_whatever_the_numbers_are) {
    const std::array<double, 9> nasty = {0.0,    -1e300, 1e300, std::nan(""), std::numeric_limits<double>::infinity(),
                                         1e-300, -3.0,   0.5,   7e15};
    Random random(5);
    const auto any = [&] { return nasty[random.below(nasty.size())]; };
    for (int round = 0; round < 400; ++round) {
        RowChart rows;
        rows.bars = random.below(2) == 0;
        rows.percent = random.below(2) == 0;
        rows.reference = any();
        LineChart lines;
        HistogramChart bins;
        lines.series.resize(2);
        bins.series.resize(1);
        for (std::uint64_t i = random.below(5); i > 0; --i) {
            rows.rows.push_back({"</svg><script>", "\"", any(), Interval{any(), any()}, any(), false, 9});
            lines.series[random.below(2)].points.push_back({any(), any(), {any(), any()}});
            bins.series[0].counts.push_back(any());
            bins.edges.push_back("<");
        }
        lines.levels.push_back({"x", any(), Interval{any(), any()}});
        bins.marked = any();
        HtmlWriter html;
        drawRows(html, rows);
        drawLines(html, lines);
        drawHistogram(html, bins);
        CHECK(!has(html.markup(), "<script") && !has(html.markup(), "nan") && !has(html.markup(), "inf"));
        for (const double value : coordinates(html.markup())) {
            CHECK(std::isfinite(value) && value >= -1.0 && value <= 1000.0);
        }
    }
}

TEST(the_colours_can_be_read) {
    const std::string& sheet = reportStyle();
    const auto dark = sheet.find("prefers-color-scheme:dark");
    CHECK(dark != std::string::npos);
    for (const std::string& part : {sheet.substr(0, dark), sheet.substr(dark)}) {
        const std::string text = colour(part, "text");
        double last = 30.0;
        for (const char* map : {"h", "p", "n"}) {
            last = 30.0;
            for (int step = 1; step <= 8; ++step) {
                const double ratio = contrast(text, colour(part, map + std::to_string(step)));
                CHECK(ratio >= 4.5 && ratio < last);  // every step is stronger than the one before
                last = ratio;
            }
        }
        const std::string card = has(part.substr(0, 400), "--card:#fff;") ? "ffffff" : colour(part, "card");
        for (const char* name : {"muted", "accent", "chosen", "rejected"}) {
            CHECK(contrast(card, colour(part, name)) >= 4.5);
        }
    }
    CHECK(!has(sheet, "<") && !has(sheet, "&") && !has(reportScript(), "<") && !has(reportScript(), "&"));
    CHECK(!has(sheet, "url(") && !has(sheet, "@import") && !has(reportScript(), "fetch") &&
          !has(reportScript(), "http"));
}
