// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/experiments/apply.h"
#include "core/jobs/code_version.h"
#include "core/storage/manifest_store.h"
#include "core/workspace/dataset_saving.h"

#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

/// FILE.manifest.json; of a compressed FILE.gz also FILE.manifest.json, since people compress what they were given.
fs::path sidecarOf(const fs::path& file) {
    std::error_code error;
    fs::path beside = manifestPathOf(file);
    if (!fs::exists(beside, error) && file.extension() == ".gz") {
        beside = manifestPathOf(fs::path(file).replace_extension());
    }
    return fs::exists(beside, error) ? beside : fs::path();
}

}  // namespace

std::string recogniseManifest(const Database& database, const fs::path& file, const std::string& contentHash,
                              ImportSummary& summary) {
    if (const fs::path beside = sidecarOf(file); !beside.empty()) {
        auto manifest = readManifestFile(beside);
        if (!manifest) {
            summary.manifestProblem = manifest.error().message;
        } else if (manifest->contentHash != contentHash) {
            summary.manifestProblem = beside.string() + " speaks of other contents (hash " +
                                      manifest->contentHash.substr(0, 16) + "…), so it was not believed.";
        } else {
            summary.manifest = std::move(*manifest);
        }
    }
    if (!summary.manifest) {
        if (const auto known = findDatasetManifestByHash(database, contentHash); known && *known) {
            const auto json = parseJson(**known, "the manifest");
            auto manifest = json ? datasetManifestFromJson(*json, "the manifest") : failure(json);
            if (manifest) {
                summary.manifest = std::move(*manifest);
            }
        }
    }
    return summary.manifest ? dumpJson(toJson(*summary.manifest)) : std::string();
}

Result<Dataset> Workspace::createDerivedDataset(const std::string& name, const ExperimentPlan& plan,
                                                const ProgressCallback& progress, std::stop_token stop) {
    auto& database = m_impl->database;
    if (auto available = requireDatasetName(database, name); !available) {
        return failure(available);
    }
    const auto source = dataset(plan.request.datasetName);
    if (!source) {
        return failure(source);
    }
    auto applier = PlanApplier::create(plan);
    if (!applier) {
        return failure(applier);
    }
    // In memory, not from a running query: that would hold a lock on the workspace as long as staging takes.
    auto pairs = loadPairs(*source);
    if (!pairs) {
        return failure(pairs);
    }
    auto staging = PairStaging::create(database);
    if (!staging) {
        return failure(staging);
    }
    ProgressMeter meter("Changing pairs", pairs->size(), progress);
    for (std::size_t i = 0; i < pairs->size(); ++i) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Making the data set \"" + name + "\" was stopped; nothing was kept.");
        }
        auto changed = applier->next(std::move((*pairs)[i]));
        if (!changed) {
            return failure(changed);
        }
        if (*changed) {
            if (auto added = staging->add(**changed); !added) {
                return failure(added);
            }
        }
        if (i % 256 == 0) {
            meter.set(i);
        }
    }
    if (auto closed = staging->close(); !closed) {
        return failure(closed);
    }
    meter.finish();
    const auto manifest = applier->finish(codeVersion());
    if (!manifest) {
        return failure(manifest);
    }
    DatasetRow row;
    row.name = name;
    row.sourcePath = "data set " + source->name;
    row.contentHash = manifest->contentHash;
    row.pairs = manifest->pairs;
    row.importedAt = utcTimestamp();
    auto saved = saveStaged(database, *staging, std::move(row), dumpJson(toJson(*manifest)), progress, stop);
    if (!saved) {
        return failure(saved);
    }
    return datasetFrom(std::move(*saved));
}

Result<std::optional<DatasetManifest>> Workspace::manifest(const Dataset& dataset) const {
    const auto text = findDatasetManifest(m_impl->database, dataset.id);
    if (!text) {
        return failure(text);
    }
    if (!*text) {
        return std::optional<DatasetManifest>();
    }
    const std::string where = "The manifest of the data set \"" + dataset.name + "\"";
    const auto json = parseJson(**text, where);
    auto manifest = json ? datasetManifestFromJson(*json, where) : failure(json);
    if (!manifest) {
        return failure(manifest);
    }
    return std::optional(std::move(*manifest));
}

}  // namespace saferscope
