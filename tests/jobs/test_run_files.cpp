// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/jobs/exit_code.h"
#include "core/jobs/job_params.h"
#include "core/jobs/last_words.h"
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "tests/support/check.h"

#include <algorithm>
#include <limits>
#include <new>
#include <set>
#include <stdexcept>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

RunSpec sampleSpec() {
    RunSpec spec;
    spec.kind = JobKind::TrainSae;
    spec.title = "SAE of \"rm-1\"";
    spec.seed = std::numeric_limits<std::uint64_t>::max();
    spec.device = "cuda:1";
    spec.params = {{"k", 8}};
    spec.inputs = {{"model", "abc"}};
    return spec;
}

}  // namespace

TEST(job_kinds_have_names) {
    for (const auto kind : {JobKind::TrainRewardModel, JobKind::TrainSae, JobKind::BuildIndex, JobKind::Evaluate,
                            JobKind::RateFeatures, JobKind::Causal, JobKind::FeatureMap}) {
        const auto back = jobKindFromName(jobKindName(kind));
        CHECK_OK(back);
        CHECK(*back == kind);
    }
    CHECK(!jobKindFromName("poison"));
}

TEST(a_spec_comes_back_as_written) {
    const TemporaryFolder folder;
    const auto run = createRunFolder(folder.path() / "runs", sampleSpec());
    CHECK_OK(run);
    const auto spec = readRunSpec(*run);
    CHECK_OK(spec);
    CHECK_EQ(spec->id, run->filename().string());
    CHECK_EQ(spec->title, sampleSpec().title);
    CHECK_EQ(spec->seed, sampleSpec().seed);
    CHECK_EQ(spec->device, sampleSpec().device);
    CHECK(spec->kind == JobKind::TrainSae);
    CHECK(spec->params == sampleSpec().params);
    CHECK(spec->inputs == sampleSpec().inputs);
    CHECK(!spec->createdAt.empty());
    CHECK(!spec->codeVersion.empty());
    CHECK(readRunState(*run) == RunState::Waiting);
    CHECK(std::filesystem::is_directory(RunPaths(*run).checkpoints()));
    // Nothing else lies among the runs.
    CHECK_EQ(std::distance(std::filesystem::directory_iterator(folder.path() / "runs"), {}), 1);
}

TEST(run_names_do_not_leave_the_folder_and_are_not_reused) {
    const TemporaryFolder folder;
    for (const char* id : {"..", ".", "../x", "a/b", "/tmp/x"}) {
        auto spec = sampleSpec();
        spec.id = id;
        CHECK(!createRunFolder(folder.path(), spec));
    }
    auto spec = sampleSpec();
    spec.id = "mine";
    CHECK_OK(createRunFolder(folder.path(), spec));
    CHECK(!createRunFolder(folder.path(), spec));
}

TEST(bad_specs_are_refused_in_a_sentence) {
    const Json good = toJson(sampleSpec());
    const auto refused = [&good](const char* key, const Json& value) {
        Json bad = good;
        bad[key] = value;
        const auto read = runSpecFromJson(bad, "spec.json");
        return !read && read.error().code == ErrorCode::InvalidInput &&
               read.error().message.find("spec.json") != std::string::npos;
    };
    CHECK_OK(runSpecFromJson(good, "spec.json"));
    CHECK(refused("version", 2));
    CHECK(refused("version", "1"));
    CHECK(refused("kind", "dance"));
    CHECK(refused("kind", 3));
    CHECK(refused("params", Json::array()));
    CHECK(refused("title", 5));
    CHECK(!runSpecFromJson(Json::array(), "spec.json"));
}

TEST(results_come_back_and_bad_ones_are_refused) {
    RunResult result;
    result.state = RunState::Stopped;
    result.message = "Stopped.";
    result.hint = "Resume.";
    result.exitCode = 4;
    result.finishedAt = "2026-07-26T09:30:12Z";
    result.values = {{"accuracy", 0.5}};
    const auto back = runResultFromJson(toJson(result), "x");
    CHECK_OK(back);
    CHECK(toJson(*back) == toJson(result));
    for (const char* state : {"running", "waiting", "lost", "wonderful"}) {
        Json bad = toJson(result);
        bad["state"] = state;
        CHECK(!runResultFromJson(bad, "x"));
    }
}

TEST(states_follow_from_the_files) {
    const TemporaryFolder folder;
    const auto run = createRunFolder(folder.path(), sampleSpec());
    CHECK_OK(run);
    const RunPaths paths(*run);
    CHECK_OK(writeFileAtomically(paths.worker(), R"({"pid":1,"start_ticks":1,"host":"h"})"));
    CHECK(readRunState(*run) == RunState::Lost);
    for (const auto state : {RunState::Finished, RunState::Failed, RunState::Stopped}) {
        RunResult result;
        result.state = state;
        CHECK_OK(writeJsonFile(paths.result(), toJson(result)));
        CHECK(readRunState(*run) == state);
    }
    CHECK_OK(writeFileAtomically(paths.result(), "{"));
    CHECK(readRunState(*run) == RunState::Lost);
}

TEST(a_worker_that_lost_a_file_says_which) {
    const TemporaryFolder folder;
    const auto run = createRunFolder(folder.path(), sampleSpec());
    CHECK_OK(run);
    const RunPaths paths(*run);
    CHECK_EQ(lastWordsOf(paths), "");
    const std::string words = "saferscope: /data/m\xff.safetensors changed while it was read: it was cut short.\n";
    const std::string advice = "  Start it again with the whole file.\n";
    CHECK_OK(writeFileAtomically(paths.log(), std::string(10'000, 'x') + "\n" + words + advice));
    CHECK_EQ(lossSentence(paths),
             "The worker ended without a result: /data/m\xef\xbf\xbd.safetensors changed while it was read: it was cut "
             "short.");
    CHECK_OK(writeFileAtomically(paths.log(), words));
    CHECK(!lastWordsOf(paths).empty());
    for (const std::string& other : {words + advice + "Epoch 1\n", "other: a changed while it was read: b\n" + advice,
                                     std::string("changed while it was read: "), words.substr(0, 30)}) {
        CHECK_OK(writeFileAtomically(paths.log(), other));
        CHECK_EQ(lossSentence(paths), "The worker ended without a result: it was killed or it crashed.");
    }
    std::filesystem::remove(paths.log());
    std::filesystem::create_symlink(paths.spec(), paths.log());
    CHECK_EQ(lastWordsOf(paths), "");
}

TEST(params_come_back_and_relative_paths_are_refused) {
    TrainRewardModelParams training;
    training.data = "/d/pairs.jsonl";
    training.freshModel = {{"hidden_size", 64}};
    training.vocabularySize = 777;
    training.maxTokens = 99;
    training.config = {{"epochs", 2}};
    const auto back = trainRewardModelParamsFromJson(toJson(training));
    CHECK_OK(back);
    CHECK(toJson(*back) == toJson(training));
    BuildIndexParams index;
    index.data = "/d";
    index.model = "/m";
    index.sae = "/s";
    index.datasetName = "hh";
    CHECK(toJson(*buildIndexParamsFromJson(toJson(index))) == toJson(index));
    EvaluateParams evaluate;
    evaluate.data = "/d";
    evaluate.model = "/m";
    CHECK(toJson(*evaluateParamsFromJson(toJson(evaluate))) == toJson(evaluate));
    TrainSaeParams sae;
    sae.data = "/d";
    sae.model = "/m";
    sae.config = {{"k", 4}};
    CHECK(toJson(*trainSaeParamsFromJson(toJson(sae))) == toJson(sae));
    CHECK(!toJson(sae).contains("stage1_texts"));  // specs of runs on pairs alone are what they were
    CHECK(trainSaeParamsFromJson({{"data", "/d"}, {"model", "/m"}})->stage1Texts.empty());
    sae.stage1Texts = {"/web.jsonl", "/b.txt"};
    sae.stage1TextMember = "body";
    sae.stage1TextWindow = 64;
    sae.stage1SkipBad = true;
    const auto onTexts = trainSaeParamsFromJson(toJson(sae));
    CHECK_OK(onTexts);
    CHECK(onTexts->stage1Texts == sae.stage1Texts);
    CHECK_EQ(onTexts->stage1TextMember, "body");
    CHECK_EQ(onTexts->stage1TextWindow, 64);
    CHECK(onTexts->stage1SkipBad);
    for (const Json& broken : {Json("web.jsonl"), Json{"web.jsonl"}, Json{3}}) {
        Json json = toJson(sae);
        json["stage1_texts"] = broken;
        CHECK(!trainSaeParamsFromJson(json));
    }

    sae.model = "m";
    CHECK(!trainSaeParamsFromJson(toJson(sae)));
    sae.model.clear();
    CHECK(!trainSaeParamsFromJson(toJson(sae)));
    Json negative = toJson(training);
    negative["max_tokens"] = -1;
    CHECK(!trainRewardModelParamsFromJson(negative));
    negative["max_tokens"] = "many";
    CHECK(!trainRewardModelParamsFromJson(negative));
    CHECK(!evaluateParamsFromJson(Json::array()));
}

TEST(each_kind_of_error_has_its_exit_code) {
    CHECK_EQ(exitCodeOf(ErrorCode::Failed), 1);
    CHECK_EQ(exitCodeOf(ErrorCode::Io), 1);
    CHECK_EQ(exitCodeOf(ErrorCode::Usage), 2);
    CHECK_EQ(exitCodeOf(ErrorCode::InvalidInput), 3);
    CHECK_EQ(exitCodeOf(ErrorCode::NotFound), 3);
    CHECK_EQ(exitCodeOf(ErrorCode::Interrupted), 4);
    CHECK_EQ(exitCodeOf(ErrorCode::OutOfMemory), 5);
}

TEST(exceptions_become_sentences_without_stack_traces) {
    const auto plain = errorFromException(std::runtime_error("shapes differ\nException raised from f\nframe #0: g"));
    CHECK(plain.code == ErrorCode::Failed);
    CHECK(plain.message.ends_with("shapes differ"));
    CHECK(errorFromException(std::bad_alloc()).code == ErrorCode::OutOfMemory);
    const auto torch =
        errorFromException(std::runtime_error("[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't "
                                              "allocate memory: you tried to allocate 8 bytes.\nframe"));
    CHECK(torch.code == ErrorCode::OutOfMemory);
    CHECK(torch.message.find("enforce") == std::string::npos);
    CHECK(!torch.hint.empty());
    CHECK(errorFromException(std::runtime_error("CUDA out of memory. Tried")).code == ErrorCode::OutOfMemory);
}
