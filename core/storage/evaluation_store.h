// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/storage/database.h"

#include <vector>

namespace saferscope {

/// A row of the table `evaluation`.
struct EvaluationRow {
    std::string runId;
    std::string modelName;
    std::string modelHash;
    std::string datasetName;
    std::string datasetHash;
    std::string createdAt;
    Json result = Json::object();
};

/// Newest first.
Result<std::vector<EvaluationRow>> readEvaluations(const Database& database);
Status addEvaluation(Transaction& transaction, const EvaluationRow& row);

}  // namespace saferscope
