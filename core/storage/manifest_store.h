// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/storage/database.h"

#include <optional>
#include <string>

namespace saferscope {

/// The table `dataset_manifest`: JSON text as core/experiments/manifest.h spells it; what it says is not looked at
/// here. A row goes with its data set.

Status putDatasetManifest(Transaction& transaction, DatasetId dataset, const std::string& manifest);
Result<std::optional<std::string>> findDatasetManifest(const Database& database, DatasetId dataset);
/// Of any data set with these contents.
Result<std::optional<std::string>> findDatasetManifestByHash(const Database& database, const std::string& contentHash);

}  // namespace saferscope
