// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/exports/neuronpedia.h"

namespace saferscope {

// Shared by neuronpedia.cpp and neuronpedia_import.cpp.

/// How the exported source is called there.
struct NeuronpediaNames {
    std::string modelId;
    std::string sourceSet;
    std::uint32_t layer = 0;  ///< block
    std::string hook;         ///< "hook_resid_post"
    std::string modelName;    ///< as the workspace calls it
    std::string saeName;
    std::string sourceId() const { return std::to_string(layer) + "-" + sourceSet; }
};
Result<NeuronpediaNames> neuronpediaNames(const Workspace& workspace, const IndexManifest& manifest,
                                          const NeuronpediaOptions& options);

/// {bin_min, bin_max, bin_contains, tokens, values, qualifying_token_index} of a feature's top and quantile contexts.
std::vector<OrderedJson> neuronpediaActivations(const IndexContext& context, FeatureId feature,
                                                const NeuronpediaOptions& options);

/// The feature as SAEDashboard writes it.
OrderedJson neuronpediaFeature(const IndexContext& context, FeatureId feature, const NeuronpediaOptions& options);

/// What every export of this kind has to say, dead features counted.
std::vector<std::string> neuronpediaNotes(const SelectedFeatures& selected, const NeuronpediaOptions& options,
                                          std::size_t dead);

}  // namespace saferscope
