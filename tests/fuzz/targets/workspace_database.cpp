// SPDX-License-Identifier: GPL-3.0-or-later
// workspace.db of a stranger: opened, brought up to date, every table read, rated in. Input: a byte for what is done,
// then the file.
#include "core/storage/adoption_store.h"
#include "core/storage/artifact_store.h"
#include "core/storage/dataset_store.h"
#include "core/storage/document_store.h"
#include "core/storage/evaluation_store.h"
#include "core/storage/manifest_store.h"
#include "core/storage/rating_store.h"
#include "core/storage/settings_store.h"
#include "core/workspace/kept_results.h"
#include "core/workspace/pair_lists.h"
#include "core/workspace/steering_profiles.h"
#include "core/workspace/workspace.h"
#include "tests/fuzz/fuzz_target.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace saferscope;
using namespace saferscope::fuzz;
namespace fs = std::filesystem;

namespace {

const std::string saeHash(64, 'a');

RatingEvent anEvent() {
    RatingEvent event;
    event.saeHash = saeHash;
    event.feature = FeatureId(3);
    event.rater = "Ada";
    event.score = 4;
    return event;
}

std::string soundWorkspace() {
    const fs::path folder = scratchFolder() / "sound";
    {
        auto workspace = Workspace::create(folder);
        MUST(workspace.has_value());
        const std::string lines =
            R"({"id":"a","subset":"s","prompt":[{"role":"user","content":"q"}],"chosen":"x","rejected":"y"})"
            "\n"
            R"({"id":"b","subset":"s","prompt":[{"role":"user","content":"q"}],"chosen":"x","rejected":"z"})";
        MUST((*workspace)->importPairs(scratchFile("pairs.jsonl", lines), "train", {}).has_value());
        MUST((*workspace)->appendRating(anEvent()).has_value());
        MUST((*workspace)->addRater("Bob").has_value());
        FeatureSet set;
        set.name = "strong";
        set.saeHash = saeHash;
        set.scope = "all-tokens";
        set.measure = "contrast";
        set.createdAt = "2026-07-26T09:30:12Z";
        set.members = {{FeatureId(3), 0.5, false}};
        MUST((*workspace)->saveFeatureSet(set, false).has_value());
        MUST(savePairList(**workspace, {"list", "", {{"id", "s", "", {{"user", "q"}}, "a", "b", "{}"}}}, false)
                 .has_value());
        MUST((*workspace)->setSettings({}).has_value());
    }
    {
        SQLite::Database database((folder / "workspace.db").string(), SQLite::OPEN_READWRITE);
        database.exec("PRAGMA page_size=512");  // an eighth of the bytes to change
        database.exec("VACUUM");
    }
    return contentsOf(folder / "workspace.db");
}

std::vector<std::string> seeds() {
    const std::string sound = soundWorkspace();
    return {chosen(0, sound), chosen(1, sound)};
}

void readStores(const Database& database) {
    static_cast<void>(readSettings(database));
    static_cast<void>(readAdoptions(database));
    if (const auto datasets = readDatasets(database)) {
        for (const DatasetRow& row : *datasets) {
            static_cast<void>(visitPairs(database, row.id, [](PreferencePair&&) -> Status { return {}; }));
            static_cast<void>(findDatasetManifest(database, row.id));
        }
    }
    for (const char* kind : {"model", "sae", "index"}) {
        static_cast<void>(readArtifacts(database, kind));
    }
    static_cast<void>(readEvaluations(database));
    static_cast<void>(readFeatureSets(database));
    static_cast<void>(readRatingSources(database));
    for (const char* kind : {"steering-profile", "causal-result", "pair-list", "playground-draft"}) {
        static_cast<void>(readDocuments(database, kind));
    }
    if (const auto log = readRatings(database, {})) {
        for (const RatingEvent& event : log->events) {
            MUST(checkRatingEvent(event, "the event").has_value());
        }
        std::int64_t position = 0;
        static_cast<void>(readRatingsAfter(database, position, 100));
    }
    static_cast<void>(readRatersOfLog(database));
    static_cast<void>(database.verify());
}

void useWorkspace(const fs::path& folder) {
    const auto workspace = Workspace::open(folder);
    if (!workspace) {
        MUST_BE_A_SENTENCE(workspace.error());
        return;
    }
    static_cast<void>((*workspace)->settings());
    for (const Dataset& dataset : (*workspace)->datasets()) {
        static_cast<void>((*workspace)->loadPairs(dataset));
        static_cast<void>((*workspace)->manifest(dataset));
    }
    for (const auto kind : {ArtifactKind::Model, ArtifactKind::Sae, ArtifactKind::Index}) {
        for (const Artifact& artifact : (*workspace)->artifacts(kind)) {
            static_cast<void>((*workspace)->freshness(artifact));
        }
    }
    static_cast<void>((*workspace)->evaluations());
    static_cast<void>((*workspace)->featureSets());
    static_cast<void>((*workspace)->raters());
    static_cast<void>(steeringProfiles(**workspace));
    static_cast<void>(keptResults(**workspace));
    for (const std::string& name : pairListNames(**workspace)) {
        static_cast<void>(pairList(**workspace, name));
    }
    // A rating that was acknowledged is there, whatever else the file holds.
    if (const auto event = (*workspace)->appendRating(anEvent())) {
        const auto log = (*workspace)->ratings(saeHash);
        if (log) {
            bool found = false;
            for (const RatingEvent& one : *log) {
                found = found || one == *event;
            }
            MUST(found);
        }
    } else {
        MUST_BE_A_SENTENCE(event.error());
    }
}

}  // namespace

FUZZ_TARGET(workspace_database, seeds) {
    static const fs::path folder = [] {
        fs::create_directory(scratchFolder() / "workspace");
        return scratchFolder() / "workspace";
    }();
    Input parts(input);
    const std::size_t what = parts.choice(2);
    const fs::path file = scratchFile("workspace/workspace.db", parts.rest());
    std::error_code error;
    fs::remove(folder / "workspace.db-journal", error);
    fs::remove(folder / "workspace.db-wal", error);
    fs::remove(folder / "workspace.db-shm", error);
    if (what == 1) {
        useWorkspace(folder);
        return;
    }
    const auto database = Database::open(file);
    if (!database) {
        MUST_BE_A_SENTENCE(database.error());
        return;
    }
    readStores(*database);
}
