// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/feature_set_builder.h"

#include "core/base/clock.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace saferscope {

namespace {

void sortMembers(std::vector<FeatureSet::Member>& members) {
    std::ranges::sort(members, [](const FeatureSet::Member& a, const FeatureSet::Member& b) {
        const double sizeA = std::abs(a.contrast);
        const double sizeB = std::abs(b.contrast);
        return sizeA != sizeB ? sizeA > sizeB : a.feature < b.feature;
    });
}

std::set<FeatureId> asSet(std::span<const FeatureId> features) { return {features.begin(), features.end()}; }

std::string numberOf(FeatureId feature) { return std::to_string(feature.value()); }

const FeatureContrast* contrastOf(const std::vector<FeatureContrast>& contrasts, FeatureId feature) {
    return feature.value() < contrasts.size() ? &contrasts[feature.value()] : nullptr;
}

Status addMember(FeatureSet& set, FeatureId feature, ContrastMeasure measure,
                 const std::vector<FeatureContrast>& contrasts) {
    const FeatureContrast* contrast = contrastOf(contrasts, feature);
    if (contrast == nullptr) {
        return fail(ErrorCode::InvalidInput, "There is no feature " + numberOf(feature) + " in the index.",
                    "Features go from 0 to " + std::to_string(contrasts.empty() ? 0 : contrasts.size() - 1) + ".");
    }
    if (contrast->dead) {
        return fail(ErrorCode::InvalidInput, "Feature " + numberOf(feature) + " never fires in the index.",
                    "It would add nothing to a score; leave it out.");
    }
    const auto removed = std::ranges::find(set.removedByHand, feature);
    const bool ruleTook = removed != set.removedByHand.end();
    if (ruleTook) {
        set.removedByHand.erase(removed);
    }
    set.members.push_back({feature, measured(*contrast, measure), !ruleTook});
    return {};
}

}  // namespace

const char* tokenScopeName(TokenScope scope) { return scope == TokenScope::AllTokens ? "all-tokens" : "sentence-ends"; }

Result<TokenScope> tokenScopeFromName(const std::string& name) {
    for (const TokenScope scope : {TokenScope::SentenceEnds, TokenScope::AllTokens}) {
        if (name == tokenScopeName(scope)) {
            return scope;
        }
    }
    return fail(ErrorCode::InvalidInput, "There is no scope \"" + name + "\".", "Use sentence-ends or all-tokens.");
}

Result<FeatureSetBuild> buildFeatureSet(const FeatureSetRequest& request, const IndexIdentity& index,
                                        const std::vector<FeatureContrast>& contrasts, const RatingBook& book) {
    const auto rule = parseFeatureRule(request.rule);
    if (!rule) {
        return failure(rule);
    }
    const std::string judge = book.mainJudge(request.judge);
    const auto candidates = asSet(strongestFeatures(contrasts, request.candidates, request.measure));
    FeatureSetBuild build;
    FeatureSet& set = build.set;
    for (const FeatureContrast& contrast : contrasts) {
        if (contrast.dead) {
            continue;
        }
        const bool candidate = candidates.contains(contrast.feature);
        const Truth taken = rule->evaluate({contrast, book.of(contrast.feature), judge, candidate});
        build.unknown += taken == Truth::Unknown && candidate ? 1 : 0;
        const double size = measured(contrast, request.measure);
        if (taken == Truth::True && std::isfinite(size)) {  // a number that is none has no rank and no side
            set.members.push_back({contrast.feature, size, false});
        }
    }
    build.taken = set.members.size();
    sortMembers(set.members);
    if (request.top > 0 && set.members.size() > request.top) {
        set.members.resize(request.top);
    }
    set.name = request.name;
    set.saeHash = index.saeHash;
    set.indexHash = index.indexHash;
    set.scope = tokenScopeName(index.scope);
    set.rule = ruleOrPreset(request.rule);
    set.top = request.top;
    set.measure = contrastMeasureName(request.measure);
    set.createdAt = utcTimestamp();
    set.provenance = {{"judge", judge},
                      {"ratings", book.digest()},
                      {"rating_events", book.eventCount()},
                      {"candidates", request.candidates},
                      {"raters", book.humans()},
                      {"plain_rule", rule->text()}};
    return build;
}

Result<FeatureSet> editFeatureSet(FeatureSet set, std::span<const FeatureId> add, std::span<const FeatureId> remove,
                                  const std::vector<FeatureContrast>& contrasts) {
    const auto measure = contrastMeasureFromName(set.measure);
    if (!measure) {
        return failure(measure);
    }
    const auto removing = asSet(remove);
    const auto adding = asSet(add);
    for (const FeatureId feature : adding) {
        if (removing.contains(feature)) {
            return fail(ErrorCode::Usage, "Feature " + numberOf(feature) + " is to be added and removed at once.",
                        "Name it in one of the two lists.");
        }
    }
    const auto isMember = [&set](FeatureId feature) {
        return std::ranges::find(set.members, feature, &FeatureSet::Member::feature);
    };
    for (const FeatureId feature : removing) {
        const auto member = isMember(feature);
        if (member == set.members.end()) {
            return fail(ErrorCode::InvalidInput,
                        "Feature " + numberOf(feature) + " is not in the set \"" + set.name + "\".",
                        "`safer sets show` lists its features.");
        }
        if (!member->byHand) {
            set.removedByHand.push_back(feature);
        }
        set.members.erase(member);
    }
    for (const FeatureId feature : adding) {
        if (isMember(feature) != set.members.end()) {
            continue;
        }
        if (auto added = addMember(set, feature, *measure, contrasts); !added) {
            return failure(added);
        }
    }
    std::ranges::sort(set.removedByHand);
    sortMembers(set.members);
    return set;
}

Result<FeatureSet> refreshFeatureSet(const FeatureSet& set, const IndexIdentity& index,
                                     const std::vector<FeatureContrast>& contrasts, const RatingBook& book,
                                     const std::string& judge) {
    if (set.saeHash != index.saeHash) {
        return fail(ErrorCode::InvalidInput, "The set \"" + set.name + "\" numbers features of another SAE.",
                    "Make the set again for this index.");
    }
    const auto measure = contrastMeasureFromName(set.measure);
    if (!measure) {
        return failure(measure);
    }
    FeatureSet fresh = set;
    fresh.indexHash = index.indexHash;
    fresh.members.clear();
    if (!set.rule.empty()) {
        FeatureSetRequest request;
        request.name = set.name;
        request.rule = set.rule;
        request.top = set.top;
        request.measure = *measure;
        const auto candidates = set.provenance.find("candidates");
        if (candidates != set.provenance.end() && candidates->is_number_unsigned()) {
            request.candidates = candidates->get<std::uint32_t>();
        }
        request.judge = judge;
        auto built = buildFeatureSet(request, index, contrasts, book);
        if (!built) {
            return failure(built);
        }
        fresh = std::move(built->set);
    }
    const auto removed = asSet(set.removedByHand);
    std::set<FeatureId> members;
    std::erase_if(fresh.members, [&](const FeatureSet::Member& member) { return removed.contains(member.feature); });
    for (const FeatureSet::Member& member : fresh.members) {
        members.insert(member.feature);
    }
    for (const FeatureSet::Member& member : set.members) {
        const FeatureContrast* contrast = contrastOf(contrasts, member.feature);
        const bool keeps = member.byHand || set.rule.empty();
        if (keeps && contrast != nullptr && !contrast->dead && !members.contains(member.feature)) {
            fresh.members.push_back({member.feature, measured(*contrast, *measure), member.byHand});
        }
    }
    fresh.removedByHand = set.removedByHand;
    sortMembers(fresh.members);
    return fresh;
}

}  // namespace saferscope
