// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/training_options.h"

#include <cstdlib>

namespace saferscope::cli {

namespace {

constexpr const char* defaultDate = "26 Jul 2024";
constexpr std::uint32_t defaultMaxTokens = 1024;

}  // namespace

void addRunOptions(CLI::App* command, RunOptions& options, bool makesFolder) {
    addWorkspaceOption(command, options.common, false);
    command->add_option("--data", options.data, "Data set of the workspace; without a workspace a file of pairs")
        ->type_name("NAME|FILE")
        ->required();
    addPairLayoutOptions(command, options.file);
    command->add_flag("--skip-bad", options.file.skipBad,
                      "Leave out records of a file that cannot be used instead of refusing it");
    if (makesFolder) {
        addStandaloneOptions(command, options.standalone);
        command->add_option("--name", options.name, "Name of what is made (default: named after the run)")
            ->type_name("NAME");
    }
    addBackgroundOptions(command, options.detach);
    command
        ->add_option("--max-tokens", options.maxTokens,
                     "Longer conversations lose tokens on the left (default: as the workspace says, else 1024)")
        ->type_name("N")
        ->check(CLI::Range(2, 1000000));
    command->add_option("--date-string", options.dateString, "Date that chat templates show, without a workspace")
        ->type_name("TEXT");
    addDeviceOption(command, options.common);
    addSeedOption(command, options.common);
    addDryRunOption(command, options.common);
    addJsonOption(command, options.common);
}

Status checkRunOptions(RunOptions& options, bool makesFolder) {
    if (!options.standalone.output.empty()) {
        options.common.workspace.clear();  // an output folder was asked for: SAFERSCOPE_WORKSPACE does not matter
    }
    if (makesFolder && options.common.workspace.empty() && options.standalone.output.empty()) {
        return fail(ErrorCode::Usage, "Neither a workspace nor an output folder was given.",
                    "Give --workspace DIR, or --output DIR to work on a file.");
    }
    if (auto checked = checkBackground(options.detach, options.inWorkspace()); !checked || options.inWorkspace()) {
        return checked;
    }
    if (options.data.size() != 1) {
        return fail(ErrorCode::Usage, "Without a workspace --data takes one file.",
                    "Import several files into a workspace to combine them.");
    }
    options.file.file = options.data.front();
    return {};
}

std::string dataTitle(const RunOptions& options) {
    std::string title;
    for (std::size_t i = 0; i < options.data.size(); ++i) {
        title += i == 0 ? "" : i + 1 == options.data.size() ? " and " : ", ";
        title += options.data[i];
    }
    return title;
}

void fillEncodingParams(const RunOptions& options, Json& params) {
    params["max_tokens"] = options.maxTokens > 0 ? options.maxTokens : defaultMaxTokens;
    params["date_string"] = options.dateString.empty() ? defaultDate : options.dateString;
}

}  // namespace saferscope::cli
