// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/packed_batch.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <algorithm>
#include <set>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

std::int64_t at1(const at::Tensor& tensor, std::int64_t index) { return tensor[index].item<std::int64_t>(); }

}  // namespace

TEST(rows_follow_the_pairs_and_know_their_slots) {
    const auto pairs = mixedPairs();
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    CHECK_EQ(batch.pairs, 6);
    CHECK_EQ(batch.slots, 55);
    std::int64_t row = 0;
    std::size_t sequences = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        CHECK_EQ(batch.pairBegin[i], row);
        std::int64_t slot = 0;
        for (const auto* part : {&pairs[i].prompt, &pairs[i].chosen, &pairs[i].rejected}) {
            std::int64_t position = part == &pairs[i].prompt ? 0 : static_cast<std::int64_t>(pairs[i].prompt.size());
            for (const std::int32_t id : *part) {
                CHECK_EQ(at1(batch.ids, row), id);
                CHECK_EQ(at1(batch.positions, row), position++);
                const std::int64_t place = static_cast<std::int64_t>(i) * batch.slots + slot++;
                CHECK_EQ(at1(batch.unpadIndex, row), place);
                CHECK_EQ(at1(batch.padIndex, place), row++);
            }
        }
        for (; slot < batch.slots; ++slot) {
            CHECK_EQ(at1(batch.padIndex, static_cast<std::int64_t>(i) * batch.slots + slot), 0);
        }
        CHECK_EQ(at1(batch.lastTokens, static_cast<std::int64_t>(sequences++)),
                 batch.pairBegin[i] + static_cast<std::int64_t>(pairs[i].prompt.size() + pairs[i].chosen.size()) - 1);
        if (!pairs[i].rejected.empty()) {
            CHECK_EQ(at1(batch.lastTokens, static_cast<std::int64_t>(sequences++)), row - 1);
        }
    }
    CHECK_EQ(batch.pairBegin.back(), row);
    CHECK_EQ(batch.lastTokens.size(0), static_cast<std::int64_t>(sequences));
}

TEST(the_mask_is_a_tree) {
    const auto pairs = mixedPairs();
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    const auto mask = batch.mask.accessor<bool, 4>();
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto prompt = static_cast<std::int64_t>(pairs[i].prompt.size());
        const auto rejected = prompt + static_cast<std::int64_t>(pairs[i].chosen.size());
        for (std::int64_t a = 0; a < batch.slots; ++a) {
            bool any = false;
            for (std::int64_t b = 0; b < batch.slots; ++b) {
                const bool allowed = mask[static_cast<std::int64_t>(i)][0][a][b];
                any = any || allowed;
                if (a < pairs[i].total()) {
                    const bool acrossAnswers = a >= rejected && b >= prompt && b < rejected;
                    CHECK_EQ(allowed, b <= a && !acrossAnswers);
                }
            }
            CHECK(any);  // also in padding: a softmax over nothing is NaN
        }
    }
    // The rows of the last tokens, picked out.
    const at::Tensor picked = batch.lastPadIndex.index_select(0, batch.lastUnpadIndex);
    CHECK(at::equal(picked, batch.lastTokens));
    const at::Tensor slots = batch.unpadIndex.index_select(0, batch.lastPadIndex);
    CHECK(at::equal(batch.lastMask.view({-1, batch.slots}), batch.mask.view({-1, batch.slots}).index_select(0, slots)));
}

TEST(batches_of_single_sequences_need_one_place_each) {
    const auto singles = separately(mixedPairs());
    const PackedBatch batch = packPairs(singles, c10::kCPU);
    CHECK_EQ(batch.lastPerPair, 1);
    CHECK_EQ(batch.lastTokens.size(0), static_cast<std::int64_t>(singles.size()));
}

TEST(groups_hold_everything_once_within_their_limits) {
    Random random(4);
    for (int round = 0; round < 50; ++round) {
        std::vector<std::int64_t> totals(1 + random.below(200));
        for (auto& total : totals) {
            total = 1 + static_cast<std::int64_t>(random.below(random.below(4) == 0 ? 900 : 90));
        }
        const std::int64_t limit = 100 + static_cast<std::int64_t>(random.below(2000));
        const auto groups = groupByLength(totals, limit);
        CHECK(groups == groupByLength(totals, limit));
        std::set<std::uint32_t> seen;
        for (const auto& group : groups) {
            std::int64_t rows = 0;
            std::int64_t longest = 0;
            for (const std::uint32_t index : group) {
                CHECK(seen.insert(index).second);
                rows += totals[index];
                longest = std::max(longest, totals[index]);
            }
            CHECK(!group.empty());
            CHECK(rows <= limit || group.size() == 1);
            CHECK(4 * longest * static_cast<std::int64_t>(group.size()) <= 5 * rows);
        }
        CHECK_EQ(seen.size(), totals.size());
    }
    CHECK(groupByLength({}, 100).empty());
    // Equal lengths fill each batch to the brim.
    const std::vector<std::int64_t> equal(100, 10);
    CHECK_EQ(groupByLength(equal, 250).size(), 4u);
}
