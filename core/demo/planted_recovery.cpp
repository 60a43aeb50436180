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

}  // namespace saferscope
