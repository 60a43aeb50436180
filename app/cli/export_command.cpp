// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/export_kinds.h"

#include <array>

namespace saferscope::cli {

namespace {

// In the order that --help lists them.
constexpr std::array kinds = {addExportFeatures, addExportRatings, addExportNeuronpedia,
                              addExportDelphi,   addExportPairs,   addExportModel,
                              addExportSae,      addExportMetrics, addExportReport};

}  // namespace

void addExportCommand(CommandSet& commands) {
    auto* command = commands.add(
        "export", "Write what the workspace holds for other programs",
        "  safer export features --workspace ws --output features.csv\n"
        "  safer export neuronpedia --workspace ws --output features.json --top 256\n"
        "  safer export pairs --workspace ws --dataset train-poisoned --layout messages --output train.jsonl\n"
        "  safer export model --workspace ws --model rm --output rm-hf --dtype bfloat16\n"
        "  safer export sae --workspace ws --sae sae --layout saelens --output sae-lens\n"
        "  safer export metrics --workspace ws --run all --output tensorboard\n"
        "  safer export report --workspace ws --output report.html\n"
        "Nothing that is there already is replaced without --force.");
    command->require_subcommand(1);
    for (const auto add : kinds) {
        add(commands, command);
    }
}

}  // namespace saferscope::cli
