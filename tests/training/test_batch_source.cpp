// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/batch_source.h"
#include "core/training/training_pair.h"
#include "tests/tensor/torch_check.h"

#include <algorithm>
#include <numeric>
#include <set>

using namespace saferscope;

namespace {

std::vector<std::int64_t> lengths(std::size_t count) {
    std::vector<std::int64_t> values(count);
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = static_cast<std::int64_t>(10 + (i * 7919) % 300);
    }
    return values;
}

}  // namespace

TEST(every_epoch_reads_every_pair_once) {
    BatchSource source(lengths(103), 8, 5);
    CHECK_EQ(source.stepsPerEpoch(), std::uint64_t{13});
    for (std::uint64_t epoch = 0; epoch < 3; ++epoch) {
        std::multiset<std::uint32_t> seen;
        for (std::uint64_t step = 0; step < 13; ++step) {
            const auto& batch = source.batch(epoch * 13 + step);
            CHECK(!batch.empty() && batch.size() <= 8);
            seen.insert(batch.begin(), batch.end());
        }
        CHECK_EQ(seen.size(), std::size_t{103});
        CHECK_EQ(std::set<std::uint32_t>(seen.begin(), seen.end()).size(), std::size_t{103});
    }
}

TEST(a_step_depends_on_seed_and_number_only) {
    BatchSource forward(lengths(60), 7, 1);
    BatchSource jumping(lengths(60), 7, 1);
    BatchSource other(lengths(60), 7, 2);
    std::vector<std::vector<std::uint32_t>> steps;
    for (std::uint64_t step = 0; step < 27; ++step) {
        steps.push_back(forward.batch(step));
    }
    for (const std::uint64_t step : {26, 3, 12, 0, 9}) {
        CHECK(jumping.batch(step) == steps[step]);
    }
    CHECK(steps[0] != steps[9]);  // another epoch, another order
    bool differs = false;
    for (std::uint64_t step = 0; step < 9; ++step) {
        differs = differs || other.batch(step) != steps[step];
    }
    CHECK(differs);
}

TEST(a_step_holds_pairs_of_alike_length) {
    const auto values = lengths(640);
    BatchSource source(values, 16, 3);
    double spread = 0.0;
    for (std::uint64_t step = 0; step < source.stepsPerEpoch(); ++step) {
        const auto& batch = source.batch(step);
        const auto [low, high] =
            std::minmax_element(batch.begin(), batch.end(), [&](auto a, auto b) { return values[a] < values[b]; });
        spread += static_cast<double>(values[*high] - values[*low]) / static_cast<double>(source.stepsPerEpoch());
    }
    CHECK(spread < 60.0);  // 16 at random out of 300 lengths would lie about 265 apart
}

TEST(held_out_pairs_are_the_wanted_share_and_do_not_depend_on_order) {
    int held = 0;
    for (int i = 0; i < 20000; ++i) {
        held += isHeldOut("pair-" + std::to_string(i), 0.05) ? 1 : 0;
    }
    CHECK_NEAR(held, 1000, 120);  // four standard deviations
    CHECK(!isHeldOut("pair-1", 0.0));
    CHECK_EQ(isHeldOut("pair-1", 0.3), isHeldOut("pair-1", 0.3));
    for (int i = 0; i < 500; ++i) {  // a larger share holds out a superset
        const std::string id = std::to_string(i);
        CHECK(!isHeldOut(id, 0.05) || isHeldOut(id, 0.2));
    }
}

TEST(training_pair_splits_the_shared_prompt) {
    EncodedPair encoded;
    encoded.chosen.ids = {1, 2, 3, 4, 5};
    encoded.chosen.sentenceEnd = {0, 0, 1, 0, 1};
    encoded.rejected.ids = {1, 2, 3, 9};
    encoded.rejected.sentenceEnd = {0, 1, 0, 1};
    encoded.sharedPrefix = 3;
    TrainingPair pair = trainingPair(encoded);
    CHECK(pair.tokens.prompt == (std::vector<std::int32_t>{1, 2, 3}));
    CHECK(pair.tokens.chosen == (std::vector<std::int32_t>{4, 5}));
    CHECK(pair.tokens.rejected == (std::vector<std::int32_t>{9}));
    CHECK(pair.sentenceEnd == (std::vector<std::uint8_t>{0, 1, 1, 0, 1, 1}));
    encoded.rejected = encoded.chosen;  // equal answers: each still has a last token of its own
    encoded.sharedPrefix = 5;
    pair = trainingPair(encoded);
    CHECK_EQ(pair.tokens.prompt.size(), std::size_t{4});
    CHECK_EQ(pair.tokens.rejected.size(), std::size_t{1});
    CHECK_EQ(pair.sentenceEnd.size(), std::size_t{6});
}
