// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/base/progress.h"
#include "core/storage/database.h"
#include "core/storage/hashed_copy.h"

#include <map>
#include <stop_token>
#include <vector>

namespace saferscope {

/// A backup is a folder: workspace.db, what else belongs to it under the names it has in the workspace, and
/// backup.json, which names every file with its size and SHA-256 (core/storage/FORMAT.md).
inline constexpr const char* backupManifestName = "backup.json";
inline constexpr const char* workspaceDatabaseName = "workspace.db";

struct BackupFile {
    std::string path;  ///< relative, with "/"
    std::uint64_t bytes = 0;
    std::string sha256;
};

struct BackupManifest {
    std::string createdAt;
    std::string reason;       ///< for people: "asked for", "before the update to schema 5"
    std::string codeVersion;  ///< may be empty
    int schemaVersion = 0;
    bool withArtifacts = false;
    std::map<std::string, std::uint64_t> counts;  ///< rows of the database: "ratings", "pairs", "datasets", …
    std::vector<BackupFile> files;
    Json leftOut = Json::array();       ///< {"kind", "name", "path", "content_hash"}: models and the like
    std::vector<std::string> problems;  ///< damage that the database had when it was copied
};
Json toJson(const BackupManifest& manifest);
/// Strict: an unknown version, a path that leads out of the folder or comes twice, a hash that is none are refused.
Result<BackupManifest> readBackupManifest(const std::filesystem::path& backup);

/// Rows by kind; tables that this schema does not have count 0.
Result<std::map<std::string, std::uint64_t>> countRows(const Database& database);

/// Writes a backup under a temporary name beside `target`; destroyed without commit(), it leaves nothing.
class BackupWriter {
public:
    /// Refuses a target that is there, an empty folder aside.
    static Result<BackupWriter> create(const std::filesystem::path& target);

    BackupManifest& manifest() { return m_manifest; }
    /// SQLite's online backup: one state of the database whatever others write meanwhile, page by page, so that a
    /// damaged database is copied too, with every row as it is. Others wait no longer than a few ms at a time. Then
    /// the copy is opened and checked; what is damaged goes into the manifest's problems. Fills counts in.
    Status addDatabase(const Database& source, const ProgressCallback& progress, const std::stop_token& stop);
    Status addFile(const std::filesystem::path& from, const std::string& relative, const std::stop_token& stop,
                   const std::function<void(std::uint64_t)>& advance = {});
    /// Reads every file back from the disk, writes the manifest and gives the folder its name.
    Status commit(const ProgressCallback& progress, const std::stop_token& stop);

private:
    BackupWriter(std::filesystem::path target, TemporaryFolderBeside folder)
        : m_target(std::move(target)), m_folder(std::move(folder)) {}

    std::filesystem::path m_target;
    TemporaryFolderBeside m_folder;
    BackupManifest m_manifest;
};

/// A backup of the database alone, PARENT/NAME (or NAME-2, …), made with the folder where it is missing. Of those whose
/// names begin with "schema-" the newest three are kept. Returns where it is.
Result<std::filesystem::path> backupDatabase(const Database& source, const std::filesystem::path& parent,
                                             const std::string& name, const std::string& reason);

}  // namespace saferscope
