// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/prevalence.h"
#include "core/experiments/swap_bound.h"
#include "tests/support/check.h"

#include <cmath>
#include <limits>
#include <vector>

using namespace saferscope;

namespace {

struct Coverage {
    double held = 0.0;  ///< share of rounds whose bound is not below the truth
    double meanUpper = 0.0;
    double doubted = 0.0;
    double mixtureHeld = 0.0;  ///< the same of the mixture's interval
};

/// `draw` gives the number of a right label, `swap` whether it is swapped, given the number.
template <class Draw, class Swap>
Coverage simulate(std::uint64_t seed, int rounds, int count, double share, Draw&& draw, Swap&& swap,
                  bool withMixture = false) {
    Random random(seed);
    Coverage seen;
    for (int round = 0; round < rounds; ++round) {
        std::vector<double> values;
        for (int i = 0; i < count; ++i) {
            const double value = draw(random);
            values.push_back(swap(random, value) ? -value : value);
        }
        const SwapBound bound = boundSwapped(values);
        seen.held += bound.ci.high >= share ? 1.0 / rounds : 0.0;
        seen.meanUpper += bound.ci.high / rounds;
        seen.doubted += bound.doubt.empty() ? 0.0 : 1.0 / rounds;
        if (!withMixture) {
            continue;  // a hundred times slower
        }
        const auto mixture = estimateFlipped(values);
        seen.mixtureHeld += mixture.ci.low <= share && share <= mixture.ci.high ? 1.0 / rounds : 0.0;
    }
    return seen;
}

}  // namespace

TEST(the_bound_holds_whatever_the_shape_of_the_numbers) {
    constexpr int rounds = 400;
    const auto normal = [](Random& random) { return 1.2 + random.normal(); };
    const auto skewed = [](Random& random) { return std::exp(0.8 * random.normal()) - 0.3 + 0.3 * random.normal(); };
    const auto heavy = [](Random& random) { return 1.0 + random.normal() / std::sqrt(0.2 + random.uniform()); };
    const auto weak = [](Random& random) { return 0.3 + random.normal(); };
    // 97.5 % one-sided, less three standard errors of the simulation.
    const double least = 0.975 - 3.0 * std::sqrt(0.975 * 0.025 / rounds);
    for (const double share : {0.0, 0.02, 0.05, 0.15, 0.3}) {
        const auto swap = [share](Random& random, double) { return random.uniform() < share; };
        for (int count : {300, 1000}) {
            const auto seen = simulate(3, rounds, count, share, normal, swap);
            CHECK(seen.held >= least);
            CHECK(seen.doubted < 0.02);
            // Sharp where the surest are nearly always right: the share and the error of a hundred pairs.
            CHECK(seen.meanUpper <= share + 0.05 + 2.2 * std::sqrt(share * (1.0 - share) / 100.0));
            CHECK(simulate(4, rounds, count, share, skewed, swap).held >= least);
            CHECK(simulate(5, rounds, count, share, heavy, swap).held >= least);
            CHECK(simulate(6, rounds, count, share, weak, swap).held >= least);
        }
    }
    // The skewed numbers are what the mixture cannot do: its intervals miss the truth far more often than 5 %.
    const auto swap = [](Random& random, double) { return random.uniform() < 0.05; };
    CHECK(simulate(7, 60, 1000, 0.05, skewed, swap, true).mixtureHeld < 0.8);
}

TEST(swaps_that_look_for_sure_pairs_are_noticed_and_swaps_that_avoid_them_are_not) {
    const auto draw = [](Random& random) { return 1.2 + random.normal(); };
    // 5 % of all, the largest numbers: as SAFER's poisoning does.
    const auto surest = simulate(8, 100, 1000, 0.05, draw, [](Random&, double value) { return value > 1.2 + 1.645; });
    CHECK(surest.held > 0.999 && surest.doubted > 0.99);
    CHECK(surest.meanUpper > 0.3);  // far too large, and said
    // Said in the header: where only close pairs are swapped nothing shows.
    const auto close = simulate(9, 100, 1000, 0.1, draw, [](Random&, double value) { return std::abs(value) < 0.52; });
    CHECK(close.held < 0.9);
}

TEST(the_bound_counts_the_surest_tenth) {
    std::vector<double> values;
    for (int i = 1; i <= 2000; ++i) {
        values.push_back(i > 1800 && i % 10 == 0 ? -i : i);  // 20 of the 200 largest
    }
    const SwapBound bound = boundSwapped(values);
    CHECK(bound.usable);
    CHECK_EQ(bound.surest, 200u);
    CHECK_EQ(bound.against, 20u);
    CHECK_NEAR(bound.share, 0.1, 1e-12);
    CHECK_NEAR(bound.ci.high, 0.14947, 1e-4);  // Wilson, 20 of 200
    CHECK_EQ(bound.pairs, 2000u);
    CHECK_NEAR(bound.atMost(), 2000 * bound.ci.high, 1e-9);

    // Zeros and what is no number say nothing; ties at the edge come in together; swapping all turns the share round.
    std::vector<double> more = values;
    more.insert(more.end(), 50, 0.0);
    more.insert(more.end(), {std::nan(""), std::numeric_limits<double>::infinity()});
    CHECK_EQ(boundSwapped(more).surest, 200u);
    CHECK_EQ(boundSwapped(std::vector<double>(500, 1.0)).surest, 500u);
    for (double& value : values) {
        value = -value;
    }
    CHECK_NEAR(boundSwapped(values).share, 0.9, 1e-12);
    CHECK(!boundSwapped(values).doubt.empty());
    CHECK(!boundSwapped(std::vector<double>(99, 1.0)).usable);
    CHECK(!boundSwapped({}).usable);
}
