// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/storage/database_backup.h"

#include <filesystem>
#include <stop_token>

namespace saferscope {

struct BackupRequest {
    std::filesystem::path workspace;
    std::filesystem::path target;  ///< a folder that is not there yet, or an empty one; not inside the workspace
    bool withArtifacts = false;
};

/// A copy of a workspace while other processes use it: the database at one moment, and what cannot be made again
/// without asking people or judges or computing for hours: runs (their own files, not checkpoints and weights), sweeps,
/// verdicts. Models, SAEs and indexes are hashed and copied where asked for, else named with their hashes; the workers'
/// copies of data sets, locks and temporary files stay out. The folder appears whole, after it has been read back, or
/// not at all. A damaged workspace is copied as it is; the manifest says what is damaged. Blocks on the disk.
Result<BackupManifest> backupWorkspace(const BackupRequest& request, const ProgressCallback& progress = {},
                                       const std::stop_token& stop = {});

/// Into a folder that is not there yet, or an empty one. Every file is checked against the manifest while it is copied;
/// the workspace appears whole or not at all. A file that the manifest does not name stays behind.
Result<BackupManifest> restoreWorkspace(const std::filesystem::path& backup, const std::filesystem::path& folder,
                                        const ProgressCallback& progress = {}, const std::stop_token& stop = {});

/// Reads every file of a backup against its manifest.
Result<BackupManifest> verifyBackup(const std::filesystem::path& backup, const ProgressCallback& progress = {},
                                    const std::stop_token& stop = {});

}  // namespace saferscope
