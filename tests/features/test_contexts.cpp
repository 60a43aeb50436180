// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/context_picker.h"
#include "core/features/feature_index.h"
#include "tests/features/index_fixture.h"
#include "tests/features/slow_reference.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

constexpr TokenScope scopes[] = {TokenScope::SentenceEnds, TokenScope::AllTokens};

std::shared_ptr<const FeatureIndex> indexOf(const TemporaryFolder& folder, const std::vector<IndexedPair>& pairs,
                                            std::uint32_t features) {
    fixture::writeIndex(folder.path() / "index", pairs, fixture::manifestFor(features), 16);
    auto index = FeatureIndex::open(folder.path() / "index");
    CHECK_OK(index);
    return *index;
}

std::vector<ContextRef> ofGroup(const std::vector<ContextRef>& contexts, ContextKind kind, int band) {
    std::vector<ContextRef> group;
    std::copy_if(contexts.begin(), contexts.end(), std::back_inserter(group),
                 [&](const ContextRef& context) { return context.kind == kind && context.band == band; });
    return group;
}

/// One pair whose chosen answer fires feature 0 with these values, one token each.
IndexedPair pairWithValues(const std::string& id, const std::vector<float>& values) {
    IndexedPair pair;
    pair.id = id;
    IndexedSegment& segment = pair.segments[1];
    for (const float value : values) {
        segment.text += "x";
        TokenInfo token;
        token.begin = static_cast<std::uint32_t>(segment.text.size() - 1);
        token.end = static_cast<std::uint32_t>(segment.text.size());
        segment.tokens.push_back(token);
        segment.latents.push_back({{FeatureId(0), value}});
    }
    return pair;
}

}  // namespace

TEST(top_contexts_agree_with_the_slow_reference) {
    fixture::RandomPairsOptions options;
    options.pairs = 120;
    options.features = 12;
    const auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, options.features);
    for (const TokenScope scope : scopes) {
        const auto all = reference::firings(pairs, scope);
        for (std::uint32_t f = 0; f < options.features; ++f) {
            const auto top = ofGroup(index->contexts(FeatureId(f), scope), ContextKind::Top, 0);
            const auto wanted = reference::topContexts(all, f, 24);
            CHECK_EQ(wanted.size(), 24u);
            CHECK_EQ(top.size(), wanted.size());
            for (std::size_t i = 0; i < top.size(); ++i) {
                CHECK_EQ(top[i].pair.value(), wanted[i].pair);
                CHECK(top[i].segment == wanted[i].segment);
                CHECK_EQ(top[i].token, wanted[i].token);
                CHECK_EQ(top[i].value, wanted[i].value);
            }
        }
    }
}

TEST(every_context_is_a_real_firing_in_its_group_and_order) {
    fixture::RandomPairsOptions options;
    options.pairs = 120;
    options.features = 12;
    options.seed = 9;
    const auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, options.features);
    for (const TokenScope scope : scopes) {
        const auto all = reference::firings(pairs, scope);
        for (std::uint32_t f = 0; f < options.features; ++f) {
            std::set<std::tuple<std::uint32_t, int, std::uint32_t, float>> real;
            for (const auto& firing : all.at(f)) {
                real.emplace(firing.pair, static_cast<int>(firing.segment), firing.token, firing.value);
            }
            const auto contexts = index->contexts(FeatureId(f), scope);
            std::set<std::tuple<int, int, std::uint32_t>> pairsOfGroup;
            int step = 0;  // 0 top, 1..10 bands 9..0, 11 random: must never fall
            float previousLowest = std::numeric_limits<float>::infinity();
            float lowest = previousLowest;
            for (const ContextRef& context : contexts) {
                CHECK(real.contains(
                    {context.pair.value(), static_cast<int>(context.segment), context.token, context.value}));
                CHECK(pairsOfGroup.emplace(static_cast<int>(context.kind), context.band, context.pair.value()).second);
                const int now = context.kind == ContextKind::Top        ? 0
                                : context.kind == ContextKind::Quantile ? 10 - context.band
                                                                        : 11;
                CHECK(now >= step);
                if (context.kind == ContextKind::Quantile) {  // bands do not overlap
                    if (now != step) {
                        previousLowest = lowest;
                    }
                    CHECK(context.value <= previousLowest);
                    lowest = now != step ? context.value : std::min(lowest, context.value);
                }
                step = now;
            }
            CHECK_EQ(ofGroup(contexts, ContextKind::Random, 0).size(), 8u);
            CHECK_EQ(ofGroup(contexts, ContextKind::Quantile, 9).size(), 3u);
            for (int band = 0; band < 10; ++band) {
                CHECK(ofGroup(contexts, ContextKind::Quantile, band).size() <= 3u);
            }
        }
    }
}

TEST(a_pair_gives_a_group_its_best_firing_only) {
    // 30 pairs, each with a loud and a quiet firing; pair 7 holds the two loudest of all.
    std::vector<IndexedPair> pairs;
    for (int i = 0; i < 30; ++i) {
        pairs.push_back(pairWithValues("p" + std::to_string(i), {1.0f, 2.0f + static_cast<float>(i) / 8}));
    }
    pairs[7] = pairWithValues("p7", {50.0f, 60.0f, 55.0f});
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, 1);
    const auto top = ofGroup(index->contexts(FeatureId(0), TokenScope::AllTokens), ContextKind::Top, 0);
    CHECK_EQ(top.size(), 24u);
    CHECK_EQ(top[0].pair.value(), 7u);
    CHECK_EQ(top[0].token, 1u);
    CHECK_EQ(top[0].value, 60.0f);
    CHECK_EQ(top[1].pair.value(), 29u);
    CHECK_EQ(top[22].pair.value(), 8u);
    CHECK_EQ(top[23].pair.value(), 6u);                                      // pair 7 has its place already
    CHECK(index->contexts(FeatureId(0), TokenScope::SentenceEnds).empty());  // no token ends a sentence
}

TEST(quantile_bands_are_deciles) {
    // 2,000 values spread evenly over the logarithm: each band must hold about a tenth of them.
    std::vector<float> values;
    ActivationHistogram histogram;
    for (int i = 0; i < 2000; ++i) {
        values.push_back(static_cast<float>(0.05 * std::pow(200.0, (i + 0.5) / 2000)));
        ++histogram.chosen[ActivationHistogram::binOf(values.back())];
    }
    const BandCuts cuts = bandCuts(histogram, values.back());
    CHECK(std::is_sorted(cuts.begin(), cuts.end()));
    for (std::size_t i = 0; i < cuts.size(); ++i) {
        const auto below = std::lower_bound(values.begin(), values.end(), cuts[i]) - values.begin();
        CHECK_NEAR(below, 200.0 * static_cast<double>(i + 1), 12);
    }
    // One value only: the cuts are in order and around it, and an empty histogram does no harm.
    ActivationHistogram single;
    single.prompt[ActivationHistogram::binOf(3.0f)] = 1;
    const BandCuts narrow = bandCuts(single, 3.0f);
    CHECK(std::is_sorted(narrow.begin(), narrow.end()));
    CHECK(narrow.back() <= 3.0f);
    CHECK_EQ(bandCuts({}, 0.0f)[4], 0.0f);
}

TEST(random_contexts_are_a_fair_sample) {
    // 400 features fire once in each of 40 pairs: each pair should be drawn 400 * 8 / 40 = 80 times. The binomial
    // standard deviation is 8; 5 of them are allowed.
    std::vector<IndexedPair> pairs(40);
    constexpr std::uint32_t features = 400;
    for (std::size_t p = 0; p < pairs.size(); ++p) {
        pairs[p] = pairWithValues("p" + std::to_string(p), {1.0f});
        pairs[p].segments[1].latents[0].clear();
        for (std::uint32_t f = 0; f < features; ++f) {
            pairs[p].segments[1].latents[0].push_back({FeatureId(f), 1.0f});
        }
    }
    const TemporaryFolder folder;
    const auto index = indexOf(folder, pairs, features);
    std::vector<int> drawn(pairs.size(), 0);
    for (std::uint32_t f = 0; f < features; ++f) {
        for (const auto& context :
             ofGroup(index->contexts(FeatureId(f), TokenScope::AllTokens), ContextKind::Random, 0)) {
            ++drawn[context.pair.value()];
        }
    }
    for (const int count : drawn) {
        CHECK_NEAR(count, 80, 40);
    }
}

TEST(histogram_bins_cover_the_axis) {
    CHECK_EQ(ActivationHistogram::binOf(1e-6f), 0u);
    CHECK_EQ(ActivationHistogram::binOf(ActivationHistogram::lowest), 0u);
    CHECK_EQ(ActivationHistogram::binOf(1.0f), 12u);  // 64 = 12 half octaves above 1/64
    CHECK_EQ(ActivationHistogram::binOf(1.4f), 12u);
    CHECK_EQ(ActivationHistogram::binOf(1.42f), 13u);
    CHECK_EQ(ActivationHistogram::binOf(65504.0f), ActivationHistogram::bins - 1);
    for (std::size_t bin = 1; bin < ActivationHistogram::bins; ++bin) {
        const auto edge = static_cast<float>(ActivationHistogram::lowerEdge(bin));
        CHECK_EQ(ActivationHistogram::binOf(edge * 1.0001f), bin);
        CHECK_EQ(ActivationHistogram::binOf(edge * 0.9999f), bin - 1);
    }
}
