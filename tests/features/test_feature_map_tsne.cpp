// SPDX-License-Identifier: GPL-3.0-or-later
// t-SNE against its own definition: every sum over all pairs, in double, and differences in the place of derivatives.
#include "core/base/random.h"
#include "core/features/feature_map_tree.h"
#include "core/features/feature_map_tsne.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <utility>

using namespace saferscope;

namespace {

// Points in `width` dimensions as families round centres; family of point i = i % families.
std::vector<double> families(std::size_t points, std::size_t width, std::size_t count, double spread) {
    Random random(7);
    std::vector<double> centres(count * width);
    for (double& value : centres) {
        value = random.normal();
    }
    std::vector<double> rows(points * width);
    for (std::size_t i = 0; i < points; ++i) {
        for (std::size_t c = 0; c < width; ++c) {
            rows[i * width + c] = centres[i % count * width + c] + spread * random.normal();
        }
    }
    return rows;
}

NeighbourLists neighboursOf(const std::vector<double>& rows, std::size_t width, std::size_t each) {
    NeighbourLists lists;
    lists.points = rows.size() / width;
    lists.each = each;
    for (std::size_t i = 0; i < lists.points; ++i) {
        std::vector<std::pair<double, std::uint32_t>> near;
        for (std::size_t j = 0; j < lists.points; ++j) {
            double squared = 0.0;
            for (std::size_t c = 0; c < width; ++c) {
                squared += std::pow(rows[i * width + c] - rows[j * width + c], 2);
            }
            if (j != i) {
                near.emplace_back(squared, static_cast<std::uint32_t>(j));
            }
        }
        std::sort(near.begin(), near.end());
        for (std::size_t k = 0; k < each; ++k) {
            lists.squaredDistance.push_back(near[k].first);
            lists.index.push_back(near[k].second);
        }
    }
    return lists;
}

std::vector<double> scattered(std::size_t points, double size) {
    Random random(3);
    std::vector<double> places(2 * points);
    for (double& value : places) {
        value = size * random.normal();
    }
    return places;
}

double slowZ(const std::vector<double>& at) {
    double z = 0.0;
    for (std::size_t i = 0; i < at.size() / 2; ++i) {
        for (std::size_t j = 0; j < at.size() / 2; ++j) {
            z += i == j ? 0.0
                        : 1.0 / (1.0 + std::pow(at[2 * i] - at[2 * j], 2) + std::pow(at[2 * i + 1] - at[2 * j + 1], 2));
        }
    }
    return z;
}

// KL(p || q) by its definition.
double slowDivergence(const Affinities& p, const std::vector<double>& at) {
    const double z = slowZ(at);
    double sum = 0.0;
    for (std::size_t i = 0; i < p.points(); ++i) {
        for (std::uint64_t s = p.start[i]; s < p.start[i + 1]; ++s) {
            const std::size_t j = p.column[s];
            const double q =
                1.0 / (1.0 + std::pow(at[2 * i] - at[2 * j], 2) + std::pow(at[2 * i + 1] - at[2 * j + 1], 2)) / z;
            sum += p.value[s] > 0.0 ? p.value[s] * std::log(p.value[s] / q) : 0.0;
        }
    }
    return sum;
}

// The gradient by its definition, O(n^2).
std::vector<double> slowGradient(const Affinities& p, const std::vector<double>& at, double exaggeration) {
    const std::size_t n = at.size() / 2;
    const double z = slowZ(at);
    std::vector<double> slope(2 * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<double> row(n, 0.0);
        for (std::uint64_t s = p.start[i]; s < p.start[i + 1]; ++s) {
            row[p.column[s]] = p.value[s];
        }
        for (std::size_t j = 0; j < n; ++j) {
            const double dx = at[2 * i] - at[2 * j];
            const double dy = at[2 * i + 1] - at[2 * j + 1];
            const double q = 1.0 / (1.0 + dx * dx + dy * dy);
            const double pull = j == i ? 0.0 : 4.0 * (exaggeration * row[j] - q / z) * q;
            slope[2 * i] += pull * dx;
            slope[2 * i + 1] += pull * dy;
        }
    }
    return slope;
}

double relativeError(const std::vector<double>& found, const std::vector<double>& wanted) {
    double error = 0.0;
    double size = 0.0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        error += std::pow(found[i] - wanted[i], 2);
        size += std::pow(wanted[i], 2);
    }
    return std::sqrt(error / size);
}

// Venna and Kaski's measure: 1 = nobody is near on the map who is not near in truth.
double trustworthiness(const NeighbourLists& truth, const std::vector<double>& at, std::size_t k) {
    const std::size_t n = truth.points;  // `truth` has all others, so that ranks can be looked up
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) {
        std::vector<std::size_t> rank(n, 0);
        for (std::size_t s = 0; s < truth.each; ++s) {
            rank[truth.index[i * truth.each + s]] = s + 1;
        }
        std::vector<std::pair<double, std::size_t>> near;
        for (std::size_t j = 0; j < n; ++j) {
            if (j != i) {
                near.emplace_back(std::hypot(at[2 * i] - at[2 * j], at[2 * i + 1] - at[2 * j + 1]), j);
            }
        }
        std::sort(near.begin(), near.end());
        for (std::size_t s = 0; s < k; ++s) {
            sum += rank[near[s].second] > k ? static_cast<double>(rank[near[s].second] - k) : 0.0;
        }
    }
    const auto dn = static_cast<double>(n);
    const auto dk = static_cast<double>(k);
    return 1.0 - 2.0 / (dn * dk * (2.0 * dn - 3.0 * dk - 1.0)) * sum;
}

}  // namespace

TEST(affinities_are_symmetric_sum_to_one_and_have_the_perplexity) {
    const auto rows = families(120, 5, 4, 0.4);
    const auto lists = neighboursOf(rows, 5, 60);
    const Affinities p = affinitiesOf(lists, 20.0);
    CHECK_EQ(p.points(), std::size_t{120});
    double sum = 0.0;
    std::vector<std::vector<double>> dense(120, std::vector<double>(120, 0.0));
    for (std::size_t i = 0; i < 120; ++i) {
        for (std::uint64_t s = p.start[i]; s < p.start[i + 1]; ++s) {
            CHECK(s == p.start[i] || p.column[s - 1] < p.column[s]);
            dense[i][p.column[s]] = p.value[s];
            sum += p.value[s];
        }
        CHECK_EQ(dense[i][i], 0.0);
    }
    CHECK(std::abs(sum - 1.0) < 1e-12);
    for (std::size_t i = 0; i < 120; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            CHECK(std::abs(dense[i][j] - dense[j][i]) < 1e-17);
        }
    }
    // A point whose neighbours are all the others, and who is everybody's neighbour: two rows of three points in a
    // line.
    NeighbourLists line;
    line.points = 3;
    line.each = 2;
    line.index = {1, 2, 0, 2, 1, 0};
    line.squaredDistance = {1.0, 4.0, 1.0, 1.0, 1.0, 4.0};
    const Affinities q = affinitiesOf(line, 1.5);
    // The middle one sees both alike: p(0|1) = p(2|1) = 1/2, whatever the precision.
    const double other = q.value[0] * 6.0 - 0.5;  // p(1|0)
    const double entropy = -other * std::log(other) - (1 - other) * std::log(1 - other);
    CHECK(std::abs(std::exp(entropy) - 1.5) < 1e-5);
}

TEST(the_gradient_is_the_slope_of_the_divergence) {
    const auto lists = neighboursOf(families(40, 4, 3, 0.5), 4, 15);
    const Affinities p = affinitiesOf(lists, 5.0);
    std::vector<double> at = scattered(40, 1.3);
    std::vector<double> slope(80);
    TsneGradient gradient(p, 0.0, 1);
    const double z = gradient.compute(at, 1.0, slope);
    CHECK(std::abs(z - slowZ(at)) < 1e-9 * z);
    CHECK(std::abs(divergenceOf(p, at, z) - slowDivergence(p, at)) < 1e-12);
    for (std::size_t c = 0; c < at.size(); ++c) {
        constexpr double step = 1e-5;
        const double here = at[c];
        at[c] = here + step;
        const double above = slowDivergence(p, at);
        at[c] = here - step;
        const double below = slowDivergence(p, at);
        at[c] = here;
        CHECK(std::abs((above - below) / (2 * step) - slope[c]) < 1e-8);
    }
}

TEST(barnes_hut_agrees_with_all_pairs) {
    const std::size_t n = 1500;
    const auto lists = neighboursOf(families(n, 6, 12, 0.3), 6, 45);
    const Affinities p = affinitiesOf(lists, 15.0);
    for (const double size : {1e-4, 1.0, 30.0}) {
        std::vector<double> at = scattered(n, size);
        at[2] = at[0];  // two points in one place
        at[3] = at[1];
        const auto wanted = slowGradient(p, at, 4.0);
        std::vector<double> slope(2 * n);
        TsneGradient exact(p, 0.0, 2);
        exact.compute(at, 4.0, slope);
        CHECK(relativeError(slope, wanted) < 1e-10);
        TsneGradient fast(p, 0.5, 2);
        const double z = fast.compute(at, 4.0, slope);
        const double error = relativeError(slope, wanted);
        std::printf("size %g: Barnes-Hut off by %.2e of the gradient, %.2e of Z\n", size, error,
                    std::abs(z / slowZ(at) - 1.0));
        CHECK(error < 0.02);
        CHECK(std::abs(z / slowZ(at) - 1.0) < 0.01);
    }
}

TEST(threads_change_no_bit) {
    const auto lists = neighboursOf(families(700, 5, 6, 0.3), 5, 30);
    TsneOptions options;
    options.iterations = 60;
    options.exaggeratedIterations = 20;
    std::vector<std::vector<double>> results;
    for (const int threads : {1, 2, 3}) {
        options.threads = threads;
        results.push_back(scattered(700, 1e-4));
        CHECK_OK(runTsne(affinitiesOf(lists, 10.0, threads), results.back(), options));
    }
    CHECK(results[0] == results[1]);
    CHECK(results[0] == results[2]);
}

TEST(families_come_out_together) {
    const std::size_t n = 600;
    const std::size_t count = 8;
    const auto rows = families(n, 10, count, 0.25);
    const auto lists = neighboursOf(rows, 10, 60);
    std::vector<double> at = scattered(n, 1e-4);
    TsneOptions options;
    options.threads = 2;
    const auto divergence = runTsne(affinitiesOf(lists, 20.0), at, options);
    CHECK_OK(divergence);
    std::size_t wrong = 0;
    for (std::size_t i = 0; i < n; ++i) {
        double best = 1e300;
        std::size_t nearest = 0;
        for (std::size_t j = 0; j < n; ++j) {
            const double distance = std::hypot(at[2 * i] - at[2 * j], at[2 * i + 1] - at[2 * j + 1]);
            if (j != i && distance < best) {
                best = distance;
                nearest = j;
            }
        }
        wrong += nearest % count != i % count ? 1 : 0;
    }
    const double trust = trustworthiness(neighboursOf(rows, 10, n - 1), at, 10);
    const double chance = trustworthiness(neighboursOf(rows, 10, n - 1), scattered(n, 1.0), 10);
    const double kept = keptNeighbours(lists, at, 10, 300);
    std::printf("trustworthiness %.3f (scattered: %.3f), kept neighbours %.3f, KL %.3f, wrong %zu\n", trust, chance,
                kept, *divergence, wrong);
    CHECK_EQ(wrong, std::size_t{0});
    CHECK(trust > 0.95);
    CHECK(chance < 0.6);
    CHECK(kept > 0.3);
    CHECK(keptNeighbours(lists, scattered(n, 1.0), 10, 300) < 0.1);
}

TEST(a_stop_ends_it_between_iterations) {
    const auto lists = neighboursOf(families(60, 3, 3, 0.3), 3, 20);
    std::vector<double> at = scattered(60, 1e-4);
    std::stop_source source;
    std::uint64_t seen = 0;
    const auto ended = runTsne(
        affinitiesOf(lists, 5.0), at, {},
        [&](const Progress& progress) {
            seen = progress.done;
            source.request_stop();
        },
        source.get_token());
    CHECK(!ended);
    CHECK(ended.error().code == ErrorCode::Interrupted);
    CHECK(seen < 750);
}
