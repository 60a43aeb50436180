// SPDX-License-Identifier: GPL-3.0-or-later
// openai/sparse_autoencoder: the state dict of its Autoencoder. By from_state_dict(), an activation "TopK" means that
// the input is standardised: (x - mean) / (std + 1e-5) with torch's std (Bessel), and mapped back by std alone.
#include "core/sae/sae_importers.h"
#include "core/tensor/safetensors_header.h"

#include <ATen/ATen.h>

namespace saferscope {

namespace {

/// "activation_state_dict" is what the class reads; its copies beside the weights have to say the same.
Result<std::optional<std::string>> postActivation(const SaeWeights& weights) {
    const auto inner = weights.text("activation_state_dict.postact_fn");
    const auto outer = weights.text("activation.postact_fn");
    if (inner && outer && *inner != *outer) {
        return fail(ErrorCode::InvalidInput, weights.where() + " contradicts itself about the function after top-k.");
    }
    return inner ? inner : outer;
}

Result<std::optional<std::int64_t>> storedK(const SaeWeights& weights) {
    const auto inner = weights.integer("activation_state_dict.k");
    const auto outer = weights.integer("activation.k");
    if (!inner || !outer) {
        return inner ? failure(outer) : failure(inner);
    }
    if (*inner && *outer && **inner != **outer) {
        return fail(ErrorCode::InvalidInput, weights.where() + " contradicts itself about k.");
    }
    return *inner ? *inner : *outer;
}

Status setActivation(const SaeWeights& weights, ImportedSae& imported) {
    SaeConfig& config = imported.sae.config();
    const auto name = weights.text("activation");
    if (name && *name == "TopK") {
        const auto after = postActivation(weights);
        if (!after) {
            return failure(after);
        }
        if (*after && **after != "ReLU" && **after != "Identity") {
            return fail(ErrorCode::InvalidInput, weights.where() + ": the function after top-k is " +
                                                     quotedName(**after) + ", and only ReLU and Identity are read.");
        }
        if (!*after) {
            imported.assumptions.emplace_back(
                "The function after top-k is not in the file; ReLU is the class's default.");
        }
        config.activation = *after && **after == "Identity" ? SaeActivation::TopK : SaeActivation::TopKRelu;
        config.input = SaeInput::Standardised;
        config.inputEpsilon = 1e-5;
        config.epsilonInOutput = false;
        imported.assumptions.emplace_back(
            "Top-k means that activations are standardised per token, as in the library.");
        return {};
    }
    if (name && *name != "ReLU") {
        return fail(ErrorCode::InvalidInput, weights.where() + ": the activation is " + quotedName(*name) +
                                                 ", and only TopK and ReLU are read.");
    }
    if (!name) {
        imported.assumptions.emplace_back("The activation is not in the file; ReLU is the class's default.");
    }
    config.activation = SaeActivation::Relu;
    config.input = SaeInput::AsIs;
    return {};
}

}  // namespace

Result<ImportedSae> importOpenAi(const SaeWeights& weights, const SaeImportOptions& options) {
    if (auto allowed =
            weights.allow({"pre_bias", "latent_bias", "encoder.weight", "decoder.weight", "decoder.linear.weight",
                           "stats_last_nonzero", "latents_activation_frequency", "latents_mean_square"},
                          "OpenAI's Autoencoder");
        !allowed) {
        return failure(allowed);
    }
    const auto shape = weights.matrixShape("encoder.weight");
    const auto k = storedK(weights);
    if (!shape || !k) {
        return shape ? failure(k) : failure(shape);
    }
    const auto [m, d] = *shape;
    ImportedSae imported;
    imported.layout = SaeLayout::OpenAi;
    Sae& sae = imported.sae;
    sae.config().latents = m;
    sae.config().inputSize = d;
    sae.config().trainedOn = "tokens";
    if (auto set = setActivation(weights, imported); !set) {
        return failure(set);
    }
    if (auto taken = takeWeights(weights, {{"pre_bias", {d}, &sae.preBias},
                                           {"latent_bias", {m}, &sae.latentBias},
                                           {"encoder.weight", {m, d}, &sae.encoder}});
        !taken) {
        return failure(taken);
    }
    // A tied decoder is the encoder, and stored as such.
    const bool tied = weights.has("decoder.linear.weight");
    if (tied && weights.has("decoder.weight")) {
        return fail(ErrorCode::InvalidInput, weights.where() + " has two decoders.");
    }
    const auto taken = tied ? takeWeights(weights, {{"decoder.linear.weight", {m, d}, &sae.decoder}})
                            : takeWeights(weights, {{"decoder.weight", {d, m}, &sae.decoder, true}});
    if (!taken) {
        return failure(taken);
    }
    imported.assumptions.emplace_back("It saw every token, as the library trains.");
    return finishImport(std::move(imported), {*k, {}}, options, weights.where());
}

}  // namespace saferscope
