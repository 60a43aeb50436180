// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/overview_state.h"

#include "core/judge/agreement.h"
#include "core/workspace/index_context.h"
#include "ui/bridge/job_monitor.h"
#include "ui/bridge/sentences.h"
#include "ui/bridge/workspace_session.h"
#include "ui/pages/reported_values.h"
#include "ui/widgets/plural.h"

#include <QCoreApplication>
#include <QLocale>
#include <algorithm>
#include <cmath>

namespace saferscope {
namespace {

struct StepText {
    Q_DECLARE_TR_FUNCTIONS(OverviewState)
};
QString qt(const std::string& text) { return QString::fromStdString(text); }

std::string inputHash(const Artifact& artifact, const char* name) {
    const auto it = artifact.inputs.find(name);
    return it != artifact.inputs.end() && it->is_string() ? it->get<std::string>() : std::string();
}

/// Name of the thing with a content hash, or nothing when it is gone.
template <class Things>
QString nameOf(const Things& things, const std::string& hash) {
    const auto it =
        std::find_if(things.begin(), things.end(), [&](const auto& one) { return one.contentHash == hash; });
    return it == things.end() || hash.empty() ? QString() : qt(it->name);
}

void judge(StepState& state, const OverviewInputs::Made& made, const OverviewInputs::Made* model,
           const OverviewInputs::Made* sae) {
    state.name = qt(made.artifact.name);
    state.status = StepStatus::Current;
    if (!made.freshness.fresh) {
        state.status = StepStatus::Stale;
        state.explanation = sentence(made.freshness.reason);
        return;
    }
    const std::string fromModel = inputHash(made.artifact, "model");
    const std::string fromSae = inputHash(made.artifact, "sae");
    if (model != nullptr && !fromModel.empty() && fromModel != model->artifact.contentHash) {
        state.status = StepStatus::Stale;
        state.explanation = StepText::tr("It was made with another reward model than the newest one.");
    } else if (sae != nullptr && !fromSae.empty() && fromSae != sae->artifact.contentHash) {
        state.status = StepStatus::Stale;
        state.explanation = StepText::tr("It was made with another autoencoder than the newest one.");
    }
}

StepState describeData(const OverviewInputs& inputs) {
    StepState state;
    state.action = StepText::tr("Import…");
    if (inputs.datasets.empty()) {
        state.explanation = StepText::tr("Preference pairs: a prompt with a chosen and a rejected answer.");
        return state;
    }
    state.status = StepStatus::Current;
    QStringList names;
    std::uint64_t pairs = 0;
    std::uint64_t skipped = 0;
    for (const Dataset& dataset : inputs.datasets) {
        names << qt(dataset.name);
        pairs += dataset.pairs;
        skipped += dataset.skipped;
    }
    state.name = names.join(QStringLiteral(", "));
    state.facts << StepText::tr("%Ln pairs", nullptr, pluralOf(pairs));
    if (skipped > 0) {
        state.facts << StepText::tr("%Ln records left out", nullptr, pluralOf(skipped));
    }
    return state;
}

StepState describeModel(const OverviewInputs& inputs) {
    StepState state;
    state.action = StepText::tr("Train…");
    state.link = StepText::tr("Open one…");
    if (!inputs.model) {
        state.status = inputs.datasets.empty() ? StepStatus::Blocked : StepStatus::Missing;
        state.explanation = StepText::tr("Learns from the pairs which answers people prefer.");
        return state;
    }
    judge(state, *inputs.model, nullptr, nullptr);
    const Artifact& artifact = inputs.model->artifact;
    if (const auto accuracy = heldOutAccuracy(artifact.values)) {
        state.facts << StepText::tr("Held-out: %1").arg(percentText(*accuracy));
    }
    if (const QString data = nameOf(inputs.datasets, inputHash(artifact, "dataset")); !data.isEmpty()) {
        state.facts << StepText::tr("from %1").arg(data);
    }
    if (artifact.runId.empty()) {
        state.facts << StepText::tr("a folder outside the workspace");
    }
    return state;
}

StepState describeSae(const OverviewInputs& inputs) {
    StepState state;
    state.action = StepText::tr("Train…");
    state.link = inputs.model ? StepText::tr("Open one…") : QString();
    if (!inputs.sae) {
        state.status = inputs.model ? StepStatus::Missing : StepStatus::Blocked;
        state.explanation = StepText::tr("Splits what the model computes into features one can read.");
        return state;
    }
    judge(state, *inputs.sae, inputs.model ? &*inputs.model : nullptr, nullptr);
    const Artifact& artifact = inputs.sae->artifact;
    const auto latents = reportedNumber(artifact.values, "latents");
    const auto k = reportedNumber(artifact.values, "k");
    if (latents && *latents > 0) {
        state.facts << (k && *k > 0 ? StepText::tr("%Ln features, %1 per token", nullptr, pluralOf(*latents))
                                          .arg(QLocale().toString(*k, 'f', 0))
                                    : StepText::tr("%Ln features", nullptr, pluralOf(*latents)));
    }
    if (const QString model = nameOf(inputs.models, inputHash(artifact, "model")); !model.isEmpty()) {
        state.facts << StepText::tr("from %1").arg(model);
    }
    return state;
}

StepState describeIndex(const OverviewInputs& inputs) {
    StepState state;
    state.action = StepText::tr("Build…");
    if (!inputs.index) {
        state.status = inputs.model && inputs.sae ? StepStatus::Missing : StepStatus::Blocked;
        state.explanation = StepText::tr("Where every feature fires, and on which side of each pair.");
        return state;
    }
    judge(state, *inputs.index, inputs.model ? &*inputs.model : nullptr, inputs.sae ? &*inputs.sae : nullptr);
    if (state.status == StepStatus::Current && !inputs.withoutIndex.empty()) {
        state.status = StepStatus::Partial;
        state.explanation =
            StepText::tr("“%1” has no index yet. Build one to see its pairs.").arg(qt(inputs.withoutIndex));
    }
    if (inputs.manifest) {
        state.facts << StepText::tr("%Ln pairs", nullptr, pluralOf(inputs.manifest->pairs));
        state.facts << StepText::tr("from %1").arg(qt(inputs.manifest->datasetName));
    } else {
        state.facts << StepText::tr("It cannot be opened.");
    }
    return state;
}

StepState describeRatings(const OverviewInputs& inputs) {
    StepState state;
    state.action = StepText::tr("Rate by a judge…");
    const OverviewRatings& ratings = inputs.ratings;
    if (!inputs.index || !inputs.manifest) {
        state.status = StepStatus::Blocked;
        state.explanation = StepText::tr("What the strongest features mean, and how far each is about safety.");
        return state;
    }
    state.link = StepText::tr("Annotate");
    if (ratings.rated == 0) {
        state.status = ratings.otherSae ? StepStatus::Stale : StepStatus::Missing;
        state.explanation = ratings.otherSae
                                ? StepText::tr("The ratings there are about another autoencoder.")
                                : StepText::tr("What the strongest features mean, and how far each is about safety.");
        return state;
    }
    state.status = ratings.rated < ratings.candidates ? StepStatus::Partial : StepStatus::Current;
    state.name = StepText::tr("%1 of %2 rated").arg(countText(ratings.rated), countText(ratings.candidates));
    if (!ratings.judge.empty()) {
        state.facts << StepText::tr("%1 by %2").arg(countText(ratings.byJudge), qt(ratings.judge));
    }
    if (ratings.byPeople > 0) {
        state.facts << StepText::tr("%1 by people").arg(countText(ratings.byPeople));
    }
    if (ratings.agreement) {
        state.facts << StepText::tr("Weighted kappa %1").arg(QLocale().toString(*ratings.agreement, 'f', 2));
    }
    if (ratings.disputed > 0) {
        state.explanation = StepText::tr("People disagree about %Ln features.", nullptr, pluralOf(ratings.disputed));
    }
    return state;
}

StepState describeEvaluation(const OverviewInputs& inputs) {
    StepState state;
    state.action = StepText::tr("Evaluate…");
    if (!inputs.evaluation) {
        state.status = inputs.model ? StepStatus::Missing : StepStatus::Blocked;
        state.explanation = StepText::tr("How often the model agrees with people on pairs it has not seen.");
        return state;
    }
    const EvaluationRecord& record = *inputs.evaluation;
    state.status = StepStatus::Current;
    const Json overall = record.result.is_object() ? record.result.value("overall", Json::object()) : Json::object();
    if (const auto accuracy = reportedNumber(overall, "accuracy")) {
        state.name = StepText::tr("%1 right").arg(percentText(*accuracy));
    } else {
        state.name = qt(record.modelName);
    }
    const auto pairs = reportedNumber(overall, "pairs");
    state.facts << (pairs ? StepText::tr("%Ln pairs of %1", nullptr, pluralOf(*pairs)).arg(qt(record.datasetName))
                          : StepText::tr("on %1").arg(qt(record.datasetName)));
    if (inputs.model && !record.modelHash.empty() && record.modelHash != inputs.model->artifact.contentHash) {
        state.status = StepStatus::Stale;
        state.explanation = StepText::tr("It measured another reward model than the newest one.");
    }
    return state;
}

std::optional<OverviewInputs::Made> newestOf(const Workspace& workspace, const std::vector<Artifact>& artifacts) {
    if (artifacts.empty()) {
        return std::nullopt;
    }
    return OverviewInputs::Made{artifacts.front(), workspace.freshness(artifacts.front())};
}

}  // namespace

QString percentText(double share, int decimals) {
    return std::isfinite(share) ? QCoreApplication::translate("OverviewState", "%1 %")
                                      .arg(QLocale().toString(share * 100.0, 'f', decimals))
                                : QStringLiteral("–");
}

QString countText(std::uint64_t count) {
    if (count >= 10'000'000) {
        return StepText::tr("%1 M").arg(QLocale().toString(static_cast<double>(count) / 1e6, 'f', 1));
    }
    return QLocale().toString(static_cast<qulonglong>(count));
}

OverviewRatings summariseRatings(const RatingBook& book, const std::vector<FeatureId>& candidates,
                                 const std::string& mainJudge) {
    OverviewRatings ratings;
    ratings.candidates = candidates.size();
    ratings.judge = mainJudge;
    for (const FeatureId feature : candidates) {
        const FeatureOpinions& opinions = book.of(feature);
        const bool byJudge = opinions.judgeScore(mainJudge).has_value();
        const bool byPeople = !opinions.humans.empty();
        ratings.byJudge += byJudge ? 1 : 0;
        ratings.byPeople += byPeople ? 1 : 0;
        ratings.rated += byJudge || byPeople ? 1 : 0;
    }
    ConfusionMatrix both;
    for (const FeatureId feature : book.features()) {
        const FeatureOpinions& opinions = book.of(feature);
        ratings.disputed += opinions.disputed() ? 1 : 0;
        if (const auto score = opinions.judgeScore(mainJudge)) {
            for (const auto& [person, rating] : opinions.humans) {
                both.add(rating.score, *score);
            }
        }
    }
    ratings.agreement = cohenKappa(both, KappaWeights::Quadratic);
    return ratings;
}

OverviewInputs gatherOverview(const WorkspaceSession& session) {
    OverviewInputs inputs;
    const Workspace* workspace = session.workspace();
    if (workspace != nullptr) {
        inputs.datasets = workspace->datasets();
        std::stable_sort(inputs.datasets.begin(), inputs.datasets.end(),
                         [](const Dataset& a, const Dataset& b) { return a.id > b.id; });
        inputs.models = workspace->artifacts(ArtifactKind::Model);
        inputs.saes = workspace->artifacts(ArtifactKind::Sae);
        inputs.model = newestOf(*workspace, inputs.models);
        inputs.sae = newestOf(*workspace, inputs.saes);
        inputs.index = newestOf(*workspace, workspace->artifacts(ArtifactKind::Index));
        const auto waiting = importedSinceIndex(*workspace);
        inputs.withoutIndex = waiting ? waiting->name : std::string();
        auto evaluations = workspace->evaluations();
        // Those under a steering profile say nothing of the model itself.
        std::erase_if(evaluations, [](const EvaluationRecord& record) {
            return record.result.is_object() && record.result.contains("steering");
        });
        if (!evaluations.empty()) {
            inputs.evaluation = *std::max_element(
                evaluations.begin(), evaluations.end(),
                [](const EvaluationRecord& a, const EvaluationRecord& b) { return a.createdAt < b.createdAt; });
        }
    }
    if (session.index() != nullptr) {
        inputs.manifest = session.index()->manifest();
        const WorkspaceSettings settings = workspace != nullptr ? workspace->settings() : WorkspaceSettings();
        const auto measure = contrastMeasureFromName(settings.contrastMeasure).value_or(ContrastMeasure::Paper);
        inputs.ratings = summariseRatings(
            session.ratings(),
            strongestFeatures(session.contrasts(TokenScope::SentenceEnds), settings.candidateFeatures, measure),
            session.mainJudge());
        if (session.ratings().eventCount() == 0 && workspace != nullptr) {
            const auto all = workspace->ratings();
            inputs.ratings.otherSae = all && !all->empty();
        }
    }
    if (session.jobs() != nullptr) {
        for (const Job* job : session.jobs()->jobs()) {
            if (job->active() && job->spec.sweep.empty()) {  // a sweep's models are not the workspace's
                inputs.running.insert(job->spec.kind);
            }
        }
    }
    return inputs;
}

PipelineState describePipeline(const OverviewInputs& inputs) {
    PipelineState steps = {describeData(inputs),  describeModel(inputs),   describeSae(inputs),
                           describeIndex(inputs), describeRatings(inputs), describeEvaluation(inputs)};
    constexpr std::array kinds = {JobKind::TrainRewardModel, JobKind::TrainSae, JobKind::BuildIndex,
                                  JobKind::RateFeatures, JobKind::Evaluate};
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (inputs.running.contains(kinds[i])) {
            steps[i + 1].status = StepStatus::Running;
        }
    }
    for (StepState& step : steps) {
        if (step.status == StepStatus::Running) {
            break;  // what comes after it waits for it
        }
        if (step.status == StepStatus::Missing || step.status == StepStatus::Stale) {
            step.next = true;
            break;
        }
    }
    return steps;
}

}  // namespace saferscope
