// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/adam_kernel.h"

#include "core/sae/parallel_rows.h"

#include <atomic>
#include <bit>
#include <cmath>
#include <vector>

namespace saferscope {

namespace {

constexpr std::int64_t chunk = 1 << 14;

SAFERSCOPE_MULTIVERSION
double chunkSquares(const float* values, std::int64_t count) {
    constexpr std::int64_t lanes = 8;
    double sums[lanes] = {};
    std::int64_t i = 0;
    for (; i + lanes <= count; i += lanes) {
        for (std::int64_t lane = 0; lane < lanes; ++lane) {
            const double value = values[i + lane];
            sums[lane] += value * value;
        }
    }
    double total = 0.0;
    for (const double sum : sums) {
        total += sum;
    }
    for (; i < count; ++i) {
        total += static_cast<double>(values[i]) * values[i];
    }
    return total;
}

}  // namespace

AdamStep adamStep(double learningRate, double beta1, double beta2, double epsilon, double weightDecay,
                  double gradientScale, std::uint64_t t) {
    const auto power = static_cast<double>(t);
    AdamStep step;
    step.rate = static_cast<float>(learningRate / (1.0 - std::pow(beta1, power)));
    step.inverseRootV = static_cast<float>(1.0 / std::sqrt(1.0 - std::pow(beta2, power)));
    step.beta1 = static_cast<float>(beta1);
    step.beta2 = static_cast<float>(beta2);
    step.epsilon = static_cast<float>(epsilon);
    step.decay = static_cast<float>(1.0 - learningRate * weightDecay);
    step.gradientScale = static_cast<float>(gradientScale);
    return step;
}

SAFERSCOPE_MULTIVERSION
bool adamRow(float* __restrict w, const float* __restrict g, float* __restrict m, float* __restrict v,
             std::int64_t count, const AdamStep& step) {
    const AdamStep s = step;
    constexpr std::uint32_t exponent = 0x7f800000U;  // all ones in NaN and infinities only
    std::uint32_t bad = 0;
    for (std::int64_t i = 0; i < count; ++i) {
        const float gradient = g[i] * s.gradientScale;
        m[i] = s.beta1 * m[i] + (1.0F - s.beta1) * gradient;
        v[i] = s.beta2 * v[i] + (1.0F - s.beta2) * gradient * gradient;
        w[i] = w[i] * s.decay - s.rate * m[i] / (std::sqrt(v[i]) * s.inverseRootV + s.epsilon);
        // v too: an infinite one would hold its weight still from now on, and nothing would show it.
        bad |= (std::bit_cast<std::uint32_t>(w[i]) & exponent) == exponent ||
                       (std::bit_cast<std::uint32_t>(v[i]) & exponent) == exponent
                   ? 1U
                   : 0U;
    }
    return bad == 0;
}

bool adamArray(float* w, const float* g, float* m, float* v, std::int64_t count, const AdamStep& step, int threads) {
    std::atomic<bool> finite = true;
    const std::int64_t chunks = (count + chunk - 1) / chunk;
    parallelRows(chunks, threads, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t part = begin; part < end; ++part) {
            const std::int64_t from = part * chunk;
            if (!adamRow(w + from, g + from, m + from, v + from, std::min(chunk, count - from), step)) {
                finite = false;
            }
        }
    });
    return finite;
}

double sumOfSquares(const float* values, std::int64_t count, int threads) {
    if (count <= chunk) {
        return chunkSquares(values, count);
    }
    const std::int64_t chunks = (count + chunk - 1) / chunk;
    std::vector<double> sums(static_cast<std::size_t>(chunks));
    parallelRows(chunks, threads, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t part = begin; part < end; ++part) {
            const std::int64_t from = part * chunk;
            sums[static_cast<std::size_t>(part)] = chunkSquares(values + from, std::min(chunk, count - from));
        }
    });
    double total = 0.0;
    for (const double sum : sums) {
        total += sum;
    }
    return total;
}

}  // namespace saferscope
