// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/storage/database.h"

#include <filesystem>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

namespace saferscope {

/// Damage: something that was saved is lost or wrong. Warning: something is not as recorded and may be meant so (a
/// model removed by hand, a referenced folder that changed). Note: worth knowing, nothing to fear.
enum class Severity { Note, Warning, Damage };
const char* severityName(Severity severity);

struct CheckFinding {
    Severity severity = Severity::Note;
    std::string what;   ///< one sentence
    std::string where;  ///< file, or file and row
    std::string hint;   ///< what to do; may be empty
};

struct WorkspaceCheck {
    bool full = false;
    std::map<std::string, std::uint64_t> checked;  ///< "ratings", "pairs", "artifacts", "files", …
    std::vector<CheckFinding> findings;            ///< damage first; at most 1,000
    double seconds = 0.0;
    bool ok() const;  ///< no damage
};
OrderedJson toJson(const WorkspaceCheck& check);

/// Looks at a workspace and changes nothing (a journal that a killed program left is rolled back, as by any opening).
/// Quick: tables, SQLite's quick_check, every rating and every record by its hash, names and sizes of what was made.
/// `full` also reads every byte of models, SAEs, indexes and data sets against their hashes, and every run, sweep and
/// document. An Error only where the folder is no workspace, one of a newer version, or `stop` was requested.
/// Blocks on the disk; others may go on using the workspace.
Result<WorkspaceCheck> checkWorkspace(const std::filesystem::path& folder, bool full,
                                      const ProgressCallback& progress = {}, const std::stop_token& stop = {});

/// The part of it that looks into the database; `quick_check` instead of `integrity_check` unless `full`.
Status checkDatabase(const Database& database, bool full, WorkspaceCheck& check, const ProgressCallback& progress,
                     const std::stop_token& stop);
/// The part that looks at folders and files.
Status checkFiles(const std::filesystem::path& folder, const Database& database, bool full, WorkspaceCheck& check,
                  const ProgressCallback& progress, const std::stop_token& stop);
/// Folders that a workspace has and that are missing.
std::vector<std::filesystem::path> missingFolders(const std::filesystem::path& folder);
/// Files that writers which were killed left: `.NAME.XXXXXX`, not changed for a day.
std::vector<std::filesystem::path> temporaryLeftovers(const std::filesystem::path& folder);

/// True when the tables are those of one of our versions: then a number in the header that says otherwise is damaged.
bool hasOurTables(const Database& database);

/// What an opening looks at in a few ms: the hashes of the small tables' rows. One sentence each.
std::vector<std::string> damageSeenOnOpening(const Database& database);

void addFinding(WorkspaceCheck& check, Severity severity, const std::string& what, const std::string& where,
                std::string hint);

}  // namespace saferscope
