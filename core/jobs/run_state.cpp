// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/run_state.h"

#include "core/base/log.h"
#include "core/jobs/run_lock.h"
#include "core/jobs/slurm_queue.h"
#include "core/jobs/worker_identity.h"

#include <array>
#include <utility>

namespace saferscope {

namespace {

constexpr std::uint64_t maxSpecBytes = 8u << 20;
constexpr std::uint64_t maxResultBytes = 4u << 20;  // the window reads them; what jobs report is some kilobytes

constexpr std::array<std::pair<RunState, const char*>, 6> stateNames = {{
    {RunState::Waiting, "waiting"},
    {RunState::Running, "running"},
    {RunState::Finished, "finished"},
    {RunState::Failed, "failed"},
    {RunState::Stopped, "stopped"},
    {RunState::Lost, "lost"},
}};

// The worker has ended and something it has started, a library's helper process perhaps, still holds its lock.
bool heldByALeftover(const RunPaths& paths) {
    const auto worker = readWorkerIdentity(paths);
    return worker && workerHasEnded(*worker);
}

}  // namespace

const char* runStateName(RunState state) {
    for (const auto& [known, name] : stateNames) {
        if (known == state) {
            return name;
        }
    }
    return "unknown";
}

Json toJson(const RunResult& result) {
    return {{"version", 1},           {"state", runStateName(result.state)}, {"message", result.message},
            {"hint", result.hint},    {"exit_code", result.exitCode},        {"finished_at", result.finishedAt},
            {"values", result.values}};
}

Result<RunResult> runResultFromJson(const Json& json, const std::string& where) {
    RunResult result;
    auto state = jsonMember<std::string>(json, "state", where);
    auto message = jsonMemberOr<std::string>(json, "message", {}, where);
    auto hint = jsonMemberOr<std::string>(json, "hint", {}, where);
    auto finishedAt = jsonMemberOr<std::string>(json, "finished_at", {}, where);
    auto exitCode = jsonMemberOr<int>(json, "exit_code", 0, where);
    auto values = jsonMemberOr<Json>(json, "values", Json::object(), where);
    for (const auto* text : {&state, &message, &hint, &finishedAt}) {
        if (!*text) {
            return failure(*text);
        }
    }
    if (!exitCode) {
        return failure(exitCode);
    }
    if (!values || !values->is_object()) {
        return fail(ErrorCode::InvalidInput, where + ": \"values\" is not a JSON object.");
    }
    bool known = false;
    for (const auto candidate : {RunState::Finished, RunState::Failed, RunState::Stopped}) {
        if (*state == runStateName(candidate)) {
            result.state = candidate;
            known = true;
        }
    }
    if (!known) {
        return fail(ErrorCode::InvalidInput, where + ": \"" + *state + "\" is not a state a run can end in.");
    }
    result.message = std::move(*message);
    result.hint = std::move(*hint);
    result.finishedAt = std::move(*finishedAt);
    result.exitCode = *exitCode;
    result.values = std::move(*values);
    return result;
}

RunState readRunState(const std::filesystem::path& runFolder) {
    const RunPaths paths(runFolder);
    // The lock first: a worker writes its result before it lets go, so "no lock, no result" cannot be a finished one.
    if (RunLock::isHeld(paths) && !heldByALeftover(paths)) {
        return RunState::Running;
    }
    std::error_code error;
    if (std::filesystem::exists(paths.result(), error)) {
        const auto result = readRunResult(runFolder);
        return result ? result->state : RunState::Lost;
    }
    if (!std::filesystem::exists(paths.worker(), error)) {
        return RunState::Waiting;
    }
    // A worker on another machine may hold a lock that is not seen here: of those that Slurm started it knows better.
    return slurmRunState(runFolder).value_or(RunState::Lost);
}

std::optional<RunResult> readRunResult(const std::filesystem::path& runFolder) {
    const RunPaths paths(runFolder);
    std::error_code error;
    if (!std::filesystem::exists(paths.result(), error)) {
        return std::nullopt;
    }
    const auto json = readJsonFile(paths.result(), maxResultBytes);
    if (!json) {
        log::warn("{}", json.error().message);
        return std::nullopt;
    }
    auto result = runResultFromJson(*json, paths.result().string());
    if (!result) {
        log::warn("{}", result.error().message);
        return std::nullopt;
    }
    return std::move(*result);
}

Result<RunSpec> readRunSpec(const std::filesystem::path& runFolder) {
    const RunPaths paths(runFolder);
    const auto json = readJsonFile(paths.spec(), maxSpecBytes);
    if (!json) {
        const bool missing = json.error().code == ErrorCode::NotFound;
        return fail(json.error().code, json.error().message,
                    missing ? "A run folder holds a spec.json; is this the right folder?"
                            : "The run cannot be resumed; start a new one.");
    }
    return runSpecFromJson(*json, paths.spec().string());
}

}  // namespace saferscope
