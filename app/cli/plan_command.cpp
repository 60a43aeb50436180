// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/plan_making.h"

#include <memory>

namespace saferscope::cli {

namespace {

Status runPlan(const PlanOptions& options) {
    const auto made = makePlan(options);
    if (!made) {
        return failure(made);
    }
    if (!options.output.empty()) {
        if (auto written = writeJsonFile(absolutePath(options.output), toJson(made->plan)); !written) {
            return written;
        }
    }
    noteExcluded(made->plan);
    if (options.common().json) {
        for (const auto& entry : entriesJson(made->plan)) {
            printJson(entry);
        }
        return {};
    }
    printPlan(made->plan, made->data.pairs);
    if (!options.output.empty()) {
        printText("Written to " + printable(options.output));
    }
    return {};
}

}  // namespace

void addPlanCommand(CommandSet& commands) {
    const auto options = std::make_shared<PlanOptions>();
    auto* command =
        commands.add("plan", "Which pairs an experiment would flip or drop, in order; nothing is changed",
                     "  safer plan --workspace ws --mode poison --strategy safer --ratio 2.5% --json\n"
                     "  safer plan --workspace ws --mode denoise --strategy safer --set checked --ratio 4%\n"
                     "  safer plan --workspace ws --mode denoise --strategy random --ratio 0.04 --seed 3" +
                         std::string(strategiesExplained));
    addPairSignalOptions(command, options->signals);
    command->add_option("--mode", options->mode, "poison (flip pairs) or denoise (drop pairs)")
        ->check(CLI::IsMember({"poison", "denoise"}))
        ->required();
    addStrategyOptions(command, *options, true);
    command->add_option("--output", options->output, "Also write the whole plan, for `safer poison --plan`")
        ->type_name("FILE");
    commands.onRun(command, [options] { return runPlan(*options); });
}

}  // namespace saferscope::cli
