// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/runner.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/log_bound.h"
#include "core/jobs/old_result.h"
#include "core/jobs/run_lock.h"
#include "core/jobs/stop_signals.h"
#include "core/jobs/sudden_end.h"
#include "core/jobs/worker_identity.h"

#include <array>
#include <cstdio>
#include <memory>
#include <unistd.h>

namespace saferscope {

namespace {

constexpr std::size_t reserveBytes = 1u << 20;

int refuse(const Error& error) {
    std::fprintf(stderr, "safer: %s\n", error.message.c_str());
    if (!error.hint.empty()) {
        std::fprintf(stderr, "  %s\n", error.hint.c_str());
    }
    return exitCodeOf(error.code);
}

Result<Json> runGuarded(const std::function<Result<Json>()>& work) {
    try {
        return work();
    } catch (const std::exception& exception) {
        return tl::unexpected<Error>(errorFromException(exception));
    } catch (...) {
        return fail(ErrorCode::Failed, "An unexpected fault of an unknown kind stopped the work.");
    }
}

RunResult resultOf(Result<Json> outcome) {
    RunResult result;
    if (outcome) {
        result.state = RunState::Finished;
        result.values = outcome->is_object() ? std::move(*outcome) : Json::object();
        return result;
    }
    const Error error = withMemoryCode(outcome.error());
    result.state = error.code == ErrorCode::Interrupted ? RunState::Stopped : RunState::Failed;
    result.message = error.message;
    result.hint = error.hint;
    result.exitCode = exitCodeOf(error.code);
    return result;
}

Result<Json> runFromSpec(const RunPaths& paths, const JobTable& jobs, const std::function<void()>& prepare,
                         EventWriter& events) {
    const auto spec = readRunSpec(paths.root);
    if (!spec) {
        return failure(spec);
    }
    const auto job = jobs.find(spec->kind);
    if (job == jobs.end()) {
        return fail(ErrorCode::InvalidInput,
                    std::string("This program cannot run jobs of the kind \"") + jobKindName(spec->kind) + "\".");
    }
    std::error_code error;
    std::filesystem::create_directories(paths.checkpoints(), error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot create " + paths.checkpoints().string() + ": " + error.message() + ".");
    }
    const StopSignals signals;
    if (prepare) {
        prepare();
    }
    return job->second(JobContext{*spec, paths, events, signals.token()});
}

int finish(const RunPaths& paths, EventWriter& events, RunResult result) {
    result.finishedAt = utcTimestamp();
    if (result.state != RunState::Finished) {
        refuse({ErrorCode::Failed, result.message, result.hint});
        Event message;
        message.text = result.message + (result.hint.empty() ? "" : " " + result.hint);
        events.append(message);
    }
    Event finished;
    finished.kind = EventKind::Finished;
    finished.text = runStateName(result.state);
    events.append(finished);
    // Last and whole: a run without it has not ended, whatever else lies in the folder.
    if (auto written = writeJsonFile(paths.result(), toJson(result)); !written) {
        return refuse(written.error());
    }
    return result.exitCode;
}

}  // namespace

ProgressCallback JobContext::progress() const {
    return [writer = &events](const Progress& progress) {
        Event event;
        event.kind = EventKind::Progress;
        event.progress = progress;
        writer->append(event);
    };
}

int runJob(const std::filesystem::path& runFolder, const JobTable& jobs, const std::function<void()>& prepare) {
    std::error_code error;
    const RunPaths paths(std::filesystem::absolute(runFolder, error).lexically_normal());
    if (!std::filesystem::is_directory(paths.root, error)) {
        return refuse({ErrorCode::NotFound, "There is no run folder " + paths.root.string() + ".", {}});
    }
    auto lock = RunLock::inherited(paths);
    if (!lock) {
        auto taken = RunLock::acquire(paths);
        if (!taken) {
            return refuse(taken.error());
        }
        lock.emplace(std::move(*taken));
    }
    // First: with the lock held an old one would name a process that has ended.
    if (auto written = writeWorkerIdentity(paths, ::getpid()); !written) {
        return refuse(written.error());
    }
    if (auto ready = setOldResultAside(paths); !ready) {
        return refuse(ready.error());
    }
    auto events = EventWriter::open(paths.events());
    if (!events) {
        return refuse(events.error());
    }
    Event started;
    started.kind = EventKind::Started;
    events->append(started);

    const LogBound bound(paths.log());
    // Given back before the end is written, so that there is memory to write it with.
    auto reserve = std::make_unique<std::array<char, reserveBytes>>();
    const SuddenEnd guard([&](const Error& reason) {
        reserve.reset();
        return finish(paths, *events, resultOf(tl::unexpected<Error>(reason)));
    });
    auto outcome = runGuarded([&] { return runFromSpec(paths, jobs, prepare, *events); });
    reserve.reset();
    return finish(paths, *events, resultOf(std::move(outcome)));
}

}  // namespace saferscope
