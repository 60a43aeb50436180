// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/peers/published_index.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>

namespace saferscope::bench {

namespace {

constexpr std::int64_t keptContexts = 10;

}  // namespace

PublishedIndex::PublishedIndex(const RewardModel& model, const Sae& sae, std::int64_t slots)
    : m_decoder(model),
      m_sae(sae),
      m_slots(slots),
      m_chosen(at::zeros({sae.config().latents}, at::kDouble)),
      m_rejected(m_chosen.clone()),
      m_contexts(at::zeros({keptContexts, sae.config().latents}, at::kFloat)) {
    TORCH_CHECK(model.dtype() == at::kFloat, "the published arrangement computes in float32");
}

at::Tensor PublishedIndex::latents(const EncodedSide& side) const {
    const at::NoGradGuard noGradients;
    const auto length = std::min<std::int64_t>(m_slots, static_cast<std::int64_t>(side.ids.size()));
    const std::vector<std::vector<std::int32_t>> sequence = {{side.ids.end() - length, side.ids.end()}};
    const std::vector<std::int64_t> lengths = {length};
    const auto output = m_decoder.run(padRight(sequence, m_slots), lengths, m_sae.config().layer, true);
    const at::Tensor h = output.hidden.select(0, 0);
    const at::Tensor x = (h - h.mean({-1}, true)) / (h.std({-1}, true, true) + 1e-6);
    const at::Tensor all = at::linear(x - m_sae.preBias, m_sae.encoder, m_sae.latentBias);  // [slots, M]
    const auto [values, indices] = at::topk(all, m_sae.config().k, -1);
    const at::Tensor dense = at::zeros_like(all).scatter_(-1, indices, values).relu_();
    std::vector<std::int64_t> positions;
    for (std::int64_t position = 0; position < length; ++position) {
        if (side.sentenceEnd[side.sentenceEnd.size() - static_cast<std::size_t>(length - position)] != 0) {
            positions.push_back(position);
        }
    }
    return dense.index_select(0, at::tensor(positions, at::kLong));
}

void PublishedIndex::addContrast(const EncodedSide& side, Side which) {
    (which == Side::Chosen ? m_chosen : m_rejected).add_(latents(side).sum(0, false, at::kDouble));
}

void PublishedIndex::addContexts(const EncodedSide& side) {
    m_contexts = std::get<0>(at::topk(at::cat({m_contexts, latents(side)}), keptContexts, 0));
}

double PublishedIndex::score(const EncodedSide& side, const at::Tensor& weights) const {
    const at::Tensor z = latents(side);
    return z.size(0) == 0 ? 0.0 : at::mv(z, weights).mean().item<double>();
}

at::Tensor PublishedIndex::contrast() const {
    const at::Tensor both = m_chosen + m_rejected;
    return (m_chosen - m_rejected) / (both + both.mean());
}

void PublishedIndex::addPair(const EncodedPair& pair) {
    addContrast(pair.chosen, Side::Chosen);
    addContrast(pair.rejected, Side::Rejected);
    addContexts(pair.chosen);
    score(pair.rejected, contrast().to(at::kFloat));
}

}  // namespace saferscope::bench
