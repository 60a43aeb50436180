// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/export_kinds.h"

#include "core/workspace/workspace.h"
#include "ui/dialogs/open_found_panel.h"
#include "ui/dialogs/open_sae_dialog.h"

#include <QCoreApplication>

namespace saferscope {
namespace {

class ExportText {
    Q_DECLARE_TR_FUNCTIONS(ExportDialog)
};

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

std::vector<ExportForm> tables() {
    return {{ExportText::tr("CSV, for spreadsheets, R and pandas"), {}, QStringLiteral(".csv")},
            {ExportText::tr("JSON Lines"), {}, QStringLiteral(".jsonl")}};
}

std::vector<ExportSource> artifactSources(const Workspace& workspace, ArtifactKind kind) {
    std::vector<ExportSource> sources;
    for (const Artifact& artifact : workspace.artifacts(kind)) {
        sources.push_back({plainLine(text(artifact.name), 100), text(artifact.name)});
    }
    return sources;
}

std::vector<ExportSource> runSources(const Workspace& workspace) {
    std::vector<ExportSource> sources;
    for (const Workspace::RunEntry& run : workspace.runs()) {
        if (run.spec.kind == JobKind::TrainRewardModel || run.spec.kind == JobKind::TrainSae) {
            const QString title = plainLine(text(run.spec.title), 80);
            sources.push_back(
                {title.isEmpty() ? text(run.spec.id) : QStringLiteral("%1 (%2)").arg(title, text(run.spec.id)),
                 text(run.spec.id)});
        }
    }
    return sources;
}

std::vector<ExportForm> pairForms() {
    return {{ExportText::tr("Message lists (TRL, Hugging Face)"), QStringLiteral("--layout=messages"),
             QStringLiteral(".jsonl")},
            {ExportText::tr("Plain strings (TRL)"), QStringLiteral("--layout=strings"), QStringLiteral(".jsonl")},
            {ExportText::tr("Saferscope, with everything it knows"), QStringLiteral("--layout=saferscope"),
             QStringLiteral(".jsonl")},
            {ExportText::tr("CSV"), QStringLiteral("--layout=csv"), QStringLiteral(".csv")}};
}

std::vector<ExportForm> modelForms() {
    return {{ExportText::tr("Hugging Face folder, numbers as they are stored"), {}, {}},
            {ExportText::tr("Hugging Face folder, float32"), QStringLiteral("--dtype=float32"), {}},
            {ExportText::tr("Hugging Face folder, bfloat16"), QStringLiteral("--dtype=bfloat16"), {}},
            {ExportText::tr("Hugging Face folder, float16"), QStringLiteral("--dtype=float16"), {}}};
}

std::vector<ExportForm> saeForms() {
    std::vector<ExportForm> forms;
    for (const QString& name : saeLayoutNames()) {
        forms.push_back({saeLayoutText(name), QStringLiteral("--layout=") + name, {}});
    }
    return forms;
}

}  // namespace

std::vector<ExportKind> exportKinds(const Workspace& workspace) {
    const bool index = workspace.newestArtifact(ArtifactKind::Index).has_value();
    const QString needsIndex = index ? QString() : ExportText::tr("There is no feature index in this workspace yet.");
    std::vector<ExportKind> kinds;
    const auto add = [&](const char* name, const QString& title, const QString& purpose, const char* baseName,
                         std::vector<ExportForm> forms) -> ExportKind& {
        kinds.push_back(
            {QLatin1String(name), title, purpose, QLatin1String(baseName), std::move(forms), {}, {}, {}, {}});
        return kinds.back();
    };
    const auto choose = [](ExportKind& kind, const QString& what, const char* option, std::vector<ExportSource> from,
                           const QString& missing) {
        kind.sourceName = what;
        kind.sourceOption = QLatin1String(option);
        kind.sources = std::move(from);
        kind.missing = kind.sources.empty() ? missing : QString();
    };
    add("features", ExportText::tr("Feature table"),
        ExportText::tr("Every feature with its numbers, labels and ratings, for your own statistics."), "features",
        tables())
        .missing = needsIndex;
    add("ratings", ExportText::tr("Ratings"),
        ExportText::tr("What people and judges said of the features; merges into other workspaces."), "ratings",
        {{ExportText::tr("All events, for other workspaces (JSON Lines)"), {}, QStringLiteral(".jsonl")},
         {ExportText::tr("What holds now, a row for each feature (CSV)"), {}, QStringLiteral(".csv")}});
    add("neuronpedia", ExportText::tr("Neuronpedia features"),
        ExportText::tr("Histograms and top contexts as SAEDashboard and Neuronpedia read them."), "neuronpedia",
        {{ExportText::tr("SAEDashboard JSON"), {}, QStringLiteral(".json")},
         {ExportText::tr("Neuronpedia upload (v1 folder)"), QStringLiteral("--format=v1"), {}}})
        .missing = needsIndex;
    add("delphi", ExportText::tr("delphi explanations"),
        ExportText::tr("One text file for each explained feature, as delphi scores them."), "delphi",
        {{ExportText::tr("Folder of explanations"), {}, {}}});
    choose(
        add("pairs", ExportText::tr("Training data"),
            ExportText::tr("A data set, also a poisoned or denoised one, for TRL and datasets."), "pairs", pairForms()),
        ExportText::tr("&Data set"), "--dataset",
        [&] {
            std::vector<ExportSource> sources;
            for (const Dataset& dataset : workspace.datasets()) {
                sources.push_back({plainLine(text(dataset.name), 100), text(dataset.name)});
            }
            return sources;
        }(),
        ExportText::tr("There is no data set in this workspace yet."));
    choose(add("model", ExportText::tr("Reward model"),
               ExportText::tr("A folder that transformers loads with from_pretrained()."), "model", modelForms()),
           ExportText::tr("&Model"), "--model", artifactSources(workspace, ArtifactKind::Model),
           ExportText::tr("There is no reward model in this workspace yet."));
    choose(add("sae", ExportText::tr("Sparse autoencoder"),
               ExportText::tr("In the layout of the library that shall load it."), "sae", saeForms()),
           ExportText::tr("&SAE"), "--sae", artifactSources(workspace, ArtifactKind::Sae),
           ExportText::tr("There is no SAE in this workspace yet."));
    choose(add("metrics", ExportText::tr("Metrics of a training"),
               ExportText::tr("The curves of a run, for TensorBoard or a plot of your own."), "metrics",
               {{ExportText::tr("TensorBoard event files (folder)"), QStringLiteral("--format=tensorboard"), {}},
                {ExportText::tr("CSV"), QStringLiteral("--format=csv"), QStringLiteral(".csv")}}),
           ExportText::tr("&Run"), "--run", runSources(workspace),
           ExportText::tr("Nothing was trained in this workspace yet."));
    add("report", ExportText::tr("HTML report"),
        ExportText::tr("Everything worth showing in one file that opens in any browser, also offline."), "report",
        {{ExportText::tr("HTML, one file"), {}, QStringLiteral(".html")},
         {ExportText::tr("HTML without the texts of the data"), QStringLiteral("--without-texts"),
          QStringLiteral(".html")}});
    return kinds;
}

}  // namespace saferscope
