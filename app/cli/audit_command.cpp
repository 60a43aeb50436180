// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/audit_truth.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "core/experiments/audit.h"
#include "core/experiments/prevalence.h"

#include <algorithm>
#include <memory>

namespace saferscope::cli {

namespace {

constexpr std::size_t shownToPeople = 20;

struct AuditOptions {
    PairSignalOptions signals;
    std::string truth;
    std::size_t top = 0;  ///< 0: with --json every pair, else twenty
    std::size_t why = 3;
    double trustedAccuracy = 0.0;
    std::uint64_t trustedPairs = 0;
};

struct Audit {
    PairSignals data;
    AuditRanking ranking;
    std::optional<AuditTruth> truth;
    std::vector<Detection> detections;  ///< over the ranked pairs of which the truth is known
    std::vector<std::pair<std::string, FlippedEstimate>> estimates;
};

std::vector<FeatureContribution> whyOf(const Audit& audit, const AuditRow& row, std::size_t count) {
    const auto place = audit.data.indexed[row.position];
    const auto& choice = *audit.data.choice;
    return place ? explainScore(*choice.context.opened.index, *place, choice.kept, choice.context.identity.scope, count)
                 : std::vector<FeatureContribution>();
}

const char* segmentName(Segment segment) {
    return segment == Segment::Prompt ? "prompt" : segment == Segment::Chosen ? "chosen" : "rejected";
}

Result<Audit> makeAudit(const AuditOptions& options) {
    SignalNeeds needs;
    needs.features = true;
    auto data = readPairSignals(options.signals, needs);
    if (!data) {
        return failure(data);
    }
    Audit audit;
    audit.ranking = rankSuspicion(data->signals);
    audit.data = std::move(*data);
    const auto& rows = audit.ranking.rows;
    if (rows.empty()) {
        return fail(ErrorCode::InvalidInput,
                    "The index holds none of the pairs of \"" + audit.data.dataset.name + "\" as they are now.",
                    "Index that data set: `safer index --data NAME`.");
    }
    if (!options.truth.empty()) {
        auto truth = readTruth(audit.data, options.truth);
        if (!truth) {
            return failure(truth);
        }
        AuditRanking known;
        std::vector<std::uint8_t> bad;
        for (const AuditRow& row : rows) {
            if (const auto& one = (*truth)[row.position]) {
                known.rows.push_back(row);
                bad.push_back(*one ? 1 : 0);
            }
        }
        audit.detections = measureDetection(known, bad);
        audit.truth = std::move(*truth);
    }
    std::vector<double> margins;
    std::vector<double> scores;
    std::uint64_t contradicted = 0;
    for (const AuditRow& row : rows) {
        margins.push_back(row.margin);
        scores.push_back(row.score);
        contradicted += row.margin < 0.0 ? 1 : 0;
    }
    audit.estimates.emplace_back("margin", estimateFlipped(margins));
    audit.estimates.emplace_back("score", estimateFlipped(scores));
    if (options.trustedAccuracy > 0.0) {
        audit.estimates.emplace_back(
            "accuracy", flippedFromAccuracy(contradicted, rows.size(), options.trustedAccuracy, options.trustedPairs));
    }
    return audit;
}

OrderedJson rowJson(const Audit& audit, std::size_t rank, std::size_t whyCount) {
    const AuditRow& row = audit.ranking.rows[rank];
    OrderedJson why = OrderedJson::array();
    for (const FeatureContribution& one : whyOf(audit, row, whyCount)) {
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

OrderedJson summaryJson(const Audit& audit) {
    OrderedJson json = {{"summary", true},
                        {"dataset", audit.data.dataset.name},
                        {"dataset_hash", audit.data.dataset.contentHash},
                        {"features", audit.data.featureSet},
                        {"pairs", audit.data.pairs.size()},
                        {"ranked", audit.ranking.rows.size()}};
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

void printAudit(const Audit& audit, const AuditOptions& options) {
    const auto& rows = audit.ranking.rows;
    std::vector<std::vector<std::string>> table = {{"rank", "suspicion", "score_safe", "margin", "id", "because of"}};
    const std::size_t shown = std::min(rows.size(), options.top > 0 ? options.top : shownToPeople);
    for (std::size_t i = 0; i < shown; ++i) {
        std::string because;
        for (const FeatureContribution& one : whyOf(audit, rows[i], 1)) {
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
              " of which the truth is known (" + printable(options.truth) + ")");
}

Status runAudit(const AuditOptions& options) {
    const auto audit = makeAudit(options);
    if (!audit) {
        return failure(audit);
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
        "mixture of two mirrored normal curves; whether they are is checked and said.\n\n"
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
            "--truth", options->truth,
            "Measure against known labels: manifest, planted, meta:KEY (false is wrong) or meta:!KEY (true is)")
        ->type_name("SOURCE");
    command->add_option("--top", options->top, "Only the N most suspicious (default: with --json all, else 20)")
        ->type_name("N");
    command->add_option("--why", options->why, "Features named per pair, with --json")
        ->type_name("N")
        ->capture_default_str();
    auto* accuracy =
        command
            ->add_option("--trusted-accuracy", options->trustedAccuracy,
                         "Accuracy of the model on pairs whose labels are trusted: a second estimate (Rogan & Gladen)")
            ->check(CLI::Range(0.5, 1.0))
            ->type_name("A");
    command->add_option("--trusted-pairs", options->trustedPairs, "How many pairs that accuracy is of")
        ->type_name("N")
        ->needs(accuracy);
    commands.onRun(command, [options] { return runAudit(*options); });
}

}  // namespace saferscope::cli
