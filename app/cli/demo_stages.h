// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/workspace_run.h"
#include "core/demo/demo_recipe.h"

namespace saferscope::cli {

/// Names of what the demo workspace holds.
namespace demo_names {
inline constexpr const char* trainData = "demo-train";
inline constexpr const char* evalData = "demo-eval";
inline constexpr const char* base = "demo-base";
inline constexpr const char* model = "demo-reward-model";
inline constexpr const char* sae = "demo-sae";
inline constexpr const char* index = "demo-index";
}  // namespace demo_names

/// Makes the demo workspace stage by stage. A stage whose result is there and current is skipped, an interrupted run is
/// resumed, so that the command can be repeated at any point. A demo whose pairs an earlier version generated is left
/// as it is, ratings and all, and said to be old; what is missing in it is made from its own pairs.
class DemoStages {
public:
    DemoStages(Workspace& workspace, DemoRecipe recipe, const CommonOptions& options, ProgressDisplay& display);

    /// All stages in order.
    Status run();
    /// Stages that had something to do.
    std::size_t worked() const { return m_worked; }
    /// Whether the pairs are those of an earlier version; known after run().
    bool older() const { return m_older; }

    /// {"accuracy", "accuracy_low", "accuracy_high", "eval_pairs", "planted_precision", "kinds_found", …}
    Result<OrderedJson> summary() const;

private:
    Status importData();
    Status noticeOlderData();
    Status trainBase();
    Status trainModel();
    Status trainSae();
    Status buildIndex();
    Status evaluate();
    Status rateCandidates();
    Status runJobOnce(RunRequest request);
    void begin(int stage, const std::string& title);

    Workspace& m_workspace;
    const DemoRecipe m_recipe;
    CommonOptions m_options;
    ProgressDisplay& m_display;
    std::size_t m_worked = 0;
    bool m_older = false;  ///< the pairs are those of an earlier version
};

}  // namespace saferscope::cli
