// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/pair_signals.h"

namespace saferscope::cli {

/// What `plan`, `poison` and `denoise` are asked for.
struct PlanOptions {
    PairSignalOptions signals;
    std::string mode;
    std::string strategy = "safer";
    std::string ratio;
    std::string planFile;  ///< of poison and denoise: a plan made earlier
    std::string name;
    std::string output;
    const CommonOptions& common() const { return signals.access.common; }
};

/// --strategy, --ratio, --seed, --rubric; after addPairSignalOptions().
void addStrategyOptions(CLI::App* command, PlanOptions& options, bool ratioRequired);
extern const char* const strategiesExplained;  ///< for the end of a command's help

struct PlannedExperiment {
    std::unique_ptr<Workspace> workspace;
    PairSignals data;
    ExperimentPlan plan;
};
/// Notes go to standard error.
Result<PlannedExperiment> makePlan(const PlanOptions& options);

/// [{"id","score","rank","action"}] in the order of the plan.
OrderedJson entriesJson(const ExperimentPlan& plan);
/// The first pairs and a summary, for people.
void printPlan(const ExperimentPlan& plan, const std::vector<PreferencePair>& pairs);
/// Says on standard error how many pairs have no number to go by, and why.
void noteExcluded(const ExperimentPlan& plan);

}  // namespace saferscope::cli
