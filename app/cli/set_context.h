// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/index_access.h"

namespace saferscope::cli {

/// A workspace and what rules and sets of features are asked of there.
struct SetContext : IndexContext {
    std::unique_ptr<Workspace> workspace;
};
/// Notes (an index that is not current) are printed on standard error.
Result<SetContext> openSetContext(const IndexAccessOptions& options);

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
