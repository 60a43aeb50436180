// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exports/export_target.h"
#include "core/exports/feature_selection.h"

#include <stop_token>

namespace saferscope {

/// How Neuronpedia and SAEDashboard store features. The members and what they mean are those of SAEDashboard's
/// NeuronpediaDashboardBatch and converter, and of the classes of Neuronpedia's own export scripts (Activation,
/// Feature, Model, Source, SourceRelease, SourceSet, Explanation), as of 2026.
///
/// What a reward model's index fills in:
/// - layer: residual stream i is `blocks.{i-1}.hook_resid_post`, so i - 1; stream 0 is block 0's hook_resid_pre;
/// - frac_nonzero: share of positions of the scope where the feature fires;
/// - freq_hist_data_bar_values and _heights: middles and counts of the index's histogram, which is logarithmic
///   (ActivationHistogram), from the first to the last bar that is not empty. Both lists have the same length, because
///   Neuronpedia's page reads them in step. The heights add up to the positions where the feature fires;
/// - activations: the kept top contexts (bin_min and bin_contains -1, bin_max the largest value, as SAEDashboard marks
///   them), then those of the ten quantile bands, highest first (each holds a tenth of the positive values);
/// - pos_str, neg_str, logits and neuron alignment: empty, a reward model predicts no tokens.
/// Features that never fire are left out.
struct NeuronpediaOptions {
    std::string modelId;    ///< empty = the reward model's name in the workspace, as a plain id
    std::string sourceSet;  ///< empty = the SAE's name in the workspace, as a plain id
    bool contexts = true;   ///< false: no text leaves the workspace, "activations" is empty
    std::uint32_t contextTokens = 64;
    // The import folder only.
    std::string creatorName = "Saferscope";
    /// The user that rows belong to in the Neuronpedia that imports them; the default is its own scripts' one.
    std::string creatorId = "clkht01d40000jv08hvalcvly";
};

/// One JSON file, one feature per line inside; memory is one feature. `rows` counts features.
Result<ExportSummary> writeNeuronpediaJson(const Workspace& workspace, const SelectedFeatures& selected,
                                           const NeuronpediaOptions& options, const std::filesystem::path& path,
                                           const ProgressCallback& progress = {}, std::stop_token stop = {});

/// The folder that Neuronpedia's bulk import reads, below `folder`: v1/{model}/{source}/ with release, model, sourceset
/// and source.jsonl and features, activations and explanations/batch-N.jsonl.gz of 1,024 features each.
Result<ExportSummary> writeNeuronpediaImport(const Workspace& workspace, const SelectedFeatures& selected,
                                             const NeuronpediaOptions& options, const ExportFolder& folder,
                                             const ProgressCallback& progress = {}, std::stop_token stop = {});

}  // namespace saferscope
