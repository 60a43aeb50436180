// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "app/cli/output.h"
#include "core/jobs/queue_schedule.h"
#include "core/workspace/workspace.h"

#include <map>
#include <memory>

namespace saferscope::cli {

/// `safer jobs queue`, `pause`, `unpause`, `move`, `priority`, `hold`, `release`, `cancel` and `retry`.
void addQueueSubcommands(CommandSet& commands, CLI::App* jobs, const std::shared_ptr<CommonOptions>& common);

/// How a command starts a run that it does not follow; false = it follows it.
struct Background {
    Background(bool detached = false) : detach(detached) {}  // implicit: most commands know --detach only
    bool detach = false;
    bool queue = false;
    std::vector<std::string> after;  ///< with `queue`: ids of runs, or their beginnings
    int priority = 0;
    explicit operator bool() const { return detach || queue; }
};
/// --detach, --queue, --after and --priority of a command that starts a run.
void addBackgroundOptions(CLI::App* command, Background& background);
/// --after without --queue, or any of them without a workspace, makes no sense.
Status checkBackground(const Background& background, bool inWorkspace);

/// Puts a prepared run into the queue, starts the runner where none lives, and reports the run. Where that fails, the
/// run's folder is removed again.
Status queueRun(const Workspace& workspace, const std::filesystem::path& runFolder, const Background& background,
                bool json);

/// Starts the runner of a queue with something to do; for whoever looks at it. Only logs a failure.
void wakeQueue(const std::filesystem::path& runsFolder);

/// The queue as it stands, with what the disk has room for.
struct QueueView {
    QueueState state;
    RunStatuses statuses;
    std::vector<QueuePlace> places;
    const QueuePlace* find(const std::string& id) const;
};
Result<QueueView> viewQueue(const std::filesystem::path& runsFolder);
/// For people: "2, waits for cpu"; empty for what is not in the queue.
std::string placeText(const QueuePlace* place);
/// The member "queue" of a run as --json shows it.
OrderedJson placeJson(const QueueView& view, const QueuePlace& place);

}  // namespace saferscope::cli
