// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/data/preference_pair.h"
#include "core/storage/database.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace saferscope {

/// A row of the table `dataset`.
struct DatasetRow {
    DatasetId id;
    std::string name;
    std::string sourcePath;
    std::string contentHash;
    std::uint64_t pairs = 0;
    std::uint64_t skipped = 0;
    std::string importedAt;
};

/// In the order of import.
Result<std::vector<DatasetRow>> readDatasets(const Database& database);
Result<std::optional<DatasetRow>> findDataset(const Database& database, const std::string& name);
Result<bool> hasDatasetWithHash(const Database& database, const std::string& contentHash);

/// The id of `row` is ignored and given back; its pairs come from a PairStaging.
Result<DatasetId> addDataset(Transaction& transaction, const DatasetRow& row);
/// With all its pairs. NotFound when there is none of that name.
Status deleteDataset(Transaction& transaction, const std::string& name);

/// Calls `visit` with every pair in order, a few MiB in memory at a time; its failure ends the walk and is returned.
/// Nothing is locked while `visit` works, so that the data set may be removed meanwhile: then the walk ends early.
Status visitPairs(const Database& database, DatasetId dataset, const std::function<Status(PreferencePair&&)>& visit);
Result<std::optional<PreferencePair>> findPair(const Database& database, DatasetId dataset, const std::string& pairId);

}  // namespace saferscope
