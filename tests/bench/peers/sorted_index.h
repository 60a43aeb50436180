// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_quality.h"
#include "core/features/pair_batches.h"
#include "core/sae/sae.h"
#include "tests/bench/peers/plain_decoder.h"

namespace saferscope::bench {

/// The index pass of somebody who knows what costs time and uses a general framework: the plain decoder without a
/// language head, in whatever dtype the model has; one pass over each answer with its own copy of the prompt, in
/// batches sorted by length and padded to the longest; the SAE's product and topk on the tokens that are not padding,
/// without dense latents. Texts, statistics and files are ours (PairEncoder, QualitySums, IndexWriter), so what comes
/// out is the same index.
class SortedIndex {
public:
    /// Weights are shared; those of the SAE are copied in the model's dtype.
    SortedIndex(const RewardModel& model, const Sae& sae);

    /// Like buildIndex() without the check of the reconstruction. sequences: in a batch.
    Result<IndexManifest> build(const PairEncoder& encoder, const std::vector<PreferencePair>& pairs,
                                IndexManifest manifest, const std::filesystem::path& folder,
                                std::size_t sequences) const;

private:
    struct Answer {
        std::size_t pair = 0;
        Side side = Side::Chosen;
        std::vector<std::int32_t> ids;
    };
    void runBatch(std::span<const Answer> answers, std::vector<PreparedPair>& pairs, QualitySums& quality) const;
    SparseLatents encode(const at::Tensor& h) const;

    PlainDecoder m_decoder;
    const Sae& m_sae;
    at::Tensor m_encoder;
    at::Tensor m_latentBias;
};

/// Rows that the batches hold, padding included, and how many of them are tokens.
struct PaddedRows {
    std::int64_t padded = 0;
    std::int64_t tokens = 0;
};
PaddedRows sortedRows(std::vector<std::int64_t> lengths, std::size_t sequences);

}  // namespace saferscope::bench
