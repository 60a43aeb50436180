// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_spec.h"

#include <map>
#include <string>

namespace saferscope {

/// Makes runs/<id>/ with its spec.json. The id is set when empty.
Result<std::filesystem::path> createRunFolder(const std::filesystem::path& runsFolder, RunSpec spec);

/// Starts `safer worker RUN_DIR` as a process of its own session, so that it outlives its starter; standard output and
/// error go to log.txt. `saferProgram` is found beside the running program or through SAFER_PROGRAM (findSaferProgram).
/// Returns once the process exists. Also used to resume: an old result of a stopped, lost or failed run is set aside.
/// `environment`: variables the worker gets beside this process's own (they win): secrets that must not be written
/// anywhere go this way.
Status startWorker(const std::filesystem::path& runFolder, const std::filesystem::path& saferProgram,
                   const std::map<std::string, std::string>& environment = {});

/// Asks the worker to checkpoint and end (SIGTERM). Checks pid + start time against worker.json before any signal, so a
/// reused pid is never hit. Ok when nothing runs.
Status requestStop(const std::filesystem::path& runFolder);
/// Ends it at once (SIGKILL), with the same check.
Status killWorker(const std::filesystem::path& runFolder);

Result<std::filesystem::path> findSaferProgram();

}  // namespace saferscope
