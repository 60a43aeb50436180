// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/sae_kernels.h"

#include "core/sae/parallel_rows.h"
#include "core/sae/row_kernels.h"

#include <atomic>
#include <cstring>

namespace saferscope {

namespace {

// gradient = 2 * weight * (decoded - target), in place of the decoded row; returns the squared error.
SAFERSCOPE_MULTIVERSION
float errorRow(float* decoded, const float* target, float weight, std::int64_t width) {
    constexpr std::int64_t lanes = 16;
    float sums[lanes] = {};
    std::int64_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        for (std::int64_t lane = 0; lane < lanes; ++lane) {
            const float difference = decoded[i + lane] - target[i + lane];
            sums[lane] += difference * difference;
            decoded[i + lane] = 2.0F * weight * difference;
        }
    }
    float total = 0.0F;
    for (const float sum : sums) {
        total += sum;
    }
    for (; i < width; ++i) {
        const float difference = decoded[i] - target[i];
        total += difference * difference;
        decoded[i] = 2.0F * weight * difference;
    }
    return total;
}

}  // namespace

void decodeAndDifferentiate(const DecodeTask& task, float* gradient, float* valueGradient, float* error, int threads) {
    parallelRows(task.tokens, threads, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t token = begin; token < end; ++token) {
            const std::int64_t* indices = task.indices + token * task.count;
            float* row = gradient + token * task.width;
            decodeRow(task.rows, task.width, indices, task.values + token * task.count, task.count, task.start, row);
            error[token] = errorRow(row, task.target + token * task.width, task.weight[token], task.width);
            for (std::int64_t j = 0; j < task.count; ++j) {
                valueGradient[token * task.count + j] = dotRow(row, task.rows + indices[j] * task.width, task.width);
            }
        }
    });
}

void LatentEntries::build(std::int64_t latents, const std::vector<Family>& families) {
    m_begin.assign(static_cast<std::size_t>(latents) + 1, 0);
    for (const Family& family : families) {
        for (std::int64_t i = 0; i < family.tokens * family.count; ++i) {
            ++m_begin[static_cast<std::size_t>(family.indices[i]) + 1];
        }
    }
    for (std::size_t latent = 1; latent < m_begin.size(); ++latent) {
        m_begin[latent] += m_begin[latent - 1];
    }
    m_entries.resize(m_begin.back());
    std::vector<std::size_t> next(m_begin.begin(), m_begin.end() - 1);
    for (std::size_t number = 0; number < families.size(); ++number) {
        const Family& family = families[number];
        for (std::int64_t i = 0; i < family.tokens * family.count; ++i) {
            m_entries[next[static_cast<std::size_t>(family.indices[i])]++] = {
                static_cast<std::int32_t>(i / family.count), static_cast<std::int32_t>(number), family.values[i],
                family.valueGradients[i]};
        }
    }
}

void latentGradient(const LatentEntries& entries, const GradientSources& sources, std::int64_t latent, float* encoder,
                    float* decoder, float* bias) {
    const auto bytes = static_cast<std::size_t>(sources.width) * sizeof(float);
    std::memset(encoder, 0, bytes);
    std::memset(decoder, 0, bytes);
    *bias = 0.0F;
    constexpr std::size_t block = 32;
    const float* inputs[block];
    const float* gradients[block];
    float values[block];
    float valueGradients[block];
    const auto* entry = entries.begin(latent);
    while (entry != entries.end(latent)) {
        std::size_t count = 0;
        for (; count < block && entry != entries.end(latent); ++count, ++entry) {
            const std::int64_t offset = static_cast<std::int64_t>(entry->token) * sources.width;
            inputs[count] = sources.input + offset;
            gradients[count] = sources.decodedGradients[static_cast<std::size_t>(entry->family)] + offset;
            values[count] = entry->value;
            valueGradients[count] = entry->valueGradient;
            *bias += entry->valueGradient;
        }
        const auto rows = static_cast<std::int64_t>(count);
        addRows(encoder, valueGradients, inputs, rows, sources.width);
        addRows(decoder, values, gradients, rows, sources.width);
    }
}

void latentBiasGradient(const LatentEntries& entries, float* bias) {
    for (std::int64_t latent = 0; latent < entries.latents(); ++latent) {
        float sum = 0.0F;
        for (const auto* entry = entries.begin(latent); entry != entries.end(latent); ++entry) {
            sum += entry->valueGradient;
        }
        bias[latent] = sum;
    }
}

UpdateReport updateDictionary(const LatentEntries& entries, const GradientSources& sources, const DictionaryRows& rows,
                              const AdamStep& step, int threads) {
    std::atomic<bool> finite = true;
    std::vector<double> squares(static_cast<std::size_t>(entries.latents()));
    parallelRows(entries.latents(), threads, [&](std::int64_t begin, std::int64_t end) {
        const std::int64_t width = sources.width;
        std::vector<float> encoder(static_cast<std::size_t>(width));
        std::vector<float> decoder(static_cast<std::size_t>(width));
        bool good = true;
        for (std::int64_t latent = begin; latent < end; ++latent) {
            float bias = 0.0F;
            latentGradient(entries, sources, latent, encoder.data(), decoder.data(), &bias);
            if (entries.begin(latent) != entries.end(latent)) {
                squares[static_cast<std::size_t>(latent)] =
                    sumOfSquares(encoder.data(), width, 1) + sumOfSquares(decoder.data(), width, 1);
            }
            const std::int64_t row = latent * width;
            good &= adamRow(rows.encoder + row, encoder.data(), rows.encoderM + row, rows.encoderV + row, width, step);
            good &= adamRow(rows.decoder + row, decoder.data(), rows.decoderM + row, rows.decoderV + row, width, step);
        }
        if (!good) {
            finite = false;
        }
    });
    UpdateReport report;
    report.finite = finite;
    for (const double square : squares) {
        report.squaredGradient += square;
    }
    return report;
}

}  // namespace saferscope
