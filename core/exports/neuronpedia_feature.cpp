// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/neuronpedia_feature.h"

#include "core/exports/feature_contexts.h"
#include "core/features/context_picker.h"

#include <algorithm>
#include <cctype>

namespace saferscope {

namespace {

// Ids become parts of addresses and folder names.
std::string plainId(const std::string& name) {
    std::string id;
    for (const char c : name) {
        const auto lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        const bool plain = (lower >= 'a' && lower <= 'z') || (lower >= '0' && lower <= '9') || lower == '.';
        if (plain && !(id.empty() && lower == '.')) {
            id += lower;
        } else if (!id.empty() && id.back() != '-') {
            id += '-';
        }
    }
    while (!id.empty() && (id.back() == '-' || id.back() == '.')) {
        id.pop_back();
    }
    return id;
}

std::string nameOfHash(const Workspace& workspace, ArtifactKind kind, const std::string& hash) {
    for (const auto& artifact : workspace.artifacts(kind)) {
        if (!hash.empty() && artifact.contentHash == hash) {
            return artifact.name;
        }
    }
    return kind == ArtifactKind::Model ? "reward-model" : "sae";
}

Status checkId(const std::string& id, const char* option) {
    if (id.empty() || id.size() > 128 || plainId(id) != id) {
        return fail(ErrorCode::Usage, "\"" + id + "\" is no id that Neuronpedia takes.",
                    std::string("Use lower-case letters, digits, dots and single dashes with ") + option + ".");
    }
    return {};
}

struct Bars {
    std::vector<double> values;
    std::vector<std::uint64_t> heights;
};

Bars barsOf(const ActivationHistogram& histogram) {
    Bars bars;
    std::size_t first = ActivationHistogram::bins;
    std::size_t last = 0;
    const auto count = [&](std::size_t bin) {
        return std::uint64_t{histogram.prompt[bin]} + histogram.chosen[bin] + histogram.rejected[bin];
    };
    for (std::size_t bin = 0; bin < ActivationHistogram::bins; ++bin) {
        if (count(bin) > 0) {
            first = std::min(first, bin);
            last = bin;
        }
    }
    for (std::size_t bin = first; bin <= last && first < ActivationHistogram::bins; ++bin) {
        bars.values.push_back((ActivationHistogram::lowerEdge(bin) + ActivationHistogram::lowerEdge(bin + 1)) / 2.0);
        bars.heights.push_back(count(bin));
    }
    return bars;
}

}  // namespace

Result<NeuronpediaNames> neuronpediaNames(const Workspace& workspace, const IndexManifest& manifest,
                                          const NeuronpediaOptions& options) {
    NeuronpediaNames names;
    names.modelName = nameOfHash(workspace, ArtifactKind::Model, manifest.modelHash);
    names.saeName = nameOfHash(workspace, ArtifactKind::Sae, manifest.saeHash);
    names.modelId = options.modelId.empty() ? plainId(names.modelName) : options.modelId;
    names.sourceSet = options.sourceSet.empty() ? plainId(names.saeName) : options.sourceSet;
    names.layer = static_cast<std::uint32_t>(std::max<std::int64_t>(manifest.layer - 1, 0));
    names.hook = manifest.layer > 0 ? "hook_resid_post" : "hook_resid_pre";
    if (auto checked = checkId(names.modelId, "--model-id"); !checked) {
        return failure(checked);
    }
    if (auto checked = checkId(names.sourceSet, "--sae-id"); !checked) {
        return failure(checked);
    }
    return names;
}

std::vector<OrderedJson> neuronpediaActivations(const IndexContext& context, FeatureId feature,
                                                const NeuronpediaOptions& options) {
    const TokenScope scope = context.identity.scope;
    const double maximum = context.contrasts[feature.value()].maximum;
    const auto cuts =
        bandCuts(context.index->histogram(feature, scope), static_cast<float>(maximum));  // as the picker had them
    std::vector<OrderedJson> activations;
    for (const ContextRef& place : context.index->contexts(feature, scope)) {
        if (place.kind == ContextKind::Random) {
            continue;  // they show what quantiles show, and there is no mark for them
        }
        const auto window = contextWindow(*context.index, feature, scope, place, options.contextTokens);
        if (window.tokens.empty()) {
            continue;
        }
        const bool top = place.kind == ContextKind::Top;
        const std::size_t band = std::min<std::size_t>(place.band, cuts.size());
        const double low = top ? -1.0 : band == 0 ? 0.0 : cuts[band - 1];
        const double high = top || band == cuts.size() ? maximum : cuts[band];
        activations.push_back({{"bin_min", low},
                               {"bin_max", high},
                               {"bin_contains", top ? -1.0 : 1.0 / static_cast<double>(cuts.size() + 1)},
                               {"tokens", window.tokens},
                               {"values", window.values},
                               {"qualifying_token_index", window.at}});
    }
    return activations;
}

OrderedJson neuronpediaFeature(const IndexContext& context, FeatureId feature, const NeuronpediaOptions& options) {
    const OrderedJson none = OrderedJson::array();
    const Bars bars = barsOf(context.index->histogram(feature, context.identity.scope));
    OrderedJson json = {{"feature_index", feature.value()}};
    for (const char* name :
         {"neuron_alignment_indices", "neuron_alignment_values", "neuron_alignment_l1", "correlated_neurons_indices",
          "correlated_neurons_l1", "correlated_neurons_pearson", "correlated_features_indices",
          "correlated_features_l1", "correlated_features_pearson", "neg_str", "neg_values", "pos_str", "pos_values"}) {
        json[name] = none;
    }
    json["frac_nonzero"] = context.contrasts[feature.value()].density;
    json["freq_hist_data_bar_values"] = bars.values;
    json["freq_hist_data_bar_heights"] = bars.heights;
    json["logits_hist_data_bar_heights"] = none;
    json["logits_hist_data_bar_values"] = none;
    json["n_prompts_total"] = context.index->pairCount();
    json["n_tokens_in_prompt"] = options.contextTokens;
    json["dataset"] = context.index->manifest().datasetName;
    json["decoder_weights_dist"] = none;
    json["activations"] = none;
    if (options.contexts) {
        for (auto& activation : neuronpediaActivations(context, feature, options)) {
            json["activations"].push_back(std::move(activation));
        }
    }
    json["vector"] = none;
    return json;
}

std::vector<std::string> neuronpediaNotes(const SelectedFeatures& selected, const NeuronpediaOptions& options,
                                          std::size_t dead) {
    std::vector<std::string> notes = selected.context.notes;
    notes.emplace_back("A reward model predicts no tokens: pos_str, neg_str and the logits are empty lists.");
    notes.emplace_back("The bars of the histogram are logarithmic: each is sqrt(2) times as wide as the one before.");
    if (dead > 0) {
        notes.push_back(std::to_string(dead) +
                        (dead == 1 ? " feature that never fires was" : " features that never fire were") +
                        " left out.");
    }
    notes.emplace_back(!options.contexts ? "No context was written: the lists of activations are empty."
                       : selected.context.identity.scope == TokenScope::SentenceEnds
                           ? "Values stand at sentence ends only, as the SAE was trained; other tokens show 0."
                           : "Values stand at all tokens.");
    return notes;
}

}  // namespace saferscope
