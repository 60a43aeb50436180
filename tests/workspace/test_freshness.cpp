// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/index_context.h"
#include "tests/workspace/workspace_fixture.h"

#include <thread>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;
using check::writeFile;
using check::writeFinishedRun;
using check::writeModelFiles;

namespace {

// A workspace with pairs, a model outside, an SAE and an index made from them.
struct Pipeline {
    TemporaryFolder folder;
    std::unique_ptr<Workspace> workspace = makeWorkspace(folder.path() / "ws");
    std::filesystem::path model = folder.path() / "model";

    Pipeline() {
        CHECK_OK(workspace->importPairs(check::writePairs(folder.path() / "a.jsonl", 4), "pairs", {}));
        writeModelFiles(model, "weights");
        const auto added = workspace->addReference(ArtifactKind::Model, model, "rm");
        CHECK_OK(added);
        const std::string data = workspace->dataset("pairs")->contentHash;
        const auto sae = writeFinishedRun(*workspace, "s", JobKind::TrainSae, {{"output_name", "sae"}},
                                          {{"model", added->contentHash}, {"dataset", data}}, Json::object());
        writeFile(sae / "output" / "sae.safetensors", "sae weights");
        const std::string saeHash = *folderContentHash(sae / "output");
        const auto index = writeFinishedRun(*workspace, "i", JobKind::BuildIndex, {{"output_name", "index"}},
                                            {{"model", added->contentHash}, {"sae", saeHash}, {"dataset", data}},
                                            {{"content_hash", "index-hash"}});
        writeFile(index / "output" / "index.json", "{}");
        writeFile(index / "output" / "tables.bin", "x");
        CHECK_EQ(workspace->adoptFinishedRuns()->size(), 2u);
        CHECK(of(ArtifactKind::Index).fresh);
        CHECK(of(ArtifactKind::Sae).fresh);
        CHECK(of(ArtifactKind::Model).fresh);
    }

    Freshness of(ArtifactKind kind) const { return workspace->freshness(*workspace->newestArtifact(kind)); }
};

bool says(const Freshness& freshness, const std::string& words) {
    return !freshness.fresh && freshness.reason.find(words) != std::string::npos;
}

void touch(const std::filesystem::path& path) {
    std::filesystem::last_write_time(path, std::filesystem::last_write_time(path) + std::chrono::hours(1));
}

}  // namespace

TEST(a_model_changed_on_disk_makes_what_follows_stale) {
    const Pipeline pipeline;
    writeFile(pipeline.model / "model.safetensors", "longer weights");
    CHECK(says(pipeline.of(ArtifactKind::Model), "changed after it was recorded"));
    CHECK(says(pipeline.of(ArtifactKind::Sae), "The reward model changed after this SAE was made."));
    CHECK(says(pipeline.of(ArtifactKind::Index), "The reward model changed after this feature index was made."));
    // Recorded anew, the model is current, the rest still comes from the old one.
    CHECK_OK(pipeline.workspace->addReference(ArtifactKind::Model, pipeline.model, "rm"));
    CHECK(pipeline.of(ArtifactKind::Model).fresh);
    CHECK(says(pipeline.of(ArtifactKind::Index), "was replaced or removed"));
    // And when the old contents come back, so does the rest.
    writeFile(pipeline.model / "model.safetensors", "weights");
    CHECK_OK(pipeline.workspace->addReference(ArtifactKind::Model, pipeline.model, "rm"));
    CHECK(pipeline.of(ArtifactKind::Index).fresh);
}

TEST(other_times_alone_change_nothing_but_other_bytes_do) {
    const Pipeline pipeline;
    const auto sae = pipeline.workspace->folder() / "saes" / "sae" / "sae.safetensors";
    touch(sae);  // as after copying a workspace
    touch(pipeline.model / "model.safetensors");
    touch(pipeline.workspace->folder() / "indexes" / "index" / "tables.bin");
    for (int i = 0; i < 2; ++i) {
        CHECK(pipeline.of(ArtifactKind::Sae).fresh);
        CHECK(pipeline.of(ArtifactKind::Index).fresh);
    }
    writeFile(sae, "SAE weights");  // same size
    touch(sae);
    CHECK(says(pipeline.of(ArtifactKind::Sae), "changed after it was recorded"));
    CHECK(says(pipeline.of(ArtifactKind::Index), "The SAE changed after this feature index was made."));
}

TEST(missing_files_and_data_sets_are_said) {
    const Pipeline pipeline;
    const auto index = *pipeline.workspace->newestArtifact(ArtifactKind::Index);
    CHECK_OK(pipeline.workspace->removeDataset("pairs"));
    CHECK(says(pipeline.of(ArtifactKind::Index), "The data set that this feature index was made from"));
    CHECK_OK(pipeline.workspace->importPairs(pipeline.folder.path() / "a.jsonl", "again", {}));
    CHECK(pipeline.of(ArtifactKind::Index).fresh);  // the same pairs under another name
    std::filesystem::remove(index.path / "tables.bin");
    CHECK(says(pipeline.of(ArtifactKind::Index), "changed after it was recorded"));
    std::filesystem::remove_all(index.path);
    CHECK(says(pipeline.of(ArtifactKind::Index), "are gone"));
    Artifact unknown = index;
    unknown.name = "never recorded";
    CHECK(says(pipeline.workspace->freshness(unknown), "replaced or removed"));
}

TEST(each_of_several_data_sets_counts) {
    const Pipeline pipeline;
    auto& workspace = *pipeline.workspace;
    CHECK_OK(workspace.importPairs(check::writePairs(pipeline.folder.path() / "b.jsonl", 4, "more"), "more", {}));
    const auto run = writeFinishedRun(workspace, "m", JobKind::TrainRewardModel, Json::object(),
                                      {{"dataset pairs", workspace.dataset("pairs")->contentHash},
                                       {"dataset more", workspace.dataset("more")->contentHash}},
                                      Json::object());
    writeModelFiles(run / "output", "both");
    CHECK_EQ(workspace.adoptFinishedRuns()->size(), 1u);
    CHECK(pipeline.of(ArtifactKind::Model).fresh);
    CHECK_OK(workspace.removeDataset("more"));
    CHECK(says(pipeline.of(ArtifactKind::Model), "The data set that this reward model was made from"));
}

TEST(pairs_imported_after_the_last_index_wait_for_one) {
    const Pipeline pipeline;
    CHECK(!importedSinceIndex(*pipeline.workspace));
    std::this_thread::sleep_for(std::chrono::milliseconds(1100));  // times are kept in seconds
    CHECK_OK(pipeline.workspace->importPairs(check::writePairs(pipeline.folder.path() / "b.jsonl", 6), "mine", {}));
    const auto waiting = importedSinceIndex(*pipeline.workspace);
    CHECK(waiting && waiting->name == "mine");
    const Json inputs = {{"dataset", waiting->contentHash}};
    const auto index = writeFinishedRun(*pipeline.workspace, "i2", JobKind::BuildIndex, {{"output_name", "second"}},
                                        inputs, {{"content_hash", "other"}});
    writeFile(index / "output" / "index.json", "{}");
    CHECK_EQ(pipeline.workspace->adoptFinishedRuns()->size(), 1u);
    CHECK(!importedSinceIndex(*pipeline.workspace));
}
