// SPDX-License-Identifier: GPL-3.0-or-later
// What other processes leave in a run folder, and what Slurm prints. Input: a byte for the file, then its bytes.
#include "core/experiments/verdict_file.h"
#include "core/jobs/event.h"
#include "core/jobs/queue_json.h"
#include "core/jobs/run_state.h"
#include "core/jobs/slurm_answer.h"
#include "core/jobs/worker_identity.h"
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <cmath>

using namespace saferscope;
using namespace saferscope::fuzz;
namespace fs = std::filesystem;

namespace {

const std::string runName = "20260726-093012-abcd";

std::vector<std::string> seeds() {
    RunSpec spec;
    spec.id = runName;
    RunResult result;
    result.state = RunState::Finished;
    QueueState queue;
    QueueEntry entry;
    entry.id = runName;
    entry.after = {"r0"};
    queue.entries = {entry};
    VerdictFile verdicts;
    verdicts.modelName = "m";
    verdicts.preset = EvaluationPreset{};
    verdicts.pairs = {{"a", "s", 0.5, -0.25}, {"b", "", 1e-30, 2.0}};
    const fs::path file = scratchFolder() / "seed.jsonl";
    MUST(writeVerdicts(file, verdicts).has_value());
    return {
        chosen(0,
               "{\"format\":\"saferscope-events\",\"version\":1}\n{\"event\":\"started\",\"time\":1.5}\n"
               "{\"event\":\"progress\",\"time\":2,\"stage\":\"Training\",\"done\":3,\"total\":9,\"per_second\":1.5,"
               "\"eta_seconds\":4}\n"
               "{\"event\":\"metric\",\"time\":2,\"step\":3,\"values\":{\"loss\":0.5,\"x\":null}}\n"
               "{\"event\":\"checkpoint\",\"step\":4,\"text\":\"/x\"}\n{\"event\":\"finished\",\"text\":\"ok\"}\n"),
        chosen(1, dumpJson(toJson(spec))),
        chosen(2, dumpJson(toJson(result))),
        chosen(3, "{\"pid\":4711,\"start_ticks\":123,\"host\":\"here\"}"),
        chosen(4, dumpJson(toJson(queue))),
        chosen(5, dumpJson(toJson(queue.entries.front()))),
        chosen(6, "job-a|ada|12|0|RUNNING|None|n1\njob-a|ada|12|1-3,7%2|PENDING|Resources|\n"),
        chosen(7, "12_0|COMPLETED\n12_[1-3]|PENDING\n12_4|CANCELLED by 1000\n"),
        chosen(8, contentsOf(file)),
        chosen(8, "{\"id\":\"a\",\"chosen\":0.5,\"rejected\":1}\n"),
        chosen(9, "{\"submission\":\"s\",\"array\":0,\"task\":4,\"after\":\"r\",\"stop_asked_at\":0}"),
    };
}

void checkEvents(std::string_view bytes, const fs::path& run) {
    const fs::path path = RunPaths(run).events();
    scratchFile("run/events.jsonl", bytes);
    EventReader whole(path);
    const auto all = whole.poll();
    EventReader pieces(path);
    std::vector<Event> pieced;
    for (std::size_t at = 0; at < bytes.size() + 64; at += 7) {
        std::ranges::move(pieces.poll(7), std::back_inserter(pieced));
    }
    MUST_EQUAL(all.size(), pieced.size());
    MUST_EQUAL(whole.skippedLines(), pieces.skippedLines());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Json json = toJson(all[i]);
        MUST_EQUAL(dumpJson(json), dumpJson(toJson(pieced[i])));
        MUST(eventFromJson(json).has_value());
    }
}

void checkVerdicts(std::string_view bytes) {
    const auto verdicts = readVerdicts(scratchFile("verdicts.jsonl", bytes));
    if (!verdicts) {
        MUST_BE_A_SENTENCE(verdicts.error());
        return;
    }
    for (const ScoredPair& pair : verdicts->pairs) {
        MUST(std::isfinite(pair.chosen) && std::isfinite(pair.rejected));
    }
    const fs::path copy = scratchFolder() / "copy.jsonl";
    MUST(writeVerdicts(copy, *verdicts).has_value());
    const auto again = readVerdicts(copy);
    MUST(again.has_value());
    MUST(std::ranges::equal(again->pairs, verdicts->pairs, [](const ScoredPair& a, const ScoredPair& b) {
        return a.id == b.id && a.subset == b.subset && a.chosen == b.chosen && a.rejected == b.rejected;
    }));
}

}  // namespace

FUZZ_TARGET(run_folder, seeds) {
    static const fs::path runs = [] {
        fs::create_directories(scratchFolder() / "run");
        fs::create_directories(scratchFolder() / "runs" / runName);
        fs::create_directories(scratchFolder() / "runs" / ".queue");
        return scratchFolder() / "runs";
    }();
    const fs::path run = scratchFolder() / "run";
    Input parts(input);
    const std::size_t file = parts.choice(10);
    const std::string_view bytes = parts.rest();
    const std::vector<std::string> users = {"ada"};
    const std::vector<std::string> jobs = {"job-a"};
    std::error_code error;
    switch (file) {
        case 0:
            checkEvents(bytes, run);
            break;
        case 1:
            scratchFile("run/spec.json", bytes);
            static_cast<void>(readRunSpec(run));
            break;
        case 2: {
            scratchFile("run/result.json", bytes);
            const auto result = readRunResult(run);
            MUST(readRunState(run) == (result ? result->state : RunState::Lost));
            fs::remove(run / "result.json", error);
            break;
        }
        case 3: {
            scratchFile("run/worker.json", bytes);
            const auto worker = readWorkerIdentity(RunPaths(run));
            MUST(!worker || worker->pid > 1);
            static_cast<void>(readRunState(run));
            fs::remove(run / "worker.json", error);
            break;
        }
        case 4: {
            scratchFile("runs/.queue/queue.json", bytes);
            const auto queue = readQueue(runs);
            MUST(queue.has_value() || !queue.error().message.empty());
            fs::remove(runs / ".queue/queue.json", error);
            break;
        }
        case 5: {
            scratchFile("runs/" + runName + "/queue.json", bytes);
            const auto queue = readQueue(runs);
            MUST(queue.has_value());
            MUST(queue->entries.size() <= 1);
            MUST(queue->entries.empty() || queue->entries.front().id == runName);
            fs::remove(runs / runName / "queue.json", error);
            break;
        }
        case 6:
            for (const auto& [name, job] : parseSqueue(bytes, users, jobs)) {
                MUST_EQUAL(name, jobs.front());
                MUST(!job.number.empty());
            }
            break;
        case 7:
            static_cast<void>(parseSacct(bytes));
            break;
        case 8:
            checkVerdicts(bytes);
            break;
        default:
            scratchFile("run/slurm.json", bytes);
            static_cast<void>(readSlurmNote(run));
            static_cast<void>(readRunState(run));
            fs::remove(run / "slurm.json", error);
    }
}
