// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/workspace/index_context.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// Which features of which index go out.
struct FeatureSelection {
    std::string index;                ///< name; empty = the newest
    std::optional<TokenScope> scope;  ///< nothing = the set's own where a set is named, else sentence ends
    std::string set;                  ///< name of a saved set; empty = no set
    std::uint32_t top = 0;            ///< the strongest so many; 0 = all. Not with a set
    std::string measure;              ///< what strongest means; empty = as the workspace says
};

struct SelectedFeatures {
    IndexContext context;             ///< its notes say whether index and set are current
    std::vector<FeatureId> features;  ///< all by rising id, or the chosen ones strongest first; dead ones only in "all"
};

/// Reads tables, not tokens. NotFound with a hint where the workspace has no index, or no such index or set.
Result<SelectedFeatures> selectFeatures(const Workspace& workspace, const FeatureSelection& selection);

/// What one explains a feature by to others: the name people gave it, else what the judge said. Empty when nobody did.
std::string explanationOf(const FeatureOpinions& opinions, const std::string& judge);

}  // namespace saferscope
