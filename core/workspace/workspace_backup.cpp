// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/workspace_backup.h"

#include "core/jobs/code_version.h"
#include "core/storage/adoption_store.h"
#include "core/storage/artifact_store.h"
#include "core/storage/migrations.h"
#include "core/workspace/artifact_files.h"
#include "core/workspace/workspace_check.h"

#include <algorithm>
#include <system_error>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr int maxTries = 3;
constexpr std::size_t maxFiles = 1'000'000;

struct WantedFile {
    fs::path from;
    std::string relative;
};

// Locks say who lives now; a worker's identity is of this machine and moment.
bool isLeftOut(const fs::path& path) {
    const std::string name = path.filename().string();
    return name.ends_with(".lock") || name == "worker.json" || name == "runner.json" || name == "runner.log" ||
           name == ".lock" || name == workspaceDatabaseName || name == std::string(workspaceDatabaseName) + "-journal";
}

bool isTemporary(const std::string& name) {  // ".NAME.XXXXXX" of somebody who is writing
    return name.size() > 8 && name.front() == '.' && name[name.size() - 7] == '.';
}

// Of a run its own files, and small results that stay in its folder; with artifacts all of it.
bool belongsToRun(const fs::path& inside, bool withArtifacts) {
    const std::string first = inside.begin()->string();
    if (std::distance(inside.begin(), inside.end()) == 1 || withArtifacts) {
        return true;
    }
    const std::string ending = inside.extension().string();
    return first == "output" && (ending == ".json" || ending == ".jsonl");
}

bool isWanted(const fs::path& relative, bool withArtifacts) {
    const std::string top = relative.begin()->string();
    if (top == "backups" || top == "datasets" || isLeftOut(relative)) {
        return false;
    }
    if (top == "models" || top == "saes" || top == "indexes") {
        return withArtifacts;
    }
    const bool ofRun = top == "runs" && std::distance(relative.begin(), relative.end()) > 2;
    if (ofRun) {
        const fs::path run = *std::next(relative.begin());
        return run.string().starts_with(".") ||
               belongsToRun(relative.lexically_relative(fs::path(top) / run), withArtifacts);
    }
    return true;
}

// Folder by folder and not by one walk: a run's folder that somebody removes meanwhile must not end it.
Status collectFiles(const fs::path& workspace, const fs::path& folder, bool withArtifacts,
                    std::vector<WantedFile>& files) {
    std::error_code error;
    std::vector<fs::path> below;
    fs::directory_iterator it(folder, error);
    for (const fs::directory_iterator end; !error && it != end; it.increment(error)) {
        std::error_code gone;
        const auto kind = it->symlink_status(gone).type();
        const fs::path relative = it->path().lexically_relative(workspace);
        if (isTemporary(it->path().filename().string())) {
            continue;
        }
        if (kind == fs::file_type::directory && relative != "backups" && relative != "datasets") {
            below.push_back(it->path());
        } else if (kind == fs::file_type::regular && isWanted(relative, withArtifacts)) {
            files.push_back({it->path(), relative.generic_string()});
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        return fail(ErrorCode::Io, "Cannot read the folder " + folder.string() + ": " + error.message() + ".",
                    "Check its permissions and the disk.");
    }
    if (files.size() > maxFiles) {
        return fail(ErrorCode::InvalidInput, workspace.string() + " has more than a million files.",
                    "Remove what does not belong to the workspace.");
    }
    for (const auto& path : below) {
        if (auto collected = collectFiles(workspace, path, withArtifacts, files); !collected) {
            return collected;
        }
    }
    return {};
}

Result<std::vector<WantedFile>> wantedFiles(const fs::path& workspace, bool withArtifacts) {
    std::vector<WantedFile> files;
    if (auto collected = collectFiles(workspace, workspace, withArtifacts, files); !collected) {
        return failure(collected);
    }
    std::ranges::sort(files, {}, &WantedFile::relative);
    return files;
}

// What runs have brought so far: a run that is taken over while its files are copied would be in neither place.
std::string adoptionState(const Database& database) {
    std::string state;
    for (const auto& [id, row] : readAdoptions(database).value_or(std::map<std::string, AdoptionRow>{})) {
        state += id + " " + row.adoptedAt + " " + std::to_string(static_cast<int>(row.state)) + "\n";
    }
    return state;
}

Status addFiles(BackupWriter& writer, const std::vector<WantedFile>& files, const ProgressCallback& progress,
                const std::stop_token& stop) {
    std::uint64_t total = 0;
    std::error_code error;
    for (const auto& file : files) {
        const auto size = fs::file_size(file.from, error);
        total += error ? 0 : size;
    }
    ProgressMeter meter("Copying files", total, progress);
    for (const auto& file : files) {
        auto added =
            writer.addFile(file.from, file.relative, stop, [&meter](std::uint64_t bytes) { meter.advance(bytes); });
        const bool gone = !added && !fs::exists(fs::symlink_status(file.from, error));
        if (!added && !gone) {  // a run may have tidied up meanwhile
            return added;
        }
    }
    meter.finish();
    return {};
}

// Models and the like by what they are recorded as; those that are copied, against it.
Status listArtifacts(const Database& database, const fs::path& workspace, bool copied, BackupManifest& manifest) {
    for (const char* kind : {"model", "sae", "index"}) {
        const auto rows = readArtifacts(database, kind);
        if (!rows) {
            manifest.problems.push_back(rows.error().message);
            continue;
        }
        for (const auto& row : *rows) {
            const bool inside = fs::path(row.path).is_relative();
            if (!copied || !inside) {
                manifest.leftOut.push_back(
                    {{"kind", row.kind}, {"name", row.name}, {"path", row.path}, {"content_hash", row.contentHash}});
                continue;
            }
            const auto artifactKind = row.kind == "model" ? ArtifactKind::Model
                                      : row.kind == "sae" ? ArtifactKind::Sae
                                                          : ArtifactKind::Index;
            const auto hash = hashArtifactFiles(artifactKind, workspace / row.path);
            const auto recorded = row.fingerprint.find("hash");
            const bool same =
                hash && (*hash == row.contentHash || (recorded != row.fingerprint.end() && *recorded == *hash));
            if (!same) {
                manifest.problems.push_back("the " + row.kind + " " + row.name +
                                            (hash ? " is not what was recorded" : " cannot be read"));
            }
        }
    }
    return {};
}

bool liesBelow(const fs::path& path, const fs::path& folder) {
    const fs::path relative = path.lexically_relative(folder);
    return !relative.empty() && *relative.begin() != "..";
}

Status refuseTarget(const fs::path& target, const fs::path& workspace) {
    std::error_code error;
    const fs::path place = fs::weakly_canonical(target, error);
    const fs::path inside = fs::weakly_canonical(workspace, error);
    if (liesBelow(place, inside) && !liesBelow(place, inside / "backups")) {
        return fail(ErrorCode::InvalidInput, target.string() + " lies inside the workspace.",
                    "Choose a place outside, best on another disk.");
    }
    return {};
}

}  // namespace

Result<BackupManifest> backupWorkspace(const BackupRequest& request, const ProgressCallback& progress,
                                       const std::stop_token& stop) {
    std::error_code error;
    const fs::path path = request.workspace / workspaceDatabaseName;
    if (!fs::is_regular_file(path, error)) {
        return fail(ErrorCode::NotFound, request.workspace.string() + " is not a workspace: it has no workspace.db.",
                    "Choose a folder that Saferscope made.");
    }
    if (auto placed = refuseTarget(request.target, request.workspace); !placed) {
        return failure(placed);
    }
    auto database = Database::openAsIs(path);
    if (!database) {
        return failure(database);
    }
    if (auto owner = checkOwner(*database); !owner && !hasOurTables(*database)) {
        return failure(owner);
    }
    for (int attempt = 1;; ++attempt) {
        auto writer = BackupWriter::create(request.target);
        if (!writer) {
            return failure(writer);
        }
        BackupManifest& manifest = writer->manifest();
        manifest.reason = "asked for";
        manifest.codeVersion = codeVersion();
        manifest.withArtifacts = request.withArtifacts;
        const std::string before = adoptionState(*database);
        if (auto added = writer->addDatabase(*database, progress, stop); !added) {
            return failure(added);
        }
        const auto files = wantedFiles(request.workspace, request.withArtifacts);
        if (!files) {
            return failure(files);
        }
        if (auto added = addFiles(*writer, *files, progress, stop); !added) {
            return failure(added);
        }
        if (auto listed = listArtifacts(*database, request.workspace, request.withArtifacts, manifest); !listed) {
            return failure(listed);
        }
        if (adoptionState(*database) != before && attempt < maxTries) {
            continue;
        }
        if (auto done = writer->commit(progress, stop); !done) {
            return failure(done);
        }
        return manifest;
    }
}

namespace {

Status checkCopied(const CopiedFile& copied, const BackupFile& file, const fs::path& backup) {
    if (copied.bytes == file.bytes && copied.sha256 == file.sha256) {
        return {};
    }
    return fail(ErrorCode::InvalidInput,
                (backup / file.path).string() + " is not the file that was backed up: its contents changed.",
                "Take another backup. `safer workspace repair --from` can still use what is intact in its database.");
}

// The folders above a file must be folders, too: a symbolic link in their place leads out of the backup.
Status refuseLinks(const fs::path& backup, const std::string& relative) {
    fs::path path = backup;
    std::error_code error;
    for (const auto& part : fs::path(relative)) {
        path /= part;
        if (fs::is_symlink(fs::symlink_status(path, error))) {
            return fail(ErrorCode::InvalidInput, path.string() + " is a symbolic link.",
                        "A backup has none: put the file itself there.");
        }
    }
    return {};
}

}  // namespace

Result<BackupManifest> verifyBackup(const fs::path& backup, const ProgressCallback& progress,
                                    const std::stop_token& stop) {
    auto manifest = readBackupManifest(backup);
    if (!manifest) {
        return manifest;
    }
    ProgressMeter meter("Reading the backup", manifest->files.size(), progress);
    for (const auto& file : manifest->files) {
        if (auto plain = refuseLinks(backup, file.path); !plain) {
            return failure(plain);
        }
        const auto found = hashFromDisk(backup / file.path, stop);
        if (!found) {
            return failure(found);
        }
        if (auto same = checkCopied(*found, file, backup); !same) {
            return failure(same);
        }
        meter.advance();
    }
    meter.finish();
    return manifest;
}

Result<BackupManifest> restoreWorkspace(const fs::path& backup, const fs::path& folder,
                                        const ProgressCallback& progress, const std::stop_token& stop) {
    auto manifest = readBackupManifest(backup);
    if (!manifest) {
        return manifest;
    }
    std::error_code error;
    const auto state = fs::symlink_status(folder, error);
    if (fs::exists(state) && !(fs::is_directory(state) && fs::is_empty(folder, error))) {
        return fail(ErrorCode::InvalidInput, folder.string() + " is there already.",
                    "Restore into a new or an empty folder; nothing is ever overwritten.");
    }
    auto temporary = TemporaryFolderBeside::create(folder);
    if (!temporary) {
        return failure(temporary);
    }
    std::uint64_t total = 0;
    for (const auto& file : manifest->files) {
        total += file.bytes;
    }
    ProgressMeter meter("Restoring", total, progress);
    for (const auto& file : manifest->files) {
        if (auto plain = refuseLinks(backup, file.path); !plain) {
            return failure(plain);
        }
        const fs::path to = temporary->path() / file.path;
        fs::create_directories(to.parent_path(), error);
        const auto copied = copyFileHashed(backup / file.path, to, false, stop,
                                           [&meter](std::uint64_t bytes) { meter.advance(bytes); });
        if (!copied) {
            return failure(copied);
        }
        if (auto same = checkCopied(*copied, file, backup); !same) {
            return failure(same);
        }
    }
    meter.finish();
    for (const auto& missing : missingFolders(temporary->path())) {
        fs::create_directories(missing, error);
    }
    {
        auto database = Database::openAsIs(temporary->path() / workspaceDatabaseName);
        if (!database) {
            return failure(database);
        }
        if (auto owner = checkOwner(*database); !owner && !hasOurTables(*database)) {
            return failure(owner);
        }
    }
    fs::remove(temporary->path() / (std::string(workspaceDatabaseName) + ".lock"), error);
    if (auto placed = placeFolder(temporary->path(), folder); !placed) {
        return failure(placed);
    }
    temporary->release();
    return manifest;
}

}  // namespace saferscope
