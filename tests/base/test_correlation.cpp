// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/correlation.h"
#include "tests/support/check.h"

#include <vector>

using namespace saferscope;

using Values = std::vector<double>;

TEST(pearson_of_known_values) {
    // Means 3 and 4; deviations -2 -1 0 1 2 and -2 0 1 0 1: 6 / sqrt(10 * 6).
    CHECK_NEAR(pearson(Values{1, 2, 3, 4, 5}, Values{2, 4, 5, 4, 5}), 0.7745966692414834, 1e-15);
    CHECK_NEAR(pearson(Values{1, 2, 3}, Values{-10, -20, -30}), -1.0, 1e-15);
    CHECK_NEAR(pearson(Values{1, 2, 3}, Values{1, 2, 3}), 1.0, 1e-15);
    // Far from 0 and very small: digits are kept.
    CHECK_NEAR(pearson(Values{1e9 + 1, 1e9 + 2, 1e9 + 3, 1e9 + 4, 1e9 + 5}, Values{2, 4, 5, 4, 5}), 0.7745966692414834,
               1e-9);
    CHECK_NEAR(pearson(Values{1e-120, 2e-120, 3e-120}, Values{3e-120, 1e-120, 2e-120}), -0.5, 1e-12);
}

TEST(spearman_shares_ranks_among_ties) {
    // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: deviations -1.5 0 0 1.5 and -1.5 -0.5 0.5 1.5: 4.5 / sqrt(4.5 * 5).
    CHECK_NEAR(spearman(Values{10, 20, 20, 30}, Values{1, 2, 3, 4}), 0.9486832980505138, 1e-15);
    // Any rising function of a series ranks as the series does.
    CHECK_NEAR(spearman(Values{1, 2, 3, 4}, Values{1, 8, 27, 64}), 1.0, 1e-15);
    CHECK_NEAR(spearman(Values{3, 1, 2}, Values{-3, -1, -2}), -1.0, 1e-15);
    // 1 - 6 * sum d^2 / (n (n^2 - 1)) without ties: d = 1 1 1 1 0, so 1 - 24 / 120.
    CHECK_NEAR(spearman(Values{1, 2, 3, 4, 5}, Values{2, 1, 4, 3, 5}), 0.8, 1e-15);
}

TEST(what_does_not_vary_correlates_with_nothing) {
    const Values same(10, 0.1);  // whose mean is not 0.1 in floating point
    const Values rising = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    CHECK_EQ(pearson(same, same), 0.0);
    CHECK_EQ(pearson(same, rising), 0.0);
    CHECK_EQ(spearman(rising, same), 0.0);
    CHECK_EQ(pearson(Values{}, Values{}), 0.0);
    CHECK_EQ(spearman(Values{1.0}, Values{2.0}), 0.0);
}
