// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/feature_choice.h"

#include "app/cli/output.h"
#include "app/cli/workspace_run.h"

namespace saferscope::cli {

namespace {

Result<FeatureChoice> chooseBySet(const IndexAccessOptions& indexAccess, const FeatureChoiceOptions& options,
                                  ScoreWeighting weighting) {
    const auto workspace = openWorkspace(indexAccess.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto set = (*workspace)->featureSet(options.set);
    if (!set) {
        return failure(set);
    }
    IndexAccessOptions access = indexAccess;
    if (options.scope->count() == 0) {  // where the set's sides were measured, unless somebody says otherwise
        access.scope = set->scope;
    }
    auto context = openSetContext(access);
    if (!context) {
        return failure(context);
    }
    if (set->saeHash != context->identity.saeHash) {
        return fail(ErrorCode::InvalidInput,
                    "The set \"" + set->name + "\" numbers features of another SAE than this index.",
                    "Name the set's own index with --index, or make the set again.");
    }
    if (set->members.empty()) {
        return fail(ErrorCode::InvalidInput, "The set \"" + set->name + "\" has no features.",
                    "Add some with `safer sets edit`.");
    }
    if (const FeatureSetFreshness freshness = freshnessOf(*context, *set); !freshness.fresh) {
        printNote("Note: the set \"" + printable(set->name) + "\" is not current. " + printable(freshness.reason));
    }
    return FeatureChoice{std::move(*context), weightFeatureSet(*set, weighting)};
}

Result<FeatureChoice> chooseByRule(const IndexAccessOptions& indexAccess, const FeatureChoiceOptions& options,
                                   ScoreWeighting weighting) {
    if (const auto rule = parseFeatureRule(options.rule); !rule) {  // before anything slow
        return failure(rule);
    }
    auto context = openSetContext(indexAccess);
    if (!context) {
        return failure(context);
    }
    const std::uint32_t top = options.features > 0 ? options.features : context->settings.keptFeatures;
    const auto built = buildFromRule(*context, requestFor(*context, options.rule, top, options.measure, 0, {}));
    if (!built) {
        return failure(built);
    }
    printNote("Working with " + grouped(built->set.members.size()) + " of the " + grouped(built->taken) +
              " features that the rule takes.");
    return FeatureChoice{std::move(*context), weightFeatureSet(built->set, weighting)};
}

Result<FeatureChoice> chooseByStrength(const IndexAccessOptions& indexAccess, const FeatureChoiceOptions& options,
                                       ScoreWeighting weighting) {
    auto context = openSetContext(indexAccess);
    if (!context) {
        return failure(context);
    }
    const std::size_t count = options.features > 0 ? options.features : context->settings.keptFeatures;
    const ContrastMeasure measure = requestFor(*context, {}, 0, options.measure, 0, {}).measure;
    auto kept = weightFeatures(context->contrasts, count, weighting, measure);
    if (kept.empty()) {
        return fail(ErrorCode::InvalidInput, "Every feature of the index is dead, so there is nothing to score with.",
                    "Train the SAE longer, or index more pairs.");
    }
    return FeatureChoice{std::move(*context), std::move(kept)};
}

}  // namespace

void addFeatureChoiceOptions(CLI::App* command, FeatureChoiceOptions& options) {
    options.scope = command->get_option("--scope");
    auto* set = command->add_option("--set", options.set, "A saved set of features (`safer sets`)")->type_name("NAME");
    command->add_option("--rule", options.rule, "The strongest of the features that a rule takes")
        ->type_name("RULE")
        ->excludes(set);
    command->add_option("--features", options.features, "At most the N strongest (default: as the workspace says)")
        ->type_name("N")
        ->excludes(set);
    command->add_option("--by", options.measure, "What strongest means (default: as the workspace says)")
        ->check(CLI::IsMember({"contrast", "normalised", "effect"}))
        ->excludes(set);
    command->add_option("--weighting", options.weighting, "sign (as published) or magnitude")
        ->check(CLI::IsMember({"sign", "magnitude"}))
        ->capture_default_str();
}

Result<FeatureChoice> chooseFeatures(const IndexAccessOptions& access, const FeatureChoiceOptions& options) {
    const auto weighting = options.weighting == "magnitude" ? ScoreWeighting::Magnitude : ScoreWeighting::Sign;
    return !options.set.empty()    ? chooseBySet(access, options, weighting)
           : !options.rule.empty() ? chooseByRule(access, options, weighting)
                                   : chooseByStrength(access, options, weighting);
}

}  // namespace saferscope::cli
