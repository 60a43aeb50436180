// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/model/reward_model.h"
#include "core/training/training_pair.h"

#include <cstdint>
#include <optional>
#include <stop_token>
#include <vector>

namespace saferscope {

/// Batches of standardised activations of one layer, computed from the model when they are needed. What fits into
/// memory is computed once and shuffled anew every epoch; more data goes through a buffer of that size: blocks of
/// randomly chosen pairs, whose tokens are shuffled within the block. Rows of the shared prompt appear once per pair.
/// A batch depends on (seed, epoch, number) alone, so a run resumes anywhere. Single-threaded in use.
class ActivationSource {
public:
    struct Position {
        std::uint64_t epoch = 0;
        std::uint64_t batch = 0;
    };

    /// `model` and `pairs` outlive this object. `bufferTokens`: activations held in memory.
    ActivationSource(const RewardModel& model, const std::vector<TrainingPair>& pairs, std::int64_t layer,
                     std::int64_t batchTokens, std::int64_t bufferTokens, std::uint64_t seed);

    /// Begins a stage: every token, or sentence ends only (not of windows of general text, which have none).
    void select(bool sentenceEndsOnly);
    std::int64_t tokensPerEpoch() const { return m_tokensPerEpoch; }

    Position position() const { return m_position; }
    void seek(Position position) { m_position = position; }

    /// [n, d] float32 on the model's device, n about `batchTokens` (the tokens of a block are dealt out evenly); then
    /// moves on. Nothing when a stop was requested while the model was computing; the position is then unchanged.
    std::optional<at::Tensor> next(std::stop_token stop, const ProgressCallback& progress);

private:
    struct Batch {
        std::size_t block;
        std::int64_t begin;
        std::int64_t end;
    };
    void arrange(std::uint64_t epoch);
    std::optional<at::Tensor> rowsOfBlock(std::size_t block, std::stop_token stop, const ProgressCallback& progress);
    std::optional<at::Tensor> compute(const std::vector<std::uint32_t>& which, bool sentenceEndsOnly,
                                      std::stop_token stop, const ProgressCallback& progress) const;
    std::int64_t keptTokens(std::uint32_t pair, bool sentenceEndsOnly) const;

    const RewardModel& m_model;
    const std::vector<TrainingPair>& m_pairs;
    const std::int64_t m_layer;
    const std::int64_t m_batchTokens;
    const std::int64_t m_bufferTokens;
    const std::uint64_t m_seed;

    bool m_sentenceEndsOnly = false;
    std::int64_t m_tokensPerEpoch = 0;
    Position m_position;
    // The arrangement of one epoch.
    std::optional<std::uint64_t> m_arranged;
    std::vector<std::vector<std::uint32_t>> m_blocks;  ///< pairs of each block
    std::vector<Batch> m_batches;
    // What is in memory.
    std::optional<std::pair<std::uint64_t, std::size_t>> m_loaded;  ///< epoch and block
    at::Tensor m_rows;                                              ///< [T, d] in the order of the block's pairs
    at::Tensor m_order;                                             ///< [T] shuffled row numbers
    at::Tensor m_allRows;  ///< every token of every pair, where that fits: stage 2 picks from it
};

}  // namespace saferscope
