// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace saferscope {

/// A seed for one purpose and epoch of a run: different inputs give unrelated random numbers.
std::uint64_t mixSeed(std::uint64_t seed, std::uint64_t purpose, std::uint64_t epoch);

/// Whether a pair is held out of training. Decided by its id alone (SHA-256), so every run and both trainers hold out
/// the same pairs, whatever the order of the data.
bool isHeldOut(const std::string& pairId, double fraction);

/// 0 .. count-1 in random order, the same for the same seed everywhere.
std::vector<std::uint32_t> shuffledOrder(std::size_t count, std::uint64_t seed);

/// Which pairs make up each optimizer step. Every epoch is a new shuffle of all pairs; within windows of a few steps
/// pairs of alike length share a step (attention is padded within a forward pass), and the steps of an epoch are
/// shuffled again. A step depends on (seed, step) alone, so a run resumes anywhere without replaying.
class BatchSource {
public:
    /// `lengths`: tokens of each pair. 1 <= batchPairs.
    BatchSource(std::vector<std::int64_t> lengths, std::int64_t batchPairs, std::uint64_t seed);

    std::uint64_t stepsPerEpoch() const;
    /// Indices into `lengths` of step 0, 1, ... across epochs; the last step of an epoch takes what is left.
    const std::vector<std::uint32_t>& batch(std::uint64_t step);

private:
    void arrange(std::uint64_t epoch);

    const std::vector<std::int64_t> m_lengths;
    const std::size_t m_batchPairs;
    const std::uint64_t m_seed;
    std::uint64_t m_epoch = UINT64_MAX;
    std::vector<std::vector<std::uint32_t>> m_batches;  ///< of m_epoch
};

}  // namespace saferscope
