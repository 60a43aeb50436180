// SPDX-License-Identifier: GPL-3.0-or-later
// Layouts of a cfg.json and a safetensors file: EleutherAI's sparsify and SAELens. The weights come first: a cfg.json
// without them is no SAE, weights without it are refused.
#include "core/base/json.h"
#include "core/sae/export_form.h"
#include "core/sae/hook_layer.h"

#include <ATen/ATen.h>

namespace saferscope {

namespace fs = std::filesystem;

Status exportSparsify(const Sae& sae, const fs::path& folder, std::vector<std::string>& notes) {
    const SaeConfig& config = sae.config();
    const ExportWeights weights = exportWeights(sae, true);
    noteFold(weights, notes);
    if (auto saved = saveTensors(folder / "sae.safetensors",
                                 {{"encoder.weight", weights.encoder},
                                  {"encoder.bias", weights.latentBias},
                                  {"W_dec", weights.decoder},
                                  {"b_dec", weights.preBias}},
                                 {{"format", "pt"}});
        !saved) {
        return saved;
    }
    // SparseCoderConfig's own members. num_latents decides; expansion_factor is what it would be without.
    const Json json = {{"activation", "topk"},
                       {"d_in", config.inputSize},
                       {"expansion_factor", std::max<std::int64_t>(config.latents / config.inputSize, 1)},
                       {"k", config.k},
                       {"multi_topk", false},
                       {"normalize_decoder", hasUnitDirections(weights.decoder)},
                       {"num_latents", config.latents},
                       {"skip_connection", false},
                       {"transcode", false}};
    const std::string hook = config.layer == 0 ? "embed_tokens" : "layers." + std::to_string(config.layer - 1);
    const fs::path tidy = folder.has_filename() ? folder : folder.parent_path();
    if (config.layer >= 0 && fs::absolute(tidy).filename() != hook) {
        notes.push_back("sparsify tells the layer by the folder's name: call it \"" + hook + "\".");
    }
    return writeJsonFile(folder / "cfg.json", json);
}

namespace {

/// What is written as hook_name; empty where nothing is known.
Result<std::string> hookOf(const SaeConfig& config, const SaeExportOptions& options) {
    if (options.hookName.empty()) {
        return config.layer < 0    ? std::string()
               : config.layer == 0 ? std::string("blocks.0.hook_resid_pre")
                                   : "blocks." + std::to_string(config.layer - 1) + ".hook_resid_post";
    }
    const auto layer = layerOfHook(options.hookName, "This SAE, by the hook given,");
    if (!layer) {
        return failure(layer);
    }
    if (*layer && config.layer >= 0 && **layer != config.layer) {
        return fail(ErrorCode::Usage,
                    "The hook \"" + options.hookName + "\" is residual stream " + std::to_string(**layer) +
                        ", but this SAE reads " + std::to_string(config.layer) + ".",
                    "Leave the hook out: it follows from the layer.");
    }
    return options.hookName;
}

const char* architectureOf(SaeActivation activation) {
    switch (activation) {
        case SaeActivation::TopK:
        case SaeActivation::TopKRelu:
            return "topk";
        case SaeActivation::Relu:
            return "standard";
        case SaeActivation::JumpRelu:
            return "jumprelu";
        case SaeActivation::Gated:
            return "gated";
    }
    return "standard";
}

const char* normalisationOf(SaeInput input) {
    switch (input) {
        case SaeInput::Standardised:
            return "layer_norm";
        case SaeInput::UnitNorm:
            return "constant_norm_rescale";
        case SaeInput::AsIs:
            break;
    }
    return "none";
}

}  // namespace

Status exportSaeLens(const Sae& sae, const fs::path& folder, const SaeExportOptions& options,
                     std::vector<std::string>& notes) {
    const SaeConfig& config = sae.config();
    const auto hook = hookOf(config, options);
    if (!hook) {
        return failure(hook);
    }
    const ExportWeights weights = exportWeights(sae, config.subtractsPreBias);
    std::vector<NamedTensor> tensors{
        {"W_enc", weights.encoder.t().contiguous()}, {"W_dec", weights.decoder}, {"b_dec", weights.preBias}};
    if (config.activation == SaeActivation::Gated) {
        tensors.insert(
            tensors.end(),
            {{"b_gate", weights.gateBias}, {"b_mag", weights.latentBias}, {"r_mag", weights.magnitudeLogScale}});
    } else {
        tensors.emplace_back("b_enc", weights.latentBias);
    }
    if (config.activation == SaeActivation::JumpRelu) {
        tensors.emplace_back("threshold", weights.threshold);
    }
    if (auto saved = saveTensors(folder / "sae_weights.safetensors", tensors, {{"format", "pt"}}); !saved) {
        return saved;
    }
    // sae_lens_version tells readers which form the file has; below 6 it would be converted from the flat one.
    Json metadata = {{"sae_lens_version", "6.0.0"}, {"sae_lens_training_version", nullptr}, {"prepend_bos", true}};
    metadata["hook_name"] = hook->empty() ? Json() : Json(*hook);
    metadata["model_name"] = options.modelName.empty() ? Json() : Json(options.modelName);
    Json json = {{"architecture", architectureOf(config.activation)},
                 {"d_in", config.inputSize},
                 {"d_sae", config.latents},
                 {"dtype", "float32"},
                 {"device", "cpu"},
                 {"apply_b_dec_to_input", config.subtractsPreBias},
                 {"normalize_activations", normalisationOf(config.input)},
                 {"reshape_activations", "none"},
                 {"metadata", metadata}};
    if (config.keepsK()) {
        json["k"] = config.k;
        json["rescale_acts_by_decoder_norm"] = false;
    }
    if (hook->empty()) {
        notes.emplace_back("The layer it reads is not known, so cfg.json names no hook: tell its users.");
    }
    if (options.modelName.empty()) {
        notes.emplace_back("cfg.json names no model: tell its users which one it belongs to.");
    }
    return writeJsonFile(folder / "cfg.json", json);
}

}  // namespace saferscope
