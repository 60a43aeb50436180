// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/screened_encoder.h"

#include "core/sae/huge_pages.h"

#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <algorithm>
#include <vector>

namespace saferscope {

namespace {

// Approximations at a time: they are read right after they are written, so they should not leave the last cache.
constexpr std::int64_t approximationElements = std::int64_t{4} << 20;

std::int64_t versionOf(const at::Tensor& tensor) {
    return tensor.is_inference() ? -1 : static_cast<std::int64_t>(tensor._version());
}

std::uint16_t* bits(const at::Tensor& tensor) { return static_cast<std::uint16_t*>(tensor.data_ptr()); }

}  // namespace

ScreenedEncoder::ScreenedEncoder(const at::Tensor& encoder, const at::Tensor& latentBias)
    : m_encoder(encoder),
      m_latentBias(latentBias),
      m_encoderVersion(versionOf(encoder)),
      m_biasVersion(versionOf(latentBias)) {
    TORCH_CHECK(encoder.is_cpu() && encoder.dim() == 2 && encoder.is_contiguous() &&
                    encoder.scalar_type() == at::kFloat && latentBias.is_cpu() && latentBias.is_contiguous() &&
                    latentBias.scalar_type() == at::kFloat && latentBias.numel() == encoder.size(0),
                "only a float32 encoder in memory can be screened");
    const int threads = at::get_num_threads();
    const at::Tensor rounded = at::empty(encoder.sizes(), at::kBFloat16);
    roundRows(encoder.data_ptr<float>(), encoder.size(0), encoder.size(1), bits(rounded), nullptr, threads);
    m_bounds = ScreenBounds(encoder.data_ptr<float>(), bits(rounded), latentBias.data_ptr<float>(), encoder.size(0),
                            encoder.size(1), threads);
    m_product = PackedLinear(rounded);
}

bool ScreenedEncoder::pays(std::int64_t latents, std::int64_t inputSize, std::int64_t k) {
    return packsLinear(at::kBFloat16) && latents >= 32 * k && latents * inputSize >= (std::int64_t{1} << 20);
}

ScreenReport ScreenedEncoder::topK(const at::Tensor& x, std::int64_t k, std::int64_t* indices, float* values) const {
    const std::int64_t latents = m_encoder.size(0);
    const std::int64_t width = m_encoder.size(1);
    TORCH_CHECK(x.is_cpu() && x.dim() == 2 && x.size(1) == width && x.is_contiguous() &&
                    x.scalar_type() == at::kFloat && k >= 1 && k <= latents,
                "activations do not fit the encoder");
    const int threads = at::get_num_threads();
    const std::int64_t step = std::clamp<std::int64_t>(approximationElements / latents, 16, 8192);
    ScreenReport report;
    std::vector<ScreenBounds::Token> tokens;
    for (std::int64_t begin = 0; begin < x.size(0); begin += step) {
        const std::int64_t rows = std::min(step, x.size(0) - begin);
        const float* part = x.data_ptr<float>() + begin * width;
        const at::Tensor rounded = at::empty({rows, width}, at::kBFloat16);
        tokens.resize(static_cast<std::size_t>(rows));
        roundRows(part, rows, width, bits(rounded), tokens.data(), threads);
        const at::Tensor approximations = m_product.applyWide(rounded, m_latentBias);
        const ScreenTask task{m_encoder.data_ptr<float>(),
                              m_latentBias.data_ptr<float>(),
                              &m_bounds,
                              part,
                              tokens.data(),
                              approximations.data_ptr<float>(),
                              latents,
                              width,
                              rows,
                              k};
        report.add(screenTopK(task, indices + begin * k, values + begin * k, threads));
    }
    return report;
}

bool ScreenedEncoder::follows(const at::Tensor& encoder, const at::Tensor& latentBias) const {
    return encoder.is_same(m_encoder) && latentBias.is_same(m_latentBias) && m_encoderVersion >= 0 &&
           m_biasVersion >= 0 && versionOf(encoder) == m_encoderVersion && versionOf(latentBias) == m_biasVersion;
}

void ScreenedEncoder::countChange(const at::Tensor& tensor) {
    if (!tensor.is_inference()) {
        tensor.unsafeGetTensorImpl()->bump_version();
    }
}

std::shared_ptr<const ScreenedEncoder> ScreenedEncoderCache::of(const at::Tensor& encoder,
                                                                const at::Tensor& latentBias) const {
    const std::lock_guard lock(m_slot->mutex);
    if (m_slot->encoder == nullptr || !m_slot->encoder->follows(encoder, latentBias)) {
        m_slot->encoder = nullptr;  // its memory first
        preferHugePages(encoder.data_ptr(), encoder.nbytes());
        m_slot->encoder = std::make_shared<const ScreenedEncoder>(encoder, latentBias);
    }
    return m_slot->encoder;
}

void ScreenedEncoderCache::forget() const {
    const std::lock_guard lock(m_slot->mutex);
    m_slot->encoder = nullptr;
}

}  // namespace saferscope
