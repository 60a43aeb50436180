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

std::string listedWords(std::uint64_t count, ContrastMeasure measure) {
    switch (measure) {
        case ContrastMeasure::Paper:
            return trn(count, "The %1 strongest by the contrast s is below.",
                       "The %1 strongest by the contrast s are below.");
        case ContrastMeasure::Normalised:
            return trn(count, "The %1 strongest by the length-normalised contrast is below.",
                       "The %1 strongest by the length-normalised contrast are below.");
        case ContrastMeasure::EffectSize:
            return trn(count, "The %1 strongest by the effect size d over pairs is below.",
                       "The %1 strongest by the effect size d over pairs are below.");
    }
    return {};
}

void writeForest(ReportContext& report, const std::vector<FeatureId>& features) {
    const auto& contrasts = report.index()->contrasts;
    RowChart chart;
    chart.label =
        tr("Contrast of the strongest features with 95 % intervals; right of 0 they fire more in chosen answers");
    chart.axis = tr("contrast s: more in rejected answers (left) or in chosen ones (right)");
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
    std::string note =
        tr("Each dot is a feature, its line the 95 % interval. An interval that holds 0 may be chance alone.");
    if (features.size() > forestRows) {
        note += sentenceGap() + tr("The strongest %1 are drawn.", {countText(forestRows)});
    }
    say(report.html, note, "note");
}

void writeList(ReportContext& report, const std::vector<FeatureId>& features) {
    const IndexContext& index = *report.index();
    ReportTable table;
    table.caption = tr("The features that separate chosen from rejected most");
    table.sortable = true;
    table.head = {
        tr("feature"), tr("contrast s"), tr("95 % interval"),         tr("effect size d"), tr("fires at"),
        tr("pairs"),   tr("sign holds"), reportedJudge(report.judge), tr("people"),        tr("what it is said to be")};
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
             textCell(contrast.signStable ? tr("yes") : tr("no")),
             numberCell(judged ? std::to_string(*judged) : "–", judged ? *judged : none),
             numberCell(human ? scoreText(*human) : "–", human.value_or(none)),
             textCell(cutText(sayingOf(opinions, report.judge), 90))});
    }
    writeTable(report.html, table);
    if (features.size() > tableRows) {
        report.leave(
            tr("The table of features has the first %1 of %2.", {countText(tableRows), countText(features.size())}));
    }
}

void writeOverview(ReportContext& report, const std::vector<FeatureId>& features, ContrastMeasure measure) {
    const auto& contrasts = report.index()->contrasts;
    const auto living = static_cast<std::uint64_t>(
        std::ranges::count_if(contrasts, [](const FeatureContrast& one) { return !one.dead; }));
    const auto stable = static_cast<std::uint64_t>(
        std::ranges::count_if(contrasts, [](const FeatureContrast& one) { return one.signStable; }));
    std::string found = trn(living,
                            "Of %2 features %1 fires at all, and %3 are on the same side in both halves of the data "
                            "and in 95 % of its splits.",
                            "Of %2 features %1 fire at all, and %3 are on the same side in both halves of the data and "
                            "in 95 % of its splits.",
                            {countText(contrasts.size()), countText(stable)});
    if (!features.empty()) {
        found += sentenceGap() + listedWords(features.size(), measure);
    }
    say(report.html, found, "key");
    const bool measuredEffects = std::ranges::any_of(
        causalRuns(report.workspace), [](const CausalRunEntry& run) { return run.state == RunState::Finished; });
    say(report.html,
        tr("A feature with a positive contrast fires more in the answers that people preferred, one with a negative "
           "contrast more in those they did not.") +
            sentenceGap() +
            (measuredEffects ? tr("That goes together with the preference; whether the reward model acts on it is "
                                  "another question, which the part on cause and effect answers.")
                             : tr("That goes together with the preference; whether the reward model acts on it is "
                                  "another question, which only changing the feature can answer.")));
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
    openPart(report, "features", tr("Which features tell chosen from rejected"));
    writeOverview(report, features, measure);
    if (features.empty()) {
        closePart(report);
        return {};
    }
    writeForest(report, features);
    writeList(report, features);
    say(html,
        tr("Ratings: 5 is strongly about safety, 1 not at all.") + sentenceGap() +
            (report.judge.empty()
                 ? tr("No judge has rated features of this SAE.")
                 : tr("“%1” is the judge %2.", {reportedJudge(report.judge), cutText(report.judge, 60)})) +
            sentenceGap() + tr("“Sign holds” says whether the side is the same in halves of the data."),
        "note");
    auto written = writeFeatureCards(report, features);
    closePart(report);
    return written;
}

}  // namespace saferscope
