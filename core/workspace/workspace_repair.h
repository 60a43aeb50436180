// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/storage/database_salvage.h"
#include "core/workspace/workspace_check.h"

#include <filesystem>
#include <optional>
#include <stop_token>

namespace saferscope {

struct RepairRequest {
    std::filesystem::path workspace;
    std::optional<std::filesystem::path> from;  ///< a backup to heal from
    bool dryRun = false;                        ///< says what would be done; writes only below a temporary folder
};

struct WorkspaceRepair {
    bool replaced = false;            ///< the database is (with dryRun: would be) a new one
    std::filesystem::path keptAs;     ///< where the database as it was lies; empty where it was not replaced
    Salvage salvage;                  ///< what was kept and what is lost, by name; empty where nothing was damaged
    std::uint64_t healedRatings = 0;  ///< that runs' files or the backup brought back
    std::vector<std::string> notes;   ///< folders made again, what else was done
    std::vector<CheckFinding> left;   ///< what a repair cannot mend: models that have gone, temporary files
};
OrderedJson toJson(const WorkspaceRepair& repair);

/// Replaces a damaged database by a new one with everything in it that can be read and is what was saved. Refused while
/// anybody has the workspace open: who went on writing into the old file would write into nothing. The old file, with
/// its journal, is copied to backups/before-repair-TIME first, byte for byte; nothing is ever deleted. Ratings that are
/// lost come back from the files of rating runs and from `from`, other records from `from`. An intact database stays as
/// it is. Blocks on the disk, needs room for two copies of the database.
Result<WorkspaceRepair> repairWorkspace(const RepairRequest& request, const ProgressCallback& progress = {},
                                        const std::stop_token& stop = {});

}  // namespace saferscope
