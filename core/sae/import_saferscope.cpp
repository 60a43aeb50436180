// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/sae_config_file.h"
#include "core/sae/sae_importers.h"

namespace saferscope {

Result<ImportedSae> importSaferscope(const std::filesystem::path& folder, const SaeImportOptions& options) {
    auto config = readSaeConfig(folder / saeConfigName);
    if (!config) {
        return failure(config);
    }
    if (auto checked = checkSaeConfig(*config, folder.string()); !checked) {
        return failure(checked);
    }
    const auto weights = SaeWeights::open(folder / saeWeightsName);
    if (!weights) {
        return failure(weights);
    }
    ImportedSae imported;
    imported.layout = SaeLayout::Saferscope;
    imported.sae.config() = *config;
    Sae& sae = imported.sae;
    const std::int64_t d = config->inputSize;
    const std::int64_t m = config->latents;
    if (auto taken = takeWeights(*weights, {{"pre_bias", {d}, &sae.preBias},
                                            {"latent_bias", {m}, &sae.latentBias},
                                            {"encoder.weight", {m, d}, &sae.encoder},
                                            {"decoder.weight", {d, m}, &sae.decoder, true}});
        !taken) {
        return failure(taken);
    }
    Status taken;
    if (config->activation == SaeActivation::JumpRelu) {
        taken = takeWeights(*weights, {{"threshold", {m}, &sae.threshold}});
    } else if (config->activation == SaeActivation::Gated) {
        taken = takeWeights(*weights,
                            {{"gate_bias", {m}, &sae.gateBias}, {"magnitude_log_scale", {m}, &sae.magnitudeLogScale}});
    }
    if (!taken) {
        return failure(taken);
    }
    SaeFileFacts facts;
    if (config->keepsK()) {
        facts.k = config->k;
    }
    if (config->layer >= 0) {
        facts.layer = config->layer;
    }
    return finishImport(std::move(imported), facts, options, folder.string());
}

}  // namespace saferscope
