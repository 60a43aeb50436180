// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/set_context.h"

#include "app/cli/output.h"
#include "core/demo/planted_recovery.h"

#include <algorithm>

namespace saferscope::cli {

namespace {

OrderedJson scoreOrNull(const std::optional<double>& score) { return score ? OrderedJson(*score) : OrderedJson(); }

std::optional<double> judgeScoreOf(const SetContext& context, FeatureId feature) {
    const auto score = context.book.of(feature).judgeScore(context.book.mainJudge(context.settings.judge));
    return score ? std::optional<double>(*score) : std::nullopt;
}

std::string scoreText(const std::optional<double>& score) {
    return score ? number(*score, *score == static_cast<int>(*score) ? 0 : 1) : "-";
}

std::string shareText(const std::optional<double>& share) { return share ? percent(*share) : "-"; }

std::string listed(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text.empty() ? "none" : text;
}

}  // namespace

Result<SetContext> openSetContext(const IndexAccessOptions& options) {
    auto workspace = openAdopted(options);
    if (!workspace) {
        return failure(workspace);
    }
    auto opened = openIndexContext(**workspace, options.index, scopeOf(options));
    if (!opened) {
        return failure(opened);
    }
    printNotes(opened->notes);
    return SetContext{std::move(*opened), std::move(*workspace)};
}

OrderedJson setJson(const FeatureSet& set, const SetContext* context) {
    OrderedJson members = OrderedJson::array();
    for (const FeatureSet::Member& member : set.members) {
        OrderedJson entry = {{"feature", member.feature.value()},
                             {"contrast", finiteOrNull(member.contrast)},
                             {"by_hand", member.byHand}};
        if (context != nullptr && set.saeHash == context->identity.saeHash) {
            const FeatureOpinions& opinions = context->book.of(member.feature);
            entry["llm"] = scoreOrNull(judgeScoreOf(*context, member.feature));
            entry["human"] = scoreOrNull(opinions.humanScore());
            entry["label"] = opinions.label;
        }
        members.push_back(std::move(entry));
    }
    OrderedJson removed = OrderedJson::array();
    for (const FeatureId feature : set.removedByHand) {
        removed.push_back(feature.value());
    }
    OrderedJson json = {{"name", set.name},       {"rule", set.rule},           {"top", set.top},
                        {"measure", set.measure}, {"scope", set.scope},         {"sae", set.saeHash},
                        {"index", set.indexHash}, {"created_at", set.createdAt}};
    json["provenance"] = OrderedJson::parse(dumpJson(set.provenance));
    json["features"] = set.members.size();
    json["members"] = std::move(members);
    json["removed_by_hand"] = std::move(removed);
    if (context != nullptr) {
        const FeatureSetFreshness freshness = freshnessOf(*context, set);
        json["fresh"] = freshness.fresh;
        json["reason"] = freshness.reason;
    }
    return json;
}

void printSet(const FeatureSet& set, const SetContext* context) {
    std::vector<std::vector<std::string>> rows = {{"feature", set.measure, "side", "llm", "human", "from", "label"}};
    const bool known = context != nullptr && set.saeHash == context->identity.saeHash;
    for (const FeatureSet::Member& member : set.members) {
        const FeatureOpinions none;
        const FeatureOpinions& opinions = known ? context->book.of(member.feature) : none;
        rows.push_back({std::to_string(member.feature.value()), number(member.contrast),
                        member.contrast > 0.0   ? "chosen"
                        : member.contrast < 0.0 ? "rejected"
                                                : "-",
                        known ? scoreText(judgeScoreOf(*context, member.feature)) : "-",
                        scoreText(opinions.humanScore()), member.byHand ? "hand" : "rule", printable(opinions.label)});
    }
    printTable(rows);
    printText(printable("\"" + set.name + "\": " + grouped(set.members.size()) + " features" +
                        (set.rule.empty() ? ", made by hand" : ", rule " + set.rule) +
                        (set.top > 0 ? ", at most " + grouped(set.top) : std::string()) + ", by " + set.measure + ", " +
                        set.scope + ", made " + set.createdAt));
    if (!set.removedByHand.empty()) {
        std::vector<std::string> removed;
        for (const FeatureId feature : set.removedByHand) {
            removed.push_back(std::to_string(feature.value()));
        }
        printText("Removed by hand: " + listed(removed));
    }
    if (context != nullptr) {
        const FeatureSetFreshness freshness = freshnessOf(*context, set);
        printText(printable(std::string(freshness.fresh ? "Current. " : "Not current. ") + freshness.reason));
    }
}

Result<PlantedReport> plantedReport(const FeatureSet& set, const SetContext& context) {
    const IndexManifest& manifest = context.index->manifest();
    if (set.saeHash != context.identity.saeHash) {
        return fail(ErrorCode::InvalidInput, "The set \"" + set.name + "\" numbers features of another SAE.",
                    "Name its index with --index.");
    }
    const auto dataset = context.workspace->dataset(manifest.datasetName);
    if (!dataset) {
        return failure(dataset);
    }
    const auto pairs = context.workspace->loadPairs(*dataset);
    if (!pairs) {
        return failure(pairs);
    }
    const bool planted = std::ranges::any_of(*pairs, [](const PreferencePair& pair) {
        return !plantedSpans(pair, Side::Chosen).empty() || !plantedSpans(pair, Side::Rejected).empty();
    });
    if (!planted) {
        return fail(ErrorCode::InvalidInput,
                    "The data set \"" + dataset->name + "\" says nothing of planted regularities.",
                    "--planted is for data that `safer demo` has generated.");
    }
    const auto measure = contrastMeasureFromName(set.measure).value_or(ContrastMeasure::Paper);
    const auto asked = set.provenance.find("candidates");
    const std::size_t count = asked != set.provenance.end() && asked->is_number_unsigned()
                                  ? asked->get<std::size_t>()
                                  : context.settings.candidateFeatures;
    std::vector<FeatureId> kept;
    for (const FeatureSet::Member& member : set.members) {
        kept.push_back(member.feature);
    }
    const SafetyRecovery recovery = measureSafetyRecovery(
        *context.index, *pairs, kept, strongestFeatures(context.contrasts, count, measure), context.identity.scope);
    PlantedReport report;
    report.rows = {{"feature", "stands for", "inside", "base rate", "safety"}};
    OrderedJson matches = OrderedJson::array();
    for (const FeatureMatch& match : recovery.kept) {
        const bool safety = match.recovered && isPlantedSafetyKind(match.kind);
        matches.push_back({{"feature", match.feature.value()},
                           {"kind", match.kind},
                           {"precision", finiteOrNull(match.precision)},
                           {"base_rate", finiteOrNull(match.baseRate)},
                           {"recovered", match.recovered},
                           {"safety", safety}});
        report.rows.push_back({std::to_string(match.feature.value()),
                               match.recovered ? match.kind : "(" + (match.kind.empty() ? "-" : match.kind) + ")",
                               percent(match.precision), percent(match.baseRate), safety ? "yes" : "no"});
    }
    report.json = {{"precision", scoreOrNull(recovery.precision)},
                   {"kept", recovery.kept.size()},
                   {"kept_for_safety", recovery.keptForSafety},
                   {"kind_recall", scoreOrNull(recovery.kindRecall)},
                   {"kinds_found", recovery.kindsFound},
                   {"kinds_missed", recovery.kindsMissed},
                   {"kinds_unfindable", recovery.kindsUnfindable},
                   {"feature_recall", scoreOrNull(recovery.featureRecall)},
                   {"candidates", count},
                   {"candidates_for_safety", recovery.candidatesForSafety},
                   {"candidates_for_safety_kept", recovery.candidatesForSafetyKept}};
    report.json["matches"] = std::move(matches);
    report.lines = {
        "Precision: " + shareText(recovery.precision) + " of the set stands for a planted safety regularity (" +
            grouped(recovery.keptForSafety) + " of " + grouped(recovery.kept.size()) + ")",
        "Recall of features: " + shareText(recovery.featureRecall) + " of the candidates that do are in the set (" +
            grouped(recovery.candidatesForSafetyKept) + " of " + grouped(recovery.candidatesForSafety) + ")",
        "Recall of kinds: " + shareText(recovery.kindRecall) + "; found: " + listed(recovery.kindsFound) +
            "; missed: " + listed(recovery.kindsMissed) +
            "; no feature of this SAE stands for: " + listed(recovery.kindsUnfindable)};
    return report;
}

}  // namespace saferscope::cli
