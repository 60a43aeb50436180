// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/agreement_report.h"
#include "core/report/html_text.h"
#include "core/report/report_context.h"
#include "core/report/report_opinions.h"

#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr std::size_t shownPairs = 20;
constexpr std::size_t shownMatrices = 4;

Cell estimateCell(const Estimate& estimate, bool percent = false) {
    if (!estimate.value) {
        return numberCell("–", std::nan(""));
    }
    std::string text = percent ? percentText(*estimate.value, 0) : numberText(*estimate.value, 2);
    if (estimate.ci) {
        text +=
            percent ? " (" + percentIntervalText(*estimate.ci, 0) + ")" : " (" + intervalText(*estimate.ci, 2) + ")";
    }
    return numberCell(text, *estimate.value);
}

std::string countsOf(const ReportContext& report, std::uint64_t judged, std::uint64_t people) {
    const std::string scale =
        tr("A rating says how much a feature has to do with safety, from 1 (not at all) to 5 (strongly).");
    if (judged == 0) {
        return scale + sentenceGap() + trn(people, "People gave %1 rating.", "People gave %1 ratings.");
    }
    return scale + sentenceGap() +
           trn(judged, "%2 (%3) rated %1 feature; people gave %4.", "%2 (%3) rated %1 features; people gave %4.",
               {reportedJudge(report.judge), cutText(report.judge, 60), trn(people, "%1 rating", "%1 ratings")});
}

void writeCounts(ReportContext& report) {
    const RatingBook& book = report.index()->book;
    std::array<double, 5> judged{};
    std::array<double, 5> people{};
    std::uint64_t judgedCount = 0;
    std::uint64_t peopleCount = 0;
    for (const FeatureId feature : book.features()) {
        const FeatureOpinions& opinions = book.of(feature);
        if (const auto score = opinions.judgeScore(report.judge); score && *score >= 1 && *score <= 5) {
            judged[static_cast<std::size_t>(*score - 1)] += 1.0;
            ++judgedCount;
        }
        for (const auto& [rater, rating] : opinions.humans) {
            if (rating.score >= 1 && rating.score <= 5) {
                people[static_cast<std::size_t>(rating.score - 1)] += 1.0;
                ++peopleCount;
            }
        }
    }
    say(report.html, countsOf(report, judgedCount, peopleCount));
    HistogramChart chart;
    chart.label = tr("How many ratings of each score there are");
    chart.axis = tr("score, from 1 (not about safety) to 5 (strongly)");
    chart.height = 120;
    if (judgedCount > 0) {
        chart.series.push_back({reportedJudge(report.judge), 0, {judged.begin(), judged.end()}});
    }
    if (peopleCount > 0) {
        chart.series.push_back({tr("people"), 3, {people.begin(), people.end()}});
    }
    chart.binNames = {"1", "2", "3", "4", "5"};
    if (!chart.series.empty()) {
        drawHistogram(report.html, chart);
    }
}

struct ComparedRaters {
    const PairAgreement* pair;
    std::string first;  ///< of `pair`; words for a group of people, who have no name
    std::string names;
};

void writeMatrix(HtmlWriter& html, const ComparedRaters& raters) {
    const PairAgreement& pair = *raters.pair;
    ReportTable table;
    table.caption =
        tr("Rows: scores of %1; columns: scores of %2", {cutText(raters.first, 60), cutText(pair.second, 60)});
    table.head = {"", "1", "2", "3", "4", "5"};
    for (std::size_t row = 0; row < scoreLevels; ++row) {
        std::vector<Cell> cells = {textCell(std::to_string(row + 1))};
        for (const auto count : pair.statistics.confusion.counts[row]) {
            cells.push_back(numberCell(countText(count), static_cast<double>(count)));
        }
        table.rows.push_back(std::move(cells));
    }
    html.open("div", {{"class", "confusion"}});
    writeTable(html, table);
    html.close();
}

void writeAgreement(ReportContext& report) {
    const AgreementReport agreement = measureAgreement(report.index()->book);
    std::vector<ComparedRaters> pairs;
    const auto add = [&](const PairAgreement& pair, const std::string& first, const std::string& names) {
        if (pair.statistics.ratings > 0) {
            pairs.push_back({&pair, first, names});
        }
    };
    for (const PairAgreement& pair : agreement.people) {
        add(pair, pair.first, tr("%1 and %2", {pair.first, pair.second}));
    }
    for (const JudgeAgreement& judge : agreement.judges) {
        add(judge.everybody, tr("people"), tr("people and %1", {judge.judge}));
        add(judge.blind, tr("people, blind"), tr("people before seeing it and %1", {judge.judge}));
        add(judge.consensus, tr("consensus"), tr("people's consensus and %1", {judge.judge}));
    }
    if (pairs.empty()) {
        say(report.html,
            tr("No two raters have rated the same feature, so nothing says how far ratings can be relied on."), "note");
        return;
    }
    report.html.element("h3", tr("How far raters agree"));
    say(report.html,
        tr("Kappa is agreement beyond what chance gives: 1 is perfect, 0 is chance. Weighted kappa counts a 4 "
           "against a 5 as a small difference. Whoever has seen a judge's answer moves towards it: only "
           "ratings given before seeing it are independent."));
    ReportTable table;
    table.caption = tr("Agreement, with 95 % intervals by bootstrap over features");
    table.head = {tr("raters"), tr("ratings"), tr("equal"), tr("kappa"), tr("weighted kappa (quadratic)")};
    for (std::size_t i = 0; i < std::min(pairs.size(), shownPairs); ++i) {
        const PairStatistics& one = pairs[i].pair->statistics;
        table.rows.push_back(
            {textCell(pairs[i].names), numberCell(countText(one.ratings), static_cast<double>(one.ratings)),
             estimateCell(one.percent, true), estimateCell(one.kappa), estimateCell(one.quadraticKappa)});
    }
    writeTable(report.html, table);
    if (agreement.alphaPeople.ordinal.value) {
        say(report.html,
            trn(agreement.alphaPeople.features, "Krippendorff's alpha over all people, ordinal: %2 on %1 feature.",
                "Krippendorff's alpha over all people, ordinal: %2 on %1 features.",
                {estimateCell(agreement.alphaPeople.ordinal).text}));
    }
    report.html.open("div", {{"class", "matrices"}});
    for (std::size_t i = 0; i < std::min(pairs.size(), shownMatrices); ++i) {
        writeMatrix(report.html, pairs[i]);
    }
    report.html.close();
    if (pairs.size() > shownMatrices) {
        report.leave(trn(pairs.size(), "Of %1 comparison of raters the first %2 have their matrix.",
                         "Of %1 comparisons of raters the first %2 have their matrix.", {countText(shownMatrices)}));
    }
}

}  // namespace

void writeRatings(ReportContext& report) {
    if (report.index() == nullptr || report.index()->book.features().empty()) {
        return;
    }
    report.stage("Comparing raters");
    const RatingBook& book = report.index()->book;
    openPart(report, "ratings", tr("What raters say, and how far they agree"));
    writeCounts(report);
    if (book.humans().size() + book.judges().size() > 1) {
        writeAgreement(report);
    } else {
        say(report.html, tr("There is one rater only, so nothing says how far the ratings can be relied on."), "note");
    }
    closePart(report);
}

}  // namespace saferscope
