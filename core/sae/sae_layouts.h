// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/sae.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// How others store sparse autoencoders. Each library's own class decides what its numbers mean, not the converters of
/// third parties.
enum class SaeLayout {
    Saferscope,          ///< sae_config.json + sae.safetensors
    Safer,               ///< the paper's stage2.pt, or its four tensors as .safetensors; k and layer from the caller
    Sparsify,            ///< EleutherAI: cfg.json + sae.safetensors
    SaeLens,             ///< cfg.json + sae_weights.safetensors, v6 and the flat older form
    DictionaryLearning,  ///< ae.pt (+ config.json)
    OpenAi,              ///< openai/sparse_autoencoder: a .pt state dict with its activation's name
    GemmaScope,          ///< params.npz, JumpReLU
};
const char* saeLayoutName(SaeLayout layout);  ///< as --layout spells it: "saferscope", "safer", "sparsify", "saelens",
                                              ///< "dictionary-learning", "openai", "gemma-scope"
std::optional<SaeLayout> saeLayoutFromName(const std::string& name);

struct SaeImportOptions {
    std::optional<std::int64_t> k;      ///< where the file does not say; a contradiction is refused
    std::optional<std::int64_t> layer;  ///< hidden_states index, the same rule
    std::optional<SaeLayout> layout;    ///< found from the files unless given
    c10::Device device = c10::kCPU;
};

/// An SAE in our one internal form, and what was read between the lines to get there.
struct ImportedSae {
    Sae sae;
    SaeLayout layout = SaeLayout::Saferscope;
    /// One plain sentence each, for people: "The file does not say which tokens it saw; all tokens are assumed."
    std::vector<std::string> assumptions;
    std::string modelName;  ///< the model it names, as it spells it; may be empty
};

/// Reads a folder or file of any layout. What would be computed wrongly (transcoders, skip connections, unknown
/// activations or normalisations, hooks that are not a residual stream) is refused by name. Blocks; memory is twice the
/// weights at most. Sae::load() is this without the notes.
Result<ImportedSae> importSae(const std::filesystem::path& path, const SaeImportOptions& options = {});

struct SaeExportOptions {
    std::string modelName;  ///< for cfg.json; may be empty
    std::string hookName;   ///< SAELens; empty = blocks.{layer-1}.hook_resid_post, or hook_resid_pre of block 0
};

/// Writes `sae` in another layout into `folder` (created; files of the layout are replaced atomically, others kept).
/// What the layout cannot say exactly is refused, and the sentence says what would be lost and which layout keeps it.
/// Returns notes for people: what a reader of that layout has to know.
Result<std::vector<std::string>> exportSae(const Sae& sae, SaeLayout layout, const std::filesystem::path& folder,
                                           const SaeExportOptions& options = {});

}  // namespace saferscope
