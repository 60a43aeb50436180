// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/packed_batch.h"

#include <ATen/ATen.h>
#include <algorithm>
#include <numeric>

namespace saferscope {

namespace {

at::Tensor hostLongs(std::int64_t size) { return at::empty({size}, at::kLong); }
std::int64_t* longs(at::Tensor& tensor) { return tensor.data_ptr<std::int64_t>(); }

/// One row of the tree mask: what `row` of a pair may attend to, S slots wide.
void fillMaskRow(bool* mask, const PairLengths& pair, std::int64_t row, std::int64_t slots) {
    std::fill_n(mask, slots, false);
    const std::int64_t rejectedBegin = pair.prompt + pair.chosen;
    if (row >= pair.total()) {
        mask[0] = true;  // padding: a softmax over nothing would be NaN; its result is never read
    } else if (row >= rejectedBegin) {
        std::fill_n(mask, pair.prompt, true);
        std::fill(mask + rejectedBegin, mask + row + 1, true);
    } else {
        std::fill_n(mask, row + 1, true);
    }
}

/// Everything about rows: ids, positions, and the map between rows and slots.
void fillRows(PackedBatch& batch, std::span<const PairTokens> pairs) {
    const std::int64_t rows = batch.pairBegin.back();
    batch.ids = hostLongs(rows);
    batch.positions = hostLongs(rows);
    batch.unpadIndex = hostLongs(rows);
    batch.padIndex = at::zeros({batch.pairs * batch.slots}, at::kLong);
    std::int64_t row = 0;
    for (std::int64_t pair = 0; pair < batch.pairs; ++pair) {
        std::int64_t slot = pair * batch.slots;
        const auto lay = [&](const std::vector<std::int32_t>& tokens, std::int64_t position) {
            for (const std::int32_t id : tokens) {
                longs(batch.ids)[row] = id;
                longs(batch.positions)[row] = position++;
                longs(batch.unpadIndex)[row] = slot;
                longs(batch.padIndex)[slot++] = row++;
            }
        };
        const PairTokens& tokens = pairs[static_cast<std::size_t>(pair)];
        const auto answer = static_cast<std::int64_t>(tokens.prompt.size());
        lay(tokens.prompt, 0);
        lay(tokens.chosen, answer);
        lay(tokens.rejected, answer);
    }
}

void fillMask(PackedBatch& batch) {
    const std::int64_t slots = batch.slots;
    batch.mask = at::empty({batch.pairs, 1, slots, slots}, at::kBool);
    bool* mask = batch.mask.data_ptr<bool>();
    for (const PairLengths& pair : batch.lengths) {
        for (std::int64_t row = 0; row < slots; ++row, mask += slots) {
            fillMaskRow(mask, pair, row, slots);
        }
    }
}

void fillLastTokens(PackedBatch& batch) {
    const bool anyDouble = std::any_of(batch.lengths.begin(), batch.lengths.end(),
                                       [](const PairLengths& pair) { return pair.rejected > 0; });
    const std::int64_t perPair = anyDouble ? 2 : 1;
    std::vector<std::int64_t> lastRows;
    std::vector<std::int64_t> unpad;
    batch.lastPerPair = perPair;
    batch.lastPadIndex = hostLongs(batch.pairs * perPair);
    batch.lastMask = at::empty({batch.pairs, 1, perPair, batch.slots}, at::kBool);
    for (std::int64_t index = 0; index < batch.pairs; ++index) {
        const PairLengths& pair = batch.lengths[static_cast<std::size_t>(index)];
        const std::int64_t lastChosen = pair.prompt + pair.chosen - 1;
        for (std::int64_t side = 0; side < perPair; ++side) {
            const bool own = side == 0 || pair.rejected > 0;
            const std::int64_t last = side == 1 && own ? pair.total() - 1 : lastChosen;
            const std::int64_t row = batch.pairBegin[static_cast<std::size_t>(index)] + last;
            const std::int64_t place = index * perPair + side;
            longs(batch.lastPadIndex)[place] = row;
            fillMaskRow(batch.lastMask.data_ptr<bool>() + place * batch.slots, pair, last, batch.slots);
            if (own) {
                lastRows.push_back(row);
                unpad.push_back(place);
            }
        }
    }
    batch.lastTokens = at::tensor(lastRows, at::kLong);
    batch.lastUnpadIndex = at::tensor(unpad, at::kLong);
}

}  // namespace

PackedBatch packPairs(std::span<const PairTokens> pairs, c10::Device device) {
    PackedBatch batch;
    batch.pairs = static_cast<std::int64_t>(pairs.size());
    batch.pairBegin.push_back(0);
    for (const PairTokens& pair : pairs) {
        TORCH_CHECK(pair.total() > 0, "a pair without tokens has no last token to read a reward at");
        TORCH_CHECK(!pair.prompt.empty() || !pair.chosen.empty(), "a pair with only a rejected answer");
        batch.lengths.push_back({static_cast<std::int64_t>(pair.prompt.size()),
                                 static_cast<std::int64_t>(pair.chosen.size()),
                                 static_cast<std::int64_t>(pair.rejected.size())});
        batch.pairBegin.push_back(batch.pairBegin.back() + pair.total());
        batch.slots = std::max(batch.slots, pair.total());
    }
    fillRows(batch, pairs);
    fillMask(batch);
    fillLastTokens(batch);
    for (at::Tensor* tensor : {&batch.ids, &batch.positions, &batch.padIndex, &batch.unpadIndex, &batch.mask,
                               &batch.lastTokens, &batch.lastPadIndex, &batch.lastUnpadIndex, &batch.lastMask}) {
        *tensor = tensor->to(device);
    }
    return batch;
}

std::vector<std::vector<std::uint32_t>> groupByLength(std::span<const std::int64_t> totals, std::int64_t maxTokens) {
    std::vector<std::uint32_t> order(totals.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(),
                     [totals](std::uint32_t a, std::uint32_t b) { return totals[a] > totals[b]; });
    std::vector<std::vector<std::uint32_t>> batches;
    std::int64_t rows = 0;
    for (const std::uint32_t index : order) {
        bool fits = false;
        if (!batches.empty()) {
            const auto members = static_cast<std::int64_t>(batches.back().size()) + 1;
            const std::int64_t padded = members * totals[batches.back().front()];
            fits = rows + totals[index] <= maxTokens && 4 * padded <= 5 * (rows + totals[index]);
        }
        if (!fits) {
            batches.emplace_back();
            rows = 0;
        }
        batches.back().push_back(index);
        rows += totals[index];
    }
    return batches;
}

}  // namespace saferscope
