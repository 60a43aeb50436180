// SPDX-License-Identifier: GPL-3.0-or-later
// SAELens: cfg.json and sae_weights.safetensors. What the numbers mean is taken from its classes of each architecture.
#include "core/sae/sae_importers.h"
#include "core/sae/saelens_config.h"

#include <ATen/ATen.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

Status allowTensors(const SaeWeights& weights, SaeLensArchitecture architecture) {
    switch (architecture) {
        case SaeLensArchitecture::Standard:
        case SaeLensArchitecture::TopK:
            return weights.allow({"W_enc", "b_enc", "W_dec", "b_dec", "scaling_factor"},
                                 "this architecture of SAELens");
        case SaeLensArchitecture::BatchTopK:
            return weights.allow({"W_enc", "b_enc", "W_dec", "b_dec", "threshold", "topk_threshold"},
                                 "this architecture of SAELens");
        case SaeLensArchitecture::JumpRelu:
            return weights.allow({"W_enc", "b_enc", "W_dec", "b_dec", "threshold", "scaling_factor"},
                                 "this architecture of SAELens");
        case SaeLensArchitecture::Gated:
            return weights.allow({"W_enc", "b_gate", "b_mag", "r_mag", "W_dec", "b_dec", "scaling_factor"},
                                 "this architecture of SAELens");
    }
    return {};
}

/// Some versions wrote a factor of ones that nothing used.
Status checkScalingFactor(const SaeWeights& weights, std::int64_t latents) {
    if (!weights.has("scaling_factor")) {
        return {};
    }
    const auto factor = weights.floats("scaling_factor", {latents});
    if (!factor) {
        return failure(factor);
    }
    if (!at::allclose(*factor, at::ones_like(*factor))) {
        return fail(ErrorCode::InvalidInput,
                    weights.where() + ": \"scaling_factor\" is not 1 everywhere, and fine-tuned SAEs are not read.",
                    "Use the SAE before it was fine-tuned.");
    }
    return {};
}

/// A checkpoint of batch top-k training keeps one threshold, which SAELens spreads over the latents when it saves for
/// inference, after it has folded the decoder's norms.
Status takeBatchThreshold(const SaeWeights& weights, Sae& sae, std::vector<std::string>& assumptions) {
    const std::int64_t m = sae.config().latents;
    if (weights.has("threshold")) {
        return takeWeights(weights, {{"threshold", {m}, &sae.threshold}});
    }
    const auto threshold = weights.number("topk_threshold");
    if (!threshold) {
        return failure(threshold);
    }
    if (!*threshold) {
        return fail(ErrorCode::InvalidInput,
                    weights.where() +
                        " has neither \"threshold\" nor \"topk_threshold\": which latents are active "
                        "cannot be told.",
                    "Save it for inference with SAELens.");
    }
    sae.threshold = at::full({m}, **threshold, at::kFloat);
    assumptions.emplace_back(
        "It is a checkpoint of a batch top-k training; its running threshold is used, as SAELens "
        "does when it saves one for inference.");
    return {};
}

SaeActivation activationOf(SaeLensArchitecture architecture) {
    switch (architecture) {
        case SaeLensArchitecture::Standard:
            return SaeActivation::Relu;
        case SaeLensArchitecture::TopK:
            return SaeActivation::TopKRelu;
        case SaeLensArchitecture::BatchTopK:
        case SaeLensArchitecture::JumpRelu:
            return SaeActivation::JumpRelu;
        case SaeLensArchitecture::Gated:
            return SaeActivation::Gated;
    }
    return SaeActivation::Relu;
}

Status takeBiases(const SaeWeights& weights, SaeLensArchitecture architecture, Sae& sae,
                  std::vector<std::string>& assumptions) {
    const std::int64_t m = sae.config().latents;
    if (architecture == SaeLensArchitecture::Gated) {
        return takeWeights(
            weights,
            {{"b_mag", {m}, &sae.latentBias}, {"b_gate", {m}, &sae.gateBias}, {"r_mag", {m}, &sae.magnitudeLogScale}});
    }
    if (auto taken = takeWeights(weights, {{"b_enc", {m}, &sae.latentBias}}); !taken) {
        return taken;
    }
    if (architecture == SaeLensArchitecture::JumpRelu) {
        return takeWeights(weights, {{"threshold", {m}, &sae.threshold}});
    }
    return architecture == SaeLensArchitecture::BatchTopK ? takeBatchThreshold(weights, sae, assumptions) : Status();
}

}  // namespace

Result<ImportedSae> importSaeLens(const fs::path& folder, const SaeImportOptions& options) {
    const fs::path configPath = folder / "cfg.json";
    auto config = readSaeLensConfig(configPath);
    if (!config) {
        return failure(config);
    }
    const auto weights = SaeWeights::open(folder / "sae_weights.safetensors");
    if (!weights) {
        return failure(weights);
    }
    if (auto allowed = allowTensors(*weights, config->architecture); !allowed) {
        return failure(allowed);
    }
    const auto shape = weights->matrixShape("W_enc");
    if (!shape) {
        return failure(shape);
    }
    const auto [d, m] = *shape;
    for (const Status& said :
         {checkSaid(config->json, "d_in", d, configPath.string()),
          checkSaid(config->json, "d_sae", m, configPath.string()), checkScalingFactor(*weights, m)}) {
        if (!said) {
            return failure(said);
        }
    }
    if (config->sae.expectedActive > static_cast<double>(m)) {
        return fail(ErrorCode::InvalidInput,
                    configPath.string() + ": \"k\" is more than its " + std::to_string(m) + " latents.",
                    "Configuration and weights belong to different SAEs.");
    }
    ImportedSae imported;
    imported.layout = SaeLayout::SaeLens;
    imported.modelName = config->modelName;
    imported.assumptions = std::move(config->assumptions);
    Sae& sae = imported.sae;
    sae.config() = config->sae;
    sae.config().inputSize = d;
    sae.config().latents = m;
    sae.config().activation = activationOf(config->architecture);
    if (auto taken = takeWeights(
            *weights,
            {{"b_dec", {d}, &sae.preBias}, {"W_enc", {d, m}, &sae.encoder, true}, {"W_dec", {m, d}, &sae.decoder}});
        !taken) {
        return failure(taken);
    }
    if (auto taken = takeBiases(*weights, config->architecture, sae, imported.assumptions); !taken) {
        return failure(taken);
    }
    if (config->rescaleByDecoderNorm) {
        // The threshold of batch top-k is compared with activations that were rescaled already.
        at::Tensor threshold = std::exchange(sae.threshold, at::Tensor());
        foldDecoderNorms(sae);
        sae.threshold = std::move(threshold);
    }
    return finishImport(std::move(imported), {config->k, config->layer}, options, folder.string());
}

}  // namespace saferscope
