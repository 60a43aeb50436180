// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/sae.h"
#include "core/training/sae_kernels.h"

#include <cstdint>
#include <vector>

namespace saferscope {

struct SaeOptimizerSettings {
    double beta1 = 0.9;
    double beta2 = 0.999;
    double epsilon = 1e-8;
    std::int64_t renormaliseEvery = 10;     ///< steps between unit-norm projections; 0 = only in finish()
    double auxiliaryWeight = 0.0;           ///< of the AuxK loss; 0 = off
    std::int64_t deadAfterTokens = 100000;  ///< a latent not positive for so many tokens is dead
    bool generic = false;                   ///< use the path of other devices on the CPU too; for tests
    /// Whether the encoder's product runs in bfloat16 with exact scores afterwards (core/sae/screened_top_k.h). Choose:
    /// where the CPU and the shape gain by it, and less than half of the latents are dead.
    enum class Screening { Choose, Never, Always } screening = Screening::Choose;
};

/// Of one step, before its update.
struct SaeStepReport {
    double loss = 0.0;           ///< mean over tokens of ||x_hat - x||^2 / ||x||^2
    double auxiliaryLoss = 0.0;  ///< ||e_hat - e||^2 / ||e||^2 over the batch, unweighted; 0 while no latent is dead
    double fvu = 0.0;            ///< of the batch, on standardised x
    double l0 = 0.0;             ///< positive latents per token
    double deadFraction = 0.0;
    double gradientNorm = 0.0;
    bool finite = true;  ///< loss, gradients and the weights after the update
};

/// Gradients of the whole loss for every weight, dense.
struct SaeGradients {
    at::Tensor preBias;
    at::Tensor latentBias;
    at::Tensor encoder;
    at::Tensor decoder;
};

/// Adam on a TopK autoencoder's own loss, with exact gradients written by hand. On the CPU they stay sparse
/// (sae_kernels.h) and equal calls give equal bits; elsewhere at:: operations do the same.
/// AuxK (Gao et al. 2024, arXiv 2406.04093): the dead latents with the largest positive pre-activations rebuild the
/// error e = x - x_hat, which is a constant there.
class SaeOptimizer {
public:
    /// `sae` outlives this object and is updated in place.
    SaeOptimizer(Sae& sae, SaeOptimizerSettings settings);

    /// x: [N, d] standardised activations, float32, on the SAE's device. N >= 1.
    SaeStepReport step(const at::Tensor& x, double learningRate);
    /// Gradients and report of a step that is not taken.
    SaeGradients gradients(const at::Tensor& x, SaeStepReport* report = nullptr);
    /// Decoder directions to unit norm; at the end of training.
    void finish();

    /// Adam begins anew, as at the start of a stage.
    void resetMoments();
    std::uint64_t adamSteps() const { return m_adamSteps; }
    double deadFraction() const;

    /// Moments and counters for checkpoints (the weights are the Sae's own).
    std::vector<NamedTensor> state() const;
    Status restore(const std::vector<NamedTensor>& tensors, std::uint64_t adamSteps);

private:
    struct Family;  ///< one code of a batch: the main one or the auxiliary one
    struct Pass;    ///< everything a batch's forward pass leaves behind
    Pass forward(const at::Tensor& x);
    void encode(const at::Tensor& input, const at::Tensor& dead, Family& main, Family& rest);
    void encodeScreened(const at::Tensor& input, const at::Tensor& dead, Family& main, Family& rest);
    void selectAuxiliary(const at::Tensor& values, const at::Tensor& dead, std::int64_t begin, Family& rest) const;
    void decode(Family& family) const;
    SaeGradients denseGradients(const Pass& pass) const;
    at::Tensor preBiasGradient(const Pass& pass, const at::Tensor& latentBiasGradients) const;
    UpdateReport updateSparse(Pass& pass, const AdamStep& constants);
    UpdateReport updateDense(const Pass& pass, const AdamStep& constants);
    bool usesKernels() const;
    bool screens(std::int64_t dead) const;
    void countFired(const Pass& pass);
    std::int64_t auxiliaryCount(std::int64_t dead) const;

    Sae& m_sae;
    const SaeOptimizerSettings m_settings;
    std::uint64_t m_adamSteps = 0;
    std::vector<NamedTensor> m_moments;  ///< m and v of preBias, latentBias, encoder, decoder
    at::Tensor m_idleTokens;             ///< [M] int64: tokens seen since the latent was last positive
    // Reused from step to step: fresh memory costs a page fault per 4 KiB.
    at::Tensor m_preActivations;
    at::Tensor m_input;
    at::Tensor m_gradient;
};

}  // namespace saferscope
