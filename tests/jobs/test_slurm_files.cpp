// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/launcher.h"
#include "core/jobs/slurm_answer.h"
#include "core/jobs/slurm_end.h"
#include "core/jobs/slurm_plan.h"
#include "core/jobs/slurm_program.h"
#include "core/jobs/slurm_queue.h"
#include "core/jobs/slurm_script.h"
#include "tests/support/check.h"

#include <chrono>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

// What the launcher writes and reads, without a Slurm; test_slurm_onebox.cpp has one.

namespace {

using Ids = std::vector<std::string>;

std::string newRun(const fs::path& runs, const std::string& id, const std::string& device = "cpu") {
    RunSpec spec;
    spec.id = id;
    spec.device = device;
    CHECK_OK(createRunFolder(runs, spec));
    return id;
}

void end(const fs::path& runs, const std::string& id, RunState state) {
    CHECK_OK(writeFinalResult(runs / id, state, "so", ""));
}

SlurmBatch batchOf(const Ids& ids) { return {"safer-x", "2026-07-26T09:30:12Z", "anna", {}, {{"safer-x-0", ids}}}; }

}  // namespace

TEST(slurm_settings_round_trip_and_refuse_what_would_change_the_script) {
    SlurmSettings settings;
    settings.partition = "gpu-a100";
    settings.account = "lab_7";
    settings.qos = "long";
    settings.gpus = 2;
    settings.gres = "gpu:a100:2";
    settings.cpus = 8;
    settings.memory = "64G";
    settings.time = "1-12:30:00";
    settings.maxParallel = 4;
    settings.prefix = {"apptainer", "exec", "--bind", "/a b", "it's.sif"};
    settings.modules = {"cuda/12.1"};
    settings.extra = {"--exclude=node[1-3,7]", "--nice=100"};
    CHECK_OK(checkSlurmSettings(settings));
    CHECK(*slurmSettingsFromJson(toJson(settings), "it") == settings);
    TemporaryFolder folder;
    CHECK(*readSlurmSettings(folder.path()) == SlurmSettings());
    CHECK_OK(writeSlurmSettings(folder.path(), settings));
    CHECK(*readSlurmSettings(folder.path()) == settings);

    const auto refused = [](auto change) {
        SlurmSettings changed;
        change(changed);
        const auto checked = checkSlurmSettings(changed);
        return !checked && checked.error().message.ends_with(".");
    };
    CHECK(refused([](auto& s) { s.partition = "a\n#SBATCH --wrap=x"; }));
    CHECK(refused([](auto& s) { s.partition = "a b"; }));
    CHECK(refused([](auto& s) { s.account = "-rf"; }));
    CHECK(refused([](auto& s) { s.qos = "$(id)"; }));
    CHECK(refused([](auto& s) { s.gres = "gpu:1;id"; }));
    CHECK(refused([](auto& s) { s.memory = "64 G"; }));
    CHECK(refused([](auto& s) { s.memory = "G"; }));
    for (const char* time : {"1h", "-1", "1:", "1::2", "1:2:3:4", "1-2-3", ":5", "1:30-2", "+5", "soon"}) {
        CHECK(refused([time](auto& s) { s.time = time; }));
    }
    for (const char* time : {"90", "90:00", "1:30:00", "1-0", "1-12:30", "2-00:00:00", "UNLIMITED"}) {
        CHECK(!refused([time](auto& s) { s.time = time; }));
    }
    CHECK(refused([](auto& s) { s.prefix = {"a\nb"}; }));
    CHECK(refused([](auto& s) { s.prefix = {""}; }));
    CHECK(refused([](auto& s) { s.modules = {"cuda; id"}; }));
    CHECK(refused([](auto& s) { s.modules = {"--force"}; }));
    CHECK(refused([](auto& s) { s.saferProgram = "safer\n"; }));
    CHECK(refused([](auto& s) { s.warnSeconds = 1; }));
    for (const char* option : {"--array=1-9", "--arr=1", "--dependency=singleton", "--output=x", "--wrap=id", "-p x",
                               "exclude=a", "--", "--x\n--y", "--a b=c", "--parsable", "--no-requeue"}) {
        CHECK(refused([option](auto& s) { s.extra = {option}; }));
    }
    for (const char* text :
         {R"({"partitions":"a"})", R"({"gpus":-1})", R"({"gpus":1.5})", R"({"gpus":99999999999})",
          R"({"prefix":"a b"})", R"({"version":2})", R"({"format":"x"})", R"([])", R"({"partition":"a b"})"}) {
        CHECK(!slurmSettingsFromJson(*parseJson(text, "it"), "it"));
    }
}

TEST(words_survive_the_shell) {
    CHECK(*splitCommand("") == Ids());
    CHECK(*splitCommand("  a  'b c' \"d 'e' \\\" \\x\" f\\ g $HOME '' ") ==
          Ids({"a", "b c", "d 'e' \" \\x", "f g", "$HOME", ""}));
    CHECK(!splitCommand("a 'b"));
    CHECK(!splitCommand("a \\"));
    // Any bytes at all: split back, and as a real shell sees them.
    Random random(11);
    const std::string alphabet = "ab '\"\\$`!*?[](){};&|<>#~=%\t\n-\xc3\xa4";
    for (int round = 0; round < 40; ++round) {
        Ids words;
        for (std::size_t i = 0; i < 1 + random.below(5); ++i) {
            std::string word;
            for (std::size_t n = random.below(8); n > 0; --n) {
                word += alphabet[random.below(alphabet.size())];
            }
            words.push_back(word);
        }
        const std::string joined = joinCommand(words);
        CHECK(*splitCommand(joined) == words);
        const auto said = runProgram({{"/bin/sh", "-c", "for w in " + joined + "; do printf '%s\\001' \"$w\"; done"}});
        CHECK_OK(said);
        std::string expected;
        for (const auto& word : words) {
            expected += word + "\001";
        }
        CHECK_EQ(said->output, expected);
    }
}

// The script itself, run by bash as Slurm would, in a folder with every awkward byte.
TEST(the_script_finds_its_run_whatever_its_folder_is_called) {
    TemporaryFolder folder;
    const SlurmPaths paths(folder.path() / "a 'b' \"c\" $(touch x) `id` %j\n\\ d" / "runs");
    const Ids ids = {"one", "two 'x'\n$y", "", "three"};
    SlurmBatch batch = batchOf(ids);
    batch.settings.prefix = {"env", "MARK=a 'b' $c"};
    fs::create_directories(paths.submission(batch.name));
    std::string tasks;
    for (const auto& id : ids) {
        fs::create_directories(paths.runs / (id.empty() ? "none" : id));
        tasks += id.empty() ? std::string() : (paths.runs / id).string();
        tasks += '\0';
    }
    CHECK_OK(writeFileAtomically(paths.tasks(batch.name, 0), tasks));
    const fs::path program = folder.path() / "a program";
    CHECK_OK(writeFileAtomically(program,
                                 "#!/bin/sh\n[ \"$1\" = worker ] || exit 9\n"
                                 "printf '%s|%s' \"$MARK\" \"$2\" >\"$2/seen\"\nexit 4\n"));
    fs::permissions(program, fs::perms::owner_all);
    const auto script = slurmScript(paths, batch, 0, program.string());
    CHECK_OK(writeFileAtomically(paths.script(batch.name, 0), script));
    const auto runTask = [&](const std::string& task) {
        const auto said = runProgram({{"env", "SLURM_ARRAY_TASK_ID=" + task, "SLURM_ARRAY_JOB_ID=77", "bash",
                                       paths.script(batch.name, 0).string()}});
        CHECK_OK(said);
        return said->exitCode;
    };
    for (const std::size_t task : {0U, 1U, 3U}) {
        CHECK_EQ(runTask(std::to_string(task)), 4);
        const fs::path run = paths.runs / ids[task];
        const auto seen = runProgram({{"cat", (run / "seen").string()}});
        CHECK_EQ(seen->output, "a 'b' $c|" + run.string());
        CHECK_EQ(runProgram({{"cat", (run / "slurm.exit").string()}})->output, std::string("4\n"));
    }
    CHECK_EQ(readSlurmJob(paths, batch.name, 0), std::string("77"));
    CHECK_EQ(runTask("2"), 3);
    CHECK_EQ(runTask("4"), 3);
    CHECK(!fs::exists(folder.path() / "x"));
    fs::remove(program);
    CHECK_EQ(runTask("0"), 127);
}

TEST(what_sbatch_is_told) {
    const SlurmPaths paths("/w s/runs");
    SlurmBatch batch = batchOf({"a", "b", "", "d"});
    batch.settings.partition = "gpu";
    batch.settings.gpus = 1;
    batch.settings.time = "2:00:00";
    batch.settings.maxParallel = 4;
    batch.settings.extra = {"--exclude=n[1-2]", "--comment=a b"};
    CHECK_EQ(arraySpec(batch.arrays[0], 0), std::string("0-1,3"));
    CHECK_EQ(arraySpec({"x", {"", "b"}}, 2), std::string("1%2"));
    const Ids expected = {"sbatch",
                          "--parsable",
                          "--job-name=safer-x-0",
                          "--array=0-1,3%4",
                          "--chdir=/w s/runs/.slurm/safer-x",
                          "--output=slurm-%A_%a.txt",
                          "--open-mode=append",
                          "--requeue",
                          "--signal=B:USR1@120",
                          "--dependency=aftercorr:12",
                          "--kill-on-invalid-dep=yes",
                          "--partition=gpu",
                          "--gres=gpu:1",
                          "--time=2:00:00",
                          "--exclude=n[1-2]",
                          "--comment=a b",
                          "/w s/runs/.slurm/safer-x/array-0.sbatch"};
    CHECK(sbatchCommand(paths, batch, 0, "aftercorr:12") == expected);
    const auto script = slurmScript(paths, batch, 0, "/opt/safer");
    CHECK(script.starts_with("#!/bin/bash\n"));
    CHECK(script.find("\n#SBATCH --partition=gpu\n#SBATCH --gres=gpu:1\n") != std::string::npos);
    CHECK(script.find("\ntasks='/w s/runs/.slurm/safer-x/array-0.tasks'\n") != std::string::npos);
    batch.settings.gres = "gpu:h100:2";
    CHECK(slurmScript(paths, batch, 0, "x").find("gpu:1") == std::string::npos);
}

TEST(runs_are_grouped_into_arrays) {
    TemporaryFolder folder;
    const SlurmPaths paths(folder.path() / "runs");
    const QueueState noQueue;
    std::vector<SlurmRun> runs;
    for (int i = 0; i < 5; ++i) {  // five trainings, each with its evaluation, and a second one behind the first
        const std::string n = std::to_string(i);
        runs.push_back({newRun(paths.runs, "t" + n, i == 2 ? "cuda:0" : "cpu"), ""});
        runs.push_back({newRun(paths.runs, "e" + n), "t" + n});
    }
    runs.push_back({newRun(paths.runs, "second"), "t0"});
    runs.push_back({newRun(paths.runs, "behind"), "e3"});
    end(paths.runs, "t1", RunState::Finished);  // done already: its evaluation waits for nothing
    const auto plan = planSlurm(paths, noQueue, runs, 3);
    CHECK_OK(plan);
    CHECK_EQ(plan->skipped, 1u);
    CHECK(plan->wantsGpu);
    // First what waits for nothing, three to an array; behind each array one with its numbers.
    std::map<std::string, std::pair<std::size_t, std::size_t>> seats;
    for (std::size_t array = 0; array < plan->arrays.size(); ++array) {
        CHECK(plan->arrays[array].runs.size() <= 3);
        for (std::size_t task = 0; task < plan->arrays[array].runs.size(); ++task) {
            const auto& id = plan->arrays[array].runs[task];
            CHECK(id.empty() || seats.emplace(id, std::pair(array, task)).second);
        }
    }
    CHECK_EQ(seats.size(), 11u);
    for (const auto& run : runs) {
        if (run.id == "t1") {
            continue;
        }
        const auto& array = plan->arrays[seats.at(run.id).first];
        if (run.after.empty() || run.after == "t1") {
            CHECK(!array.parent);
        } else {
            CHECK(array.parent == seats.at(run.after).first);
            CHECK(*array.parent < seats.at(run.id).first);
            CHECK_EQ(seats.at(run.id).second, seats.at(run.after).second);
        }
    }
    CHECK(plan->arrays[0].runs == Ids({"t0", "e1", "t2"}));
    const auto refused = [&](std::vector<SlurmRun> some) { return !planSlurm(paths, noQueue, some, 3); };
    CHECK(refused({{"e0", "t0"}}));                // t0 waits, and is not submitted with it
    CHECK(refused({{"t0", "e0"}, {"e0", "t0"}}));  // a circle
    CHECK(refused({{"t0", ""}, {"t0", ""}}));      // twice
    CHECK(refused({{"nobody", ""}}) && refused({{"../t0", ""}}) && refused({{"", ""}}));
    CHECK(refused({{"e0", "nobody"}}) && refused({{"e0", "../t0"}}));
    end(paths.runs, "t3", RunState::Failed);
    CHECK(refused({{"e3", "t3"}}));
    CHECK_OK(planSlurm(paths, noQueue, std::vector<SlurmRun>{{"t3", ""}, {"e3", "t3"}}, 3));
    QueueState local;
    QueueEntry entry;
    entry.id = "t4";
    local.entries.push_back(entry);
    CHECK(!planSlurm(paths, local, std::vector<SlurmRun>{{"t4", ""}}, 3));
}

// Lines as Slurm 22.05.8 printed them, and what no Slurm should.
TEST(squeue_is_read_and_distrusted) {
    const Ids users = {"root"};
    const Ids names = {"safer-x-0", "safer-x-1"};
    const std::string real =
        "safer-x-1|root|2|1|CANCELLED|DependencyNeverSatisfied||\n"
        "safer-x-1|root|2|1|CANCELLED|DependencyNeverSatisfied|\n"
        "safer-x-0|root|1|1|FAILED|NonZeroExitCode|vm\n"
        "safer-x-1|root|2|2|PENDING|Dependency|\n"
        "safer-x-0|root|1|0|RUNNING|None|vm\n"
        "safer-x-0|root|1|N/A|PENDING|None|\n"
        "safer-x-0|eve|9|0|RUNNING|None|vm\n"
        "other|root|3|0|RUNNING|None|vm\n"
        "safer-x-0|root|x|0|RUNNING|None|vm\n"
        "safer-x-0|root|1|99999999|RUNNING|None|vm\n"
        "safer-x-0|root|1|3|RUN\033NING|None|vm\n"
        "slurm_load_jobs error: Unable to contact slurm controller\n\n";
    const auto jobs = parseSqueue(real, users, names);
    CHECK_EQ(jobs.size(), 2u);
    CHECK_EQ(jobs.at("safer-x-0").number, std::string("1"));
    CHECK_EQ(jobs.at("safer-x-0").tasks.size(), 2u);
    CHECK(jobs.at("safer-x-0").tasks.at(0) == (SlurmTask{"RUNNING", "None", "vm", 0.0}));
    CHECK(jobs.at("safer-x-1").tasks.at(1) == (SlurmTask{"CANCELLED", "DependencyNeverSatisfied", "", 0.0}));
    CHECK_EQ(jobs.at("safer-x-1").tasks.size(), 2u);
    CHECK(parseSqueue("", users, names).empty());
    CHECK(parseSqueue(std::string(1 << 20, '|'), users, names).empty());
    // Whatever is cut or changed in it, it is read without harm.
    Random random(3);
    for (int round = 0; round < 300; ++round) {
        std::string text = real.substr(0, random.below(real.size()));
        for (int i = 0; i < 5 && !text.empty(); ++i) {
            text[random.below(text.size())] = static_cast<char>(random.below(256));
        }
        for (const auto& [name, job] : parseSqueue(text, users, names)) {
            CHECK(name == names[0] || name == names[1]);
            CHECK(!job.number.empty() && !job.tasks.empty());
        }
    }
    const auto states = parseSacct("12_0|COMPLETED\n12_1|CANCELLED by 1000\n12_[3-7]|PENDING\n13|FAILED\n12_2\n");
    CHECK_EQ(states.size(), 2u);
    CHECK_EQ(states.at("12_1"), std::string("CANCELLED"));
    SlurmAnswer answer{12.5, 13.0, "no", jobs};
    const auto back = slurmAnswerFromJson(*parseJson(dumpJson(toJson(answer)), "it"), "it");
    CHECK_OK(back);
    CHECK(back->jobs == jobs && back->error == "no" && back->askedAt == 12.5);
    for (const char* state : {"PENDING", "RUNNING", "COMPLETING", "SUSPENDED", "REQUEUED", "CONFIGURING"}) {
        CHECK(isOpenSlurmState(state));
    }
    CHECK(!isOpenSlurmState("TIMEOUT") && !isOpenSlurmState("") && !isRunningSlurmState("PENDING"));
}

TEST(programs_that_hang_or_babble_are_ended) {
    const auto begun = std::chrono::steady_clock::now();
    const auto hanging = runProgram({{"/bin/sh", "-c", "sleep 30 & sleep 30"}, std::chrono::milliseconds(300)});
    CHECK(!hanging);
    CHECK(hanging.error().message.find("did not answer") != std::string::npos);
    const auto babbling = runProgram({{"/bin/sh", "-c", "yes"}, std::chrono::seconds(20), 1 << 20});
    CHECK(!babbling);
    CHECK(babbling.error().message.find("said more than 1 MiB") != std::string::npos);
    CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(5));
    CHECK(runProgram({{"/no/such/program"}}).error().code == ErrorCode::NotFound);
    CHECK_EQ(runProgram({{"/bin/sh", "-c", "kill -9 $$"}})->exitCode, 137);
    CHECK_EQ(runProgram({{"/bin/sh", "-c", "echo a; echo b >&2; exit 3"}})->exitCode, 3);
    const auto refused = askSlurm({{"/bin/sh", "-c",
                                    "echo 'sbatch: warning: x' >&2; echo 'sbatch: error: Batch job submission failed: "
                                    "Invalid qos' >&2; exit 1"}});
    CHECK_EQ(refused.error().message, std::string("sh says: Batch job submission failed: Invalid qos."));
    ::setenv("SQUEUE_PARTITION", "hidden", 1);
    CHECK_EQ(runProgram({{"/bin/sh", "-c", "echo \"$SQUEUE_PARTITION\""}})->output, std::string("\n"));
    ::unsetenv("SQUEUE_PARTITION");
}

TEST(an_end_without_a_result_has_a_reason) {
    TemporaryFolder folder;
    const SlurmPaths paths(folder.path() / "runs");
    newRun(paths.runs, "needed");
    end(paths.runs, "needed", RunState::Failed);
    const SlurmNote note{"safer-x", 0, 0, "", 0.0};
    const auto told = [&](const char* state, int code = -1, const char* reason = "None") {
        return slurmEnd(paths, note, "12_0", {state, reason, "n1", 0.0}, code);
    };
    CHECK_EQ(told("OUT_OF_MEMORY").exitCode, exit_code::outOfMemory);
    CHECK_EQ(told("FAILED", 137).exitCode, exit_code::outOfMemory);
    CHECK_EQ(told("NODE_FAIL").message, std::string("The node n1 failed under Slurm job 12_0."));
    CHECK(told("TIMEOUT").message.find("time limit") != std::string::npos);
    CHECK(told("CANCELLED").state == RunState::Stopped);
    CHECK(told("FAILED", 127).message.find("no program") != std::string::npos);
    CHECK(told("").message.find("does not know job 12_0 any more") != std::string::npos);
    CHECK(told("FAILED", 7).message.find("exit code 7") != std::string::npos);
    CHECK(told("CANCELLED", -1, "DependencyNeverSatisfied").state == RunState::Failed);
    const SlurmNote behind{"safer-x", 1, 0, "needed", 0.0};
    CHECK_EQ(slurmEnd(paths, behind, "13_0", {"CANCELLED", "None", "", 0.0}, -1).message,
             std::string("The run it needs, needed, failed."));
    const SlurmNote stopped{"safer-x", 0, 0, "", 5.0};
    CHECK(slurmEnd(paths, stopped, "12_0", {"FAILED", "None", "", 0.0}, 143).state == RunState::Stopped);
}
