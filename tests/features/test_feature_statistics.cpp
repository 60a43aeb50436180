// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/contrast.h"
#include "core/features/split_half.h"
#include "tests/features/index_fixture.h"
#include "tests/features/slow_statistics.h"
#include "tests/support/check.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

constexpr TokenScope scopes[] = {TokenScope::SentenceEnds, TokenScope::AllTokens};

std::shared_ptr<const FeatureIndex> indexOf(const TemporaryFolder& folder, const std::vector<IndexedPair>& pairs,
                                            std::uint32_t features, const char* name = "index",
                                            std::uint32_t pairsPerShard = 5) {
    fixture::writeIndex(folder.path() / name, pairs, fixture::manifestFor(features), pairsPerShard);
    auto index = FeatureIndex::open(folder.path() / name);
    CHECK_OK(index);
    return *index;
}

std::vector<double> numbersOf(const FeatureContrast& c) {
    return {c.contrast,       c.contrastLow,   c.contrastHigh, c.contrastNormalised, c.normalisedLow,
            c.normalisedHigh, c.effectSize,    c.effectLow,    c.effectHigh,         c.z,
            c.contrastHalfA,  c.contrastHalfB, c.splitHalf};
}

/// Feature 0 fires `chosen` at the one chosen position and `rejected` at the one rejected position.
IndexedPair simplePair(std::size_t number, float chosen, float rejected) {
    IndexedPair pair;
    pair.id = "p" + std::to_string(number);
    for (IndexedSegment& segment : pair.segments) {
        segment.tokens.resize(1);
        segment.tokens[0].sentenceEnd = true;
        segment.latents.resize(1);
    }
    pair.segments[1].latents[0] = {{FeatureId(0), chosen}};
    pair.segments[2].latents[0] = {{FeatureId(0), rejected}};
    return pair;
}

}  // namespace

TEST(statistics_agree_with_the_slow_reference) {
    std::size_t stable = 0;
    for (std::uint64_t seed = 31; seed < 36; ++seed) {
        fixture::RandomPairsOptions options;
        options.seed = seed;
        options.pairs = seed == 35 ? 2 : 40;
        const auto pairs = fixture::randomPairs(options);
        const TemporaryFolder folder;
        const auto index = indexOf(folder, pairs, options.features);
        const auto everything = reference::allPairs(pairs.size());
        const auto even = reference::pairsOfFolds(pairs, {0, 2, 4, 6, 8, 10, 12, 14});
        const auto odd = reference::pairsOfFolds(pairs, {1, 3, 5, 7, 9, 11, 13, 15});
        for (const TokenScope scope : scopes) {
            const auto contrasts = computeContrasts(*index, scope);
            const auto table = reference::pairTable(pairs, options.features, scope);
            for (std::uint32_t f = 0; f < options.features; ++f) {
                const FeatureContrast& got = contrasts[f];
                const auto paper = reference::contrast(table, f, everything, false);
                CHECK_NEAR(got.contrast, paper.value, 1e-9);
                CHECK_NEAR(got.contrastLow, paper.low, 1e-8);
                CHECK_NEAR(got.contrastHigh, paper.high, 1e-8);
                const auto normalised = reference::contrast(table, f, everything, true);
                CHECK_NEAR(got.contrastNormalised, normalised.value, 1e-9);
                CHECK_NEAR(got.normalisedLow, normalised.low, 1e-8);
                CHECK_NEAR(got.normalisedHigh, normalised.high, 1e-8);
                const auto effect = reference::effect(table[f]);
                CHECK_NEAR(got.effectSize, effect.size.value, 1e-8);
                CHECK_NEAR(got.effectLow, effect.size.low, 1e-7);
                CHECK_NEAR(got.effectHigh, effect.size.high, 1e-7);
                CHECK_NEAR(got.z, effect.z, 1e-7);
                // Fold sums are float32: seven digits.
                const double halfA = reference::contrast(table, f, even, false).value;
                const double halfB = reference::contrast(table, f, odd, false).value;
                CHECK_NEAR(got.contrastHalfA, halfA, 1e-6);
                CHECK_NEAR(got.contrastHalfB, halfB, 1e-6);
                const double splitHalf =
                    reference::splitHalf(reference::foldDifferences(pairs, table[f]), foldSplits());
                CHECK_NEAR(got.splitHalf, splitHalf, 1e-12);
                const bool sameSign = halfA * paper.value > 0.0 && halfB * paper.value > 0.0;
                CHECK_EQ(got.signStable, sameSign && splitHalf >= 0.95);
                stable += got.signStable ? 1 : 0;
                const auto fires = [](const reference::PairValues& one) { return one.chosen + one.rejected > 0.0; };
                CHECK_EQ(got.firingPairs,
                         static_cast<std::uint64_t>(std::count_if(table[f].begin(), table[f].end(), fires)));
                for (const double number : numbersOf(got)) {
                    CHECK(std::isfinite(number));
                }
            }
        }
    }
    CHECK(stable > 0);
}

TEST(moments_are_those_of_the_pairs) {
    fixture::RandomPairsOptions options;
    const auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, options.features);
    for (const TokenScope scope : scopes) {
        const auto table = reference::pairTable(pairs, options.features, scope);
        for (std::uint32_t f = 0; f < options.features; ++f) {
            double sums[8] = {};
            for (const auto& one : table[f]) {
                const double d = one.chosenMean - one.rejectedMean;
                sums[0] += one.chosen * one.chosen;
                sums[1] += one.rejected * one.rejected;
                sums[2] += one.chosen * one.rejected;
                sums[3] += one.chosenMean * one.chosenMean;
                sums[4] += one.rejectedMean * one.rejectedMean;
                sums[5] += one.chosenMean * one.rejectedMean;
                sums[6] += d * d * d;
                sums[7] += d * d * d * d;
            }
            const FeatureStatistics got = index->statistics(FeatureId(f), scope);
            const double* of = sums;
            for (const PairMoments* m : {&got.moments, &got.normalisedMoments}) {
                const double scale = 1e-9 * (1.0 + of[0] + of[1]);
                CHECK_NEAR((m->totals + 2.0 * m->products + m->differences) / 4.0, of[0], scale);
                CHECK_NEAR((m->totals - 2.0 * m->products + m->differences) / 4.0, of[1], scale);
                CHECK_NEAR((m->totals - m->differences) / 4.0, of[2], scale);
                of += 3;
            }
            CHECK_NEAR(got.cubes, sums[6], 1e-9 * (1.0 + std::abs(sums[6])));
            CHECK_NEAR(got.fourthPowers, sums[7], 1e-9 * (1.0 + sums[7]));
        }
    }
}

TEST(folds_add_up_to_the_totals_and_do_not_depend_on_the_order) {
    fixture::RandomPairsOptions options;
    options.pairs = 60;
    auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, options.features, "a");
    std::set<std::size_t> used;
    for (const IndexedPair& pair : pairs) {
        used.insert(reference::foldOf(pair.id));
    }
    CHECK(used.size() > 12);
    std::reverse(pairs.begin(), pairs.end());
    const auto reversed = indexOf(folder, pairs, options.features, "b", 1000);
    for (const TokenScope scope : scopes) {
        for (std::uint32_t f = 0; f < options.features; ++f) {
            const FeatureSums& sums = index->sums(FeatureId(f), scope);
            const FeatureStatistics statistics = index->statistics(FeatureId(f), scope);
            double difference = 0.0;
            double total = 0.0;
            double size = 0.0;
            for (std::size_t fold = 0; fold < FeatureStatistics::folds; ++fold) {
                difference += statistics.difference[fold];
                total += statistics.total[fold];
                size += std::abs(statistics.difference[fold]);
                CHECK(std::abs(statistics.difference[fold]) <= statistics.total[fold]);
            }
            CHECK_NEAR(difference, sums.chosen - sums.rejected, 1e-6 * size);
            CHECK_NEAR(total, 2.0 * sums.prompt + sums.chosen + sums.rejected, 1e-6 * total);
            const FeatureStatistics other = reversed->statistics(FeatureId(f), scope);
            CHECK(statistics.difference == other.difference);
            CHECK(statistics.total == other.total);
            CHECK_EQ(statistics.firingPairs, other.firingPairs);
        }
    }
}

TEST(swapping_the_answers_mirrors_every_statistic) {
    fixture::RandomPairsOptions options;
    options.pairs = 50;
    auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    const auto before = indexOf(folder, pairs, options.features, "a");
    for (IndexedPair& pair : pairs) {
        std::swap(pair.segments[1], pair.segments[2]);
    }
    const auto after = indexOf(folder, pairs, options.features, "b");
    for (const TokenScope scope : scopes) {
        const auto a = computeContrasts(*before, scope);
        const auto b = computeContrasts(*after, scope);
        for (std::size_t f = 0; f < a.size(); ++f) {
            CHECK_NEAR(a[f].contrast, -b[f].contrast, 1e-12);
            CHECK_NEAR(a[f].contrastLow, -b[f].contrastHigh, 1e-12);
            CHECK_NEAR(a[f].contrastHigh, -b[f].contrastLow, 1e-12);
            CHECK_NEAR(a[f].normalisedLow, -b[f].normalisedHigh, 1e-12);
            CHECK_NEAR(a[f].effectSize, -b[f].effectSize, 1e-12);
            CHECK_NEAR(a[f].effectLow, -b[f].effectHigh, 1e-12);
            CHECK_NEAR(a[f].effectHigh, -b[f].effectLow, 1e-12);
            CHECK_NEAR(a[f].z, -b[f].z, 1e-11);
            CHECK_NEAR(a[f].contrastHalfA, -b[f].contrastHalfA, 1e-12);
            CHECK_NEAR(a[f].contrastHalfB, -b[f].contrastHalfB, 1e-12);
            CHECK_EQ(a[f].splitHalf, b[f].splitHalf);
            CHECK_EQ(a[f].signStable, b[f].signStable);
        }
    }
}

TEST(one_pair_and_dead_features_give_documented_numbers) {
    const TemporaryFolder folder;
    const auto index = indexOf(folder, {simplePair(0, 3.0f, 1.0f)}, 2);
    const auto contrasts = computeContrasts(*index, TokenScope::SentenceEnds);
    CHECK_NEAR(contrasts[0].contrast, 2.0 / (4.0 + 2.0), 1e-12);
    CHECK_EQ(contrasts[0].contrastLow, -1.0);
    CHECK_EQ(contrasts[0].contrastHigh, 1.0);
    for (const double number : {contrasts[0].effectSize, contrasts[0].effectLow, contrasts[0].effectHigh,
                                contrasts[0].z, contrasts[0].splitHalf}) {
        CHECK_EQ(number, 0.0);
    }
    CHECK(!contrasts[0].signStable);
    CHECK_EQ(contrasts[0].firingPairs, 1u);
    CHECK(contrasts[1].dead && !contrasts[1].signStable);
    for (const double number : numbersOf(contrasts[1])) {
        CHECK_EQ(number, 0.0);
    }
    fixture::writeIndex(folder.path() / "empty", {}, fixture::manifestFor(4), 5);
    const auto empty = FeatureIndex::open(folder.path() / "empty");
    CHECK_OK(empty);
    for (const FeatureContrast& contrast : computeContrasts(**empty, TokenScope::AllTokens)) {
        CHECK(contrast.dead);
        CHECK_EQ(contrast.contrastHigh, 0.0);
    }
}

TEST(without_spread_there_is_no_effect_size) {
    std::vector<IndexedPair> pairs;
    for (std::size_t i = 0; i < 200; ++i) {
        pairs.push_back(simplePair(i, 0.3f, 0.1f));
    }
    const TemporaryFolder folder;
    const auto contrast = computeContrasts(*indexOf(folder, pairs, 1), TokenScope::AllTokens)[0];
    CHECK(contrast.contrast > 0.2);
    CHECK_NEAR(contrast.contrastLow, contrast.contrast, 1e-6);  // the same in every pair
    CHECK_NEAR(contrast.contrastHigh, contrast.contrast, 1e-6);
    CHECK_EQ(contrast.effectSize, 0.0);
    CHECK_EQ(contrast.effectHigh, 0.0);
    CHECK_EQ(contrast.z, 0.0);
    CHECK_EQ(contrast.splitHalf, 1.0);
    CHECK(contrast.signStable);
    // All pairs in one fold: no half is left to agree with.
    for (IndexedPair& pair : pairs) {
        pair.id = "the same";
    }
    const auto single = computeContrasts(*indexOf(folder, pairs, 1, "single"), TokenScope::AllTokens)[0];
    CHECK_EQ(single.splitHalf, 0.0);
    CHECK(!single.signStable);
}

TEST(splits_are_distinct_halves) {
    std::set<unsigned> seen;
    for (const std::uint16_t split : foldSplits()) {
        CHECK_EQ(std::popcount(split), 8);
        CHECK_EQ(split & 1, 1);  // so a split never comes back as its own complement
        CHECK(seen.insert(split).second);
    }
    CHECK_EQ(seen.size(), 100u);
}

TEST(measures_have_names_and_rank) {
    std::vector<FeatureContrast> contrasts(4);
    for (std::uint32_t f = 0; f < 4; ++f) {
        contrasts[f].feature = FeatureId(f);
    }
    contrasts[0].contrast = -0.9;
    contrasts[1].contrastNormalised = 0.8;
    contrasts[2].effectSize = -0.7;
    contrasts[3].contrast = contrasts[3].contrastNormalised = contrasts[3].effectSize = 5.0;
    contrasts[3].dead = true;
    std::uint32_t wanted = 0;
    for (const auto measure : {ContrastMeasure::Paper, ContrastMeasure::Normalised, ContrastMeasure::EffectSize}) {
        CHECK_EQ(strongestFeatures(contrasts, 1, measure)[0].value(), wanted++);
        CHECK_EQ(strongestFeatures(contrasts, 9, measure).size(), 3u);
        const auto parsed = contrastMeasureFromName(contrastMeasureName(measure));
        CHECK_OK(parsed);
        CHECK(*parsed == measure);
    }
    CHECK(strongestFeatures(contrasts, 3) == strongestFeatures(contrasts, 3, ContrastMeasure::Paper));
    CHECK(!contrastMeasureFromName("Effect"));
    CHECK(!contrastMeasureFromName(""));
}
