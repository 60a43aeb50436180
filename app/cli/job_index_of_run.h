// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"

namespace saferscope::cli {

/// The index that a run was planned with; refused where it is of another SAE by now.
Result<std::shared_ptr<const FeatureIndex>> openIndexOfRun(const std::filesystem::path& folder,
                                                           const std::string& saeHash);

}  // namespace saferscope::cli
