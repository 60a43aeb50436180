// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/rank_team.h"
#include "app/cli/worker_jobs.h"
#include "core/tensor/device.h"

#include <memory>

namespace saferscope::cli {

void addWorkerCommand(CommandSet& commands) {
    const auto folder = std::make_shared<std::string>();
    auto* command = commands.add(
        "worker", "Do the work of a run folder in this process (started by the other commands and by job schedulers)",
        "  safer worker ws/runs/20260726-093012-a1b2-train-rm\n"
        "  torchrun --nproc-per-node 2 --no-python safer worker ws/runs/20260726-093012-a1b2-train-rm");
    command->add_option("RUN_DIR", *folder,
                        "Folder with a spec.json; a rank above 0 of a training may leave it out and asks rank 0");
    commands.onRun(command, [folder]() -> Status {
        const auto place = rankPlaceFromEnvironment();
        if (!place) {
            return failure(place);
        }
        const bool follows = place->has_value() && (*place)->rank > 0;
        if (folder->empty() && !follows) {
            return fail(ErrorCode::Usage, "No run folder was given.", "Name the folder with the run's spec.json.");
        }
        if (follows) {
            configureTorch();
        }
        const int code =
            follows ? runFollowingRank(**place, *folder) : runJob(*folder, workerJobs(), [] { configureTorch(); });
        if (code != exit_code::ok) {
            return alreadyReported(code);
        }
        return {};
    });
}

}  // namespace saferscope::cli
