// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae.h"

#include "core/sae/row_kernels.h"
#include "core/sae/top_k.h"
#include "core/tensor/random_tensor.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

// Rows whose pre-activations [rows, M] stay within 64 MiB: they are read right after they are written.
std::int64_t rowsPerChunk(std::int64_t latents) {
    return std::clamp<std::int64_t>((std::int64_t{16} << 20) / std::max<std::int64_t>(latents, 1), 16, 4096);
}

void unitRows(at::Tensor& rows) { rows.div_(rows.norm(2, 1, true).clamp_min(1e-12)); }

}  // namespace

Sae::Sae() = default;
Sae::Sae(const Sae&) = default;
Sae::Sae(Sae&&) noexcept = default;
Sae& Sae::operator=(const Sae&) = default;
Sae& Sae::operator=(Sae&&) noexcept = default;
Sae::~Sae() = default;

Sae Sae::random(const SaeConfig& config, std::uint64_t seed, c10::Device device) {
    Sae sae;
    sae.m_config = config;
    Random random(seed);
    at::Tensor directions = normalTensor({config.latents, config.inputSize}, 1.0, random);
    unitRows(directions);
    sae.decoder = directions.to(device);
    sae.encoder = sae.decoder.clone();
    sae.preBias = at::zeros({config.inputSize}, at::TensorOptions(device).dtype(at::kFloat));
    sae.latentBias = at::zeros({config.latents}, at::TensorOptions(device).dtype(at::kFloat));
    return sae;
}

at::Tensor Sae::encoderInput(const at::Tensor& h) const {
    at::Tensor x = normaliseInput(h, m_config);
    if (!m_config.subtractsPreBias) {
        return x;
    }
    // Activations taken as they are may be the caller's own memory.
    return m_config.input == SaeInput::AsIs ? x.sub(preBias) : x.sub_(preBias);
}

SparseLatents Sae::encode(const at::Tensor& h, EncodePath path) const {
    const at::NoGradGuard noGradients;
    if (!m_config.keepsK()) {
        return encodeVarying(h);
    }
    const bool chosen = path == EncodePath::Choose && encoder.is_cpu() && encoder.is_contiguous() &&
                        !encoder.is_inference() && !latentBias.is_inference() &&
                        ScreenedEncoder::pays(m_config.latents, m_config.inputSize, m_config.k);
    SparseLatents latents = chosen || path == EncodePath::Screened ? encodeScreened(h) : encodePlain(h);
    if (m_config.activation == SaeActivation::TopKRelu) {
        latents.values.clamp_min_(0.0);
    }
    return latents;
}

SparseLatents Sae::encodePlain(const at::Tensor& h) const {
    const std::int64_t tokens = h.size(0);
    const auto device = encoder.device();
    SparseLatents latents;
    latents.indices = at::empty({tokens, m_config.k}, at::TensorOptions(device).dtype(at::kLong));
    latents.values = at::empty({tokens, m_config.k}, at::TensorOptions(device).dtype(at::kFloat));
    const at::Tensor weights = encoder.t();
    const std::int64_t step = rowsPerChunk(m_config.latents);
    at::Tensor buffer;
    for (std::int64_t begin = 0; begin < tokens; begin += step) {
        const std::int64_t rows = std::min(step, tokens - begin);
        const at::Tensor x = encoderInput(h.narrow(0, begin, rows).to(device));
        if (!buffer.defined() || buffer.size(0) != rows) {
            buffer = at::empty({rows, m_config.latents}, x.options());
        }
        at::addmm_out(buffer, latentBias, x, weights);
        if (device.is_cpu()) {
            selectTopK(buffer.data_ptr<float>(), rows, m_config.latents, m_config.k,
                       latents.indices.data_ptr<std::int64_t>() + begin * m_config.k,
                       latents.values.data_ptr<float>() + begin * m_config.k, at::get_num_threads());
        } else {
            auto [values, indices] = at::topk(buffer, m_config.k, 1);
            latents.indices.narrow(0, begin, rows).copy_(indices);
            latents.values.narrow(0, begin, rows).copy_(values);
        }
    }
    return latents;
}

SparseLatents Sae::encodeScreened(const at::Tensor& h) const {
    const std::int64_t tokens = h.size(0);
    SparseLatents latents;
    latents.indices = at::empty({tokens, m_config.k}, at::kLong);
    latents.values = at::empty({tokens, m_config.k}, at::kFloat);
    constexpr std::int64_t step = 8192;
    for (std::int64_t begin = 0; begin < tokens; begin += step) {
        const at::Tensor x = encoderInput(h.narrow(0, begin, std::min(step, tokens - begin)).to(at::kCPU)).contiguous();
        const auto run = [&] {
            return m_screened.of(encoder, latentBias)
                ->topK(x, m_config.k, latents.indices.data_ptr<std::int64_t>() + begin * m_config.k,
                       latents.values.data_ptr<float>() + begin * m_config.k);
        };
        // Approximations outside their bounds: somebody wrote to the weights and did not say so.
        if (run().violated > 0) {
            m_screened.forget();
            run();
        }
    }
    return latents;
}

at::Tensor Sae::reconstruct(const at::Tensor& h, const SparseLatents& latents) const {
    const at::NoGradGuard noGradients;
    at::Tensor mean;
    at::Tensor scale;
    normaliseInput(h.to(encoder.device()), m_config, &mean, &scale);
    return sumOfDirections(latents, preBias).mul_(scale).add_(mean);
}

at::Tensor Sae::outputScale(const at::Tensor& h) const {
    at::Tensor scale;
    normaliseInput(h.to(encoder.device()), m_config, nullptr, &scale);
    return scale;
}

at::Tensor Sae::decode(const SparseLatents& latents) const {
    const at::NoGradGuard noGradients;
    return sumOfDirections(latents, {});
}

at::Tensor Sae::sumOfDirections(const SparseLatents& latents, const at::Tensor& start) const {
    const std::int64_t rows = latents.indices.size(0);
    const bool precise = latents.values.scalar_type() == at::kDouble;
    if (encoder.device().is_cpu() && !precise) {
        const at::Tensor indices = latents.indices.to(at::kCPU, at::kLong).contiguous();
        const at::Tensor values = latents.values.to(at::kCPU, at::kFloat).contiguous();
        at::Tensor x = at::empty({rows, m_config.inputSize}, at::kFloat);
        decodeRows(decoder.data_ptr<float>(), m_config.inputSize, indices.data_ptr<std::int64_t>(),
                   values.data_ptr<float>(), rows, indices.size(1), start.defined() ? start.data_ptr<float>() : nullptr,
                   x.data_ptr<float>(), at::get_num_threads());
        return x;
    }
    const auto options = at::TensorOptions(encoder.device()).dtype(precise ? at::kDouble : at::kFloat);
    at::Tensor x = at::zeros({rows, m_config.inputSize}, options);
    if (start.defined()) {
        x.add_(start);
    }
    const at::Tensor indices = latents.indices.to(encoder.device());
    const at::Tensor values = latents.values.to(options);
    for (std::int64_t j = 0; j < indices.size(1); ++j) {
        x.addcmul_(decoder.index_select(0, indices.select(1, j)).to(options.dtype()), values.narrow(1, j, 1));
    }
    return x;
}

}  // namespace saferscope
