// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/demo_stages.h"
#include "app/cli/output.h"

#include <chrono>
#include <cstdlib>
#include <memory>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

fs::path defaultFolder() {
    if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && fs::path(data).is_absolute()) {
        return fs::path(data) / "saferscope" / "demo";
    }
    const char* home = std::getenv("HOME");
    return fs::path(home != nullptr && *home != '\0' ? home : ".") / ".local" / "share" / "saferscope" / "demo";
}

std::string list(const OrderedJson& names) {
    std::string text;
    for (const auto& name : names) {
        text += (text.empty() ? "" : ", ") + name.get<std::string>();
    }
    return text.empty() ? "none" : text;
}

void printSummary(const OrderedJson& summary, std::size_t worked, double seconds) {
    const auto value = [&summary](const char* key) { return summary.contains(key) ? summary[key].get<double>() : 0.0; };
    printText(worked > 0 ? "The demo workspace is ready after " + duration(seconds) + "."
                         : "The demo workspace is ready.");
    printText("Held-out accuracy: " + percent(value("accuracy")) + " of " +
              grouped(summary.value("eval_pairs", std::uint64_t{0})) + " pairs (95 % CI " +
              percent(value("accuracy_low")) + " - " + percent(value("accuracy_high")) +
              "); the longer answer wins in " + percent(value("longer_wins")));
    printText("Planted regularities: " + percent(value("planted_precision")) + " of the " +
              grouped(summary.value("features", std::uint64_t{0})) + " strongest features stand for one (found: " +
              list(summary["kinds_found"]) + "; missed: " + list(summary["kinds_missed"]) + ")");
    if (summary.value("older", false)) {
        printText(
            "An earlier version of Saferscope made this demo, and it is left as it is. Its pairs are too easy for "
            "experiments: for those, make a new demo with --workspace and another folder.");
    }
    printText("Look at it:  saferscope " + summary.value("workspace", std::string()));
    printText("       or:   safer features --workspace " + summary.value("workspace", std::string()) + " --top 32");
}

Status runDemo(const CommonOptions& options) {
    const fs::path folder = options.workspace.empty() ? defaultFolder() : absolutePath(options.workspace);
    if (options.dryRun) {
        printNote("The demo workspace would be prepared in " + folder.string() + ".");
        return {};
    }
    std::error_code error;
    fs::create_directories(folder.parent_path(), error);
    auto workspace = Workspace::isWorkspace(folder) ? Workspace::open(folder) : Workspace::create(folder);
    if (!workspace) {
        return failure(workspace);
    }
    const auto start = std::chrono::steady_clock::now();
    std::size_t worked = 0;
    Result<OrderedJson> summary = OrderedJson();
    {
        ProgressDisplay display(options.quiet);
        DemoStages stages(**workspace, demoRecipe(), options, display);
        if (auto done = stages.run(); !done) {
            display.clear();
            return done;
        }
        worked = stages.worked();
        summary = stages.summary();
    }
    if (!summary) {
        return failure(summary);
    }
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (options.json) {
        (*summary)["stages_done"] = worked;
        (*summary)["seconds"] = seconds;
        printJson(*summary);
    } else {
        printSummary(*summary, worked, seconds);
    }
    return {};
}

}  // namespace

void addDemoCommand(CommandSet& commands) {
    const auto options = std::make_shared<CommonOptions>();
    auto* command = commands.add(
        "demo", "Prepare the demo workspace: everything from generated pairs to a feature index, trained here",
        "  safer demo\n"
        "  safer demo --workspace /tmp/demo --json");
    command
        ->add_option("-w,--workspace", options->workspace,
                     "Folder (default: saferscope/demo below XDG_DATA_HOME or ~/.local/share)")
        ->type_name("DIR");
    addDeviceOption(command, *options);
    addSeedOption(command, *options);
    addDryRunOption(command, *options);
    addJsonOption(command, *options);
    commands.onRun(command, [options] { return runDemo(*options); });
}

}  // namespace saferscope::cli
