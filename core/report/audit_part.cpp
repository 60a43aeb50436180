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
    return from == "accuracy" ? tr("the model's accuracy on trusted pairs")
           : from == "margin" ? tr("reward margins")
                              : tr("the set's scores");
}

std::string rangeOf(const FlippedEstimate& estimate) {
    const auto pairs = static_cast<double>(estimate.pairs);
    return tr("%1 (95 % interval %2 to %3)", {numberText(estimate.count, 0), numberText(estimate.ci.low * pairs, 0),
                                              numberText(estimate.ci.high * pairs, 0)});
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

std::string boundWords(std::uint64_t pairs, const SwapBound& bound, bool ofScores) {
    const std::vector<std::string> parts = {numberText(bound.atMost(), 0), countText(bound.surest)};
    return ofScores ? trn(pairs,
                          "At most about %2 of %1 pair are mislabelled, by the %3 of which the set's scores are "
                          "surest, if swaps hit sure and unsure pairs alike.",
                          "At most about %2 of %1 pairs are mislabelled, by the %3 of which the set's scores are "
                          "surest, if swaps hit sure and unsure pairs alike.",
                          parts)
                    : trn(pairs,
                          "At most about %2 of %1 pair are mislabelled, by the %3 of which the model is surest, if "
                          "swaps hit sure and unsure pairs alike.",
                          "At most about %2 of %1 pairs are mislabelled, by the %3 of which the model is surest, if "
                          "swaps hit sure and unsure pairs alike.",
                          parts);
}

std::string headline(const AuditReport& audit) {
    const auto all = static_cast<std::uint64_t>(audit.ranking.rows.size());
    if (const auto* best = bestEstimate(audit)) {
        return trn(all, "About %2 of %1 pair look mislabelled, by %3.", "About %2 of %1 pairs look mislabelled, by %3.",
                   {rangeOf(best->estimate), nameOf(best->from)});
    }
    if (const SwapBound* bound = bestBound(audit)) {
        return boundWords(all, *bound, bound == &audit.scoreBound);
    }
    return trn(all, "Whether the %1 pair is mislabelled cannot be told from these numbers.",
               "How many of the %1 pairs are mislabelled cannot be told from these numbers.");
}

std::string truthWords(const std::string& source) {
    return source == "manifest"  ? tr("the pairs that Saferscope flipped on purpose")
           : source == "planted" ? tr("what the demo's generator planted")
                                 : tr("the data's own field %1", {cutText(source, 60)});
}

std::string suspicionWords(Suspicion suspicion) {
    switch (suspicion) {
        case Suspicion::Combined:
            return tr("combined");
        case Suspicion::Score:
            return tr("score");
        case Suspicion::Margin:
            return tr("margin");
        case Suspicion::Loss:
            return tr("loss");
    }
    return suspicionName(suspicion);
}

void writeDetection(ReportContext& report, const AuditReport& audit) {
    if (audit.detections.empty()) {
        return;
    }
    RowChart chart;
    chart.label = tr("Area under the ROC curve of each kind of suspicion, with 95 % intervals; 0.5 is guessing");
    chart.axis = tr("area under the ROC curve: 0.5 is guessing, 1 finds every wrong label first");
    chart.bars = false;
    chart.low = 0.4;
    chart.high = 1.0;
    chart.reference = 0.5;
    for (const Detection& one : audit.detections) {
        if (!one.roc.defined()) {
            return;
        }
        RowChart::Row row;
        row.name = suspicionWords(one.by);
        row.value = one.roc.area;
        row.ci = one.roc.ci;
        row.shown = numberText(one.roc.area, 3) + " (" + intervalText(one.roc.ci, 3) + ")";
        chart.rows.push_back(row);
    }
    const RocArea& roc = audit.detections.front().roc;
    say(report.html, trn(roc.positives,
                         "Here the truth is known from %2: %1 label is wrong and %3 right. So the audit itself can be "
                         "judged:",
                         "Here the truth is known from %2: %1 labels are wrong and %3 right. So the audit itself can "
                         "be judged:",
                         {truthWords(audit.truthSource), countText(roc.negatives)}));
    drawRows(report.html, chart);
    const Detection& first = audit.detections.front();
    std::string hits;
    for (const PrecisionAt& at : first.precision) {
        const std::string hit = tr("%1 of the first %2", {countText(at.bad), countText(at.k)});
        hits = hits.empty() ? hit : tr("%1, %2", {hits, hit});
    }
    say(report.html, hits.empty() ? "" : tr("Really wrong, by the combined suspicion: %1.", {hits}));
}

void writeSuspects(ReportContext& report, const AuditReport& audit) {
    ReportTable table;
    table.caption = tr("The most suspicious pairs, by the combined suspicion");
    table.head = {tr("pair"), tr("subset"), tr("margin"), tr("score of the set"), tr("features behind the score")};
    if (audit.truth) {
        table.head.push_back(tr("really wrong"));
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
            cells.push_back(textCell(!known ? tr("not known") : *known ? tr("yes") : tr("no")));
        }
        table.rows.push_back(std::move(cells));
    }
    writeTable(report.html, table);
    if (audit.ranking.rows.size() > shownRows) {
        say(report.html,
            tr("%1 of %2 are shown; “safer audit” lists them all.",
               {countText(shownRows), countText(audit.ranking.rows.size())}),
            "note");
    }
}

std::string changeWords(ExperimentMode mode, std::uint64_t pairs) {
    return mode == ExperimentMode::Poison
               ? trn(pairs, "Saferscope changed this data set on purpose: %1 pair was flipped.",
                     "Saferscope changed this data set on purpose: %1 pairs were flipped.")
               : trn(pairs, "Saferscope changed this data set on purpose: %1 pair was dropped.",
                     "Saferscope changed this data set on purpose: %1 pairs were dropped.");
}

}  // namespace

void writeAudit(ReportContext& report) {
    if (!report.audit) {
        return;
    }
    const AuditReport& audit = *report.audit;
    HtmlWriter& html = report.html;
    openPart(report, "audit", tr("Which labels may be wrong"));
    say(html,
        tr("A pair whose label was swapped by mistake looks the wrong way round to the features and to the model. The "
           "audit ranks the pairs of %1 by that; it is a list to look at, no verdict on any one pair.",
           {cutText(audit.data.dataset.name, 80)}));
    say(html, headline(audit), "key");
    say(html, tr("A model that was trained on these pairs has learned wrong labels too: then there are more."), "note");
    for (const AuditReport::Estimate& one : audit.estimates) {
        if (!one.estimate.trustworthy && !one.estimate.doubt.empty()) {
            say(html,
                tr("The estimate by %1, %2, is not to be trusted: %3",
                   {nameOf(one.from), rangeOf(one.estimate), fromCore(one.estimate.doubt)}),
                "note");
        }
    }
    if (audit.manifest) {
        const auto& plan = audit.manifest->plan;
        say(html, changeWords(plan.request.mode, plan.entries.size()), "warn");
    }
    writeDetection(report, audit);
    writeSuspects(report, audit);
    closePart(report);
}

}  // namespace saferscope
