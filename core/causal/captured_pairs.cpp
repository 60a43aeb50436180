// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/captured_pairs.h"

namespace saferscope {

Result<CapturedPairs> CapturedPairs::create(const CausalModel& model, const PairEncoder& encoder,
                                            const std::vector<PreferencePair>& pairs, const CaptureOptions& options) {
    CapturedPairs captured(model, options);
    captured.m_prepared.reserve(pairs.size());
    for (const PreferencePair& pair : pairs) {
        auto prepared = preparePair(encoder, pair, model.model().config().vocabularySize);
        if (!prepared) {
            return failure(prepared);
        }
        captured.m_prepared.push_back(std::move(*prepared));
    }
    captured.m_groups = batchesOf(captured.m_prepared, options.batchTokens);
    captured.m_kept.resize(captured.m_groups.size());
    return captured;
}

Status CapturedPairs::forEach(const std::function<Status(std::size_t number, const CapturedBatch& batch)>& visit,
                              std::stop_token stop, std::size_t first) {
    for (std::size_t number = first; number < m_groups.size(); ++number) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The measurement was stopped.");
        }
        std::optional<CapturedBatch>& kept = m_kept[number];
        CapturedBatch passing;
        const CapturedBatch* batch = kept ? &*kept : &passing;
        if (!kept) {
            passing = m_model.capture(m_prepared, m_groups[number]);
            const std::uint64_t bytes = passing.bytes();
            if (m_bytes + bytes <= m_options.keepBytes) {
                m_bytes += bytes;
                batch = &kept.emplace(std::move(passing));
            }
        }
        if (auto visited = visit(number, *batch); !visited) {
            return visited;
        }
    }
    return {};
}

}  // namespace saferscope
