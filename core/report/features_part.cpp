// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_text.h"
#include "core/report/report_context.h"
#include "core/report/report_opinions.h"
#include "core/workspace/causal_run.h"

#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr std::size_t forestRows = 25;
constexpr std::size_t tableRows = 400;

std::string measureWords(ContrastMeasure measure) {
    switch (measure) {
        case ContrastMeasure::Paper:
            return "the contrast s";
        case ContrastMeasure::Normalised:
            return "the length-normalised contrast";
        case ContrastMeasure::EffectSize:
            return "the effect size d over pairs";
    }
    return {};
}

void writeForest(ReportContext& report, const std::vector<FeatureId>& features) {
    const auto& contrasts = report.index()->contrasts;
    RowChart chart;
    chart.label = "Contrast of the strongest features with 95 % intervals; right of 0 they fire more in chosen answers";
    chart.axis = "contrast s: more in rejected answers (left) or in chosen ones (right)";
    chart.bars = false;
    chart.reference = 0.0;
    chart.low = -0.1;
    chart.high = 0.1;
    for (std::size_t i = 0; i < std::min(features.size(), forestRows); ++i) {
        const FeatureContrast& contrast = contrasts[features[i].value()];
        RowChart::Row row;
        row.name = featureName(report, features[i]);
        row.value = contrast.contrast;
        row.ci = Interval{contrast.contrastLow, contrast.contrastHigh};
        row.colour = contrast.contrast < 0.0 ? 2 : 1;
        row.shown = signedText(contrast.contrast, 3);
        chart.rows.push_back(row);
    }
    drawRows(report.html, chart);
    say(report.html,
        std::string(
            "Each dot is a feature, its line the 95 % interval. An interval that holds 0 may be chance alone.") +
            (features.size() > forestRows ? " The strongest " + std::to_string(forestRows) + " are drawn." : ""),
        "note");
}

void writeList(ReportContext& report, const std::vector<FeatureId>& features) {
    const IndexContext& index = *report.index();
    ReportTable table;
    table.caption = "The features that separate chosen from rejected most";
    table.sortable = true;
    table.head = {"feature",       "contrast s",
                  "95 % interval", "effect size d",
                  "fires at",      "pairs",
                  "sign holds",    reportedJudge(report.judge),
                  "people",        "what it is said to be"};
    for (std::size_t i = 0; i < std::min(features.size(), tableRows); ++i) {
        const FeatureId feature = features[i];
        const FeatureContrast& contrast = index.contrasts[feature.value()];
        const FeatureOpinions& opinions = index.book.of(feature);
        const auto judged = opinions.judgeScore(report.judge);
        const auto human = opinions.humanScore();
        const double none = std::nan("");
        table.rows.push_back(
            {numberCell(std::to_string(feature.value()), feature.value()),
             numberCell(signedText(contrast.contrast, 3), contrast.contrast),
             numberCell(intervalText({contrast.contrastLow, contrast.contrastHigh}, 3), contrast.contrastLow),
             numberCell(signedText(contrast.effectSize, 2), contrast.effectSize),
             numberCell(percentText(contrast.density, 2), contrast.density),
             numberCell(countText(contrast.firingPairs), static_cast<double>(contrast.firingPairs)),
             textCell(contrast.signStable ? "yes" : "no"),
             numberCell(judged ? std::to_string(*judged) : "–", judged ? *judged : none),
             numberCell(human ? scoreText(*human) : "–", human.value_or(none)),
             textCell(cutText(sayingOf(opinions, report.judge), 90))});
    }
    writeTable(report.html, table);
    if (features.size() > tableRows) {
        report.leave("The table of features has the first " + countText(tableRows) + " of " +
                     countText(features.size()) + ".");
    }
}

}  // namespace

Status writeFeatures(ReportContext& report) {
    if (report.index() == nullptr) {
        return {};
    }
    const IndexContext& index = *report.index();
    HtmlWriter& html = report.html;
    const ContrastMeasure measure =
        contrastMeasureFromName(index.settings.contrastMeasure).value_or(ContrastMeasure::Paper);
    const auto features = strongestFeatures(index.contrasts, report.options.features, measure);
    openPart(report, "features", "Which features tell chosen from rejected");
    const auto living = static_cast<std::uint64_t>(
        std::ranges::count_if(index.contrasts, [](const FeatureContrast& one) { return !one.dead; }));
    const auto stable = static_cast<std::uint64_t>(
        std::ranges::count_if(index.contrasts, [](const FeatureContrast& one) { return one.signStable; }));
    say(html,
        "Of " + countText(index.contrasts.size()) + " features " + countText(living) + " fire at all, and " +
            countText(stable) + " are on the same side in both halves of the data and in 95 % of its splits." +
            (features.empty()
                 ? std::string()
                 : " The " + countText(features.size()) + " strongest by " + measureWords(measure) + " are below."),
        "key");
    const bool measuredEffects = std::ranges::any_of(
        causalRuns(report.workspace), [](const CausalRunEntry& run) { return run.state == RunState::Finished; });
    say(html,
        "A feature with a positive contrast fires more in the answers that people preferred, one with a negative "
        "contrast more in those they did not. That goes together with the preference; whether the reward model "
        "acts on it is another question" +
            std::string(measuredEffects ? ", which the part on cause and effect answers."
                                        : ", which only changing the feature can answer."));
    if (features.empty()) {
        closePart(report);
        return {};
    }
    writeForest(report, features);
    writeList(report, features);
    say(html,
        "Ratings: 5 is strongly about safety, 1 not at all. " +
            (report.judge.empty()
                 ? std::string("No judge has rated features of this SAE. ")
                 : "“" + reportedJudge(report.judge) + "” is the judge " + cutText(report.judge, 60) + ". ") +
            "“Sign holds” says whether the side is the same in halves of the data.",
        "note");
    auto written = writeFeatureCards(report, features);
    closePart(report);
    return written;
}

}  // namespace saferscope
