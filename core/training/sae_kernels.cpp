// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/sae_kernels.h"

#include "core/sae/parallel_rows.h"
#include "core/sae/row_kernels.h"

#include <algorithm>
#include <atomic>

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

// sums[i] += x[i] - centre[i]; returns the sum of their squares.
SAFERSCOPE_MULTIVERSION
double addDifferences(const float* x, const float* centre, std::int64_t width, double* sums) {
    constexpr std::int64_t lanes = 8;
    double squares[lanes] = {};
    std::int64_t i = 0;
    for (; i + lanes <= width; i += lanes) {
        for (std::int64_t lane = 0; lane < lanes; ++lane) {
            const double difference = static_cast<double>(x[i + lane]) - centre[i + lane];
            sums[i + lane] += difference;
            squares[lane] += difference * difference;
        }
    }
    for (; i < width; ++i) {
        const double difference = static_cast<double>(x[i]) - centre[i];
        sums[i] += difference;
        squares[0] += difference * difference;
    }
    double total = 0.0;
    for (const double square : squares) {
        total += square;
    }
    return total;
}

}  // namespace

void rowSquares(const float* x, std::int64_t tokens, std::int64_t width, float* squares, int threads) {
    parallelRows(tokens, threads, [=](std::int64_t begin, std::int64_t end) {
        for (std::int64_t token = begin; token < end; ++token) {
            squares[token] = dotRow(x + token * width, x + token * width, width);
        }
    });
}

double spreadOfRows(const float* x, std::int64_t tokens, std::int64_t width, int threads) {
    constexpr std::int64_t parts = 16;  // whatever the number of threads, for equal bits
    std::vector<double> sums(static_cast<std::size_t>(parts * width));
    std::vector<double> squares(static_cast<std::size_t>(parts));
    parallelRows(parts, threads, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t part = begin; part < end; ++part) {
            for (std::int64_t token = tokens * part / parts; token < tokens * (part + 1) / parts; ++token) {
                squares[static_cast<std::size_t>(part)] +=
                    addDifferences(x + token * width, x, width, sums.data() + part * width);
            }
        }
    });
    double total = 0.0;
    for (const double square : squares) {
        total += square;
    }
    for (std::int64_t i = 0; i < width; ++i) {
        double sum = 0.0;
        for (std::int64_t part = 0; part < parts; ++part) {
            sum += sums[static_cast<std::size_t>(part * width + i)];
        }
        total -= sum * sum / static_cast<double>(tokens);
    }
    return std::max(total, 0.0);
}

void decodeAndDifferentiate(const DecodeTask& task, float* gradient, float* valueGradient, float* error, int threads) {
    parallelRows(task.tokens, threads, [&](std::int64_t begin, std::int64_t end) {
        std::vector<const float*> rows(static_cast<std::size_t>(task.count));
        for (std::int64_t token = begin; token < end; ++token) {
            const std::int64_t* indices = task.indices + token * task.count;
            for (std::size_t j = 0; j < rows.size(); ++j) {
                rows[j] = task.rows + indices[j] * task.width;
            }
            float* row = gradient + token * task.width;
            decodeRow(task.rows, task.width, indices, task.values + token * task.count, task.count, task.start, row);
            error[token] = errorRow(row, task.target + token * task.width, task.weight[token], task.width);
            dotRows(row, rows.data(), task.count, task.width, valueGradient + token * task.count);
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
                    float* decoder) {
    std::fill_n(encoder, sources.width, 0.0F);
    std::fill_n(decoder, sources.width, 0.0F);
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
            latentGradient(entries, sources, latent, encoder.data(), decoder.data());
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
