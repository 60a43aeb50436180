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
            return "SAFER";
        case Strategy::SaferWeighted:
            return "SAFER, weighted";
        case Strategy::HumanConfirmed:
            return "SAFER, confirmed by people";
        case Strategy::MarginHigh:
            return "margin, largest first";
        case Strategy::MarginLow:
            return "margin, smallest first";
        case Strategy::Loss:
            return "loss";
        case Strategy::Confidence:
            return "confidence";
        case Strategy::Random:
            return "random";
        case Strategy::Rubric:
            return "rubric";
    }
    return strategyName(strategy);
}

std::string sectionWords(const std::string& section) {
    return section == "overall" ? std::string("all pairs") : cutText(section, 60);
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

/// What every strategy does at the largest ratio that was compared.
std::string reading(const SweepSpec& spec, const SweepResults& results, const std::string& section) {
    double largest = -1.0;
    for (const SweepPoint& point : results.points) {
        if (point.section == section && point.compared && point.kind == CellKind::Changed) {
            largest = std::max(largest, point.ratio);
        }
    }
    std::string parts;
    for (const Strategy strategy : spec.strategies) {
        const SweepPoint* point = results.find(CellKind::Changed, strategy, largest, section);
        if (largest < 0.0 || point == nullptr || !point->compared) {
            continue;
        }
        parts += (parts.empty() ? "" : "; ") + strategyWords(strategy);
        const std::string change = pointsText(point->difference) + " points, 95 % interval " +
                                   pointsText(point->differenceCi.low) + " to " + pointsText(point->differenceCi.high);
        parts += established(*point) ? (point->difference < 0.0 ? std::string(" lowers ") : std::string(" raises ")) +
                                           sectionWords(section) + " (" + change + ")"
                                     : " shows no clear change in " + sectionWords(section) + " (" + change + ")";
    }
    if (parts.empty()) {
        return "Nothing can be compared yet: that takes the baseline and a changed model of one seed.";
    }
    return "With " + percentText(largest) + " of the pairs " + changeName(spec.mode) + ": " + parts + ".";
}

void drawSection(ReportContext& report, const SweepSpec& spec, const SweepResults& results,
                 const std::string& section) {
    LineChart chart;
    chart.label = "Accuracy on " + sectionWords(section) + " against the share of pairs " + changeName(spec.mode);
    chart.xAxis = std::string("share of the pairs ") + changeName(spec.mode);
    chart.yAxis = "ranked right, " + sectionWords(section);
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
            chart.levels.push_back({kind == CellKind::Baseline ? "unchanged data" : "reference (before it was spoiled)",
                                    point->accuracy, point->ci});
        }
    }
    drawLines(report.html, chart);
}

void writePoints(ReportContext& report, const SweepResults& results, const std::string& section) {
    ReportTable table;
    table.caption = "Every model on " + sectionWords(section) + ", with 95 % intervals over pairs and seeds";
    table.head = {"model",         "pairs changed",        "seeds",         "ranked right",
                  "95 % interval", "against the baseline", "95 % interval", "p (Holm)"};
    for (const SweepPoint& point : results.points) {
        if (point.section != section || point.seeds == 0) {
            continue;
        }
        const bool changed = point.kind == CellKind::Changed;
        const double none = std::nan("");
        table.rows.push_back(
            {textCell(changed ? strategyWords(point.strategy) + ", " + percentText(point.ratio)
                              : cellKindName(point.kind)),
             numberCell(changed ? countText(point.changed) : "–", changed ? static_cast<double>(point.changed) : none),
             numberCell(countText(point.seeds), static_cast<double>(point.seeds)),
             numberCell(percentText(point.accuracy), point.accuracy),
             numberCell(percentIntervalText(point.ci), point.ci.low),
             numberCell(point.compared ? pointsText(point.difference) : "–", point.compared ? point.difference : none),
             numberCell(point.compared
                            ? pointsText(point.differenceCi.low) + " to " + pointsText(point.differenceCi.high)
                            : "–",
                        point.compared ? point.differenceCi.low : none),
             numberCell(point.compared ? probabilityText(point.adjusted) : "–",
                        point.compared ? point.adjusted : none)});
    }
    writeNumbers(report.html, table, report.options.paper);
}

void writeSweep(ReportContext& report, const Sweep& sweep) {
    HtmlWriter& html = report.html;
    const SweepSpec& spec = sweep.spec;
    html.element("h3", cutText(spec.title.empty() ? spec.id : spec.title, 120));
    std::string what = std::string(spec.mode == ExperimentMode::Poison ? "Labels of some pairs were flipped on purpose"
                                                                       : "Some pairs were left out") +
                       ", a reward model was trained on what came out, and all models were evaluated on " +
                       cutText(spec.evaluation, 80) + ". Trained on " + cutText(spec.dataset, 80) + " (" +
                       shortHash(spec.datasetHash) + "), from " + cutText(spec.baseModel, 80) + ", " +
                       plural(spec.seeds.size(), "seed", "seeds") + ", started " + dateText(spec.createdAt) + ".";
    say(html, what);
    const auto verdicts = readSweepVerdicts(report.workspace.folder(), sweep);
    const auto results = summariseSweep(sweep, verdicts);
    if (!results) {
        say(html, "Its results cannot be read: " + results.error().message, "warn");
        return;
    }
    if (results->cellsDone == 0) {
        say(html, "No model of it has been evaluated yet.", "note");
        return;
    }
    const std::string section = mainSection(*results);
    say(html, reading(spec, *results, section), "key");
    say(html,
        "Bands and whiskers are 95 % intervals over pairs and seeds. A change counts as clear where its interval "
        "leaves 0 out and its p, adjusted for the number of comparisons, is below 0.05.",
        "note");
    if (results->cellsDone < results->cells) {
        say(html,
            countText(results->cellsDone) + " of " + countText(results->cells) +
                " models are evaluated; the rest may change the picture.",
            "warn");
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(results->warnings.size(), 5); ++i) {
        say(html, results->warnings[i], "note");
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
        report.leave("Of the " + countText(sections.size()) + " sections of the experiment " + cutText(spec.title, 80) +
                     " the first " + countText(shownSections) + " are drawn.");
    }
}

}  // namespace

void writeSweeps(ReportContext& report) {
    const auto sweeps = readSweeps(report.workspace.folder());
    if (sweeps.empty()) {
        return;
    }
    report.stage("Reading experiments");
    openPart(report, "experiments", "Experiments: what changing the data does");
    for (std::size_t i = 0; i < std::min(sweeps.size(), shownSweeps) && !report.stopped(); ++i) {
        writeSweep(report, sweeps[i]);
    }
    if (sweeps.size() > shownSweeps) {
        report.leave("Of " + countText(sweeps.size()) + " experiments the newest " + countText(shownSweeps) +
                     " are shown.");
    }
    closePart(report);
}

}  // namespace saferscope
