// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/preset.h"
#include "core/report/html_text.h"
#include "core/report/report_context.h"
#include "core/report/stored_json.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace saferscope {
namespace {

constexpr std::size_t detailed = 3;  ///< evaluations shown whole
constexpr std::size_t listed = 30;
constexpr std::size_t shownRows = 40;  ///< sections and subsets

struct AccuracyLine {
    std::string name;
    bool strong = false;
    Json row;
};

std::vector<AccuracyLine> linesOf(const Json& result, std::size_t& more) {
    std::vector<AccuracyLine> lines;
    const auto add = [&](const Json& row, std::string name, bool strong) {
        if (row.is_object() && std::isfinite(storedNumber(row, "accuracy"))) {
            lines.push_back({std::move(name), strong, row});
        }
    };
    add(storedAt(result, "overall"), tr("all pairs"), true);
    if (const Json& score = storedAt(result, "score"); score.is_object()) {
        const bool domains = storedText(result, "suite") == "rm-bench";
        add(score, domains ? tr("score (mean of the domains)") : tr("score (mean of the sections)"), true);
    }
    for (const char* list : {"sections", "subsets"}) {
        for (const Json& row : storedList(result, list)) {
            const bool section = std::string(list) == "sections";
            std::string name = section ? storedText(row, "section") : storedText(row, "subset");
            const Json& partial = storedAt(row, "partial");
            name = partial.is_boolean() && partial.get<bool>() ? tr("%1 (partial)", {name}) : name;
            add(row, name.empty() ? tr("(no subset)") : name, section);
        }
    }
    more = lines.size() > shownRows ? lines.size() - shownRows : 0;
    lines.resize(std::min(lines.size(), shownRows));
    return lines;
}

void writeAccuracy(ReportContext& report, const EvaluationRecord& evaluation) {
    std::size_t more = 0;
    const auto lines = linesOf(evaluation.result, more);
    RowChart chart;
    chart.label = tr("Share of pairs ranked right, by subset, with 95 % intervals");
    chart.axis = tr("pairs ranked right");
    chart.percent = true;
    chart.reference = std::nullopt;
    ReportTable table;
    table.caption = tr("Accuracy with 95 % intervals");
    table.head = {
        "", tr("pairs"), tr("ranked right"), tr("95 % interval"), tr("“the longer answer wins”"), tr("mean margin")};
    bool baseline = false;
    for (const AccuracyLine& line : lines) {
        const double accuracy = storedNumber(line.row, "accuracy");
        const Interval ci{storedNumber(line.row, "ci_low"), storedNumber(line.row, "ci_high")};
        RowChart::Row row;
        row.name = line.name;
        row.value = accuracy;
        row.ci = ci;
        row.strong = line.strong;
        row.shown = percentText(accuracy);
        if (const double longer = storedNumber(line.row, "longer_wins"); std::isfinite(longer)) {
            row.mark = longer;
            baseline = true;
        }
        chart.rows.push_back(row);
        table.rows.push_back(
            {textCell(line.name),
             numberCell(countText(storedCount(line.row, "pairs")), static_cast<double>(storedCount(line.row, "pairs"))),
             numberCell(percentText(accuracy), accuracy), numberCell(percentIntervalText(ci), ci.low),
             numberCell(percentText(storedNumber(line.row, "longer_wins")), storedNumber(line.row, "longer_wins")),
             numberCell(numberText(storedNumber(line.row, "mean_margin"), 2), storedNumber(line.row, "mean_margin"))});
    }
    if (lines.empty()) {
        say(report.html, tr("Its accuracies cannot be read."), "warn");
        return;
    }
    drawRows(report.html, chart);
    say(report.html,
        tr("Bars: share of pairs in which the chosen answer gets the higher reward; whiskers: 95 % intervals. "
           "Guessing gets %1.",
           {percentText(0.5, 0)}) +
            (baseline
                 ? sentenceGap() + tr("Dashed mark: what “the longer answer is better” would get on the same pairs.")
                 : ""),
        "note");
    writeNumbers(report.html, table, report.options.paper);
    if (more > 0) {
        report.leave(trn(more, "Of the subsets of the evaluation of %2 on %3, %1 is left out of chart and table.",
                         "Of the subsets of the evaluation of %2 on %3, %1 are left out of chart and table.",
                         {evaluation.modelName, evaluation.datasetName}));
    }
}

void writeMargins(ReportContext& report, const Json& margins) {
    const Json& bins = storedAt(margins, "bins");
    const Json& edges = storedAt(margins, "edges");
    if (!bins.is_array() || !edges.is_array() || edges.size() != bins.size() + 1 || bins.size() > 100) {
        return;
    }
    HistogramChart chart;
    chart.label = tr("Histogram of the reward margins of all pairs");
    chart.axis = tr("margin: reward of the chosen answer minus reward of the rejected one (steps double)");
    HistogramChart::Series counts{tr("pairs"), 0, {}};
    std::size_t first = bins.size();
    std::size_t last = 0;
    for (std::size_t i = 0; i < bins.size(); ++i) {
        if (bins[i].is_number() && bins[i].get<double>() > 0.0) {
            first = std::min(first, i);
            last = i + 1;
        }
    }
    if (first >= last) {
        return;
    }
    for (std::size_t i = first; i < last; ++i) {
        const double low = edges[i].is_number() ? edges[i].get<double>() : std::nan("");
        const double count = bins[i].is_number() ? bins[i].get<double>() : 0.0;
        counts.counts.push_back(count);
        // Edges below 1/2 stand close and are long: only 0 is worth its room.
        const bool round = low == 0.0 || std::abs(low) >= 0.5;
        chart.edges.push_back(round ? numberText(low, low == std::floor(low) ? 0 : 1) : "");
    }
    const double end = edges[last].is_number() ? edges[last].get<double>() : std::nan("");
    chart.edges.push_back(numberText(end, end == std::floor(end) ? 0 : 2));
    const auto zero = std::find(chart.edges.begin(), chart.edges.end(), "0");
    if (zero != chart.edges.end()) {
        chart.marked = static_cast<double>(zero - chart.edges.begin());
        chart.markName = tr("no preference; left of it the model contradicts the label");
    }
    chart.series = {counts};
    report.html.element("h4", tr("Margins"));
    drawHistogram(report.html, chart);
    say(report.html,
        tr("Mean margin %1, standard deviation %2; %3 of the pairs lie below 0, where the model prefers the rejected "
           "answer.",
           {numberText(storedNumber(margins, "mean"), 2), numberText(storedNumber(margins, "deviation"), 2),
            percentText(storedNumber(margins, "share_below_0"))}),
        "note");
}

std::string howEvaluated(const EvaluationRecord& evaluation) {
    const std::string date = dateText(evaluation.createdAt);
    const std::string model = shortHash(evaluation.modelHash);
    const std::string data = shortHash(evaluation.datasetHash);
    const auto preset = presetFromJson(storedAt(evaluation.result, "preset"), "preset");
    if (!preset) {
        return tr("Evaluated %1, model %2, data %3.", {date, model, data});
    }
    std::string how =
        tr("Evaluated %1, model %2, data %3, %4 on %5.", {date, model, data, preset->dtype, preset->device});
    if (preset->maxTokens > 0) {
        how += " ";
        how += preset->truncation == "left"
                   ? trn(preset->maxTokens, "At most %1 token, longer conversations lose their beginning.",
                         "At most %1 tokens, longer conversations lose their beginning.")
                   : trn(preset->maxTokens, "At most %1 token, longer conversations lose their end.",
                         "At most %1 tokens, longer conversations lose their end.");
    }
    if (!preset->dateString.empty()) {
        how += sentenceGap() + tr("Date in the prompts: %1.", {preset->dateString});
    }
    return how;
}

void writeEvaluation(ReportContext& report, const EvaluationRecord& evaluation) {
    HtmlWriter& html = report.html;
    html.element("h3", tr("%1 on %2", {cutText(evaluation.modelName, 80), cutText(evaluation.datasetName, 80)}));
    const Json& overall = storedAt(evaluation.result, "overall");
    if (overall.is_object()) {
        const std::uint64_t pairs = storedCount(overall, "pairs");
        say(html,
            trn(pairs, "It ranks %2 of %1 pair right: %3 (95 % interval %4).",
                "It ranks %2 of %1 pairs right: %3 (95 % interval %4).",
                {countText(storedCount(overall, "correct")), percentText(storedNumber(overall, "accuracy")),
                 percentIntervalText({storedNumber(overall, "ci_low"), storedNumber(overall, "ci_high")})}),
            "key");
    }
    writeAccuracy(report, evaluation);
    writeMargins(report, storedAt(evaluation.result, "margins"));
    writeStyleMatrix(report, evaluation.result);
    writeComparison(report, evaluation.result);
    say(html, howEvaluated(evaluation), "note");
}

}  // namespace

void writeRewardModel(ReportContext& report) {
    const auto evaluations = report.workspace.evaluations();
    if (evaluations.empty() && report.index() == nullptr) {
        return;
    }
    HtmlWriter& html = report.html;
    openPart(report, "reward", tr("How well the reward model ranks"));
    if (evaluations.empty()) {
        const IndexManifest& manifest = report.index()->index->manifest();
        say(html, tr("The model has not been evaluated on pairs of its own. On the indexed pairs of %1, which it may "
                     "have been trained on, it ranks %2 right.",
                     {manifest.datasetName, percentText(manifest.accuracy)}));
        closePart(report);
        return;
    }
    // The newest of each model and data set.
    std::map<std::pair<std::string, std::string>, bool> seen;
    std::vector<const EvaluationRecord*> newest;
    for (const EvaluationRecord& evaluation : evaluations) {
        if (seen.emplace(std::pair(evaluation.modelHash, evaluation.datasetHash), true).second) {
            newest.push_back(&evaluation);
        }
    }
    // What the features were read from comes first.
    if (report.index() != nullptr) {
        std::ranges::stable_sort(newest, {}, [&](const EvaluationRecord* one) {
            return one->modelHash == report.index()->index->manifest().modelHash ? 0 : 1;
        });
    }
    for (std::size_t i = 0; i < std::min(newest.size(), detailed); ++i) {
        writeEvaluation(report, *newest[i]);
    }
    if (newest.size() > detailed) {
        ReportTable table;
        table.caption = tr("All evaluations, the newest of each model and data set");
        table.head = {tr("model"), tr("data set"),     tr("evaluated"),
                      tr("pairs"), tr("ranked right"), tr("95 % interval")};
        table.sortable = true;
        for (std::size_t i = 0; i < std::min(newest.size(), listed); ++i) {
            const Json& overall = storedAt(newest[i]->result, "overall");
            const Json row = overall.is_object() ? overall : Json::object();
            table.rows.push_back(
                {textCell(newest[i]->modelName), textCell(newest[i]->datasetName),
                 textCell(dateText(newest[i]->createdAt)),
                 numberCell(countText(storedCount(row, "pairs")), static_cast<double>(storedCount(row, "pairs"))),
                 numberCell(percentText(storedNumber(row, "accuracy")), storedNumber(row, "accuracy")),
                 numberCell(percentIntervalText({storedNumber(row, "ci_low"), storedNumber(row, "ci_high")}),
                            storedNumber(row, "ci_low"))});
        }
        writeTable(html, table);
        if (newest.size() > listed) {
            report.leave(trn(newest.size(), "Of %1 evaluation %2 are listed.", "Of %1 evaluations %2 are listed.",
                             {countText(listed)}));
        }
    }
    closePart(report);
}

}  // namespace saferscope
