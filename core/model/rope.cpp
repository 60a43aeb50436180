// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/rope.h"

#include <ATen/ATen.h>
#include <cmath>
#include <numbers>

namespace saferscope {

namespace {

double scaledFrequency(double frequency, const Llama3RopeScaling& scaling) {
    const double wavelength = 2.0 * std::numbers::pi / frequency;
    const auto original = static_cast<double>(scaling.originalMaxPositions);
    if (wavelength < original / scaling.highFreqFactor) {
        return frequency;
    }
    if (wavelength > original / scaling.lowFreqFactor) {
        return frequency / scaling.factor;
    }
    const double smooth =
        (original / wavelength - scaling.lowFreqFactor) / (scaling.highFreqFactor - scaling.lowFreqFactor);
    return (1.0 - smooth) * frequency / scaling.factor + smooth * frequency;
}

}  // namespace

at::Tensor ropeInverseFrequencies(const ModelConfig& config) {
    const std::int64_t half = config.headDim / 2;
    at::Tensor frequencies = at::empty({half}, at::kDouble);
    auto* values = frequencies.data_ptr<double>();
    for (std::int64_t i = 0; i < half; ++i) {
        const double frequency =
            std::pow(config.ropeTheta, -2.0 * static_cast<double>(i) / static_cast<double>(config.headDim));
        values[i] =
            config.ropeScaling ? scaledFrequency(frequency, *config.ropeScaling) : frequency / config.ropeLinearFactor;
    }
    return frequencies;
}

RopeTable ropeTable(const at::Tensor& inverseFrequencies, std::int64_t positions, at::ScalarType dtype) {
    // Hugging Face keeps frequencies, positions and their product in float32 whatever the weights are.
    const at::ScalarType precision = dtype == at::kDouble ? at::kDouble : at::kFloat;
    const at::Tensor frequencies = inverseFrequencies.to(precision);
    const at::Tensor angles = at::outer(at::arange(positions, frequencies.options()), frequencies);
    return {angles.cos(), angles.sin()};
}

at::Tensor applyRope(const at::Tensor& x, const at::Tensor& cos, const at::Tensor& sin) {
    const at::Tensor c = cos.unsqueeze(1).to(x.scalar_type());
    const at::Tensor s = sin.unsqueeze(1).to(x.scalar_type());
    const std::vector<at::Tensor> halves = x.chunk(2, -1);  // one operation for autograd, unlike two narrow()
    const at::Tensor& first = halves[0];
    const at::Tensor& second = halves[1];
    return at::cat({first * c - second * s, second * c + first * s}, -1);
}

}  // namespace saferscope
