// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <span>
#include <vector>

namespace saferscope {

/// Token ids of one pair: `prompt` is shared by both answers and computed once.
/// Full sequences are prompt + chosen and prompt + rejected. A single sequence has an empty `rejected`.
struct PairTokens {
    std::vector<std::int32_t> prompt;
    std::vector<std::int32_t> chosen;
    std::vector<std::int32_t> rejected;
    std::int64_t total() const { return static_cast<std::int64_t>(prompt.size() + chosen.size() + rejected.size()); }
};

/// Several pairs laid end to end without padding: N rows in all, per pair prompt, chosen, rejected in that order.
/// Linear layers work on the N rows; only attention uses the padded view [B, S] with the tree mask (chosen and rejected
/// rows see the prompt and themselves, never each other).
struct PackedBatch {
    at::Tensor ids;             ///< [N] int64
    at::Tensor positions;       ///< [N] int64, rotary positions (both answers continue after the prompt)
    at::Tensor padIndex;        ///< [B*S] int64 into N rows; padding points at row 0
    at::Tensor unpadIndex;      ///< [N] int64 into the B*S slots
    at::Tensor mask;            ///< [B, 1, S, S] bool, true = may attend
    at::Tensor lastTokens;      ///< [R] int64: row of the last token of every sequence, chosen then rejected per pair
    std::vector<std::int64_t> pairBegin;  ///< [B+1] first row of each pair
    std::int64_t pairs = 0;     ///< B
    std::int64_t slots = 0;     ///< S
};

PackedBatch packPairs(std::span<const PairTokens> pairs, c10::Device device);

/// Groups pairs so that a batch holds at most `maxTokens` rows and pairs of alike length: returns index lists.
/// Deterministic. A pair longer than maxTokens is a batch of its own.
std::vector<std::vector<std::uint32_t>> groupByLength(std::span<const std::int64_t> totals, std::int64_t maxTokens);

}  // namespace saferscope
