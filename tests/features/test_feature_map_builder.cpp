// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_map_builder.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <stop_token>
#include <string>

using namespace saferscope;

namespace {

// Directions round `count` centres; family of row i = i % count.
at::Tensor decoderOf(std::int64_t rows, std::int64_t width, std::int64_t count, double spread) {
    at::manual_seed(5);
    const at::Tensor centres = at::randn({count, width});
    const at::Tensor family = at::arange(rows, at::kLong).remainder(count);
    return centres.index_select(0, family) + spread * at::randn({rows, width});
}

at::Tensor unit(const at::Tensor& rows) { return (rows / rows.norm(2, {1}, true)).contiguous(); }

}  // namespace

TEST(nearest_rows_are_the_largest_cosines) {
    const at::Tensor rows = unit(decoderOf(700, 33, 9, 0.8));
    const auto lists = nearestRows(rows, 12, 2);
    CHECK_OK(lists);
    at::Tensor cosines = rows.to(at::kDouble).mm(rows.to(at::kDouble).t());
    cosines.fill_diagonal_(-2.0);
    const auto wanted = cosines.topk(12, 1);
    const auto index = std::get<1>(wanted).contiguous();
    const auto value = std::get<0>(wanted).contiguous();
    for (std::size_t s = 0; s < lists->index.size(); ++s) {
        CHECK_EQ(static_cast<std::int64_t>(lists->index[s]), index.data_ptr<std::int64_t>()[s]);
        CHECK(std::abs(lists->squaredDistance[s] - (2.0 - 2.0 * value.data_ptr<double>()[s])) < 1e-6);
    }
    // More columns than one block of them has.
    const at::Tensor many = unit(decoderOf(8300, 6, 900, 0.4));
    const auto far = nearestRows(many, 5, 2);
    CHECK_OK(far);
    const at::Tensor last = many.narrow(0, 8299, 1).mm(many.t());
    last[0][8299] = -2.0f;
    CHECK_EQ(static_cast<std::int64_t>(far->index[8299 * 5]), last.argmax(1).item<std::int64_t>());
}

TEST(the_start_lies_along_the_principal_components) {
    const at::Tensor rows = decoderOf(400, 20, 3, 0.05);
    const auto start = principalStart(rows, 1, 2);
    const at::Tensor centred = (rows - rows.mean(0, true)).to(at::kDouble);
    const at::Tensor first = centred.mv(std::get<2>(at::svd(centred)).select(1, 0)).contiguous();
    double product = 0.0;
    double squares[2] = {0.0, 0.0};
    for (std::int64_t i = 0; i < 400; ++i) {
        const double mine = start[static_cast<std::size_t>(2 * i)];
        const double theirs = first.data_ptr<double>()[i];
        product += mine * theirs;
        squares[0] += mine * mine;
        squares[1] += theirs * theirs;
    }
    CHECK(std::abs(product) / std::sqrt(squares[0] * squares[1]) > 0.999);
    CHECK(std::abs(std::sqrt(squares[0] / 400) - 1e-4) < 1e-5);
    CHECK(principalStart(rows, 1, 1) == start);
    CHECK(principalStart(rows, 2, 1) != start);
}

TEST(a_map_has_families_together_and_says_who_has_no_place) {
    at::Tensor decoder = decoderOf(400, 24, 8, 0.3);
    decoder[3].zero_();
    std::vector<bool> dead(400, false);
    dead[11] = dead[12] = true;
    FeatureMapOptions options;
    options.threads = 2;
    options.perplexity = 15;
    const auto map = buildFeatureMap(decoder, dead, options);
    CHECK_OK(map);
    CHECK_EQ(map->features(), std::size_t{400});
    CHECK(map->place[3] == FeatureMap::Place::Zero);
    CHECK(map->place[11] == FeatureMap::Place::Dead);
    CHECK_EQ(map->count(FeatureMap::Place::Placed), std::size_t{397});
    std::size_t wrong = 0;
    double largest = 0.0;
    for (std::size_t i = 0; i < 400; ++i) {
        if (map->place[i] != FeatureMap::Place::Placed) {
            continue;
        }
        largest = std::max({largest, std::abs(double{map->x[i]}), std::abs(double{map->y[i]})});
        double best = 1e300;
        std::size_t nearest = 0;
        for (std::size_t j = 0; j < 400; ++j) {
            const double distance = std::hypot(map->x[i] - map->x[j], map->y[i] - map->y[j]);
            if (j != i && map->place[j] == FeatureMap::Place::Placed && distance < best) {
                best = distance;
                nearest = j;
            }
        }
        wrong += nearest % 8 != i % 8 ? 1 : 0;
    }
    CHECK_EQ(wrong, std::size_t{0});
    CHECK_EQ(largest, 1.0);
    std::printf("kept neighbours %.3f, KL %.3f\n", map->keptNeighbours, map->divergence);
    CHECK(map->keptNeighbours > 0.3);
    // The same again, also with one thread; another seed is another arrangement.
    options.threads = 1;
    const auto again = buildFeatureMap(decoder, dead, options);
    CHECK_OK(again);
    CHECK(again->x == map->x);
    CHECK(again->y == map->y);
    options.seed = 2;
    const auto other = buildFeatureMap(decoder, dead, options);
    CHECK_OK(other);
    CHECK(other->x != map->x);
}

TEST(what_cannot_be_drawn_is_refused_with_a_sentence) {
    at::Tensor decoder = decoderOf(50, 8, 3, 0.3);
    const auto refused = [&](const char* words) {
        const auto map = buildFeatureMap(decoder, {}, {});
        return !map && map.error().code == ErrorCode::InvalidInput &&
               map.error().message.find(words) != std::string::npos && !map.error().hint.empty();
    };
    CHECK(!refused("feature 7"));
    decoder[7][2] = std::numeric_limits<float>::quiet_NaN();
    CHECK(refused("feature 7 has values that are not finite"));
    decoder[7][2] = std::numeric_limits<float>::infinity();
    CHECK(refused("feature 7 has values that are not finite"));
    decoder.zero_();
    CHECK(refused("Only 0 of 50 features"));
    decoder.narrow(0, 0, 4).copy_(at::randn({4, 8}));
    CHECK_OK(buildFeatureMap(decoder, {}, {}));
    // All rows the same: nothing to tell apart, and still a map.
    decoder.fill_(0.5);
    CHECK_OK(buildFeatureMap(decoder, {}, {}));
    // Rows so small or so large that their squares are none in float32.
    decoder = decoderOf(50, 8, 3, 0.3) * 1e-30;
    decoder.narrow(0, 0, 25).mul_(1e38).mul_(1e20);
    const auto map = buildFeatureMap(decoder, {}, {});
    CHECK_OK(map);
    CHECK_EQ(map->count(FeatureMap::Place::Placed), std::size_t{50});
}

TEST(a_stop_is_heard_at_every_stage) {
    const at::Tensor decoder = decoderOf(900, 16, 5, 0.3);
    for (const char* stage : {"Looking for relatives", "Placing the features"}) {
        std::stop_source source;
        const auto map = buildFeatureMap(
            decoder, {}, {},
            [&](const Progress& progress) {
                if (progress.stage == stage) {
                    source.request_stop();
                }
            },
            source.get_token());
        CHECK(!map);
        CHECK(map.error().code == ErrorCode::Interrupted);
    }
}

// Minutes of processor: by hand only. SAFERSCOPE_BIG_MAP=16384 (or 131072) of width 2048, in families of
// about 100 whose members have a cosine of 0.3.
TEST(a_large_decoder_takes_minutes) {
    const char* wish = std::getenv("SAFERSCOPE_BIG_MAP");
    if (wish == nullptr) {
        SKIP("SAFERSCOPE_BIG_MAP is not set");
    }
    const std::int64_t rows = std::atoll(wish);
    const at::Tensor decoder = decoderOf(rows, 2048, rows / 100, 1.5);
    FeatureMapOptions options;
    options.threads = at::get_num_threads();
    const auto begin = std::chrono::steady_clock::now();
    std::string last;
    const auto map = buildFeatureMap(decoder, {}, options, [&](const Progress& progress) {
        if (progress.stage != last || progress.done == progress.total) {
            const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - begin;
            std::printf("%6.1f s: %s %llu of %llu\n", passed.count(), progress.stage.c_str(),
                        static_cast<unsigned long long>(progress.done),
                        static_cast<unsigned long long>(progress.total));
            std::fflush(stdout);
            last = progress.stage;
        }
    });
    CHECK_OK(map);
    std::printf("kept neighbours %.3f, KL %.3f, %d threads\n", map->keptNeighbours, map->divergence, options.threads);
    if (const char* path = std::getenv("SAFERSCOPE_BIG_MAP_FILE")) {
        CHECK_OK(writeFeatureMap(path, *map));
    }
}
