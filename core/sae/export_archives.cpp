// SPDX-License-Identifier: GPL-3.0-or-later
// Layouts of a torch or NumPy archive: SAFER, dictionary_learning, OpenAI, Gemma Scope.
#include "core/base/json.h"
#include "core/sae/export_form.h"
#include "core/tensor/tensor_archive.h"

#include <ATen/ATen.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

void askForLayer(const SaeConfig& config, std::vector<std::string>& notes, bool alsoForK) {
    const std::string k = alsoForK ? "k = " + std::to_string(config.k) : "";
    const std::string layer = config.layer >= 0 ? "layer = " + std::to_string(config.layer) : "";
    if (!k.empty() || !layer.empty()) {
        notes.push_back("The file has no place for " + k + (k.empty() || layer.empty() ? "" : " and ") + layer +
                        ": its readers have to be told.");
    }
}

struct DictionaryFiles {
    const char* dictClass;
    const char* trainerClass;
    std::vector<std::pair<const char*, at::Tensor>> tensors;
};

DictionaryFiles dictionaryFiles(const SaeConfig& config, const ExportWeights& weights, bool subtracts) {
    const at::Tensor columns = weights.decoder.t().contiguous();  // [d, M]
    switch (config.activation) {
        case SaeActivation::TopK:
        case SaeActivation::TopKRelu:
            return {"AutoEncoderTopK",
                    "TopKTrainer",
                    {{"b_dec", weights.preBias},
                     {"k", at::scalar_tensor(config.k, at::kInt)},
                     // Below 0: no threshold was measured, and none is used.
                     {"threshold", at::scalar_tensor(-1.0, at::kFloat)},
                     {"encoder.weight", weights.encoder},
                     {"encoder.bias", weights.latentBias},
                     {"decoder.weight", columns}}};
        case SaeActivation::Relu:
            // The older class takes the bias off its input, and its present version rescales directions to norm 1 when
            // it loads them; the newer one does neither.
            return subtracts ? DictionaryFiles{"AutoEncoder",
                                               "StandardTrainer",
                                               {{"bias", weights.preBias},
                                                {"encoder.weight", weights.encoder},
                                                {"encoder.bias", weights.latentBias},
                                                {"decoder.weight", columns}}}
                             : DictionaryFiles{"AutoEncoderNew",
                                               "StandardTrainerAprilUpdate",
                                               {{"encoder.weight", weights.encoder},
                                                {"encoder.bias", weights.latentBias},
                                                {"decoder.weight", columns},
                                                {"decoder.bias", weights.preBias}}};
        case SaeActivation::JumpRelu:
            return {"JumpReluAutoEncoder",
                    "JumpReluTrainer",
                    {{"W_enc", weights.encoder.t().contiguous()},
                     {"b_enc", weights.latentBias},
                     {"W_dec", weights.decoder},
                     {"b_dec", weights.preBias},
                     {"threshold", weights.threshold}}};
        case SaeActivation::Gated:
            break;
    }
    return {"GatedAutoEncoder",
            "GatedSAETrainer",
            {{"decoder_bias", weights.preBias},
             {"r_mag", weights.magnitudeLogScale},
             {"gate_bias", weights.gateBias},
             {"mag_bias", weights.latentBias},
             {"encoder.weight", weights.encoder},
             {"decoder.weight", columns}}};
}

}  // namespace

Status exportSafer(const Sae& sae, const fs::path& folder, std::vector<std::string>& notes) {
    const ExportWeights weights = exportWeights(sae, true);
    const at::Tensor columns = weights.decoder.t().contiguous();
    noteFold(weights, notes);
    askForLayer(sae.config(), notes, true);
    return writeTorchArchive(folder / "stage2.pt",
                             {exportView("pre_bias", weights.preBias), exportView("latent_bias", weights.latentBias),
                              exportView("encoder.weight", weights.encoder), exportView("decoder.weight", columns)});
}

Status exportDictionaryLearning(const Sae& sae, const fs::path& folder, const SaeExportOptions& options,
                                std::vector<std::string>& notes) {
    const SaeConfig& config = sae.config();
    const bool unit = hasUnitDirections(sae.decoder);
    const bool subtracts = config.activation == SaeActivation::Relu ? config.subtractsPreBias && unit
                                                                    : config.activation != SaeActivation::JumpRelu;
    const ExportWeights weights = exportWeights(sae, subtracts);
    noteFold(weights, notes);
    if (!unit && !config.keepsK() && config.activation != SaeActivation::Relu) {
        notes.emplace_back(
            "Its directions are not of norm 1, and some versions of the library multiply latents by that norm; the "
            "reconstruction is the same.");
    }
    const DictionaryFiles files = dictionaryFiles(config, weights, subtracts);
    std::vector<TensorView> views;
    views.reserve(files.tensors.size());
    for (const auto& [name, tensor] : files.tensors) {
        views.push_back(exportView(name, tensor));
    }
    if (auto written = writeTorchArchive(folder / "ae.pt", views); !written) {
        return written;
    }
    Json trainer = {{"trainer_class", files.trainerClass},
                    {"dict_class", files.dictClass},
                    {"activation_dim", config.inputSize},
                    {"dict_size", config.latents},
                    {"lm_name", options.modelName}};
    if (config.keepsK()) {
        trainer["k"] = config.k;
    }
    if (config.layer > 0) {  // it counts blocks, from 0
        trainer["layer"] = config.layer - 1;
        trainer["submodule_name"] = "model.layers." + std::to_string(config.layer - 1);
    } else if (config.layer == 0) {
        trainer["submodule_name"] = "model.embed_tokens";
    } else {
        notes.emplace_back("The layer it reads is not known, so config.json names none: tell its users.");
    }
    if (options.modelName.empty()) {
        notes.emplace_back("config.json names no model: tell its users which one it belongs to.");
    }
    return writeJsonFile(folder / "config.json",
                         {{"trainer", trainer}, {"buffer", {{"d_submodule", config.inputSize}, {"io", "out"}}}});
}

Status exportOpenAi(const Sae& sae, const fs::path& folder, std::vector<std::string>& notes) {
    const SaeConfig& config = sae.config();
    const ExportWeights weights = exportWeights(sae, true);
    noteFold(weights, notes);
    const at::Tensor columns = weights.decoder.t().contiguous();
    // Statistics of training that the class insists on; at their initial values.
    const at::Tensor lastNonzero = at::zeros({config.latents}, at::kLong);
    const at::Tensor frequency = at::ones({config.latents}, at::kFloat);
    const at::Tensor meanSquare = at::zeros({config.latents}, at::kFloat);
    const std::vector<TensorView> tensors{
        exportView("pre_bias", weights.preBias),       exportView("latent_bias", weights.latentBias),
        exportView("stats_last_nonzero", lastNonzero), exportView("latents_activation_frequency", frequency),
        exportView("latents_mean_square", meanSquare), exportView("encoder.weight", weights.encoder),
        exportView("decoder.weight", columns)};
    askForLayer(config, notes, false);
    if (!config.keepsK()) {
        return writeTorchArchive(folder / "autoencoder.pt", tensors, {{"activation", std::string("ReLU")}},
                                 {{"activation_state_dict", {}}});
    }
    const std::string after = config.activation == SaeActivation::TopK ? "Identity" : "ReLU";
    return writeTorchArchive(folder / "autoencoder.pt", tensors, {{"activation", std::string("TopK")}},
                             {{"activation_state_dict", {{"k", config.k}, {"postact_fn", after}}}});
}

Status exportGemmaScope(const Sae& sae, const fs::path& folder, std::vector<std::string>& notes) {
    const SaeConfig& config = sae.config();
    const ExportWeights weights = exportWeights(sae, false);
    noteFold(weights, notes);
    const at::Tensor rows = weights.encoder.t().contiguous();
    // ReLU is JumpReLU with thresholds of zero.
    const at::Tensor threshold =
        config.activation == SaeActivation::JumpRelu ? weights.threshold : at::zeros({config.latents}, at::kFloat);
    if (config.layer == 0) {
        askForLayer(config, notes, false);
    } else if (config.layer > 0) {
        notes.push_back("Gemma Scope tells the layer by a folder's name: put the file below \"layer_" +
                        std::to_string(config.layer - 1) + "\", as residual stream " + std::to_string(config.layer) +
                        " is the output of that block.");
    }
    return writeNumpyArchive(
        folder / "params.npz",
        {exportView("W_enc", rows), exportView("W_dec", weights.decoder), exportView("b_enc", weights.latentBias),
         exportView("b_dec", weights.preBias), exportView("threshold", threshold)});
}

}  // namespace saferscope
