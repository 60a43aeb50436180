// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/index_access.h"
#include "app/cli/output.h"
#include "app/cli/run_follow.h"
#include "app/cli/workspace_run.h"
#include "core/workspace/feature_map_run.h"

#include <memory>

namespace saferscope::cli {

namespace {

struct MapOptions {
    CommonOptions common;
    Background background;
    std::string index;
    double perplexity = 30.0;
    bool show = false;
};

std::vector<std::string> describe(const Json& values) {
    const auto count = [&values](const char* key) { return values.value(key, std::uint64_t{0}); };
    std::vector<std::string> lines = {grouped(count("placed")) + " of " + grouped(count("features")) +
                                      " features have a place on the map"};
    if (count("dead") > 0) {
        lines.push_back(grouped(count("dead")) + " were left out because they never fire in the index");
    }
    if (count("zero") > 0) {
        lines.push_back(grouped(count("zero")) + " were left out because their direction is zero");
    }
    lines.push_back("Of a feature's 10 closest relatives, " + percent(values.value("kept_neighbours", 0.0)) +
                    " are among its 10 closest on the map; distances between far heaps mean nothing");
    return lines;
}

// What the workspace has now; nothing is computed.
Status showMap(const Workspace& workspace, const MapOptions& options) {
    const auto opened = openNamedIndex(workspace, options.index);
    if (!opened) {
        return failure(opened);
    }
    const std::string& sae = opened->index->manifest().saeHash;
    const auto found = findFeatureMap(workspace.folder(), sae);
    if (!found) {
        return failure(found);
    }
    if (!found->map) {
        const std::string hint = "Make it with `safer map --workspace " + workspace.folder().string() + "`.";
        return found->others
                   ? fail(ErrorCode::NotFound,
                          "The map in the workspace is of another SAE than the index \"" + opened->name + "\".", hint)
                   : fail(ErrorCode::NotFound, "The workspace has no map of these features yet.", hint);
    }
    const FeatureMap& map = *found->map;
    if (options.common.json) {
        OrderedJson points = OrderedJson::array();
        for (std::size_t i = 0; i < map.features(); ++i) {
            if (map.place[i] == FeatureMap::Place::Placed) {
                points.push_back({i, map.x[i], map.y[i]});
            }
        }
        printJson({{"index", opened->name},
                   {"features", map.features()},
                   {"placed", map.count(FeatureMap::Place::Placed)},
                   {"dead", map.count(FeatureMap::Place::Dead)},
                   {"zero", map.count(FeatureMap::Place::Zero)},
                   {"perplexity", map.perplexity},
                   {"seed", map.seed},
                   {"divergence", map.divergence},
                   {"kept_neighbours", map.keptNeighbours},
                   {"created_at", map.createdAt},
                   {"points", std::move(points)}});
        return {};
    }
    printText("feature,x,y");
    for (std::size_t i = 0; i < map.features(); ++i) {
        if (map.place[i] == FeatureMap::Place::Placed) {
            printText(std::to_string(i) + "," + std::to_string(map.x[i]) + "," + std::to_string(map.y[i]));
        }
    }
    return {};
}

Status makeMap(Workspace& workspace, const MapOptions& options) {
    FeatureMapRequest request;
    request.index = options.index;
    request.perplexity = options.perplexity;
    request.seed = options.common.seed;
    const auto spec = planFeatureMapRun(workspace, request);
    if (!spec) {
        return failure(spec);
    }
    if (options.common.dryRun) {
        printNote("Nothing was started: the request is in order.");
        return {};
    }
    const auto folder = createRunFolder(workspace.runsFolder(), *spec);
    if (!folder) {
        return failure(folder);
    }
    const std::string id = folder->filename().string();
    if (options.background.queue) {
        return queueRun(workspace, *folder, options.background, options.common.json);
    }
    if (options.background.detach) {
        if (auto started = startRun(*folder); !started) {
            return started;
        }
        if (options.common.json) {
            printJson({{"run", id}, {"state", "running"}, {"folder", folder->string()}});
        } else {
            printText(id);
            printNote("It runs in the background; `safer jobs --workspace " + workspace.folder().string() +
                      "` shows it.");
        }
        return {};
    }
    ProgressDisplay display(options.common.quiet);
    const auto run = runToEnd(workspace, *folder, display);
    if (!run) {
        return failure(run);
    }
    display.clear();
    if (options.common.json) {
        OrderedJson json = {{"run", run->id}, {"state", runStateName(run->result.state)}};
        json["values"] = OrderedJson::parse(dumpJson(run->result.values));
        printJson(json);
        return {};
    }
    for (const auto& line : describe(run->result.values)) {
        printText(line);
    }
    return {};
}

Status runMap(const MapOptions& options) {
    if (!(options.perplexity >= 2.0 && options.perplexity <= 200.0)) {
        return fail(ErrorCode::Usage, "--perplexity lies between 2 and 200.",
                    "30 suits most; larger values show fewer, larger families.");
    }
    auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    if (const auto adopted = (*workspace)->adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    return options.show ? showMap(**workspace, options) : makeMap(**workspace, options);
}

}  // namespace

void addMapCommand(CommandSet& commands) {
    const auto options = std::make_shared<MapOptions>();
    auto* command = commands.add("map", "Draws the SAE's features by the directions they write: relatives lie together",
                                 "  safer map --workspace ws\n"
                                 "  safer map --workspace ws --perplexity 50 --seed 2\n"
                                 "  safer map --workspace ws --show > coordinates.csv");
    addWorkspaceOption(command, options->common, true);
    command->add_option("--index", options->index, "Name of the index whose SAE is drawn (default: the newest)")
        ->type_name("NAME");
    command
        ->add_option("--perplexity", options->perplexity,
                     "About how many relatives each feature is placed by, 2 to 200")
        ->type_name("P")
        ->capture_default_str();
    command->add_flag("--show", options->show, "Print the map that is there (CSV, or one object with --json)");
    addBackgroundOptions(command, options->background);
    addSeedOption(command, options->common);
    addDryRunOption(command, options->common);
    addJsonOption(command, options->common);
    commands.onRun(command, [options]() -> Status {
        if (auto checked = checkBackground(options->background, true); !checked) {
            return checked;
        }
        return runMap(*options);
    });
}

}  // namespace saferscope::cli
