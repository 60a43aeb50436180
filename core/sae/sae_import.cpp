// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/folder_file.h"
#include "core/sae/sae_config_file.h"
#include "core/sae/sae_importers.h"

#include <algorithm>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

bool holds(const fs::path& folder, const char* name) {
    std::error_code error;
    return fs::is_regular_file(folder / name, error);
}

/// A layout that is known by its files in a folder.
std::optional<SaeLayout> layoutOfFolder(const fs::path& folder) {
    if (holds(folder, saeConfigName)) {
        return SaeLayout::Saferscope;
    }
    if (holds(folder, "cfg.json")) {
        return holds(folder, "sae.safetensors") && !holds(folder, "sae_weights.safetensors") ? SaeLayout::Sparsify
                                                                                             : SaeLayout::SaeLens;
    }
    if (holds(folder, "ae.pt")) {
        return SaeLayout::DictionaryLearning;
    }
    if (holds(folder, "params.npz")) {
        return SaeLayout::GemmaScope;
    }
    if (holds(folder, "stage2.pt")) {
        return SaeLayout::Safer;
    }
    if (holds(folder, "autoencoder.pt")) {
        return SaeLayout::OpenAi;
    }
    return std::nullopt;
}

Result<SaeLayout> layoutOfWeights(const SaeWeights& weights) {
    const bool pre = weights.has("pre_bias") || weights.has("latent_bias");
    if (pre && (weights.has("stats_last_nonzero") || weights.has("latents_activation_frequency") ||
                weights.has("decoder.linear.weight") || weights.hasValue("activation"))) {
        return SaeLayout::OpenAi;
    }
    if (pre) {
        return SaeLayout::Safer;
    }
    if (weights.isNumpy()) {
        return SaeLayout::GemmaScope;
    }
    if (weights.isTorch() && (weights.has("encoder.weight") || weights.has("W_enc"))) {
        return SaeLayout::DictionaryLearning;
    }
    if (weights.has("W_enc") || weights.has("W_dec")) {
        return fail(ErrorCode::InvalidInput,
                    weights.where() + " holds the weights of an SAE, but its cfg.json is not beside it.",
                    "Give the folder with both files: the weights alone do not say which latents are active.");
    }
    // SAFER's names are what the answer speaks of: theirs is the one layout of bare tensors.
    return fail(ErrorCode::InvalidInput,
                weights.where() +
                    " is no SAE of a layout that is known: there is no tensor \"pre_bias\", \"W_enc\" or "
                    "\"encoder.weight\" of one.",
                "`safer formats` lists what is read.");
}

Result<ImportedSae> importFolder(const fs::path& folder, SaeLayout layout, const SaeImportOptions& options) {
    // A file that is named itself may be a link to anywhere; one that a folder brings along may not.
    if (auto checked = checkFolderFiles(folder, {saeConfigName, saeWeightsName, "cfg.json", "sae_weights.safetensors",
                                                 "ae.pt", "config.json", "params.npz", "stage2.pt", "autoencoder.pt"});
        !checked) {
        return failure(checked);
    }
    const auto weightsIn = [&](const char* name) { return SaeWeights::open(folder / name); };
    switch (layout) {
        case SaeLayout::Saferscope:
            return importSaferscope(folder, options);
        case SaeLayout::Sparsify:
            return importSparsify(folder, options);
        case SaeLayout::SaeLens:
            return importSaeLens(folder, options);
        case SaeLayout::DictionaryLearning: {
            const auto weights = weightsIn("ae.pt");
            return weights ? importDictionaryLearning(*weights, folder, options) : failure(weights);
        }
        case SaeLayout::GemmaScope: {
            const auto weights = weightsIn("params.npz");
            return weights ? importGemmaScope(*weights, options) : failure(weights);
        }
        case SaeLayout::Safer: {
            const auto weights = weightsIn("stage2.pt");
            return weights ? importSafer(*weights, options) : failure(weights);
        }
        case SaeLayout::OpenAi: {
            const auto weights = weightsIn("autoencoder.pt");
            return weights ? importOpenAi(*weights, options) : failure(weights);
        }
    }
    return fail(ErrorCode::Usage, std::string("An SAE in the layout ") + saeLayoutName(layout) +
                                      " is one file: give that, not the folder " + folder.string() + ".");
}

Result<ImportedSae> importFile(const fs::path& path, const SaeImportOptions& options) {
    const fs::path folder = fs::absolute(path).parent_path();
    // A file that belongs to others stands for its folder.
    const std::string name = path.filename().string();
    for (const SaeLayout layout : {SaeLayout::Saferscope, SaeLayout::Sparsify, SaeLayout::SaeLens}) {
        const bool member = name == "cfg.json" || name == saeConfigName || name == "sae.safetensors" ||
                            name == "sae_weights.safetensors";
        if (member && layoutOfFolder(folder) == layout && (!options.layout || *options.layout == layout)) {
            return importFolder(folder, layout, options);
        }
    }
    const auto weights = SaeWeights::open(path);
    if (!weights) {
        return failure(weights);
    }
    auto layout = options.layout ? Result<SaeLayout>(*options.layout) : layoutOfWeights(*weights);
    if (!layout) {
        return failure(layout);
    }
    switch (*layout) {
        case SaeLayout::Safer:
            return importSafer(*weights, options);
        case SaeLayout::OpenAi:
            return importOpenAi(*weights, options);
        case SaeLayout::GemmaScope:
            return importGemmaScope(*weights, options);
        case SaeLayout::DictionaryLearning:
            return importDictionaryLearning(*weights, folder, options);
        case SaeLayout::Saferscope:
        case SaeLayout::Sparsify:
        case SaeLayout::SaeLens:
            break;
    }
    return fail(ErrorCode::Usage, std::string("An SAE in the layout ") + saeLayoutName(*layout) +
                                      " is a folder: give that, not the file " + path.string() + ".");
}

/// The SAEs of a run often lie in folders of their own below the one that was named.
std::string foldersBelow(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder, error), end; !error && it != end && names.size() < 1000;
         it.increment(error)) {
        if (it->is_directory(error) && layoutOfFolder(it->path())) {
            names.push_back(it->path().filename().string());
        }
    }
    std::sort(names.begin(), names.end());
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(names.size(), 5); ++i) {
        text += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > 5 ? text + ", …" : text;
}

}  // namespace

Result<ImportedSae> importSae(const fs::path& path, const SaeImportOptions& options) {
    std::error_code error;
    if (!fs::exists(path, error)) {
        return fail(ErrorCode::NotFound, "There is no SAE at " + path.string() + ".");
    }
    if (!fs::is_directory(path, error)) {
        return importFile(path, options);
    }
    const auto layout = options.layout ? options.layout : layoutOfFolder(path);
    if (layout) {
        return importFolder(path, *layout, options);
    }
    const std::string below = foldersBelow(path);
    return fail(ErrorCode::InvalidInput, path.string() + " holds no SAE of a layout that is known.",
                below.empty() ? "`safer formats` lists what is read; an SAE that is one file is named itself."
                              : "There are SAEs in folders below it: name one of them (" + below + ").");
}

}  // namespace saferscope
