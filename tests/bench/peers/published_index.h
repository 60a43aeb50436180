// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/sae.h"
#include "core/text/pair_encoder.h"
#include "tests/bench/peers/plain_decoder.h"

namespace saferscope::bench {

/// How the code published with SAFER gathers what an index holds, as the design notes describe it (method.md, "The
/// pipeline" and "Quirks of the released code"), written anew: four passes that repeat the same forward - the contrast
/// over chosen answers, the contrast over rejected ones, the contexts, the scores of pairs -, each sequence alone and
/// padded to 1024 tokens, float32, the whole causal language model with its head over the vocabulary, latents laid out
/// densely [tokens, M] by topk and scatter, statistics of every feature over those.
///
/// Where the notes leave room this takes the cheaper reading. The passes over contexts and scores visit one answer of a
/// pair instead of both (four forwards per pair; the notes count three to four per answer), one sequence at a time
/// fills the cores, contexts and contrast work on the positions that count alone, and pairs are neither read nor
/// written.
class PublishedIndex {
public:
    /// A float32 model and SAE, whose weights are shared. slots: what every sequence is padded to.
    PublishedIndex(const RewardModel& model, const Sae& sae, std::int64_t slots = 1024);

    /// The four passes over a pair. Longer conversations lose tokens on the left.
    void addPair(const EncodedPair& pair);

    void addContrast(const EncodedSide& side, Side which);
    void addContexts(const EncodedSide& side);
    /// Mean over the positions of sum_i weights[i] z_i, weights [M].
    double score(const EncodedSide& side, const at::Tensor& weights) const;

    /// h+ or h-: [M] float64 sums of positive latents over the sentence ends.
    const at::Tensor& sums(Side which) const { return which == Side::Chosen ? m_chosen : m_rejected; }
    /// s_i = (h+ - h-) / (h+ + h- + C), C the mean of h+ + h-.
    at::Tensor contrast() const;
    /// [10, M] largest values of each feature so far.
    const at::Tensor& contexts() const { return m_contexts; }

private:
    /// Dense latents of the sentence ends [positions, M].
    at::Tensor latents(const EncodedSide& side) const;

    PlainDecoder m_decoder;
    const Sae& m_sae;
    std::int64_t m_slots;
    at::Tensor m_chosen;
    at::Tensor m_rejected;
    at::Tensor m_contexts;
};

}  // namespace saferscope::bench
