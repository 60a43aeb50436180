// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/jobs_command.h"

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/queue_command.h"
#include "app/cli/run_follow.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/event.h"
#include "core/jobs/last_words.h"
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/slurm_queue.h"

#include <fstream>
#include <memory>

namespace saferscope::cli {

namespace {

struct JobsOptions {
    std::shared_ptr<CommonOptions> shared = std::make_shared<CommonOptions>();
    CommonOptions& common = *shared;
    std::string id;
    bool detach = false;
    bool now = false;
};

std::optional<Progress> lastProgress(const std::filesystem::path& runFolder) {
    EventReader reader(RunPaths(runFolder).events());
    std::optional<Progress> last;
    for (auto events = reader.poll(); !events.empty(); events = reader.poll()) {
        for (const auto& event : events) {
            if (event.kind == EventKind::Progress) {
                last = event.progress;
            }
        }
    }
    return last;
}

std::string progressText(const std::optional<Progress>& progress) {
    if (!progress || progress->total == 0) {
        return "";
    }
    return progress->stage + " " + percent(static_cast<double>(progress->done) / static_cast<double>(progress->total));
}

using SlurmPlaces = std::map<std::string, SlurmPlace>;

OrderedJson runJson(const Workspace::RunEntry& run, const QueueView& queue, const SlurmPlaces& slurm) {
    OrderedJson json = {
        {"id", run.spec.id},       {"kind", jobKindName(run.spec.kind)}, {"state", runStateName(run.state)},
        {"title", run.spec.title}, {"created_at", run.spec.createdAt},   {"folder", run.folder.string()}};
    if (run.state == RunState::Running) {
        if (const auto progress = lastProgress(run.folder)) {
            json["progress"] = {{"stage", progress->stage}, {"done", progress->done}, {"total", progress->total}};
        }
    }
    if (const QueuePlace* place = queue.find(run.spec.id)) {
        json["queue"] = placeJson(queue, *place);
    }
    if (const auto place = slurm.find(run.spec.id); place != slurm.end()) {
        json["slurm"] = {{"job", place->second.job},
                         {"state", place->second.state},
                         {"reason", place->second.reason},
                         {"node", place->second.node},
                         {"text", place->second.text}};
    }
    if (const auto result = readRunResult(run.folder); result && run.state != RunState::Running) {
        json["exit_code"] = result->exitCode;
        json["message"] = result->message;
    } else if (run.state == RunState::Lost) {
        json["message"] = lossSentence(RunPaths(run.folder));
    }
    return json;
}

Status listRuns(const JobsOptions& options) {
    auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    if (const auto asked = refreshSlurm((*workspace)->runsFolder()); !asked) {
        printNote("Warning: " + printable(asked.error().message));  // what it said last is shown
    }
    if (const auto adopted = (*workspace)->adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    wakeQueue((*workspace)->runsFolder());
    const auto runs = (*workspace)->runs();
    const auto queue = viewQueue((*workspace)->runsFolder());
    if (!queue) {
        return failure(queue);
    }
    const auto slurm = slurmPlaces((*workspace)->runsFolder());
    if (options.common.json) {
        for (const auto& run : runs) {
            printJson(runJson(run, *queue, slurm));
        }
        return {};
    }
    if (runs.empty()) {
        printText("No runs yet.");
        return {};
    }
    std::vector<std::vector<std::string>> rows = {{"id", "state", "progress", "queue", "title"}};
    for (const auto& run : runs) {
        if (const auto place = slurm.find(run.spec.id); place != slurm.end()) {
            rows.push_back({run.spec.id, runStateName(run.state),
                            run.state == RunState::Running ? progressText(lastProgress(run.folder)) : "",
                            printable(place->second.text), run.spec.title});
            continue;
        }
        rows.push_back({run.spec.id, runStateName(run.state),
                        run.state == RunState::Running ? progressText(lastProgress(run.folder)) : "",
                        queue->find(run.spec.id) != nullptr && run.state != RunState::Running
                            ? placeText(queue->find(run.spec.id))
                            : "",
                        run.spec.title});
    }
    printTable(rows);
    return {};
}

struct ChosenRun {
    std::unique_ptr<Workspace> workspace;
    Workspace::RunEntry run;
};

Result<ChosenRun> chooseRun(const JobsOptions& options) {
    auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    auto run = cli::chooseRun(**workspace, options.id);
    if (!run) {
        return failure(run);
    }
    return ChosenRun{std::move(*workspace), std::move(*run)};
}

// A run of the queue is taken out of it as well, or the runner would start it again.
Status askToStop(const ChosenRun& chosen, bool now) {
    const auto runs = chosen.workspace->runsFolder();
    const auto queue = readQueue(runs);
    if (!queue) {
        return failure(queue);
    }
    if (queue->find(chosen.run.spec.id) != nullptr) {
        if (const auto cancelled = cancelRuns(runs, std::span(&chosen.run.spec.id, 1)); !cancelled) {
            return failure(cancelled);
        }
        wakeQueue(runs);
        return now ? killWorker(chosen.run.folder) : Status();
    }
    return now ? killWorker(chosen.run.folder) : requestStop(chosen.run.folder);
}

Status stopRun(const JobsOptions& options) {
    const auto chosen = chooseRun(options);
    if (!chosen) {
        return failure(chosen);
    }
    if (auto asked = askToStop(*chosen, options.now); !asked) {
        return asked;
    }
    const RunState state = readRunState(chosen->run.folder);
    if (options.common.json) {
        printJson({{"id", chosen->run.spec.id},
                   {"state", runStateName(state)},
                   {"asked_to_stop", state == RunState::Running}});
    } else if (state == RunState::Running) {
        printText(chosen->run.spec.id + " was asked to stop; it writes a checkpoint first.");
    } else {
        printText(chosen->run.spec.id + " does not run: " + runStateName(state) + ".");
    }
    return {};
}

Status resumeRun(const JobsOptions& options) {
    auto chosen = chooseRun(options);
    if (!chosen) {
        return failure(chosen);
    }
    Workspace& workspace = *chosen->workspace;
    const auto& run = chosen->run;
    if (run.state == RunState::Finished) {
        return fail(ErrorCode::InvalidInput, "The run " + run.spec.id + " has finished already.",
                    "Start a new run to do the work again.");
    }
    if (options.detach) {
        return startRun(run.folder);
    }
    ProgressDisplay display(options.common.quiet);
    if (run.state == RunState::Running) {  // started by somebody else: just look on, and take over what it makes
        const auto result = followRun(run.folder, display, resumeHint(workspace, run.spec.id));
        if (!result) {
            return failure(result);
        }
        const auto adopted = workspace.adoptFinishedRuns();
        return adopted ? Status() : failure(adopted);
    }
    const auto finished = runToEnd(workspace, run.folder, display);
    if (!finished) {
        return failure(finished);
    }
    if (options.common.json) {
        OrderedJson json = {{"run", finished->id}, {"state", runStateName(finished->result.state)}};
        json["values"] = OrderedJson::parse(dumpJson(finished->result.values));
        printJson(json);
    } else {
        printText(finished->id + " has finished" +
                  (finished->artifact ? ": \"" + finished->artifact->name + "\" is in the workspace." : "."));
    }
    return {};
}

Status showLog(const JobsOptions& options) {
    const auto chosen = chooseRun(options);
    if (!chosen) {
        return failure(chosen);
    }
    std::ifstream log(RunPaths(chosen->run.folder).log());
    for (std::string line; std::getline(log, line);) {
        printText(printable(line));
    }
    EventReader reader(RunPaths(chosen->run.folder).events());
    for (auto events = reader.poll(); !events.empty(); events = reader.poll()) {
        for (const auto& event : events) {
            if (event.kind == EventKind::Message) {
                printText(printable(event.text));
            }
        }
    }
    return {};
}

}  // namespace

Result<Workspace::RunEntry> chooseRun(const Workspace& workspace, const std::string& id) {
    std::vector<Workspace::RunEntry> matches;
    for (auto& run : workspace.runs()) {
        if (run.spec.id == id) {
            return std::move(run);
        }
        if (run.spec.id.starts_with(id)) {
            matches.push_back(std::move(run));
        }
    }
    const std::string hint = "`safer jobs --workspace " + workspace.folder().string() + "` lists the runs.";
    if (matches.empty()) {
        return fail(ErrorCode::NotFound, "The workspace has no run \"" + id + "\".", hint);
    }
    if (matches.size() > 1) {
        return fail(ErrorCode::Usage, "\"" + id + "\" fits " + std::to_string(matches.size()) + " runs.",
                    "Give more of the id. " + hint);
    }
    return std::move(matches.front());
}

void addJobsCommand(CommandSet& commands) {
    const auto options = std::make_shared<JobsOptions>();
    auto* command = commands.add("jobs", "Runs of a workspace: list, queue, stop, resume, log",
                                 "  safer jobs --workspace ws\n"
                                 "  safer jobs stop 20260726-093012-a1b2-train-rm --workspace ws\n"
                                 "  safer jobs resume 20260726 --workspace ws\n"
                                 "  safer jobs queue --workspace ws\n"
                                 "  safer jobs move 20260726-0930 --to top --workspace ws");
    addWorkspaceOption(command, options->common, false);
    addJsonOption(command, options->common);
    command->require_subcommand(0, 1);
    auto* list = commands.addBelow(command, "list", "Every run, newest first (as without a sub-command)");
    auto* stop = commands.addBelow(command, "stop", "Ask a run to write a checkpoint and end");
    stop->add_option("ID", options->id, "Id of the run, or its beginning")->required();
    stop->add_flag("--now", options->now, "End it at once; it resumes from its last checkpoint");
    auto* resume = commands.addBelow(command, "resume", "Go on with a stopped, failed or lost run, and follow it");
    resume->add_option("ID", options->id, "Id of the run, or its beginning")->required();
    resume->add_flag("--detach", options->detach, "Return at once");
    auto* log = commands.addBelow(command, "log", "What the worker of a run has said");
    log->add_option("ID", options->id, "Id of the run, or its beginning")->required();
    addQueueSubcommands(commands, command, options->shared);
    commands.onRun(list, [options] { return listRuns(*options); });
    commands.onRun(stop, [options] { return stopRun(*options); });
    commands.onRun(resume, [options] { return resumeRun(*options); });
    commands.onRun(log, [options] { return showLog(*options); });
    commands.onRun(command, [options] { return listRuns(*options); });
}

}  // namespace saferscope::cli
