// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/sae/screened_encoder.h"
#include "core/tensor/torch_io.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// What is done to a token's activations h before the SAE reads them; its output is mapped back by the inverse.
enum class SaeInput {
    AsIs,          ///< x = h
    Standardised,  ///< x = (h - mean(h)) / (std(h) + inputEpsilon), std with d - 1 (Bessel); back: x s + mean(h)
    UnitNorm,      ///< x = h sqrt(d) / ||h||; back: x ||h|| / sqrt(d)
};

/// Which pre-activations p become latents.
enum class SaeActivation {
    TopK,      ///< the k largest as they are: negative ones stay in the reconstruction (SAFER)
    TopKRelu,  ///< the positive ones among the k largest; ReLU before or after the choice is the same
    Relu,      ///< max(p, 0)
    JumpRelu,  ///< p where p > threshold and p > 0, else 0
    Gated,     ///< max(exp(r) q + b, 0) where q + gate bias > 0, q = W_enc x without a bias
};

/// A file of general text that training read.
struct SaeTextFile {
    std::string name;  ///< without its folder
    std::string hash;  ///< textFileHash() (core/data/text_reader.h)
    bool operator==(const SaeTextFile&) const = default;
};

/// What a sparse autoencoder is, beside its weights. Saved as sae_config.json. The defaults are SAFER's form, which is
/// the one that is trained here.
struct SaeConfig {
    std::int64_t inputSize = 0;               ///< d of the residual stream it reads
    std::int64_t latents = 0;                 ///< M
    std::int64_t k = 0;                       ///< latents kept per token; 0 where their number varies (not top-k)
    std::int64_t layer = -1;                  ///< residual stream it was trained on (hidden_states index); -1 unknown
    std::string trainedOn = "sentence_ends";  ///< "tokens" or "sentence_ends": which positions it has seen
    std::string modelHash;                 ///< content hash of the reward model whose activations it saw; may be empty
    std::vector<SaeTextFile> stage1Texts;  ///< what the first stage was trained on; empty = the preference pairs
    std::int64_t stage1TextTokens = 0;     ///< activations of these texts that it was trained on

    SaeInput input = SaeInput::Standardised;
    double inputEpsilon = 1e-6;    ///< Standardised: added to the standard deviation
    bool epsilonInOutput = true;   ///< Standardised: mapped back by std + epsilon (SAFER) or by std (OpenAI, SAELens)
    bool subtractsPreBias = true;  ///< the encoder reads x - pre_bias, else x; the decoder adds pre_bias either way
    SaeActivation activation = SaeActivation::TopK;
    double expectedActive = 0.0;  ///< latents per token it is said to have where k is 0 (batch top-k, names); 0 unknown

    bool keepsK() const { return activation == SaeActivation::TopK || activation == SaeActivation::TopKRelu; }
    /// The one form that is trained here, and what version 1 of sae_config.json says.
    bool isOwnForm() const {
        return input == SaeInput::Standardised && inputEpsilon == 1e-6 && epsilonInOutput && subtractsPreBias &&
               activation == SaeActivation::TopK;
    }
};

/// Sparse code of N tokens. Its width w is k, or where the number of latents varies the largest number of these tokens
/// (at least 1, at most Sae::mostActive); rows with fewer end in latents of value 0. The latents of a row are distinct.
struct SparseLatents {
    at::Tensor indices;  ///< [N, w] int64, by descending value
    at::Tensor values;   ///< [N, w] float32; values <= 0 are not active (TopK keeps them, the paper counts positives)
    std::int64_t dropped = 0;  ///< active latents left out, the smallest ones of tokens with more than Sae::mostActive
};

/// How well an SAE rebuilds a set of activations.
struct SaeQuality {
    double fvu = 0.0;           ///< sum ||x - x_hat||^2 / sum ||x - mean(x)||^2 over tokens, on the raw stream
    double nmse = 0.0;          ///< mean over tokens of ||x - x_hat||^2 / ||x||^2
    double l0 = 0.0;            ///< mean number of positive latents per token
    double deadFraction = 0.0;  ///< latents that were never positive on these tokens
    std::int64_t tokens = 0;
};

/// Sparse autoencoder, in one form for all that are read: x from h as SaeInput says, z = activation(W_enc (x - b_pre) +
/// b_lat), x_hat = W_dec z + b_pre, mapped back. SAFER's: x = (h - mean(h)) / (std(h) + 1e-6) per token (Bessel std), z
/// = TopK. What others store is turned into it by core/sae/sae_layouts.h.
class Sae {
public:
    // Compiled once: the many members are not taken apart in every function that holds a Result<Sae>.
    Sae();
    Sae(const Sae&);
    Sae(Sae&&) noexcept;
    Sae& operator=(const Sae&);
    Sae& operator=(Sae&&) noexcept;
    ~Sae();

    /// Latents kept per token where their number varies. Far above what a working SAE has; one that was loaded for the
    /// wrong model does not exhaust the memory.
    static constexpr std::int64_t mostActive = 8192;

    /// Encoder and decoder start tied with unit-norm columns, biases zero.
    static Sae random(const SaeConfig& config, std::uint64_t seed, c10::Device device = c10::kCPU);

    /// Any layout of sae_layouts.h; importSae() tells what was assumed. k and the layer are needed where the files do
    /// not say them, and refused where they say otherwise.
    static Result<Sae> load(const std::filesystem::path& path, std::optional<std::int64_t> k = {},
                            std::optional<std::int64_t> layer = {}, c10::Device device = c10::kCPU);
    /// Our layout: a folder with sae_config.json + sae.safetensors (pre_bias [d], latent_bias [M], encoder.weight
    /// [M,d], decoder.weight [d,M]; threshold, gate_bias, magnitude_log_scale [M] where the activation has them).
    /// SAFER's form is version 1 of the configuration, the others version 2, which older programs refuse.
    Status save(const std::filesystem::path& folder) const;

    /// h: [N, d] raw residual stream, any float dtype. Same as the library's own code at inference. Large top-k
    /// dictionaries are screened in bfloat16 where the CPU multiplies it fast (screened_top_k.h): the same top k of
    /// float32 values, with a copy of the encoder in bfloat16 that is kept while the weights stay. May be called from
    /// several threads.
    enum class EncodePath { Choose, Plain, Screened };
    SparseLatents encode(const at::Tensor& h, EncodePath path = EncodePath::Choose) const;
    /// Reconstruction on the raw residual stream [N, d]; `h` gives each token's mean and scale.
    at::Tensor reconstruct(const at::Tensor& h, const SparseLatents& latents) const;
    /// What one unit of a latent is worth in the raw stream, per token: [N, 1] float32, as SaeInput says how it is
    /// mapped back. Changing latent i of a token by a moves its reconstruction by a * outputScale * decoder[i].
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
    at::Tensor threshold;   ///< [M], JumpRelu only
    // Gated only; latentBias is then the bias b of the magnitudes.
    at::Tensor gateBias;           ///< [M]
    at::Tensor magnitudeLogScale;  ///< [M], r

private:
    at::Tensor sumOfDirections(const SparseLatents& latents, const at::Tensor& start) const;

    SparseLatents encodePlain(const at::Tensor& h) const;
    SparseLatents encodeScreened(const at::Tensor& h) const;
    SparseLatents encodeVarying(const at::Tensor& h) const;
    void activate(at::Tensor& preActivations) const;
    at::Tensor encoderInput(const at::Tensor& h) const;

    SaeConfig m_config;
    ScreenedEncoderCache m_screened;
};

/// Per-token standardisation; returns x and fills mean and scale ([N, 1]) where given. This is what SAFER's form and
/// the trainer read.
at::Tensor standardise(const at::Tensor& h, at::Tensor* mean = nullptr, at::Tensor* scale = nullptr);

/// The same for any input of an SAE: x [N, d] float32; `mean` is 0 where nothing is taken off, `scale` is what the
/// output is multiplied with on its way back. A row of zeros stays zeros.
at::Tensor normaliseInput(const at::Tensor& h, const SaeConfig& config, at::Tensor* mean = nullptr,
                          at::Tensor* scale = nullptr);

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
