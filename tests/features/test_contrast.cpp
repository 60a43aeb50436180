// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/contrast.h"
#include "tests/features/index_fixture.h"
#include "tests/features/slow_reference.h"
#include "tests/support/check.h"

#include <cmath>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

constexpr TokenScope scopes[] = {TokenScope::SentenceEnds, TokenScope::AllTokens};

IndexedSegment segmentWith(const std::vector<std::vector<LatentEntry>>& latents) {
    IndexedSegment segment;
    segment.latents = latents;
    segment.tokens.resize(latents.size());
    for (TokenInfo& token : segment.tokens) {
        token.sentenceEnd = true;
    }
    return segment;
}

FeatureContrast made(std::uint32_t id, double value, bool dead = false) {
    FeatureContrast contrast;
    contrast.feature = FeatureId(id);
    contrast.contrast = value;
    contrast.dead = dead;
    return contrast;
}

}  // namespace

TEST(contrast_of_a_pair_worked_by_hand) {
    // Prompt: feature 0 fires 1 at one of two positions. Chosen: feature 0 fires 2. Rejected: feature 1 fires 4, at two
    // positions. h+ = (3, 0), h- = (1, 8), C = (3 + 0 + 1 + 8) / 3 features = 4.
    IndexedPair pair;
    pair.segments[0] = segmentWith({{{FeatureId(0), 1.0f}}, {}});
    pair.segments[1] = segmentWith({{{FeatureId(0), 2.0f}}});
    pair.segments[2] = segmentWith({{{FeatureId(1), 4.0f}}, {{FeatureId(1), 4.0f}}});
    const TemporaryFolder folder;
    fixture::writeIndex(folder.path() / "index", {pair}, fixture::manifestFor(3), 5);
    const auto index = FeatureIndex::open(folder.path() / "index");
    CHECK_OK(index);
    const auto contrasts = computeContrasts(**index, TokenScope::SentenceEnds);
    CHECK_EQ(contrasts.size(), 3u);
    CHECK_NEAR(contrasts[0].hChosen, 3.0, 1e-12);
    CHECK_NEAR(contrasts[0].hRejected, 1.0, 1e-12);
    CHECK_NEAR(contrasts[0].contrast, 2.0 / (4.0 + 4.0), 1e-12);
    CHECK_NEAR(contrasts[1].contrast, -8.0 / (8.0 + 4.0), 1e-12);
    CHECK_EQ(contrasts[2].contrast, 0.0);
    CHECK(contrasts[2].dead && !contrasts[0].dead);
    // Normalised: chosen side 3 positions, rejected side 4. h+ = (1, 0), h- = (1/4, 2), C = 3.25 / 3.
    CHECK_NEAR(contrasts[0].contrastNormalised, 0.75 / (1.25 + 3.25 / 3), 1e-12);
    CHECK_NEAR(contrasts[1].contrastNormalised, -2.0 / (2.0 + 3.25 / 3), 1e-12);
    CHECK_NEAR(contrasts[0].density, 2.0 / 5.0, 1e-12);
    CHECK_EQ(contrasts[1].maximum, 4.0);
}

TEST(contrasts_agree_with_the_slow_reference) {
    for (std::uint64_t seed = 21; seed < 25; ++seed) {
        fixture::RandomPairsOptions options;
        options.seed = seed;
        const auto pairs = fixture::randomPairs(options);
        const TemporaryFolder folder;
        fixture::writeIndex(folder.path() / "index", pairs, fixture::manifestFor(options.features), 5);
        const auto index = FeatureIndex::open(folder.path() / "index");
        CHECK_OK(index);
        for (const TokenScope scope : scopes) {
            const auto contrasts = computeContrasts(**index, scope);
            const auto wanted = reference::contrasts(pairs, options.features, scope);
            const auto all = reference::firings(pairs, scope);
            std::uint64_t positions = 0;
            for (const IndexedPair& pair : pairs) {
                for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
                    positions += reference::positions(pair, segment, scope);
                }
            }
            for (std::uint32_t f = 0; f < options.features; ++f) {
                CHECK_EQ(contrasts[f].feature.value(), f);
                CHECK_NEAR(contrasts[f].contrast, wanted[f].paper, 1e-9);
                CHECK_NEAR(contrasts[f].contrastNormalised, wanted[f].normalised, 1e-9);
                const std::size_t firings = all.contains(f) ? all.at(f).size() : 0;
                CHECK_NEAR(contrasts[f].density, static_cast<double>(firings) / static_cast<double>(positions), 1e-12);
                CHECK_EQ(contrasts[f].dead, firings == 0);
            }
        }
    }
}

TEST(swapping_the_answers_flips_every_contrast) {
    fixture::RandomPairsOptions options;
    auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    fixture::writeIndex(folder.path() / "a", pairs, fixture::manifestFor(options.features), 5);
    for (IndexedPair& pair : pairs) {
        std::swap(pair.segments[1], pair.segments[2]);
    }
    fixture::writeIndex(folder.path() / "b", pairs, fixture::manifestFor(options.features), 5);
    const auto a = computeContrasts(**FeatureIndex::open(folder.path() / "a"), TokenScope::AllTokens);
    const auto b = computeContrasts(**FeatureIndex::open(folder.path() / "b"), TokenScope::AllTokens);
    double strongest = 0.0;
    for (std::size_t f = 0; f < a.size(); ++f) {
        CHECK_NEAR(a[f].contrast, -b[f].contrast, 1e-12);
        CHECK_NEAR(a[f].contrastNormalised, -b[f].contrastNormalised, 1e-12);
        CHECK_EQ(a[f].density, b[f].density);
        strongest = std::max(strongest, std::abs(a[f].contrast));
    }
    CHECK(strongest > 0.01);
}

TEST(strongest_features_are_ranked_and_never_dead) {
    const std::vector<FeatureContrast> contrasts = {made(0, 0.1), made(1, -0.5), made(2, 0.9, true),
                                                    made(3, 0.5), made(4, 0.0),  made(5, std::nan("")),
                                                    made(6, -0.7)};
    const auto strongest = strongestFeatures(contrasts, 4);
    CHECK_EQ(strongest.size(), 4u);
    CHECK_EQ(strongest[0].value(), 6u);
    CHECK_EQ(strongest[1].value(), 1u);  // a tie with 3 goes to the smaller id
    CHECK_EQ(strongest[2].value(), 3u);
    CHECK_EQ(strongest[3].value(), 0u);
    CHECK_EQ(strongestFeatures(contrasts, 100).size(), 5u);
    CHECK(strongestFeatures({}, 3).empty());
}
