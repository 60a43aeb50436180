// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_text.h"
#include "core/report/report_context.h"
#include "core/workspace/sweep_runs.h"

#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr std::size_t shownSweeps = 3;
constexpr std::size_t shownSections = 5;

std::string strategyWords(Strategy strategy) {
    switch (strategy) {
        case Strategy::Safer:
            return tr("SAFER");
        case Strategy::SaferWeighted:
            return tr("SAFER, weighted");
        case Strategy::HumanConfirmed:
            return tr("SAFER, confirmed by people");
        case Strategy::MarginHigh:
            return tr("margin, largest first");
        case Strategy::MarginLow:
            return tr("margin, smallest first");
        case Strategy::Loss:
            return tr("loss");
        case Strategy::Confidence:
            return tr("confidence");
        case Strategy::Random:
            return tr("random");
        case Strategy::Rubric:
            return tr("rubric");
    }
    return strategyName(strategy);
}

std::string cellKindWords(CellKind kind) {
    switch (kind) {
        case CellKind::Baseline:
            return tr("baseline");
        case CellKind::Reference:
            return tr("reference");
        case CellKind::Changed:
            return tr("changed");
    }
    return cellKindName(kind);
}

std::string sectionWords(const std::string& section) {
    return section == "overall" ? tr("all pairs") : cutText(section, 60);
}

/// Safety where the suite has it, else all pairs: chosen beforehand, not by what changed most.
std::string mainSection(const SweepResults& results) {
    for (const auto& section : results.sections) {
        std::string lower = section;
        std::ranges::transform(lower, lower.begin(),
                               [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (lower == "safety") {
            return section;
        }
    }
    return "overall";
}

bool established(const SweepPoint& point) {
    return point.compared && point.adjusted < 0.05 && (point.differenceCi.low > 0.0 || point.differenceCi.high < 0.0);
}

/// What a strategy does, for a list of such clauses.
std::string clauseOf(const SweepPoint& point, Strategy strategy, const std::string& section) {
    const std::vector<std::string> parts = {strategyWords(strategy), sectionWords(section),
                                            pointsText(point.difference), pointsText(point.differenceCi.low),
                                            pointsText(point.differenceCi.high)};
    if (!established(point)) {
        return tr("%1 shows no clear change in %2 (%3 points, 95 % interval %4 to %5)", parts);
    }
    return point.difference < 0.0 ? tr("%1 lowers %2 (%3 points, 95 % interval %4 to %5)", parts)
                                  : tr("%1 raises %2 (%3 points, 95 % interval %4 to %5)", parts);
}

/// What every strategy does at the largest ratio that was compared.
std::string reading(const SweepSpec& spec, const SweepResults& results, const std::string& section) {
    double largest = -1.0;
    for (const SweepPoint& point : results.points) {
        if (point.section == section && point.compared && point.kind == CellKind::Changed) {
            largest = std::max(largest, point.ratio);
        }
    }
    std::string clauses;
    for (const Strategy strategy : spec.strategies) {
        const SweepPoint* point = results.find(CellKind::Changed, strategy, largest, section);
        if (largest < 0.0 || point == nullptr || !point->compared) {
            continue;
        }
        const std::string clause = clauseOf(*point, strategy, section);
        clauses = clauses.empty() ? clause : tr("%1; %2", {clauses, clause});
    }
    if (clauses.empty()) {
        return tr("Nothing can be compared yet: that takes the baseline and a changed model of one seed.");
    }
    return spec.mode == ExperimentMode::Poison
               ? tr("With %1 of the pairs flipped: %2.", {percentText(largest), clauses})
               : tr("With %1 of the pairs dropped: %2.", {percentText(largest), clauses});
}

void drawSection(ReportContext& report, const SweepSpec& spec, const SweepResults& results,
                 const std::string& section) {
    LineChart chart;
    const bool flipped = spec.mode == ExperimentMode::Poison;
    chart.label = flipped ? tr("Accuracy on %1 against the share of pairs flipped", {sectionWords(section)})
                          : tr("Accuracy on %1 against the share of pairs dropped", {sectionWords(section)});
    chart.xAxis = flipped ? tr("share of the pairs flipped") : tr("share of the pairs dropped");
    chart.yAxis = tr("ranked right, %1", {sectionWords(section)});
    chart.xPercent = true;
    chart.yPercent = true;
    for (const Strategy strategy : spec.strategies) {
        LineChart::Series series{strategyWords(strategy), {}};
        for (const double ratio : spec.ratios) {
            if (const auto* point = results.find(CellKind::Changed, strategy, ratio, section);
                point && point->seeds > 0) {
                series.points.push_back({ratio, point->accuracy, point->ci});
            }
        }
        std::ranges::sort(series.points, {}, &LineChart::Point::x);
        chart.series.push_back(std::move(series));
    }
    for (const CellKind kind : {CellKind::Baseline, CellKind::Reference}) {
        if (const auto* point = results.find(kind, Strategy::Safer, 0.0, section); point && point->seeds > 0) {
            chart.levels.push_back(
                {kind == CellKind::Baseline ? tr("unchanged data") : tr("reference (before it was spoiled)"),
                 point->accuracy, point->ci});
        }
    }
    drawLines(report.html, chart);
}

void writePoints(ReportContext& report, const SweepResults& results, const std::string& section) {
    ReportTable table;
    table.caption = tr("Every model on %1, with 95 % intervals over pairs and seeds", {sectionWords(section)});
    table.head = {tr("model"),         tr("pairs changed"),        tr("seeds"),         tr("ranked right"),
                  tr("95 % interval"), tr("against the baseline"), tr("95 % interval"), tr("p (Holm)")};
    for (const SweepPoint& point : results.points) {
        if (point.section != section || point.seeds == 0) {
            continue;
        }
        const bool changed = point.kind == CellKind::Changed;
        const double none = std::nan("");
        table.rows.push_back(
            {textCell(changed ? tr("%1, %2", {strategyWords(point.strategy), percentText(point.ratio)})
                              : cellKindWords(point.kind)),
             numberCell(changed ? countText(point.changed) : "–", changed ? static_cast<double>(point.changed) : none),
             numberCell(countText(point.seeds), static_cast<double>(point.seeds)),
             numberCell(percentText(point.accuracy), point.accuracy),
             numberCell(percentIntervalText(point.ci), point.ci.low),
             numberCell(point.compared ? pointsText(point.difference) : "–", point.compared ? point.difference : none),
             numberCell(point.compared
                            ? tr("%1 to %2", {pointsText(point.differenceCi.low), pointsText(point.differenceCi.high)})
                            : "–",
                        point.compared ? point.differenceCi.low : none),
             numberCell(point.compared ? probabilityText(point.adjusted) : "–",
                        point.compared ? point.adjusted : none)});
    }
    writeNumbers(report.html, table, report.options.paper);
}

/// How the models came about.
void writeOrigin(HtmlWriter& html, const SweepSpec& spec) {
    const std::string evaluation = cutText(spec.evaluation, 80);
    const std::string change =
        spec.mode == ExperimentMode::Poison
            ? tr("Labels of some pairs were flipped on purpose, a reward model was trained on what came out, and all "
                 "models were evaluated on %1.",
                 {evaluation})
            : tr("Some pairs were left out, a reward model was trained on what came out, and all models were evaluated "
                 "on %1.",
                 {evaluation});
    const std::string training = trn(spec.seeds.size(), "Trained on %2 (%3), from %4, %1 seed, started %5.",
                                     "Trained on %2 (%3), from %4, %1 seeds, started %5.",
                                     {cutText(spec.dataset, 80), shortHash(spec.datasetHash),
                                      cutText(spec.baseModel, 80), dateText(spec.createdAt)});
    say(html, change + sentenceGap() + training);
}

void writeSweep(ReportContext& report, const Sweep& sweep) {
    HtmlWriter& html = report.html;
    const SweepSpec& spec = sweep.spec;
    html.element("h3", cutText(spec.title.empty() ? spec.id : spec.title, 120));
    writeOrigin(html, spec);
    const auto verdicts = readSweepVerdicts(report.workspace.folder(), sweep);
    const auto results = summariseSweep(sweep, verdicts);
    if (!results) {
        say(html, tr("Its results cannot be read: %1", {fromCore(results.error().message)}), "warn");
        return;
    }
    if (results->cellsDone == 0) {
        say(html, tr("No model of it has been evaluated yet."), "note");
        return;
    }
    const std::string section = mainSection(*results);
    say(html, reading(spec, *results, section), "key");
    say(html,
        tr("Bands and whiskers are 95 % intervals over pairs and seeds. A change counts as clear where its interval "
           "leaves 0 out and its p, adjusted for the number of comparisons, is below 0.05."),
        "note");
    if (results->cellsDone < results->cells) {
        say(html,
            trn(results->cells, "%2 of %1 model is evaluated; the rest may change the picture.",
                "%2 of %1 models are evaluated; the rest may change the picture.", {countText(results->cellsDone)}),
            "warn");
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(results->warnings.size(), 5); ++i) {
        say(html, fromCore(results->warnings[i]), "note");
    }
    std::vector<std::string> sections = {section};
    for (const auto& other : results->sections) {
        if (other != section) {
            sections.push_back(other);
        }
    }
    for (std::size_t i = 0; i < std::min(sections.size(), shownSections); ++i) {
        drawSection(report, spec, *results, sections[i]);
        writePoints(report, *results, sections[i]);
    }
    if (sections.size() > shownSections) {
        report.leave(trn(sections.size(), "Of the %1 section of the experiment %2 the first %3 are drawn.",
                         "Of the %1 sections of the experiment %2 the first %3 are drawn.",
                         {cutText(spec.title, 80), countText(shownSections)}));
    }
}

}  // namespace

void writeSweeps(ReportContext& report) {
    const auto sweeps = readSweeps(report.workspace.folder());
    if (sweeps.empty()) {
        return;
    }
    report.stage("Reading experiments");
    openPart(report, "experiments", tr("Experiments: what changing the data does"));
    for (std::size_t i = 0; i < std::min(sweeps.size(), shownSweeps) && !report.stopped(); ++i) {
        writeSweep(report, sweeps[i]);
    }
    if (sweeps.size() > shownSweeps) {
        report.leave(trn(sweeps.size(), "Of %1 experiment the newest %2 are shown.",
                         "Of %1 experiments the newest %2 are shown.", {countText(shownSweeps)}));
    }
    closePart(report);
}

}  // namespace saferscope
