// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/batch_source.h"

#include "core/base/hash.h"
#include "core/base/random.h"

#include <algorithm>
#include <numeric>
#include <span>

namespace saferscope {

namespace {

constexpr std::size_t windowSteps = 8;  // steps whose pairs are sorted by length together

std::uint64_t scramble(std::uint64_t x) {  // splitmix64's finaliser
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
    return x ^ (x >> 31);
}

}  // namespace

std::uint64_t mixSeed(std::uint64_t seed, std::uint64_t purpose, std::uint64_t epoch) {
    return scramble(scramble(scramble(seed + 0x9e3779b97f4a7c15ULL) ^ purpose) + epoch);
}

bool isHeldOut(const std::string& pairId, double fraction) {
    if (fraction <= 0.0) {
        return false;
    }
    // 52 bits of the hash as a number in [0, 1).
    const std::uint64_t bits = std::stoull(sha256Hex("held-out:" + pairId).substr(0, 13), nullptr, 16);
    return static_cast<double>(bits) / 0x1.0p52 < fraction;
}

std::vector<std::uint32_t> shuffledOrder(std::size_t count, std::uint64_t seed) {
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    Random(seed).shuffle(std::span(order));
    return order;
}

BatchSource::BatchSource(std::vector<std::int64_t> lengths, std::int64_t batchPairs, std::uint64_t seed)
    : m_lengths(std::move(lengths)), m_batchPairs(static_cast<std::size_t>(batchPairs)), m_seed(seed) {}

std::uint64_t BatchSource::stepsPerEpoch() const { return (m_lengths.size() + m_batchPairs - 1) / m_batchPairs; }

const std::vector<std::uint32_t>& BatchSource::batch(std::uint64_t step) {
    const std::uint64_t epoch = step / stepsPerEpoch();
    if (epoch != m_epoch) {
        arrange(epoch);
    }
    return m_batches[step % stepsPerEpoch()];
}

void BatchSource::arrange(std::uint64_t epoch) {
    m_epoch = epoch;
    m_batches.clear();
    std::vector<std::uint32_t> order = shuffledOrder(m_lengths.size(), mixSeed(m_seed, 1, epoch));
    const std::size_t window = windowSteps * m_batchPairs;
    for (std::size_t begin = 0; begin < order.size(); begin += window) {
        const auto first = order.begin() + static_cast<std::ptrdiff_t>(begin);
        const auto last = order.begin() + static_cast<std::ptrdiff_t>(std::min(begin + window, order.size()));
        std::stable_sort(first, last, [this](auto a, auto b) { return m_lengths[a] < m_lengths[b]; });
        for (auto it = first; it != last;) {
            const auto next = it + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(m_batchPairs), last - it);
            m_batches.emplace_back(it, next);
            it = next;
        }
    }
    Random random(mixSeed(m_seed, 2, epoch));
    random.shuffle(std::span(m_batches));
}

}  // namespace saferscope
