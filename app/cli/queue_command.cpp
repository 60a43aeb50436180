// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/queue_command.h"

#include "app/cli/commands.h"
#include "app/cli/jobs_command.h"
#include "app/cli/output.h"
#include "app/cli/workspace_run.h"
#include "core/base/log.h"
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/queue_runner.h"
#include "core/jobs/stop_signals.h"
#include "core/workspace/sweep_runs.h"

#include <algorithm>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

Status workQueue(const fs::path& runsFolder) {
    std::error_code error;
    if (!fs::is_directory(runsFolder, error)) {
        return fail(ErrorCode::NotFound, "There is no folder " + runsFolder.string() + ".",
                    "It is the folder `runs` of a workspace.");
    }
    const auto program = findSaferProgram();
    if (!program) {
        return failure(program);
    }
    log::set_level(log::level::info);  // its log says what was started when, for who wonders
    const StopSignals signals;
    QueueRunnerOptions options;
    options.saferProgram = *program;
    options.stop = signals.token();
    const fs::path workspaceFolder = runsFolder.parent_path();
    if (Workspace::isWorkspace(workspaceFolder)) {
        // The runner is a coordinator: a model is in its place before the run that evaluates it starts.
        options.afterRuns = [workspaceFolder]() -> Status {
            auto workspace = Workspace::open(workspaceFolder);
            if (!workspace) {
                return failure(workspace);
            }
            const auto adopted = (*workspace)->adoptFinishedRuns();
            careForSweeps(workspaceFolder);  // this runner sees by itself what is queued now
            return adopted ? Status() : failure(adopted);
        };
    }
    const auto done = runQueue(runsFolder, options);
    return done ? Status() : failure(done);
}

}  // namespace

void addQueueRunnerCommand(CommandSet& commands) {
    const auto folder = std::make_shared<std::string>();
    auto* command = commands.add("queue-runner",
                                 "Work off the queue of a runs folder (started by the other commands and the window)",
                                 "  safer queue-runner ws/runs");
    command->group("");  // not for people: it is left out of the list of commands
    command->add_option("RUNS_DIR", *folder, "Folder of the runs")->required();
    commands.onRun(command, [folder] { return workQueue(absolutePath(*folder)); });
}

void addBackgroundOptions(CLI::App* command, Background& background) {
    command->add_flag("--detach", background.detach, "Start it in the background and return at once");
    command->add_flag("--queue", background.queue,
                      "Put it into the workspace's queue, one run per device, and return at once");
    command->add_option("--after", background.after, "With --queue: runs that have to finish first")->type_name("ID");
    command->add_option("--priority", background.priority, "With --queue: higher comes first")->type_name("N");
}

Status checkBackground(const Background& background, bool inWorkspace) {
    if (!background.queue && (!background.after.empty() || background.priority != 0)) {
        return fail(ErrorCode::Usage, "--after and --priority are for runs in the queue.", "Give --queue with them.");
    }
    if (background.queue && background.detach) {
        return fail(ErrorCode::Usage, "--detach starts at once, --queue when its turn has come.", "Give one of them.");
    }
    if (background && !inWorkspace) {
        const std::string option = background.queue ? "--queue" : "--detach";
        return fail(ErrorCode::Usage, option + " needs a workspace.",
                    "Give --workspace DIR, or leave " + option + " out.");
    }
    return {};
}

void wakeQueue(const fs::path& runsFolder) {
    const auto program = findSaferProgram();
    const auto started = program ? ensureQueueRunner(runsFolder, *program) : Result<bool>(failure(program));
    if (!started) {
        log::warn("{} The queue waits until it can be started.", started.error().message);
    }
}

Status queueRun(const Workspace& workspace, const fs::path& runFolder, const Background& background, bool json) {
    QueueRequest request;
    request.id = runFolder.filename().string();
    request.priority = background.priority;
    Status queued;
    for (const auto& id : background.after) {
        const auto needed = chooseRun(workspace, id);
        if (!needed) {
            queued = failure(needed);
            break;
        }
        request.after.push_back(needed->spec.id);
    }
    if (queued) {
        queued = enqueueRuns(workspace.runsFolder(), std::span(&request, 1));
    }
    if (!queued) {
        std::error_code ignored;
        fs::remove_all(runFolder, ignored);  // made by this command a moment ago; nobody has worked in it
        return queued;
    }
    wakeQueue(workspace.runsFolder());
    if (json) {
        printJson({{"run", request.id}, {"state", "queued"}, {"folder", runFolder.string()}});
    } else {
        printText(request.id);
        printNote("It is in the queue; `safer jobs queue --workspace " + workspace.folder().string() + "` shows it.");
    }
    return {};
}

const QueuePlace* QueueView::find(const std::string& id) const {
    const auto it = std::ranges::find(places, id, &QueuePlace::id);
    return it == places.end() ? nullptr : &*it;
}

Result<QueueView> viewQueue(const fs::path& runsFolder) {
    auto state = readQueue(runsFolder);
    if (!state) {
        return failure(state);
    }
    QueueView view;
    view.state = std::move(*state);
    view.statuses = readRunStatuses(runsFolder, view.state);
    refuseForDisk(runsFolder, view.state, view.statuses);
    view.places = explainQueue(view.state, view.statuses);
    return view;
}

std::string placeText(const QueuePlace* place) {
    if (place == nullptr || place->phase == QueuePhase::Ended) {
        return "";
    }
    const std::string what = place->why.empty() ? queuePhaseName(place->phase) : place->why;
    const bool blocked = place->phase == QueuePhase::Blocked;
    const std::string text = blocked ? "blocked: " + what : what;
    return place->position > 0 ? std::to_string(place->position) + ", " + text : text;
}

OrderedJson placeJson(const QueueView& view, const QueuePlace& place) {
    OrderedJson json = {{"position", nullptr}, {"phase", queuePhaseName(place.phase)}, {"why", place.why}};
    if (place.position > 0) {
        json["position"] = place.position;
    }
    if (const QueueEntry* entry = view.state.find(place.id)) {
        json["priority"] = entry->priority;
        json["device"] = entry->device;
        json["after"] = entry->after;
        json["held"] = entry->held;
        json["lost"] = entry->lost;
    }
    return json;
}

}  // namespace saferscope::cli
