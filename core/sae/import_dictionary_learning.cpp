// SPDX-License-Identifier: GPL-3.0-or-later
// saprmarks/dictionary_learning: ae.pt and config.json. Each dictionary class names its tensors in its own way; what
// they mean is taken from the class in the library's present version.
#include "core/base/folder_file.h"
#include "core/sae/hook_layer.h"
#include "core/sae/sae_importers.h"
#include "core/tensor/safetensors_header.h"

#include <ATen/ATen.h>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

enum class DictionaryClass { AutoEncoder, AutoEncoderNew, TopK, BatchTopK, Matryoshka, JumpRelu, Gated };

constexpr std::pair<const char*, DictionaryClass> classNames[] = {
    {"AutoEncoder", DictionaryClass::AutoEncoder},
    {"AutoEncoderNew", DictionaryClass::AutoEncoderNew},
    {"AutoEncoderTopK", DictionaryClass::TopK},
    {"BatchTopKSAE", DictionaryClass::BatchTopK},
    {"MatryoshkaBatchTopKSAE", DictionaryClass::Matryoshka},
    {"JumpReluAutoEncoder", DictionaryClass::JumpRelu},
    {"GatedAutoEncoder", DictionaryClass::Gated}};

Result<DictionaryClass> namedClass(const std::string& name, const std::string& where) {
    for (const auto& [known, value] : classNames) {
        if (name == known) {
            return value;
        }
    }
    return fail(ErrorCode::InvalidInput, where + ": the dictionary class " + quotedName(name) + " is not read.",
                "What is read: AutoEncoder, AutoEncoderNew, AutoEncoderTopK, BatchTopKSAE, MatryoshkaBatchTopKSAE, "
                "JumpReluAutoEncoder and GatedAutoEncoder.");
}

/// Without config.json: by the names of the tensors, where they leave no choice.
Result<DictionaryClass> guessedClass(const SaeWeights& weights) {
    if (weights.has("W_enc")) {
        return weights.has("group_sizes") ? DictionaryClass::Matryoshka : DictionaryClass::JumpRelu;
    }
    if (weights.has("gate_bias")) {
        return DictionaryClass::Gated;
    }
    if (weights.has("bias")) {
        return DictionaryClass::AutoEncoder;
    }
    if (weights.has("decoder.bias")) {
        return DictionaryClass::AutoEncoderNew;
    }
    if (weights.has("threshold") || weights.hasValue("threshold")) {
        return fail(ErrorCode::InvalidInput,
                    weights.where() +
                        " may be an AutoEncoderTopK or a BatchTopKSAE, which use its threshold in "
                        "different ways.",
                    "Put the config.json of its training beside it.");
    }
    return DictionaryClass::TopK;
}

/// The "trainer" of config.json, and where the activations came from.
struct TrainerFacts {
    Json trainer = Json::object();
    std::string where;
    std::optional<std::string> dictClass;
    std::optional<std::int64_t> k;
    std::optional<std::int64_t> layer;
    std::string modelName;
    std::vector<std::string> assumptions;
};

Status readLayer(const Json& config, TrainerFacts& facts) {
    const auto layer = jsonMemberOr<std::int64_t>(facts.trainer, "layer", -1, facts.where);
    const auto submodule = jsonMemberOr<std::string>(facts.trainer, "submodule_name", "", facts.where);
    if (!layer || !submodule) {
        return layer ? failure(submodule) : failure(layer);
    }
    if (*layer < -1) {
        return fail(ErrorCode::InvalidInput, facts.where + ": layer " + std::to_string(*layer) + " does not exist.");
    }
    std::string io = "out";
    if (config.contains("buffer") && config["buffer"].is_object()) {
        auto said = jsonMemberOr<std::string>(config["buffer"], "io", "out", facts.where);
        if (!said) {
            return failure(said);
        }
        io = std::move(*said);
    }
    if (io != "out") {
        return fail(ErrorCode::InvalidInput,
                    facts.where + ": it was trained on " + quotedName(io) + " of a module, and only outputs are read.");
    }
    const auto hook = layerOfHook(*submodule, facts.where);
    if (!hook) {
        return failure(hook);
    }
    if (*layer < 0) {
        facts.layer = *hook;
        return {};
    }
    if (*hook && **hook != *layer + 1) {
        return fail(ErrorCode::InvalidInput, facts.where + ": \"layer\" is " + std::to_string(*layer) +
                                                 ", but the submodule is " + quotedName(*submodule) + ".");
    }
    facts.layer = *layer + 1;
    facts.assumptions.emplace_back("Layer " + std::to_string(*layer) +
                                   " of its training is taken to be the output of that block, residual stream " +
                                   std::to_string(*layer + 1) + ".");
    return {};
}

Result<TrainerFacts> readTrainer(const fs::path& folder) {
    TrainerFacts facts;
    const fs::path path = folder / "config.json";
    facts.where = path.string();
    std::error_code error;
    if (folder.empty() || !fs::exists(path, error)) {
        facts.assumptions = {"There is no config.json beside it; its class is read off its tensors."};
        return facts;
    }
    if (auto checked = checkFolderFile(path); !checked) {
        return failure(checked);
    }
    const auto config = readJsonFile(path, 2u << 20);
    if (!config) {
        return failure(config);
    }
    const auto trainer = jsonMember<Json>(*config, "trainer", facts.where);
    if (!trainer) {
        return failure(trainer);
    }
    if (!trainer->is_object()) {
        return fail(ErrorCode::InvalidInput, facts.where + ": \"trainer\" is not an object.");
    }
    facts.trainer = *trainer;
    const auto name = jsonMember<std::string>(*trainer, "dict_class", facts.where);
    const auto k = jsonMemberOr<std::int64_t>(*trainer, "k", 0, facts.where);
    const auto model = jsonMemberOr<std::string>(*trainer, "lm_name", "", facts.where);
    if (!name || !k || !model) {
        return !name ? failure(name) : !k ? failure(k) : failure(model);
    }
    facts.dictClass = *name;
    facts.modelName = *model;
    if (trainer->contains("k")) {
        facts.k = *k;
    }
    if (auto read = readLayer(*config, facts); !read) {
        return failure(read);
    }
    return facts;
}

Status settleStoredK(const SaeWeights& weights, TrainerFacts& facts) {
    const auto stored = weights.integer("k");
    if (!stored) {
        return failure(stored);
    }
    if (*stored && facts.k && **stored != *facts.k) {
        return fail(ErrorCode::InvalidInput,
                    facts.where + " says k = " + std::to_string(*facts.k) + ", but the weights say " +
                        std::to_string(**stored) + ".",
                    "Configuration and weights belong to different SAEs.");
    }
    if (*stored) {
        facts.k = *stored;
    }
    return {};
}

/// Batch top-k at inference: ReLU, then what exceeds the threshold that training kept.
Status takeBatchThreshold(const SaeWeights& weights, Sae& sae) {
    const auto threshold = weights.number("threshold");
    if (!threshold) {
        return failure(threshold);
    }
    if (!*threshold || **threshold < 0.0) {
        return fail(ErrorCode::InvalidInput,
                    weights.where() + " has no threshold" + (*threshold ? " yet (it is below 0)" : "") +
                        ": which latents are active cannot be told.",
                    "Use a checkpoint from later in its training.");
    }
    sae.threshold = at::full({sae.config().latents}, **threshold, at::kFloat);
    return {};
}

class Importer {
public:
    Importer(const SaeWeights& weights, DictionaryClass dictionary, ImportedSae& imported)
        : m_weights(weights), m_class(dictionary), m_imported(imported), m_sae(imported.sae) {}

    Status take() {
        if (auto allowed = allow(); !allowed) {
            return allowed;
        }
        const bool bare = m_class == DictionaryClass::JumpRelu || m_class == DictionaryClass::Matryoshka;
        const auto shape = m_weights.matrixShape(bare ? "W_enc" : "encoder.weight");
        if (!shape) {
            return failure(shape);
        }
        SaeConfig& config = m_sae.config();
        config.latents = bare ? shape->second : shape->first;
        config.inputSize = bare ? shape->first : shape->second;
        config.input = SaeInput::AsIs;
        config.trainedOn = "tokens";
        // JumpReLU has an attribute for it that is not stored and is off; AutoEncoderNew has no such step.
        config.subtractsPreBias = m_class != DictionaryClass::JumpRelu && m_class != DictionaryClass::AutoEncoderNew;
        config.activation = activation();
        if (auto taken = bare ? takeParameters() : takeLayers(); !taken) {
            return taken;
        }
        return m_class == DictionaryClass::BatchTopK || m_class == DictionaryClass::Matryoshka
                   ? takeBatchThreshold(m_weights, m_sae)
                   : Status();
    }

    /// The class rescales an AutoEncoder to unit directions when it loads it, and no other.
    void normalise() {
        const at::Tensor norms = m_sae.decoder.norm(2, 1);
        if (at::allclose(norms, at::ones_like(norms))) {
            return;
        }
        if (m_class == DictionaryClass::AutoEncoder) {
            foldDecoderNorms(m_sae);
            m_imported.assumptions.emplace_back(
                "Its directions are not of norm 1; activations are rescaled as the library does when it loads it.");
        } else if (m_class == DictionaryClass::Gated || m_class == DictionaryClass::JumpRelu) {
            m_imported.assumptions.emplace_back(
                "Its directions are not of norm 1; activations are those of the library's present version, and some "
                "earlier ones multiplied them by that norm.");
        }
    }

private:
    Status allow() const {
        const std::string what = "this class of dictionary_learning";
        switch (m_class) {
            case DictionaryClass::AutoEncoder:
                return m_weights.allow({"bias", "encoder.weight", "encoder.bias", "decoder.weight"}, what);
            case DictionaryClass::AutoEncoderNew:
                return m_weights.allow({"encoder.weight", "encoder.bias", "decoder.weight", "decoder.bias"}, what);
            case DictionaryClass::TopK:
            case DictionaryClass::BatchTopK:
                return m_weights.allow({"b_dec", "k", "threshold", "encoder.weight", "encoder.bias", "decoder.weight"},
                                       what);
            case DictionaryClass::Matryoshka:
                return m_weights.allow({"k", "threshold", "group_sizes", "W_enc", "b_enc", "W_dec", "b_dec"}, what);
            case DictionaryClass::JumpRelu:
                return m_weights.allow({"W_enc", "b_enc", "W_dec", "b_dec", "threshold"}, what);
            case DictionaryClass::Gated:
                return m_weights.allow(
                    {"decoder_bias", "encoder.weight", "r_mag", "gate_bias", "mag_bias", "decoder.weight"}, what);
        }
        return {};
    }

    SaeActivation activation() const {
        switch (m_class) {
            case DictionaryClass::AutoEncoder:
            case DictionaryClass::AutoEncoderNew:
                return SaeActivation::Relu;
            case DictionaryClass::TopK:
                return SaeActivation::TopKRelu;
            case DictionaryClass::BatchTopK:
            case DictionaryClass::Matryoshka:
            case DictionaryClass::JumpRelu:
                return SaeActivation::JumpRelu;
            case DictionaryClass::Gated:
                return SaeActivation::Gated;
        }
        return SaeActivation::Relu;
    }

    Status takeParameters() {
        const std::int64_t d = m_sae.config().inputSize;
        const std::int64_t m = m_sae.config().latents;
        if (auto taken = takeWeights(m_weights, {{"b_dec", {d}, &m_sae.preBias},
                                                 {"b_enc", {m}, &m_sae.latentBias},
                                                 {"W_enc", {d, m}, &m_sae.encoder, true},
                                                 {"W_dec", {m, d}, &m_sae.decoder}});
            !taken || m_class == DictionaryClass::Matryoshka) {
            return taken;
        }
        return takeWeights(m_weights, {{"threshold", {m}, &m_sae.threshold}});
    }

    Status takeLayers() {
        const std::int64_t d = m_sae.config().inputSize;
        const std::int64_t m = m_sae.config().latents;
        const char* bias = m_class == DictionaryClass::AutoEncoder      ? "bias"
                           : m_class == DictionaryClass::AutoEncoderNew ? "decoder.bias"
                           : m_class == DictionaryClass::Gated          ? "decoder_bias"
                                                                        : "b_dec";
        if (auto taken = takeWeights(m_weights, {{bias, {d}, &m_sae.preBias},
                                                 {"encoder.weight", {m, d}, &m_sae.encoder},
                                                 {"decoder.weight", {d, m}, &m_sae.decoder, true}});
            !taken) {
            return taken;
        }
        if (m_class == DictionaryClass::Gated) {
            return takeWeights(m_weights, {{"mag_bias", {m}, &m_sae.latentBias},
                                           {"gate_bias", {m}, &m_sae.gateBias},
                                           {"r_mag", {m}, &m_sae.magnitudeLogScale}});
        }
        return takeWeights(m_weights, {{"encoder.bias", {m}, &m_sae.latentBias}});
    }

    const SaeWeights& m_weights;
    DictionaryClass m_class;
    ImportedSae& m_imported;
    Sae& m_sae;
};

}  // namespace

Result<ImportedSae> importDictionaryLearning(const SaeWeights& weights, const fs::path& folder,
                                             const SaeImportOptions& options) {
    auto facts = readTrainer(folder);
    if (!facts) {
        return failure(facts);
    }
    const auto dictionary = facts->dictClass ? namedClass(*facts->dictClass, facts->where) : guessedClass(weights);
    if (!dictionary) {
        return failure(dictionary);
    }
    if (auto settled = settleStoredK(weights, *facts); !settled) {
        return failure(settled);
    }
    ImportedSae imported;
    imported.layout = SaeLayout::DictionaryLearning;
    imported.modelName = facts->modelName;
    imported.assumptions = std::move(facts->assumptions);
    imported.assumptions.emplace_back("It saw every token, as the library trains.");
    Importer importer(weights, *dictionary, imported);
    if (auto taken = importer.take(); !taken) {
        return failure(taken);
    }
    SaeConfig& config = imported.sae.config();
    for (const Status& said : {checkSaid(facts->trainer, "activation_dim", config.inputSize, facts->where),
                               checkSaid(facts->trainer, "dict_size", config.latents, facts->where)}) {
        if (!said) {
            return failure(said);
        }
    }
    if (facts->k.value_or(0) < 0 || facts->k.value_or(0) > config.latents) {
        return fail(ErrorCode::InvalidInput,
                    facts->where + ": k = " + std::to_string(*facts->k) + " does not lie between 0 and its " +
                        std::to_string(config.latents) + " latents.",
                    "Configuration and weights belong to different SAEs.");
    }
    importer.normalise();
    if (!config.keepsK()) {
        config.expectedActive = static_cast<double>(std::max<std::int64_t>(facts->k.value_or(0), 0));
    }
    return finishImport(std::move(imported), {facts->k, facts->layer}, options, weights.where());
}

}  // namespace saferscope
