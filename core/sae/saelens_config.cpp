// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/saelens_config.h"

#include "core/base/folder_file.h"
#include "core/sae/hook_layer.h"
#include "core/sae/sae_importers.h"
#include "core/tensor/safetensors_header.h"

#include <cmath>

namespace saferscope {

namespace {

class Reader {
public:
    Reader(const Json& json, std::string where) : m_json(json), m_where(std::move(where)) {
        for (const char* key : {"metadata", "meta"}) {  // "meta" in the first releases of version 6
            if (m_json.is_object() && m_json.contains(key) && m_json[key].is_object()) {
                m_meta = &m_json[key];
                m_flat = false;
                return;
            }
        }
    }

    Result<SaeLensConfig> read() {
        m_config.assumptions.emplace_back("It saw every token, as SAELens trains.");
        for (const auto step :
             {&Reader::readArchitecture, &Reader::readInput, &Reader::readSwitches, &Reader::readHook}) {
            if (auto done = (this->*step)(); !done) {
                return failure(done);
            }
        }
        m_config.sae.trainedOn = "tokens";
        m_config.json = m_json;
        return std::move(m_config);
    }

private:
    Status refuse(std::string message, std::string hint = {}) const {
        return fail(ErrorCode::InvalidInput, m_where + ": " + std::move(message), std::move(hint));
    }

    /// Before version 6 an architecture "standard" could have any activation function.
    Status readArchitecture() {
        const auto name = m_flat ? jsonMemberOr<std::string>(m_json, "architecture", "standard", m_where)
                                 : jsonMember<std::string>(m_json, "architecture", m_where);
        if (!name) {
            return failure(name);
        }
        using enum SaeLensArchitecture;
        if (*name == "standard") {
            m_config.architecture = Standard;
        } else if (*name == "topk") {
            m_config.architecture = TopK;
        } else if (*name == "batchtopk" || *name == "matryoshka_batchtopk") {
            m_config.architecture = BatchTopK;
        } else if (*name == "jumprelu") {
            m_config.architecture = JumpRelu;
        } else if (*name == "gated") {
            m_config.architecture = Gated;
        } else {
            return refuse("the architecture " + quotedName(*name) + " is not read.",
                          "What is read: standard, topk, batchtopk, jumprelu and gated autoencoders.");
        }
        if (auto done = readActivation(); !done) {
            return done;
        }
        if (m_config.architecture == TopK || m_config.architecture == BatchTopK) {
            return readK();
        }
        return {};
    }

    Status readActivation() {
        using enum SaeLensArchitecture;
        for (const char* key : {"activation_fn_str", "activation_fn"}) {
            const auto name = jsonMemberOr<std::string>(m_json, key, "", m_where);
            if (!name) {
                return failure(name);
            }
            if (name->empty() || *name == "relu") {
                // SAELens 6 reads an old top-k file whose architecture is "standard" as ReLU. Its own code of the
                // time ran the activation the file names.
                continue;
            }
            if (*name == "topk" && (m_config.architecture == Standard || m_config.architecture == TopK)) {
                m_config.architecture = TopK;
                continue;
            }
            return refuse("the activation function " + quotedName(*name) + " is not read with this architecture.",
                          "What is read: relu and topk.");
        }
        return {};
    }

    /// A number of latents is whole for top-k; batch top-k keeps a mean, which may have a fraction.
    Status readK() {
        const Json* holder = &m_json;
        if (!m_json.contains("k") && m_json.contains("activation_fn_kwargs")) {
            holder = &m_json["activation_fn_kwargs"];
            if (!holder->is_object()) {
                return refuse("\"activation_fn_kwargs\" is not an object.");
            }
        }
        const auto k = jsonMemberOr<double>(*holder, "k", 0.0, m_where);
        if (!k) {
            return failure(k);
        }
        if (!std::isfinite(*k) || *k < 0.0 || *k > 1e12) {
            return refuse("\"k\" makes no sense.");
        }
        if (m_config.architecture == SaeLensArchitecture::BatchTopK) {
            m_config.sae.expectedActive = *k;
            return {};
        }
        if (*k == 0.0) {
            return {};  // absent: the caller is asked
        }
        if (std::trunc(*k) != *k) {
            return refuse("\"k\" is not a whole number.");
        }
        m_config.k = static_cast<std::int64_t>(*k);
        return {};
    }

    Status readInput() {
        SaeConfig& sae = m_config.sae;
        sae.input = SaeInput::AsIs;
        std::string normalisation = "none";
        if (m_json.contains("normalize_activations") && m_json["normalize_activations"].is_boolean()) {
            normalisation = m_json["normalize_activations"].get<bool>() ? "expected_average_only_in" : "none";
        } else {
            auto text = jsonMemberOr<std::string>(m_json, "normalize_activations", "none", m_where);
            if (!text) {
                return failure(text);
            }
            normalisation = std::move(*text);
        }
        if (normalisation == "layer_norm") {
            sae.input = SaeInput::Standardised;  // torch's std, divided by std + 1e-5, mapped back by std alone
            sae.inputEpsilon = 1e-5;
            sae.epsilonInOutput = false;
        } else if (normalisation == "constant_norm_rescale") {
            sae.input = SaeInput::UnitNorm;
        } else if (normalisation == "expected_average_only_in") {
            m_config.assumptions.emplace_back(
                "Its training scaled activations to an expected norm, and SAELens folds that factor into the weights; "
                "if it was not folded, too many or too few latents are active.");
        } else if (normalisation != "none") {
            return refuse("the normalisation of activations " + quotedName(normalisation) + " is not known.");
        }
        const auto subtracts = jsonMemberOr<bool>(m_json, "apply_b_dec_to_input", true, m_where);
        if (!subtracts) {
            return failure(subtracts);
        }
        if (!m_json.contains("apply_b_dec_to_input")) {
            m_config.assumptions.emplace_back(
                "Whether the decoder's bias is taken off the input is not said; it is, as by the library's default.");
        }
        sae.subtractsPreBias = *subtracts;
        return {};
    }

    Status readSwitches() {
        const auto reshape = jsonMemberOr<std::string>(m_json, "reshape_activations", "none", m_where);
        const auto finetuned = jsonMemberOr<bool>(m_json, "finetuning_scaling_factor", false, m_where);
        const auto rescale = jsonMemberOr<bool>(m_json, "rescale_acts_by_decoder_norm", false, m_where);
        if (!reshape || !finetuned || !rescale) {
            return !reshape ? failure(reshape) : !finetuned ? failure(finetuned) : failure(rescale);
        }
        if (*reshape != "none") {
            return refuse("it reads activations reshaped (" + quotedName(*reshape) + "), not a residual stream.");
        }
        if (*finetuned) {
            return refuse("it has a finetuning scaling factor, which is not read.",
                          "Use the SAE before it was fine-tuned.");
        }
        for (const char* key : {"d_out", "hook_name_out"}) {
            if (m_json.contains(key) || (m_meta != nullptr && m_meta->contains(key))) {
                return refuse("it is a transcoder (\"" + std::string(key) +
                              "\"): it predicts another place of the model.");
            }
        }
        // The other architectures have no such option; a stray one has no effect in the library either.
        m_config.rescaleByDecoderNorm = *rescale && (m_config.architecture == SaeLensArchitecture::TopK ||
                                                     m_config.architecture == SaeLensArchitecture::BatchTopK);
        return {};
    }

    Status readHook() {
        const Json& meta = m_meta != nullptr ? *m_meta : m_json;
        const auto name = jsonMemberOr<std::string>(
            meta, m_flat && !m_json.contains("hook_name") ? "hook_point" : "hook_name", "", m_where);
        const auto model = jsonMemberOr<std::string>(meta, "model_name", "", m_where);
        if (!name || !model) {
            return name ? failure(model) : failure(name);
        }
        m_config.modelName = *model;
        for (const char* key : {"hook_head_index", "hook_point_head_index"}) {
            if (meta.contains(key) && !meta[key].is_null()) {
                return refuse("it reads one attention head (\"" + std::string(key) + "\"), not a residual stream.");
            }
        }
        if (const auto it = meta.find("model_from_pretrained_kwargs");
            it != meta.end() && it->is_object() && !it->empty()) {
            m_config.assumptions.emplace_back("It was trained on a model loaded with " + quotedName(dumpJson(*it)) +
                                              "; here activations come from the model as it is stored.");
        }
        if (name->empty()) {
            return {};
        }
        const auto layer = layerOfHook(*name, m_where);
        if (!layer) {
            return failure(layer);
        }
        if (*layer) {
            for (const char* key : {"hook_layer", "hook_point_layer"}) {
                const auto block = jsonMemberOr<std::int64_t>(meta, key, **layer, m_where);
                if (!block) {
                    return failure(block);
                }
                if (*block != **layer && *block != **layer - 1) {
                    return refuse("\"" + std::string(key) + "\" is " + std::to_string(*block) + ", but the hook is " +
                                  quotedName(*name) + ".");
                }
            }
            m_config.layer = *layer;
            m_config.assumptions.emplace_back("Its hook " + quotedName(*name) + " is residual stream " +
                                              std::to_string(**layer) + ".");
        } else {
            m_config.assumptions.emplace_back("Its hook " + quotedName(*name) +
                                              " is not known here; the layer is the one given.");
        }
        return {};
    }

    const Json& m_json;
    std::string m_where;
    const Json* m_meta = nullptr;
    bool m_flat = true;
    SaeLensConfig m_config;
};

}  // namespace

Result<SaeLensConfig> readSaeLensConfig(const std::filesystem::path& path) {
    if (auto checked = checkFolderFile(path); !checked) {
        return failure(checked);
    }
    const auto json = readJsonFile(path, 1u << 20);
    if (!json) {
        return failure(json);
    }
    if (!json->is_object()) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a JSON object.");
    }
    return Reader(*json, path.string()).read();
}

}  // namespace saferscope
