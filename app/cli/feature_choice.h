// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/set_context.h"
#include "core/scoring/pair_score.h"

namespace saferscope::cli {

/// --set, --rule, --features, --by, --weighting: which features a command works with, and how much each counts.
struct FeatureChoiceOptions {
    std::uint32_t features = 0;
    std::string weighting = "sign";
    std::string measure;
    std::string set;
    std::string rule;
    const CLI::Option* scope = nullptr;
};
/// After addIndexAccessOptions(): a set brings its own scope where --scope is not given.
void addFeatureChoiceOptions(CLI::App* command, FeatureChoiceOptions& options);

struct FeatureChoice {
    SetContext context;
    std::vector<WeightedFeature> kept;  ///< never empty
};

/// A saved set (a note on standard error says when it is not current), what a rule takes, or the strongest.
Result<FeatureChoice> chooseFeatures(const IndexAccessOptions& access, const FeatureChoiceOptions& options);

}  // namespace saferscope::cli
