// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/hash.h"
#include "core/experiments/apply.h"
#include "core/experiments/pair_change.h"
#include "tests/workspace/workspace_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fstream>
#include <zlib.h>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;
using check::writePairs;

namespace {

int rows(const Workspace& workspace, const std::string& table) {
    SQLite::Database raw((workspace.folder() / "workspace.db").string());
    return raw.execAndGet("SELECT count(*) FROM " + table).getInt();
}

ExperimentPlan planOf(const Workspace& workspace, const std::string& name, ExperimentMode mode, double ratio) {
    const auto dataset = workspace.dataset(name);
    CHECK_OK(dataset);
    const auto pairs = workspace.loadPairs(*dataset);
    CHECK_OK(pairs);
    std::vector<PairSignal> signals;
    for (std::size_t i = 0; i < pairs->size(); ++i) {
        PairSignal signal;
        signal.id = pairs->at(i).id;
        signal.position = i;
        signals.push_back(signal);
    }
    PlanRequest request;
    request.mode = mode;
    request.strategy = Strategy::Random;
    request.ratio = ratio;
    request.datasetName = name;
    request.datasetHash = dataset->contentHash;
    auto plan = planExperiment(request, signals);
    CHECK_OK(plan);
    return std::move(*plan);
}

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

void compress(const std::filesystem::path& from, const std::filesystem::path& to) {
    const std::string bytes = contents(from);
    gzFile file = gzopen(to.c_str(), "wb");
    gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
    gzclose(file);
}

}  // namespace

TEST(a_derived_data_set_is_made_with_its_manifest_and_the_original_stays) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(workspace->importPairs(writePairs(folder.path() / "a.jsonl", 50), "a", {}));
    const auto original = *workspace->dataset("a");
    const auto before = *workspace->loadPairs(original);
    CHECK(!*workspace->manifest(original));

    const auto plan = planOf(*workspace, "a", ExperimentMode::Poison, 0.1);
    const auto made = workspace->createDerivedDataset("a-poisoned", plan);
    CHECK_OK(made);
    CHECK_EQ(made->pairs, 50u);
    CHECK(made->contentHash != original.contentHash);
    CHECK_EQ(*sha256File(*workspace->exportForWorkers(*made)), made->contentHash);
    const auto manifest = workspace->manifest(*made);
    CHECK_OK(manifest);
    CHECK((**manifest).plan.entries == plan.entries);
    CHECK_EQ((**manifest).contentHash, made->contentHash);
    CHECK_EQ((**manifest).plan.request.datasetHash, original.contentHash);
    const auto after = *workspace->loadPairs(*made);
    std::size_t flipped = 0;
    for (std::size_t i = 0; i < after.size(); ++i) {
        flipped += changeNoted(after[i].meta).empty() ? 0 : 1;
        CHECK_EQ(after[i] == before[i], changeNoted(after[i].meta).empty());
    }
    CHECK_EQ(flipped, 5u);
    CHECK(*workspace->loadPairs(original) == before);
    CHECK_EQ(workspace->dataset("a")->contentHash, original.contentHash);

    const auto clean =
        workspace->createDerivedDataset("a-clean", planOf(*workspace, "a", ExperimentMode::Denoise, 0.2));
    CHECK_OK(clean);
    CHECK_EQ(clean->pairs, 40u);
    CHECK_EQ(rows(*workspace, "dataset_manifest"), 2);

    // Another process reads it too, and it goes with its data set.
    const auto again = Workspace::open(workspace->folder());
    CHECK_OK(again);
    CHECK((*again)->manifest(*(*again)->dataset("a-poisoned"))->has_value());
    CHECK_OK(workspace->removeDataset("a-poisoned"));
    CHECK_EQ(rows(*workspace, "dataset_manifest"), 1);
}

TEST(a_derived_data_set_is_made_whole_or_not_at_all) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(workspace->importPairs(writePairs(folder.path() / "a.jsonl", 50), "a", {}));
    const auto plan = planOf(*workspace, "a", ExperimentMode::Poison, 0.1);
    CHECK(workspace->createDerivedDataset("a", plan).error().code == ErrorCode::InvalidInput);
    CHECK(workspace->createDerivedDataset("a/b", plan).error().code == ErrorCode::Usage);
    std::stop_source stopped;
    stopped.request_stop();
    CHECK(workspace->createDerivedDataset("b", plan, {}, stopped.get_token()).error().code == ErrorCode::Interrupted);
    auto other = plan;
    other.request.datasetHash = std::string(64, '0');
    CHECK(workspace->createDerivedDataset("b", other).error().message.find("another state") != std::string::npos);
    other = plan;
    other.entries[0].id = "somebody";
    CHECK(!workspace->createDerivedDataset("b", other));
    other = plan;
    other.request.datasetName = "gone";
    CHECK(workspace->createDerivedDataset("b", other).error().code == ErrorCode::NotFound);
    other = plan;
    other.entries.clear();
    CHECK(!workspace->createDerivedDataset("b", other));
    CHECK_EQ(rows(*workspace, "dataset"), 1);
    CHECK_EQ(rows(*workspace, "pair"), 50);
    CHECK_EQ(rows(*workspace, "dataset_manifest"), 0);
    CHECK_OK(workspace->createDerivedDataset("b", plan));  // and the connection is still good
}

TEST(importing_a_data_set_that_was_changed_says_so) {
    const TemporaryFolder folder;
    const auto home = makeWorkspace(folder.path() / "home");
    CHECK_OK(home->importPairs(writePairs(folder.path() / "a.jsonl", 40), "a", {}));
    const auto plan = planOf(*home, "a", ExperimentMode::Poison, 0.25);
    const auto pairs = *home->loadPairs(*home->dataset("a"));
    const auto file = folder.path() / "sent.jsonl";
    const PairWalk walk = [&pairs](const std::function<Status(PreferencePair &&)>& visit) -> Status {
        for (PreferencePair pair : pairs) {
            if (auto visited = visit(std::move(pair)); !visited) {
                return visited;
            }
        }
        return {};
    };
    CHECK_OK(applyToFile(plan, walk, file, "1"));

    const auto other = makeWorkspace(folder.path() / "other");
    const auto summary = other->importPairs(file, "sent", {});
    CHECK_OK(summary);
    CHECK(summary->manifest.has_value());
    CHECK_EQ(summary->changedPairs, 10u);
    CHECK(summary->manifestProblem.empty());
    CHECK((*other->manifest(summary->dataset))->plan.entries == plan.entries);

    // Compressed by somebody: the manifest of the plain file still holds.
    compress(file, folder.path() / "sent.jsonl.gz");
    const auto elsewhere = makeWorkspace(folder.path() / "elsewhere");
    CHECK(elsewhere->importPairs(folder.path() / "sent.jsonl.gz", "gz", {})->manifest.has_value());

    // Without the paper the contents are known here, in a workspace that never saw them only by the pairs' own notes.
    std::filesystem::copy_file(file, folder.path() / "bare.jsonl");
    CHECK(other->importPairs(folder.path() / "bare.jsonl", "bare", {})->manifest.has_value());
    const auto stranger = makeWorkspace(folder.path() / "stranger");
    const auto bare = stranger->importPairs(folder.path() / "bare.jsonl", "bare", {});
    CHECK(!bare->manifest);
    CHECK_EQ(bare->changedPairs, 10u);
    CHECK(!*stranger->manifest(bare->dataset));

    // A manifest of other contents, or a broken one, is not believed, and the import goes on.
    std::ofstream(file, std::ios::app) << contents(folder.path() / "a.jsonl").replace(7, 2, "zz").substr(0, 110)
                                       << "\n";
    const auto edited = stranger->importPairs(file, "edited", {});
    CHECK_OK(edited);
    CHECK(!edited->manifest);
    CHECK(edited->manifestProblem.find("other contents") != std::string::npos);
    std::ofstream(manifestPathOf(file)) << "{}";
    const auto broken = stranger->importPairs(file, "broken", {});
    CHECK_OK(broken);
    CHECK(!broken->manifestProblem.empty());
}

TEST(a_damaged_manifest_is_an_error_and_not_an_absence) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(workspace->importPairs(writePairs(folder.path() / "a.jsonl", 20), "a", {}));
    const auto made = workspace->createDerivedDataset("b", planOf(*workspace, "a", ExperimentMode::Poison, 0.1));
    CHECK_OK(made);
    SQLite::Database((workspace->folder() / "workspace.db").string(), SQLite::OPEN_READWRITE)
        .exec("UPDATE dataset_manifest SET manifest = '{\"format\":1}'");
    CHECK(!workspace->manifest(*made));
    CHECK(workspace->dataset("b").has_value());
}
