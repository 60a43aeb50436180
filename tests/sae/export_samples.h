// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/sae_layouts.h"
#include "tests/tensor/torch_check.h"

#include <string>
#include <vector>

/// Small SAEs of every form, and what they make of activations.
namespace saferscope::check {

struct SampleForm {
    std::string name;
    SaeInput input = SaeInput::AsIs;
    SaeActivation activation = SaeActivation::TopKRelu;
    bool subtracts = true;
    bool own = false;       ///< std + 1e-6 both ways, as trained here; else std + 1e-5 and std, as SAELens and OpenAI
    bool unitRows = false;  ///< directions of norm 1
};

inline std::vector<SampleForm> sampleForms() {
    using enum SaeActivation;
    using enum SaeInput;
    std::vector<SampleForm> forms{{"own", Standardised, TopK, true, true, true},
                                  {"own-not-subtracting", Standardised, TopK, false, true, true},
                                  {"layer-norm-top-k", Standardised, TopKRelu, true},
                                  {"layer-norm-signed", Standardised, TopK, true},
                                  {"layer-norm-jump", Standardised, JumpRelu, false},
                                  {"unit-norm-relu", UnitNorm, Relu, true},
                                  {"unit-norm-top-k", UnitNorm, TopKRelu, false}};
    for (const auto& [name, activation] : std::vector<std::pair<std::string, SaeActivation>>{
             {"top-k", TopKRelu}, {"relu", Relu}, {"jump", JumpRelu}, {"gated", Gated}}) {
        forms.push_back({"plain-" + name, AsIs, activation, true});
        forms.push_back({"plain-" + name + "-unit", AsIs, activation, true, false, true});
        forms.push_back({"plain-" + name + "-not-subtracting", AsIs, activation, false});
    }
    return forms;
}

inline constexpr std::int64_t sampleInput = 24;
inline constexpr std::int64_t sampleLatents = 80;
inline constexpr std::int64_t sampleK = 6;
inline constexpr std::int64_t sampleLayer = 3;

inline Sae sampleSae(const SampleForm& form) {
    SaeConfig config;
    config.inputSize = sampleInput;
    config.latents = sampleLatents;
    config.layer = sampleLayer;
    config.input = form.input;
    config.activation = form.activation;
    config.subtractsPreBias = form.subtracts;
    config.inputEpsilon = form.own ? 1e-6 : 1e-5;
    config.epsilonInOutput = form.own;
    config.trainedOn = form.own ? "sentence_ends" : "tokens";
    config.k = sampleK;
    Sae sae = Sae::random(config, 7);
    sae.config() = config;
    sae.config().k = config.keepsK() ? sampleK : 0;
    at::manual_seed(3);
    const std::int64_t m = sampleLatents;
    sae.encoder = at::randn({m, sampleInput}) * 0.3;
    sae.decoder = at::randn({m, sampleInput});
    if (form.unitRows) {
        sae.decoder = sae.decoder / sae.decoder.norm(2, 1, true);
    }
    sae.preBias = at::randn({sampleInput}) * 0.5;
    sae.latentBias = at::randn({m}) * 0.2;
    if (form.activation == SaeActivation::JumpRelu) {
        sae.threshold = at::rand({m}) * 0.8;
    }
    if (form.activation == SaeActivation::Gated) {
        sae.gateBias = at::randn({m}) * 0.3;
        sae.magnitudeLogScale = at::randn({m}) * 0.3;
    }
    return sae;
}

inline at::Tensor sampleActivations() {
    at::manual_seed(11);
    return at::randn({40, sampleInput}) * 2.0 + 0.7;
}

/// [N, M]: the active latents of each token.
inline at::Tensor denseCodes(const SparseLatents& latents, std::int64_t width) {
    at::Tensor dense = at::zeros({latents.indices.size(0), width}, at::kFloat);
    return dense.scatter_add(1, latents.indices, latents.values.clamp_min(0.0));
}

}  // namespace saferscope::check
