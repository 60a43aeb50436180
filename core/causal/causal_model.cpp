// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/causal_model.h"

#include <ATen/ATen.h>
#include <unordered_map>

namespace saferscope {

namespace {

/// What a row's latents change by: a few (feature, amount) for each row that changes at all.
struct LatentChanges {
    std::vector<std::int64_t> rows;  ///< rising
    std::vector<std::size_t> begin;  ///< [rows + 1] into the two below
    std::vector<std::int64_t> features;
    std::vector<double> amounts;  ///< z' - z
};

class ChangeFinder {
public:
    ChangeFinder(const CapturedBatch& batch, const Intervention& intervention)
        : m_batch(batch),
          m_intervention(intervention),
          m_k(batch.latents.indices.size(1)),
          m_indices(batch.latents.indices.data_ptr<std::int64_t>()),
          m_values(batch.latents.values.data_ptr<float>()) {
        for (std::size_t i = 0; i < intervention.changes.size(); ++i) {
            const FeatureChange& change = intervention.changes[i];
            m_changeOf.emplace(change.feature.value(), i);
            // Clamp and Add reach features that are silent at the token, too.
            if (change.operation == FeatureOperation::Clamp || change.operation == FeatureOperation::Add) {
                m_always.push_back(i);
            }
        }
        m_seen.resize(intervention.changes.size());
    }

    LatentChanges find() {
        LatentChanges found;
        found.begin.push_back(0);
        for (std::int64_t row = 0; row < m_batch.rowCount(); ++row) {
            if (!takes(row)) {
                continue;
            }
            addRow(row, found);
            if (found.features.size() > found.begin.back()) {
                found.rows.push_back(row);
                found.begin.push_back(found.features.size());
            }
        }
        return found;
    }

    bool takes(std::int64_t row) const {
        const RowPlace& place = m_batch.rows[static_cast<std::size_t>(row)];
        TokenInfo info;
        info.sentenceEnd = place.sentenceEnd;
        info.response = place.response;
        const auto& counts = m_batch.segmentTokens[place.pair];
        return m_intervention.positions.takes(place.segment, info, place.token,
                                              counts[static_cast<std::size_t>(place.segment)]);
    }

private:
    void addRow(std::int64_t row, LatentChanges& found) {
        m_seen.assign(m_seen.size(), false);
        for (std::int64_t j = row * m_k; j < (row + 1) * m_k; ++j) {
            const double z = m_values[j];
            const auto it = m_changeOf.find(static_cast<std::uint32_t>(m_indices[j]));
            if (it != m_changeOf.end()) {
                m_seen[it->second] = true;
                put(m_indices[j], changed(m_intervention.changes[it->second], z) - z, found);
            } else if (m_intervention.ablateOthers) {
                put(m_indices[j], -z, found);
            }
        }
        for (const std::size_t i : m_always) {
            if (!m_seen[i]) {
                put(m_intervention.changes[i].feature.value(), m_intervention.changes[i].value, found);
            }
        }
    }

    static double changed(const FeatureChange& change, double z) {
        switch (change.operation) {
            case FeatureOperation::Ablate:
                return 0.0;
            case FeatureOperation::Scale:
                return change.value * z;
            case FeatureOperation::Clamp:
                return change.value;
            case FeatureOperation::Add:
                return z + change.value;
        }
        return z;
    }

    static void put(std::int64_t feature, double amount, LatentChanges& found) {
        if (amount != 0.0) {
            found.features.push_back(feature);
            found.amounts.push_back(amount);
        }
    }

    const CapturedBatch& m_batch;
    const Intervention& m_intervention;
    const std::int64_t m_k;
    const std::int64_t* m_indices;
    const float* m_values;
    std::unordered_map<std::uint32_t, std::size_t> m_changeOf;
    std::vector<std::size_t> m_always;
    std::vector<bool> m_seen;
};

at::Tensor rowTensor(const std::vector<std::int64_t>& rows, c10::Device device) {
    return at::tensor(rows, at::kLong).to(device);
}

/// sum_j amount_j * d_j of every changed row, [rows, d], in the SAE's units. Rows with more changes than most are rare,
/// so the padded form costs little.
at::Tensor directionsOf(const Sae& sae, const LatentChanges& found, bool precise) {
    std::size_t most = 0;
    for (std::size_t i = 0; i < found.rows.size(); ++i) {
        most = std::max(most, found.begin[i + 1] - found.begin[i]);
    }
    const auto count = static_cast<std::int64_t>(found.rows.size());
    const auto width = static_cast<std::int64_t>(most);
    SparseLatents padded;
    padded.indices = at::zeros({count, width}, at::kLong);
    at::Tensor amounts = at::zeros({count, width}, at::kDouble);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::size_t begin = found.begin[static_cast<std::size_t>(i)];
        const std::size_t end = found.begin[static_cast<std::size_t>(i) + 1];
        std::copy(found.features.begin() + static_cast<std::ptrdiff_t>(begin),
                  found.features.begin() + static_cast<std::ptrdiff_t>(end),
                  padded.indices.data_ptr<std::int64_t>() + i * width);
        std::copy(found.amounts.begin() + static_cast<std::ptrdiff_t>(begin),
                  found.amounts.begin() + static_cast<std::ptrdiff_t>(end), amounts.data_ptr<double>() + i * width);
    }
    padded.values = precise ? amounts : amounts.to(at::kFloat);
    return sae.decode(padded);
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
    batch.scale = m_sae->outputScale(result.hidden);
    const SparseLatents latents = m_sae->encode(result.hidden);
    batch.latents = {latents.indices.to(at::kCPU, at::kLong).contiguous(),
                     latents.values.to(at::kCPU, at::kFloat).contiguous()};
    const at::Tensor rewards = result.rewards.to(at::kCPU, at::kDouble).contiguous();
    const double* values = rewards.data_ptr<double>();
    for (std::size_t i = 0; i < members.size(); ++i) {
        batch.rewards.push_back({values[2 * i], values[2 * i + 1]});
    }
    return batch;
}

at::Tensor CausalModel::changedStream(const CapturedBatch& batch, const Intervention& intervention,
                                      std::vector<std::int64_t>* changedRows) const {
    const at::NoGradGuard noGradients;
    if (intervention.empty()) {
        return batch.hidden;
    }
    const auto device = batch.hidden.device();
    const bool precise = batch.hidden.scalar_type() == at::kDouble;
    const auto wide = precise ? at::kDouble : at::kFloat;
    ChangeFinder finder(batch, intervention);
    const bool everyTakenRow = intervention.dropError || !intervention.directions.empty();
    if (!everyTakenRow) {
        const LatentChanges found = finder.find();
        if (found.rows.empty()) {
            return batch.hidden;
        }
        const at::Tensor rows = rowTensor(found.rows, device);
        const at::Tensor change = directionsOf(*m_sae, found, precise).to(device) * batch.scale.index_select(0, rows);
        const at::Tensor changed = (batch.hidden.index_select(0, rows).to(wide) + change).to(batch.hidden.dtype());
        if (changedRows != nullptr) {
            changedRows->insert(changedRows->end(), found.rows.begin(), found.rows.end());
        }
        return batch.hidden.index_copy(0, rows, changed);
    }
    std::vector<std::int64_t> taken;
    for (std::int64_t row = 0; row < batch.rowCount(); ++row) {
        if (finder.takes(row)) {
            taken.push_back(row);
        }
    }
    if (taken.empty()) {
        return batch.hidden;
    }
    at::Tensor stream = batch.hidden.to(wide, /*non_blocking=*/false, /*copy=*/true);
    const at::Tensor rows = rowTensor(taken, device);
    if (intervention.dropError) {
        const at::Tensor hostRows = rowTensor(taken, at::kCPU);
        const SparseLatents latents = {batch.latents.indices.index_select(0, hostRows),
                                       batch.latents.values.index_select(0, hostRows)};
        stream.index_copy_(0, rows, m_sae->reconstruct(batch.hidden.index_select(0, rows), latents).to(device, wide));
    }
    const LatentChanges found = finder.find();
    if (!found.rows.empty()) {
        const at::Tensor changedAt = rowTensor(found.rows, device);
        stream.index_add_(0, changedAt,
                          directionsOf(*m_sae, found, precise).to(device) * batch.scale.index_select(0, changedAt));
    }
    for (const AddedDirection& direction : intervention.directions) {
        const at::Tensor values = at::tensor(at::ArrayRef<float>(direction.values), at::kFloat).to(device, wide);
        stream.index_add_(0, rows, (values * direction.coefficient).expand({rows.size(0), values.size(0)}));
    }
    if (changedRows != nullptr) {
        changedRows->insert(changedRows->end(), taken.begin(), taken.end());
    }
    return stream.to(batch.hidden.dtype());
}

std::vector<RewardPair> CausalModel::rewards(const CapturedBatch& batch, const Intervention& intervention,
                                             std::size_t* ran) const {
    const at::NoGradGuard noGradients;
    std::vector<std::int64_t> changedRows;
    const at::Tensor stream = changedStream(batch, intervention, &changedRows);
    std::vector<RewardPair> rewards = batch.rewards;
    std::vector<std::uint32_t> affected;
    for (const std::int64_t row : changedRows) {
        const std::uint32_t pair = batch.rows[static_cast<std::size_t>(row)].pair;
        if (affected.empty() || affected.back() != pair) {
            affected.push_back(pair);
        }
    }
    if (ran != nullptr) {
        *ran = affected.size();
    }
    if (affected.empty()) {
        return rewards;
    }
    at::Tensor values;
    if (affected.size() == batch.tokens.size()) {
        values = m_model->rewardsFromHidden(batch.packed, stream, layer());
    } else {
        std::vector<PairTokens> tokens;
        std::vector<at::Tensor> parts;
        for (const std::uint32_t pair : affected) {
            tokens.push_back(batch.tokens[pair]);
            const std::int64_t begin = batch.packed.pairBegin[pair];
            parts.push_back(stream.narrow(0, begin, batch.packed.pairBegin[pair + 1] - begin));
        }
        values = m_model->rewardsFromHidden(packPairs(tokens, m_model->device()), at::cat(parts), layer());
    }
    values = values.to(at::kCPU, at::kDouble).contiguous();
    const double* value = values.data_ptr<double>();
    for (std::size_t i = 0; i < affected.size(); ++i) {
        rewards[affected[i]] = {value[2 * i], value[2 * i + 1]};
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
