// SPDX-License-Identifier: GPL-3.0-or-later
// Which latents are active, and how much: the product that takes most of a step.
#include "core/sae/screened_encoder.h"
#include "core/sae/top_k.h"
#include "core/training/sae_optimizer_pass.h"

#include <ATen/Parallel.h>
#include <algorithm>
#include <tuple>

namespace saferscope {

namespace {

constexpr std::int64_t chunkElements = std::int64_t{16} << 20;  // pre-activations at a time: 64 MiB

}  // namespace

bool SaeOptimizer::screens(std::int64_t dead) const {
    if (!usesKernels() || m_settings.screening == SaeOptimizerSettings::Screening::Never) {
        return false;
    }
    const SaeConfig& config = m_sae.config();
    return m_settings.screening == SaeOptimizerSettings::Screening::Always ||
           (2 * dead < config.latents && ScreenedEncoder::pays(config.latents, config.inputSize, config.k));
}

// The dead latents with the largest of `values` [rows, dead], for tokens from `begin` on.
void SaeOptimizer::selectAuxiliary(const at::Tensor& values, const at::Tensor& dead, std::int64_t begin,
                                   Family& rest) const {
    const std::int64_t rows = values.size(0);
    const std::int64_t count = rest.indices.size(1);
    at::Tensor chosen = at::empty({rows, count}, dead.options());
    at::Tensor chosenValues = at::empty({rows, count}, values.options());
    if (usesKernels()) {
        selectTopK(values.data_ptr<float>(), rows, values.size(1), count, chosen.data_ptr<std::int64_t>(),
                   floats(chosenValues), at::get_num_threads());
    } else {
        std::tie(chosenValues, chosen) = at::topk(values, count, 1);
    }
    rest.indices.narrow(0, begin, rows).copy_(dead.index_select(0, chosen.flatten()).view_as(chosen));
    rest.values.narrow(0, begin, rows).copy_(chosenValues.clamp_min(0.0));
}

void SaeOptimizer::encode(const at::Tensor& input, const at::Tensor& dead, Family& main, Family& rest) {
    const SaeConfig& config = m_sae.config();
    const std::int64_t tokens = input.size(0);
    const at::Tensor weights = m_sae.encoder.t();
    const std::int64_t step = std::clamp<std::int64_t>(chunkElements / config.latents, 16, 8192);
    for (std::int64_t begin = 0; begin < tokens; begin += step) {
        const std::int64_t rows = std::min(step, tokens - begin);
        reuse(m_preActivations, {rows, config.latents}, input.options());
        at::addmm_out(m_preActivations, m_sae.latentBias, input.narrow(0, begin, rows), weights);
        if (usesKernels()) {
            selectTopK(floats(m_preActivations), rows, config.latents, config.k,
                       main.indices.data_ptr<std::int64_t>() + begin * config.k, floats(main.values) + begin * config.k,
                       at::get_num_threads());
        } else {
            const auto [values, indices] = at::topk(m_preActivations, config.k, 1);
            main.indices.narrow(0, begin, rows).copy_(indices);
            main.values.narrow(0, begin, rows).copy_(values);
        }
        if (rest.indices.size(1) > 0) {
            selectAuxiliary(m_preActivations.index_select(1, dead), dead, begin, rest);
        }
    }
}

// Packed anew in every step: the weights are others each time, so no copy of them can be out of date.
void SaeOptimizer::encodeScreened(const at::Tensor& input, const at::Tensor& dead, Family& main, Family& rest) {
    {
        const ScreenedEncoder screened(m_sae.encoder, m_sae.latentBias);
        screened.topK(input, m_sae.config().k, main.indices.data_ptr<std::int64_t>(), floats(main.values));
    }
    if (rest.indices.size(1) == 0) {
        return;
    }
    // The best of the dead ones need their exact values; they are few, so a float32 product of theirs alone.
    const at::Tensor weights = m_sae.encoder.index_select(0, dead).t();
    const at::Tensor bias = m_sae.latentBias.index_select(0, dead);
    const std::int64_t tokens = input.size(0);
    const std::int64_t step = std::clamp<std::int64_t>(chunkElements / dead.size(0), 16, 8192);
    for (std::int64_t begin = 0; begin < tokens; begin += step) {
        const std::int64_t rows = std::min(step, tokens - begin);
        selectAuxiliary(at::addmm(bias, input.narrow(0, begin, rows), weights), dead, begin, rest);
    }
}

}  // namespace saferscope
