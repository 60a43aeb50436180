// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/job_index_of_run.h"

namespace saferscope::cli {

Result<std::shared_ptr<const FeatureIndex>> openIndexOfRun(const std::filesystem::path& folder,
                                                           const std::string& saeHash) {
    auto index = FeatureIndex::open(folder);
    if (!index) {
        return failure(index);
    }
    if ((*index)->manifest().saeHash != saeHash) {
        return fail(ErrorCode::InvalidInput, "The index " + folder.string() + " belongs to another SAE now.",
                    "Start a new run.");
    }
    return std::shared_ptr<const FeatureIndex>(std::move(*index));
}

}  // namespace saferscope::cli
