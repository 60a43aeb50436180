// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/slurm_end.h"

#include "core/base/clock.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/run_lock.h"

#include <fstream>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* goOnHint = "Submit it again: it goes on from its last checkpoint.";

int readExitCode(const fs::path& path) {
    std::error_code error;
    if (!fs::is_regular_file(path, error)) {  // a FIFO would keep whoever looks at the runs waiting
        return -1;
    }
    std::ifstream file(path);
    int code = -1;
    return file >> code && code >= 0 && code < 256 ? code : -1;
}

RunResult ended(RunState state, int exitCode, std::string message, std::string hint) {
    RunResult result;
    result.state = state;
    result.message = std::move(message);
    result.hint = std::move(hint);
    result.exitCode = exitCode;
    return result;
}

}  // namespace

RunResult slurmEnd(const SlurmPaths& paths, const SlurmNote& note, const std::string& job, const SlurmTask& said,
                   int exitCode) {
    const std::string what = "Slurm job " + job;
    if (note.stopAskedAt > 0.0) {
        return ended(RunState::Stopped, exit_code::interrupted, "Cancelled (" + what + ").", goOnHint);
    }
    const bool never = said.reason == "DependencyNeverSatisfied";
    if (!note.after.empty() && (never || said.state == "CANCELLED")) {
        const RunState needed = readRunState(paths.runs / note.after);
        if (needed == RunState::Failed || needed == RunState::Stopped || needed == RunState::Lost) {
            return ended(RunState::Failed, exit_code::failed,
                         "The run it needs, " + note.after + ", " +
                             (needed == RunState::Failed    ? "failed."
                              : needed == RunState::Stopped ? "was stopped."
                                                            : "was lost."),
                         "Submit both again.");
        }
    }
    if (never) {
        return ended(RunState::Failed, exit_code::failed, "The run it needs did not finish (" + what + ").",
                     "Submit both again.");
    }
    if (said.state == "OUT_OF_MEMORY" || exitCode == 137) {
        return ended(RunState::Failed, exit_code::outOfMemory,
                     said.state == "OUT_OF_MEMORY"
                         ? "Memory ran out: Slurm ended " + what + "."
                         : "The worker was killed (" + what + "): memory ran out, most likely.",
                     "Ask Slurm for more memory, or use smaller batches; it goes on from its last checkpoint.");
    }
    if (said.state == "TIMEOUT" || said.state == "DEADLINE") {
        return ended(RunState::Failed, exit_code::failed, "The time limit ended " + what + " before a checkpoint.",
                     std::string("Raise the time limit, or the warning before it. ") + goOnHint);
    }
    if (said.state == "NODE_FAIL" || said.state == "BOOT_FAIL") {
        return ended(RunState::Failed, exit_code::failed,
                     "The node" + (said.node.empty() ? "" : " " + said.node) + " failed under " + what + ".", goOnHint);
    }
    if (said.state == "PREEMPTED") {
        return ended(RunState::Failed, exit_code::failed, what + " had to make room for another one.", goOnHint);
    }
    if (said.state == "CANCELLED") {
        return ended(RunState::Stopped, exit_code::interrupted, what + " was cancelled in Slurm.", goOnHint);
    }
    if (exitCode == 127 || exitCode == 126) {
        return ended(RunState::Failed, exit_code::failed, what + " found no program to run.",
                     "Check the command prefix and the path of `safer` in the Slurm settings; log.txt says more.");
    }
    if (exitCode > 0) {
        return ended(RunState::Failed, exit_code::failed,
                     what + " ended with exit code " + std::to_string(exitCode) + " and without a result.",
                     "Its log.txt and slurm-*.txt beside the job script may say why.");
    }
    return ended(RunState::Failed, exit_code::failed,
                 said.state.empty() ? "Slurm does not know job " + job + " any more, and it left no result."
                                    : what + " ended (" + said.state +
                                          (said.reason.empty() || said.reason == "None" ? "" : ", " + said.reason) +
                                          ") without a result.",
                 std::string("Its log.txt may say why. ") + goOnHint);
}

Status writeSlurmEnd(const SlurmPaths& paths, const std::string& id, const SlurmNote& note, const std::string& job,
                     const SlurmTask& said) {
    const RunPaths run(paths.runs / id);
    const auto lock = RunLock::acquire(run);
    if (!lock) {
        return failure(lock);
    }
    std::error_code error;
    if (fs::exists(run.result(), error)) {
        return {};
    }
    RunResult result = slurmEnd(paths, note, job, said, readExitCode(paths.exitCode(id)));
    result.finishedAt = utcTimestamp();
    return writeJsonFile(run.result(), toJson(result));
}

}  // namespace saferscope
