// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/workspace_run.h"

#include "app/cli/output.h"
#include "app/cli/run_follow.h"
#include "core/base/clock.h"
#include "core/data/content_hash.h"
#include "core/data/pair_writer.h"
#include "core/jobs/launcher.h"
#include "core/sae/sae.h"

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

constexpr const char* dataFileName = "data.jsonl";

std::optional<ArtifactKind> artifactOf(JobKind kind) {
    switch (kind) {
        case JobKind::TrainRewardModel:
            return ArtifactKind::Model;
        case JobKind::TrainSae:
            return ArtifactKind::Sae;
        case JobKind::BuildIndex:
            return ArtifactKind::Index;
        case JobKind::Evaluate:
        case JobKind::RateFeatures:
        case JobKind::Causal:
        case JobKind::FeatureMap:
            break;
    }
    return std::nullopt;
}

// One file of all data sets, or of the first pairs of one. Ids are unique within a data set only, so that several
// data sets prefix theirs.
Status writeRunData(const Workspace& workspace, const std::vector<Dataset>& datasets, std::uint64_t maxPairs,
                    const fs::path& path) {
    auto writer = PairWriter::create(path);
    if (!writer) {
        return failure(writer);
    }
    std::uint64_t written = 0;
    for (const auto& dataset : datasets) {
        auto pairs = workspace.loadPairs(dataset);
        if (!pairs) {
            return failure(pairs);
        }
        for (auto& pair : *pairs) {
            if (maxPairs > 0 && written == maxPairs) {
                return writer->commit();
            }
            if (datasets.size() > 1) {
                pair.id = dataset.name + "/" + pair.id;
            }
            if (auto done = writer->write(pair); !done) {
                return done;
            }
            ++written;
        }
    }
    return writer->commit();
}

Result<std::vector<Dataset>> findDatasets(const Workspace& workspace, const std::vector<std::string>& names) {
    std::vector<Dataset> datasets;
    for (const auto& name : names) {
        auto dataset = workspace.dataset(name);
        if (!dataset) {
            std::error_code error;
            if (fs::exists(name, error)) {
                return fail(ErrorCode::NotFound, "The workspace has no data set named \"" + name + "\".",
                            "That is a file: bring it in first with `safer import " + name + " --workspace " +
                                workspace.folder().string() + "`.");
            }
            return failure(dataset);
        }
        datasets.push_back(std::move(*dataset));
    }
    if (datasets.empty()) {
        return fail(ErrorCode::Usage, "No data set was given.", "Name one with --data.");
    }
    return datasets;
}

// Folders outside the workspace become references, so that what is made from them can be told fresh from stale.
Result<std::vector<Artifact>> recordSources(Workspace& workspace, std::vector<Artifact> sources) {
    for (auto& source : sources) {
        if (source.id != 0) {
            continue;
        }
        auto recorded = workspace.addReference(source.kind, source.path, source.name);
        if (!recorded) {
            return failure(recorded);
        }
        source = std::move(*recorded);
    }
    return sources;
}

OrderedJson describeJson(const FinishedRun& run) {
    OrderedJson json = {{"run", run.id}, {"state", runStateName(run.result.state)}};
    if (run.artifact) {
        json["name"] = run.artifact->name;
        json["path"] = run.artifact->path.string();
    }
    json["values"] = OrderedJson::parse(dumpJson(run.result.values));
    return json;
}

}  // namespace

Result<std::unique_ptr<Workspace>> openWorkspace(const std::string& folder) {
    if (folder.empty()) {
        return fail(ErrorCode::Usage, "No workspace was given.", "Name one with --workspace DIR.");
    }
    return Workspace::open(absolutePath(folder));
}

std::string resumeHint(const Workspace& workspace, const std::string& runId) {
    return "Resume it with `safer jobs resume " + runId + " --workspace " + workspace.folder().string() + "`.";
}

Result<fs::path> prepareRun(Workspace& workspace, const RunRequest& request, const CommonOptions& options) {
    const auto datasets = findDatasets(workspace, request.datasets);
    if (!datasets) {
        return failure(datasets);
    }
    const auto sources = recordSources(workspace, request.sources);
    if (!sources) {
        return failure(sources);
    }
    const bool ownData = datasets->size() > 1 || request.maxPairs > 0;
    RunSpec spec;
    spec.id = timeOrderedName() + "-" + jobKindName(request.kind);
    spec.kind = request.kind;
    spec.title = request.title;
    spec.device = options.device;
    spec.seed = options.seed;
    spec.params = request.params;
    spec.inputs = request.inputs;
    spec.params["date_string"] = workspace.settings().dateString;
    if (!spec.params.contains("max_tokens")) {
        spec.params["max_tokens"] = workspace.settings().maxTokens;
    }
    if (!request.outputName.empty()) {
        spec.params["output_name"] = request.outputName;
    }
    for (const auto& source : *sources) {
        spec.inputs[artifactKindName(source.kind)] = source.contentHash;
    }
    if (datasets->size() == 1) {
        spec.inputs["dataset"] = datasets->front().contentHash;
        spec.params["dataset_name"] = datasets->front().name;
    } else {
        for (const auto& dataset : *datasets) {
            spec.inputs["dataset " + dataset.name] = dataset.contentHash;
        }
    }
    if (ownData) {
        spec.params["data"] = (workspace.runsFolder() / spec.id / dataFileName).string();
    } else {
        const auto file = workspace.exportForWorkers(datasets->front());
        if (!file) {
            return failure(file);
        }
        spec.params["data"] = file->string();
    }
    auto folder = createRunFolder(workspace.runsFolder(), spec);
    if (folder && ownData) {
        if (auto written = writeRunData(workspace, *datasets, request.maxPairs, *folder / dataFileName); !written) {
            std::error_code ignored;
            fs::remove_all(*folder, ignored);
            return failure(written);
        }
    }
    return folder;
}

Result<FinishedRun> runToEnd(Workspace& workspace, const fs::path& runFolder, ProgressDisplay& display) {
    const auto spec = readRunSpec(runFolder);
    if (!spec) {
        return failure(spec);
    }
    auto result = startAndFollow(runFolder, display, resumeHint(workspace, spec->id));
    if (!result) {
        return failure(result);
    }
    if (const auto adopted = workspace.adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    FinishedRun run{spec->id, runFolder, std::move(*result), {}};
    if (const auto kind = artifactOf(spec->kind)) {
        for (const auto& artifact : workspace.artifacts(*kind)) {
            if (artifact.runId == spec->id) {
                run.artifact = artifact;
            }
        }
        if (!run.artifact) {
            return fail(ErrorCode::Failed,
                        "The run " + spec->id + " finished, but the workspace has not taken over what it made.",
                        "Look into " + runFolder.string() + ".");
        }
    }
    return run;
}

Status executeInWorkspace(Workspace& workspace, const RunRequest& request, const CommonOptions& options,
                          const Background& background, const DescribeRun& describe) {
    if (options.dryRun) {
        const auto datasets = findDatasets(workspace, request.datasets);
        if (!datasets) {
            return failure(datasets);
        }
        printNote("Nothing was started: the request is in order.");
        return {};
    }
    const auto folder = prepareRun(workspace, request, options);
    if (!folder) {
        return failure(folder);
    }
    const std::string id = folder->filename().string();
    if (background.queue) {
        return queueRun(workspace, *folder, background, options.json);
    }
    if (background.detach) {
        if (auto started = startRun(*folder); !started) {
            return started;
        }
        if (options.json) {
            printJson({{"run", id}, {"state", "running"}, {"folder", folder->string()}});
        } else {
            printText(id);
            printNote("It runs in the background; `safer jobs --workspace " + workspace.folder().string() +
                      "` shows it.");
        }
        return {};
    }
    ProgressDisplay display(options.quiet);
    const auto run = runToEnd(workspace, *folder, display);
    if (!run) {
        return failure(run);
    }
    if (options.json) {
        printJson(describeJson(*run));
        return {};
    }
    for (const auto& line : describe(*run)) {
        printText(line);
    }
    return {};
}

Result<Artifact> chooseArtifact(const Workspace& workspace, ArtifactKind kind, const std::string& nameOrFolder) {
    const std::string what = kind == ArtifactKind::Model ? "reward model" : kind == ArtifactKind::Sae ? "SAE" : "index";
    if (nameOrFolder.empty()) {
        auto newest = workspace.newestArtifact(kind);
        if (!newest) {
            const std::string option = kind == ArtifactKind::Model ? "--model" : "--sae";
            const std::string command = kind == ArtifactKind::Model ? "train-rm" : "train-sae";
            return fail(ErrorCode::NotFound, "The workspace has no " + what + " yet.",
                        "Make one with `safer " + command + "`, or name a folder with " + option + ".");
        }
        return std::move(*newest);
    }
    if (auto named = workspace.artifact(kind, nameOrFolder)) {
        return named;
    }
    std::error_code error;
    if (!fs::exists(nameOrFolder, error)) {
        return fail(ErrorCode::NotFound,
                    "There is no " + what + " \"" + nameOrFolder + "\", neither in the workspace nor as a folder.",
                    "`safer doctor --workspace " + workspace.folder().string() + "` lists what the workspace holds.");
    }
    Artifact outside;
    outside.kind = kind;
    outside.path = absolutePath(nameOrFolder);
    for (const auto& known : workspace.artifacts(kind)) {
        if (known.path == outside.path) {
            return known;
        }
    }
    const auto hash = kind == ArtifactKind::Sae ? saeContentHash(outside.path) : folderContentHash(outside.path);
    if (!hash) {
        return failure(hash);
    }
    outside.contentHash = *hash;
    outside.name = outside.path.filename().string();
    for (int number = 2; workspace.artifact(kind, outside.name); ++number) {
        outside.name = outside.path.filename().string() + "-" + std::to_string(number);
    }
    return outside;
}

}  // namespace saferscope::cli
