// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sae/screened_encoder.h"
#include "core/tensor/torch_io.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace saferscope {

/// What a sparse autoencoder is, beside its weights. Saved as sae_config.json.
struct SaeConfig {
    std::int64_t inputSize = 0;               ///< d of the residual stream it reads
    std::int64_t latents = 0;                 ///< M
    std::int64_t k = 0;                       ///< latents kept per token
    std::int64_t layer = -1;                  ///< residual stream it was trained on (hidden_states index); -1 unknown
    std::string trainedOn = "sentence_ends";  ///< "tokens" or "sentence_ends": which positions it has seen
    std::string modelHash;  ///< content hash of the reward model whose activations it saw; may be empty
};

/// Sparse code of N tokens.
struct SparseLatents {
    at::Tensor indices;  ///< [N, k] int64, by descending value
    at::Tensor values;   ///< [N, k] float32; values <= 0 are not active (TopK keeps them, the paper counts positives)
};

/// How well an SAE rebuilds a set of activations.
struct SaeQuality {
    double fvu = 0.0;           ///< sum ||x - x_hat||^2 / sum ||x - mean(x)||^2 over tokens, on the raw stream
    double nmse = 0.0;          ///< mean over tokens of ||x - x_hat||^2 / ||x||^2
    double l0 = 0.0;            ///< mean number of positive latents per token
    double deadFraction = 0.0;  ///< latents that were never positive on these tokens
    std::int64_t tokens = 0;
};

/// TopK sparse autoencoder of SAFER: x = (h - mean(h)) / (std(h) + 1e-6) per token (Bessel std),
/// z = TopK(W_enc (x - b_pre) + b_lat), x_hat = W_dec z + b_pre, then mapped back with the token's mean and std.
class Sae {
public:
    /// Encoder and decoder start tied with unit-norm columns, biases zero.
    static Sae random(const SaeConfig& config, std::uint64_t seed, c10::Device device = c10::kCPU);

    /// Our layout: a folder with sae_config.json + sae.safetensors (pre_bias [d], latent_bias [M], encoder.weight
    /// [M,d], decoder.weight [d,M]), or a bare .safetensors with those tensors, which needs k and layer from the
    /// caller.
    static Result<Sae> load(const std::filesystem::path& path, std::optional<std::int64_t> k = {},
                            std::optional<std::int64_t> layer = {}, c10::Device device = c10::kCPU);
    Status save(const std::filesystem::path& folder) const;

    /// h: [N, d] raw residual stream, any float dtype. Same as the paper's code at inference. Large dictionaries are
    /// screened in bfloat16 where the CPU multiplies it fast (screened_top_k.h): the same top k of float32 values, with
    /// a copy of the encoder in bfloat16 that is kept while the weights stay. May be called from several threads.
    enum class EncodePath { Choose, Plain, Screened };
    SparseLatents encode(const at::Tensor& h, EncodePath path = EncodePath::Choose) const;
    /// Reconstruction on the raw residual stream [N, d]; `h` gives each token's mean and std.
    at::Tensor reconstruct(const at::Tensor& h, const SparseLatents& latents) const;
    /// What one unit of a latent is worth in the raw stream, per token: [N, 1] float32, std(h) + 1e-6. Changing latent
    /// i of a token by a moves its reconstruction by a * outputScale * decoder[i].
    at::Tensor outputScale(const at::Tensor& h) const;
    /// sum_j values[:, j] * decoder[indices[:, j]] for indices [N, k] int64 and values [N, k]: [N, d], without the bias
    /// and in the SAE's own units. Float32, or float64 where the values are.
    at::Tensor decode(const SparseLatents& latents) const;

    const SaeConfig& config() const { return m_config; }
    SaeConfig& config() { return m_config; }

    // Weights, float32 on one device. The trainer updates them in place. Who writes through data_ptr() after the first
    // encode() says so with ScreenedEncoder::countChange(); at:: operations need no such word.
    at::Tensor preBias;     ///< [d]
    at::Tensor latentBias;  ///< [M]
    at::Tensor encoder;     ///< [M, d]
    at::Tensor decoder;     ///< [M, d]: row i is the direction of latent i (transposed in files)

private:
    at::Tensor sumOfDirections(const SparseLatents& latents, const at::Tensor& start) const;

    SparseLatents encodeScreened(const at::Tensor& h) const;

    SaeConfig m_config;
    ScreenedEncoderCache m_screened;
};

/// Per-token standardisation; returns x and fills mean and scale ([N, 1]) where given.
at::Tensor standardise(const at::Tensor& h, at::Tensor* mean = nullptr, at::Tensor* scale = nullptr);

/// Adds up SaeQuality over batches in float64.
class SaeQualityMeter {
public:
    explicit SaeQualityMeter(std::int64_t latents);
    void add(const at::Tensor& h, const at::Tensor& reconstruction, const SparseLatents& latents);
    SaeQuality result() const;

private:
    std::int64_t m_tokens = 0;
    double m_squaredError = 0.0;
    double m_relativeError = 0.0;
    double m_squaredNorm = 0.0;
    double m_active = 0.0;
    at::Tensor m_sum;    ///< [d] float64
    at::Tensor m_fired;  ///< [M] bool
};

Result<std::string> saeContentHash(const std::filesystem::path& path);

}  // namespace saferscope
