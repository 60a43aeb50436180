// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/jobs/event.h"
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/run_eta.h"
#include "core/jobs/run_lock.h"
#include "tests/support/check.h"

#include <cmath>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

// Remaining time: measured where a run has measured, estimated from others of its kind, unknown where nothing is known.

namespace {

struct Fixture {
    TemporaryFolder folder;
    const fs::path runs = folder.path() / "runs";
    const fs::path model = folder.path() / "model";

    Fixture() {
        fs::create_directories(model);
        CHECK_OK(writeFileAtomically(model / "config.json", R"({"hidden_size":8,"torch_dtype":"float32"})"));
        CHECK_OK(writeFileAtomically(model / "model.safetensors", std::string(4000, 'x')));
    }
    std::string newRun(const std::string& id, int dataBytes, JobKind kind = JobKind::Evaluate,
                       const std::string& device = "cpu") {
        const auto data = folder.path() / ("data-" + id);
        CHECK_OK(writeFileAtomically(data, std::string(static_cast<std::size_t>(dataBytes), 'x')));
        RunSpec spec;
        spec.id = id;
        spec.kind = kind;
        spec.device = device;
        spec.params = {{"data", data.string()}, {"model", model.string()}};
        CHECK_OK(createRunFolder(runs, spec));
        return id;
    }
    // {time, kind} of its events
    void tell(const std::string& id, const std::vector<std::pair<double, EventKind>>& events) {
        auto writer = EventWriter::open(RunPaths(runs / id).events());
        CHECK_OK(writer);
        for (const auto& [time, kind] : events) {
            Event event;
            event.time = time;
            event.kind = kind;
            CHECK_OK(writer->append(event));
        }
    }
    void finish(const std::string& id) {
        CHECK_OK(writeFinalResult(runs / id, RunState::Failed, "", ""));
        RunResult result;
        result.state = RunState::Finished;
        CHECK_OK(writeJsonFile(RunPaths(runs / id).result(), toJson(result)));
    }
};

bool near(std::optional<double> value, double expected) {
    return value && std::abs(*value - expected) < 1e-6 * (1.0 + expected);
}

}  // namespace

TEST(runs_not_begun_are_estimated_from_finished_ones_of_their_kind) {
    Fixture fixture;
    fixture.newRun("a", 1000);
    fixture.tell("a", {{100.0, EventKind::Started},
                       {104.0, EventKind::Progress},
                       {1000.0, EventKind::Started},
                       {1006.0, EventKind::Finished}});
    CHECK(near(measuredSeconds(fixture.runs / "a"), 10.0));  // both attempts, not the night between them
    fixture.newRun("b", 3000);
    const auto nothing = RunSpeeds::measure(fixture.runs);
    CHECK(!runEta(fixture.runs / "b", RunState::Waiting, nothing).seconds);
    fixture.finish("a");
    const auto speeds = RunSpeeds::measure(fixture.runs);
    const auto eta = runEta(fixture.runs / "b", RunState::Waiting, speeds);
    CHECK(near(eta.seconds, 30.0) && eta.estimate);
    CHECK(!runEta(fixture.runs / fixture.newRun("c", 10, JobKind::BuildIndex), RunState::Waiting, speeds).seconds);
    CHECK(
        !runEta(fixture.runs / fixture.newRun("d", 10, JobKind::Evaluate, "cuda"), RunState::Waiting, speeds).seconds);
    fs::remove(fixture.model / "model.safetensors");
    CHECK(!runEta(fixture.runs / "b", RunState::Waiting, speeds).seconds);  // of a model that is not there
    CHECK(!measuredSeconds(fixture.runs / "b"));
}

TEST(a_running_run_is_measured_and_the_queue_adds_up) {
    Fixture fixture;
    fixture.newRun("a", 1000);
    fixture.tell("a", {{100.0, EventKind::Started}, {110.0, EventKind::Finished}});
    fixture.finish("a");
    std::vector<QueueRequest> requests;
    for (const auto* id : {"b", "c", "d"}) {
        requests.push_back({fixture.newRun(id, 2000), {}});
    }
    requests.push_back({fixture.newRun("e", 500, JobKind::Evaluate, "cuda:0"), {}, 0, true});
    CHECK_OK(enqueueRuns(fixture.runs, requests));
    auto writer = EventWriter::open(RunPaths(fixture.runs / "b").events());
    Event event;
    event.kind = EventKind::Started;
    CHECK_OK(writer->append(event));
    const auto lock = RunLock::acquire(RunPaths(fixture.runs / "b"));
    CHECK_OK(lock);
    const auto speeds = RunSpeeds::measure(fixture.runs);
    const auto early = runEta(fixture.runs / "b", RunState::Running, speeds);
    CHECK(early.estimate && *early.seconds > 19.0 && *early.seconds <= 20.0);
    event.kind = EventKind::Progress;
    event.progress = {"Working", 10, 30, 2.0, {}};
    CHECK_OK(writer->append(event));
    const auto queue = *readQueue(fixture.runs);
    const auto eta = queueEta(fixture.runs, queue, readRunStatuses(fixture.runs, queue), speeds);
    CHECK(near(eta.runs.at("b").seconds, 10.0) && !eta.runs.at("b").estimate);
    CHECK(near(eta.runs.at("c").seconds, 20.0) && eta.runs.at("c").estimate);
    CHECK(near(eta.seconds, 50.0) && eta.unknown == 0);  // the held one, of unknown length, is left out
    CHECK_OK(releaseQueuedRun(fixture.runs, "e"));
    const auto released = *readQueue(fixture.runs);
    const auto more = queueEta(fixture.runs, released, readRunStatuses(fixture.runs, released), speeds);
    CHECK(!more.seconds && more.unknown == 1 && near(more.atLeast, 50.0));
}

TEST(a_first_stage_on_texts_counts_the_texts) {
    const Fixture fixture;
    const auto file = [&](const char* name, std::size_t bytes) {
        CHECK_OK(writeFileAtomically(fixture.folder.path() / name, std::string(bytes, 'x')));
        return (fixture.folder.path() / name).string();
    };
    RunSpec spec;
    spec.kind = JobKind::TrainSae;
    spec.params = {{"data", file("pairs", 400)}, {"model", fixture.model.string()}};
    CHECK(near(workUnits(spec), 400.0 * 1000.0));  // bytes of data, parameters of the model
    spec.params["stage1_texts"] = {file("web", 3000), file("book", 1000)};
    CHECK(near(workUnits(spec), 4000.0 * 1000.0));
    spec.params["config"] = {{"stage1_tokens", 500}};
    CHECK(near(workUnits(spec), 2000.0 * 1000.0));
}
