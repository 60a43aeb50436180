// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/parallel_rows.h"
#include "core/sae/screened_top_k.h"
#include "core/sae/top_k.h"

#include <bit>
#include <cmath>
#include <limits>

namespace saferscope {

namespace {

constexpr double unit = 0x1p-24;         // half the spacing of float32 numbers at 1
constexpr double slack = 1.0 + 0x1p-20;  // more than the float32 arithmetic with the bounds can lose
constexpr double flushed = 0x1p-124;     // products may take numbers below 2^-126 for zero
constexpr double largestProduct = 1e30;  // beyond it a float32 sum might overflow on its way

float roundedUp(double value) {
    return std::nextafter(static_cast<float>(value * slack), std::numeric_limits<float>::infinity());
}

/// Higham's gamma: the largest relative error of a sum of n rounded terms.
double gammaOf(double n) {
    const double product = n * unit;
    return product < 0.5 ? product / (1.0 - product) : std::numeric_limits<double>::infinity();
}

struct Norms {
    double exact = 0.0;
    double rounded = 0.0;
    double lost = 0.0;
};

SAFERSCOPE_MULTIVERSION
Norms normsOf(const float* row, const std::uint16_t* rounded, std::int64_t width) {
    constexpr std::int64_t lanes = 8;
    double exact[lanes] = {};
    double other[lanes] = {};
    double lost[lanes] = {};
    const auto add = [&](std::int64_t i, std::int64_t lane) {
        const double value = row[i];
        const double approximation = std::bit_cast<float>(static_cast<std::uint32_t>(rounded[i]) << 16);
        exact[lane] += value * value;
        other[lane] += approximation * approximation;
        lost[lane] += (value - approximation) * (value - approximation);
    };
    std::int64_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        for (std::int64_t lane = 0; lane < lanes; ++lane) {
            add(i + lane, lane);
        }
    }
    for (; i < width; ++i) {
        add(i, 0);
    }
    Norms sums;
    for (std::int64_t lane = 0; lane < lanes; ++lane) {
        sums.exact += exact[lane];
        sums.rounded += other[lane];
        sums.lost += lost[lane];
    }
    return {std::sqrt(sums.exact), std::sqrt(sums.rounded), std::sqrt(sums.lost)};
}

SAFERSCOPE_MULTIVERSION
void roundRow(const float* row, std::int64_t width, std::uint16_t* rounded) {
    for (std::int64_t i = 0; i < width; ++i) {
        const auto bits = std::bit_cast<std::uint32_t>(row[i]);
        const std::uint32_t nearest = (bits + 0x7fffU + ((bits >> 16) & 1U)) >> 16;
        const bool nan = (bits & 0x7fffffffU) > 0x7f800000U;
        rounded[i] = static_cast<std::uint16_t>(nan ? 0x7fc0U : nearest);
    }
}

}  // namespace

void roundRows(const float* rows, std::int64_t count, std::int64_t width, std::uint16_t* rounded,
               ScreenBounds::Token* tokens, int threads) {
    parallelRows(count, threads, [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            roundRow(rows + i * width, width, rounded + i * width);
            if (tokens != nullptr) {
                const Norms norms = normsOf(rows + i * width, rounded + i * width, width);
                tokens[i] = {roundedUp(norms.exact), roundedUp(norms.lost)};
            }
        }
    });
}

ScreenBounds::ScreenBounds(const float* weights, const std::uint16_t* rounded, const float* bias, std::int64_t latents,
                           std::int64_t width, int threads)
    : m_latents(static_cast<std::size_t>(latents)) {
    const auto d = static_cast<double>(width);
    // A bfloat16 product may round a pair of products and their sum on its own; ours adds less often than once a
    // column.
    const double ofProduct = gammaOf(2.0 * (d + 8.0));
    const double ofScore = gammaOf(d + 16.0);
    std::vector<double> largest(static_cast<std::size_t>(latents));
    parallelRows(latents, threads, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t i = begin; i < end; ++i) {
            const Norms norms = normsOf(weights + i * width, rounded + i * width, width);
            const double both = norms.exact + norms.rounded;
            const double offset = std::abs(static_cast<double>(bias[i]));
            // 4 u: adding the biases. The last parts matter only for numbers near the smallest ones there are.
            m_latents[static_cast<std::size_t>(i)] = {
                roundedUp(norms.lost + ofProduct * norms.rounded + ofScore * norms.exact + 4.0 * unit * both +
                          flushed * std::sqrt(d)),
                roundedUp(norms.rounded * (1.0 + ofProduct + 4.0 * unit)),
                roundedUp((ofProduct + 4.0 * unit) * offset + flushed * (d + std::sqrt(d) * both))};
            largest[static_cast<std::size_t>(i)] = std::max(both, offset);
        }
    });
    for (const double norm : largest) {
        m_largestNorm = norm <= m_largestNorm ? m_largestNorm : norm;  // a NaN stays
        if (std::isnan(norm)) {
            m_largestNorm = std::numeric_limits<double>::infinity();
            break;
        }
    }
    if (!std::isfinite(ofProduct)) {
        m_largestNorm = std::numeric_limits<double>::infinity();
    }
    groupTerms();
}

void ScreenBounds::groupTerms() {
    m_groups.assign(m_latents.size() / static_cast<std::size_t>(groupColumns), {});
    for (std::size_t i = 0; i < m_groups.size() * static_cast<std::size_t>(groupColumns); ++i) {
        Terms& group = m_groups[i / static_cast<std::size_t>(groupColumns)];
        group.perNorm = std::max(group.perNorm, m_latents[i].perNorm);
        group.perError = std::max(group.perError, m_latents[i].perError);
        group.fixed = std::max(group.fixed, m_latents[i].fixed);
    }
}

bool ScreenBounds::covers(const Token& token) const {
    return std::isfinite(token.error) && std::isfinite(token.norm) && m_largestNorm <= largestProduct &&
           m_largestNorm * (static_cast<double>(token.norm) + 1.0) <= largestProduct;
}

void ScreenBounds::scale(float factor) {
    for (Terms& terms : m_latents) {
        terms.perNorm *= factor;
        terms.perError *= factor;
        terms.fixed *= factor;
    }
    groupTerms();
}

}  // namespace saferscope
