// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_text.h"
#include "core/report/report_context.h"
#include "core/workspace/causal_run.h"
#include "core/workspace/kept_results.h"

#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr std::size_t shownRuns = 2;
constexpr std::size_t shownSections = 30;
constexpr std::size_t shownFeatures = 20;
constexpr std::size_t shownKept = 20;
constexpr std::size_t shownSentences = 3;

std::string sectionWords(const std::string& name) { return name == "all" ? tr("all pairs") : cutText(name, 60); }

std::string armWords(const ArmResult& arm) {
    switch (arm.kind) {
        case ArmKind::Set:
            return tr("the set switched off");
        case ArmKind::Only:
            return tr("all but the set switched off");
        case ArmKind::Reconstruction:
            return tr("the SAE's reconstruction alone");
        default:
            return cutText(arm.name, 80);
    }
}

/// As runs store it (attributionMethodName()).
std::string methodWords(const std::string& method) {
    return method == "gradient"               ? tr("gradient")
           : method == "integrated-gradients" ? tr("integrated-gradients")
                                              : cutText(method, 40);
}

std::string kindWords(ControlKind kind) {
    return kind == ControlKind::Random ? tr("sets drawn at random") : tr("sets of features that fire about as often");
}

std::string effectsWords(ControlKind kind, std::uint64_t sets) {
    return kind == ControlKind::Random
               ? trn(sets, "Effect of %1 set drawn at random, and that of the set",
                     "Effects of %1 sets drawn at random, and that of the set")
               : trn(sets, "Effect of %1 set of features that fire about as often, and that of the set",
                     "Effects of %1 sets of features that fire about as often, and that of the set");
}

void drawSetEffect(ReportContext& report, const ArmResult& set) {
    RowChart chart;
    chart.label = tr("Mean change of the margin with the set switched off, by section, with 95 % intervals");
    chart.axis = tr("mean change of the margin with the set switched off");
    chart.bars = false;
    chart.reference = 0.0;
    chart.low = chart.high = 0.0;
    for (std::size_t i = 0; i < std::min(set.sections.size(), shownSections); ++i) {
        const SectionEffect& effect = set.sections[i];
        RowChart::Row row;
        row.name = sectionWords(effect.name) + " (" + countText(effect.pairs) + ")";
        row.value = effect.margin;
        row.ci = effect.marginCi;
        row.strong = effect.name == "all";
        row.colour = effect.margin < 0.0 ? 2 : 1;
        row.shown = signedText(effect.margin, 3);
        chart.rows.push_back(row);
    }
    drawRows(report.html, chart);
}

void writeArms(ReportContext& report, const CausalReport& causal) {
    ReportTable table;
    table.caption = tr("What each change does to all pairs");
    table.head = {tr("change made"), tr("change of margin"), tr("95 % interval"), tr("ranked right before"),
                  tr("after"),       tr("now right"),        tr("now wrong"),     tr("rewards correlate")};
    for (const ArmResult& arm : causal.arms) {
        if (arm.kind != ArmKind::Set && arm.kind != ArmKind::Only && arm.kind != ArmKind::Reconstruction &&
            arm.kind != ArmKind::Custom) {
            continue;
        }
        if (arm.sections.empty() || table.rows.size() == shownSections) {
            continue;
        }
        const SectionEffect& all = arm.sections.front();
        table.rows.push_back({textCell(armWords(arm)), numberCell(signedText(all.margin, 3), all.margin),
                              numberCell(intervalText(all.marginCi, 3), all.marginCi.low),
                              numberCell(percentText(all.accuracyBefore), all.accuracyBefore),
                              numberCell(percentText(all.accuracyAfter), all.accuracyAfter),
                              numberCell(countText(all.verdicts.gained), static_cast<double>(all.verdicts.gained)),
                              numberCell(countText(all.verdicts.lost), static_cast<double>(all.verdicts.lost)),
                              numberCell(numberText(all.rewardCorrelation, 3), all.rewardCorrelation)});
    }
    if (!table.rows.empty()) {
        writeTable(report.html, table);
    }
}

/// Where the set's effect stands among sets that should have none.
void drawControls(ReportContext& report, const CausalReport& causal, ControlKind kind) {
    const ArmResult* set = findArm(causal, ArmKind::Set);
    const auto standing = controlStanding(causal, kind, "all");
    if (set == nullptr || !standing || standing->controls < 5) {
        return;
    }
    const ArmKind arm = kind == ControlKind::Random ? ArmKind::RandomControl : ArmKind::DensityControl;
    std::vector<double> values;
    for (const ArmResult& one : causal.arms) {
        if (one.kind == arm && !one.sections.empty() && std::isfinite(one.sections.front().margin)) {
            values.push_back(one.sections.front().margin);
        }
    }
    const double effect = set->sections.front().margin;
    if (values.empty() || !std::isfinite(effect)) {
        return;
    }
    const auto [least, most] = std::ranges::minmax(values);
    const double low = std::min(least, effect);
    const double high = std::max(most, effect);
    constexpr int bins = 24;
    const double width = high > low ? (high - low) / bins : 1.0;
    HistogramChart chart;
    chart.height = 110;
    chart.label = effectsWords(kind, values.size());
    chart.axis = tr("mean change of the margin, all pairs");
    chart.series = {{kindWords(kind), 3, std::vector<double>(bins, 0.0)}};
    for (const double value : values) {
        const int bin = std::clamp(static_cast<int>((value - low) / width), 0, bins - 1);
        chart.series[0].counts[static_cast<std::size_t>(bin)] += 1.0;
    }
    for (int edge = 0; edge <= bins; ++edge) {
        chart.edges.push_back(edge % 6 == 0 ? signedText(low + edge * width, width < 0.005  ? 4
                                                                             : width < 0.05 ? 3
                                                                                            : 2)
                                            : "");
    }
    chart.marked = (effect - low) / width;
    chart.markName = tr("the set: %1, p = %2", {signedText(effect, 3), probabilityText(standing->p)});
    drawHistogram(report.html, chart);
}

void drawDoses(ReportContext& report, const CausalReport& causal) {
    LineChart::Series series{tr("all pairs"), {}};
    for (const ArmResult& arm : causal.arms) {
        if (arm.kind == ArmKind::Dose && !arm.sections.empty()) {
            series.points.push_back({arm.dose, arm.sections.front().margin, arm.sections.front().marginCi});
        }
    }
    if (series.points.size() < 3) {
        return;
    }
    series.points.push_back({1.0, 0.0, {0.0, 0.0}});  // left as they are: no change, by definition
    std::ranges::sort(series.points, {}, &LineChart::Point::x);
    LineChart chart;
    chart.label = tr("Change of the margin against the factor that the set's activations are multiplied with");
    chart.xAxis = tr("factor on the set's activations: 0 switches off, 1 leaves as it is");
    chart.yAxis = tr("mean change of the margin");
    chart.series = {std::move(series)};
    drawLines(report.html, chart);
}

void writeSingles(ReportContext& report, const CausalReport& causal) {
    ReportTable table;
    table.caption = tr("Single features switched off, the largest effects on all pairs");
    table.head = {tr("feature"), tr("change of margin"), tr("95 % interval"), tr("pairs changed")};
    std::vector<const ArmResult*> arms;
    for (const ArmResult& arm : causal.arms) {
        if (arm.kind == ArmKind::Feature && arm.feature && !arm.sections.empty()) {
            arms.push_back(&arm);
        }
    }
    if (arms.empty()) {
        return;
    }
    std::ranges::stable_sort(arms, [](const ArmResult* a, const ArmResult* b) {
        return std::abs(a->sections.front().margin) > std::abs(b->sections.front().margin);
    });
    for (std::size_t i = 0; i < std::min(arms.size(), shownFeatures); ++i) {
        const SectionEffect& all = arms[i]->sections.front();
        // Names belong to the index's SAE only.
        const bool same = report.index() != nullptr && report.index()->identity.saeHash == causal.saeHash;
        table.rows.push_back(
            {textCell(same ? featureName(report, *arms[i]->feature) : std::to_string(arms[i]->feature->value())),
             numberCell(signedText(all.margin, 4), all.margin),
             numberCell(intervalText(all.marginCi, 4), all.marginCi.low),
             numberCell(countText(all.changed), static_cast<double>(all.changed))});
    }
    writeNumbers(report.html, table, report.options.paper);
    if (causal.attribution) {
        const AttributionComparison& guess = *causal.attribution;
        say(report.html,
            trn(guess.rows.size(),
                "A linear guess of these effects (%2) correlates %3 (95 % interval %4) with what was measured, over %1 "
                "feature.",
                "A linear guess of these effects (%2) correlates %3 (95 % interval %4) with what was measured, over %1 "
                "features.",
                {methodWords(guess.method), numberText(guess.pearson, 2), intervalText(guess.pearsonCi, 2)}),
            "note");
    }
}

void writeRun(ReportContext& report, const CausalRunEntry& run, const CausalReport& causal) {
    HtmlWriter& html = report.html;
    html.element("h3", cutText(fromCore(run.title), 120));  // the usual title is core's
    // What it does to all pairs first; who wants it section by section opens the rest.
    const auto sentences = readingOf(causal);
    for (std::size_t i = 0; i < std::min(sentences.size(), shownSentences); ++i) {
        say(html, fromCore(sentences[i]), i == 0 ? "key" : "");
    }
    if (sentences.size() > shownSentences) {
        openFold(report, tr("All findings in words"));
        for (std::size_t i = shownSentences; i < sentences.size(); ++i) {
            say(html, fromCore(sentences[i]));
        }
        closeFold(report);
    }
    if (const ArmResult* set = findArm(causal, ArmKind::Set)) {
        drawSetEffect(report, *set);
        say(html,
            tr("Each dot is the mean change of the margin over the section's pairs (their number in brackets), its "
               "line the 95 % interval. Left of 0 the model tells the pairs apart less well without the set."),
            "note");
    }
    writeArms(report, causal);
    drawControls(report, causal, ControlKind::Density);
    drawControls(report, causal, ControlKind::Random);
    drawDoses(report, causal);
    writeSingles(report, causal);
    say(html,
        trn(causal.pairs, "Measured on %1 pair of %2 (%3), model %4 (%5), SAE %6, layer %7, %8.",
            "Measured on %1 pairs of %2 (%3), model %4 (%5), SAE %6, layer %7, %8.",
            {cutText(causal.datasetName, 80), shortHash(causal.datasetHash), cutText(causal.modelName, 80),
             shortHash(causal.modelHash), shortHash(causal.saeHash), std::to_string(causal.layer),
             dateText(run.createdAt)}),
        "note");
}

void writeKept(ReportContext& report, const std::vector<KeptResult>& kept) {
    if (kept.empty()) {
        return;
    }
    ReportTable table;
    table.caption = tr("Results that somebody kept");
    table.head = {tr("name"), tr("of"), tr("change of margin"), tr("note")};
    for (std::size_t i = 0; i < std::min(kept.size(), shownKept); ++i) {
        const KeptResult& one = kept[i];
        double change = std::nan("");
        std::string of = tr("pair %1", {one.pairId});
        if (!one.sections.empty()) {
            change = one.sections.front().margin;
            of = trn(one.sections.front().pairs, "%1 pair of %2", "%1 pairs of %2", {one.datasetName});
        } else if (one.before && one.after) {
            change = one.after->margin() - one.before->margin();
        }
        table.rows.push_back(
            {textCell(one.name), textCell(of), numberCell(signedText(change, 3), change), textCell(one.note)});
    }
    writeTable(report.html, table);
    if (kept.size() > shownKept) {
        report.leave(trn(kept.size(), "Of %1 kept result the newest %2 are listed.",
                         "Of %1 kept results the newest %2 are listed.", {countText(shownKept)}));
    }
}

}  // namespace

void writeCausal(ReportContext& report) {
    std::vector<std::pair<CausalRunEntry, CausalReport>> runs;
    std::size_t finished = 0;
    for (const CausalRunEntry& run : causalRuns(report.workspace)) {
        if (run.state != RunState::Finished || report.stopped()) {
            continue;
        }
        ++finished;
        if (runs.size() == shownRuns) {
            continue;
        }
        auto causal = readCausalReport(run.folder);
        if (causal) {
            runs.emplace_back(run, std::move(*causal));
        } else {
            report.leave(tr("The causal run %1 cannot be read: %2",
                            {cutText(fromCore(run.title), 80), fromCore(causal.error().message)}));
        }
    }
    const auto kept = keptResults(report.workspace);
    if (runs.empty() && kept.empty()) {
        return;
    }
    report.stage("Reading causal runs");
    HtmlWriter& html = report.html;
    openPart(report, "causal", tr("Cause and effect: what happens without the features"));
    say(html,
        tr("Here features are changed inside the model while it reads, and everything else stays as it is. If the "
           "rewards move, and move more than for other features that fire as often, the model acts on them."));
    for (const auto& [run, causal] : runs) {
        writeRun(report, run, causal);
    }
    if (finished > runs.size()) {
        report.leave(trn(finished, "Of %1 causal run the newest %2 are shown.",
                         "Of %1 causal runs the newest %2 are shown.", {countText(runs.size())}));
    }
    writeKept(report, kept);
    closePart(report);
}

}  // namespace saferscope
