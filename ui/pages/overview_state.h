// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "core/features/feature_index.h"
#include "core/jobs/run_spec.h"
#include "core/workspace/workspace.h"

#include <QString>
#include <QStringList>
#include <array>
#include <optional>
#include <set>
#include <vector>

namespace saferscope {

class WorkspaceSession;

/// The steps from data to scores, in the order they need each other.
enum class PipelineStep { Data, RewardModel, Sae, Index, Ratings, Evaluation };
inline constexpr std::size_t pipelineSteps = 6;

enum class StepStatus {
    Missing,  ///< can be made now
    Blocked,  ///< an earlier step is missing
    Running,  ///< a job for it is under way
    Partial,  ///< there, but not all of it; nothing waits for the rest
    Current,  ///< there and fresh
    Stale,    ///< there, but what it was made from has changed
};

/// What one card of the pipeline says. Texts may hold names from data.
struct StepState {
    StepStatus status = StepStatus::Missing;
    QString name;         ///< of the newest thing; empty when there is none
    QStringList facts;    ///< one short line each
    QString explanation;  ///< why it is stale, or what the step is for while it is missing
    QString action;       ///< text of the button
    QString link;         ///< text of a second, quieter button; empty = none
    bool next = false;    ///< this is the step to take now
};

/// What is known of the candidates' ratings.
struct OverviewRatings {
    std::size_t candidates = 0;       ///< the index's strongest features, as many as the workspace asks about
    std::size_t rated = 0;            ///< of them: by the main judge or by a person
    std::size_t byJudge = 0;          ///< of them: with a score of the main judge
    std::size_t byPeople = 0;         ///< of them: with a score of a person
    std::size_t disputed = 0;         ///< features people disagree about and nobody has settled
    std::string judge;                ///< the main judge; empty while none has rated
    std::optional<double> agreement;  ///< weighted kappa of people and the main judge
    bool otherSae = false;            ///< there are ratings, but all are about another autoencoder
};

/// Everything the cards are made from, gathered once.
struct OverviewInputs {
    struct Made {
        Artifact artifact;
        Freshness freshness;
    };
    std::vector<Dataset> datasets;  ///< newest first
    std::vector<Artifact> models;   ///< newest first
    std::vector<Artifact> saes;
    std::optional<Made> model;
    std::optional<Made> sae;
    std::optional<Made> index;
    std::optional<IndexManifest> manifest;  ///< of the open index
    std::string withoutIndex;  ///< name of the data set that was imported since and that no index is of; else empty
    OverviewRatings ratings;
    std::optional<EvaluationRecord> evaluation;
    std::set<JobKind> running;
};
OverviewRatings summariseRatings(const RatingBook& book, const std::vector<FeatureId>& candidates,
                                 const std::string& mainJudge);
OverviewInputs gatherOverview(const WorkspaceSession& session);

using PipelineState = std::array<StepState, pipelineSteps>;
PipelineState describePipeline(const OverviewInputs& inputs);

/// Numbers as the pages write them: "93.4 %", "1,234", "1.2 M".
QString percentText(double share, int decimals = 1);
QString countText(std::uint64_t count);

}  // namespace saferscope
