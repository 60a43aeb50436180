// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/exit_code.h"
#include "core/jobs/slurm_submission.h"
#include "core/jobs/worker_identity.h"
#include "tests/jobs/fake_slurm.h"

#include <algorithm>
#include <fstream>

using namespace saferscope;
using check::FakeSlurm;
namespace fs = std::filesystem;

// What the launcher asks of Slurm and makes of its answers, with shell scripts in the place of Slurm's commands: what a
// real one does only on a bad day. test_slurm_onebox.cpp has a real one.

namespace {

using Ids = std::vector<std::string>;

template <class T>
std::string complaint(const Result<T>& result) {
    return result ? "(it worked)" : result.error().message;
}

bool has(const Ids& words, const std::string& word) { return std::ranges::count(words, word) > 0; }

std::string valueOf(const Ids& words, const std::string& option) {
    for (const auto& word : words) {
        if (word.starts_with(option + "=")) {
            return word.substr(option.size() + 1);
        }
    }
    return {};
}

// Run folders by task number, as the job script reads them.
Ids tasksOf(const Ids& sbatch) {
    std::ifstream file(fs::path(sbatch.back()).replace_extension(".tasks"), std::ios::binary);
    Ids tasks;
    for (std::string folder; std::getline(file, folder, '\0');) {
        tasks.push_back(fs::path(folder).filename().string());
    }
    return tasks;
}

}  // namespace

TEST(a_sweep_becomes_arrays_whose_tasks_wait_for_one_another) {
    FakeSlurm slurm(4);  // three tasks to an array
    slurm.settings.partition = "gpu";
    slurm.settings.time = "8:00:00";
    slurm.settings.maxParallel = 2;
    slurm.settings.extra = {"--comment=it's a b"};
    std::vector<SlurmRun> sweep;
    for (int i = 0; i < 5; ++i) {
        const std::string n = std::to_string(i);
        sweep.push_back({slurm.run("t" + n), ""});
        sweep.push_back({slurm.run("e" + n), "t" + n});
    }
    const auto submitted = slurm.submit(sweep);
    CHECK_OK(submitted);
    CHECK_EQ(submitted->runs, 10u);
    CHECK(submitted->jobs == Ids({"101", "102", "103", "104"}));
    const auto calls = slurm.calls("sbatch");
    CHECK_EQ(calls.size(), 4u);
    std::map<std::string, std::pair<std::string, std::size_t>> seats;  // run, its job and task
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const Ids& words = calls[i];
        CHECK(has(words, "--parsable") && has(words, "--requeue") && has(words, "--partition=gpu"));
        CHECK(has(words, "--time=8:00:00") && has(words, "--comment=it's a b") && has(words, "--signal=B:USR1@120"));
        CHECK(valueOf(words, "--array").ends_with("%2"));
        CHECK(fs::exists(words.back()));
        const auto tasks = tasksOf(words);
        CHECK(tasks.size() <= 3);
        for (std::size_t task = 0; task < tasks.size(); ++task) {
            CHECK(seats.emplace(tasks[task], std::pair(submitted->jobs[i], task)).second);
        }
    }
    CHECK_EQ(seats.size(), 10u);
    for (std::size_t i = 0; i < calls.size(); ++i) {
        const auto tasks = tasksOf(calls[i]);
        for (std::size_t task = 0; task < tasks.size(); ++task) {
            const bool evaluation = tasks[task].starts_with('e');
            CHECK_EQ(has(calls[i], "--kill-on-invalid-dep=yes"), evaluation);
            const auto needed =
                evaluation ? seats.at("t" + tasks[task].substr(1)) : std::pair<std::string, std::size_t>();
            CHECK_EQ(valueOf(calls[i], "--dependency"), evaluation ? "aftercorr:" + needed.first : std::string());
            CHECK(!evaluation || needed.second == task);
        }
    }
    // One squeue for all of it, for our own jobs alone.
    const auto asked = slurm.calls("squeue").back();
    CHECK(has(asked, "--states=all") && has(asked, "--array"));
    CHECK_EQ(std::ranges::count(valueOf(asked, "--name"), ','), 3);
    CHECK(!valueOf(asked, "--user").empty());
    CHECK(slurm.place("e0").text.ends_with("waits for the run it needs"));
    CHECK(slurm.place("t0").text.ends_with("waits for its turn"));
    CHECK_EQ(slurm.submitted(sweep).skipped, 10u);
    CHECK_EQ(slurm.calls("sbatch").size(), 4u);
}

TEST(what_slurm_refuses_is_said_in_its_words_and_leaves_nothing_behind) {
    FakeSlurm slurm;
    const std::vector<SlurmRun> both = {{slurm.run("t"), ""}, {slurm.run("e"), "t"}};
    slurm.does("sbatch", "echo 'sbatch: error: Batch job submission failed: Invalid account' >&2; exit 1");
    const auto refused = slurm.submit(both);
    CHECK_EQ(complaint(refused),
             std::string("Slurm did not take the runs: sbatch says: Batch job submission failed: Invalid account."));
    CHECK(!refused.error().hint.empty());
    CHECK(!isSlurmRun(slurm.runs / "t") && !isSlurmRun(slurm.runs / "e"));
    CHECK(slurm.state("t") == RunState::Waiting);
    slurm.does("sbatch", "echo 'I have no number'; exit 0");
    CHECK_EQ(complaint(slurm.submit(both)), std::string("sbatch gave no job number."));
    CHECK(!isSlurmRun(slurm.runs / "t"));
    // Not there at all: nothing may be left that later looks would stumble over.
    slurm.settings.programFolder = (slurm.folder.path() / "nothing").string();
    const auto absent = slurm.submit(both);
    CHECK(!absent && absent.error().code == ErrorCode::NotFound);
    CHECK(!isSlurmRun(slurm.runs / "t"));
    CHECK_EQ(openSlurmBatches(SlurmPaths(slurm.runs)).size(), 0u);
    CHECK(!slurm.asks());
    slurm.settings.programFolder = slurm.bin.string();
    // The second array is refused: the first one is Slurm's, and the same call completes the rest behind it.
    slurm.does("sbatch",
               "[ ! -f \"$here/number\" ] || { echo 'sbatch: error: QOSMaxSubmitJobPerUserLimit' >&2; exit 1; }");
    CHECK(complaint(slurm.submit(both)).ends_with("QOSMaxSubmitJobPerUserLimit."));
    CHECK(isSlurmRun(slurm.runs / "t") && !isSlurmRun(slurm.runs / "e"));
    // A site's sbatch may say more than the number, and name the cluster.
    slurm.does("sbatch", "take \"$@\"; echo 'Welcome to the cluster!'; echo \"$n;big\"; exit 0");
    const auto completed = slurm.submit(both);
    CHECK_OK(completed);
    CHECK(completed->runs == 1 && completed->skipped == 1 && completed->jobs == Ids({"102"}));
    CHECK_EQ(valueOf(slurm.calls("sbatch").back(), "--dependency"), std::string("afterok:101_0"));
}

TEST(an_sbatch_that_hangs_is_asked_about_afterwards) {
    FakeSlurm slurm;
    usualProgramLimit = std::chrono::milliseconds(200);
    const std::vector<SlurmRun> taken = {{slurm.run("taken"), ""}};
    slurm.does("sbatch", "take \"$@\"; sleep 30 & sleep 30");
    CHECK(complaint(slurm.submit(taken)).find("sbatch did not answer") != std::string::npos);
    slurm.behaves("sbatch");
    // It had taken the job: found by its name, and not submitted twice.
    CHECK_EQ(slurm.place("taken").job, std::string("101_0"));
    CHECK_EQ(slurm.submitted(taken).skipped, 1u);
    CHECK_EQ(slurm.calls("sbatch").size(), 1u);
    const std::vector<SlurmRun> lost = {{slurm.run("lost"), ""}};
    slurm.does("sbatch", "sleep 30");
    CHECK(!slurm.submit(lost));
    slurm.behaves("sbatch");
    CHECK(!isSlurmRun(slurm.runs / "lost"));
    CHECK_EQ(slurm.submitted(lost).jobs.front(), std::string("102"));
}

TEST(a_queue_that_hangs_babbles_or_fails_changes_nothing) {
    FakeSlurm slurm;
    CHECK_OK(slurm.submit({{slurm.run("a"), ""}}));
    slurm.say("101", 0, "PENDING|Priority|");
    CHECK(slurm.asks());
    const auto fails = [&](const std::string& how, const std::string& sentence) {
        slurm.does("squeue", how);
        const auto asked = slurm.refresh();
        slurm.behaves("squeue");
        CHECK(!asked);
        CHECK(complaint(asked).find(sentence) != std::string::npos);
        CHECK(slurm.state("a") == RunState::Waiting);
        const auto text = slurm.place("a").text;
        CHECK(text.find("waits behind jobs of higher priority") != std::string::npos);
        CHECK(text.find("Slurm does not answer since") != std::string::npos);
    };
    fails("echo 'slurm_load_jobs error: Unable to contact slurm controller (connect failure)' >&2; exit 1",
          "squeue says: Unable to contact slurm controller (connect failure).");
    fails("head -c 40000000 /dev/zero; exit 0", "squeue said more than 32 MiB");
    usualProgramLimit = std::chrono::milliseconds(200);
    fails("sleep 30 & sleep 30", "squeue did not answer");
    usualProgramLimit = std::chrono::seconds(10);
    CHECK(slurm.asks());
    CHECK(slurm.place("a").text.find("does not answer") == std::string::npos);
    // 60,000 jobs of others, and lines that are no jobs.
    slurm.does("squeue", "seq -f 'x%.0f|eve|%.0f|0|RUNNING|None|n1' 60000; echo '||||||'; echo garbage");
    CHECK(slurm.asks());
    CHECK(slurm.place("a").text.find("higher priority") != std::string::npos);
    // Forgotten without a result: not at once an end, since its folder may show later here.
    slurm.behaves("squeue");
    slurm.say("101", 0, "");
    CHECK(slurm.asks());
    CHECK(slurm.state("a") == RunState::Waiting);
}

TEST(cancelling_tells_waiting_and_running_runs_apart) {
    FakeSlurm slurm;
    slurm.settings.graceSeconds = 0;
    const Ids all = {slurm.run("running"), slurm.run("waiting"), slurm.run("ended")};
    CHECK_OK(slurm.submit({{all[0], ""}, {all[1], ""}, {all[2], ""}}));
    slurm.say("101", 0, "RUNNING|None|n1");
    slurm.say("101", 2, "COMPLETED|None|n1");
    CHECK_OK(writeFinalResult(slurm.runs / "ended", RunState::Finished, "", ""));
    const auto cancelled = cancelSlurmRuns(slurm.runs, all);
    CHECK_OK(cancelled);
    CHECK((*cancelled)[0].result == CancelResult::Stopping);
    CHECK((*cancelled)[1].result == CancelResult::Cancelled && (*cancelled)[1].state == RunState::Stopped);
    CHECK((*cancelled)[2].result == CancelResult::EndedAlready);
    CHECK(slurm.calls("scancel") == std::vector<Ids>({{"101_1"}, {"--batch", "--signal=TERM", "101_0"}}));
    CHECK(complaint(slurm.submit({{all[0], ""}})).ends_with("is being cancelled in Slurm."));
    CHECK(slurm.place("running").text.ends_with("; being cancelled"));
    // It does not listen: ended by force when its grace time is over.
    CHECK(slurm.asks());
    CHECK(slurm.calls("scancel").back() == Ids({"101_0"}));
    slurm.say("101", 0, "CANCELLED|None|" + hostName());
    CHECK(slurm.asks());
    CHECK(slurm.state("running") == RunState::Stopped);
    CHECK_EQ(slurm.message("running"), std::string("Cancelled (Slurm job 101_0)."));
    // Jobs that end in this moment are no failure, a refusal is one.
    CHECK_OK(slurm.submit({{slurm.run("late"), ""}, {slurm.run("theirs"), ""}}));
    slurm.does("scancel",
               "echo 'scancel: error: Kill job error on job id 102_0: Invalid job id specified' >&2; exit 1");
    CHECK_OK(cancelSlurmRuns(slurm.runs, Ids{"late"}));
    slurm.does("scancel",
               "echo 'scancel: error: Kill job error on job id 102_1: Access/permission denied' >&2; exit 1");
    const auto denied = cancelSlurmRuns(slurm.runs, Ids{"theirs"});
    CHECK(complaint(denied).find("Access/permission denied") != std::string::npos);
    CHECK(slurm.state("theirs") == RunState::Waiting);
}

TEST(ends_that_slurm_alone_knows_of_become_results) {
    FakeSlurm slurm;
    CHECK_OK(slurm.submit({{slurm.run("t"), ""}, {slurm.run("u"), ""}, {slurm.run("e"), "t"}}));
    slurm.say("101", 0, "OUT_OF_MEMORY|OutOfMemory|" + hostName());
    slurm.say("101", 1, "NODE_FAIL|None|far");  // elsewhere: its result may still be on its way
    slurm.say("102", 0, "PENDING|DependencyNeverSatisfied|");
    CHECK(slurm.asks());
    CHECK(slurm.state("t") == RunState::Failed);
    CHECK_EQ(readRunResult(slurm.runs / "t")->exitCode, exit_code::outOfMemory);
    CHECK(slurm.state("u") == RunState::Waiting);
    CHECK(slurm.place("u").text.ends_with("its result is awaited"));
    CHECK(slurm.calls("scancel") == std::vector<Ids>({{"102_0"}}));  // it would wait for ever
    slurm.say("102", 0, "CANCELLED|DependencyNeverSatisfied|");
    CHECK(slurm.asks());
    CHECK_EQ(slurm.message("e"), std::string("The run it needs, t, failed."));
}

TEST(commands_that_have_moved_are_found_by_the_workspaces_settings) {
    FakeSlurm slurm;
    CHECK_OK(slurm.submit({{slurm.run("a"), ""}}));
    const fs::path moved = slurm.folder.path() / "new";
    fs::rename(slurm.bin, moved);
    CHECK(!slurm.refresh());
    slurm.settings.programFolder = moved.string();
    CHECK_OK(writeSlurmSettings(slurm.runs.parent_path(), slurm.settings));
    CHECK(slurm.asks());
    CHECK_EQ(slurm.place("a").state, std::string("PENDING"));
    const auto cancelled = cancelSlurmRuns(slurm.runs, Ids{"a"});
    CHECK_OK(cancelled);
    CHECK(cancelled->front().result == CancelResult::Cancelled);
}

TEST(check_reports_what_the_cluster_is) {
    FakeSlurm slurm;
    for (const char* name : {"sbatch", "squeue", "scancel"}) {
        slurm.does(name, "echo 'slurm 24.11.1'; exit 0");
    }
    slurm.script("sinfo",
                 "#!/bin/sh\necho 'gpu|up|12|gpu:a100:8(S:0-1)|2-00:00:00'\necho 'cpu|down|1|(null)|infinite'\n");
    const auto found = checkSlurm(slurm.settings);
    CHECK_OK(found);
    CHECK_EQ(found->version, std::string("slurm 24.11.1"));
    CHECK(found->partitions == Ids({"gpu: up, 12 nodes, gpu:a100:8(S:0-1), time limit 2-00:00:00",
                                    "cpu: down, 1 node, time limit infinite"}));
    CHECK(!found->accounting);
    slurm.script("sinfo", "#!/bin/sh\necho 'sinfo: error: Unable to contact slurm controller' >&2\nexit 1\n");
    CHECK_EQ(complaint(checkSlurm(slurm.settings)), std::string("sinfo says: Unable to contact slurm controller."));
}
