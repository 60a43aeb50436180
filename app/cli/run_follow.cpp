// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_follow.h"

#include "app/cli/exit_code.h"
#include "app/cli/output.h"
#include "core/jobs/event.h"
#include "core/jobs/last_words.h"
#include "core/jobs/stop_signals.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <stop_token>
#include <thread>

namespace saferscope::cli {

namespace {

constexpr auto pollEvery = std::chrono::milliseconds(50);

std::string metricNote(const std::map<std::string, double>& values) {
    static constexpr std::array<std::pair<const char*, const char*>, 4> shown = {
        {{"loss", "loss "}, {"eval_accuracy", "held-out accuracy "}, {"fvu", "FVU "}, {"l0", "L0 "}}};
    std::string note;
    for (const auto& [name, label] : shown) {
        if (const auto it = values.find(name); it != values.end()) {
            note += (note.empty() ? "" : ", ") + std::string(label) + number(it->second, 3);
        }
    }
    return note;
}

class EventPrinter {
public:
    explicit EventPrinter(ProgressDisplay& display) : m_display(display) {}

    void print(const std::vector<Event>& events) {
        const Progress* newest = nullptr;
        for (const auto& event : events) {
            if (event.kind == EventKind::Metric) {
                for (const auto& [name, value] : event.values) {
                    m_values[name] = value;
                }
                m_display.setNote(metricNote(m_values));
            } else if (event.kind == EventKind::Message && !event.text.empty()) {
                m_display.message(event.text);
            } else if (event.kind == EventKind::Progress) {
                newest = &event.progress;
            }
        }
        if (newest != nullptr) {
            m_display.show(*newest);
        }
    }

private:
    ProgressDisplay& m_display;
    std::map<std::string, double> m_values;
};

Result<RunResult> outcomeOf(const std::filesystem::path& runFolder, RunState state, const std::string& resumeHint) {
    if (state == RunState::Lost || state == RunState::Waiting) {
        return fail(ErrorCode::Failed, lossSentence(RunPaths(runFolder)),
                    "Its log is " + RunPaths(runFolder).log().string() + ". " + resumeHint);
    }
    auto result = readRunResult(runFolder);
    if (!result) {
        return fail(ErrorCode::Failed, "The result of " + runFolder.string() + " cannot be read.");
    }
    if (state == RunState::Finished) {
        return std::move(*result);
    }
    const ErrorCode code = state == RunState::Stopped ? ErrorCode::Interrupted : errorCodeOf(result->exitCode);
    return fail(code, result->message, code == ErrorCode::Interrupted ? resumeHint : result->hint);
}

}  // namespace

Status startRun(const std::filesystem::path& runFolder) {
    const auto program = findSaferProgram();
    if (!program) {
        return failure(program);
    }
    return startWorker(runFolder, *program);
}

namespace {

Result<RunResult> follow(const std::filesystem::path& runFolder, EventReader& reader, ProgressDisplay& display,
                         const std::string& resumeHint, const std::stop_token& stop) {
    EventPrinter printer(display);
    bool asked = false;
    for (;;) {
        const RunState state = readRunState(runFolder);
        for (auto events = reader.poll(); !events.empty(); events = reader.poll()) {
            // A worker repeats its failure as a message; it is reported once, as this command's own.
            if (state == RunState::Failed || state == RunState::Stopped) {
                std::erase_if(events, [](const Event& event) { return event.kind == EventKind::Message; });
            }
            printer.print(events);
        }
        if (state != RunState::Running) {
            display.clear();
            return outcomeOf(runFolder, state, resumeHint);
        }
        if (stop.stop_requested() && !asked) {
            asked = true;
            display.message(
                "Stopping after a checkpoint. Press Ctrl+C again to leave at once; the worker then ends by itself.");
            if (auto stopped = requestStop(runFolder); !stopped) {
                return failure(stopped);
            }
        }
        std::this_thread::sleep_for(pollEvery);
    }
}

}  // namespace

Result<RunResult> followRun(const std::filesystem::path& runFolder, ProgressDisplay& display,
                            const std::string& resumeHint) {
    const StopSignals signals;
    EventReader reader(RunPaths(runFolder).events());
    return follow(runFolder, reader, display, resumeHint, signals.token());
}

Result<RunResult> startAndFollow(const std::filesystem::path& runFolder, ProgressDisplay& display,
                                 const std::string& resumeHint) {
    const StopSignals signals;  // before there is a worker that would go on alone
    EventReader reader(RunPaths(runFolder).events());
    reader.skipToEnd();
    if (auto started = startRun(runFolder); !started) {
        return failure(started);
    }
    return follow(runFolder, reader, display, resumeHint, signals.token());
}

}  // namespace saferscope::cli
