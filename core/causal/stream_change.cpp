// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/stream_change.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>

namespace saferscope {

namespace {

/// What latents change by: a few (feature, amount) for each row that changes at all.
struct LatentChanges {
    std::vector<std::int64_t> rows;  ///< rising
    std::vector<std::size_t> begin;  ///< [rows + 1] into the two below
    std::vector<std::int64_t> features;
    std::vector<double> amounts;  ///< z' - z
};

class ChangeFinder {
public:
    ChangeFinder(const CapturedBatch& batch, const Intervention& intervention, std::int64_t latents)
        : m_batch(batch),
          m_intervention(intervention),
          m_k(batch.latents.indices.size(1)),
          m_indices(batch.latents.indices.data_ptr<std::int64_t>()),
          m_values(batch.latents.values.data_ptr<float>()),
          m_changeOf(static_cast<std::size_t>(latents), -1),
          m_seen(intervention.changes.size(), -1) {
        for (std::size_t i = 0; i < intervention.changes.size(); ++i) {
            const FeatureChange& change = intervention.changes[i];
            TORCH_CHECK(static_cast<std::int64_t>(change.feature.value()) < latents, "the SAE has no feature ",
                        change.feature.value());
            m_changeOf[change.feature.value()] = static_cast<std::int32_t>(i);
            // Clamp and Add reach features that are silent at the token, too.
            if (change.operation == FeatureOperation::Clamp || change.operation == FeatureOperation::Add) {
                m_always.push_back(i);
            }
        }
    }

    LatentChanges find() {
        LatentChanges found;
        found.begin.push_back(0);
        for (std::int64_t row = 0; row < m_batch.rowCount(); ++row) {
            if (!takesRow(m_batch, m_intervention.positions, row)) {
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

private:
    void addRow(std::int64_t row, LatentChanges& found) {
        for (std::int64_t j = row * m_k; j < (row + 1) * m_k; ++j) {
            const double z = m_values[j];
            const std::int32_t change = m_changeOf[static_cast<std::size_t>(m_indices[j])];
            if (change >= 0) {
                m_seen[static_cast<std::size_t>(change)] = row;
                put(m_indices[j], changed(m_intervention.changes[static_cast<std::size_t>(change)], z) - z, found);
            } else if (m_intervention.ablateOthers) {
                put(m_indices[j], -z, found);
            }
        }
        for (const std::size_t i : m_always) {
            if (m_seen[i] != row) {
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
    std::vector<std::int32_t> m_changeOf;  ///< [latents] position in `changes`, -1 if not named
    std::vector<std::size_t> m_always;
    std::vector<std::int64_t> m_seen;  ///< [changes] last row in which the feature was among the k
};

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
        const auto begin = static_cast<std::ptrdiff_t>(found.begin[static_cast<std::size_t>(i)]);
        const auto end = static_cast<std::ptrdiff_t>(found.begin[static_cast<std::size_t>(i) + 1]);
        std::copy(found.features.begin() + begin, found.features.begin() + end,
                  padded.indices.data_ptr<std::int64_t>() + i * width);
        std::copy(found.amounts.begin() + begin, found.amounts.begin() + end, amounts.data_ptr<double>() + i * width);
    }
    padded.values = precise ? amounts : amounts.to(at::kFloat);
    return sae.decode(padded);
}

bool adds(const AddedDirection& direction) {
    return direction.coefficient != 0.0 &&
           std::any_of(direction.values.begin(), direction.values.end(), [](float value) { return value != 0.0F; });
}

/// The sum of all directions, [d], undefined where nothing is added.
at::Tensor addedVector(const Intervention& intervention, std::int64_t width) {
    at::Tensor sum;
    for (const AddedDirection& direction : intervention.directions) {
        TORCH_CHECK(static_cast<std::int64_t>(direction.values.size()) == width, "the direction \"", direction.name,
                    "\" is not as wide as the residual stream");
        if (!adds(direction)) {
            continue;
        }
        if (!sum.defined()) {
            sum = at::zeros({width}, at::kDouble);
        }
        double* total = sum.data_ptr<double>();
        for (std::size_t i = 0; i < direction.values.size(); ++i) {
            total[i] += direction.coefficient * static_cast<double>(direction.values[i]);
        }
    }
    return sum;
}

/// `rows` within `all`, both rising, the first part of the second.
std::vector<std::int64_t> placesOf(const std::vector<std::int64_t>& rows, const std::vector<std::int64_t>& all) {
    std::vector<std::int64_t> places;
    places.reserve(rows.size());
    std::size_t place = 0;
    for (const std::int64_t row : rows) {
        while (all[place] != row) {
            ++place;
        }
        places.push_back(static_cast<std::int64_t>(place));
    }
    return places;
}

}  // namespace

at::Tensor rowTensor(const std::vector<std::int64_t>& rows, c10::Device device) {
    return at::tensor(at::ArrayRef<std::int64_t>(rows), at::kLong).to(device);
}

bool takesRow(const CapturedBatch& batch, const PositionChoice& positions, std::int64_t row) {
    const RowPlace& place = batch.rows[static_cast<std::size_t>(row)];
    TokenInfo info;
    info.sentenceEnd = place.sentenceEnd;
    info.response = place.response;
    return positions.takes(place.segment, info, place.token,
                           batch.segmentTokens[place.pair][static_cast<std::size_t>(place.segment)]);
}

StreamChange streamChange(const Sae& sae, const CapturedBatch& batch, const Intervention& intervention) {
    const at::NoGradGuard noGradients;
    const auto device = batch.hidden.device();
    const bool precise = batch.hidden.scalar_type() == at::kDouble;
    const auto wide = precise ? at::kDouble : at::kFloat;
    StreamChange change;
    if (intervention.empty()) {
        return change;
    }
    const at::Tensor added = addedVector(intervention, batch.hidden.size(1));
    LatentChanges found;
    if (!intervention.changes.empty() || intervention.ablateOthers) {
        found = ChangeFinder(batch, intervention, sae.config().latents).find();
    }
    if (added.defined() || intervention.dropError) {
        for (std::int64_t row = 0; row < batch.rowCount(); ++row) {
            if (takesRow(batch, intervention.positions, row)) {
                change.rows.push_back(row);
            }
        }
    } else {
        change.rows = found.rows;
    }
    if (change.rows.empty()) {
        return change;
    }
    const at::Tensor rows = rowTensor(change.rows, device);
    at::Tensor values = batch.hidden.index_select(0, rows);
    if (intervention.dropError) {
        const at::Tensor hostRows = rowTensor(change.rows, at::kCPU);
        values = sae.reconstruct(values, {batch.latents.indices.index_select(0, hostRows),
                                          batch.latents.values.index_select(0, hostRows)})
                     .to(device);
    }
    values = values.to(wide);
    if (!found.rows.empty()) {
        const at::Tensor scale = batch.scale.to(device).index_select(0, rowTensor(found.rows, device));
        const at::Tensor moved = directionsOf(sae, found, precise).to(device) * scale;
        if (found.rows.size() == change.rows.size()) {
            values.add_(moved);
        } else {
            values.index_add_(0, rowTensor(placesOf(found.rows, change.rows), device), moved);
        }
    }
    if (added.defined()) {
        values.add_(added.to(device, wide));
    }
    change.values = values.to(batch.hidden.scalar_type());
    return change;
}

}  // namespace saferscope
