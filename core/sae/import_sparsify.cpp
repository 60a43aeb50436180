// SPDX-License-Identifier: GPL-3.0-or-later
// EleutherAI's sparsify (before: "sae"). Facts from its SparseCoder: the decoder's bias is taken off the input, ReLU,
// then the k largest. normalize_decoder and multi_topk act in training only.
#include "core/base/folder_file.h"
#include "core/sae/hook_layer.h"
#include "core/sae/sae_importers.h"
#include "core/tensor/safetensors_header.h"

namespace saferscope {

namespace fs = std::filesystem;

namespace {

/// Options of SparseCoderConfig that change what is computed, each off unless it says so.
Status checkOptions(const Json& config, const std::string& where) {
    constexpr std::pair<const char*, const char*> refused[] = {
        {"transcode",
         "It is a transcoder: it predicts another module's output, so its latents rebuild no activations."},
        {"skip_connection", "A linear skip connection is part of its output, which no latent stands for."},
        {"embed_skip", "A skip connection from the embeddings is part of its output."},
        {"gram_lookup", "It rebuilds what a table of n-grams leaves over, and the table is not in the file."},
        {"signed", "It keeps the latents of largest size whatever their sign."}};
    for (const auto& [key, reason] : refused) {
        const auto on = jsonMemberOr<bool>(config, key, false, where);
        if (!on) {
            return failure(on);
        }
        if (*on) {
            return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is on, which is not read. " + reason,
                        "Use an SAE that was trained without it.");
        }
    }
    const auto activation = jsonMemberOr<std::string>(config, "activation", "topk", where);
    if (!activation) {
        return failure(activation);
    }
    if (*activation != "topk") {
        return fail(
            ErrorCode::InvalidInput,
            where + ": the activation is " + quotedName(*activation) + ", and only \"topk\" is read of this layout.",
            "Use an SAE that was trained with topk.");
    }
    return {};
}

/// 0 latents mean d_in x expansion_factor, whose default is 32.
Result<std::int64_t> latentsOf(const Json& config, std::int64_t d, const std::string& where) {
    const auto latents = jsonMemberOr<std::int64_t>(config, "num_latents", 0, where);
    const auto factor = jsonMemberOr<std::int64_t>(config, "expansion_factor", 32, where);
    if (!latents || !factor) {
        return latents ? failure(factor) : failure(latents);
    }
    if (*latents != 0) {
        return *latents;
    }
    if (*factor < 1 || *factor > (std::int64_t{1} << 31) / std::max<std::int64_t>(d, 1)) {
        return fail(ErrorCode::InvalidInput, where + ": \"expansion_factor\" makes no sense.");
    }
    return d * *factor;
}

/// Whether a folder's name is one of a module ("layers.12", "layers.12.mlp", "h.5"), and not just somebody's choice.
bool namesModule(const std::string& folder) {
    for (const std::string list : {"layers.", "h."}) {
        const std::size_t found = folder.find(list);
        const std::size_t number = found + list.size();
        if (found != std::string::npos && (found == 0 || folder[found - 1] == '.') && number < folder.size() &&
            folder[number] >= '0' && folder[number] <= '9') {
            return true;
        }
    }
    return folder == "embed_tokens";
}

}  // namespace

Result<ImportedSae> importSparsify(const fs::path& folder, const SaeImportOptions& options) {
    const std::string where = (folder / "cfg.json").string();
    if (auto checked = checkFolderFile(folder / "cfg.json"); !checked) {
        return failure(checked);
    }
    const auto config = readJsonFile(folder / "cfg.json", 1u << 20);
    if (!config) {
        return failure(config);
    }
    if (auto checked = checkOptions(*config, where); !checked) {
        return failure(checked);
    }
    const auto k = jsonMemberOr<std::int64_t>(*config, "k", 32, where);
    const auto d = jsonMember<std::int64_t>(*config, "d_in", where);
    if (!k || !d) {
        return d ? failure(k) : failure(d);
    }
    const auto m = latentsOf(*config, *d, where);
    const auto weights = m ? SaeWeights::open(folder / "sae.safetensors") : Result<SaeWeights>(failure(m));
    if (!weights) {
        return failure(weights);
    }
    const std::string what = "an autoencoder of sparsify";
    if (auto allowed = weights->allow({"encoder.weight", "encoder.bias", "W_dec", "b_dec"}, what); !allowed) {
        return failure(allowed);
    }
    ImportedSae imported;
    imported.layout = SaeLayout::Sparsify;
    Sae& sae = imported.sae;
    sae.config().inputSize = *d;
    sae.config().latents = *m;
    sae.config().input = SaeInput::AsIs;
    sae.config().activation = SaeActivation::TopKRelu;
    sae.config().trainedOn = "tokens";
    if (auto taken = takeWeights(*weights, {{"b_dec", {*d}, &sae.preBias},
                                            {"encoder.bias", {*m}, &sae.latentBias},
                                            {"encoder.weight", {*m, *d}, &sae.encoder},
                                            {"W_dec", {*m, *d}, &sae.decoder}});
        !taken) {
        return failure(taken);
    }
    imported.assumptions.emplace_back("It saw every token, as sparsify trains.");
    if (!config->contains("k")) {
        imported.assumptions.emplace_back("k is not in cfg.json; 32 is the library's default.");
    }
    // Each SAE of a run lies in a folder named after what it was trained on.
    const fs::path whole = fs::absolute(folder).lexically_normal();
    const std::string hook = (whole.has_filename() ? whole : whole.parent_path()).filename().string();
    const auto layer = namesModule(hook) ? layerOfHook(hook, where) : Result<std::optional<std::int64_t>>(std::nullopt);
    if (!layer) {
        return failure(layer);
    }
    if (*layer) {
        imported.assumptions.emplace_back("The folder is named \"" + hook + "\": it reads residual stream " +
                                          std::to_string(**layer) + ".");
    }
    return finishImport(std::move(imported), {*k, *layer}, options, folder.string());
}

}  // namespace saferscope
