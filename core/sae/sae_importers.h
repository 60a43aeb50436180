// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/sae/sae_layouts.h"
#include "core/sae/sae_weights.h"

namespace saferscope {

// One for each layout; `path` is the folder, or the file of weights where the layout is one file. Each ends with
// finishImport().
Result<ImportedSae> importSaferscope(const std::filesystem::path& folder, const SaeImportOptions& options);
Result<ImportedSae> importSafer(const SaeWeights& weights, const SaeImportOptions& options);
Result<ImportedSae> importSparsify(const std::filesystem::path& folder, const SaeImportOptions& options);
Result<ImportedSae> importSaeLens(const std::filesystem::path& folder, const SaeImportOptions& options);
/// `folder` has config.json, or nothing where the weights came alone.
Result<ImportedSae> importDictionaryLearning(const SaeWeights& weights, const std::filesystem::path& folder,
                                             const SaeImportOptions& options);
Result<ImportedSae> importOpenAi(const SaeWeights& weights, const SaeImportOptions& options);
Result<ImportedSae> importGemmaScope(const SaeWeights& weights, const SaeImportOptions& options);

/// What the files say beside the weights; absent where they do not.
struct SaeFileFacts {
    std::optional<std::int64_t> k;
    std::optional<std::int64_t> layer;
};

/// Settles k and the layer between the files and the caller (a contradiction is refused), checks the sizes and moves
/// the weights to the device. `sae.config()` has everything but these two.
Result<ImportedSae> finishImport(ImportedSae imported, const SaeFileFacts& facts, const SaeImportOptions& options,
                                 const std::string& where);

/// SAELens, and dictionary_learning's AutoEncoder: activations are multiplied by the norm of their direction, which is
/// divided by it. The same function with unit directions; a direction of zeros stays one.
void foldDecoderNorms(Sae& sae);

/// One weight after the other into a tensor of the SAE; stops at the first that is refused.
struct WantedWeight {
    const char* name;
    std::vector<std::int64_t> shape;
    at::Tensor* target;
    bool transpose = false;
};
Status takeWeights(const SaeWeights& weights, std::initializer_list<WantedWeight> wanted);

/// Refuses a number of a configuration that says otherwise than the weights.
Status checkSaid(const Json& json, const char* key, std::int64_t found, const std::string& where);

}  // namespace saferscope
