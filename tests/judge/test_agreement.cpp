// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/judge/agreement.h"
#include "tests/support/check.h"

#include <algorithm>
#include <numeric>

using namespace saferscope;

namespace {

/// Rows are raters, columns features, 0 a missing rating.
using Table = std::vector<std::vector<int>>;

std::vector<ScoreCounts> countsOf(const Table& table) {
    std::vector<ScoreCounts> counts(table.empty() ? 0 : table.front().size());
    for (const auto& rater : table) {
        for (std::size_t feature = 0; feature < rater.size(); ++feature) {
            if (rater[feature] > 0) {
                ++counts[feature][static_cast<std::size_t>(rater[feature] - 1)];
            }
        }
    }
    return counts;
}

ConfusionMatrix confusionOf(const std::vector<int>& first, const std::vector<int>& second) {
    ConfusionMatrix confusion;
    for (std::size_t i = 0; i < first.size(); ++i) {
        confusion.add(first[i], second[i]);
    }
    return confusion;
}

ConfusionMatrix matrix(const std::vector<std::vector<int>>& rows) {
    ConfusionMatrix confusion;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        for (std::size_t column = 0; column < rows[row].size(); ++column) {
            confusion.counts[row][column] = static_cast<std::uint64_t>(rows[row][column]);
        }
    }
    return confusion;
}

// The second implementations share nothing with the library's: alpha walks over all pairs of single ratings instead of
// coincidences, kappa compares agreements with the chance of agreement instead of disagreements.

struct Rating {
    std::size_t feature;
    int score;
};

std::vector<Rating> pairableRatings(const Table& table) {
    std::vector<Rating> ratings;
    for (std::size_t feature = 0; !table.empty() && feature < table.front().size(); ++feature) {
        std::vector<Rating> here;
        for (const auto& rater : table) {
            if (rater[feature] > 0) {
                here.push_back({feature, rater[feature]});
            }
        }
        if (here.size() > 1) {
            ratings.insert(ratings.end(), here.begin(), here.end());
        }
    }
    return ratings;
}

double slowDistance(AlphaMetric metric, int a, int b, const std::vector<Rating>& ratings) {
    if (metric == AlphaMetric::Nominal) {
        return a == b ? 0.0 : 1.0;
    }
    if (metric == AlphaMetric::Interval) {
        return static_cast<double>((a - b) * (a - b));
    }
    // Distance in ranks, ties sharing their middle rank: the mean rank of each level is half of it plus all below.
    const auto middleRank = [&](int level) {
        double rank = 0.0;
        for (const Rating& rating : ratings) {
            rank += rating.score < level ? 1.0 : rating.score == level ? 0.5 : 0.0;
        }
        return rank;
    };
    const double distance = middleRank(a) - middleRank(b);
    return distance * distance;
}

std::optional<double> slowAlpha(const Table& table, AlphaMetric metric) {
    const auto ratings = pairableRatings(table);
    double within = 0.0;
    double all = 0.0;
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        const auto siblings = static_cast<double>(std::count_if(
            ratings.begin(), ratings.end(), [&](const Rating& other) { return other.feature == ratings[i].feature; }));
        for (std::size_t j = 0; j < ratings.size(); ++j) {
            if (i == j) {
                continue;
            }
            const double distance = slowDistance(metric, ratings[i].score, ratings[j].score, ratings);
            all += distance;
            if (ratings[i].feature == ratings[j].feature) {
                within += distance / (siblings - 1.0);
            }
        }
    }
    if (all == 0.0) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(ratings.size());
    return 1.0 - (within / n) / (all / (n * (n - 1.0)));
}

std::optional<double> slowKappa(const std::vector<int>& first, const std::vector<int>& second, KappaWeights weights) {
    const auto likeness = [weights](int a, int b) {
        const double distance = std::abs(a - b) / 4.0;
        return weights == KappaWeights::Unweighted ? (a == b ? 1.0 : 0.0)
               : weights == KappaWeights::Linear   ? 1.0 - distance
                                                   : 1.0 - distance * distance;
    };
    double observed = 0.0;
    double chance = 0.0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        observed += likeness(first[i], second[i]);
        for (std::size_t j = 0; j < second.size(); ++j) {
            chance += likeness(first[i], second[j]);
        }
    }
    const auto n = static_cast<double>(first.size());
    observed /= n;
    chance /= n * n;
    if (first.empty() || std::abs(1.0 - chance) < 1e-14) {
        return std::nullopt;
    }
    return (observed - chance) / (1.0 - chance);
}

Table randomTable(Random& random) {
    const std::size_t raters = 2 + random.below(5);
    const std::size_t features = 1 + random.below(30);
    const double missing = random.uniform() * 0.7;
    const double careless = random.uniform();
    const std::uint64_t levels = 1 + random.below(5);  // some tables use few levels, or one
    Table table(raters, std::vector<int>(features, 0));
    for (std::size_t feature = 0; feature < features; ++feature) {
        const int truth = 1 + static_cast<int>(random.below(levels));
        for (auto& rater : table) {
            if (random.uniform() >= missing) {
                rater[feature] = random.uniform() < careless ? 1 + static_cast<int>(random.below(levels)) : truth;
            }
        }
    }
    return table;
}

constexpr AlphaMetric metrics[] = {AlphaMetric::Nominal, AlphaMetric::Ordinal, AlphaMetric::Interval};
constexpr KappaWeights allWeights[] = {KappaWeights::Unweighted, KappaWeights::Linear, KappaWeights::Quadratic};

void checkSame(const std::optional<double>& actual, const std::optional<double>& expected, double tolerance) {
    CHECK_EQ(actual.has_value(), expected.has_value());
    if (actual) {
        CHECK(std::isfinite(*actual));
        CHECK_NEAR(*actual, *expected, tolerance);
    }
}

const Table krippendorff = {{1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0},
                            {1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3},
                            {0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0},
                            {1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0}};

}  // namespace

// Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section C: four observers, twelve units.
TEST(alpha_of_krippendorffs_example) {
    const auto counts = countsOf(krippendorff);
    CHECK_NEAR(*krippendorffAlpha(counts, AlphaMetric::Nominal), 0.743, 0.0005);
    CHECK_NEAR(*krippendorffAlpha(counts, AlphaMetric::Ordinal), 0.815, 0.0005);
    CHECK_NEAR(*krippendorffAlpha(counts, AlphaMetric::Interval), 0.849, 0.0005);
}

// The same paper, section B: two observers, nominal, 12 units a..e as 1..5. 0.692.
TEST(alpha_of_two_observers_and_nominal_data) {
    const Table table = {{1, 1, 2, 2, 4, 3, 3, 3, 5, 4, 4, 1}, {2, 1, 2, 2, 2, 3, 3, 3, 5, 4, 4, 4}};
    CHECK_NEAR(*krippendorffAlpha(countsOf(table), AlphaMetric::Nominal), 0.692, 0.0005);
}

// Cohen 1968: 200 patients. By hand: p_o = 140/200, p_e = (120*100 + 60*60 + 20*40) / 200^2 = 0.41, kappa =
// 0.29/0.59. Linear: observed 14 + 10 + 10 + 6 + 2*(18 + 2) = 80; expected (120*60 + 60*100 + 60*40 + 20*60 +
// 2*(120*40 + 20*100)) / 200 = 152. Quadratic: observed 40 + 4*20 = 120, expected 84 + 4*34 = 220.
TEST(kappa_of_cohens_example) {
    const auto confusion = matrix({{88, 14, 18}, {10, 40, 10}, {2, 6, 12}});
    CHECK_EQ(confusion.total(), 200u);
    CHECK_NEAR(*percentAgreement(confusion), 0.7, 1e-15);
    CHECK_NEAR(*cohenKappa(confusion, KappaWeights::Unweighted), 0.492, 0.0005);  // as printed
    CHECK_NEAR(*cohenKappa(confusion, KappaWeights::Unweighted), 0.29 / 0.59, 1e-14);
    CHECK_NEAR(*cohenKappa(confusion, KappaWeights::Linear), 1.0 - 80.0 / 152.0, 1e-14);
    CHECK_NEAR(*cohenKappa(confusion, KappaWeights::Quadratic), 1.0 - 120.0 / 220.0, 1e-14);
}

// Agresti's table of 91 couples (Hout, Duncan and Sobel 1987), with the figures that statistics packages print for it:
// 0.1293 without and 0.2374 with linear weights.
TEST(kappa_of_the_couples) {
    const auto confusion = matrix({{7, 7, 2, 3}, {2, 8, 3, 7}, {1, 5, 4, 9}, {2, 8, 9, 14}});
    CHECK_NEAR(*cohenKappa(confusion, KappaWeights::Unweighted), 0.1293, 0.00005);
    CHECK_NEAR(*cohenKappa(confusion, KappaWeights::Linear), 0.2374, 0.00005);
}

TEST(both_implementations_agree_on_random_tables) {
    Random random(17);
    int undefinedAlphas = 0;
    for (int round = 0; round < 1200; ++round) {
        const Table table = randomTable(random);
        const auto counts = countsOf(table);
        for (const AlphaMetric metric : metrics) {
            const auto expected = slowAlpha(table, metric);
            undefinedAlphas += expected ? 0 : 1;
            checkSame(krippendorffAlpha(counts, metric), expected, 1e-12);
        }
        std::vector<int> first;
        std::vector<int> second;
        for (std::size_t feature = 0; feature < table[0].size(); ++feature) {
            if (table[0][feature] > 0 && table[1][feature] > 0) {
                first.push_back(table[0][feature]);
                second.push_back(table[1][feature]);
            }
        }
        const auto confusion = confusionOf(first, second);
        for (const KappaWeights weights : allWeights) {
            checkSame(cohenKappa(confusion, weights), slowKappa(first, second, weights), 1e-12);
        }
    }
    CHECK(undefinedAlphas > 50);  // the degenerate tables were among them
}

TEST(degenerate_tables_have_no_coefficient) {
    const ConfusionMatrix none;
    const auto constant = matrix({{0, 0}, {0, 9}});  // both always said 2
    const auto oneSided = matrix({{0, 0}, {4, 5}});  // the first always said 2
    const auto opposite = matrix({{0, 5}, {5, 0}});
    for (const KappaWeights weights : allWeights) {
        CHECK(!cohenKappa(none, weights));
        CHECK(!cohenKappa(constant, weights));
        CHECK_EQ(*cohenKappa(oneSided, weights), 0.0);
        CHECK_EQ(*cohenKappa(opposite, weights), -1.0);
    }
    CHECK(!percentAgreement(none));
    CHECK_EQ(*percentAgreement(constant), 1.0);
    for (const AlphaMetric metric : metrics) {
        CHECK(!krippendorffAlpha({}, metric));
        CHECK(!krippendorffAlpha(countsOf({{3, 3, 3}, {3, 3, 3}}), metric));
        CHECK(!krippendorffAlpha(countsOf({{1, 2, 0}, {0, 0, 3}}), metric));  // nothing rated twice
        CHECK_EQ(*krippendorffAlpha(countsOf({{1, 2, 5}, {1, 2, 5}}), metric), 1.0);
        // What a single person said of a feature changes nothing.
        CHECK_EQ(*krippendorffAlpha(countsOf({{1, 2, 5, 4}, {1, 3, 5, 0}}), metric),
                 *krippendorffAlpha(countsOf({{1, 2, 5}, {1, 3, 5}}), metric));
    }
    ConfusionMatrix strange;
    strange.add(0, 3);
    strange.add(6, 1);
    CHECK(strange == none);
}

TEST(who_rates_first_does_not_matter) {
    Random random(23);
    for (int round = 0; round < 200; ++round) {
        Table table = randomTable(random);
        const auto before = countsOf(table);
        ConfusionMatrix confusion;
        for (std::size_t feature = 0; feature < table[0].size(); ++feature) {
            confusion.add(table[0][feature], table[1][feature]);
        }
        random.shuffle(std::span(table));
        for (const AlphaMetric metric : metrics) {
            checkSame(krippendorffAlpha(countsOf(table), metric), krippendorffAlpha(before, metric), 0.0);
        }
        for (const KappaWeights weights : allWeights) {
            checkSame(cohenKappa(confusion.transposed(), weights), cohenKappa(confusion, weights), 0.0);
        }
    }
}

TEST(nominal_coefficients_do_not_see_names_and_ordered_ones_do_not_see_direction) {
    Random random(29);
    for (int round = 0; round < 200; ++round) {
        const Table table = randomTable(random);
        std::array<int, 6> names = {0, 1, 2, 3, 4, 5};
        random.shuffle(std::span(names).subspan(1));
        Table renamed = table;
        Table reversed = table;
        ConfusionMatrix confusion;
        ConfusionMatrix confusionRenamed;
        ConfusionMatrix confusionReversed;
        for (std::size_t feature = 0; feature < table[0].size(); ++feature) {
            for (std::size_t rater = 0; rater < table.size(); ++rater) {
                const int score = table[rater][feature];
                renamed[rater][feature] = names[static_cast<std::size_t>(score)];
                reversed[rater][feature] = score == 0 ? 0 : 6 - score;
            }
            confusion.add(table[0][feature], table[1][feature]);
            confusionRenamed.add(renamed[0][feature], renamed[1][feature]);
            confusionReversed.add(reversed[0][feature], reversed[1][feature]);
        }
        checkSame(krippendorffAlpha(countsOf(renamed), AlphaMetric::Nominal),
                  krippendorffAlpha(countsOf(table), AlphaMetric::Nominal), 1e-12);
        checkSame(cohenKappa(confusionRenamed, KappaWeights::Unweighted),
                  cohenKappa(confusion, KappaWeights::Unweighted), 1e-12);
        for (const AlphaMetric metric : metrics) {
            checkSame(krippendorffAlpha(countsOf(reversed), metric), krippendorffAlpha(countsOf(table), metric), 1e-12);
        }
        for (const KappaWeights weights : allWeights) {
            checkSame(cohenKappa(confusionReversed, weights), cohenKappa(confusion, weights), 1e-12);
        }
    }
}

TEST(a_rater_who_repeats_another_raises_alpha_and_a_perfect_panel_has_one) {
    Table table = krippendorff;
    table.push_back(table[3]);
    CHECK(*krippendorffAlpha(countsOf(table), AlphaMetric::Nominal) >
          *krippendorffAlpha(countsOf(krippendorff), AlphaMetric::Nominal));
    const Table perfect(5, krippendorff[3]);
    for (const AlphaMetric metric : metrics) {
        CHECK_EQ(*krippendorffAlpha(countsOf(perfect), metric), 1.0);
    }
}

// With two raters and nothing missing, nominal alpha is Scott's pi with a correction for small samples:
// 1 - alpha = (1 - pi) (2n - 1) / (2n). Quadratic kappa is Lin's concordance 2 s_xy / (s_xx + s_yy + (x - y)^2) with
// population moments.
TEST(alpha_and_kappa_meet_their_relatives) {
    Random random(31);
    for (int round = 0; round < 200; ++round) {
        const auto n = static_cast<double>(5 + random.below(40));
        std::vector<int> first;
        std::vector<int> second;
        for (int i = 0; i < static_cast<int>(n); ++i) {
            first.push_back(1 + static_cast<int>(random.below(5)));
            second.push_back(random.uniform() < 0.5 ? first.back() : 1 + static_cast<int>(random.below(5)));
        }
        double agree = 0.0;
        double chance = 0.0;
        for (int level = 1; level <= 5; ++level) {
            const auto share = static_cast<double>(std::count(first.begin(), first.end(), level) +
                                                   std::count(second.begin(), second.end(), level)) /
                               (2.0 * n);
            chance += share * share;
        }
        double x = 0.0;
        double y = 0.0;
        for (std::size_t i = 0; i < first.size(); ++i) {
            agree += first[i] == second[i] ? 1.0 / n : 0.0;
            x += first[i] / n;
            y += second[i] / n;
        }
        const double pi = (agree - chance) / (1.0 - chance);
        CHECK_NEAR(*krippendorffAlpha(countsOf({first, second}), AlphaMetric::Nominal),
                   1.0 - (1.0 - pi) * (2.0 * n - 1.0) / (2.0 * n), 1e-12);
        double sxx = 0.0;
        double syy = 0.0;
        double sxy = 0.0;
        for (std::size_t i = 0; i < first.size(); ++i) {
            sxx += (first[i] - x) * (first[i] - x) / n;
            syy += (second[i] - y) * (second[i] - y) / n;
            sxy += (first[i] - x) * (second[i] - y) / n;
        }
        CHECK_NEAR(*cohenKappa(confusionOf(first, second), KappaWeights::Quadratic),
                   2.0 * sxy / (sxx + syy + (x - y) * (x - y)), 1e-12);
    }
}

TEST(words_are_those_of_landis_and_koch) {
    CHECK_EQ(std::string(landisKochWord(-0.1)), "poor");
    CHECK_EQ(std::string(landisKochWord(0.2)), "slight");
    CHECK_EQ(std::string(landisKochWord(0.41)), "moderate");
    CHECK_EQ(std::string(landisKochWord(0.8)), "substantial");
    CHECK_EQ(std::string(landisKochWord(1.0)), "almost perfect");
}
