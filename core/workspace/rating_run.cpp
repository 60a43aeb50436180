// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/rating_run.h"

#include "core/base/atomic_file.h"
#include "core/data/rating_book.h"
#include "core/features/contrast.h"
#include "core/judge/rating_events.h"

#include <algorithm>
#include <set>

namespace saferscope {

namespace {

Result<Artifact> chooseIndex(const Workspace& workspace, const std::string& name) {
    if (!name.empty()) {
        return workspace.artifact(ArtifactKind::Index, name);
    }
    if (auto newest = workspace.newestArtifact(ArtifactKind::Index)) {
        return std::move(*newest);
    }
    return fail(ErrorCode::NotFound, "The workspace has no index yet.", "Make one with `safer index`.");
}

// Features this judge need not look at again: it has rated them, or their contexts in this index are too few.
std::set<FeatureId> settled(const std::vector<RatingEvent>& events, const std::string& judge,
                            const RateFeaturesParams& params) {
    const RatingBook book(events);
    std::set<FeatureId> features;
    std::map<FeatureId, const RatingEvent*> newest;
    for (const auto& event : events) {
        if (event.raterKind != RaterKind::Judge || event.rater != judge) {
            continue;
        }
        const auto& opinions = book.of(event.feature);
        if (opinions.judges.contains(judge) && !opinions.unrated.contains(judge)) {
            features.insert(event.feature);
        }
        newest[event.feature] = &event;
    }
    for (const auto& [feature, event] : newest) {
        if (event->action == RatingAction::Unrated && event->details.is_object() &&
            event->details.value("why", Json()) == tooFewContextsMark &&
            event->details.value("index", Json()) == params.indexHash) {
            features.insert(feature);
        }
    }
    return features;
}

}  // namespace

Result<RunSpec> planRatingRun(Workspace& workspace, const RatingRunRequest& request) {
    // Through JSON once, so that what a worker would refuse is refused here, before anything is made.
    if (const auto checked = judgeSettingsFromJson(toJson(request.judge), "The judge's settings"); !checked) {
        return fail(ErrorCode::Usage, checked.error().message, checked.error().hint);
    }
    const auto artifact = chooseIndex(workspace, request.index);
    if (!artifact) {
        return failure(artifact);
    }
    const auto index = FeatureIndex::open(artifact->path);
    if (!index) {
        return failure(index);
    }
    RateFeaturesParams params;
    params.index = artifact->path;
    params.saeHash = (*index)->manifest().saeHash;
    params.indexHash = artifact->contentHash;
    params.scope = request.scope;
    params.judge = request.judge;
    params.features = request.features;
    if (params.features.empty()) {
        const auto settings = workspace.settings();
        const auto measure = contrastMeasureFromName(settings.contrastMeasure);
        if (!measure) {
            return failure(measure);
        }
        params.features =
            strongestFeatures(computeContrasts(**index, request.scope),
                              request.candidates > 0 ? request.candidates : settings.candidateFeatures, *measure);
    }
    for (const FeatureId feature : params.features) {
        if (feature.value() >= (*index)->featureCount()) {
            return fail(ErrorCode::InvalidInput, "There is no feature " + std::to_string(feature.value()) +
                                                     ": the index has " + std::to_string((*index)->featureCount()) +
                                                     ".");
        }
    }
    std::set<FeatureId> leftOut;
    if (request.onlyMissing) {
        const auto events = workspace.ratings(params.saeHash);
        if (!events) {
            return failure(events);
        }
        leftOut = settled(*events, params.judge.raterName(), params);
    }
    // The first of each, in the order given.
    std::erase_if(params.features, [&leftOut](FeatureId feature) { return !leftOut.insert(feature).second; });

    RunSpec spec;
    spec.kind = JobKind::RateFeatures;
    spec.title = !request.title.empty() ? request.title
                                        : "Rating " + std::to_string(params.features.size()) + " features with " +
                                              params.judge.raterName();
    spec.params = toJson(params);
    spec.inputs = {{artifactKindName(ArtifactKind::Index), artifact->contentHash},
                   {artifactKindName(ArtifactKind::Sae), params.saeHash}};
    return spec;
}

Status writeKnownAnswers(Workspace& workspace, const RunSpec& spec, const std::filesystem::path& runFolder) {
    const auto params = rateFeaturesParamsFromJson(spec.params);
    if (!params) {
        return failure(params);
    }
    if (!params->judge.useCache || params->judge.kind == JudgeKind::Lexical) {
        return {};
    }
    const auto events = workspace.ratings();
    if (!events) {
        return failure(events);
    }
    std::set<std::string> undone;
    for (const auto& event : *events) {
        if (event.action == RatingAction::Undo) {
            undone.insert(event.target);
        }
    }
    std::string lines;
    for (const auto& event : *events) {
        const bool answer = event.raterKind == RaterKind::Judge && event.action == RatingAction::Rate &&
                            event.details.is_object() && event.details.contains("prompt_hash");
        if (answer && !undone.contains(event.id)) {
            lines += ratingLine(event) + "\n";
        }
    }
    return lines.empty() ? Status() : writeFileAtomically(runFolder / runKnownName, lines);
}

}  // namespace saferscope
