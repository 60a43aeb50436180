// SPDX-License-Identifier: GPL-3.0-or-later
// Codes of SAEs whose number of latents varies from token to token: ReLU, JumpReLU and gated ones.
#include "core/sae/sae.h"
#include "core/sae/top_k.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <vector>

namespace saferscope {

namespace {

using Row = std::vector<RankedValue>;  // active latents by rising number

constexpr std::int64_t rowsPerTask = 16;

/// Rows of `activations` [rows, M] that are read on the CPU right after they were written.
std::int64_t rowsPerChunk(std::int64_t latents) {
    return std::clamp<std::int64_t>((std::int64_t{16} << 20) / std::max<std::int64_t>(latents, 1), 16, 4096);
}

/// A NaN counts as active: it is to be found and refused by name, not to vanish.
bool isActive(float value) { return !(value <= 0.0F); }

void collect(const at::Tensor& activations, Row* rows) {
    const std::int64_t latents = activations.size(1);
    const auto* values = activations.data_ptr<float>();
    at::parallel_for(0, activations.size(0), rowsPerTask, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            const float* const value = values + row * latents;
            for (std::int64_t i = 0; i < latents; ++i) {
                if (isActive(value[i])) {
                    rows[row].push_back({value[i], i});
                }
            }
        }
    });
}

/// The row in `width` places: the largest latents first, then the lowest numbers of silent ones with value 0, so that
/// no latent stands in a row twice.
void writeRow(Row& row, std::int64_t width, std::int64_t* indices, float* values) {
    auto at = static_cast<std::int64_t>(row.size());
    std::size_t next = 0;
    for (std::int64_t silent = 0; at < width; ++silent) {
        if (next < row.size() && row[next].column == silent) {
            ++next;
            continue;
        }
        indices[at] = silent;
        values[at] = 0.0F;
        ++at;
    }
    const auto count = std::min(static_cast<std::int64_t>(row.size()), width);
    std::partial_sort(row.begin(), row.begin() + count, row.end(), ranksBefore);
    for (std::int64_t i = 0; i < count; ++i) {
        indices[i] = row[static_cast<std::size_t>(i)].column;
        values[i] = row[static_cast<std::size_t>(i)].value;
    }
}

}  // namespace

void Sae::activate(at::Tensor& p) const {
    switch (m_config.activation) {
        case SaeActivation::Relu:
            p.clamp_min_(0.0);
            break;
        case SaeActivation::JumpRelu:
            p.masked_fill_(p.le(threshold), 0.0).clamp_min_(0.0);
            break;
        case SaeActivation::Gated: {
            const at::Tensor shut = p.add(gateBias).le_(0.0);
            p.mul_(magnitudeLogScale.exp()).add_(latentBias).clamp_min_(0.0);
            p.masked_fill_(shut.to(at::kBool), 0.0);
            break;
        }
        case SaeActivation::TopK:
        case SaeActivation::TopKRelu:
            break;
    }
}

SparseLatents Sae::encodeVarying(const at::Tensor& h) const {
    const std::int64_t tokens = h.size(0);
    const auto device = encoder.device();
    const at::Tensor weights = encoder.t();
    const std::int64_t step = rowsPerChunk(m_config.latents);
    std::vector<Row> rows(static_cast<std::size_t>(tokens));
    for (std::int64_t begin = 0; begin < tokens; begin += step) {
        const at::Tensor x = encoderInput(h.narrow(0, begin, std::min(step, tokens - begin)).to(device));
        // A gate has its own bias.
        at::Tensor p =
            m_config.activation == SaeActivation::Gated ? at::mm(x, weights) : at::addmm(latentBias, x, weights);
        activate(p);
        collect(p.to(at::kCPU).contiguous(), rows.data() + begin);
    }
    std::size_t most = 1;
    SparseLatents latents;
    for (const Row& row : rows) {
        most = std::max(most, row.size());
        latents.dropped += std::max<std::int64_t>(static_cast<std::int64_t>(row.size()) - mostActive, 0);
    }
    const std::int64_t width = std::min(static_cast<std::int64_t>(most), mostActive);
    latents.indices = at::empty({tokens, width}, at::kLong);
    latents.values = at::empty({tokens, width}, at::kFloat);
    auto* const indices = latents.indices.data_ptr<std::int64_t>();
    auto* const values = latents.values.data_ptr<float>();
    at::parallel_for(0, tokens, rowsPerTask, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {
            writeRow(rows[static_cast<std::size_t>(row)], width, indices + row * width, values + row * width);
        }
    });
    latents.indices = latents.indices.to(device);
    latents.values = latents.values.to(device);
    return latents;
}

}  // namespace saferscope
