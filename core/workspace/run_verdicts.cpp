// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/run_verdicts.h"

namespace saferscope {

namespace fs = std::filesystem;

fs::path keptVerdictsOf(const std::string& runId) { return fs::path("evaluations") / (runId + ".jsonl"); }

Result<VerdictFile> readRunVerdicts(const fs::path& workspaceFolder, const fs::path& runFolder) {
    const fs::path own = runFolder / verdictFileName;
    auto verdicts = readVerdicts(own);
    // Reading first and asking afterwards: the file may be moved between a question and the reading, and is never moved
    // back. One that is still there was read as it is.
    std::error_code error;
    if (verdicts || fs::exists(fs::symlink_status(own, error))) {
        return verdicts;
    }
    return readVerdicts(workspaceFolder / keptVerdictsOf(runFolder.filename().string()));
}

}  // namespace saferscope
