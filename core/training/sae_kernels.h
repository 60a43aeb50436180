// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/training/adam_kernel.h"

#include <cstdint>
#include <vector>

namespace saferscope {

/// One training step of a TopK autoencoder without dense gradients: only the k latents of each token carry any.
/// Every sum has a fixed order, so results do not depend on the number of threads.

/// squares[n] = ||x_n||^2 of x [N, d].
void rowSquares(const float* x, std::int64_t tokens, std::int64_t width, float* squares, int threads);

/// sum_n ||x_n - mean||^2, in double; around the first row, so that nothing cancels where all rows are much alike.
double spreadOfRows(const float* x, std::int64_t tokens, std::int64_t width, int threads);

/// Latents of some tokens and what they are decoded to. N tokens, K latents each, width d.
struct DecodeTask {
    std::int64_t tokens = 0;
    std::int64_t count = 0;                 ///< K
    std::int64_t width = 0;                 ///< d
    const float* rows = nullptr;            ///< decoder [M, d]
    const std::int64_t* indices = nullptr;  ///< [N, K]
    const float* values = nullptr;          ///< [N, K]
    const float* start = nullptr;           ///< [d] added to every sum, or null
    const float* target = nullptr;          ///< [N, d]
    const float* weight = nullptr;          ///< [N]: the loss is sum_n weight[n] * ||decoded_n - target_n||^2
};

/// Fills `gradient` [N, d] = dLoss/d(decoded), `valueGradient` [N, K] = dLoss/d(values) and `error` [N] = squared
/// error.
void decodeAndDifferentiate(const DecodeTask& task, float* gradient, float* valueGradient, float* error, int threads);

/// The active latents of a batch the other way round: for each latent its tokens in ascending order. Latents may come
/// from two families, the main code and the auxiliary one, with different dLoss/d(decoded).
class LatentEntries {
public:
    struct Entry {
        std::int32_t token;
        std::int32_t family;
        float value;
        float valueGradient;
    };
    struct Family {
        std::int64_t tokens = 0;
        std::int64_t count = 0;
        const std::int64_t* indices = nullptr;
        const float* values = nullptr;
        const float* valueGradients = nullptr;
    };
    void build(std::int64_t latents, const std::vector<Family>& families);

    std::int64_t latents() const { return static_cast<std::int64_t>(m_begin.size()) - 1; }
    const Entry* begin(std::int64_t latent) const {
        return m_entries.data() + m_begin[static_cast<std::size_t>(latent)];
    }
    const Entry* end(std::int64_t latent) const {
        return m_entries.data() + m_begin[static_cast<std::size_t>(latent) + 1];
    }

private:
    std::vector<std::size_t> m_begin;
    std::vector<Entry> m_entries;
};

/// Where the gradients of a batch come from.
struct GradientSources {
    const float* input = nullptr;                ///< [N, d] what the encoder multiplied: x - b_pre
    std::vector<const float*> decodedGradients;  ///< per family [N, d]
    std::int64_t width = 0;
};

/// Gradients of one latent: dW_enc[latent] and dW_dec[latent] [d].
void latentGradient(const LatentEntries& entries, const GradientSources& sources, std::int64_t latent, float* encoder,
                    float* decoder);

/// dLoss/d(latent bias) [M].
void latentBiasGradient(const LatentEntries& entries, float* bias);

/// Weights and Adam moments of a dictionary, row-wise [M, d].
struct DictionaryRows {
    float* encoder;
    float* encoderM;
    float* encoderV;
    float* decoder;
    float* decoderM;
    float* decoderV;
};

struct UpdateReport {
    double squaredGradient = 0.0;  ///< of encoder and decoder
    bool finite = true;            ///< all weights, afterwards
};

/// Gradient and Adam in one pass over the rows: the gradients never exist as matrices.
UpdateReport updateDictionary(const LatentEntries& entries, const GradientSources& sources, const DictionaryRows& rows,
                              const AdamStep& step, int threads);

}  // namespace saferscope
