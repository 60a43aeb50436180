// SPDX-License-Identifier: GPL-3.0-or-later
// The SAE of "SAFER": the state dict of its stage 2, four tensors and nothing else.
#include "core/sae/sae_importers.h"

namespace saferscope {

Result<ImportedSae> importSafer(const SaeWeights& weights, const SaeImportOptions& options) {
    if (auto allowed = weights.allow({"pre_bias", "latent_bias", "encoder.weight", "decoder.weight"}, "SAFER's SAE");
        !allowed) {
        return failure(allowed);
    }
    const auto shape = weights.matrixShape("encoder.weight");
    if (!shape) {
        return failure(shape);
    }
    const auto [m, d] = *shape;
    ImportedSae imported;
    imported.layout = SaeLayout::Safer;
    Sae& sae = imported.sae;
    sae.config().latents = m;
    sae.config().inputSize = d;
    // Beginning with k: it is what most often is missing, and the weights are large.
    if (!options.k) {
        return finishImport(std::move(imported), {}, options, weights.where());
    }
    if (auto taken = takeWeights(weights, {{"pre_bias", {d}, &sae.preBias},
                                           {"latent_bias", {m}, &sae.latentBias},
                                           {"encoder.weight", {m, d}, &sae.encoder},
                                           {"decoder.weight", {d, m}, &sae.decoder, true}});
        !taken) {
        return failure(taken);
    }
    imported.assumptions = {
        "The file holds SAFER's four tensors and nothing that says how they are used: activations are standardised per "
        "token, and the k largest latents are kept as they are.",
        "It saw sentence ends only, as in SAFER's stage 2."};
    return finishImport(std::move(imported), {}, options, weights.where());
}

}  // namespace saferscope
