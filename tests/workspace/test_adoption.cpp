// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/run_verdicts.h"
#include "tests/workspace/workspace_fixture.h"

#include <atomic>
#include <chrono>
#include <cstdio>
#include <thread>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;
using check::writeFinishedRun;
using check::writeModelFiles;

namespace {

using Ids = std::vector<std::string>;

}  // namespace

// A window reads the verdicts of a run that ended at the moment in which it, or another process, takes the run over.
TEST(verdicts_are_found_while_they_move) {
    const TemporaryFolder folder;
    const auto workspace = folder.path() / "ws";
    const auto run = workspace / "runs" / "r1";
    const auto kept = workspace / keptVerdictsOf("r1");
    VerdictFile file;
    for (int i = 0; i < 40; ++i) {
        file.pairs.push_back({"p" + std::to_string(i), "s", i * 0.5, 1.0});
    }
    std::filesystem::create_directories(run);
    std::filesystem::create_directories(kept.parent_path());
    CHECK_OK(writeVerdicts(run / verdictFileName, file));
    constexpr int rounds = 600;
    int moved = 0;
    for (int round = 0; round < rounds; ++round) {
        std::atomic<bool> ready = false;
        std::atomic<bool> go = false;
        std::atomic<bool> reading = true;
        bool during = false;
        std::thread mover([&] {
            ready = true;
            while (!go) {}
            const auto when = std::chrono::steady_clock::now() + std::chrono::nanoseconds(100 * (round % 500));
            while (std::chrono::steady_clock::now() < when) {}
            std::filesystem::rename(run / verdictFileName, kept);
            during = reading;
        });
        while (!ready) {}
        go = true;
        const auto verdicts = readRunVerdicts(workspace, run);
        reading = false;
        mover.join();
        CHECK_OK(verdicts);
        CHECK_EQ(verdicts->pairs.size(), file.pairs.size());
        moved += during ? 1 : 0;
        std::filesystem::rename(kept, run / verdictFileName);
    }
    std::printf("moved while they were read: %d of %d times\n", moved, rounds);
    CHECK(moved > 0);
    // What is damaged is said of the place where it is.
    check::writeFile(run / verdictFileName, "no verdicts\n");
    const auto damaged = readRunVerdicts(workspace, run);
    CHECK(!damaged && damaged.error().message.find((run / verdictFileName).string()) != std::string::npos);
    std::filesystem::remove(run / verdictFileName);
    const auto missing = readRunVerdicts(workspace, run);
    CHECK(!missing && missing.error().code == ErrorCode::NotFound);
    CHECK(missing.error().message.find(kept.string()) != std::string::npos);
}

TEST(what_finished_runs_made_is_taken_over_once) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(workspace->importPairs(check::writePairs(folder.path() / "a.jsonl", 4), "pairs", {}));
    const std::string data = workspace->dataset("pairs")->contentHash;

    const auto rm = writeFinishedRun(*workspace, "r1", JobKind::TrainRewardModel, Json::object(), {{"dataset", data}},
                                     {{"content_hash", "model-hash"}, {"evaluation", {{"accuracy", 0.75}}}});
    writeModelFiles(rm / "output", "weights");
    const auto sae =
        writeFinishedRun(*workspace, "r2", JobKind::TrainSae, {{"output_name", "first sae"}},
                         {{"model", "model-hash"}, {"dataset", data}}, {{"fvu", 0.1}}, "2026-07-26T11:00:00Z");
    check::writeFile(sae / "output" / "sae_config.json", "{}");
    check::writeFile(sae / "output" / "sae.safetensors", "s");
    const std::string saeHash = *folderContentHash(sae / "output");
    const auto index = writeFinishedRun(*workspace, "r3", JobKind::BuildIndex, Json::object(),
                                        {{"model", "model-hash"}, {"sae", saeHash}, {"dataset", data}},
                                        {{"content_hash", "index-hash"}}, "2026-07-26T12:00:00Z");
    check::writeFile(index / "output" / "index.json", "{}");
    check::writeFile(index / "output" / "shards" / "0", "x");
    writeFinishedRun(*workspace, "r4", JobKind::Evaluate, {{"dataset_name", "pairs"}},
                     {{"model", "model-hash"}, {"dataset", data}},
                     {{"evaluation", {{"accuracy", 0.5}, {"preset", {{"ties", "half"}}}}}}, "2026-07-26T13:00:00Z");
    // Not finished: left alone.
    RunSpec waiting;
    waiting.id = "r5";
    std::filesystem::create_directories(workspace->runsFolder() / "r5" / "output");
    CHECK_OK(writeJsonFile(workspace->runsFolder() / "r5" / "spec.json", toJson(waiting)));

    const auto adopted = workspace->adoptFinishedRuns();
    CHECK_OK(adopted);
    CHECK((*adopted == Ids{"r1", "r2", "r3", "r4"}));

    const auto model = workspace->artifact(ArtifactKind::Model, "rm-r1");
    CHECK_OK(model);
    CHECK(model->path == workspace->folder() / "models" / "rm-r1");
    CHECK(std::filesystem::exists(model->path / "model.safetensors"));
    CHECK(!std::filesystem::exists(rm / "output"));
    CHECK_EQ(model->contentHash, "model-hash");
    CHECK_EQ(model->runId, "r1");
    CHECK_EQ(model->createdAt, "2026-07-26T10:00:00Z");
    CHECK(model->inputs == (Json{{"dataset", data}}));
    CHECK_EQ(workspace->artifact(ArtifactKind::Sae, "first sae")->contentHash, saeHash);  // not reported: computed
    CHECK_EQ(workspace->artifact(ArtifactKind::Sae, "first sae")->values.at("fvu").get<double>(), 0.1);
    CHECK_EQ(workspace->newestArtifact(ArtifactKind::Index)->contentHash, "index-hash");
    CHECK(std::filesystem::exists(workspace->folder() / "indexes" / "index-r3" / "shards" / "0"));

    const auto evaluations = workspace->evaluations();
    CHECK_EQ(evaluations.size(), 2u);
    for (const auto& record : evaluations) {
        CHECK_EQ(record.modelName, "rm-r1");
        CHECK_EQ(record.modelHash, "model-hash");
        CHECK_EQ(record.datasetName, "pairs");
        CHECK_EQ(record.datasetHash, data);
    }
    CHECK_EQ(evaluations[0].result.at("accuracy").get<double>(), 0.5);  // newest first
    CHECK_EQ(evaluations[0].result.at("preset").at("ties").get<std::string>(), "half");

    for (int i = 0; i < 2; ++i) {
        CHECK(workspace->adoptFinishedRuns()->empty());
    }
    CHECK_EQ(workspace->evaluations().size(), 2u);
    CHECK_EQ(workspace->artifacts(ArtifactKind::Model).size(), 1u);
}

TEST(names_stay_unique_and_inside_the_workspace) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    writeModelFiles(workspace->folder() / "models" / "demo-2", "a folder that is in the way");
    const std::vector<std::string> wanted{"demo", "demo", "../../escape", ".hidden", "a/b", "demo"};
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const auto run = writeFinishedRun(*workspace, "r" + std::to_string(i), JobKind::TrainRewardModel,
                                          {{"output_name", wanted[i]}}, Json::object(), {{"content_hash", "h"}});
        writeModelFiles(run / "output", std::to_string(i));
    }
    CHECK_EQ(workspace->adoptFinishedRuns()->size(), wanted.size());
    std::vector<std::string> names;
    for (const auto& model : workspace->artifacts(ArtifactKind::Model)) {
        names.insert(names.begin(), model.name);
        CHECK(model.path == workspace->folder() / "models" / model.name);
        CHECK(std::filesystem::exists(model.path / "config.json"));
    }
    CHECK((names == std::vector<std::string>{"demo", "demo-3", "rm-r2", "rm-r3", "rm-r4", "demo-4"}));
}

TEST(runs_without_output_are_looked_at_once) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    writeFinishedRun(*workspace, "none", JobKind::TrainRewardModel, Json::object(), Json::object(), Json::object());
    const auto link =
        writeFinishedRun(*workspace, "link", JobKind::TrainRewardModel, Json::object(), Json::object(), Json::object());
    writeModelFiles(folder.path() / "elsewhere", "w");
    std::filesystem::create_directory_symlink(folder.path() / "elsewhere", link / "output");
    CHECK(workspace->adoptFinishedRuns()->empty());
    CHECK(workspace->artifacts(ArtifactKind::Model).empty());
    CHECK(std::filesystem::exists(folder.path() / "elsewhere" / "config.json"));
}
