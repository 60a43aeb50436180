// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/features/contrast.h"
#include "core/judge/agreement_report.h"
#include "core/report/report_numbers.h"
#include "core/report/report_style.h"
#include "core/workspace/sweep_runs.h"
#include "tests/report/markup_check.h"
#include "tests/report/report_fixture.h"

#include <algorithm>

using namespace saferscope;
using check::FullWorkspace;
using check::Markup;
using check::reportOf;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// Rows of the table whose caption begins so: the texts of their cells.
std::vector<std::vector<std::string>> tableOf(const Markup& page, const std::string& caption) {
    std::vector<std::vector<std::string>> rows;
    bool inside = false;
    for (const auto& element : page.elements) {
        if (element.name == "caption") {
            inside = element.text.starts_with(caption);
        } else if (inside && element.name == "tr") {
            rows.emplace_back();
        } else if (inside && (element.name == "td" || element.name == "th") && !rows.empty()) {
            rows.back().push_back(element.text);
        } else if (inside && element.name == "table") {
            inside = false;
        }
    }
    return rows;
}

void checkNothingIsFetched(const Markup& page) {
    for (const auto& element : page.elements) {
        for (const auto& [name, value] : element.attributes) {
            CHECK(!name.starts_with("on") && name != "style" && name != "src");
            CHECK(name != "href" || (value.starts_with("#") && page.byId(value.substr(1)) != nullptr));
        }
        if (element.name == "style" || element.name == "script") {
            CHECK(!has(element.text, "//") && !has(element.text, "url("));
        }
    }
    CHECK_EQ(page.counts.at("script"), 1);
    CHECK_EQ(page.counts.at("style"), 1);
}

}  // namespace

TEST(a_report_has_every_part_and_is_well_formed) {
    FullWorkspace made;
    HtmlReportSummary summary;
    const std::string html = reportOf(made.workspace, {}, &summary);
    const Markup page(html);
    checkNothingIsFetched(page);
    for (const char* id :
         {"subject", "reward", "sae", "features", "pairs", "ratings", "experiments", "causal", "audit", "methods"}) {
        if (page.byId(id) == nullptr) {
            throw check::Failure(std::string("no part ") + id, __FILE__, __LINE__);
        }
    }
    CHECK_EQ(summary.parts.size(), std::size_t{10});
    CHECK(page.counts.at("svg") >= 8);
    for (const auto& element : page.elements) {
        CHECK(element.name != "svg" ||
              (!element.attributes.at("aria-label").empty() && element.attributes.at("role") == "img"));
        CHECK(element.name != "table" || !element.attributes.contains("role"));
    }
    CHECK_EQ(page.counts.at("caption"), page.counts.at("table"));
    CHECK_EQ(page.counts.at("h1"), 1);
    // Ids name one thing each.
    std::set<std::string> ids;
    for (const auto& element : page.elements) {
        if (const auto id = element.attributes.find("id"); id != element.attributes.end()) {
            CHECK(ids.insert(id->second).second);
        }
    }
    if (const char* keep = std::getenv("SAFERSCOPE_KEEP_REPORT")) {
        check::writeFile(keep, html);
    }
}

TEST(the_policy_allows_only_its_own_style_and_script) {
    FullWorkspace made;
    const std::string html = reportOf(made.workspace);
    const Markup page(html);
    std::string policy;
    for (const auto& element : page.elements) {
        if (element.name == "meta" && element.attributes.contains("http-equiv")) {
            policy = element.attributes.at("content");
        }
        if (element.name == "style") {
            CHECK_EQ(element.text, reportStyle());
        }
        if (element.name == "script") {
            CHECK_EQ(element.text, reportScript());
        }
    }
    CHECK(policy.starts_with("default-src 'none'; style-src 'sha256-") && !has(policy, "unsafe"));
    // 32 bytes of a hash are 43 digits and one "=" in base64.
    const auto from = policy.find("sha256-") + 7;
    CHECK_EQ(policy.find('\'', from) - from, std::size_t{44});
}

TEST(an_empty_workspace_gives_a_sentence) {
    const check::TemporaryFolder folder;
    const auto workspace = check::makeWorkspace(folder.path() / "w");
    HtmlReportSummary summary;
    const std::string html = reportOf(*workspace, {}, &summary);
    const Markup page(html);
    checkNothingIsFetched(page);
    CHECK(has(html, "This workspace is empty"));
    CHECK(summary.parts.empty());
    CHECK(html.size() < 40'000);
}

TEST(data_alone_gives_what_there_is) {
    const check::TemporaryFolder folder;
    const auto workspace = check::makeWorkspace(folder.path() / "w");
    CHECK_OK(workspace->importPairs(check::writePairs(folder.path() / "pairs.jsonl", 5), "five", {}));
    HtmlReportSummary summary;
    const Markup page(reportOf(*workspace, {}, &summary));
    CHECK_EQ(summary.parts.size(), std::size_t{2});  // what was examined, and how
    CHECK_EQ(tableOf(page, "Data sets").at(1).at(0), std::string("five"));
    CHECK_EQ(tableOf(page, "Data sets").at(1).at(1), std::string("5"));
}

TEST(the_numbers_are_those_of_the_stores) {
    FullWorkspace made;
    const Markup page(reportOf(made.workspace));
    const auto index = made.workspace.openNewestIndex();
    CHECK_OK(index);
    const auto contrasts = computeContrasts(**index, TokenScope::SentenceEnds);
    const auto strongest = strongestFeatures(contrasts, 40);
    const auto features = tableOf(page, "The features that separate");
    CHECK_EQ(features.size(), strongest.size() + 1);
    const RatingBook book(*made.workspace.ratings(made.saeHash));
    for (std::size_t i = 0; i < strongest.size(); ++i) {
        const FeatureContrast& one = contrasts[strongest[i].value()];
        const auto& row = features[i + 1];
        CHECK_EQ(row.at(0), std::to_string(one.feature.value()));
        CHECK_EQ(row.at(1), signedText(one.contrast, 3));
        CHECK_EQ(row.at(2), intervalText({one.contrastLow, one.contrastHigh}, 3));
        CHECK_EQ(row.at(3), signedText(one.effectSize, 2));
        CHECK_EQ(row.at(4), percentText(one.density, 2));
        CHECK_EQ(row.at(5), countText(one.firingPairs));
        const auto judged = book.of(one.feature).judgeScore("gpt-4o");
        CHECK_EQ(row.at(7), judged ? std::to_string(*judged) : std::string("–"));
    }
    const auto accuracy = tableOf(page, "Accuracy with");
    const Json& overall = made.evaluation["overall"];
    CHECK_EQ(accuracy.at(1).at(0), std::string("all pairs"));
    CHECK_EQ(accuracy.at(1).at(1), std::string("60"));
    CHECK_EQ(accuracy.at(1).at(2), percentText(overall["accuracy"].get<double>()));
    CHECK_EQ(accuracy.at(1).at(3),
             percentIntervalText({overall["ci_low"].get<double>(), overall["ci_high"].get<double>()}));
    CHECK_EQ(accuracy.size(), std::size_t{4});

    const auto agreement = measureAgreement(book);
    const auto kappas = tableOf(page, "Agreement, with");
    CHECK_EQ(kappas.at(1).at(0), std::string("ann & <ann> and ben"));
    CHECK(kappas.at(1).at(3).starts_with(numberText(*agreement.people.at(0).statistics.kappa.value, 2)));
    const auto matrix = tableOf(page, "Rows: scores of ann & <ann>");
    for (std::size_t a = 0; a < 5; ++a) {
        for (std::size_t b = 0; b < 5; ++b) {
            CHECK_EQ(matrix.at(a + 1).at(b + 1), countText(agreement.people.at(0).statistics.confusion.counts[a][b]));
        }
    }

    const auto sweep = readSweeps(made.workspace.folder()).at(0);
    const auto results = summariseSweep(sweep, readSweepVerdicts(made.workspace.folder(), sweep));
    CHECK_OK(results);
    const auto models = tableOf(page, "Every model on all pairs");
    std::size_t row = 1;
    for (const SweepPoint& point : results->points) {
        if (point.section == "overall") {
            CHECK_EQ(models.at(row).at(3), percentText(point.accuracy));
            CHECK_EQ(models.at(row).at(4), percentIntervalText(point.ci));
            ++row;
        }
    }
    CHECK_EQ(models.size(), row);
    CHECK(row > 2);

    const CausalReport causal = check::makeCausalReport({30, 8, 60, 1});
    const auto arms = tableOf(page, "What each change does");
    CHECK_EQ(arms.at(1).at(1), signedText(findArm(causal, ArmKind::Set)->sections.front().margin, 3));
    CHECK_EQ(arms.size(), std::size_t{4});
}

TEST(texts_can_be_left_out) {
    FullWorkspace made;
    const std::string with = reportOf(made.workspace);
    HtmlReportOptions options;
    options.texts = ReportTexts::LeftOut;
    HtmlReportSummary summary;
    const std::string without = reportOf(made.workspace, options, &summary);
    const Markup page(without);
    CHECK(has(with, "class=\"veil data\"") && !has(without, "class=\"veil data\"") && !has(without, "id=\"show-all\""));
    CHECK(page.byId("pairs") != nullptr && page.byId("features") != nullptr);
    // Not one answer of the data set is in the file, nor the beginning of one.
    std::size_t found = 0;
    for (const PreferencePair& pair : made.made.made.pairs) {
        for (const std::string& text : {pair.chosen, pair.rejected, pair.prompt.back().content}) {
            const std::string start = text.substr(0, 25);
            CHECK(start.size() < 25 || !has(without, start));
            found += has(with, start) ? 1 : 0;
        }
    }
    CHECK(found > 0);
    CHECK(std::ranges::any_of(summary.left, [](const auto& one) { return has(one, "left out on request"); }));
}

TEST(equal_workspaces_give_equal_bytes) {
    FullWorkspace made;
    CHECK(reportOf(made.workspace) == reportOf(made.workspace));
}

TEST(a_small_limit_leaves_cards_out_and_says_so) {
    FullWorkspace made;
    HtmlReportOptions options;
    options.maxBytes = 1;
    HtmlReportSummary summary;
    const std::string html = reportOf(made.workspace, options, &summary);
    const Markup page(html);
    CHECK_EQ(summary.features, 0u);
    CHECK_EQ(summary.pairs, 0u);
    CHECK(has(html, "are left out to keep the file small"));
    CHECK(tableOf(page, "The features that separate").size() > 1);
}

TEST(a_stop_writes_nothing) {
    FullWorkspace made;
    const auto file = made.workspace.folder() / "report.html";
    std::set<std::string> stages;
    CHECK_OK(writeHtmlReport(made.workspace, file, {}, [&](const Progress& at) { stages.insert(at.stage); }));
    CHECK(stages.size() >= 5);
    std::filesystem::remove(file);
    for (const auto& stage : stages) {
        std::stop_source source;
        const auto written = writeHtmlReport(
            made.workspace, file, {},
            [&](const Progress& at) {
                if (at.stage == stage) {
                    source.request_stop();
                }
            },
            source.get_token());
        CHECK(!written && written.error().code == ErrorCode::Interrupted);
        CHECK(!std::filesystem::exists(file));
    }
}

TEST(no_features_and_no_pairs_can_be_asked_for) {
    FullWorkspace made;
    HtmlReportOptions options;
    options.features = 0;
    options.pairs = 0;
    HtmlReportSummary summary;
    const std::string html = reportOf(made.workspace, options, &summary);
    const Markup page(html);
    CHECK(page.byId("features") != nullptr && page.byId("pairs") == nullptr);
    CHECK(tableOf(page, "The features that separate").empty());
    CHECK(!has(html, "class=\"veil data\""));
    CHECK_EQ(summary.features + summary.pairs, 0u);
}

TEST(what_is_named_and_not_there_is_refused) {
    FullWorkspace made;
    HtmlReportSummary summary;
    HtmlReportOptions options;
    options.index = "nothing";
    CHECK(!makeHtmlReport(made.workspace, options, summary));
    options.index.clear();
    options.featureSet = "nothing";
    CHECK(!makeHtmlReport(made.workspace, options, summary));
    options.featureSet = "checked";
    const auto page = makeHtmlReport(made.workspace, options, summary);
    CHECK_OK(page);
    CHECK(has(*page, "the saved set “checked” (2 features)"));
}
