// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/exit_code.h"
#include "app/cli/worker_jobs.h"
#include "core/tensor/device.h"

#include <memory>

namespace saferscope::cli {

void addWorkerCommand(CommandSet& commands) {
    const auto folder = std::make_shared<std::string>();
    auto* command = commands.add(
        "worker", "Do the work of a run folder in this process (started by the other commands and by job schedulers)",
        "  safer worker ws/runs/20260726-093012-a1b2-train-rm");
    command->add_option("RUN_DIR", *folder, "Folder with a spec.json")->required();
    commands.onRun(command, [folder]() -> Status {
        configureTorch();
        const int code = runJob(*folder, workerJobs());
        if (code != exit_code::ok) {
            return alreadyReported(code);
        }
        return {};
    });
}

}  // namespace saferscope::cli
