// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sae/export_form.h"
#include "core/sae/sae_config_file.h"
#include "core/tensor/torch_errors.h"

#include <ATen/ATen.h>
#include <array>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::array allLayouts = {SaeLayout::Saferscope, SaeLayout::Safer,  SaeLayout::Sparsify,
                                   SaeLayout::SaeLens,    SaeLayout::OpenAi, SaeLayout::DictionaryLearning,
                                   SaeLayout::GemmaScope};

std::string layoutsThatKeep(const SaeConfig& config) {
    std::string names;
    for (const SaeLayout layout : allLayouts) {
        if (!lostInLayout(config, layout)) {
            names += (names.empty() ? "" : ", ") + std::string(saeLayoutName(layout));
        }
    }
    return names;
}

/// Files that belong to an SAE of another layout, which would be overwritten or read instead of what is written.
Status checkFolder(const fs::path& folder, SaeLayout layout) {
    struct Row {
        SaeLayout layout;
        const char* file;
    };
    constexpr std::array rows = std::to_array<Row>({{SaeLayout::Saferscope, saeConfigName},
                                                    {SaeLayout::SaeLens, "sae_weights.safetensors"},
                                                    {SaeLayout::DictionaryLearning, "ae.pt"},
                                                    {SaeLayout::GemmaScope, "params.npz"},
                                                    {SaeLayout::Safer, "stage2.pt"},
                                                    {SaeLayout::OpenAi, "autoencoder.pt"}});
    std::error_code error;
    std::string other;
    for (const Row& row : rows) {
        if (row.layout != layout && fs::exists(folder / row.file, error)) {
            other = row.file;
        }
    }
    // sae.safetensors is a name of ours and of sparsify.
    if (layout != SaeLayout::Sparsify && layout != SaeLayout::Saferscope &&
        fs::exists(folder / saeWeightsName, error)) {
        other = saeWeightsName;
    }
    if (layout == SaeLayout::Saferscope && fs::exists(folder / "cfg.json", error)) {
        other = "cfg.json";
    }
    if (!other.empty()) {
        return fail(ErrorCode::Usage,
                    folder.string() + " already holds an SAE of another layout (" + other +
                        "); two in one folder would be taken for each other.",
                    "Give another folder.");
    }
    return {};
}

/// An SAE that broke in training is refused by every reader.
Status checkFinite(const Sae& sae, const fs::path& folder) {
    for (const at::Tensor* const tensor : {&sae.preBias, &sae.latentBias, &sae.encoder, &sae.decoder, &sae.threshold,
                                           &sae.gateBias, &sae.magnitudeLogScale}) {
        if (tensor->defined() && !at::isfinite(*tensor).all().item<bool>()) {
            return fail(ErrorCode::Failed,
                        "The SAE is not written to " + folder.string() + ": some of its numbers are not finite.",
                        "Take a checkpoint from before its training broke.");
        }
    }
    return {};
}

Status write(const Sae& sae, SaeLayout layout, const fs::path& folder, const SaeExportOptions& options,
             std::vector<std::string>& notes) {
    switch (layout) {
        case SaeLayout::Saferscope:
            break;
        case SaeLayout::Safer:
            return exportSafer(sae, folder, notes);
        case SaeLayout::Sparsify:
            return exportSparsify(sae, folder, notes);
        case SaeLayout::SaeLens:
            return exportSaeLens(sae, folder, options, notes);
        case SaeLayout::DictionaryLearning:
            return exportDictionaryLearning(sae, folder, options, notes);
        case SaeLayout::OpenAi:
            return exportOpenAi(sae, folder, notes);
        case SaeLayout::GemmaScope:
            return exportGemmaScope(sae, folder, notes);
    }
    return sae.save(folder);
}

}  // namespace

Result<std::vector<std::string>> exportSae(const Sae& sae, SaeLayout layout, const fs::path& folder,
                                           const SaeExportOptions& options) {
    if (const auto lost = lostInLayout(sae.config(), layout)) {
        return fail(
            ErrorCode::Usage,
            std::string("This SAE cannot be written in the layout ") + saeLayoutName(layout) + ": " + *lost + ".",
            "Layouts that keep what it computes: " + layoutsThatKeep(sae.config()) + ".");
    }
    if (auto checked = checkFolder(folder, layout); !checked) {
        return failure(checked);
    }
    std::vector<std::string> notes = differencesInLayout(sae.config(), layout);
    const Status written = guardTorch("Writing the SAE to " + folder.string(), [&]() -> Status {
        if (auto finite = checkFinite(sae, folder); !finite) {
            return finite;
        }
        std::error_code error;
        fs::create_directories(folder, error);
        if (!fs::is_directory(folder, error)) {
            return fail(ErrorCode::Io, "Cannot make the folder " + folder.string() + ".");
        }
        return write(sae, layout, folder, options, notes);
    });
    if (!written) {
        return failure(written);
    }
    return notes;
}

}  // namespace saferscope
