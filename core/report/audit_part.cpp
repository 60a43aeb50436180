// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/html_text.h"
#include "core/report/report_context.h"

#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

constexpr std::size_t shownRows = 15;
constexpr std::size_t shownFeatures = 3;

std::string nameOf(const std::string& from) {
    return from == "accuracy" ? "the model's accuracy on trusted pairs"
           : from == "margin" ? "reward margins"
                              : "the set's scores";
}

std::string rangeOf(const FlippedEstimate& estimate) {
    const auto pairs = static_cast<double>(estimate.pairs);
    return numberText(estimate.count, 0) + " (95 % interval " + numberText(estimate.ci.low * pairs, 0) + " to " +
           numberText(estimate.ci.high * pairs, 0) + ")";
}

/// Trusted pairs first: nothing is assumed of the numbers' shape. Then the margins, which tell most.
const AuditReport::Estimate* bestEstimate(const AuditReport& audit) {
    for (const char* from : {"accuracy", "margin", "score"}) {
        for (const AuditReport::Estimate& one : audit.estimates) {
            if (one.from == from && one.estimate.trustworthy) {
                return &one;
            }
        }
    }
    return nullptr;
}

/// The larger one: a model that has learned wrong labels by heart makes the bound of its margins too small.
const SwapBound* bestBound(const AuditReport& audit) {
    const auto good = [](const SwapBound& bound) { return bound.usable && bound.doubt.empty(); };
    const SwapBound* best = nullptr;
    for (const SwapBound* bound : {&audit.marginBound, &audit.scoreBound}) {
        if (good(*bound) && (best == nullptr || bound->ci.high > best->ci.high)) {
            best = bound;
        }
    }
    return best;
}

std::string headline(const AuditReport& audit) {
    const std::string all = countText(audit.ranking.rows.size());
    if (const auto* best = bestEstimate(audit)) {
        return "About " + rangeOf(best->estimate) + " of " + all + " pairs look mislabelled, by " + nameOf(best->from) +
               ".";
    }
    if (const SwapBound* bound = bestBound(audit)) {
        return "At most about " + numberText(bound->atMost(), 0) + " of " + all + " pairs are mislabelled, by the " +
               countText(bound->surest) + " of which " +
               (bound == &audit.scoreBound ? "the set's scores are" : "the model is") +
               " surest, if swaps hit sure and unsure pairs alike.";
    }
    return "How many of the " + all + " pairs are mislabelled cannot be told from these numbers.";
}

std::string truthWords(const std::string& source) {
    return source == "manifest"  ? "the pairs that Saferscope flipped on purpose"
           : source == "planted" ? "what the demo's generator planted"
                                 : "the data's own field " + cutText(source, 60);
}

void writeDetection(ReportContext& report, const AuditReport& audit) {
    if (audit.detections.empty()) {
        return;
    }
    RowChart chart;
    chart.label = "Area under the ROC curve of each kind of suspicion, with 95 % intervals; 0.5 is guessing";
    chart.axis = "area under the ROC curve: 0.5 is guessing, 1 finds every wrong label first";
    chart.bars = false;
    chart.low = 0.4;
    chart.high = 1.0;
    chart.reference = 0.5;
    for (const Detection& one : audit.detections) {
        if (!one.roc.defined()) {
            return;
        }
        RowChart::Row row;
        row.name = suspicionName(one.by);
        row.value = one.roc.area;
        row.ci = one.roc.ci;
        row.shown = numberText(one.roc.area, 3) + " (" + intervalText(one.roc.ci, 3) + ")";
        chart.rows.push_back(row);
    }
    const RocArea& roc = audit.detections.front().roc;
    say(report.html, "Here the truth is known from " + truthWords(audit.truthSource) + ": " +
                         plural(roc.positives, "label is", "labels are") + " wrong and " + countText(roc.negatives) +
                         " right. So the audit itself can be judged:");
    drawRows(report.html, chart);
    const Detection& first = audit.detections.front();
    std::string hits;
    for (const PrecisionAt& at : first.precision) {
        hits += (hits.empty() ? "" : ", ") + countText(at.bad) + " of the first " + countText(at.k);
    }
    say(report.html, hits.empty() ? "" : "Really wrong, by the combined suspicion: " + hits + ".");
}

void writeSuspects(ReportContext& report, const AuditReport& audit) {
    ReportTable table;
    table.caption = "The most suspicious pairs, by the combined suspicion";
    table.head = {"pair", "subset", "margin", "score of the set", "features behind the score"};
    if (audit.truth) {
        table.head.emplace_back("really wrong");
    }
    for (std::size_t i = 0; i < std::min(audit.ranking.rows.size(), shownRows); ++i) {
        const AuditRow& row = audit.ranking.rows[i];
        std::string why;
        for (const FeatureContribution& one : explainPair(audit.data, row.position, shownFeatures)) {
            why += (why.empty() ? "" : ", ") + std::to_string(one.feature.value()) + " (" +
                   signedText(one.contribution, 2) + ")";
        }
        std::vector<Cell> cells = {textCell(row.id), textCell(audit.data.pairs[row.position].subset),
                                   numberCell(signedText(row.margin, 2), row.margin),
                                   numberCell(signedText(row.score, 3), row.score), textCell(why)};
        if (audit.truth) {
            const auto& known = (*audit.truth)[row.position];
            cells.push_back(textCell(!known ? "not known" : *known ? "yes" : "no"));
        }
        table.rows.push_back(std::move(cells));
    }
    writeTable(report.html, table);
    if (audit.ranking.rows.size() > shownRows) {
        say(report.html,
            countText(shownRows) + " of " + countText(audit.ranking.rows.size()) +
                " are shown; “safer audit” lists them all.",
            "note");
    }
}

}  // namespace

void writeAudit(ReportContext& report) {
    if (!report.audit) {
        return;
    }
    const AuditReport& audit = *report.audit;
    HtmlWriter& html = report.html;
    openPart(report, "audit", "Which labels may be wrong");
    say(html,
        "A pair whose label was swapped by mistake looks the wrong way round to the features and to the model. The "
        "audit ranks the pairs of " +
            cutText(audit.data.dataset.name, 80) +
            " by that; it is a list to look at, no "
            "verdict on any one pair.");
    say(html, headline(audit), "key");
    say(html, "A model that was trained on these pairs has learned wrong labels too: then there are more.", "note");
    for (const AuditReport::Estimate& one : audit.estimates) {
        if (!one.estimate.trustworthy && !one.estimate.doubt.empty()) {
            say(html,
                "The estimate by " + nameOf(one.from) + ", " + rangeOf(one.estimate) +
                    ", is not to be trusted: " + one.estimate.doubt,
                "note");
        }
    }
    if (audit.manifest) {
        const auto& plan = audit.manifest->plan;
        say(html,
            "Saferscope changed this data set on purpose: " + countText(plan.entries.size()) + " pairs were " +
                changeName(plan.request.mode) + ".",
            "warn");
    }
    writeDetection(report, audit);
    writeSuspects(report, audit);
    closePart(report);
}

}  // namespace saferscope
