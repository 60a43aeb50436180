// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/contrast.h"
#include "core/features/subset_contrast.h"
#include "tests/features/index_fixture.h"
#include "tests/features/slow_statistics.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <map>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

constexpr TokenScope scopes[] = {TokenScope::SentenceEnds, TokenScope::AllTokens};

std::shared_ptr<const FeatureIndex> indexOf(const TemporaryFolder& folder, const std::vector<IndexedPair>& pairs,
                                            std::uint32_t features, const char* name = "index") {
    fixture::writeIndex(folder.path() / name, pairs, fixture::manifestFor(features), 7);
    auto index = FeatureIndex::open(folder.path() / name);
    CHECK_OK(index);
    return *index;
}

SubsetContrast made(double z, std::uint64_t firingPairs) {
    SubsetContrast contrast;
    contrast.z = z;
    contrast.firingPairs = firingPairs;
    return contrast;
}

}  // namespace

TEST(subset_contrasts_agree_with_the_slow_reference) {
    fixture::RandomPairsOptions options;
    options.pairs = 45;
    const auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, options.features);
    std::map<std::string, std::vector<std::size_t>> pairsOf;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        pairsOf[pairs[p].subset].push_back(p);
    }
    CHECK_EQ(pairsOf.size(), 3u);
    for (const TokenScope scope : scopes) {
        const auto table = reference::pairTable(pairs, options.features, scope);
        for (std::uint32_t f = 0; f < options.features; ++f) {
            const auto contrasts = subsetContrasts(*index, FeatureId(f), scope);
            CHECK_EQ(contrasts.size(), 3u);
            for (std::size_t i = 0; i < contrasts.size(); ++i) {
                const SubsetContrast& got = contrasts[i];
                CHECK(i == 0 || got.pairs <= contrasts[i - 1].pairs);
                CHECK_EQ(got.merged, 0u);
                const auto& members = pairsOf.at(got.subset);
                CHECK_EQ(got.pairs, members.size());
                const auto wanted = reference::contrast(table, f, members, false);
                CHECK_NEAR(got.contrast, wanted.value, 1e-6);  // float32
                CHECK_NEAR(got.low, wanted.low, 1e-5);
                CHECK_NEAR(got.high, wanted.high, 1e-5);
                CHECK_NEAR(got.normalised, reference::contrast(table, f, members, true).value, 1e-6);
                double plus = 0.0;
                double minus = 0.0;
                std::uint64_t firing = 0;
                for (const std::size_t p : members) {
                    plus += table[f][p].chosen;
                    minus += table[f][p].rejected;
                    firing += table[f][p].chosen + table[f][p].rejected > 0.0 ? 1 : 0;
                }
                CHECK_NEAR(got.hChosen, plus, 1e-6 * (plus + minus));
                CHECK_NEAR(got.hRejected, minus, 1e-6 * (plus + minus));
                CHECK_EQ(got.firingPairs, firing);
                if (wanted.high < 1.0 && wanted.low > -1.0 && wanted.high - wanted.low > 1e-3) {  // not cut
                    const double error = (wanted.high - wanted.low) / 2.0 / 1.959963984540054;
                    CHECK_NEAR(got.z, wanted.value / error, 1e-3 * (1.0 + std::abs(got.z)));
                }
            }
        }
    }
    CHECK(subsetContrasts(*index, FeatureId(options.features), TokenScope::AllTokens).empty());
}

TEST(subsets_add_up_to_the_totals) {
    fixture::RandomPairsOptions options;
    options.pairs = 120;
    auto pairs = fixture::randomPairs(options);
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        pairs[p].subset = "s" + std::to_string(p % 40 < 4 ? 0 : p % 40);  // 37 names: 31 of their own, 6 together
    }
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, options.features);
    const auto& subsets = index->manifest().subsets;
    CHECK_EQ(subsets.size(), 32u);
    CHECK_EQ(subsets[0].name, "s0");
    CHECK_EQ(subsets[0].pairs, 12u);
    CHECK_EQ(subsets[1].name, "s10");  // the others are equally large: by name
    CHECK_EQ(subsets[31].name, "other");
    CHECK_EQ(subsets[31].merged, 6u);
    CHECK_EQ(subsets[31].pairs, 18u);
    for (const TokenScope scope : scopes) {
        const auto at = static_cast<std::size_t>(scope);
        std::vector<double> constants(subsets.size(), 0.0);
        for (std::uint32_t f = 0; f < options.features; ++f) {
            SubsetSums all;
            double size = 0.0;
            for (std::size_t i = 0; i < subsets.size(); ++i) {
                const SubsetSums sums = index->subsetSums(FeatureId(f), scope, i);
                all.difference += sums.difference;
                all.total += sums.total;
                all.differenceNormalised += sums.differenceNormalised;
                all.totalNormalised += sums.totalNormalised;
                all.moments.differences += sums.moments.differences;
                all.moments.products += sums.moments.products;
                all.moments.totals += sums.moments.totals;
                all.firingPairs += sums.firingPairs;
                size += std::abs(sums.difference);
                constants[i] += sums.total / options.features;
            }
            const FeatureSums& sums = index->sums(FeatureId(f), scope);
            const FeatureStatistics statistics = index->statistics(FeatureId(f), scope);
            const double mean = sums.chosenNormalised + sums.rejectedNormalised;
            CHECK_NEAR(all.difference, sums.chosen - sums.rejected, 1e-6 * size);
            CHECK_NEAR(all.total, 2.0 * sums.prompt + sums.chosen + sums.rejected, 1e-6 * all.total);
            CHECK_NEAR(all.differenceNormalised, sums.chosenNormalised - sums.rejectedNormalised, 1e-6 * mean);
            CHECK_NEAR(all.totalNormalised, mean, 1e-6 * mean);
            const double squares = statistics.moments.totals;
            CHECK_NEAR(all.moments.differences, statistics.moments.differences, 1e-6 * squares);
            CHECK_NEAR(all.moments.products, statistics.moments.products, 1e-6 * squares);
            CHECK_NEAR(all.moments.totals, squares, 1e-6 * squares);
            CHECK_EQ(all.firingPairs, statistics.firingPairs);
        }
        for (std::size_t i = 0; i < subsets.size(); ++i) {
            CHECK_NEAR(subsets[i].constant[at], constants[i], 1e-6 * constants[i]);
        }
    }
    const auto contrasts = subsetContrasts(*index, FeatureId(3), TokenScope::AllTokens);
    CHECK_EQ(contrasts.back().merged, 6u);
}

TEST(one_subset_is_the_whole) {
    fixture::RandomPairsOptions options;
    auto pairs = fixture::randomPairs(options);
    for (IndexedPair& pair : pairs) {
        pair.subset.clear();
    }
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, options.features);
    for (const FeatureContrast& whole : computeContrasts(*index, TokenScope::AllTokens)) {
        const auto parts = subsetContrasts(*index, whole.feature, TokenScope::AllTokens);
        CHECK_EQ(parts.size(), 1u);
        CHECK_EQ(parts[0].subset, "");
        CHECK_NEAR(parts[0].contrast, whole.contrast, 1e-6);
        CHECK_NEAR(parts[0].low, whole.contrastLow, 1e-5);
        CHECK_NEAR(parts[0].high, whole.contrastHigh, 1e-5);
        CHECK_NEAR(parts[0].normalised, whole.contrastNormalised, 1e-6);
        CHECK(!signFlips(parts));
    }
}

TEST(a_feature_that_changes_sides_is_found) {
    // Feature 0 speaks for the chosen answer in one subset and for the rejected one in the other; feature 1 for the
    // chosen answer in both; over all pairs feature 0 says nothing.
    std::vector<IndexedPair> pairs;
    for (std::size_t p = 0; p < 80; ++p) {
        IndexedPair pair;
        pair.id = std::to_string(p);
        pair.subset = p % 2 == 0 ? "harmful" : "benign";
        for (IndexedSegment& segment : pair.segments) {
            segment.tokens.resize(1);
            segment.latents.resize(1);
        }
        const float value = 1.0f + static_cast<float>(p / 2 % 5);
        pair.segments[p % 2 == 0 ? 1 : 2].latents[0].push_back({FeatureId(0), value});
        pair.segments[1].latents[0].push_back({FeatureId(1), value});
        pairs.push_back(std::move(pair));
    }
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, 2);
    const auto whole = computeContrasts(*index, TokenScope::AllTokens);
    CHECK_NEAR(whole[0].contrast, 0.0, 1e-12);
    CHECK(!whole[0].signStable && whole[1].signStable);
    const auto parts = subsetContrasts(*index, FeatureId(0), TokenScope::AllTokens);
    CHECK_EQ(parts[0].subset, "benign");
    CHECK(parts[0].high < 0.0 && parts[1].low > 0.0);
    CHECK(signFlips(parts));
    CHECK(!signFlips(subsetContrasts(*index, FeatureId(1), TokenScope::AllTokens)));
}

TEST(a_flip_has_to_be_beyond_chance) {
    CHECK(signFlips({made(3.0, 50), made(-3.0, 50)}));
    CHECK(!signFlips({made(3.0, 50), made(3.0, 50)}));
    CHECK(!signFlips({made(3.0, 50), made(-3.0, 9)}));   // too few pairs
    CHECK(!signFlips({made(2.1, 50), made(-2.1, 50)}));  // 0.036 twice: above 0.05 / 2
    CHECK(signFlips({made(2.3, 50), made(-2.3, 50)}));   // 0.021
    std::vector<SubsetContrast> many(30, made(0.5, 50));
    many[0] = made(3.0, 50);
    many[1] = made(-3.0, 50);
    CHECK(!signFlips(many));  // 0.0027 x 30
    CHECK(!signFlips({}));
}
