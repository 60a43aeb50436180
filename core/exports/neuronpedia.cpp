// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/neuronpedia.h"

#include "core/base/atomic_file.h"
#include "core/exports/neuronpedia_feature.h"

namespace saferscope {

Result<ExportSummary> writeNeuronpediaJson(const Workspace& workspace, const SelectedFeatures& selected,
                                           const NeuronpediaOptions& options, const std::filesystem::path& path,
                                           const ProgressCallback& progress, std::stop_token stop) {
    const IndexContext& context = selected.context;
    const auto names = neuronpediaNames(workspace, context.index->manifest(), options);
    if (!names) {
        return failure(names);
    }
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    // The head and the features are put together by hand: a document of a large index would not fit into memory.
    const OrderedJson head = {{"model_id", names->modelId},
                              {"layer", names->layer},
                              {"sae_set", names->sourceSet},
                              {"sae_id_suffix", nullptr}};
    std::string text = dumpJson(head);
    text.back() = ',';  // its closing brace
    text += "\"features\":[";
    ExportSummary summary;
    std::size_t dead = 0;
    ProgressMeter meter("Writing features", selected.features.size(), progress);
    for (const FeatureId feature : selected.features) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The export was stopped; nothing was written.");
        }
        if (context.contrasts[feature.value()].dead) {
            ++dead;
        } else {
            text += summary.rows++ == 0 ? "\n" : ",\n";
            text += dumpJson(neuronpediaFeature(context, feature, options));
            if (auto written = file->append(text); !written) {
                return failure(written);
            }
            text.clear();
        }
        meter.advance();
    }
    meter.finish();
    text += "\n]}\n";
    if (auto written = file->append(text); !written) {
        return failure(written);
    }
    if (auto committed = file->commit(); !committed) {
        return failure(committed);
    }
    summary.notes = neuronpediaNotes(selected, options, dead);
    return summary;
}

}  // namespace saferscope
