// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/code_version.h"
#include "core/report/html_text.h"
#include "core/report/report_context.h"

#include <algorithm>

namespace saferscope {
namespace {

constexpr std::size_t shownDatasets = 30;

const Artifact* byHash(const std::vector<Artifact>& artifacts, const std::string& hash) {
    const auto found = std::ranges::find(artifacts, hash, &Artifact::contentHash);
    return hash.empty() || found == artifacts.end() ? nullptr : &*found;
}

std::string named(const std::vector<Artifact>& artifacts, const std::string& hash) {
    const Artifact* artifact = byHash(artifacts, hash);
    return (artifact != nullptr ? artifact->name : std::string("not in this workspace any more")) + " (" +
           shortHash(hash) + (artifact != nullptr ? ", made " + dateText(artifact->createdAt) : std::string()) + ")";
}

void writeDatasets(ReportContext& report, const std::vector<Dataset>& datasets) {
    ReportTable table;
    table.caption = "Data sets of the workspace";
    table.head = {"data set", "pairs", "records refused", "imported", "contents", "as people made it"};
    for (std::size_t i = 0; i < std::min(datasets.size(), shownDatasets); ++i) {
        const Dataset& dataset = datasets[i];
        const auto manifest = report.workspace.manifest(dataset);
        std::string changed = "yes, as far as is known";
        if (!manifest) {
            changed = "its manifest cannot be read";
        } else if (*manifest) {
            const auto& plan = (*manifest)->plan;
            changed = std::string("no: ") + countText(plan.entries.size()) + " pairs " + changeName(plan.request.mode) +
                      " on purpose (" + strategyName(plan.request.strategy) + ")";
        }
        table.rows.push_back(
            {textCell(dataset.name), numberCell(countText(dataset.pairs), static_cast<double>(dataset.pairs)),
             numberCell(countText(dataset.skipped), static_cast<double>(dataset.skipped)),
             textCell(dateText(dataset.importedAt)), textCell(shortHash(dataset.contentHash)), textCell(changed)});
    }
    writeTable(report.html, table);
    if (datasets.size() > shownDatasets) {
        report.leave("Of " + countText(datasets.size()) + " data sets the first " + countText(shownDatasets) +
                     " are listed.");
    }
}

}  // namespace

void writeSubject(ReportContext& report) {
    const auto datasets = report.workspace.datasets();
    const auto models = report.workspace.artifacts(ArtifactKind::Model);
    const auto saes = report.workspace.artifacts(ArtifactKind::Sae);
    if (datasets.empty() && models.empty() && saes.empty() && report.index() == nullptr) {
        return;
    }
    HtmlWriter& html = report.html;
    openPart(report, "subject", "What was examined");
    say(html,
        "A reward model gives an answer a number, and prefers the answer with the higher one. It was taught with pairs "
        "of answers of which people preferred one, the chosen answer, to the other, the rejected one. A sparse "
        "autoencoder (SAE) takes the model's inner state apart into features; this report says which features tell "
        "chosen from rejected answers, and what they seem to stand for.");
    std::vector<std::pair<std::string, std::string>> facts;
    if (const IndexContext* index = report.index()) {
        const IndexManifest& manifest = index->index->manifest();
        facts = {{"Reward model", named(models, manifest.modelHash)},
                 {"SAE", named(saes, manifest.saeHash) + ", layer " + std::to_string(manifest.layer) + ", " +
                             countText(manifest.features) + " features, " +
                             (manifest.k > 0 ? "at most " + std::to_string(manifest.k) + " active at a token"
                                             : "as many active at a token as its activation lets through")},
                 {"Pairs", manifest.datasetName + ": " + plural(manifest.pairs, "pair", "pairs") + " (" +
                               shortHash(manifest.datasetHash) + ")"},
                 {"Feature index", index->name + " (" + shortHash(index->identity.indexHash) + "), made " +
                                       dateText(manifest.createdAt) + " by Saferscope " + manifest.codeVersion},
                 {"Date in the prompts", manifest.dateString.empty() ? "not noted" : manifest.dateString},
                 {"Numbers", manifest.dtype.empty() ? "float32" : manifest.dtype},
                 {"Positions", scopeWords(index->identity.scope)},
                 {"Features that colour pairs", setWords(report)}};
    }
    const WorkspaceSettings settings = report.workspace.settings();
    facts.emplace_back("Longest conversation",
                       countText(settings.maxTokens) + " tokens; longer ones lose their beginning");
    facts.emplace_back("Workspace", report.workspace.folder().filename().string());
    facts.emplace_back("Written by", std::string("Saferscope ") + codeVersion());
    writeFacts(html, facts);
    if (report.index() != nullptr) {
        for (const auto& note : report.index()->notes) {
            say(html, note, "warn");
        }
    }
    if (!datasets.empty()) {
        writeDatasets(report, datasets);
    }
    closePart(report);
}

void writeSaeQuality(ReportContext& report) {
    if (report.index() == nullptr) {
        return;
    }
    HtmlWriter& html = report.html;
    const IndexManifest& manifest = report.index()->index->manifest();
    openPart(report, "sae", "How good the autoencoder is");
    say(html,
        "Features can be no better than the autoencoder they come from. It rebuilds the model's state from few "
        "features; what it cannot rebuild is missing from everything below.");
    ReportTable table;
    table.caption = "Measured on the activations of these pairs";
    table.head = {"", "sentence ends (as trained)", "all tokens"};
    const auto row = [&](const char* name, const std::array<double, 2>& values, auto text) {
        table.rows.push_back(
            {textCell(name), numberCell(text(values[0]), values[0]), numberCell(text(values[1]), values[1])});
    };
    const auto share = [](double value) { return percentText(value); };
    row("Variance left unexplained (FVU)", manifest.fvu, [](double value) { return numberText(value, 3); });
    row("Active features per token (L0)", manifest.l0, [](double value) { return numberText(value, 1); });
    row("Features that never fire", manifest.deadFraction, share);
    row("Positions", {static_cast<double>(manifest.positions[0]), static_cast<double>(manifest.positions[1])},
        [](double value) { return countText(static_cast<std::uint64_t>(value)); });
    writeTable(html, table);
    if (manifest.accuracyReconstructed >= 0.0) {
        say(html,
            "With the layer replaced by what the autoencoder rebuilds, the model ranks " +
                percentText(manifest.accuracyReconstructed) + " of the pairs right instead of " +
                percentText(manifest.accuracy) + ", and its rewards correlate " +
                numberText(manifest.rewardCorrelation, 3) + " with the original ones (1 keeps everything).",
            "key");
    } else {
        say(html, "Whether the model ranks pairs the same way with what the autoencoder rebuilds was not measured.");
    }
    if (!(manifest.fvu[0] < 1.0)) {
        say(html,
            "It rebuilds worse than a constant would: it was probably trained on another model, layer or layout. "
            "What follows about features is not to be trusted.",
            "warn");
    } else if (manifest.k > 0 && manifest.l0[0] > static_cast<double>(manifest.k) + 0.5) {
        say(html, "More features are active than the autoencoder allows: it was probably loaded with a wrong k.",
            "warn");
    } else if (manifest.l0[0] < 0.5) {
        say(html, "Hardly any feature is active: it was probably trained on another model or layer.", "warn");
    } else if (manifest.fvu[0] > 0.5) {
        say(html, "Less than half of the variance is rebuilt: single features are to be read with care.", "warn");
    } else if (manifest.deadFraction[0] > 0.5) {
        say(html, "More than half of the features never fire at the sentence ends of these pairs.", "note");
    }
    closePart(report);
}

}  // namespace saferscope
