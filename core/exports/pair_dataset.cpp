// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/pair_dataset.h"

#include "core/base/json.h"
#include "core/experiments/manifest.h"
#include "core/storage/dataset_store.h"

#include <set>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* databaseName = "workspace.db";

std::string splitList(const std::set<std::string>& splits) {
    std::string text;
    for (const auto& split : splits) {
        text += (text.empty() ? "" : ", ") + (split.empty() ? std::string("none") : "\"" + split + "\"");
    }
    return text;
}

// The manifest first: a changed data set must never lie there as if it were an unchanged one.
Status placeManifest(const std::optional<DatasetManifest>& manifest, const fs::path& path) {
    std::error_code error;
    if (manifest) {
        return writeJsonFile(path, toJson(*manifest));
    }
    if (fs::is_regular_file(path, error)) {
        fs::remove(path, error);
    }
    return {};
}

}  // namespace

Result<ExportSummary> exportDataset(const Workspace& workspace, const std::string& name, PairOutput layout,
                                    const std::string& split, const fs::path& path, bool force,
                                    const ProgressCallback& progress, std::stop_token stop) {
    const auto dataset = workspace.dataset(name);
    if (!dataset) {
        return failure(dataset);
    }
    const auto manifest = workspace.manifest(*dataset);
    if (!manifest) {
        return failure(manifest);
    }
    const fs::path manifestPath = manifestPathOf(path);
    if (auto free = checkExportFile(path, force); !free) {
        return failure(free);
    }
    if (auto free = checkExportFile(manifestPath, force); !free) {
        return failure(free);
    }
    const auto database = Database::open(workspace.folder() / databaseName);
    if (!database) {
        return failure(database);
    }
    auto exporter = PairExporter::create(path, layout);
    if (!exporter) {
        return failure(exporter);
    }
    ExportSummary summary;
    std::set<std::string> splits;
    ProgressMeter meter("Writing pairs", dataset->pairs, progress);
    const Status visited = visitPairs(*database, dataset->id, [&](PreferencePair&& pair) -> Status {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The export was stopped; nothing was written.");
        }
        meter.advance();
        if (splits.size() < 20) {  // for the sentence below
            splits.insert(pair.split);
        }
        if (!split.empty() && pair.split != split) {
            return {};
        }
        ++summary.rows;
        return exporter->write(pair);
    });
    meter.finish();
    if (!visited) {
        return failure(visited);
    }
    if (summary.rows == 0 && !split.empty()) {
        return fail(ErrorCode::NotFound, "No pair of the data set \"" + name + "\" is of the split \"" + split + "\".",
                    "Its splits: " + splitList(splits) + ".");
    }
    if (auto placed = placeManifest(*manifest, manifestPath); !placed) {
        return failure(placed);
    }
    if (auto committed = exporter->commit(); !committed) {
        return failure(committed);
    }
    if (*manifest) {
        summary.beside.push_back(manifestPath);
        summary.notes.push_back("Changed on purpose: " + describeManifest(**manifest));
        if (!split.empty()) {
            summary.notes.emplace_back("The manifest beside the file speaks of the whole data set, not of the split.");
        }
    }
    return summary;
}

}  // namespace saferscope
