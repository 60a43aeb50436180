// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/pair_score.h"
#include "tests/features/index_fixture.h"
#include "tests/features/slow_reference.h"
#include "tests/support/check.h"

#include <cmath>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

constexpr TokenScope scopes[] = {TokenScope::SentenceEnds, TokenScope::AllTokens};

FeatureContrast made(std::uint32_t id, double value, bool dead = false) {
    FeatureContrast contrast;
    contrast.feature = FeatureId(id);
    contrast.contrast = value;
    contrast.dead = dead;
    return contrast;
}

std::shared_ptr<const FeatureIndex> indexOf(const TemporaryFolder& folder, const std::vector<IndexedPair>& pairs,
                                            std::uint32_t features, const char* name = "index") {
    fixture::writeIndex(folder.path() / name, pairs, fixture::manifestFor(features), 5);
    auto index = FeatureIndex::open(folder.path() / name);
    CHECK_OK(index);
    return *index;
}

}  // namespace

TEST(weights_are_signs_or_contrasts_of_the_strongest) {
    const std::vector<FeatureContrast> contrasts = {made(0, 0.1), made(1, -0.5), made(2, 0.9, true), made(3, 0.3)};
    const auto signs = weightFeatures(contrasts, 2, ScoreWeighting::Sign);
    CHECK_EQ(signs.size(), 2u);
    CHECK_EQ(signs[0].feature.value(), 1u);
    CHECK_EQ(signs[0].weight, -1.0);
    CHECK_EQ(signs[1].feature.value(), 3u);
    CHECK_EQ(signs[1].weight, 1.0);
    const auto magnitudes = weightFeatures(contrasts, 9, ScoreWeighting::Magnitude);
    CHECK_EQ(magnitudes.size(), 3u);
    CHECK_EQ(magnitudes[0].weight, -0.5);
    CHECK_EQ(magnitudes[2].weight, 0.1);
    // Also when the list is in another order than the features.
    const auto shuffled = weightFeatures({contrasts[3], contrasts[1], contrasts[0]}, 9, ScoreWeighting::Magnitude);
    CHECK_EQ(shuffled[0].feature.value(), 1u);
    CHECK_EQ(shuffled[1].weight, 0.3);
}

TEST(score_of_a_pair_worked_by_hand) {
    // Chosen side: prompt 1 + answer 2 positions, weighted sum 1*1 + (3 - 2*0.5) = 3 -> 3/3. Rejected side: 1 + 1
    // positions, 1 + 4*(-2) = -7 -> -7/2.
    IndexedPair pair;
    const auto segment = [](const std::vector<std::vector<LatentEntry>>& latents) {
        IndexedSegment made;
        made.latents = latents;
        made.tokens.resize(latents.size());
        for (TokenInfo& token : made.tokens) {
            token.sentenceEnd = true;
        }
        return made;
    };
    pair.segments[0] = segment({{{FeatureId(0), 1.0f}}});
    pair.segments[1] = segment({{{FeatureId(0), 3.0f}, {FeatureId(1), 0.5f}}, {{FeatureId(2), 7.0f}}});
    pair.segments[2] = segment({{{FeatureId(1), 4.0f}}});
    const TemporaryFolder folder;
    const auto index = indexOf(folder, {pair}, 3);
    const std::vector<WeightedFeature> weights = {{FeatureId(0), 1.0}, {FeatureId(1), -2.0}};
    CHECK_NEAR(pairScore(*index, PairIndex(0), weights, TokenScope::SentenceEnds), 1.0 + 3.5, 1e-12);
}

TEST(scores_agree_with_the_slow_reference) {
    for (std::uint64_t seed = 31; seed < 35; ++seed) {
        fixture::RandomPairsOptions options;
        options.seed = seed;
        const auto pairs = fixture::randomPairs(options);
        const TemporaryFolder folder;
        const auto index = indexOf(folder, pairs, options.features);
        for (const TokenScope scope : scopes) {
            for (const auto weighting : {ScoreWeighting::Sign, ScoreWeighting::Magnitude}) {
                const auto weighted = weightFeatures(computeContrasts(*index, scope), 7, weighting);
                CHECK_EQ(weighted.size(), 7u);
                std::map<std::uint32_t, double> byFeature;
                for (const WeightedFeature& entry : weighted) {
                    byFeature[entry.feature.value()] = entry.weight;
                }
                const auto scores = pairScores(*index, weighted, scope);
                CHECK_EQ(scores.size(), pairs.size());
                for (std::uint32_t p = 0; p < pairs.size(); ++p) {
                    CHECK_NEAR(scores[p], reference::pairScore(pairs[p], byFeature, scope), 1e-7);
                    CHECK_EQ(scores[p], pairScore(*index, PairIndex(p), weighted, scope));
                }
            }
        }
    }
}

TEST(swapped_answers_negate_the_score_and_unknown_features_do_nothing) {
    fixture::RandomPairsOptions options;
    auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, options.features);
    for (IndexedPair& pair : pairs) {
        std::swap(pair.segments[1], pair.segments[2]);
    }
    const auto swapped = indexOf(folder, pairs, options.features, "swapped");
    const std::vector<WeightedFeature> weights = {{FeatureId(2), 1.0}, {FeatureId(5), -1.0}, {FeatureId(999999), 1e9}};
    double largest = 0.0;
    for (std::uint32_t p = 0; p < pairs.size(); ++p) {
        const double score = pairScore(*index, PairIndex(p), weights, TokenScope::AllTokens);
        CHECK_NEAR(score, -pairScore(*swapped, PairIndex(p), weights, TokenScope::AllTokens), 1e-9);
        largest = std::max(largest, std::abs(score));
    }
    CHECK(largest > 0.0);
    CHECK_EQ(pairScore(*index, PairIndex(1u << 30), weights, TokenScope::AllTokens), 0.0);
    for (const double score : pairScores(*index, {}, TokenScope::AllTokens)) {
        CHECK_EQ(score, 0.0);
    }
}

TEST(a_side_without_positions_counts_nothing) {
    IndexedPair pair;
    pair.segments[1].text = "x";
    pair.segments[1].tokens.resize(1);
    pair.segments[1].latents = {{{FeatureId(0), 2.0f}}};
    const TemporaryFolder folder;
    const auto index = indexOf(folder, {pair}, 2);
    const std::vector<WeightedFeature> weights = {{FeatureId(0), 1.0}};
    CHECK_EQ(pairScore(*index, PairIndex(0), weights, TokenScope::AllTokens), 2.0);
    CHECK_EQ(pairScore(*index, PairIndex(0), weights, TokenScope::SentenceEnds), 0.0);
}
