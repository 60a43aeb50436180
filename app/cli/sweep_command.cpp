// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/sweep_command.h"

#include "app/cli/commands.h"
#include "app/cli/queue_command.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/run_eta.h"
#include "core/jobs/slurm_launcher.h"

#include <set>

namespace saferscope::cli {

namespace {

Status listSweeps(const CommonOptions& common) {
    const auto workspace = openForSweeps(common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto& folder = (*workspace)->folder();
    std::vector<std::vector<std::string>> rows = {{"sweep", "title", "cells", "state"}};
    for (const Sweep& sweep : readSweeps(folder)) {
        const SweepCounts counts = countCells(sweepStatus(folder, sweep));
        if (common.json) {
            printJson({{"sweep", sweep.spec.id},
                       {"title", sweep.spec.title},
                       {"created_at", sweep.spec.createdAt},
                       {"launcher", sweep.spec.launcher},
                       {"cells", counts.cells},
                       {"done", counts.done},
                       {"open", counts.open},
                       {"failed", counts.failed},
                       {"stopped", counts.stopped}});
        } else {
            rows.push_back(
                {sweep.spec.id, printable(sweep.spec.title), std::to_string(counts.cells), countsText(counts)});
        }
    }
    if (!common.json && rows.size() == 1) {
        printNote("No sweep has been started in this workspace yet; `safer sweep start` starts one.");
    } else if (!common.json) {
        printTable(rows);
    }
    return {};
}

/// Cancel and retry: something is done to a sweep, and how it stands then is said.
Status change(const CommonOptions& common, const std::string& id,
              Status (*operation)(const std::filesystem::path&, const Sweep&), bool launch) {
    const auto workspace = openForSweeps(common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto sweep = chooseSweep(**workspace, id);
    if (!sweep) {
        return failure(sweep);
    }
    if (auto done = operation((*workspace)->folder(), *sweep); !done) {
        return done;
    }
    if (launch) {
        if (auto launched = launchSweep(**workspace, *sweep); !launched) {
            return launched;
        }
    }
    const SweepCounts counts = countCells(sweepStatus((*workspace)->folder(), *sweep));
    if (common.json) {
        printJson({{"sweep", sweep->spec.id},
                   {"cells", counts.cells},
                   {"done", counts.done},
                   {"open", counts.open},
                   {"failed", counts.failed},
                   {"stopped", counts.stopped}});
    } else {
        printText(sweep->spec.id + ": " + countsText(counts));
    }
    return {};
}

Status keepModel(const CommonOptions& common, const std::string& id, std::size_t cell, const std::string& name) {
    const auto workspace = openForSweeps(common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto sweep = chooseSweep(**workspace, id);
    if (!sweep) {
        return failure(sweep);
    }
    if (cell == 0 || cell > sweep->cells.size()) {
        return fail(ErrorCode::Usage, "The sweep has the cells 1 to " + std::to_string(sweep->cells.size()) + ".",
                    "`safer sweep show " + sweep->spec.id + "` numbers them.");
    }
    const auto kept = keepSweepModel(**workspace, *sweep, cell - 1, name);
    if (!kept) {
        return failure(kept);
    }
    if (common.json) {
        printJson({{"name", kept->name}, {"path", kept->path.string()}, {"content_hash", kept->contentHash}});
    } else {
        printText("Reward model \"" + kept->name + "\" (" + cellTitle(sweep->cells[cell - 1]) +
                  ") is in the workspace.");
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<Workspace>> openForSweeps(const std::string& folder) {
    auto workspace = openWorkspace(folder);
    if (workspace && careForSweeps((*workspace)->folder())) {
        wakeQueue((*workspace)->runsFolder());
    }
    return workspace;
}

Result<Sweep> chooseSweep(const Workspace& workspace, const std::string& id) {
    auto sweeps = readSweeps(workspace.folder());
    const std::string hint =
        "`safer sweep list --workspace " + workspace.folder().string() + "` shows those there are.";
    if (id == "latest") {
        if (sweeps.empty()) {
            return fail(ErrorCode::NotFound, "The workspace has no sweep yet.", "Start one with `safer sweep start`.");
        }
        return std::move(sweeps.front());
    }
    std::vector<Sweep> matches;
    for (auto& sweep : sweeps) {
        if (sweep.spec.id == id) {
            return std::move(sweep);
        }
        if (sweep.spec.id.starts_with(id)) {
            matches.push_back(std::move(sweep));
        }
    }
    if (matches.empty()) {
        return fail(ErrorCode::NotFound, "The workspace has no sweep \"" + id + "\".", hint);
    }
    if (matches.size() > 1) {
        return fail(ErrorCode::Usage, "\"" + id + "\" fits " + std::to_string(matches.size()) + " sweeps.",
                    "Give more of the id. " + hint);
    }
    return std::move(matches.front());
}

Status launchSweep(const Workspace& workspace, const Sweep& sweep) {
    if (sweep.spec.launcher == "local") {
        wakeQueue(workspace.runsFolder());
        if (const auto queue = readQueue(workspace.runsFolder()); queue && queue->paused) {
            printNote("Note: the queue is paused; `safer jobs unpause` lets it go on.");
        }
        return {};
    }
    const auto settings = readSlurmSettings(workspace.folder());
    if (!settings) {
        return failure(settings);
    }
    const auto submitted = submitToSlurm(workspace.runsFolder(), slurmRunsOf(sweep), *settings);
    if (!submitted) {
        return fail(submitted.error().code, submitted.error().message,
                    submitted.error().hint + (submitted.error().hint.empty() ? "" : " ") + "Then `safer sweep retry " +
                        sweep.spec.id + "` submits it again.");
    }
    for (const auto& warning : submitted->warnings) {
        printNote("Note: " + printable(warning));
    }
    return {};
}

SweepCounts countCells(const std::vector<CellStatus>& status) {
    SweepCounts counts;
    counts.cells = status.size();
    for (const CellStatus& cell : status) {
        switch (cell.state) {
            case CellState::Done:
                ++counts.done;
                break;
            case CellState::Failed:
                ++counts.failed;
                break;
            case CellState::Stopped:
            case CellState::Lost:
                ++counts.stopped;
                break;
            case CellState::Waiting:
            case CellState::Training:
            case CellState::Trained:
            case CellState::Evaluating:
                ++counts.open;
                break;
        }
    }
    return counts;
}

std::string countsText(const SweepCounts& counts) {
    std::string text = std::to_string(counts.done) + " of " + std::to_string(counts.cells) + " done";
    text += counts.failed > 0 ? ", " + std::to_string(counts.failed) + " failed" : "";
    return text + (counts.stopped > 0 ? ", " + std::to_string(counts.stopped) + " stopped" : "");
}

std::optional<double> sweepEta(const Workspace& workspace, const Sweep& sweep) {
    const auto pending = pendingSweepRuns(workspace.folder(), sweep);
    const RunSpeeds speeds = pending.empty() ? RunSpeeds() : RunSpeeds::measure(workspace.runsFolder());
    double seconds = 0.0;
    for (const auto& id : pending) {
        const auto folder = workspace.runsFolder() / id;
        const RunEta eta = runEta(folder, readRunState(folder), speeds);
        if (!eta.seconds) {
            return std::nullopt;
        }
        seconds += *eta.seconds;
    }
    return seconds;
}

void addSweepCommand(CommandSet& commands) {
    const auto common = std::make_shared<CommonOptions>();
    auto* command = commands.add(
        "sweep", "Experiments: many models on changed data, evaluated side by side",
        "  safer sweep start --workspace ws --mode poison --dry-run\n"
        "  safer sweep start --workspace ws --mode poison --strategy safer,random --ratio 1%,5% --seeds 3 --wait\n"
        "  safer sweep show latest --workspace ws\n"
        "  safer sweep results latest --workspace ws --csv results.csv\n"
        "  safer sweep keep latest 4 rm-poisoned --workspace ws");
    addWorkspaceOption(command, *common, true);
    addJsonOption(command, *common);
    command->require_subcommand(0, 1);
    auto* list = commands.addBelow(command, "list", "Every sweep, newest first (as without a sub-command)");
    addSweepStart(commands, command, common);
    addSweepShow(commands, command, common);
    addSweepResults(commands, command, common);
    const auto id = std::make_shared<std::string>();
    const auto cell = std::make_shared<std::size_t>(0);
    const auto name = std::make_shared<std::string>();
    const auto addId = [&id](CLI::App* below) {
        below->add_option("ID", *id, "Id of the sweep, its beginning, or \"latest\"")->required();
    };
    auto* cancel = commands.addBelow(command, "cancel", "End its runs, but for those another sweep waits for");
    addId(cancel);
    auto* retry = commands.addBelow(command, "retry", "Queue again what failed, was stopped or got lost");
    addId(retry);
    auto* keep = commands.addBelow(command, "keep", "Make a cell's model a model of the workspace");
    addId(keep);
    keep->add_option("CELL", *cell, "Number of the cell, as `safer sweep show` counts")->required();
    keep->add_option("NAME", *name, "Name of the model")->required();
    commands.onRun(list, [common] { return listSweeps(*common); });
    commands.onRun(cancel, [common, id] { return change(*common, *id, cancelSweep, false); });
    commands.onRun(retry, [common, id] { return change(*common, *id, retrySweep, true); });
    commands.onRun(keep, [common, id, cell, name] { return keepModel(*common, *id, *cell, *name); });
    commands.onRun(command, [common] { return listSweeps(*common); });
}

}  // namespace saferscope::cli
