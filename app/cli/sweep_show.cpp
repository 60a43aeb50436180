// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exit_code.h"
#include "app/cli/progress_display.h"
#include "app/cli/queue_command.h"
#include "app/cli/sweep_command.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/slurm_queue.h"
#include "core/jobs/stop_signals.h"

#include <chrono>
#include <thread>

namespace saferscope::cli {

namespace {

constexpr auto lookEvery = std::chrono::milliseconds(500);
constexpr int looksPerWake = 20;

std::optional<double> accuracyOf(const Workspace& workspace, const SweepCell& cell) {
    const auto result = readRunResult(workspace.runsFolder() / cell.evaluateRun);
    if (!result || result->state != RunState::Finished) {
        return std::nullopt;
    }
    const auto accuracy = jsonMember<double>(result->values, "accuracy", "The result");
    return accuracy ? std::optional(*accuracy) : std::nullopt;
}

Status show(const CommonOptions& common, const std::string& id, bool wait) {
    const auto workspace = openForSweeps(common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const auto sweep = chooseSweep(**workspace, id);
    if (!sweep) {
        return failure(sweep);
    }
    if (wait) {
        if (auto ended = followSweep(**workspace, *sweep, common.quiet);
            !ended && ended.error().code == ErrorCode::Interrupted) {
            return ended;
        }
    }
    if (sweep->spec.launcher == "slurm") {
        if (const auto asked = refreshSlurm((*workspace)->runsFolder()); !asked) {
            printNote("Note: " + printable(asked.error().message));
        }
    }
    const auto status = sweepStatus((*workspace)->folder(), *sweep);
    const SweepCounts counts = countCells(status);
    const auto eta = sweepEta(**workspace, *sweep);
    OrderedJson cells = OrderedJson::array();
    std::vector<std::vector<std::string>> rows = {{"cell", "model", "changed", "state", "accuracy"}};
    for (std::size_t i = 0; i < status.size(); ++i) {
        const SweepCell& cell = sweep->cells[i];
        const auto accuracy = accuracyOf(**workspace, cell);
        OrderedJson json = {{"cell", i + 1},
                            {"kind", cellKindName(cell.kind)},
                            {"title", cellTitle(cell)},
                            {"ratio", cell.ratio},
                            {"seed", cell.seed},
                            {"changed", cell.changed},
                            {"state", cellStateName(status[i].state)},
                            {"why", status[i].why},
                            {"train_run", cell.trainRun},
                            {"evaluate_run", cell.evaluateRun},
                            {"reused", cell.reused},
                            {"accuracy", nullptr}};
        if (cell.kind == CellKind::Changed) {
            json["strategy"] = strategyName(cell.strategy);
        }
        if (accuracy) {
            json["accuracy"] = *accuracy;
        }
        cells.push_back(std::move(json));
        rows.push_back({std::to_string(i + 1), cellTitle(cell), grouped(cell.changed),
                        std::string(cellStateName(status[i].state)) + (cell.reused ? " (reused)" : "") +
                            (status[i].why.empty() ? "" : ": " + printable(status[i].why)),
                        accuracy ? percent(*accuracy) : ""});
    }
    if (common.json) {
        OrderedJson json = {{"sweep", sweep->spec.id},   {"title", sweep->spec.title}, {"cells", std::move(cells)},
                            {"done", counts.done},       {"open", counts.open},        {"failed", counts.failed},
                            {"stopped", counts.stopped}, {"eta_seconds", nullptr}};
        if (eta) {
            json["eta_seconds"] = *eta;
        }
        printJson(json);
        return {};
    }
    printText(printable(sweep->spec.title));
    printTable(rows);
    printText(countsText(counts) + (counts.open == 0 ? ""
                                    : eta            ? ", about " + duration(*eta) + " left"
                                                     : ", time left unknown"));
    return {};
}

}  // namespace

Status followSweep(const Workspace& workspace, const Sweep& sweep, bool quiet) {
    const StopSignals signals;
    ProgressDisplay display(quiet);
    const double begun = static_cast<double>(std::chrono::steady_clock::now().time_since_epoch().count()) * 1e-9;
    std::optional<std::size_t> first;
    for (int look = 1;; ++look) {
        if (sweep.spec.launcher == "slurm") {
            refreshSlurm(workspace.runsFolder());
        }
        const auto status = sweepStatus(workspace.folder(), sweep);
        const SweepCounts counts = countCells(status);
        Progress progress;
        progress.stage = "Cells";
        progress.done = counts.cells - counts.open;
        progress.total = counts.cells;
        first = first.value_or(progress.done);
        const double passed =
            static_cast<double>(std::chrono::steady_clock::now().time_since_epoch().count()) * 1e-9 - begun;
        if (progress.done > *first && passed > 0.0) {
            progress.perSecond = static_cast<double>(progress.done - *first) / passed;
            progress.etaSeconds = static_cast<double>(counts.open) / progress.perSecond;
        }
        display.setNote(counts.failed > 0 ? std::to_string(counts.failed) + " failed" : "");
        display.show(progress);
        if (counts.open == 0) {
            display.clear();
            if (counts.done == counts.cells) {
                return {};
            }
            for (std::size_t i = 0; i < status.size(); ++i) {
                if (!status[i].why.empty()) {
                    printNote(cellTitle(sweep.cells[i]) + " " + cellStateName(status[i].state) + ": " +
                              printable(status[i].why));
                }
            }
            return fail(ErrorCode::Failed, "The sweep has ended with " + countsText(counts) + ".",
                        "`safer sweep retry " + sweep.spec.id + "` tries the rest again.");
        }
        if (signals.token().stop_requested()) {
            display.clear();
            return fail(ErrorCode::Interrupted, "The sweep " + sweep.spec.id + " goes on in the background.",
                        "`safer sweep show " + sweep.spec.id + "` shows it, `safer sweep cancel` ends it.");
        }
        if (look % looksPerWake == 0 && sweep.spec.launcher == "local") {
            wakeQueue(workspace.runsFolder());  // its runner may have been killed
        }
        std::this_thread::sleep_for(lookEvery);
    }
}

void addSweepShow(CommandSet& commands, CLI::App* sweep, const std::shared_ptr<CommonOptions>& common) {
    const auto id = std::make_shared<std::string>();
    const auto wait = std::make_shared<bool>(false);
    auto* command = commands.addBelow(sweep, "show", "Its cells and how they fare");
    command->add_option("ID", *id, "Id of the sweep, its beginning, or \"latest\"")->required();
    command->add_flag("--wait", *wait, "Show the progress until it is done first");
    commands.onRun(command, [common, id, wait] { return show(*common, *id, *wait); });
}

}  // namespace saferscope::cli
