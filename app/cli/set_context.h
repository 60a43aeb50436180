// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/index_access.h"
#include "core/scoring/feature_set_builder.h"

namespace saferscope::cli {

/// What rules and sets of features are asked of: an index with its contrasts, and the ratings of its SAE.
struct SetContext {
    OpenedIndex opened;
    IndexIdentity identity;
    std::vector<FeatureContrast> contrasts;
    RatingBook book;
    WorkspaceSettings settings;
};
Result<SetContext> openSetContext(const IndexAccessOptions& options);

/// What a rule gives now. Refused when it takes no feature: the message says what is missing.
Result<FeatureSetBuild> buildFromRule(const SetContext& context, const FeatureSetRequest& request);

/// The request with the workspace's settings where the command line says nothing (empty or zero).
FeatureSetRequest requestFor(const SetContext& context, const std::string& rule, std::uint32_t top,
                             const std::string& measure, std::uint32_t candidates, const std::string& judge);

/// A stored set's state against this context; fresh, with a reason, where that cannot be told.
FeatureSetFreshness freshnessOf(const SetContext& context, const FeatureSet& set);

/// The set as `safer sets` prints it with --json, what is said of the members included where a context is given.
OrderedJson setJson(const FeatureSet& set, const SetContext* context);
/// The same as a table for people.
void printSet(const FeatureSet& set, const SetContext* context);

/// How well the set covers what a demo's generator has planted (core/demo/planted_recovery.h). Refused when the
/// index's data set carries nothing planted.
struct PlantedReport {
    OrderedJson json;
    std::vector<std::vector<std::string>> rows;  ///< a table for people
    std::vector<std::string> lines;
};
Result<PlantedReport> plantedReport(const FeatureSet& set, const SetContext& context);

}  // namespace saferscope::cli
