// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/database.h"

#include <map>

namespace saferscope {

/// How far taking over a finished run has come. Moving is written before the run's output folder is renamed, so that a
/// second call knows under which name to look for it.
enum class AdoptionState { Moving, Done, Nothing /* the run left nothing to take over */ };

struct AdoptionRow {
    std::string runId;
    std::string kind;  ///< "model", "sae", "index", "evaluation" or "ratings"
    std::string name;  ///< of the artifact; empty for evaluations and ratings
    AdoptionState state = AdoptionState::Moving;
    std::string adoptedAt;
};

/// By run id.
Result<std::map<std::string, AdoptionRow>> readAdoptions(const Database& database);
/// Adds or replaces the row of its run.
Status putAdoption(Transaction& transaction, const AdoptionRow& row);

}  // namespace saferscope
