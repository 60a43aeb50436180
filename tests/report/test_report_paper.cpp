// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/heat_text.h"
#include "core/report/report_print.h"
#include "tests/report/markup_check.h"
#include "tests/report/report_fixture.h"

#include <algorithm>
#include <array>

using namespace saferscope;
using check::FullWorkspace;
using check::Markup;
using check::reportOf;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::string classOf(const Markup::Element& element) {
    const auto found = element.attributes.find("class");
    return found == element.attributes.end() ? std::string() : found->second;
}

HtmlReportOptions masked(bool paper) {
    HtmlReportOptions options;
    options.texts = ReportTexts::Masked;
    options.paper = paper;
    return options;
}

/// Texts of the data that a page with texts shows, as far as they are long enough to be told from the report's own.
std::vector<std::string> canaries(const FullWorkspace& made) {
    std::vector<std::string> found;
    for (const PreferencePair& pair : made.made.made.pairs) {
        for (const std::string& text : {pair.chosen, pair.rejected, pair.prompt.back().content}) {
            if (text.size() >= 25) {
                found.push_back(text.substr(0, 25));
            }
        }
    }
    return found;
}

/// Classes of the colour maps in order: what the heat of a page looks like.
std::vector<std::string> heatOf(const Markup& page) {
    std::vector<std::string> steps;
    for (const auto& element : page.elements) {
        const std::string look = classOf(element);
        for (std::size_t at = 0; at + 1 < look.size(); ++at) {
            const bool starts = at == 0 || look[at - 1] == ' ';
            const bool ends = at + 2 == look.size() || look[at + 2] == ' ';
            if (element.name == "span" && starts && ends && std::string("hpn").find(look[at]) != std::string::npos &&
                look[at + 1] >= '1' && look[at + 1] <= '8') {
                const std::string step = look.substr(at, 2);
                if (steps.empty() || steps.back() != step) {
                    steps.push_back(step);
                }
            }
        }
    }
    return steps;
}

std::string barsOf(const std::string& text) {
    HtmlWriter html;
    const bool cut = writeHeat(html, {{text, 0.0f, false}}, 1.0f, false, 10'000, true);
    CHECK(!cut);
    return html.markup();
}

}  // namespace

TEST(masked_texts_are_not_in_the_page_and_keep_their_colours) {
    FullWorkspace made;
    const std::string open = reportOf(made.workspace);
    const Markup openPage(open);
    for (const bool paper : {false, true}) {
        const std::string closed = reportOf(made.workspace, masked(paper));
        const Markup page(closed);
        std::size_t shown = 0;
        for (const std::string& text : canaries(made)) {
            CHECK(!has(closed, text));
            shown += has(open, text) ? 1 : 0;
        }
        CHECK(shown > 0);
        CHECK(has(closed, "class=\"bar"));
        CHECK(!heatOf(page).empty());
        CHECK(heatOf(page) == heatOf(openPage));
        CHECK(has(closed, "are masked: bars") && has(closed, "--with-texts"));
        // Not even a letter of them: what stands in their places are spaces, dots for what is cut, and remarks.
        std::size_t places = 0;
        for (const auto& element : page.elements) {
            if (element.name == "div" && classOf(element) == "data") {
                ++places;
                CHECK(element.attributes.at("role") == "img" && !element.attributes.at("aria-label").empty());
                std::string rest = element.text;
                for (const char* allowed : {"\u00a0", "…", " ", "\n", "(empty)"}) {
                    for (auto at = rest.find(allowed); at != std::string::npos; at = rest.find(allowed)) {
                        rest.erase(at, std::string(allowed).size());
                    }
                }
                CHECK_EQ(rest, std::string());
            }
        }
        CHECK(places > 10);
        CHECK(page.byId("show-all") == nullptr);
    }
}

TEST(paper_has_nothing_to_press) {
    FullWorkspace made;
    HtmlReportOptions options;
    options.paper = true;
    const std::string html = reportOf(made.workspace, options);
    const Markup page(html);
    for (const char* element : {"input", "label", "button", "details", "summary", "script", "style"}) {
        CHECK(!page.counts.contains(element));
    }
    CHECK(!has(html, "Point at a token") && !has(html, "fetched"));
    // What is folded away on a page is all there, and so is a word of warning before texts that can be read.
    const Markup screen(reportOf(made.workspace));
    CHECK_EQ(page.counts.at("table"), screen.counts.at("table"));
    CHECK_EQ(page.counts.at("svg"), screen.counts.at("svg"));
    CHECK(has(html, "think before you hand it on"));
    CHECK(std::ranges::any_of(canaries(made), [&](const auto& one) { return has(html, one); }));
}

TEST(bars_say_about_how_long_words_are) {
    const std::string bar = "<span class=\"bar\">";
    CHECK_EQ(barsOf("no"), bar + "\u00a0\u00a0</span>");
    // Rounded up to an even length.
    CHECK_EQ(barsOf("yes no"), bar + "\u00a0\u00a0\u00a0\u00a0</span> " + bar + "\u00a0\u00a0</span>");
    CHECK_EQ(barsOf("a\nb\tc"),
             bar + "\u00a0\u00a0</span>\n" + bar + "\u00a0\u00a0</span> " + bar + "\u00a0\u00a0</span>");
    // Characters count, not bytes; a long run gets places where a line may end.
    CHECK_EQ(barsOf("日本"), barsOf("no"));
    CHECK_EQ(barsOf(std::string(30, 'x')), barsOf(std::string(14, 'x') + " " + std::string(14, 'x') + " xx"));
    CHECK_EQ(barsOf("\xff\xfe"), barsOf("no"));
    CHECK_EQ(barsOf(""), std::string());
    HtmlWriter html;
    writeHeat(html, {{"peak", 1.0f, true}}, 1.0f, false, 100, true);
    CHECK_EQ(html.markup(), std::string("<span class=\"bar h8 peak\" title=\"1.00\">\u00a0\u00a0\u00a0\u00a0</span>"));
}

TEST(the_looks_of_paper_come_from_the_page) {
    CHECK_EQ(reportColour("card"), std::string("#fff"));
    CHECK_EQ(reportColour("h3"), std::string("#e1d2f4"));
    CHECK_EQ(reportColour("nothing"), std::string());
    const std::string& style = chartStyle();
    CHECK(!has(style, "var(") && !has(style, "@media") && !has(style, "svg.chart"));
    for (const char* look : {".grid{", ".axis{", ".whisker{", ".mark{", ".band{", ".fill.c-chosen", ".s7{"}) {
        CHECK(has(style, look));
    }
    CHECK(has(style, "svg .s0{stroke:" + reportColour("s0") + "}"));
}
