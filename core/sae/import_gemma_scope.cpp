// SPDX-License-Identifier: GPL-3.0-or-later
// Google's Gemma Scope: params.npz of JumpReLU SAEs. The decoder's bias is not taken off the input.
#include "core/sae/sae_importers.h"

#include <charconv>
#include <string_view>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

std::optional<std::int64_t> numberAfter(std::string_view text, std::string_view prefix) {
    if (!text.starts_with(prefix)) {
        return std::nullopt;
    }
    text.remove_prefix(prefix.size());
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || value < 0 || value > 100000) {
        return std::nullopt;
    }
    return value;
}

/// Names of the folders above the file say the rest: gemma-scope-2b-pt-res/layer_12/width_16k/average_l0_82.
struct FolderNames {
    std::optional<std::int64_t> block;
    std::optional<std::int64_t> active;
    std::string model;
};

Result<FolderNames> readNames(const fs::path& path) {
    FolderNames names;
    for (const fs::path& part : fs::absolute(path).parent_path()) {
        const std::string name = part.string();
        if (const auto block = numberAfter(name, "layer_")) {
            names.block = block;
        }
        if (const auto active = numberAfter(name, "average_l0_")) {
            names.active = active;
        }
        const std::size_t release = name.find("gemma-scope-");  // also within a cache's "models--google--gemma-scope-…"
        if (release != std::string::npos) {
            names.model = name.substr(release);
        }
        const auto speaksOf = [&](const char* word) {
            return release != std::string::npos && name.find(word, release) != std::string::npos;
        };
        if (speaksOf("-mlp") || speaksOf("-att") || speaksOf("transcoder") || name == "embedding") {
            return fail(ErrorCode::InvalidInput,
                        path.string() + " lies in a folder \"" + name +
                            "\", and only Gemma Scope's SAEs of the residual stream are read.",
                        "Take one from a folder gemma-scope-…-res/layer_N, or move it if the name misleads.");
        }
    }
    return names;
}

}  // namespace

Result<ImportedSae> importGemmaScope(const SaeWeights& weights, const SaeImportOptions& options) {
    if (auto allowed = weights.allow({"W_enc", "b_enc", "W_dec", "b_dec", "threshold"}, "an SAE of Gemma Scope");
        !allowed) {
        return failure(allowed);
    }
    const auto names = readNames(weights.path());
    const auto shape = weights.matrixShape("W_enc");
    if (!names || !shape) {
        return names ? failure(shape) : failure(names);
    }
    const auto [d, m] = *shape;
    ImportedSae imported;
    imported.layout = SaeLayout::GemmaScope;
    imported.modelName = names->model;
    Sae& sae = imported.sae;
    sae.config().inputSize = d;
    sae.config().latents = m;
    sae.config().input = SaeInput::AsIs;
    sae.config().subtractsPreBias = false;
    sae.config().activation = SaeActivation::JumpRelu;
    sae.config().trainedOn = "tokens";
    sae.config().expectedActive = static_cast<double>(names->active.value_or(0));
    if (auto taken = takeWeights(weights, {{"b_dec", {d}, &sae.preBias},
                                           {"b_enc", {m}, &sae.latentBias},
                                           {"threshold", {m}, &sae.threshold},
                                           {"W_enc", {d, m}, &sae.encoder, true},
                                           {"W_dec", {m, d}, &sae.decoder}});
        !taken) {
        return failure(taken);
    }
    imported.assumptions = {"It saw every token, as Gemma Scope was trained, on activations as they are."};
    SaeFileFacts facts;
    if (names->block) {
        facts.layer = *names->block + 1;
        imported.assumptions.emplace_back("It lies in a folder layer_" + std::to_string(*names->block) +
                                          ": it reads the output of that block, residual stream " +
                                          std::to_string(*facts.layer) + ".");
    }
    return finishImport(std::move(imported), facts, options, weights.where());
}

}  // namespace saferscope
