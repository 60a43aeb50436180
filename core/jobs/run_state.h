// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_spec.h"

#include <optional>

namespace saferscope {

enum class RunState {
    Waiting,   ///< folder made, no worker has started yet
    Running,   ///< a worker holds the lock
    Finished,  ///< result.json says ok
    Failed,    ///< result.json says failed, with the reason
    Stopped,   ///< stopped on request; resumable
    Lost,      ///< the worker is gone without a result: killed or crashed; resumable
};
const char* runStateName(RunState state);

struct RunResult {
    RunState state = RunState::Failed;  ///< Finished, Failed or Stopped
    std::string message;                ///< for Failed: the Error's sentence and hint
    std::string hint;
    int exitCode = 0;
    std::string finishedAt;
    Json values = Json::object();  ///< what the job reports (accuracies, quality, …)
};
Json toJson(const RunResult& result);
Result<RunResult> runResultFromJson(const Json& json, const std::string& where);

/// The state as the folder itself tells it; asks the lock, never trusts a pid alone.
RunState readRunState(const std::filesystem::path& runFolder);
std::optional<RunResult> readRunResult(const std::filesystem::path& runFolder);
Result<RunSpec> readRunSpec(const std::filesystem::path& runFolder);

}  // namespace saferscope
