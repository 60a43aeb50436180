// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/activation_source.h"

#include "core/sae/sae.h"
#include "core/training/batch_source.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <numeric>

namespace saferscope {

namespace {

constexpr std::int64_t forwardTokens = 4096;  // rows per forward pass: enough to fill the products

std::vector<std::uint32_t> everyPair(std::size_t count) {
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    return all;
}

/// Row numbers of sentence ends, for pairs laid end to end.
at::Tensor sentenceEndRows(const std::vector<TrainingPair>& pairs) {
    std::vector<std::int64_t> rows;
    std::int64_t row = 0;
    for (const TrainingPair& pair : pairs) {
        for (const std::uint8_t end : pair.sentenceEnd) {
            if (end != 0) {
                rows.push_back(row);
            }
            ++row;
        }
    }
    return at::tensor(rows, at::kLong);
}

}  // namespace

ActivationSource::ActivationSource(const RewardModel& model, const std::vector<TrainingPair>& pairs, std::int64_t layer,
                                   std::int64_t batchTokens, std::int64_t bufferTokens, std::uint64_t seed)
    : m_model(model),
      m_pairs(pairs),
      m_layer(layer),
      m_batchTokens(batchTokens),
      m_bufferTokens(std::max(bufferTokens, batchTokens)),
      m_seed(seed) {
    select(false);
}

std::int64_t ActivationSource::keptTokens(std::uint32_t pair, bool sentenceEndsOnly) const {
    const TrainingPair& tokens = m_pairs[pair];
    return sentenceEndsOnly ? std::count(tokens.sentenceEnd.begin(), tokens.sentenceEnd.end(), 1)
                            : tokens.tokens.total();
}

void ActivationSource::select(bool sentenceEndsOnly) {
    m_sentenceEndsOnly = sentenceEndsOnly;
    m_tokensPerEpoch = 0;
    for (std::uint32_t pair = 0; pair < m_pairs.size(); ++pair) {
        m_tokensPerEpoch += keptTokens(pair, sentenceEndsOnly);
    }
    m_position = {};
    m_arranged.reset();
    m_loaded.reset();
    m_rows = at::Tensor();
}

void ActivationSource::arrange(std::uint64_t epoch) {
    m_arranged = epoch;
    m_blocks.clear();
    m_batches.clear();
    std::vector<std::int64_t> sizes;
    if (m_tokensPerEpoch <= m_bufferTokens) {
        m_blocks.push_back(everyPair(m_pairs.size()));
        sizes.push_back(m_tokensPerEpoch);
    } else {
        const std::uint64_t purpose = m_sentenceEndsOnly ? 12 : 11;
        for (const std::uint32_t pair : shuffledOrder(m_pairs.size(), mixSeed(m_seed, purpose, epoch))) {
            const std::int64_t tokens = keptTokens(pair, m_sentenceEndsOnly);
            if (m_blocks.empty() || sizes.back() + tokens > m_bufferTokens) {
                m_blocks.emplace_back();
                sizes.push_back(0);
            }
            m_blocks.back().push_back(pair);
            sizes.back() += tokens;
        }
    }
    for (std::size_t block = 0; block < m_blocks.size(); ++block) {
        const std::int64_t parts = std::max<std::int64_t>(1, (sizes[block] + m_batchTokens / 2) / m_batchTokens);
        for (std::int64_t part = 0; part < parts; ++part) {
            const Batch batch{block, sizes[block] * part / parts, sizes[block] * (part + 1) / parts};
            if (batch.end > batch.begin) {
                m_batches.push_back(batch);
            }
        }
    }
}

std::optional<at::Tensor> ActivationSource::compute(const std::vector<std::uint32_t>& which, bool sentenceEndsOnly,
                                                    std::stop_token stop, const ProgressCallback& progress) const {
    const at::NoGradGuard noGradients;
    std::vector<std::int64_t> offset(m_pairs.size());
    std::int64_t total = 0;
    for (const std::uint32_t pair : which) {
        offset[pair] = total;
        total += keptTokens(pair, sentenceEndsOnly);
    }
    const auto device = m_model.device();
    at::Tensor rows = at::empty({total, m_model.config().hiddenSize}, at::TensorOptions(device).dtype(at::kFloat));
    ProgressMeter meter("Computing activations", static_cast<std::uint64_t>(total), progress);
    for (const auto& group : microBatches(m_pairs, which, forwardTokens)) {
        if (stop.stop_requested()) {
            return std::nullopt;
        }
        std::vector<std::int64_t> from;
        std::vector<std::int64_t> to;
        std::int64_t row = 0;
        for (const std::uint32_t pair : group) {
            std::int64_t target = offset[pair];
            const TrainingPair& tokens = m_pairs[pair];
            const auto rowsOfPair = static_cast<std::size_t>(tokens.tokens.total());
            for (std::size_t place = 0; place < rowsOfPair; ++place, ++row) {
                if (!sentenceEndsOnly || tokens.sentenceEnd[place] != 0) {
                    from.push_back(row);
                    to.push_back(target++);
                }
            }
        }
        if (from.empty()) {
            continue;
        }
        const PackedBatch packed = packTrainingPairs(m_pairs, group, device);
        const at::Tensor hidden = m_model.forward(packed, {m_layer, true}).hidden;
        const at::Tensor kept = hidden.index_select(0, at::tensor(from, at::kLong).to(device));
        rows.index_copy_(0, at::tensor(to, at::kLong).to(device), standardise(kept));
        meter.advance(from.size());
    }
    meter.finish();
    return rows;
}

std::optional<at::Tensor> ActivationSource::rowsOfBlock(std::size_t block, std::stop_token stop,
                                                        const ProgressCallback& progress) {
    if (m_blocks.size() > 1) {
        m_allRows = at::Tensor();
        m_rows = at::Tensor();  // freed first: two blocks never lie in memory together
        return compute(m_blocks[block], m_sentenceEndsOnly, stop, {});
    }
    if (m_rows.defined()) {
        return m_rows;  // the only block, of an earlier epoch
    }
    if (m_sentenceEndsOnly && m_allRows.defined()) {
        at::Tensor rows = m_allRows.index_select(0, sentenceEndRows(m_pairs).to(m_allRows.device()));
        m_allRows = at::Tensor();
        return rows;
    }
    auto rows = compute(m_blocks[block], m_sentenceEndsOnly, stop, progress);
    if (rows && !m_sentenceEndsOnly) {
        m_allRows = *rows;
    }
    return rows;
}

std::optional<at::Tensor> ActivationSource::next(std::stop_token stop, const ProgressCallback& progress) {
    if (m_arranged && m_position.batch >= m_batches.size()) {
        m_position = {m_position.epoch + 1, 0};
    }
    if (m_arranged != m_position.epoch) {
        arrange(m_position.epoch);
    }
    if (m_position.batch >= m_batches.size()) {  // after seek() to the very end of an epoch
        m_position = {m_position.epoch + 1, 0};
        arrange(m_position.epoch);
    }
    const Batch& batch = m_batches[m_position.batch];
    const auto key = std::pair(m_position.epoch, batch.block);
    if (m_loaded != key) {
        auto rows = rowsOfBlock(batch.block, stop, progress);
        if (!rows) {
            m_loaded.reset();
            return std::nullopt;
        }
        m_rows = *rows;
        m_loaded = key;
        const std::uint64_t purpose = mixSeed(m_sentenceEndsOnly ? 14 : 13, batch.block, 0);
        const auto order =
            shuffledOrder(static_cast<std::size_t>(m_rows.size(0)), mixSeed(m_seed, purpose, m_position.epoch));
        m_order = at::empty({m_rows.size(0)}, at::kLong);
        std::copy(order.begin(), order.end(), m_order.data_ptr<std::int64_t>());
        m_order = m_order.to(m_rows.device());
    }
    ++m_position.batch;
    return m_rows.index_select(0, m_order.narrow(0, batch.begin, batch.end - batch.begin));
}

}  // namespace saferscope
