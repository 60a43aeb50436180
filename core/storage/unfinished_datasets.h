// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/dataset_store.h"

#include <string>
#include <vector>

namespace saferscope {

/// Pairs come and go in many short transactions, so that nobody who rates meanwhile has to wait for them. As long as
/// not all of them are there (or gone), their data set has a name that begins with a dot, which no data set of people
/// can have, and no content hash; readDatasets() and findDataset() pass over it.
struct UnfinishedDataset {
    DatasetId id;
    std::string name;  ///< ".import-TOKEN", ".removed-TOKEN"
};
inline constexpr const char* importPrefix = ".import-";
inline constexpr const char* removedPrefix = ".removed-";

Result<std::vector<UnfinishedDataset>> readUnfinishedDatasets(const Database& database);
Result<DatasetId> addUnfinishedDataset(Transaction& transaction, const std::string& name);
/// Gives it the row's name and contents. Fails where it is gone: somebody took it for abandoned.
Status finishDataset(Transaction& transaction, DatasetId dataset, const DatasetRow& row);
/// Takes name and contents away from a data set, which is gone for everybody then; its pairs are still to be deleted.
/// NotFound when there is none of that name.
Result<DatasetId> setDatasetAside(Transaction& transaction, const std::string& name, const std::string& newName);
/// Deletes up to `most` of its pairs, and the data set itself once none are left; false then. One that is finished by
/// now is not touched: false too.
Result<bool> deleteSomePairs(Transaction& transaction, DatasetId dataset, int most);

}  // namespace saferscope
