// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/export_form.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>
#include <cstdio>

namespace saferscope {

namespace {

constexpr double othersEpsilon = 1e-5;   ///< SAELens' layer_norm and OpenAI's LN add it to the standard deviation
constexpr double largestEpsilon = 1e-4;  ///< one beyond it is another normalisation, not a detail

bool likeLayerNorm(const SaeConfig& config) { return config.inputEpsilon == othersEpsilon && !config.epsilonInOutput; }

const char* activationText(SaeActivation activation) {
    switch (activation) {
        case SaeActivation::TopK:
            return "keeps the k largest latents with their signs";
        case SaeActivation::TopKRelu:
            return "keeps the positive ones of the k largest latents";
        case SaeActivation::Relu:
            return "keeps every positive latent";
        case SaeActivation::JumpRelu:
            return "keeps latents above a threshold of each";
        case SaeActivation::Gated:
            return "has a gate for each latent";
    }
    return "";
}

std::string inputText(const SaeConfig& config) {
    switch (config.input) {
        case SaeInput::Standardised:
            return "standardises each token's activations";
        case SaeInput::UnitNorm:
            return "scales each token's activations to one norm";
        case SaeInput::AsIs:
            break;
    }
    return "reads activations as they are";
}

std::string number(double value) {
    char text[32];
    std::snprintf(text, sizeof text, "%g", value);
    return text;
}

}  // namespace

std::optional<std::string> lostInLayout(const SaeConfig& config, SaeLayout layout) {
    const bool topK = config.keepsK();
    const std::string activation = std::string("this SAE ") + activationText(config.activation);
    const std::string input = "this SAE " + inputText(config);
    switch (layout) {
        case SaeLayout::Saferscope:
            return std::nullopt;
        case SaeLayout::Safer:
            if (config.input != SaeInput::Standardised || config.inputEpsilon != 1e-6 || !config.epsilonInOutput) {
                return "its readers standardise each token's activations with std + 1e-6, and " + input +
                       (config.input == SaeInput::Standardised ? " with std + " + number(config.inputEpsilon) : "");
            }
            if (config.activation != SaeActivation::TopK) {
                return "its readers keep the k largest latents with their signs, and " + activation;
            }
            return std::nullopt;
        case SaeLayout::Sparsify:
        case SaeLayout::DictionaryLearning:
        case SaeLayout::GemmaScope:
            if (config.input != SaeInput::AsIs) {
                return "its readers take activations as they are, and " + input;
            }
            if (layout == SaeLayout::Sparsify && !topK) {
                return "its readers keep k latents, and " + activation;
            }
            if (layout == SaeLayout::GemmaScope && config.activation != SaeActivation::JumpRelu &&
                config.activation != SaeActivation::Relu) {
                return "its readers keep latents above a threshold, and " + activation;
            }
            return std::nullopt;
        case SaeLayout::SaeLens:
            if (config.input == SaeInput::Standardised && config.inputEpsilon > largestEpsilon) {
                return "its readers add 1e-05 to the standard deviation, and this SAE " + number(config.inputEpsilon);
            }
            return std::nullopt;
        case SaeLayout::OpenAi:
            if (topK && config.input != SaeInput::Standardised) {
                return "its readers standardise the activations of every top-k SAE, and " + input;
            }
            if (topK && config.inputEpsilon > largestEpsilon) {
                return "its readers add 1e-05 to the standard deviation, and this SAE " + number(config.inputEpsilon);
            }
            if (config.activation == SaeActivation::Relu && config.input != SaeInput::AsIs) {
                return "its readers take the activations of a ReLU SAE as they are, and " + input;
            }
            if (!topK && config.activation != SaeActivation::Relu) {
                return "its readers know top-k and ReLU, and " + activation;
            }
            return std::nullopt;
    }
    return std::nullopt;
}

std::vector<std::string> differencesInLayout(const SaeConfig& config, SaeLayout layout) {
    std::vector<std::string> notes;
    if (layout == SaeLayout::Saferscope || layout == SaeLayout::Safer) {
        return notes;
    }
    const bool likeOthers = layout == SaeLayout::SaeLens || layout == SaeLayout::OpenAi;
    if (likeOthers && config.input == SaeInput::Standardised && !likeLayerNorm(config)) {
        notes.push_back("Readers standardise with std + 1e-05 and map back by std alone, this SAE with std + " +
                        number(config.inputEpsilon) + (config.epsilonInOutput ? " both ways" : "") +
                        ": latents differ by a share of " + number(std::abs(othersEpsilon - config.inputEpsilon)) +
                        " / std of the token's activations, which hardly ever changes which are active.");
    }
    // OpenAI's layout says it: postact_fn is Identity.
    if (config.activation == SaeActivation::TopK && layout != SaeLayout::OpenAi) {
        notes.emplace_back(
            "Readers drop negative latents among the k, this SAE keeps them in the reconstruction: active latents are "
            "the same, and tokens with fewer than k positive latents are rebuilt a little differently.");
    }
    if (config.trainedOn == "sentence_ends") {
        notes.emplace_back(
            "It was trained on sentence ends only, and the layout has no place to say so: on other tokens its latents "
            "mean less.");
    }
    return notes;
}

ExportWeights exportWeights(const Sae& sae, bool subtractsPreBias) {
    const at::NoGradGuard noGradients;
    const auto plain = [](const at::Tensor& tensor) {
        return tensor.defined() ? tensor.detach().to(at::kCPU, at::kFloat).contiguous() : tensor;
    };
    ExportWeights weights{plain(sae.preBias),   plain(sae.latentBias), plain(sae.encoder),          plain(sae.decoder),
                          plain(sae.threshold), plain(sae.gateBias),   plain(sae.magnitudeLogScale)};
    if (sae.config().subtractsPreBias == subtractsPreBias || !weights.preBias.ne(0).any().item<bool>()) {
        return weights;
    }
    // Blocks of rows: the whole encoder in float64 would be twice its size.
    const std::int64_t latents = weights.encoder.size(0);
    at::Tensor shift = at::empty({latents}, at::kDouble);
    const at::Tensor bias = weights.preBias.to(at::kDouble);
    constexpr std::int64_t rows = 4096;
    for (std::int64_t begin = 0; begin < latents; begin += rows) {
        const std::int64_t count = std::min(rows, latents - begin);
        shift.narrow(0, begin, count).copy_(at::mv(weights.encoder.narrow(0, begin, count).to(at::kDouble), bias));
    }
    if (!subtractsPreBias) {
        shift.neg_();
    }
    const auto add = [](const at::Tensor& to, const at::Tensor& amount) {
        return to.to(at::kDouble).add_(amount).to(at::kFloat);
    };
    if (weights.gateBias.defined()) {  // the magnitude is exp(r) W x + b
        weights.gateBias = add(weights.gateBias, shift);
        shift = shift * weights.magnitudeLogScale.to(at::kDouble).exp();
    }
    weights.latentBias = add(weights.latentBias, shift);
    weights.folded = true;
    return weights;
}

void noteFold(const ExportWeights& weights, std::vector<std::string>& notes) {
    if (weights.folded) {
        notes.emplace_back(
            "Readers treat the decoder's bias at the input in another way; it was folded into the encoder's bias, "
            "which gives the same latents up to rounding.");
    }
}

bool hasUnitDirections(const at::Tensor& decoder) {
    const at::Tensor norms = decoder.norm(2, 1);
    return at::allclose(norms, at::ones_like(norms));
}

TensorView exportView(const std::string& name, const at::Tensor& tensor) {
    TensorView view;
    view.name = name;
    view.dtype = tensor.scalar_type() == at::kFloat ? DType::F32
                 : tensor.scalar_type() == at::kInt ? DType::I32
                                                    : DType::I64;
    view.shape = tensor.sizes().vec();
    view.data = {static_cast<const std::byte*>(tensor.data_ptr()), tensor.nbytes()};
    return view;
}

}  // namespace saferscope
