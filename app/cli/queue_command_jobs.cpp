// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/jobs_command.h"
#include "app/cli/queue_command.h"
#include "app/cli/workspace_run.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/queue_runner.h"
#include "core/jobs/run_eta.h"

#include <array>
#include <charconv>
#include <cmath>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

struct QueueOptions {
    std::shared_ptr<CommonOptions> common;
    std::vector<std::string> ids;
    std::string id;
    std::string to;
    int priority = 0;
    bool withDependants = false;
};

// "1 h 05 min", "12 min", "40 s"; people plan by it, nobody times an egg.
std::string durationText(double seconds) {
    const auto whole = static_cast<std::uint64_t>(std::llround(std::max(0.0, seconds)));
    if (whole < 90) {
        return std::to_string(whole) + " s";
    }
    const std::uint64_t minutes = (whole + 30) / 60;
    if (minutes < 90) {
        return std::to_string(minutes) + " min";
    }
    const std::string rest = std::to_string(minutes % 60);
    return std::to_string(minutes / 60) + " h " + (rest.size() < 2 ? "0" : "") + rest + " min";
}

std::string etaText(const RunEta& eta) {
    return eta.seconds ? (eta.estimate ? "about " : "") + durationText(*eta.seconds) : "unknown";
}

OrderedJson secondsOrNull(const std::optional<double>& seconds) {
    return seconds ? OrderedJson(std::round(*seconds * 10.0) / 10.0) : OrderedJson(nullptr);
}

std::string totalText(const QueueEta& eta) {
    if (eta.unknown > 0 && eta.atLeast < 1.0) {
        return "How long all of it needs is not known yet: nothing like it has finished here.";
    }
    if (eta.seconds) {
        return "All of it needs about " + durationText(*eta.seconds) + ".";
    }
    return "All of it needs more than " + durationText(eta.atLeast) + "; of " + std::to_string(eta.unknown) +
           (eta.unknown == 1 ? " run" : " runs") + " nothing is known yet.";
}

Status showQueue(const QueueOptions& options) {
    const auto workspace = openWorkspace(options.common->workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const fs::path runs = (*workspace)->runsFolder();
    wakeQueue(runs);
    const auto view = viewQueue(runs);
    if (!view) {
        return failure(view);
    }
    const auto eta = view->places.empty() ? QueueEta{{}, 0.0, 0.0, 0}
                                          : queueEta(runs, view->state, view->statuses, RunSpeeds::measure(runs));
    std::map<std::string, std::string> titles;
    for (const auto& run : (*workspace)->runs()) {
        titles[run.spec.id] = run.spec.title;
    }
    if (options.common->json) {
        OrderedJson list = OrderedJson::array();
        for (const auto& place : view->places) {
            OrderedJson one = {{"id", place.id}, {"title", titles[place.id]}};
            one.update(placeJson(*view, place));
            const auto known = eta.runs.find(place.id);
            one["eta_seconds"] = secondsOrNull(known == eta.runs.end() ? std::nullopt : known->second.seconds);
            one["eta_is_estimate"] = known != eta.runs.end() && known->second.estimate;
            list.push_back(std::move(one));
        }
        printJson({{"paused", view->state.paused},
                   {"runner", queueRunnerLives(runs)},
                   {"eta_seconds", secondsOrNull(eta.seconds)},
                   {"known_seconds", secondsOrNull(eta.atLeast)},
                   {"unknown_runs", eta.unknown},
                   {"runs", std::move(list)}});
        return {};
    }
    if (view->state.paused) {
        printText("The queue is paused; `safer jobs unpause` goes on.");
    }
    if (view->places.empty()) {
        printText("The queue is empty.");
        return {};
    }
    std::vector<std::vector<std::string>> rows = {{"id", "place", "priority", "device", "time", "title"}};
    for (const auto& place : view->places) {
        const QueueEntry& entry = *view->state.find(place.id);
        const auto known = eta.runs.find(place.id);
        rows.push_back({place.id, placeText(&place), std::to_string(entry.priority), printable(entry.device),
                        known == eta.runs.end() ? "" : etaText(known->second), printable(titles[place.id])});
    }
    printTable(rows);
    if (eta.unknown > 0 || eta.atLeast > 0.0) {  // else all of it is held or blocked
        printText(totalText(eta));
    }
    return {};
}

// What a change has led to.
Status report(const QueueOptions& options, const fs::path& runs, const std::vector<std::string>& ids) {
    wakeQueue(runs);
    const auto view = viewQueue(runs);
    if (!view) {
        return failure(view);
    }
    for (const auto& id : ids) {
        const QueuePlace* place = view->find(id);
        const RunState state = readRunState(runs / id);
        if (options.common->json) {
            OrderedJson json = {{"id", id}, {"state", runStateName(state)}};
            json["queue"] = place != nullptr ? placeJson(*view, *place) : OrderedJson(nullptr);
            printJson(json);
        } else {
            const std::string text = placeText(place);
            printText(id + ": " + (text.empty() ? runStateName(state) : text));
        }
    }
    return {};
}

Status setPaused(const QueueOptions& options, bool paused) {
    const auto workspace = openWorkspace(options.common->workspace);
    if (!workspace) {
        return failure(workspace);
    }
    if (auto done = pauseQueue((*workspace)->runsFolder(), paused); !done) {
        return done;
    }
    wakeQueue((*workspace)->runsFolder());
    if (options.common->json) {
        printJson({{"paused", paused}});
    } else {
        printText(paused ? "The queue is paused: what runs goes on, nothing new is started." : "The queue goes on.");
    }
    return {};
}

// One operation on each of the runs that were named.
Status onRuns(const QueueOptions& options, const std::vector<std::string>& names,
              const std::function<Status(const fs::path&, const std::string&)>& operation) {
    const auto workspace = openWorkspace(options.common->workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const fs::path runs = (*workspace)->runsFolder();
    std::vector<std::string> ids;
    for (const auto& name : names) {
        const auto run = chooseRun(**workspace, name);
        if (!run) {
            return failure(run);
        }
        ids.push_back(run->spec.id);
    }
    for (const auto& id : ids) {
        if (auto done = operation(runs, id); !done) {
            return done;
        }
    }
    return report(options, runs, ids);
}

Status move(const QueueOptions& options) {
    static constexpr std::array<std::pair<const char*, QueueMove>, 4> moves = {
        {{"top", QueueMove::Top}, {"bottom", QueueMove::Bottom}, {"up", QueueMove::Up}, {"down", QueueMove::Down}}};
    for (const auto& [name, how] : moves) {
        if (options.to == name) {
            return onRuns(options, {options.id}, [how = how](const fs::path& runs, const std::string& id) {
                return moveQueuedRun(runs, id, how);
            });
        }
    }
    std::size_t position = 0;
    const char* end = options.to.data() + options.to.size();
    const auto parsed = std::from_chars(options.to.data(), end, position);
    if (parsed.ec != std::errc{} || parsed.ptr != end || position == 0) {
        return fail(ErrorCode::Usage, "\"" + options.to + "\" is not a place in the queue.",
                    "Give --to top, bottom, up, down or a number from 1.");
    }
    return onRuns(options, {options.id}, [position](const fs::path& runs, const std::string& id) {
        return moveQueuedRunTo(runs, id, position);
    });
}

Status cancel(const QueueOptions& options) {
    const auto workspace = openWorkspace(options.common->workspace);
    if (!workspace) {
        return failure(workspace);
    }
    const fs::path runs = (*workspace)->runsFolder();
    std::vector<std::string> ids;
    for (const auto& name : options.ids) {
        const auto run = chooseRun(**workspace, name);
        if (!run) {
            return failure(run);
        }
        ids.push_back(run->spec.id);
    }
    const auto cancelled = cancelRuns(runs, ids, options.withDependants);
    wakeQueue(runs);
    if (!cancelled) {
        return failure(cancelled);
    }
    for (const auto& one : *cancelled) {
        const char* result = one.result == CancelResult::Cancelled  ? "cancelled"
                             : one.result == CancelResult::Stopping ? "stopping"
                                                                    : "ended already";
        if (options.common->json) {
            printJson({{"id", one.id}, {"result", result}, {"state", runStateName(one.state)}});
        } else {
            printText(one.id + ": " + result +
                      (one.result == CancelResult::Stopping ? "; it writes a checkpoint first" : ""));
        }
    }
    return {};
}

}  // namespace

void addQueueSubcommands(CommandSet& commands, CLI::App* jobs, const std::shared_ptr<CommonOptions>& common) {
    const auto options = std::make_shared<QueueOptions>();
    options->common = common;
    const auto one = [&](const char* name, const char* text) {
        auto* command = commands.addBelow(jobs, name, text);
        command->add_option("ID", options->id, "Id of the run, or its beginning")->required();
        return command;
    };
    auto* queue = commands.addBelow(jobs, "queue", "The queue in its order, and how long it needs");
    auto* pause = commands.addBelow(jobs, "pause", "Start nothing new; what runs goes on");
    auto* unpause = commands.addBelow(jobs, "unpause", "Start runs of the queue again");
    auto* moving = one("move", "Change a run's place among those of its priority");
    moving->add_option("--to", options->to, "top, bottom, up, down or a place in the queue")->required();
    auto* priority = one("priority", "Change a run's priority: higher comes first");
    priority->add_option("N", options->priority, "0 is usual")->required();
    auto* hold = one("hold", "Keep a run from being started; one that runs writes a checkpoint and stops");
    auto* release = one("release", "Let a held run go on");
    auto* cancelling = commands.addBelow(jobs, "cancel", "End runs for good, waiting or running");
    cancelling->add_option("ID", options->ids, "Ids of runs, or their beginnings")->required();
    cancelling->add_flag("--with-dependants", options->withDependants, "And the runs that wait for them");
    auto* retry = one("retry", "Queue a failed, stopped or lost run again");
    commands.onRun(queue, [options] { return showQueue(*options); });
    commands.onRun(pause, [options] { return setPaused(*options, true); });
    commands.onRun(unpause, [options] { return setPaused(*options, false); });
    commands.onRun(moving, [options] { return move(*options); });
    commands.onRun(priority, [options] {
        return onRuns(*options, {options->id}, [options](const fs::path& runs, const std::string& id) {
            return setQueuedPriority(runs, id, options->priority);
        });
    });
    commands.onRun(hold, [options] { return onRuns(*options, {options->id}, holdQueuedRun); });
    commands.onRun(release, [options] { return onRuns(*options, {options->id}, releaseQueuedRun); });
    commands.onRun(cancelling, [options] { return cancel(*options); });
    commands.onRun(retry, [options] { return onRuns(*options, {options->id}, retryRun); });
}

}  // namespace saferscope::cli
