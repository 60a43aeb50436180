// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/features/contrast.h"
#include "tests/features/index_fixture.h"
#include "tests/features/slow_statistics.h"
#include "tests/support/check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

/// The intervals against what they claim: a bootstrap over pairs, data whose true values are known, and labels that say
/// nothing. All seeded, so that a run is the same everywhere.
using namespace saferscope;
using check::TemporaryFolder;

namespace {

constexpr std::size_t chosenTokens = 5;
constexpr std::size_t rejectedTokens = 3;

/// How a group of features fires: in a share `topic` of the pairs at all, and there at each position with the chance
/// given, with values k / 8, k uniform in 1 .. 16.
struct Group {
    double topic = 0.0;
    double chosen = 0.0;
    double rejected = 0.0;
};

constexpr double meanValue = 8.5 / 8.0;
constexpr double meanSquare = 93.5 / 64.0;

double trueDifference(const Group& g) { return g.topic * meanValue * (5.0 * g.chosen - 3.0 * g.rejected); }
double trueTotal(const Group& g) { return g.topic * meanValue * (5.0 * g.chosen + 3.0 * g.rejected); }
double trueMeanDifference(const Group& g) { return g.topic * meanValue * (g.chosen - g.rejected); }
double trueMeanTotal(const Group& g) { return g.topic * meanValue * (g.chosen + g.rejected); }
double trueEffect(const Group& g) {
    const auto variance = [](double p) { return p * meanSquare - p * p * meanValue * meanValue; };
    const double within = variance(g.chosen) / 5.0 + variance(g.rejected) / 3.0;
    const double gap = meanValue * (g.chosen - g.rejected);
    const double square = g.topic * (within + gap * gap);
    return trueMeanDifference(g) / std::sqrt(square - trueMeanDifference(g) * trueMeanDifference(g));
}

/// `perGroup` features for each group, all independent, answers of 5 and 3 positions without a prompt. With
/// `randomLabels`, both answers have 4 positions and the two change places by a coin.
std::vector<IndexedPair> simulate(const std::vector<Group>& groups, std::uint32_t perGroup, std::size_t count,
                                  std::uint64_t seed, bool randomLabels = false) {
    Random random(seed);
    std::vector<IndexedPair> pairs(count);
    for (std::size_t p = 0; p < count; ++p) {
        IndexedPair& pair = pairs[p];
        pair.id = "simulated-" + std::to_string(p);
        const std::size_t lengths[] = {0, randomLabels ? 4 : chosenTokens, randomLabels ? 4 : rejectedTokens};
        for (std::size_t s = 0; s < 3; ++s) {
            pair.segments[s].tokens.resize(lengths[s]);
            pair.segments[s].latents.resize(lengths[s]);
        }
        for (std::uint32_t f = 0; f < groups.size() * perGroup; ++f) {
            const Group& group = groups[f / perGroup];
            if (random.uniform() >= group.topic) {
                continue;
            }
            for (const std::size_t s : {1u, 2u}) {
                for (auto& latents : pair.segments[s].latents) {
                    if (random.uniform() < (s == 1 ? group.chosen : group.rejected)) {
                        latents.push_back({FeatureId(f), static_cast<float>(1 + random.below(16)) / 8.0f});
                    }
                }
            }
        }
        if (randomLabels && random.below(2) == 0) {
            std::swap(pair.segments[1], pair.segments[2]);
        }
    }
    return pairs;
}

std::vector<FeatureContrast> contrastsOf(const std::vector<IndexedPair>& pairs, std::uint32_t features) {
    const TemporaryFolder folder;
    fixture::writeIndex(folder.path() / "index", pairs, fixture::manifestFor(features), 200);
    const auto index = FeatureIndex::open(folder.path() / "index");
    CHECK_OK(index);
    return computeContrasts(**index, TokenScope::AllTokens);
}

double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5)];
}

/// How far an interval's ends lie outside the bootstrap's quantiles, in widths of the interval: the least (below 0:
/// inside) and the most of all features.
struct Off {
    double least = 0.0;
    double most = 0.0;
    void add(double low, double high, const std::vector<double>& values) {
        const double width = high - low;
        for (const double end : {quantile(values, 0.025) - low, high - quantile(values, 0.975)}) {
            least = std::min(least, end / width);
            most = std::max(most, end / width);
        }
    }
};

/// Of contrast, normalised contrast and effect size. The bootstrap redraws pairs 2,000 times and computes everything
/// again, C included.
std::array<Off, 3> againstBootstrap(const std::vector<IndexedPair>& pairs, std::uint32_t features) {
    const auto contrasts = contrastsOf(pairs, features);
    const auto table = reference::pairTable(pairs, features, TokenScope::AllTokens);
    std::vector<std::array<std::vector<double>, 3>> drawn(features);
    const double n = static_cast<double>(pairs.size());
    Random random(99);
    for (int draw = 0; draw < 2000; ++draw) {
        std::vector<std::size_t> chosen(pairs.size());
        for (std::size_t& p : chosen) {
            p = random.below(pairs.size());
        }
        std::vector<std::array<double, 5>> sums(features, {0, 0, 0, 0, 0});
        double constant = 0.0;
        double constantMean = 0.0;
        for (std::uint32_t f = 0; f < features; ++f) {
            for (const std::size_t p : chosen) {
                const auto& one = table[f][p];
                const double d = one.chosenMean - one.rejectedMean;
                sums[f][0] += one.chosen;
                sums[f][1] += one.rejected;
                sums[f][2] += one.chosenMean;
                sums[f][3] += one.rejectedMean;
                sums[f][4] += d * d;
            }
            constant += (sums[f][0] + sums[f][1]) / features;
            constantMean += (sums[f][2] + sums[f][3]) / features;
        }
        for (std::uint32_t f = 0; f < features; ++f) {
            const auto& [a, b, aMean, bMean, square] = sums[f];
            const double mean = (aMean - bMean) / n;
            drawn[f][0].push_back((a - b) / (a + b + constant));
            drawn[f][1].push_back((aMean - bMean) / (aMean + bMean + constantMean));
            drawn[f][2].push_back(mean / std::sqrt((square - n * mean * mean) / (n - 1.0)));
        }
    }
    std::array<Off, 3> off;
    for (std::uint32_t f = 0; f < features; ++f) {
        CHECK(contrasts[f].firingPairs > 60);
        off[0].add(contrasts[f].contrastLow, contrasts[f].contrastHigh, drawn[f][0]);
        off[1].add(contrasts[f].normalisedLow, contrasts[f].normalisedHigh, drawn[f][1]);
        off[2].add(contrasts[f].effectLow, contrasts[f].effectHigh, drawn[f][2]);
    }
    std::printf(
        "ends outside a bootstrap's, in widths: contrast %.3f to %.3f, normalised %.3f to %.3f, effect %.3f to %.3f\n",
        off[0].least, off[0].most, off[1].least, off[1].most, off[2].least, off[2].most);
    return off;
}

}  // namespace

// The tolerance is 12 % of an interval's width at each end. The quantiles of 2,000 draws explain 5 % (three standard
// errors); the rest is skew, which a symmetric interval cannot have. The effect size may be wider: its variance is
// bounded from below.
TEST(intervals_agree_with_a_bootstrap_over_pairs) {
    const auto off = againstBootstrap(simulate({{0.6, 0.5, 0.4}, {0.15, 0.4, 0.25}, {0.3, 0.3, 0.3}}, 20, 600, 5), 60);
    for (std::size_t i = 0; i < off.size(); ++i) {
        CHECK(off[i].least >= -0.12);
        CHECK(off[i].most <= (i == 2 ? 0.2 : 0.12));
    }
}

TEST(intervals_agree_with_a_bootstrap_where_tails_are_heavy) {
    // With prompts, unequal lengths down to a single position, log-normal values, and a third of the features twice as
    // strong in chosen answers. Mean / sd of such differences is skewed itself: 30 %.
    fixture::RandomPairsOptions options;
    options.pairs = 400;
    options.features = 60;
    options.seed = 7;
    auto pairs = fixture::randomPairs(options);
    for (IndexedPair& pair : pairs) {
        for (IndexedSegment& segment : pair.segments) {
            for (auto& latents : segment.latents) {
                for (LatentEntry& entry : latents) {
                    entry.value = std::min(entry.value, 4.0f);  // one value of 65,504 would be all there is
                    if (entry.feature.value() % 3 == 0 && &segment == &pair.segments[1]) {
                        entry.value *= 2.0f;
                    }
                }
            }
        }
    }
    const auto off = againstBootstrap(pairs, options.features);
    for (std::size_t i = 0; i < off.size(); ++i) {
        CHECK(off[i].least >= (i == 2 ? -0.3 : -0.12));
        CHECK(off[i].most <= (i == 2 ? 0.3 : 0.12));
    }
}

TEST(intervals_cover_the_truth) {
    // 400 replications each of a dense, a sparse and an undecided feature: 92 to 98 % is 95 % give or take 2.8 standard
    // errors of such a count.
    const std::vector<Group> groups = {{0.6, 0.5, 0.4}, {0.15, 0.4, 0.25}, {0.3, 0.3, 0.3}};
    constexpr std::uint32_t replications = 400;
    constexpr std::size_t pairs = 600;
    const auto features = static_cast<std::uint32_t>(groups.size()) * replications;
    const auto contrasts = contrastsOf(simulate(groups, replications, pairs, 2024), features);
    double constant = 0.0;
    double constantMean = 0.0;
    for (const Group& group : groups) {
        constant += trueTotal(group) / static_cast<double>(groups.size());
        constantMean += trueMeanTotal(group) / static_cast<double>(groups.size());
    }
    for (std::size_t g = 0; g < groups.size(); ++g) {
        const Group& group = groups[g];
        const double paper = trueDifference(group) / (trueTotal(group) + constant);
        const double normalised = trueMeanDifference(group) / (trueMeanTotal(group) + constantMean);
        const double effect = trueEffect(group);
        double covered[3] = {};
        for (std::uint32_t i = 0; i < replications; ++i) {
            const FeatureContrast& c = contrasts[g * replications + i];
            covered[0] += c.contrastLow <= paper && paper <= c.contrastHigh ? 1.0 : 0.0;
            covered[1] += c.normalisedLow <= normalised && normalised <= c.normalisedHigh ? 1.0 : 0.0;
            covered[2] += c.effectLow <= effect && effect <= c.effectHigh ? 1.0 : 0.0;
        }
        std::printf("coverage of group %zu (contrast %.3f, normalised %.3f, effect %.3f): %.2f %.2f %.2f %%\n", g,
                    paper, normalised, effect, covered[0] / 4.0, covered[1] / 4.0, covered[2] / 4.0);
        for (const double count : covered) {
            CHECK(count / replications >= 0.92);
            CHECK(count / replications <= 0.98);
        }
    }
}

TEST(labels_that_say_nothing_give_no_stable_signs) {
    // The features differ much between the answers, and a coin says which one is called chosen. As the features of a
    // data set share the coin, there are many small data sets: the bounds are three standard errors of 60 independent
    // ones, though the second group comes near 720.
    const std::vector<Group> groups = {{0.5, 0.6, 0.2}, {0.2, 0.4, 0.4}};
    constexpr std::uint32_t perGroup = 12;
    constexpr std::size_t dataSets = 60;
    struct Tally {
        double z = 0.0;
        double square = 0.0;
        double beyond = 0.0;
        double agreement = 0.0;
        double high = 0.0;
        double stable = 0.0;
    };
    std::array<Tally, 2> tallies;
    for (std::uint64_t seed = 0; seed < dataSets; ++seed) {
        const auto contrasts = contrastsOf(simulate(groups, perGroup, 300, 500 + seed, true), 2 * perGroup);
        for (std::size_t f = 0; f < contrasts.size(); ++f) {
            const FeatureContrast& c = contrasts[f];
            Tally& tally = tallies[f / perGroup];
            constexpr double one = 1.0 / (perGroup * dataSets);
            tally.z += one * c.z;
            tally.square += one * c.z * c.z;
            tally.beyond += std::abs(c.z) > 1.959963984540054 ? one : 0.0;
            tally.agreement += one * c.splitHalf;
            tally.high += c.splitHalf >= 0.95 ? one : 0.0;
            tally.stable += c.signStable ? one : 0.0;
        }
    }
    for (const Tally& t : tallies) {
        std::printf(
            "null: z %.3f, its square %.3f, beyond 1.96 %.3f, split-half %.3f, 0.95 or more %.3f, stable %.3f\n", t.z,
            t.square, t.beyond, t.agreement, t.high, t.stable);
        CHECK_NEAR(t.z, 0.0, 0.39);
        CHECK_NEAR(t.square, 1.0, 0.55);
        CHECK(t.beyond <= 0.05 + 0.085);
        CHECK_NEAR(t.agreement, 0.5, 0.12);
        CHECK(t.high < 0.15);
        CHECK(t.stable < 0.15);
    }
    CHECK_NEAR(tallies[1].square, 1.0, 0.16);  // these hardly share anything
    CHECK_NEAR(tallies[1].agreement, 0.5, 0.05);
    // The same features with labels that mean it.
    const auto meant = contrastsOf(simulate(groups, perGroup, 300, 500), 2 * perGroup);
    for (std::size_t f = 0; f < perGroup; ++f) {
        CHECK(meant[f].signStable);
        CHECK_EQ(meant[f].splitHalf, 1.0);
        CHECK(meant[f].effectLow > 0.0);
    }
}
