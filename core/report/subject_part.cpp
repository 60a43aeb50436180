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
    return artifact != nullptr
               ? tr("%1 (%2, made %3)", {artifact->name, shortHash(hash), dateText(artifact->createdAt)})
               : tr("not in this workspace any more (%1)", {shortHash(hash)});
}

std::string saeWords(const std::string& sae, const IndexManifest& manifest) {
    const std::string layer = std::to_string(manifest.layer);
    if (manifest.k <= 0) {
        return trn(manifest.features,
                   "%2, layer %3, %1 feature, as many active at a token as its activation lets through",
                   "%2, layer %3, %1 features, as many active at a token as its activation lets through", {sae, layer});
    }
    return trn(manifest.features, "%2, layer %3, %1 feature, at most %4 active at a token",
               "%2, layer %3, %1 features, at most %4 active at a token", {sae, layer, std::to_string(manifest.k)});
}

std::string changeWords(const ExperimentPlan& plan) {
    const auto count = static_cast<std::uint64_t>(plan.entries.size());
    const std::string strategy = strategyName(plan.request.strategy);
    switch (plan.request.mode) {
        case ExperimentMode::Poison:
            return trn(count, "no: %1 pair flipped on purpose (%2)", "no: %1 pairs flipped on purpose (%2)",
                       {strategy});
        case ExperimentMode::Denoise:
            return trn(count, "no: %1 pair dropped on purpose (%2)", "no: %1 pairs dropped on purpose (%2)",
                       {strategy});
    }
    return {};
}

void writeDatasets(ReportContext& report, const std::vector<Dataset>& datasets) {
    ReportTable table;
    table.caption = tr("Data sets of the workspace");
    table.head = {tr("data set"), tr("pairs"),    tr("records refused"),
                  tr("imported"), tr("contents"), tr("as people made it")};
    for (std::size_t i = 0; i < std::min(datasets.size(), shownDatasets); ++i) {
        const Dataset& dataset = datasets[i];
        const auto manifest = report.workspace.manifest(dataset);
        const std::string changed = !manifest   ? tr("its manifest cannot be read")
                                    : *manifest ? changeWords((*manifest)->plan)
                                                : tr("yes, as far as is known");
        table.rows.push_back(
            {textCell(dataset.name), numberCell(countText(dataset.pairs), static_cast<double>(dataset.pairs)),
             numberCell(countText(dataset.skipped), static_cast<double>(dataset.skipped)),
             textCell(dateText(dataset.importedAt)), textCell(shortHash(dataset.contentHash)), textCell(changed)});
    }
    writeTable(report.html, table);
    if (datasets.size() > shownDatasets) {
        report.leave(trn(datasets.size(), "Of %1 data set the first %2 are listed.",
                         "Of %1 data sets the first %2 are listed.", {countText(shownDatasets)}));
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
    openPart(report, "subject", tr("What was examined"));
    say(html, tr("A reward model gives an answer a number, and prefers the answer with the higher one. It was taught "
                 "with pairs of answers of which people preferred one, the chosen answer, to the other, the rejected "
                 "one. A sparse autoencoder (SAE) takes the model's inner state apart into features; this report says "
                 "which features tell chosen from rejected answers, and what they seem to stand for."));
    std::vector<std::pair<std::string, std::string>> facts;
    if (const IndexContext* index = report.index()) {
        const IndexManifest& manifest = index->index->manifest();
        facts = {{tr("Reward model"), named(models, manifest.modelHash)},
                 {tr("SAE"), saeWords(named(saes, manifest.saeHash), manifest)},
                 {tr("Pairs"), trn(manifest.pairs, "%2: %1 pair (%3)", "%2: %1 pairs (%3)",
                                   {manifest.datasetName, shortHash(manifest.datasetHash)})},
                 {tr("Feature index"),
                  tr("%1 (%2), made %3 by Saferscope %4", {index->name, shortHash(index->identity.indexHash),
                                                           dateText(manifest.createdAt), manifest.codeVersion})},
                 {tr("Date in the prompts"), manifest.dateString.empty() ? tr("not noted") : manifest.dateString},
                 {tr("Numbers"), manifest.dtype.empty() ? "float32" : manifest.dtype},
                 {tr("Positions"), scopeWords(index->identity.scope)},
                 {tr("Features that colour pairs"), setWords(report)}};
    }
    const WorkspaceSettings settings = report.workspace.settings();
    facts.emplace_back(tr("Longest conversation"), trn(settings.maxTokens, "%1 token; longer ones lose their beginning",
                                                       "%1 tokens; longer ones lose their beginning"));
    facts.emplace_back(tr("Workspace"), report.workspace.folder().filename().string());
    facts.emplace_back(tr("Written by"), std::string("Saferscope ") + codeVersion());
    writeFacts(html, facts);
    if (report.index() != nullptr) {
        for (const auto& note : report.index()->notes) {
            say(html, fromCore(note), "warn");
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
    openPart(report, "sae", tr("How good the autoencoder is"));
    say(html, tr("Features can be no better than the autoencoder they come from. It rebuilds the model's state from "
                 "few features; what it cannot rebuild is missing from everything below."));
    ReportTable table;
    table.caption = tr("Measured on the activations of these pairs");
    table.head = {"", tr("sentence ends (as trained)"), tr("all tokens")};
    const auto row = [&](const std::string& name, const std::array<double, 2>& values, auto text) {
        table.rows.push_back(
            {textCell(name), numberCell(text(values[0]), values[0]), numberCell(text(values[1]), values[1])});
    };
    const auto share = [](double value) { return percentText(value); };
    row(tr("Variance left unexplained (FVU)"), manifest.fvu, [](double value) { return numberText(value, 3); });
    row(tr("Active features per token (L0)"), manifest.l0, [](double value) { return numberText(value, 1); });
    row(tr("Features that never fire"), manifest.deadFraction, share);
    row(tr("Positions"), {static_cast<double>(manifest.positions[0]), static_cast<double>(manifest.positions[1])},
        [](double value) { return countText(static_cast<std::uint64_t>(value)); });
    writeTable(html, table);
    if (manifest.accuracyReconstructed >= 0.0) {
        say(html,
            tr("With the layer replaced by what the autoencoder rebuilds, the model ranks %1 of the pairs right "
               "instead of %2, and its rewards correlate %3 with the original ones (1 keeps everything).",
               {percentText(manifest.accuracyReconstructed), percentText(manifest.accuracy),
                numberText(manifest.rewardCorrelation, 3)}),
            "key");
    } else {
        say(html,
            tr("Whether the model ranks pairs the same way with what the autoencoder rebuilds was not measured."));
    }
    if (!(manifest.fvu[0] < 1.0)) {
        say(html,
            tr("It rebuilds worse than a constant would: it was probably trained on another model, layer or layout. "
               "What follows about features is not to be trusted."),
            "warn");
    } else if (manifest.k > 0 && manifest.l0[0] > static_cast<double>(manifest.k) + 0.5) {
        say(html, tr("More features are active than the autoencoder allows: it was probably loaded with a wrong k."),
            "warn");
    } else if (manifest.l0[0] < 0.5) {
        say(html, tr("Hardly any feature is active: it was probably trained on another model or layer."), "warn");
    } else if (manifest.fvu[0] > 0.5) {
        say(html, tr("Less than half of the variance is rebuilt: single features are to be read with care."), "warn");
    } else if (manifest.deadFraction[0] > 0.5) {
        say(html, tr("More than half of the features never fire at the sentence ends of these pairs."), "note");
    }
    closePart(report);
}

}  // namespace saferscope
