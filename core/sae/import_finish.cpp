// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae_config_file.h"
#include "core/sae/sae_importers.h"

#include <ATen/ATen.h>
#include <ATen/core/grad_mode.h>

namespace saferscope {

namespace {

Status settleK(SaeConfig& config, const SaeFileFacts& facts, const SaeImportOptions& options,
               const std::string& where) {
    if (!config.keepsK()) {
        if (options.k) {
            return fail(ErrorCode::InvalidInput,
                        where + " keeps as many latents as are active (" + saeActivationName(config.activation) +
                            "), not k = " + std::to_string(*options.k) + ".",
                        "Leave k out.");
        }
        config.k = 0;
        return {};
    }
    if (facts.k && options.k && *facts.k != *options.k) {
        return fail(
            ErrorCode::InvalidInput,
            where + " was trained with k = " + std::to_string(*facts.k) + ", not " + std::to_string(*options.k) + ".",
            "Leave k out: the files know it.");
    }
    if (!facts.k && !options.k) {
        return fail(ErrorCode::InvalidInput, where + " does not say how many latents it keeps per token.",
                    "Give the k it was trained with (--k).");
    }
    config.k = facts.k ? *facts.k : *options.k;
    return {};
}

Status settleLayer(SaeConfig& config, const SaeFileFacts& facts, const SaeImportOptions& options,
                   const std::string& where) {
    if (facts.layer && options.layer && *facts.layer != *options.layer) {
        return fail(ErrorCode::InvalidInput,
                    where + " was trained on layer " + std::to_string(*facts.layer) + ", not " +
                        std::to_string(*options.layer) + " (0 = embeddings, i = output of block i).",
                    "Leave the layer out: the files know it.");
    }
    config.layer = facts.layer ? *facts.layer : options.layer.value_or(-1);
    return {};
}

}  // namespace

Result<ImportedSae> finishImport(ImportedSae imported, const SaeFileFacts& facts, const SaeImportOptions& options,
                                 const std::string& where) {
    Sae& sae = imported.sae;
    for (const Status& settled :
         {settleK(sae.config(), facts, options, where), settleLayer(sae.config(), facts, options, where)}) {
        if (!settled) {
            return failure(settled);
        }
    }
    if (auto checked = checkSaeConfig(sae.config(), where); !checked) {
        return failure(checked);
    }
    for (at::Tensor* tensor : {&sae.preBias, &sae.latentBias, &sae.encoder, &sae.decoder, &sae.threshold, &sae.gateBias,
                               &sae.magnitudeLogScale}) {
        if (tensor->defined()) {
            *tensor = tensor->to(options.device);
        }
    }
    return imported;
}

void foldDecoderNorms(Sae& sae) {
    const at::NoGradGuard noGradients;
    const at::Tensor norms = sae.decoder.norm(2, 1);
    // max(exp(r) q + b, 0) grows with q and b, so r stays; a threshold and a gate's bias grow with what they are
    // compared with.
    for (at::Tensor* rows : {&sae.encoder, &sae.latentBias, &sae.threshold, &sae.gateBias}) {
        if (rows->defined()) {
            rows->mul_(rows->dim() == 2 ? norms.unsqueeze(1) : norms);
        }
    }
    sae.decoder.div_(at::where(norms > 0, norms, at::ones_like(norms)).unsqueeze(1));
}

Status takeWeights(const SaeWeights& weights, std::initializer_list<WantedWeight> wanted) {
    for (const WantedWeight& weight : wanted) {
        auto tensor = weight.transpose ? weights.transposed(weight.name, weight.shape)
                                       : weights.floats(weight.name, weight.shape);
        if (!tensor) {
            return failure(tensor);
        }
        *weight.target = std::move(*tensor);
    }
    return {};
}

Status checkSaid(const Json& json, const char* key, std::int64_t found, const std::string& where) {
    const auto said = jsonMemberOr<std::int64_t>(json, key, found, where);
    if (!said) {
        return failure(said);
    }
    if (*said != found) {
        return fail(ErrorCode::InvalidInput,
                    where + " says \"" + key + "\" " + std::to_string(*said) + ", but the weights have " +
                        std::to_string(found) + ".",
                    "Configuration and weights belong to different SAEs.");
    }
    return {};
}

}  // namespace saferscope
