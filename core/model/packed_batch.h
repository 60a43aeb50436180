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

/// Rows of one pair in a batch.
struct PairLengths {
    std::int64_t prompt = 0;
    std::int64_t chosen = 0;
    std::int64_t rejected = 0;
    std::int64_t total() const { return prompt + chosen + rejected; }
};

/// Several pairs laid end to end without padding: N rows in all, per pair prompt, chosen, rejected in that order.
/// Linear layers work on the N rows; only attention uses the padded view [B, S] with the tree mask (chosen and rejected
/// rows see the prompt and themselves, never each other).
struct PackedBatch {
    at::Tensor ids;         ///< [N] int64
    at::Tensor positions;   ///< [N] int64, rotary positions (both answers continue after the prompt)
    at::Tensor padIndex;    ///< [B*S] int64 into N rows; padding points at row 0
    at::Tensor unpadIndex;  ///< [N] int64 into the B*S slots
    at::Tensor mask;        ///< [B, 1, S, S] bool, true = may attend
    at::Tensor lastTokens;  ///< [R] int64: row of the last token of every sequence, chosen then rejected per pair
    std::vector<std::int64_t> pairBegin;  ///< [B+1] first row of each pair
    std::vector<PairLengths> lengths;     ///< [B] the same structure for code on the host
    std::int64_t pairs = 0;               ///< B
    std::int64_t slots = 0;               ///< S

    // The last tokens as a padded view [B, Q], so that the last block can be computed for them alone. Q is 2, or 1 when
    // no pair has a rejected answer; a single sequence fills both places with its one row.
    std::int64_t lastPerPair = 0;  ///< Q
    at::Tensor lastPadIndex;       ///< [B*Q] int64 into N rows
    at::Tensor lastUnpadIndex;     ///< [R] int64 into the B*Q places, in lastTokens order
    at::Tensor lastMask;           ///< [B, 1, Q, S] bool, the rows of `mask` that belong to lastPadIndex
};

/// Every pair needs at least one token; ids are not checked here. A pair with an empty `rejected` is one sequence.
/// Throws only what libtorch throws for want of memory.
PackedBatch packPairs(std::span<const PairTokens> pairs, c10::Device device);

/// Groups pairs so that a batch holds at most `maxTokens` rows and pairs of alike length: returns index lists, longest
/// pairs first (so that memory runs out at once or never). The padded view B*S exceeds the rows by a quarter at most.
/// Deterministic. A pair longer than maxTokens is a batch of its own.
std::vector<std::vector<std::uint32_t>> groupByLength(std::span<const std::int64_t> totals, std::int64_t maxTokens);

}  // namespace saferscope
