// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/index_context.h"

#include "core/experiments/plan.h"

#include <algorithm>

namespace saferscope {

namespace {

struct Kept {
    std::vector<WeightedFeature> features;
    std::string title;
};

Result<ChosenFeatures> finish(Result<IndexContext>&& context, Result<Kept>&& kept) {
    if (!context || !kept) {
        return context ? failure(kept) : failure(context);
    }
    std::string digest = featureDigest(kept->features, context->identity.scope);
    return ChosenFeatures{std::move(*context), std::move(kept->features), std::move(kept->title), std::move(digest)};
}

Result<Kept> keepSet(IndexContext& context, const FeatureSet& set, ScoreWeighting weighting) {
    if (set.saeHash != context.identity.saeHash) {
        return fail(ErrorCode::InvalidInput,
                    "The set \"" + set.name + "\" numbers features of another SAE than this index.",
                    "Name the set's own index with --index, or make the set again.");
    }
    if (set.members.empty()) {
        return fail(ErrorCode::InvalidInput, "The set \"" + set.name + "\" has no features.",
                    "Add some with `safer sets edit`.");
    }
    if (const FeatureSetFreshness freshness = freshnessOf(context, set); !freshness.fresh) {
        context.notes.push_back("The set \"" + set.name + "\" is not current. " + freshness.reason);
    }
    return Kept{weightFeatureSet(set, weighting), set.name};
}

Result<Kept> keepByRule(IndexContext& context, const FeatureChoiceRequest& request) {
    const std::uint32_t top = request.features > 0 ? request.features : context.settings.keptFeatures;
    const auto built = buildFromRule(context, setRequest(context, request.rule, top, request.measure));
    if (!built) {
        return failure(built);
    }
    context.notes.push_back("Working with " + std::to_string(built->set.members.size()) + " of the " +
                            std::to_string(built->taken) + " features that the rule takes.");
    return Kept{weightFeatureSet(built->set, request.weighting), "rule " + ruleOrPreset(request.rule)};
}

Result<Kept> keepStrongest(const IndexContext& context, const FeatureChoiceRequest& request) {
    const std::size_t count = request.features > 0 ? request.features : context.settings.keptFeatures;
    const ContrastMeasure measure = setRequest(context, {}, 0, request.measure).measure;
    auto kept = weightFeatures(context.contrasts, count, request.weighting, measure);
    if (kept.empty()) {
        return fail(ErrorCode::InvalidInput, "Every feature of the index is dead, so there is nothing to score with.",
                    "Train the SAE longer, or index more pairs.");
    }
    std::string title = std::to_string(kept.size()) + " strongest";
    return Kept{std::move(kept), std::move(title)};
}

}  // namespace

Result<OpenIndex> openNamedIndex(const Workspace& workspace, const std::string& indexName) {
    Result<Artifact> artifact =
        fail(ErrorCode::NotFound, "The workspace has no index yet.", "Make one with `safer index`.");
    if (!indexName.empty()) {
        artifact = workspace.artifact(ArtifactKind::Index, indexName);
    } else if (auto newest = workspace.newestArtifact(ArtifactKind::Index)) {
        artifact = std::move(*newest);
    }
    if (!artifact) {
        return failure(artifact);
    }
    auto index = FeatureIndex::open(artifact->path);
    if (!index) {
        return failure(index);
    }
    OpenIndex opened{artifact->name, std::move(*index), artifact->contentHash, {}};
    if (const auto freshness = workspace.freshness(*artifact); !freshness.fresh) {
        opened.notes.push_back("The index \"" + artifact->name + "\" is not current. " + freshness.reason);
    }
    return opened;
}

std::optional<Dataset> importedSinceIndex(const Workspace& workspace) {
    const auto datasets = workspace.datasets();
    const auto indexes = workspace.artifacts(ArtifactKind::Index);
    if (datasets.empty() || indexes.empty()) {
        return std::nullopt;
    }
    const Dataset& last = *std::max_element(datasets.begin(), datasets.end(),
                                            [](const Dataset& a, const Dataset& b) { return a.id < b.id; });
    const bool seen = std::any_of(indexes.begin(), indexes.end(), [&last](const Artifact& index) {
        const auto made = index.inputs.find("dataset");
        return index.createdAt > last.importedAt || (made != index.inputs.end() && *made == last.contentHash);
    });
    return seen ? std::nullopt : std::optional(last);
}

Result<IndexContext> openIndexContext(const Workspace& workspace, const std::string& indexName, TokenScope scope) {
    auto opened = openNamedIndex(workspace, indexName);
    if (!opened) {
        return failure(opened);
    }
    IndexContext context;
    context.identity = {opened->index->manifest().saeHash, opened->contentHash, scope};
    auto events = workspace.ratings(context.identity.saeHash);
    if (!events) {
        return failure(events);
    }
    context.name = std::move(opened->name);
    context.contrasts = computeContrasts(*opened->index, scope);
    context.index = std::move(opened->index);
    context.book = RatingBook(std::move(*events));
    context.settings = workspace.settings();
    context.notes = std::move(opened->notes);
    return context;
}

FeatureSetRequest setRequest(const IndexContext& context, const std::string& rule, std::uint32_t top,
                             const std::string& measure, std::uint32_t candidates, const std::string& judge) {
    FeatureSetRequest request;
    request.rule = rule;
    request.top = top;
    request.measure = contrastMeasureFromName(measure.empty() ? context.settings.contrastMeasure : measure)
                          .value_or(ContrastMeasure::Paper);
    request.candidates = candidates > 0 ? candidates : context.settings.candidateFeatures;
    request.judge = judge.empty() ? context.settings.judge : judge;
    return request;
}

Result<FeatureSetBuild> buildFromRule(const IndexContext& context, const FeatureSetRequest& request) {
    auto built = buildFeatureSet(request, context.identity, context.contrasts, context.book);
    if (!built) {
        return failure(built);
    }
    if (built->set.members.empty()) {
        const std::string hint =
            built->unknown > 0 ? std::to_string(built->unknown) + " of the " + std::to_string(request.candidates) +
                                     " strongest features lack a rating that it asks for: rate them first."
                               : std::string("Ask for less, or look at `safer features`.");
        return fail(ErrorCode::InvalidInput, "The rule \"" + request.rule + "\" takes no feature of this index.", hint);
    }
    return built;
}

FeatureSetFreshness freshnessOf(const IndexContext& context, const FeatureSet& set) {
    const auto scope = tokenScopeFromName(set.scope);
    if (!scope || *scope == context.identity.scope) {
        return checkFeatureSet(set, context.identity, context.contrasts, context.book, context.settings.judge);
    }
    IndexIdentity identity = context.identity;
    identity.scope = *scope;
    return checkFeatureSet(set, identity, computeContrasts(*context.index, *scope), context.book,
                           context.settings.judge);
}

Result<ChosenFeatures> chooseFeatures(const Workspace& workspace, const std::string& indexName,
                                      std::optional<TokenScope> scope, const FeatureChoiceRequest& request) {
    if (!request.set.empty()) {
        const auto set = workspace.featureSet(request.set);
        if (!set) {
            return failure(set);
        }
        // Where the set's sides were measured, unless somebody says otherwise.
        const auto own = scope ? Result<TokenScope>(*scope) : tokenScopeFromName(set->scope);
        auto context = own ? openIndexContext(workspace, indexName, *own) : Result<IndexContext>(failure(own));
        auto kept = context ? keepSet(*context, *set, request.weighting) : Result<Kept>(failure(context));
        return finish(std::move(context), std::move(kept));
    }
    if (!request.rule.empty()) {
        if (const auto rule = parseFeatureRule(request.rule); !rule) {  // before anything slow
            return failure(rule);
        }
    }
    auto context = openIndexContext(workspace, indexName, scope.value_or(TokenScope::SentenceEnds));
    auto kept = !context               ? Result<Kept>(failure(context))
                : request.rule.empty() ? keepStrongest(*context, request)
                                       : keepByRule(*context, request);
    return finish(std::move(context), std::move(kept));
}

Status requirePeople(const Workspace& workspace, FeatureChoiceRequest& request) {
    if (request.set.empty() && request.rule.empty()) {
        request.rule = "human >= 4";
        return {};
    }
    std::string rule = request.rule;
    if (!request.set.empty()) {
        const auto set = workspace.featureSet(request.set);
        if (!set) {
            return failure(set);
        }
        if (set->rule.empty()) {  // chosen by hand
            return {};
        }
        rule = set->rule;
    }
    const auto parsed = parseFeatureRule(rule);
    if (!parsed) {
        return failure(parsed);
    }
    if (!parsed->asksPeople()) {
        return fail(ErrorCode::Usage, "\"" + rule + "\" does not ask what people said of a feature.",
                    "Take a rule with human in it, or the strategy safer.");
    }
    return {};
}

}  // namespace saferscope
