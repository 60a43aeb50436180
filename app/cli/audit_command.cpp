// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/pair_signals.h"
#include "app/cli/progress_display.h"
#include "core/jobs/stop_signals.h"
#include "core/workspace/audit_run.h"

#include <algorithm>
#include <memory>

namespace saferscope::cli {

namespace {

constexpr std::size_t shownToPeople = 20;

struct AuditOptions {
    PairSignalOptions signals;
    AuditRequest asked;
    std::size_t top = 0;  ///< 0: with --json every pair, else twenty
    std::size_t why = 3;
};

const char* segmentName(Segment segment) {
    return segment == Segment::Prompt ? "prompt" : segment == Segment::Chosen ? "chosen" : "rejected";
}

OrderedJson rowJson(const AuditReport& audit, std::size_t rank, std::size_t whyCount) {
    const AuditRow& row = audit.ranking.rows[rank];
    OrderedJson why = OrderedJson::array();
    for (const FeatureContribution& one : explainPair(audit.data, row.position, whyCount)) {
        why.push_back({{"feature", one.feature.value()},
                       {"contribution", one.contribution},
                       {"side", segmentName(one.segment)},
                       {"token", one.token},
                       {"value", one.value},
                       {"text", one.text}});
    }
    OrderedJson json = {{"id", row.id},       {"rank", rank + 1},     {"suspicion", row.combined},
                        {"score", row.score}, {"margin", row.margin}, {"loss", finiteOrNull(row.loss)}};
    if (audit.truth) {
        const auto& known = (*audit.truth)[row.position];
        json["bad"] = known ? OrderedJson(*known) : OrderedJson(nullptr);
    }
    json["why"] = std::move(why);
    return json;
}

OrderedJson boundJson(const SwapBound& bound) {
    return {{"share", bound.share},   {"low", bound.ci.low},      {"high", bound.ci.high},  {"at_most", bound.atMost()},
            {"surest", bound.surest}, {"against", bound.against}, {"usable", bound.usable}, {"doubt", bound.doubt}};
}

void printBound(const char* from, const SwapBound& bound) {
    if (!bound.usable) {
        return;
    }
    printText("At most, by " + std::string(from) + ": " + number(bound.atMost(), 0) + " (" + percent(bound.ci.high) +
              "; " + grouped(bound.against) + " of the " + grouped(bound.surest) +
              " surest pairs are contradicted), if swaps hit sure and unsure pairs alike" +
              (bound.doubt.empty() ? std::string() : ". Not to be trusted: " + bound.doubt));
}

OrderedJson summaryJson(const AuditReport& audit) {
    OrderedJson json = {{"summary", true},
                        {"dataset", audit.data.dataset.name},
                        {"dataset_hash", audit.data.dataset.contentHash},
                        {"features", audit.data.choice->title},
                        {"pairs", audit.data.pairs.size()},
                        {"ranked", audit.ranking.rows.size()},
                        {"turned", audit.data.turned}};
    OrderedJson excluded = OrderedJson::array();
    for (const ExcludedPair& pair : audit.ranking.excluded) {
        excluded.push_back({{"id", pair.id}, {"why", pair.why}});
    }
    json["excluded"] = std::move(excluded);
    for (const auto& [from, estimate] : audit.estimates) {
        json["estimated_bad"][from] = {{"share", estimate.share},
                                       {"low", estimate.ci.low},
                                       {"high", estimate.ci.high},
                                       {"count", estimate.count},
                                       {"separation", estimate.separation},
                                       {"misfit", estimate.misfit},
                                       {"trustworthy", estimate.trustworthy},
                                       {"doubt", estimate.doubt}};
    }
    json["bound"] = {{"margin", boundJson(audit.marginBound)}, {"score", boundJson(audit.scoreBound)}};
    for (const Detection& detection : audit.detections) {
        OrderedJson precision = OrderedJson::array();
        for (const PrecisionAt& at : detection.precision) {
            precision.push_back({{"k", at.k}, {"bad", at.bad}, {"precision", at.precision()}});
        }
        json["detection"][suspicionName(detection.by)] = {
            {"auc", detection.roc.defined() ? OrderedJson(detection.roc.area) : OrderedJson(nullptr)},
            {"low", detection.roc.ci.low},
            {"high", detection.roc.ci.high},
            {"bad", detection.roc.positives},
            {"good", detection.roc.negatives},
            {"precision_at", std::move(precision)}};
    }
    return json;
}

void printAudit(const AuditReport& audit, const AuditOptions& options) {
    const auto& rows = audit.ranking.rows;
    std::vector<std::vector<std::string>> table = {{"rank", "suspicion", "score_safe", "margin", "id", "because of"}};
    const std::size_t shown = std::min(rows.size(), options.top > 0 ? options.top : shownToPeople);
    for (std::size_t i = 0; i < shown; ++i) {
        std::string because;
        for (const FeatureContribution& one : explainPair(audit.data, rows[i].position, 1)) {
            because = std::to_string(one.feature.value()) + " (" + (one.contribution > 0.0 ? "+" : "") +
                      number(one.contribution) + ") \"" + printable(one.text) + "\"";
        }
        table.push_back({std::to_string(i + 1), number(rows[i].combined), number(rows[i].score), number(rows[i].margin),
                         rows[i].id, because});
    }
    printTable(table);
    printText({});
    for (const auto& [from, estimate] : audit.estimates) {
        printText("Estimated wrong labels, by " + from + ": " + number(estimate.count, 0) + " (" +
                  percent(estimate.share) + ", 95 % CI " + percent(estimate.ci.low) + " to " +
                  percent(estimate.ci.high) + ")" +
                  (estimate.trustworthy ? std::string() : ". Not to be trusted: " + estimate.doubt));
    }
    printBound("margin", audit.marginBound);
    printBound("score", audit.scoreBound);
    if (audit.detections.empty()) {
        return;
    }
    printText({});
    std::vector<std::vector<std::string>> found = {{"by", "ROC area", "95 % CI"}};
    for (const PrecisionAt& at : audit.detections.front().precision) {
        found.front().push_back("precision at " + grouped(at.k));
    }
    for (const Detection& detection : audit.detections) {
        std::vector<std::string> row = {
            suspicionName(detection.by), detection.roc.defined() ? number(detection.roc.area) : "-",
            "[" + number(detection.roc.ci.low) + ", " + number(detection.roc.ci.high) + "]"};
        for (const PrecisionAt& at : detection.precision) {
            row.push_back(percent(at.precision()));
        }
        found.push_back(std::move(row));
    }
    printTable(found);
    printText(grouped(audit.detections.front().roc.positives) + " wrong labels among " +
              grouped(audit.detections.front().roc.positives + audit.detections.front().roc.negatives) +
              " of which the truth is known (" + printable(options.asked.truth) + ")");
}

Status auditAndPrint(const AuditOptions& options) {
    const auto workspace = openAdopted(options.signals.access);
    if (!workspace) {
        return failure(workspace);
    }
    AuditRequest asked = options.asked;
    asked.data = options.signals.request();
    const StopSignals stop;
    ProgressDisplay display(options.signals.access.common.quiet);
    const auto audit = runAudit(**workspace, asked, display.callback(), stop.token());
    display.clear();
    if (!audit) {
        return failure(audit);
    }
    printNotes(audit->data.notes);
    if (audit->manifest) {
        printNote("Note: this data set was changed on purpose. " + printable(describeManifest(*audit->manifest)));
    }
    if (!audit->ranking.excluded.empty()) {
        const ExcludedPair& first = audit->ranking.excluded.front();
        printNote("Note: " + grouped(audit->ranking.excluded.size()) + " of the " + grouped(audit->data.pairs.size()) +
                  " pairs cannot be ranked, first " + first.id + " (" + first.why + ")");
    }
    if (!options.signals.access.common.json) {
        printAudit(*audit, options);
        return {};
    }
    const std::size_t count = audit->ranking.rows.size();
    for (std::size_t i = 0; i < (options.top > 0 ? std::min(options.top, count) : count); ++i) {
        printJson(rowJson(*audit, i, options.why));
    }
    printJson(summaryJson(*audit));
    return {};
}

}  // namespace

void addAuditCommand(CommandSet& commands) {
    const auto options = std::make_shared<AuditOptions>();
    auto* command = commands.add(
        "audit", "Which pairs of a data set are likely to carry the wrong label, and why",
        "  safer audit --workspace ws --top 50\n"
        "  safer audit --workspace ws --data suspect --set checked --json > audit.jsonl\n"
        "  safer audit --workspace ws --truth manifest\n"
        "  safer audit --workspace ws --truth meta:gpt35_label_agrees\n\n"
        "A pair is suspect when its score_safe is low and its loss is high; suspicion is the mean of the normal "
        "scores\n"
        "of both. --json prints one object per pair and then one with \"summary\": true. The number of wrong labels "
        "is\n"
        "estimated without knowing one: a swapped pair has its margin and its score turned round, so the values are a\n"
        "mixture of two mirrored normal curves; whether they are is checked and said. Without that assumption only a "
        "bound\n"
        "is known: the share of the surest pairs that the number contradicts.\n\n"
        "The reward model behind the index has usually been trained on the suspect pairs themselves. As far as it\n"
        "learns wrong labels by heart, their margins turn positive and their losses small, so that margin, loss and\n"
        "the estimate see too few of them: the more so the larger it is and the longer it was trained. Audit with a\n"
        "model that has not seen these pairs (two halves, each indexed by a model of the other), or one trained for "
        "an\n"
        "epoch at most; score_safe is less exposed, not immune. The estimate also fails where pairs were swapped "
        "because\n"
        "of their score, as `safer poison` does by default.");
    addPairSignalOptions(command, options->signals);
    command
        ->add_option(
            "--truth", options->asked.truth,
            "Measure against known labels: manifest, planted, meta:KEY (false is wrong) or meta:!KEY (true is)")
        ->type_name("SOURCE");
    command->add_option("--top", options->top, "Only the N most suspicious (default: with --json all, else 20)")
        ->type_name("N");
    command->add_option("--why", options->why, "Features named per pair, with --json")
        ->type_name("N")
        ->capture_default_str();
    auto* accuracy =
        command
            ->add_option("--trusted-accuracy", options->asked.trustedAccuracy,
                         "Accuracy of the model on pairs whose labels are trusted: a second estimate (Rogan & Gladen)")
            ->check(CLI::Range(0.5, 1.0))
            ->type_name("A");
    command->add_option("--trusted-pairs", options->asked.trustedPairs, "How many pairs that accuracy is of")
        ->type_name("N")
        ->needs(accuracy);
    command
        ->add_option("--trusted-data", options->asked.trustedDataset,
                     "A data set with trusted labels whose pairs the index holds: the accuracy is measured on it")
        ->type_name("NAME")
        ->excludes(accuracy);
    commands.onRun(command, [options] { return auditAndPrint(*options); });
}

}  // namespace saferscope::cli
