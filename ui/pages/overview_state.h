// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
enum class PipelineStep { Data, RewardModel, Sae, Index, Evaluation };
inline constexpr std::size_t pipelineSteps = 5;

enum class StepStatus {
    Missing,  ///< can be made now
    Blocked,  ///< an earlier step is missing
    Running,  ///< a job for it is under way
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
    bool next = false;    ///< this is the step to take now
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
    std::optional<EvaluationRecord> evaluation;
    std::set<JobKind> running;
};
OverviewInputs gatherOverview(const WorkspaceSession& session);

using PipelineState = std::array<StepState, pipelineSteps>;
PipelineState describePipeline(const OverviewInputs& inputs);

/// Numbers as the pages write them: "93.4 %", "1,234", "1.2 M".
QString percentText(double share, int decimals = 1);
QString countText(std::uint64_t count);

}  // namespace saferscope
