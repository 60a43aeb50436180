// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/causal_model.h"

#include "core/causal/stream_change.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace saferscope {

namespace {

/// The answers that a change reaches, laid out as a batch of their own: an answer that nothing reaches is not run, so
/// its reward keeps its bits and costs nothing.
struct ReachedAnswers {
    struct Pair {
        std::uint32_t pair = 0;
        bool chosen = false;
        bool rejected = false;
    };
    std::vector<Pair> pairs;         ///< rising
    std::vector<PairTokens> tokens;  ///< aligned with `pairs`; a lone rejected answer stands in the chosen one's place
    std::vector<std::int64_t> rows;  ///< of the captured batch, in the order of the tokens
};

std::vector<ReachedAnswers::Pair> reachedPairs(const CapturedBatch& batch, const std::vector<std::int64_t>& rows) {
    std::vector<ReachedAnswers::Pair> pairs;
    for (const std::int64_t row : rows) {
        const RowPlace& place = batch.rows[static_cast<std::size_t>(row)];
        if (pairs.empty() || pairs.back().pair != place.pair) {
            pairs.push_back({place.pair, false, false});
        }
        pairs.back().chosen |= place.segment != Segment::Rejected;
        pairs.back().rejected |= place.segment != Segment::Chosen;
    }
    return pairs;
}

ReachedAnswers reachedAnswers(const CapturedBatch& batch, const std::vector<std::int64_t>& changedRows) {
    ReachedAnswers reached;
    reached.pairs = reachedPairs(batch, changedRows);
    for (const auto& [pair, chosen, rejected] : reached.pairs) {
        const PairTokens& all = batch.tokens[pair];
        const PairLengths& lengths = batch.packed.lengths[pair];
        std::int64_t row = batch.packed.pairBegin[pair];
        const auto take = [&reached, &row](std::int64_t count, bool wanted) {
            for (const std::int64_t end = row + count; row < end; ++row) {
                if (wanted) {
                    reached.rows.push_back(row);
                }
            }
        };
        take(lengths.prompt, true);
        take(lengths.chosen, chosen);
        take(lengths.rejected, rejected);
        reached.tokens.push_back({all.prompt, chosen ? all.chosen : all.rejected,
                                  chosen && rejected ? all.rejected : std::vector<std::int32_t>()});
    }
    return reached;
}

/// The rows `rows` of the captured stream, which hold all that changed, with the change made.
at::Tensor changedPart(const CapturedBatch& batch, const std::vector<std::int64_t>& rows, const StreamChange& change) {
    std::vector<std::int64_t> placeOf(static_cast<std::size_t>(batch.rowCount()), -1);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        placeOf[static_cast<std::size_t>(rows[i])] = static_cast<std::int64_t>(i);
    }
    std::vector<std::int64_t> places;
    places.reserve(change.rows.size());
    for (const std::int64_t row : change.rows) {
        places.push_back(placeOf[static_cast<std::size_t>(row)]);
    }
    const auto device = batch.hidden.device();
    return batch.hidden.index_select(0, rowTensor(rows, device))
        .index_copy_(0, rowTensor(places, device), change.values);
}

}  // namespace

std::uint64_t CapturedBatch::bytes() const {
    std::uint64_t total = rows.size() * sizeof(RowPlace);
    for (const at::Tensor* tensor : {&hidden, &scale, &latents.indices, &latents.values, &packed.ids, &packed.mask,
                                     &packed.positions, &packed.padIndex, &packed.unpadIndex}) {
        total += tensor->defined() ? static_cast<std::uint64_t>(tensor->nbytes()) : 0;
    }
    for (const PairTokens& pair : tokens) {
        total += static_cast<std::uint64_t>(pair.total()) * sizeof(std::int32_t);
    }
    return total;
}

Result<CausalModel> CausalModel::create(const RewardModel& model, const Sae& sae) {
    const SaeConfig& config = sae.config();
    if (config.inputSize != model.config().hiddenSize) {
        return fail(ErrorCode::InvalidInput,
                    "The SAE reads activations of width " + std::to_string(config.inputSize) +
                        ", but the reward model's are " + std::to_string(model.config().hiddenSize) + " wide.",
                    "Choose the SAE that was trained on this model.");
    }
    if (config.layer < 0 || config.layer > model.config().layers) {
        return fail(ErrorCode::InvalidInput,
                    "The SAE reads layer " + std::to_string(config.layer) + ", but the reward model has layers 0 to " +
                        std::to_string(model.config().layers) + ".",
                    "Give the layer the SAE was trained on (0 = embeddings, i = output of block i).");
    }
    return CausalModel(model, sae);
}

CapturedBatch CausalModel::capture(const std::vector<PreparedPair>& pairs,
                                   const std::vector<std::uint32_t>& members) const {
    const at::NoGradGuard noGradients;
    CapturedBatch batch;
    batch.members = members;
    for (const std::uint32_t member : members) {
        const PreparedPair& pair = pairs[member];
        const auto position = static_cast<std::uint32_t>(batch.tokens.size());
        batch.tokens.push_back(pair.tokens);
        std::array<std::uint32_t, 3> counts{};
        for (std::size_t segment = 0; segment < counts.size(); ++segment) {
            const auto& tokens = pair.record.segments[segment].tokens;
            counts[segment] = static_cast<std::uint32_t>(tokens.size());
            for (std::uint32_t token = 0; token < counts[segment]; ++token) {
                batch.rows.push_back({position, static_cast<Segment>(segment), token, tokens[token].sentenceEnd,
                                      tokens[token].response});
            }
        }
        batch.segmentTokens.push_back(counts);
    }
    batch.packed = packPairs(batch.tokens, m_model->device());
    const ForwardResult result = m_model->forward(batch.packed, {layer(), false});
    batch.hidden = result.hidden;
    batch.scale = m_sae->outputScale(result.hidden).to(result.hidden.device());
    const SparseLatents latents = m_sae->encode(result.hidden);
    batch.latents = {latents.indices.to(at::kCPU, at::kLong).contiguous(),
                     latents.values.to(at::kCPU, at::kFloat).contiguous()};
    const at::Tensor rewards = result.rewards.to(at::kCPU, at::kDouble).contiguous();
    TORCH_CHECK(rewards.numel() == 2 * batch.packed.pairs, "every pair needs both answers");
    const double* values = rewards.data_ptr<double>();
    for (std::size_t i = 0; i < members.size(); ++i) {
        batch.rewards.push_back({values[2 * i], values[2 * i + 1]});
    }
    return batch;
}

at::Tensor CausalModel::changedStream(const CapturedBatch& batch, const Intervention& intervention,
                                      std::vector<std::int64_t>* changedRows) const {
    const at::NoGradGuard noGradients;
    const StreamChange change = streamChange(*m_sae, batch, intervention);
    if (changedRows != nullptr) {
        changedRows->insert(changedRows->end(), change.rows.begin(), change.rows.end());
    }
    return change.rows.empty()
               ? batch.hidden
               : batch.hidden.index_copy(0, rowTensor(change.rows, batch.hidden.device()), change.values);
}

std::vector<RewardPair> CausalModel::rewards(const CapturedBatch& batch, const Intervention& intervention,
                                             std::size_t* ran, std::vector<std::uint32_t>* which) const {
    const at::NoGradGuard noGradients;
    std::vector<RewardPair> rewards = batch.rewards;
    const StreamChange change = streamChange(*m_sae, batch, intervention);
    const ReachedAnswers reached = reachedAnswers(batch, change.rows);
    if (ran != nullptr) {
        *ran = reached.pairs.size();
    }
    if (which != nullptr) {
        which->clear();
        for (const auto& [pair, chosen, rejected] : reached.pairs) {
            which->push_back(pair);
        }
    }
    if (reached.pairs.empty()) {
        return rewards;
    }
    const bool all = reached.rows.size() == batch.rows.size();
    const at::Tensor stream = changedPart(batch, reached.rows, change);
    const at::Tensor values =
        m_model->rewardsFromHidden(all ? batch.packed : packPairs(reached.tokens, m_model->device()), stream, layer())
            .to(at::kCPU, at::kDouble)
            .contiguous();
    const double* value = values.data_ptr<double>();
    for (const auto& [pair, chosen, rejected] : reached.pairs) {
        if (chosen) {
            rewards[pair].chosen = *value++;
        }
        if (rejected) {
            rewards[pair].rejected = *value++;
        }
    }
    return rewards;
}

at::Tensor CausalModel::rewardsOf(const CapturedBatch& batch, const at::Tensor& hidden) const {
    return m_model->rewardsFromHidden(batch.packed, hidden, layer());
}

std::vector<float> CausalModel::runningRewards(const CapturedBatch& batch, const at::Tensor& hidden) const {
    const at::NoGradGuard noGradients;
    const at::Tensor rewards =
        m_model->rewardsAtEveryToken(batch.packed, hidden, layer()).to(at::kCPU, at::kFloat).contiguous();
    return {rewards.data_ptr<float>(), rewards.data_ptr<float>() + rewards.numel()};
}

}  // namespace saferscope
