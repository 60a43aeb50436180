// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/event.h"
#include "core/jobs/run_state.h"

#include <functional>
#include <map>
#include <stop_token>

namespace saferscope {

/// What a job function works with. Writes only below `paths`.
struct JobContext {
    const RunSpec& spec;
    RunPaths paths;
    EventWriter& events;
    std::stop_token stop;
    ProgressCallback progress() const;  ///< writes progress events
};

/// Does the work of one kind of job; its values go to result.json. Errors are returned; exceptions are caught by
/// runJob.
using JobFunction = std::function<Result<Json>(const JobContext&)>;
using JobTable = std::map<JobKind, JobFunction>;

/// Runs the job of a run folder to its end in this process: takes the lock (a second worker is refused), writes
/// worker.json, events and, last and atomically, result.json. SIGTERM and SIGINT request a stop. Returns the process
/// exit code: 0 ok, 1 failed, 3 input refused, 4 interrupted, 5 out of memory. `prepare` is called before the job, with
/// its exceptions caught like the job's. Ends that a library brings about (SuddenEnd) leave a result as well.
int runJob(const std::filesystem::path& runFolder, const JobTable& jobs, const std::function<void()>& prepare = {});

}  // namespace saferscope
