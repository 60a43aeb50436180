// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/jobs/event.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/launcher.h"
#include "core/jobs/slurm_launcher.h"
#include "core/jobs/slurm_program.h"
#include "core/jobs/slurm_queue.h"
#include "core/jobs/slurm_submission.h"
#include "core/jobs/worker_identity.h"
#include "tests/jobs/slurm_onebox.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <thread>
#include <unistd.h>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

// Runs handed to a real Slurm (slurm_onebox.h). Where there is none every case is skipped.

namespace {

using Ids = std::vector<std::string>;

fs::path program() {
    const char* given = std::getenv("FAKE_WORKER");
    return given != nullptr ? fs::path(given) : fs::read_symlink("/proc/self/exe").parent_path() / "fake_worker";
}

bool eventually(const std::function<bool()>& condition, int seconds = 40) {
    for (int waited = 0; waited < seconds * 10 && !condition(); ++waited) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    return condition();
}

struct Fixture {
    TemporaryFolder folder;
    const fs::path runs;
    SlurmSettings settings;
    int made = 0;

    // The usual folder: one that a shell, sbatch's file name patterns and a list of folders could all stumble over.
    explicit Fixture(const char* name = "his 'work' $(id) %j\n\"two\" \\") : runs(folder.path() / name / "runs") {
        check::SlurmOnebox::need();
        settings.saferProgram = program().string();
        settings.memory = "10M";
        settings.cpus = 1;
    }
    ~Fixture() {
        Ids all;
        for (const auto& [id, place] : slurmPlaces(runs)) {
            all.push_back(id);
        }
        if (!all.empty()) {
            cancelSlurmRuns(runs, all, true);
            eventually([this] { return slurmPlaces(runs).empty() || !refresh(); }, 20);
        }
    }
    bool refresh() const { return refreshSlurm(runs, std::chrono::seconds(0)).has_value(); }
    std::string newRun(JobKind kind, const char* behaviour, int milliseconds = 500) {
        RunSpec spec;
        spec.id = "run " + std::to_string(made++) + " of 'her'\n$x";
        spec.kind = kind;
        spec.params = {{"behaviour", behaviour}, {"ms", milliseconds}};
        CHECK_OK(createRunFolder(runs, spec));
        return spec.id;
    }
    std::string training(const char* behaviour, int milliseconds = 500) {
        return newRun(JobKind::TrainRewardModel, behaviour, milliseconds);
    }
    std::string evaluation(const char* behaviour = "brief") { return newRun(JobKind::Evaluate, behaviour); }
    SlurmSubmission submit(const std::vector<SlurmRun>& wanted) {
        const auto done = submitToSlurm(runs, wanted, settings);
        CHECK_OK(done);
        return *done;
    }
    RunState state(const std::string& id) const { return readRunState(runs / id); }
    // As a coordinator does: looks, and asks Slurm now and then.
    bool becomes(const std::string& id, RunState wanted, int seconds = 40) const {
        return eventually(
            [&] {
                refreshSlurm(runs, std::chrono::seconds(1));
                return state(id) == wanted;
            },
            seconds);
    }
    std::string message(const std::string& id) const {
        const auto result = readRunResult(runs / id);
        return result ? result->message : "(none)";
    }
    int events(const std::string& id, EventKind kind) const {
        int count = 0;
        EventReader reader(RunPaths(runs / id).events());
        for (auto some = reader.poll(); !some.empty(); some = reader.poll()) {
            count += static_cast<int>(std::ranges::count(some, kind, &Event::kind));
        }
        return count;
    }
    double value(const std::string& id, const char* name) const {
        return readRunResult(runs / id)->values.at(name).get<double>();
    }
    SlurmPlace place(const std::string& id) const {
        const auto places = slurmPlaces(runs);
        const auto found = places.find(id);
        return found == places.end() ? SlurmPlace() : found->second;
    }
};

}  // namespace

TEST(trainings_and_the_evaluations_behind_them_run_in_order_and_are_live) {
    Fixture fixture;
    const Ids trainings = {fixture.training("brief", 6000), fixture.training("brief", 1500)};
    const Ids evaluations = {fixture.evaluation(), fixture.evaluation()};
    const auto submission = fixture.submit(
        {{trainings[0], ""}, {trainings[1], ""}, {evaluations[0], trainings[0]}, {evaluations[1], trainings[1]}});
    CHECK_EQ(submission.runs, 4u);
    CHECK_EQ(submission.jobs.size(), 2u);
    CHECK(fixture.place(evaluations[0]).state == "PENDING");
    CHECK(fixture.place(evaluations[0]).text.starts_with("in the Slurm queue (job "));
    // Handed over: this machine may not touch them.
    CHECK(!startWorker(fixture.runs / evaluations[0], program()));
    CHECK(!enqueueRuns(fixture.runs, std::vector<QueueRequest>{{evaluations[0], {}}}));
    // A second submission finds nothing to do.
    CHECK_EQ(fixture.submit({{trainings[0], ""}, {evaluations[0], trainings[0]}}).skipped, 2u);
    // The curve grows while it runs.
    CHECK(fixture.becomes(trainings[0], RunState::Running));
    CHECK(fixture.refresh());
    CHECK(fixture.place(evaluations[0]).text.ends_with("waits for the run it needs"));
    CHECK(eventually([&] { return fixture.events(trainings[0], EventKind::Progress) > 0; }));
    const int early = fixture.events(trainings[0], EventKind::Progress);
    CHECK(eventually([&] { return fixture.events(trainings[0], EventKind::Progress) > early; }));
    CHECK(fixture.state(trainings[0]) == RunState::Running);
    // The short training's evaluation does not wait for the long training.
    CHECK(fixture.becomes(evaluations[1], RunState::Finished));
    CHECK(fixture.becomes(evaluations[0], RunState::Finished));
    for (int i = 0; i < 2; ++i) {
        CHECK(fixture.value(trainings[i], "ended") <= fixture.value(evaluations[i], "begun"));
    }
    CHECK(fixture.value(evaluations[1], "begun") < fixture.value(trainings[0], "ended"));
    CHECK(slurmPlaces(fixture.runs).empty());
    // A job that has left its result may be "completing" for a moment longer.
    CHECK(eventually([&] { return fixture.refresh() && openSlurmBatches(SlurmPaths(fixture.runs)).empty(); }));
    CHECK_EQ(fixture.submit({{trainings[0], ""}, {evaluations[0], trainings[0]}}).runs, 0u);
}

TEST(a_waiting_and_a_running_run_are_cancelled) {
    Fixture fixture;
    fixture.settings.maxParallel = 1;
    const auto running = fixture.training("loop");
    const auto waiting = fixture.training("loop");
    const auto behindRunning = fixture.evaluation();
    const auto behindWaiting = fixture.evaluation();
    fixture.submit({{running, ""}, {waiting, ""}, {behindRunning, running}, {behindWaiting, waiting}});
    CHECK(eventually([&] { return fixture.events(running, EventKind::Progress) > 0; }));
    CHECK(fixture.refresh());
    CHECK_EQ(fixture.place(waiting).state, std::string("PENDING"));
    const auto first = cancelRuns(fixture.runs, Ids{waiting}, true);
    CHECK_OK(first);
    CHECK_EQ(first->size(), 2u);
    for (const auto& one : *first) {
        CHECK(one.result == CancelResult::Cancelled && one.state == RunState::Stopped);
    }
    CHECK_EQ(fixture.message(waiting), std::string("Cancelled before it was started."));
    CHECK(fixture.state(behindWaiting) == RunState::Stopped);
    CHECK(fixture.state(running) == RunState::Running);
    const auto second = cancelRuns(fixture.runs, Ids{running});
    CHECK_OK(second);
    CHECK(second->front().result == CancelResult::Stopping || second->front().state == RunState::Stopped);
    CHECK(fixture.becomes(running, RunState::Stopped));
    CHECK(fixture.message(running).starts_with("Stopped at step"));  // the worker's own word
    CHECK(fs::exists(RunPaths(fixture.runs / running).checkpoints() / "step"));
    CHECK(fixture.becomes(behindRunning, RunState::Failed));
    CHECK_EQ(fixture.message(behindRunning), "The run it needs, " + running + ", was stopped.");
    CHECK_EQ(fixture.events(waiting, EventKind::Started), 0);
    CHECK_EQ(fixture.events(behindRunning, EventKind::Started), 0);
    // Cancelled is not for ever: both go on when they are submitted again, or here.
    CHECK_OK(enqueueRuns(fixture.runs, std::vector<QueueRequest>{{behindWaiting, {}, 0, true}}));
    CHECK(!submitToSlurm(fixture.runs, std::vector<SlurmRun>{{behindWaiting, ""}}, fixture.settings));
    CHECK_EQ(fixture.submit({{running, ""}, {behindRunning, running}}).runs, 2u);
    CHECK(eventually([&] { return fixture.events(running, EventKind::Started) == 2; }));
    CHECK_OK(requestStop(fixture.runs / running));  // the window's way
    CHECK(fixture.becomes(running, RunState::Stopped));
}

TEST(what_waits_for_a_failed_training_fails_with_the_reason) {
    Fixture fixture("a plain folder");
    const auto failing = fixture.training("fail");
    const auto good = fixture.training("brief", 100);
    const auto behindFailing = fixture.evaluation();
    const auto behindGood = fixture.evaluation();
    fixture.submit({{failing, ""}, {good, ""}, {behindFailing, failing}, {behindGood, good}});
    CHECK(fixture.becomes(behindGood, RunState::Finished));
    CHECK(fixture.becomes(failing, RunState::Failed));
    CHECK_EQ(fixture.message(failing), std::string("The data is no good."));
    CHECK(fixture.becomes(behindFailing, RunState::Failed));
    CHECK_EQ(fixture.message(behindFailing), "The run it needs, " + failing + ", failed.");
    CHECK_EQ(fixture.events(behindFailing, EventKind::Started), 0);
    // It alone cannot be submitted; both can.
    CHECK(!submitToSlurm(fixture.runs, std::vector<SlurmRun>{{behindFailing, failing}}, fixture.settings));
    CHECK_EQ(fixture.submit({{failing, ""}, {behindFailing, failing}}).runs, 2u);
    CHECK(eventually([&] { return fixture.events(failing, EventKind::Started) == 2; }));
}

TEST(a_submission_that_was_killed_is_found_again_or_completed) {
    Fixture fixture;
    const auto running = fixture.training("loop");
    const auto after = fixture.evaluation();
    const auto submission = fixture.submit({{running, ""}});
    const SlurmPaths paths(fixture.runs);
    // Killed after sbatch took it and before its number was written down.
    CHECK(eventually([&] { return fixture.events(running, EventKind::Progress) > 0; }));
    fs::remove(paths.job(submission.name, 0));
    CHECK(fixture.place(running).job.empty());
    CHECK(fixture.refresh());
    CHECK_EQ(readSlurmJob(paths, submission.name, 0), submission.jobs[0]);
    CHECK_EQ(fixture.place(running).job, submission.jobs[0] + "_0");
    // What was left out is submitted behind what runs.
    CHECK_EQ(fixture.submit({{running, ""}, {after, running}}).runs, 1u);
    CHECK(eventually([&] { return fixture.refresh() && fixture.place(after).reason == "Dependency"; }));
    // Killed before sbatch: noted, and Slurm has no such job.
    const auto never = fixture.training("brief");
    SlurmBatch batch = *readSlurmBatch(paths, submission.name);
    batch.name = "safer-never";
    batch.arrays = {{"safer-never-0", {never}}};
    fs::create_directories(paths.submission(batch.name));
    CHECK_OK(writeJsonFile(paths.submissionFile(batch.name), toJson(batch)));
    CHECK_OK(writeSlurmNote(fixture.runs / never, {batch.name, 0, 0, "", 0.0}));
    CHECK(!startWorker(fixture.runs / never, program()));
    CHECK(fixture.refresh());
    CHECK(!isSlurmRun(fixture.runs / never));
    CHECK(fixture.state(never) == RunState::Waiting);
    CHECK_OK(cancelRuns(fixture.runs, Ids{running}, true));
    CHECK(fixture.becomes(running, RunState::Stopped));
    CHECK(fixture.state(after) == RunState::Stopped);
}

TEST(ends_without_a_result_are_told_in_words) {
    Fixture fixture;
    const auto killed = fixture.training("loop");
    const auto cancelled = fixture.training("deaf");
    const auto submission = fixture.submit({{killed, ""}, {cancelled, ""}});
    CHECK(eventually([&] { return fixture.events(killed, EventKind::Progress) > 0; }));
    CHECK(eventually([&] { return fixture.events(cancelled, EventKind::Started) > 0; }));
    const auto worker = readWorkerIdentity(RunPaths(fixture.runs / killed));
    CHECK(worker.has_value());
    CHECK(*signalWorker(*worker, SIGKILL));  // as the kernel does when memory runs out
    CHECK(fixture.becomes(killed, RunState::Failed));
    CHECK_EQ(readRunResult(fixture.runs / killed)->exitCode, exit_code::outOfMemory);
    // Somebody else's scancel, on a worker that does not listen.
    CHECK_OK(askSlurm({{"scancel", submission.jobs[0] + "_1"}}));
    CHECK(fixture.becomes(cancelled, RunState::Stopped));
    CHECK(fixture.message(cancelled).ends_with("was cancelled in Slurm."));
    // A program that is not there.
    fixture.settings.prefix = {"/no such/container", "exec"};
    const auto lost = fixture.training("brief");
    fixture.submit({{lost, ""}});
    CHECK(fixture.becomes(lost, RunState::Failed));
    CHECK(fixture.message(lost).ends_with("found no program to run."));
    // One that will not stop is ended by force when its grace time is over.
    fixture.settings.prefix = {"env", "A=$(id) 'b'"};
    fixture.settings.graceSeconds = 1;
    const auto deaf = fixture.training("deaf");
    fixture.submit({{deaf, ""}});
    CHECK(eventually([&] { return fixture.events(deaf, EventKind::Started) > 0; }));
    CHECK_OK(cancelRuns(fixture.runs, Ids{deaf}));
    CHECK(fixture.becomes(deaf, RunState::Stopped));
    CHECK(fixture.message(deaf).starts_with("Cancelled (Slurm job"));
    // Refused by Slurm itself: nothing is left behind.
    fixture.settings.partition = "nowhere";
    const auto refused = fixture.training("brief");
    const auto submitted = submitToSlurm(fixture.runs, std::vector<SlurmRun>{{refused, ""}}, fixture.settings);
    CHECK(!submitted);
    CHECK(submitted.error().message.find("Invalid partition") != std::string::npos);
    CHECK(!isSlurmRun(fixture.runs / refused));
}

TEST(a_run_that_needs_more_time_than_it_gets_goes_on) {
    Fixture fixture;
    fixture.settings.time = "1";
    fixture.settings.warnSeconds = 55;  // told after some five seconds; Slurm looks at limits twice a minute
    const auto id = fixture.training("loop");
    const auto after = fixture.evaluation();
    fixture.submit({{id, ""}, {after, id}});
    CHECK(eventually([&] { return fixture.events(id, EventKind::Started) == 1; }));
    CHECK(eventually([&] { return fs::exists(RunPaths(fixture.runs / id).checkpoints() / "step"); }, 90));
    bool everStopped = false;
    CHECK(eventually(
        [&] {
            refreshSlurm(fixture.runs, std::chrono::seconds(1));
            const RunState state = fixture.state(id);
            everStopped = everStopped || state == RunState::Failed || state == RunState::Lost;
            return fixture.events(id, EventKind::Started) == 2;
        },
        120));
    CHECK(!everStopped);
    CHECK(fixture.state(after) == RunState::Waiting);
    CHECK_EQ(fixture.place(after).reason, std::string("Dependency"));
    CHECK_OK(cancelRuns(fixture.runs, Ids{id}, true));
    CHECK(fixture.becomes(id, RunState::Stopped));
}
