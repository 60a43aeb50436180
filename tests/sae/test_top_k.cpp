// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/sae/top_k.h"
#include "tests/tensor/torch_check.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <vector>

using namespace saferscope;

namespace {

/// Sorts the whole row: NaN first, then descending values, then ascending columns.
std::vector<std::int64_t> slowTopK(const std::vector<float>& row, std::int64_t k) {
    std::vector<std::int64_t> order(row.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), [&row](std::int64_t a, std::int64_t b) {
        const float left = row[static_cast<std::size_t>(a)];
        const float right = row[static_cast<std::size_t>(b)];
        return std::isnan(left) ? !std::isnan(right) : left > right;
    });
    order.resize(static_cast<std::size_t>(k));
    return order;
}

void compareRow(const std::vector<float>& row, std::int64_t k) {
    std::vector<std::int64_t> indices(static_cast<std::size_t>(k));
    std::vector<float> values(static_cast<std::size_t>(k));
    selectTopK(row.data(), 1, static_cast<std::int64_t>(row.size()), k, indices.data(), values.data(), 1);
    CHECK(indices == slowTopK(row, k));
    for (std::size_t j = 0; j < indices.size(); ++j) {
        const float expected = row[static_cast<std::size_t>(indices[j])];
        CHECK(values[j] == expected || (std::isnan(values[j]) && std::isnan(expected)));
    }
}

}  // namespace

TEST(top_k_equals_a_full_sort) {
    Random random(7);
    for (int round = 0; round < 400; ++round) {
        const std::size_t columns = 1 + random.below(1200);
        const auto k = static_cast<std::int64_t>(1 + random.below(std::min<std::size_t>(columns, 40)));
        const bool coarse = round % 3 == 0;  // few different values: many ties at the threshold
        std::vector<float> row(columns);
        for (float& value : row) {
            value = coarse ? static_cast<float>(random.below(6)) - 3.0F : static_cast<float>(random.normal());
        }
        compareRow(row, k);
    }
}

TEST(top_k_takes_all_columns_and_negative_values) {
    compareRow({-3.0F, -1.0F, -2.0F}, 3);
    compareRow(std::vector<float>(512, -1.5F), 8);
    compareRow({4.0F}, 1);
}

TEST(top_k_puts_nan_and_infinities_in_their_place) {
    const float infinity = std::numeric_limits<float>::infinity();
    Random random(3);
    for (const float special : {std::numeric_limits<float>::quiet_NaN(), infinity, -infinity}) {
        std::vector<float> row(640);
        for (float& value : row) {
            value = static_cast<float>(random.normal());
        }
        row[17] = special;
        row[333] = special;
        compareRow(row, 8);
        std::fill(row.begin(), row.end(), special);
        compareRow(row, 8);
    }
}

TEST(top_k_rows_do_not_depend_on_threads) {
    constexpr std::int64_t rows = 37;
    constexpr std::int64_t columns = 530;
    constexpr std::int64_t k = 12;
    Random random(5);
    std::vector<float> data(rows * columns);
    for (float& value : data) {
        value = static_cast<float>(random.normal());
    }
    std::vector<std::int64_t> one(rows * k);
    std::vector<std::int64_t> three(rows * k);
    std::vector<float> values(rows * k);
    selectTopK(data.data(), rows, columns, k, one.data(), values.data(), 1);
    selectTopK(data.data(), rows, columns, k, three.data(), values.data(), 3);
    CHECK(one == three);
}
