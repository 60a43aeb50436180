// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/index_access.h"

namespace saferscope::cli {

/// --set, --rule, --features, --by, --weighting: which features a command works with, and how much each counts.
struct FeatureChoiceOptions {
    std::uint32_t features = 0;
    std::string weighting = "sign";
    std::string measure;
    std::string set;
    std::string rule;
    FeatureChoiceRequest request() const;
};
/// A set brings its own scope where --scope is not given.
void addFeatureChoiceOptions(CLI::App* command, FeatureChoiceOptions& options);

struct FeatureChoice : ChosenFeatures {
    std::unique_ptr<Workspace> workspace;
};

/// A saved set, what a rule takes, or the strongest. Notes (a set that is not current) go to standard error.
Result<FeatureChoice> openFeatures(const IndexAccessOptions& access, const FeatureChoiceOptions& options);

}  // namespace saferscope::cli
