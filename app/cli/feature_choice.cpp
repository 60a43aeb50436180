// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/feature_choice.h"

namespace saferscope::cli {

FeatureChoiceRequest FeatureChoiceOptions::request() const {
    return {set, rule, features, measure, weighting == "magnitude" ? ScoreWeighting::Magnitude : ScoreWeighting::Sign};
}

void addFeatureChoiceOptions(CLI::App* command, FeatureChoiceOptions& options) {
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

Result<FeatureChoice> openFeatures(const IndexAccessOptions& access, const FeatureChoiceOptions& options) {
    auto workspace = openAdopted(access);
    if (!workspace) {
        return failure(workspace);
    }
    const auto scope = access.scopeGiven ? std::optional<TokenScope>(scopeOf(access)) : std::nullopt;
    auto chosen = chooseFeatures(**workspace, access.index, scope, options.request());
    if (!chosen) {
        return failure(chosen);
    }
    printNotes(chosen->context.notes);
    return FeatureChoice{std::move(*chosen), std::move(*workspace)};
}

}  // namespace saferscope::cli
