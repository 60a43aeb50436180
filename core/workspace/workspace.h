// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/data/feature_set.h"
#include "core/data/pair_reader.h"
#include "core/data/rating.h"
#include "core/experiments/manifest.h"
#include "core/features/feature_index.h"
#include "core/jobs/run_state.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace saferscope {

/// Kinds of derived things a workspace keeps by content hash.
enum class ArtifactKind { Model, Sae, Index };
const char* artifactKindName(ArtifactKind kind);

struct Dataset {
    DatasetId id;
    std::string name;
    std::string sourcePath;
    std::string contentHash;  ///< of the pairs, in order
    std::uint64_t pairs = 0;
    std::uint64_t skipped = 0;  ///< records that import refused
    std::string importedAt;
};

/// A model, SAE or index: a folder inside the workspace or a reference to one outside.
struct Artifact {
    std::int64_t id = 0;
    ArtifactKind kind = ArtifactKind::Model;
    std::string name;
    std::filesystem::path path;  ///< absolute
    std::string contentHash;
    std::string runId;  ///< the run that made it; empty for references
    std::string createdAt;
    Json inputs = Json::object();  ///< names -> content hashes it was made from
    Json values = Json::object();  ///< numbers its run reported
};

/// Why something derived is not current any more.
struct Freshness {
    bool fresh = true;
    std::string reason;  ///< "The reward model changed after this index was built."
};

struct WorkspaceSettings {
    std::string dateString = "26 Jul 2024";
    std::uint32_t maxTokens = 1024;
    std::uint32_t keptFeatures = 32;           ///< size of the strongest set that scores use
    std::uint32_t candidateFeatures = 256;     ///< strongest features that judges and people are asked about
    std::string contrastMeasure = "contrast";  ///< what "strongest" means: "contrast", "normalised" or "effect"
    std::string judge = {};                    ///< whose ratings "LLM" means; empty = the one with most ratings
    /// RewardTrainingConfig of a sweep's models where nothing else is said; empty = as the index's model was trained.
    Json sweepTraining = Json::object();
};

/// What merging rating events did. Nothing is ever overwritten.
struct RatingMerge {
    std::uint64_t added = 0;
    std::uint64_t known = 0;                ///< were there already
    std::vector<std::string> refused;       ///< one sentence each (first 1,000): damaged lines, ids of other events
    std::uint64_t refusedCount = 0;         ///< all of them
    std::vector<std::string> newConflicts;  ///< features two people now rate differently, in words (first 100)
};

struct ImportSummary {
    Dataset dataset;
    std::string layout;
    std::vector<PairIssue> issues;  ///< first 1,000
    /// Set where the data set is one that Saferscope changed on purpose: its manifest lay beside the file and names
    /// these very contents, or is known here. It is kept with the data set.
    std::optional<DatasetManifest> manifest = {};
    std::string manifestProblem = {};  ///< one sentence, where a manifest lies beside the file but cannot be believed
    std::uint64_t changedPairs = 0;    ///< pairs whose own meta data says that they were flipped
};

/// Evaluation of a model on a data set, stored with its provenance.
struct EvaluationRecord {
    std::string modelName;
    std::string modelHash;
    std::string datasetName;
    std::string datasetHash;
    std::string createdAt;
    Json result;  ///< toJson(EvaluationResult) + preset
};

/// A named JSON text that people keep in a workspace: a steering profile, a causal result, a list of pairs. What is in
/// `body` is its kind's business (core/workspace/steering_profiles.h and the like).
struct WorkspaceDocument {
    std::string kind;       ///< "steering-profile", "causal-result", "pair-list"
    std::string name;       ///< unique within the kind; a plain name
    std::string createdAt;  ///< UTC; filled in where empty
    Json body = Json::object();
};

/// A workspace folder: workspace.db, indexes/, runs/, datasets/, models/, saes/. The one object front doors hold.
/// All methods block on the disk and belong to one thread at a time; several processes may have the same workspace
/// open (short BEGIN IMMEDIATE transactions). Only a coordinator (window or command), never a worker, opens it.
class Workspace {
public:
    static Result<std::unique_ptr<Workspace>> create(const std::filesystem::path& folder);
    static Result<std::unique_ptr<Workspace>> open(const std::filesystem::path& folder);
    static bool isWorkspace(const std::filesystem::path& folder);
    ~Workspace();

    const std::filesystem::path& folder() const;
    std::filesystem::path runsFolder() const;

    WorkspaceSettings settings() const;
    Status setSettings(const WorkspaceSettings& settings);

    /// One transaction: all good pairs of the file, or (on failure, stop) nothing. A name in use is refused.
    Result<ImportSummary> importPairs(const std::filesystem::path& file, const std::string& name,
                                      const PairReaderOptions& options, const ProgressCallback& progress = {},
                                      std::stop_token stop = {});
    std::vector<Dataset> datasets() const;
    Result<Dataset> dataset(const std::string& name) const;
    Status removeDataset(const std::string& name);
    /// A new data set from the plan's own (by name and content hash), changed as the plan says, and its manifest: one
    /// transaction, or nothing. The planned data set stays as it is.
    Result<Dataset> createDerivedDataset(const std::string& name, const ExperimentPlan& plan,
                                         const ProgressCallback& progress = {}, std::stop_token stop = {});
    /// What a data set says of how it was changed; nothing for one that is as people made it, as far as is known.
    Result<std::optional<DatasetManifest>> manifest(const Dataset& dataset) const;
    /// A JSONL copy for workers, which never open the database: made once, named by content hash.
    Result<std::filesystem::path> exportForWorkers(const Dataset& dataset);
    Result<std::vector<PreferencePair>> loadPairs(const Dataset& dataset) const;
    Result<PreferencePair> loadPair(DatasetId dataset, const std::string& pairId) const;

    /// Newest first.
    std::vector<Artifact> artifacts(ArtifactKind kind) const;
    std::optional<Artifact> newestArtifact(ArtifactKind kind) const;
    Result<Artifact> artifact(ArtifactKind kind, const std::string& name) const;
    Result<Artifact> addReference(ArtifactKind kind, const std::filesystem::path& path, const std::string& name);
    Freshness freshness(const Artifact& artifact) const;

    /// Takes over what finished runs made (moves output/ to models/, saes/ or indexes/, records evaluations, merges
    /// ratings); of rating runs that were stopped, failed or got lost, the ratings they have. Safe to call again and
    /// from several processes. Returns the runs taken over now, those that brought new ratings among them.
    Result<std::vector<std::string>> adoptFinishedRuns();

    struct RunEntry {
        RunSpec spec;
        std::filesystem::path folder;
        RunState state = RunState::Waiting;
    };
    /// Every run folder, newest first; unreadable ones are logged and left out.
    std::vector<RunEntry> runs() const;

    std::vector<EvaluationRecord> evaluations() const;

    /// Adds one event to the rating log; `id` and `createdAt` are filled in where empty. When this returns the event is
    /// on the disk (one transaction, fsync: a few ms).
    Result<RatingEvent> appendRating(RatingEvent event);
    /// Several events in one transaction: all or none; `id` and `createdAt` as above, times rising. An event that is
    /// there already is no failure, one whose id means another event is. For undo groups and imports from judges.
    Result<RatingMerge> mergeRatings(const std::vector<RatingEvent>& events);
    /// A ratings file (JSON Lines, gzip allowed) from another workspace: the union of both logs. Good lines are taken,
    /// bad ones reported. One transaction.
    Result<RatingMerge> mergeRatingsFile(const std::filesystem::path& file);
    /// The whole log in log order, so that equal logs give equal bytes.
    Status exportRatings(const std::filesystem::path& file) const;
    /// Events of one SAE (empty: of all) in log order. Damaged rows are logged, left out and named in damagedRatings();
    /// merging a copy of the log from elsewhere brings what they said back.
    Result<std::vector<RatingEvent>> ratings(const std::string& saeHash = {}) const;
    std::vector<std::string> damagedRatings() const;
    /// People's profiles: those added here and those who appear in the log.
    std::vector<std::string> raters() const;
    Status addRater(const std::string& name);

    std::vector<FeatureSet> featureSets() const;
    Result<FeatureSet> featureSet(const std::string& name) const;
    Status saveFeatureSet(const FeatureSet& set, bool replace);
    Status removeFeatureSet(const std::string& name);

    /// Newest first; one that cannot be read is logged and left out.
    std::vector<WorkspaceDocument> documents(const std::string& kind) const;
    Result<WorkspaceDocument> document(const std::string& kind, const std::string& name) const;
    /// One transaction. A name in use is refused unless `replace`.
    Status saveDocument(const WorkspaceDocument& document, bool replace);
    Status renameDocument(const std::string& kind, const std::string& name, const std::string& newName);
    Status removeDocument(const std::string& kind, const std::string& name);

    /// The newest index, opened; NotFound with a hint when there is none.
    Result<std::shared_ptr<const FeatureIndex>> openNewestIndex() const;

private:
    struct Impl;
    explicit Workspace(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace saferscope
