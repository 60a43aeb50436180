// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/index_writer.h"
#include "tests/workspace/workspace_fixture.h"

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;

TEST(a_workspace_is_made_once_and_found_again) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    CHECK(!Workspace::isWorkspace(path));
    CHECK(Workspace::open(path).error().code == ErrorCode::NotFound);
    CHECK(!std::filesystem::exists(path));  // looking makes nothing
    { const auto workspace = makeWorkspace(path); }
    CHECK(Workspace::isWorkspace(path));
    CHECK(Workspace::create(path).error().code == ErrorCode::InvalidInput);
    for (const char* name : {"runs", "datasets", "models", "saes", "indexes"}) {
        CHECK(std::filesystem::is_directory(path / name));
    }
    std::filesystem::remove(path / "saes");
    const auto workspace = Workspace::open(path);
    CHECK_OK(workspace);
    CHECK(std::filesystem::is_directory(path / "saes"));
    CHECK((*workspace)->folder().is_absolute());
    CHECK((*workspace)->datasets().empty());
    CHECK((*workspace)->runs().empty());
    CHECK(!(*workspace)->newestArtifact(ArtifactKind::Model));
    const auto index = (*workspace)->openNewestIndex();
    CHECK(index.error().code == ErrorCode::NotFound);
    CHECK(!index.error().hint.empty());
}

TEST(a_workspace_in_a_place_that_cannot_be_written_is_refused) {
    const TemporaryFolder folder;
    check::writeFile(folder.path() / "file", "x");
    const auto made = Workspace::create(folder.path() / "file" / "ws");
    CHECK(!made);
    CHECK(made.error().code == ErrorCode::Io);
}

TEST(settings_survive_and_are_checked) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    {
        const auto workspace = makeWorkspace(path);
        CHECK_EQ(workspace->settings().dateString, "26 Jul 2024");
        CHECK_EQ(workspace->settings().maxTokens, 1024u);
        CHECK_EQ(workspace->settings().keptFeatures, 32u);
        CHECK_OK(workspace->setSettings({"1 Jan 2030", 333, 7}));
        CHECK(!workspace->setSettings({"x", 0, 7}));
    }
    const auto settings = (*Workspace::open(path))->settings();
    CHECK_EQ(settings.dateString, "1 Jan 2030");
    CHECK_EQ(settings.maxTokens, 333u);
    CHECK_EQ(settings.keptFeatures, 7u);
}

TEST(references_are_checked_and_kept_by_content) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    const auto model = folder.path() / "outside";
    CHECK(workspace->addReference(ArtifactKind::Model, model, "m").error().code == ErrorCode::NotFound);
    check::writeFile(model / "config.json", "{}");
    check::writeFile(model / "model.safetensors", "weights");
    const auto refused = workspace->addReference(ArtifactKind::Model, model, "m");
    CHECK(refused.error().message.find("has no tokenizer.json") != std::string::npos);
    check::writeFile(model / "tokenizer.json", "{}");
    CHECK(!workspace->addReference(ArtifactKind::Model, model, "../evil"));
    const auto added = workspace->addReference(ArtifactKind::Model, model, "m");
    CHECK_OK(added);
    CHECK_EQ(added->contentHash, *folderContentHash(model));
    CHECK(added->path == std::filesystem::canonical(model));
    CHECK(added->runId.empty());
    CHECK(workspace->freshness(*added).fresh);

    // The same folder again takes its new contents; another folder must not take over the name.
    check::writeFile(model / "model.safetensors", "other weights");
    const auto again = workspace->addReference(ArtifactKind::Model, model, "m");
    CHECK_OK(again);
    CHECK(again->contentHash != added->contentHash);
    CHECK_EQ(workspace->artifacts(ArtifactKind::Model).size(), 1u);
    check::writeModelFiles(folder.path() / "second", "w");
    CHECK(!workspace->addReference(ArtifactKind::Model, folder.path() / "second", "m"));
    CHECK_EQ(workspace->artifact(ArtifactKind::Model, "m")->contentHash, again->contentHash);
    CHECK(workspace->artifact(ArtifactKind::Model, "n").error().code == ErrorCode::NotFound);

    check::writeFile(folder.path() / "stage2.pt", "pickle");
    CHECK_OK(workspace->addReference(ArtifactKind::Sae, folder.path() / "stage2.pt", "file"));
    CHECK(!workspace->addReference(ArtifactKind::Sae, model, "no sae"));
    CHECK(!workspace->addReference(ArtifactKind::Index, model, "no index"));
}

TEST(the_newest_index_opens) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    const auto place = folder.path() / "index";
    IndexManifest manifest;
    manifest.features = 8;
    manifest.modelHash = "model hash";
    auto writer = IndexWriter::create(place, manifest);
    CHECK_OK(writer);
    IndexedPair pair;
    pair.id = "p0";
    pair.rewardChosen = 1.5f;
    for (auto& segment : pair.segments) {
        segment.text = "ab.";
        segment.tokens = {{1, 0, 2, false, true}, {2, 2, 3, true, true}};
        segment.latents = {{{FeatureId(3), 1.0f}}, {{FeatureId(5), 2.0f}}};
    }
    CHECK_OK(writer->add(pair));
    CHECK_OK(writer->finish());
    const auto added = workspace->addReference(ArtifactKind::Index, place, "idx");
    CHECK_OK(added);
    CHECK_EQ(added->inputs.at("model").get<std::string>(), "model hash");
    const auto index = workspace->openNewestIndex();
    CHECK_OK(index);
    CHECK_EQ((*index)->pairCount(), 1u);
    CHECK_EQ((*index)->pair(PairIndex(0)).rewardChosen, 1.5f);
}

TEST(runs_are_listed_newest_first_without_the_unreadable) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    for (const char* id : {"20260101-a", "20260103-c", "20260102-b"}) {
        RunSpec spec;
        spec.id = id;
        spec.createdAt = id;
        std::filesystem::create_directories(workspace->runsFolder() / id);
        CHECK_OK(writeJsonFile(workspace->runsFolder() / id / "spec.json", toJson(spec)));
    }
    check::writeFile(workspace->runsFolder() / "broken" / "spec.json", "{");
    check::writeFile(workspace->runsFolder() / "stray file", "x");
    std::filesystem::create_directories(workspace->runsFolder() / "empty");
    const auto runs = workspace->runs();
    CHECK_EQ(runs.size(), 3u);
    CHECK_EQ(runs[0].spec.id, "20260103-c");
    CHECK_EQ(runs[2].spec.id, "20260101-a");
    CHECK(runs[0].state == RunState::Waiting);
    CHECK(workspace->adoptFinishedRuns()->empty());
}
