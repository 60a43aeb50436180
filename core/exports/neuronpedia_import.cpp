// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/base/hash.h"
#include "core/exports/gzip_file.h"
#include "core/exports/neuronpedia_feature.h"

#include <algorithm>
#include <optional>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t batchFeatures = 1024;

// Neuronpedia's rows are named by 25 characters that begin with c. Hashed from the place, so that the same index gives
// the same rows again.
std::string rowId(const std::string& place) { return "c" + sha256Hex(place).substr(0, 24); }

struct ImportWriter {
    const NeuronpediaOptions& options;
    const NeuronpediaNames& names;
    const IndexContext& context;
    const std::string judge;
    const std::string now;
    std::uint64_t activations = 0;
    std::uint64_t explanations = 0;

    OrderedJson featureRow(FeatureId feature, OrderedJson dashboard) const {
        OrderedJson row = {{"modelId", names.modelId},
                           {"layer", names.sourceId()},
                           {"index", std::to_string(feature.value())},
                           {"sourceSetName", names.sourceSet},
                           {"creatorId", options.creatorId},
                           {"createdAt", now},
                           {"maxActApprox", context.contrasts[feature.value()].maximum},
                           {"hasVector", false},
                           {"vector", OrderedJson::array()},
                           {"vectorLabel", nullptr},
                           {"vectorDefaultSteerStrength", nullptr},
                           {"hookName", "blocks." + std::to_string(names.layer) + "." + names.hook},
                           {"topkCosSimIndices", OrderedJson::array()},
                           {"topkCosSimValues", OrderedJson::array()}};
        for (const char* own :
             {"feature_index", "activations", "vector", "n_prompts_total", "n_tokens_in_prompt", "dataset"}) {
            dashboard.erase(own);
        }
        row.update(dashboard);
        return row;
    }

    OrderedJson activationRow(FeatureId feature, std::size_t number, OrderedJson dashboard) const {
        const auto values = dashboard.at("values").get<std::vector<float>>();
        const auto [smallest, largest] = std::ranges::minmax_element(values);
        const std::string index = std::to_string(feature.value());
        return {{"id", rowId(names.modelId + "/" + names.sourceId() + "/" + index + "/" + std::to_string(number))},
                {"tokens", std::move(dashboard.at("tokens"))},
                {"index", index},
                {"layer", names.sourceId()},
                {"modelId", names.modelId},
                {"dataSource", context.index->manifest().datasetName},
                {"dataIndex", nullptr},
                {"maxValue", *largest},
                // Of several equal ones the first, as Neuronpedia's scripts have it.
                {"maxValueTokenIndex", std::ranges::find(values, *largest) - values.begin()},
                {"minValue", *smallest},
                {"values", values},
                {"dfaValues", OrderedJson::array()},
                {"dfaTargetIndex", nullptr},
                {"dfaMaxValue", nullptr},
                {"creatorId", options.creatorId},
                {"createdAt", now},
                {"lossValues", OrderedJson::array()},
                {"logitContributions", nullptr},
                {"binMin", dashboard.at("bin_min")},
                {"binMax", dashboard.at("bin_max")},
                {"binContains", dashboard.at("bin_contains")},
                {"qualifyingTokenIndex", dashboard.at("qualifying_token_index")}};
    }

    OrderedJson explanationRow(FeatureId feature, const std::string& text) const {
        const bool label = !context.book.of(feature).label.empty();
        const std::string index = std::to_string(feature.value());
        return {{"id", rowId(names.modelId + "/" + names.sourceId() + "/" + index + "/explanation")},
                {"modelId", names.modelId},
                {"layer", names.sourceId()},
                {"index", index},
                {"description", text},
                {"authorId", options.creatorId},
                {"typeName", nullptr},
                {"explanationModelName", label ? OrderedJson(nullptr) : OrderedJson(judge)},
                {"createdAt", now}};
    }

    Status writeBatch(const fs::path& source, std::size_t number, std::span<const FeatureId> features,
                      ProgressMeter& meter, const std::stop_token& stop) {
        const std::string name = "batch-" + std::to_string(number) + ".jsonl.gz";
        auto featureFile = GzipFile::create(source / "features" / name);
        auto activationFile = GzipFile::create(source / "activations" / name);
        auto explanationFile = GzipFile::create(source / "explanations" / name);
        for (const auto* file : {&featureFile, &activationFile, &explanationFile}) {
            if (!*file) {
                return failure(*file);
            }
        }
        for (const FeatureId feature : features) {
            if (stop.stop_requested()) {
                return fail(ErrorCode::Interrupted, "The export was stopped; nothing was written.");
            }
            OrderedJson dashboard = neuronpediaFeature(context, feature, options);
            std::string lines;
            std::size_t context_number = 0;
            for (auto& activation : dashboard["activations"]) {
                lines += dumpJson(activationRow(feature, context_number++, std::move(activation))) + "\n";
            }
            activations += context_number;
            Status written = activationFile->append(lines);
            if (written) {
                written = featureFile->append(dumpJson(featureRow(feature, std::move(dashboard))) + "\n");
            }
            if (const auto text = explanationOf(context.book.of(feature), judge); written && !text.empty()) {
                written = explanationFile->append(dumpJson(explanationRow(feature, text)) + "\n");
                ++explanations;
            }
            if (!written) {
                return written;
            }
            meter.advance();
        }
        for (auto* file : {&featureFile, &activationFile, &explanationFile}) {
            if (auto committed = (*file)->commit(); !committed) {
                return committed;
            }
        }
        return {};
    }

    // release, model, sourceset and source.jsonl: one row each.
    Status writeHeads(const fs::path& source) const {
        const IndexManifest& manifest = context.index->manifest();
        const std::string release = names.modelId + "-" + names.sourceSet;
        const std::string title =
            "Features of the reward model " + names.modelName + ", read by the SAE " + names.saeName;
        const OrderedJson none = OrderedJson::array();
        const OrderedJson nothing = nullptr;
        const std::vector<std::pair<const char*, OrderedJson>> heads = {
            {"release.jsonl",
             {{"name", release},
              {"description", title},
              {"creatorName", options.creatorName},
              {"creatorId", options.creatorId},
              {"visibility", "PRIVATE"},
              {"isNewUi", false},
              {"featured", false},
              {"descriptionShort", title},
              {"urls", none},
              {"creatorEmail", nothing},
              {"creatorNameShort", options.creatorName},
              {"defaultSourceSetName", names.sourceSet},
              {"defaultSourceId", names.sourceId()},
              {"defaultUmapSourceIds", none},
              {"createdAt", now}}},
            {"model.jsonl",
             {{"id", names.modelId},
              {"instruct", true},
              {"creatorId", options.creatorId},
              {"displayNameShort", names.modelId},
              {"displayName", names.modelName},
              {"tlensId", nothing},
              {"dimension", nothing},
              {"visibility", "PRIVATE"},
              {"defaultSourceSetName", names.sourceSet},
              {"defaultSourceId", names.sourceId()},
              {"inferenceEnabled", false},
              {"layers", names.layer + 1},  // at least so many: the index does not know how many there are above
              {"neuronsPerLayer", 0},
              {"createdAt", now},
              {"owner", options.creatorName},
              {"updatedAt", now},
              {"website", nothing}}},
            {"sourceset.jsonl",
             {{"modelId", names.modelId},
              {"name", names.sourceSet},
              {"creatorId", options.creatorId},
              {"hasDashboards", true},
              {"visibility", "PRIVATE"},
              {"description", title},
              {"type", "SAE"},
              {"creatorName", options.creatorName},
              {"urls", none},
              {"creatorEmail", nothing},
              {"releaseName", release},
              {"defaultOfModelId", nothing},
              {"defaultRange", 1},
              {"defaultShowBreaks", true},
              {"showDfa", false},
              {"showCorrelated", false},
              {"showHeadAttribution", false},
              {"showUmap", false},
              {"createdAt", now}}},
            {"source.jsonl",
             {{"id", names.sourceId()},
              {"modelId", names.modelId},
              {"setName", names.sourceSet},
              {"creatorId", options.creatorId},
              {"hasDashboards", true},
              {"inferenceEnabled", false},
              {"inferenceHosts", none},
              {"saelensConfig", nothing},
              {"saelensRelease", nothing},
              {"saelensSaeId", nothing},
              {"hfRepoId", nothing},
              {"hfFolderId", nothing},
              {"visibility", "PRIVATE"},
              {"defaultOfModelId", nothing},
              {"hasUmap", false},
              {"hasUmapLogSparsity", false},
              {"hasUmapClusters", false},
              {"num_prompts", manifest.pairs},
              {"num_tokens_in_prompt", options.contextTokens},
              {"dataset", manifest.datasetName},
              {"notes",
               "Reward model: no logits. Positions: " + std::string(tokenScopeName(context.identity.scope)) + "."},
              {"createdAt", now}}}};
        for (const auto& [name, row] : heads) {
            if (auto written = writeFileAtomically(source / name, dumpJson(row) + "\n"); !written) {
                return written;
            }
        }
        return {};
    }
};

}  // namespace

Result<ExportSummary> writeNeuronpediaImport(const Workspace& workspace, const SelectedFeatures& selected,
                                             const NeuronpediaOptions& options, const ExportFolder& folder,
                                             const ProgressCallback& progress, std::stop_token stop) {
    const IndexContext& context = selected.context;
    const auto names = neuronpediaNames(workspace, context.index->manifest(), options);
    if (!names) {
        return failure(names);
    }
    const fs::path source = fs::path("v1") / names->modelId / names->sourceId();
    for (const char* part : {"features", "activations", "explanations"}) {
        if (const auto made = folder.subfolder(source / part); !made) {
            return failure(made);
        }
    }
    std::vector<FeatureId> alive;
    std::ranges::copy_if(selected.features, std::back_inserter(alive),
                         [&](FeatureId feature) { return !context.contrasts[feature.value()].dead; });
    ImportWriter writer{options, *names, context, context.book.mainJudge(context.settings.judge), utcTimestamp()};
    if (auto written = writer.writeHeads(folder.path() / source); !written) {
        return failure(written);
    }
    ProgressMeter meter("Writing features", alive.size(), progress);
    for (std::size_t begin = 0, batch = 0; begin < alive.size(); begin += batchFeatures, ++batch) {
        const auto features = std::span(alive).subspan(begin, std::min(batchFeatures, alive.size() - begin));
        if (auto written = writer.writeBatch(folder.path() / source, batch, features, meter, stop); !written) {
            return failure(written);
        }
    }
    meter.finish();
    ExportSummary summary;
    summary.rows = alive.size();
    summary.notes = neuronpediaNotes(selected, options, selected.features.size() - alive.size());
    summary.notes.push_back("The rows are private and belong to the user \"" + options.creatorId +
                            "\": give that of your own Neuronpedia with --creator-id.");
    return summary;
}

}  // namespace saferscope
