// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/adoption_store.h"
#include "core/storage/artifact_store.h"
#include "core/storage/dataset_store.h"
#include "core/storage/evaluation_store.h"
#include "core/storage/pair_staging.h"
#include "tests/support/check.h"

using namespace saferscope;
using check::TemporaryFolder;

namespace {

PreferencePair pairNumber(int number) {
    PreferencePair pair;
    pair.id = "p" + std::to_string(number);
    pair.subset = "s";
    pair.split = number % 2 == 0 ? "train" : "";
    pair.prompt = {{"system", "be\nbrief"}, {"user", std::string("nul\0quote\" 🌷 \u2028", 19)}};
    pair.chosen = std::string("a\0b", 3) + std::to_string(number);
    pair.rejected = "";
    pair.meta = R"({"b":1,"a":1.50})";
    return pair;
}

DatasetId addPairs(Database& database, const std::string& name, int count) {
    auto staging = PairStaging::create(database);
    CHECK_OK(staging);
    for (int i = 0; i < count; ++i) {
        CHECK_OK(staging->add(pairNumber(i)));
    }
    CHECK_OK(staging->close());
    auto transaction = Transaction::begin(database);
    CHECK_OK(transaction);
    DatasetRow row;
    row.name = name;
    row.importedAt = "2026-07-26T00:00:00Z";
    row.contentHash = "hash-" + name;
    row.pairs = static_cast<std::uint64_t>(count);
    row.skipped = 3;
    const auto id = addDataset(*transaction, row);
    CHECK_OK(id);
    CHECK_OK(staging->moveTo(*transaction, *id));
    CHECK_OK(transaction->commit());
    return *id;
}

}  // namespace

TEST(pairs_come_back_as_they_went_in) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    const auto first = addPairs(*database, "one", 50);
    const auto second = addPairs(*database, "two", 2);
    CHECK(first != second);
    int seen = 0;
    CHECK_OK(visitPairs(*database, first, [&](PreferencePair&& pair) -> Status {
        CHECK(pair == pairNumber(seen));
        ++seen;
        return {};
    }));
    CHECK_EQ(seen, 50);
    CHECK(**findPair(*database, first, "p7") == pairNumber(7));
    CHECK(!findPair(*database, second, "p7")->has_value());
    const auto stopped =
        visitPairs(*database, first, [](PreferencePair&&) -> Status { return fail(ErrorCode::Interrupted, "enough"); });
    CHECK_EQ(stopped.error().message, "enough");

    const auto rows = readDatasets(*database);
    CHECK_EQ(rows->size(), 2u);
    CHECK_EQ(rows->at(0).contentHash, "hash-one");
    CHECK_EQ(rows->at(0).skipped, 3u);
    CHECK(*hasDatasetWithHash(*database, "hash-two"));
    {
        auto transaction = Transaction::begin(*database);
        CHECK_OK(transaction);
        CHECK_OK(deleteDataset(*transaction, "one"));
        CHECK(deleteDataset(*transaction, "one").error().code == ErrorCode::NotFound);
        CHECK_OK(transaction->commit());
    }
    seen = 0;
    CHECK_OK(visitPairs(*database, first, [&](PreferencePair&&) -> Status {
        ++seen;
        return {};
    }));
    CHECK_EQ(seen, 0);  // its pairs went with it
    CHECK(**findPair(*database, second, "p1") == pairNumber(1));
    const auto third = addPairs(*database, "one", 1);
    CHECK(third.value() > second.value());  // ids are not used again
    CHECK_OK(database->verify());
}

TEST(a_pair_id_is_unique_in_its_data_set) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    auto staging = PairStaging::create(*database);
    CHECK_OK(staging);
    CHECK_OK(staging->add(pairNumber(1)));
    CHECK_OK(staging->add(pairNumber(1)));
    CHECK_OK(staging->close());
    auto transaction = Transaction::begin(*database);
    CHECK_OK(transaction);
    DatasetRow row;
    row.name = "twice";
    const auto id = addDataset(*transaction, row);
    CHECK_OK(id);
    CHECK(staging->moveTo(*transaction, *id).error().code == ErrorCode::InvalidInput);
}

TEST(staging_locks_nobody_out) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "workspace.db";
    auto database = Database::create(path);
    auto other = Database::open(path);
    CHECK_OK(database);
    CHECK_OK(other);
    auto staging = PairStaging::create(*database);
    CHECK_OK(staging);
    PreferencePair large = pairNumber(1);
    large.chosen = std::string(100'000, 'x');
    for (int i = 0; i < 200; ++i) {  // far more than the page cache holds
        large.id = std::to_string(i);
        CHECK_OK(staging->add(large));
    }
    addPairs(*other, "meanwhile", 3);  // would wait 10 s and fail if the staging held a lock
    CHECK_OK(staging->close());
    auto transaction = Transaction::begin(*database);
    CHECK_OK(transaction);
    DatasetRow row;
    row.name = "large";
    const auto id = addDataset(*transaction, row);
    const auto stopped = staging->moveTo(*transaction, *id, [](std::uint64_t) { return false; });
    CHECK(stopped.error().code == ErrorCode::Interrupted);
}

TEST(artifacts_keep_their_json_and_replace_their_namesake) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    auto transaction = Transaction::begin(*database);
    CHECK_OK(transaction);
    ArtifactRow row;
    row.kind = "model";
    row.name = "rm";
    row.path = "models/rm";
    row.contentHash = "h1";
    row.inputs = {{"dataset", "d"}};
    row.reported = {{"accuracy", 0.75}};
    row.fingerprint = {{"files", {{"a", {1, 2}}}}};
    const auto first = putArtifact(*transaction, row);
    CHECK_OK(first);
    row.contentHash = "h2";
    const auto second = putArtifact(*transaction, row);
    CHECK_OK(second);
    row.name = "other";
    CHECK_OK(putArtifact(*transaction, row));
    CHECK_OK(setArtifactFingerprint(*transaction, *second, {{"files", Json::object()}}));
    row.kind = "nonsense";
    CHECK(!putArtifact(*transaction, row));
    CHECK_OK(transaction->commit());
    const auto models = readArtifacts(*database, "model");
    CHECK_EQ(models->size(), 2u);
    CHECK_EQ(models->at(0).name, "other");  // newest first
    CHECK_EQ(models->at(1).contentHash, "h2");
    CHECK(models->at(1).reported == row.reported);
    CHECK_EQ((**findArtifact(*database, "model", "rm")).fingerprint.at("files").size(), 0u);
    CHECK_EQ(findArtifactsByHash(*database, "model", "h2")->size(), 2u);
    CHECK_EQ(findArtifactsByHash(*database, "sae", "h2")->size(), 0u);
    CHECK(!findArtifact(*database, "model", "absent")->has_value());
}

TEST(evaluations_and_adoptions_come_back) {
    const TemporaryFolder folder;
    auto database = Database::create(folder.path() / "workspace.db");
    CHECK_OK(database);
    {
        auto transaction = Transaction::begin(*database);
        CHECK_OK(transaction);
        for (const char* name : {"a", "b"}) {
            EvaluationRow row;
            row.modelName = name;
            row.result = {{"accuracy", 0.5}};
            CHECK_OK(addEvaluation(*transaction, row));
            CHECK_OK(putAdoption(*transaction, {name, "model", "m", AdoptionState::Moving, "t"}));
        }
        CHECK_OK(putAdoption(*transaction, {"b", "model", "m", AdoptionState::Done, "t"}));
        CHECK_OK(transaction->commit());
    }
    const auto evaluations = readEvaluations(*database);
    CHECK_EQ(evaluations->size(), 2u);
    CHECK_EQ(evaluations->at(0).modelName, "b");
    CHECK_EQ(evaluations->at(0).result.at("accuracy").get<double>(), 0.5);
    const auto adoptions = readAdoptions(*database);
    CHECK(adoptions->at("a").state == AdoptionState::Moving);
    CHECK(adoptions->at("b").state == AdoptionState::Done);
}
