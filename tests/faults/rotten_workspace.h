// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/experiments/manifest.h"
#include "core/storage/adoption_store.h"
#include "core/storage/artifact_store.h"
#include "core/storage/dataset_store.h"
#include "core/storage/document_store.h"
#include "core/storage/evaluation_store.h"
#include "core/storage/manifest_store.h"
#include "core/storage/rating_store.h"
#include "core/storage/settings_store.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/pair_lists.h"
#include "core/workspace/workspace.h"
#include "tests/data/rating_examples.h"
#include "tests/support/check.h"
#include "tests/workspace/workspace_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fstream>

namespace saferscope::check {

inline std::string fileBytes(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// Every second pair has meta data; what is stored of the others is "{}".
inline std::filesystem::path writePairsWithMeta(const std::filesystem::path& path, int count, const std::string& word) {
    std::string text;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        text += R"({"id":"p)" + number + R"(","subset":"s","prompt":[{"role":"user","content":"Question )" + number +
                R"("}],"chosen":"\u00fc \u2028 )" + word + R"(","rejected":"no","meta":)" +
                (i % 2 == 0 ? R"({"label":)" + number + R"(,"by":["a","b"]})" : "{}") + "}\n";
    }
    writeFile(path, text);
    return path;
}

/// A workspace with rows in every table: two data sets, `ratings` ratings, a rating run whose file is still there.
inline void makeFullWorkspace(const std::filesystem::path& folder, int pairs, int ratings) {
    auto workspace = makeWorkspace(folder);
    for (const char* name : {"train", "test"}) {
        const auto file = writePairsWithMeta(folder.parent_path() / (std::string(name) + ".jsonl"), pairs, name);
        CHECK_OK(workspace->importPairs(file, name, {}));
    }
    Random random(7);
    const auto log = randomLog(random, ratings);
    CHECK_OK(workspace->mergeRatings(log));
    CHECK_OK(workspace->addRater("ann"));
    WorkspaceSettings settings;
    settings.maxTokens = 777;
    CHECK_OK(workspace->setSettings(settings));
    PairList list;
    list.name = "mine";
    PreferencePair pair;
    pair.id = "a";
    pair.prompt = {{"user", "Hello?"}};
    pair.chosen = "yes";
    pair.rejected = "no";
    list.pairs = {pair};
    CHECK_OK(savePairList(*workspace, list, false));
    FeatureSet set;
    set.name = "strong";
    set.saeHash = "sae";
    set.createdAt = "2026-07-26T09:30:12Z";
    set.members = {{FeatureId(3), 0.5, true}, {FeatureId(9), 0.25, false}};
    CHECK_OK(workspace->saveFeatureSet(set, false));
    writeModelFiles(folder / "models" / "rm", "weights of the model");
    auto database = Database::open(folder / "workspace.db");
    CHECK_OK(database);
    auto transaction = Transaction::begin(*database);
    CHECK_OK(transaction);
    const auto hash = hashArtifactFiles(ArtifactKind::Model, folder / "models" / "rm");
    CHECK_OK(hash);
    ArtifactRow model;
    model.kind = "model";
    model.name = "rm";
    model.path = "models/rm";
    model.contentHash = *hash;
    model.runId = "20260726-093012-aaaa-train-rm";
    model.createdAt = "2026-07-26T09:30:12Z";
    model.reported = {{"accuracy", 0.75}};
    model.fingerprint = fingerprintOf(ArtifactKind::Model, folder / "models" / "rm", *hash);
    CHECK_OK(putArtifact(*transaction, model));
    DatasetManifest manifest;
    manifest.plan.request.datasetName = "train";
    manifest.plan.pairs = static_cast<std::uint64_t>(pairs);
    manifest.plan.ranked = 2;
    manifest.plan.entries = {{"p1", 1, 0.5, "strong on feature 3"}};
    CHECK_OK(putDatasetManifest(*transaction, DatasetId(1), dumpJson(toJson(manifest))));
    EvaluationRow evaluation;
    evaluation.runId = "20260726-093012-bbbb-evaluate";
    evaluation.modelName = "rm";
    evaluation.modelHash = *hash;
    evaluation.datasetName = "test";
    evaluation.createdAt = "2026-07-26T09:31:12Z";
    evaluation.result = {{"accuracy", 0.6875}, {"sections", {{{"name", "all"}, {"pairs", 400}}}}};
    CHECK_OK(addEvaluation(*transaction, evaluation));
    CHECK_OK(putAdoption(*transaction, {model.runId, "model", "rm", AdoptionState::Done, "2026-07-26T09:30:13Z"}));
    CHECK_OK(putRatingSource(*transaction, "20260726-093012-cccc-rate", {5, 6}));
    CHECK_OK(transaction->commit());
}

/// Every column of every table and the numbers of the rows, read without our code; empty where it cannot be read. Only
/// the number of an evaluation is left out: nothing names it, no index repeats it, and it only says which came first.
inline std::string rawContents(const std::filesystem::path& path) {
    static constexpr const char* queries[] = {
        "SELECT * FROM setting NOT INDEXED ORDER BY key",
        "SELECT * FROM dataset NOT INDEXED ORDER BY id",
        "SELECT * FROM pair NOT INDEXED ORDER BY id",
        "SELECT * FROM artifact NOT INDEXED ORDER BY id",
        "SELECT * FROM adoption NOT INDEXED ORDER BY run_id",
        "SELECT run_id, model_name, model_hash, dataset_name, dataset_hash, created_at, result, hash "
        "FROM evaluation NOT INDEXED ORDER BY id",
        "SELECT * FROM rating_event NOT INDEXED ORDER BY position",
        "SELECT * FROM rater NOT INDEXED ORDER BY position",
        "SELECT * FROM feature_set NOT INDEXED ORDER BY name",
        "SELECT * FROM rating_source NOT INDEXED ORDER BY run_id",
        "SELECT * FROM dataset_manifest NOT INDEXED ORDER BY dataset_id",
        "SELECT * FROM document NOT INDEXED ORDER BY kind, name"};
    std::string text;
    try {
        SQLite::Database raw(path.string(), SQLite::OPEN_READONLY);
        for (const char* sql : queries) {
            SQLite::Statement query(raw, sql);
            while (query.executeStep()) {
                for (int i = 0; i < query.getColumnCount(); ++i) {
                    text += std::to_string(query.getColumn(i).getType()) + query.getColumn(i).getString() + "\x1f";
                }
                text += "\n";
            }
            text += "\x1e";
        }
    } catch (const SQLite::Exception&) {
        return {};
    }
    return text;
}

/// The bit is given back, so that a caller can say which it was.
inline std::size_t flipBit(std::string& bytes, Random& random) {
    const auto place = static_cast<std::size_t>(random.below(bytes.size()));
    bytes[place] = static_cast<char>(bytes[place] ^ (1 << random.below(8)));
    return place;
}

}  // namespace saferscope::check
