// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/causal/causal_model.h"
#include "core/text/pair_encoder.h"

#include <functional>
#include <stop_token>

namespace saferscope {

struct CaptureOptions {
    std::int64_t batchTokens = 4096;                   ///< rows per forward
    std::uint64_t keepBytes = std::uint64_t{1} << 30;  ///< captured batches held in memory; the rest is run again
};

/// A list of pairs whose residual streams are kept as far as memory allows, so that the next intervention on them needs
/// the layers above alone. One thread.
class CapturedPairs {
public:
    /// Tokenises; runs nothing yet. A pair that cannot be encoded is an error that names it.
    static Result<CapturedPairs> create(const CausalModel& model, const PairEncoder& encoder,
                                        const std::vector<PreferencePair>& pairs, const CaptureOptions& options = {});

    std::size_t pairCount() const { return m_prepared.size(); }
    std::size_t batchCount() const { return m_groups.size(); }
    const PreparedPair& prepared(std::size_t pair) const { return m_prepared[pair]; }

    /// Calls `visit` with every batch, in an order that never changes; its failure ends the walk and is returned. A
    /// stop request ends between batches with ErrorCode::Interrupted. `first`: batches before it are passed over.
    Status forEach(const std::function<Status(std::size_t number, const CapturedBatch& batch)>& visit,
                   std::stop_token stop, std::size_t first = 0);
    std::uint64_t keptBytes() const { return m_bytes; }

private:
    CapturedPairs(const CausalModel& model, const CaptureOptions& options) : m_model(model), m_options(options) {}

    const CausalModel m_model;
    const CaptureOptions m_options;
    std::vector<PreparedPair> m_prepared;
    std::vector<std::vector<std::uint32_t>> m_groups;  ///< pairs of each batch
    std::vector<std::optional<CapturedBatch>> m_kept;
    std::uint64_t m_bytes = 0;
};

}  // namespace saferscope
