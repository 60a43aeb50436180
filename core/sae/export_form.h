// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sae/sae_layouts.h"
#include "core/tensor/safetensors.h"

#include <ATen/core/Tensor.h>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// What would be computed wrongly by readers of the layout, as a sentence without a full stop ("it reads activations as
/// they are, and this SAE standardises them"); nothing where the layout says it.
std::optional<std::string> lostInLayout(const SaeConfig& config, SaeLayout layout);

/// Small differences that readers of the layout have to know; a full sentence each.
std::vector<std::string> differencesInLayout(const SaeConfig& config, SaeLayout layout);

/// The weights as a layout wants them: float32 on the CPU, contiguous. Where the layout treats the decoder's bias at
/// the input otherwise than the SAE does, it is folded into the encoder's: W (x - b) + c = W x + (c - W b).
struct ExportWeights {
    at::Tensor preBias;            ///< [d]
    at::Tensor latentBias;         ///< [M]; of the magnitudes where it is gated
    at::Tensor encoder;            ///< [M, d]
    at::Tensor decoder;            ///< [M, d]
    at::Tensor threshold;          ///< [M] or undefined
    at::Tensor gateBias;           ///< [M] or undefined
    at::Tensor magnitudeLogScale;  ///< [M] or undefined
    bool folded = false;
};
ExportWeights exportWeights(const Sae& sae, bool subtractsPreBias);

/// Says so where a bias was folded.
void noteFold(const ExportWeights& weights, std::vector<std::string>& notes);

/// Every row of the decoder has norm 1.
bool hasUnitDirections(const at::Tensor& decoder);

/// A view of a contiguous tensor on the CPU, which must outlive it.
TensorView exportView(const std::string& name, const at::Tensor& tensor);

// One for each layout: writes the files into `folder`, which is there, and adds to `notes`.
Status exportSafer(const Sae& sae, const std::filesystem::path& folder, std::vector<std::string>& notes);
Status exportSparsify(const Sae& sae, const std::filesystem::path& folder, std::vector<std::string>& notes);
Status exportSaeLens(const Sae& sae, const std::filesystem::path& folder, const SaeExportOptions& options,
                     std::vector<std::string>& notes);
Status exportDictionaryLearning(const Sae& sae, const std::filesystem::path& folder, const SaeExportOptions& options,
                                std::vector<std::string>& notes);
Status exportOpenAi(const Sae& sae, const std::filesystem::path& folder, std::vector<std::string>& notes);
Status exportGemmaScope(const Sae& sae, const std::filesystem::path& folder, std::vector<std::string>& notes);

}  // namespace saferscope
