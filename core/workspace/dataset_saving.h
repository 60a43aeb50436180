// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/dataset_store.h"
#include "core/storage/pair_staging.h"
#include "core/workspace/workspace_impl.h"

#include <stop_token>
#include <string>

namespace saferscope {

// Shared by imports (workspace_datasets.cpp) and derived data sets (workspace_manifests.cpp).

Dataset datasetFrom(DatasetRow row);

/// Refuses a name that is taken, or that no data set can have.
Status requireDatasetName(const Database& database, const std::string& name);

/// A new data set with its manifest (empty: none) and all its pairs, or nothing: the pairs come in many short
/// transactions (core/storage/unfinished_datasets.h), the last one gives them their name. Killed in between, what came
/// is invisible, and the next import or removal deletes it.
Result<DatasetRow> saveStaged(Database& database, PairStaging& staging, DatasetRow row, const std::string& manifest,
                              const ProgressCallback& progress, const std::stop_token& stop);

/// Removes a data set in the same manner: at once for everybody, its pairs bit by bit.
Status removeStored(Database& database, const std::string& name);

/// Finds the manifest of a file that was just read: beside the file (believed where it names these contents), or of a
/// data set with the same contents that is here already. Fills the summary's members; the manifest's text is returned.
std::string recogniseManifest(const Database& database, const std::filesystem::path& file,
                              const std::string& contentHash, ImportSummary& summary);

}  // namespace saferscope
