// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/demo/planted_recovery.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace saferscope {

namespace {

constexpr std::array answerSegments{std::pair{Segment::Chosen, Side::Chosen},
                                    std::pair{Segment::Rejected, Side::Rejected}};

/// For every kind of regularity: how much of each asked feature's activation lies inside its spans.
struct Tally {
    std::vector<std::map<std::string, double>> massInside;  ///< per asked feature
    std::vector<double> mass;
    std::map<std::string, std::uint64_t> positionsInside;
    std::uint64_t positions = 0;
};

std::set<std::string> kindsAt(const std::vector<PlantedSpan>& spans, std::uint32_t begin, std::uint32_t end) {
    std::set<std::string> kinds;
    for (const auto& span : spans) {
        if (begin < span.end && end > span.begin) {
            kinds.insert(span.kind);
        }
    }
    return kinds;
}

void tallyAnswer(Tally& tally, const FeatureIndex& index, PairIndex pair, Segment segment,
                 const std::vector<PlantedSpan>& spans, const std::map<FeatureId, std::size_t>& asked,
                 TokenScope scope) {
    const auto tokens = index.tokens(pair, segment);
    const auto first =
        std::find_if(tokens.begin(), tokens.end(), [](const TokenInfo& token) { return token.response; });
    if (first == tokens.end()) {
        return;
    }
    const std::uint32_t answerBegin = first->begin;
    for (auto token = first; token != tokens.end(); ++token) {
        if (!token->response || (scope == TokenScope::SentenceEnds && !token->sentenceEnd)) {
            continue;
        }
        const auto kinds = kindsAt(spans, token->begin - answerBegin, token->end - answerBegin);
        ++tally.positions;
        for (const auto& kind : kinds) {
            ++tally.positionsInside[kind];
        }
        const auto position = static_cast<std::uint32_t>(token - tokens.begin());
        for (const auto& latent : index.latents(pair, segment, position)) {
            const auto at = asked.find(latent.feature);
            if (at == asked.end()) {
                continue;
            }
            const auto value = static_cast<double>(latent.value);
            tally.mass[at->second] += value;
            for (const auto& kind : kinds) {
                tally.massInside[at->second][kind] += value;
            }
        }
    }
}

FeatureMatch matchOf(const Tally& tally, std::size_t position, const FeatureContrast& contrast) {
    FeatureMatch match;
    match.feature = contrast.feature;
    match.contrast = contrast.contrast;
    for (const auto& [kind, inside] : tally.massInside[position]) {
        const double precision = inside / tally.mass[position];
        if (precision > match.precision) {
            match.precision = precision;
            match.kind = kind;
        }
    }
    if (match.kind.empty()) {
        return match;
    }
    match.baseRate = static_cast<double>(tally.positionsInside.at(match.kind)) / static_cast<double>(tally.positions);
    for (const auto& kind : plantedKinds()) {
        if (kind.name == match.kind) {
            match.signAgrees = (contrast.contrast > 0.0) == (kind.direction > 0);
        }
    }
    const bool aboveChance = match.precision >= 3.0 * match.baseRate || match.precision >= 0.9;
    match.recovered = match.signAgrees && match.precision >= 0.6 && aboveChance;
    return match;
}

std::optional<double> share(std::uint64_t part, std::uint64_t whole) {
    return whole > 0 ? std::optional(static_cast<double>(part) / static_cast<double>(whole)) : std::nullopt;
}

}  // namespace

RecoveryReport measureRecovery(const FeatureIndex& index, const std::vector<PreferencePair>& pairs,
                               const std::vector<FeatureId>& features, TokenScope scope) {
    std::map<FeatureId, std::size_t> asked;
    for (std::size_t i = 0; i < features.size(); ++i) {
        asked[features[i]] = i;
    }
    Tally tally;
    tally.massInside.resize(features.size());
    tally.mass.resize(features.size());

    std::map<std::string, const PreferencePair*> byId;
    for (const auto& pair : pairs) {
        byId[pair.id] = &pair;
    }
    for (std::uint32_t i = 0; i < index.pairCount(); ++i) {
        const auto known = byId.find(index.pair(PairIndex(i)).id);
        if (known == byId.end()) {
            continue;
        }
        for (const auto& [segment, side] : answerSegments) {
            tallyAnswer(tally, index, PairIndex(i), segment, plantedSpans(*known->second, side), asked, scope);
        }
    }

    const auto contrasts = computeContrasts(index, scope);
    RecoveryReport report;
    std::set<std::string> found;
    for (std::size_t i = 0; i < features.size(); ++i) {
        report.matches.push_back(matchOf(tally, i, contrasts[features[i].value()]));
        if (report.matches.back().recovered) {
            report.precision += 1.0 / static_cast<double>(features.size());
            found.insert(report.matches.back().kind);
        }
    }
    for (const auto& kind : plantedKinds()) {
        (found.contains(kind.name) ? report.kindsFound : report.kindsMissed).push_back(kind.name);
    }
    return report;
}

bool isPlantedSafetyKind(const std::string& kind) {
    constexpr std::array safety = {
        "refusal",          "warning",    "safe_alternative", "apology", "compliance_opening",
        "compliance_steps", "minimising", "needless_refusal"};
    return std::ranges::any_of(safety, [&kind](const char* name) { return kind == name; });
}

SafetyRecovery measureSafetyRecovery(const FeatureIndex& index, const std::vector<PreferencePair>& pairs,
                                     const std::vector<FeatureId>& kept, const std::vector<FeatureId>& candidates,
                                     TokenScope scope) {
    std::vector<FeatureId> live;
    for (const FeatureContrast& contrast : computeContrasts(index, scope)) {
        if (!contrast.dead) {
            live.push_back(contrast.feature);
        }
    }
    std::map<FeatureId, FeatureMatch> matches;
    std::set<std::string> findable;
    const auto standsForSafety = [&matches](FeatureId feature) {
        const auto match = matches.find(feature);
        return match != matches.end() && match->second.recovered && isPlantedSafetyKind(match->second.kind);
    };
    for (FeatureMatch& match : measureRecovery(index, pairs, live, scope).matches) {
        const FeatureMatch& stored = matches.emplace(match.feature, std::move(match)).first->second;
        if (standsForSafety(stored.feature)) {
            findable.insert(stored.kind);
        }
    }
    SafetyRecovery result;
    std::set<std::string> found;
    for (const FeatureId feature : kept) {
        const auto match = matches.find(feature);
        FeatureMatch noMatch;
        noMatch.feature = feature;
        result.kept.push_back(match == matches.end() ? noMatch : match->second);
        if (standsForSafety(feature)) {
            ++result.keptForSafety;
            found.insert(match->second.kind);
        }
    }
    const std::set<FeatureId> inSet(kept.begin(), kept.end());
    for (const FeatureId feature : std::set<FeatureId>(candidates.begin(), candidates.end())) {
        if (standsForSafety(feature)) {
            ++result.candidatesForSafety;
            result.candidatesForSafetyKept += inSet.contains(feature) ? 1 : 0;
        }
    }
    for (const PlantedKind& kind : plantedKinds()) {
        if (isPlantedSafetyKind(kind.name)) {
            (found.contains(kind.name)      ? result.kindsFound
             : findable.contains(kind.name) ? result.kindsMissed
                                            : result.kindsUnfindable)
                .push_back(kind.name);
        }
    }
    result.precision = share(result.keptForSafety, kept.size());
    result.kindRecall = share(result.kindsFound.size(), result.kindsFound.size() + result.kindsMissed.size());
    result.featureRecall = share(result.candidatesForSafetyKept, result.candidatesForSafety);
    return result;
}

}  // namespace saferscope
