// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database_backup.h"

#include <algorithm>
#include <set>

namespace saferscope {

namespace {

constexpr const char* formatName = "saferscope-backup";
constexpr int formatVersion = 1;

bool isHash(const std::string& text) {
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

// Someone else may have made the folder: a name must stay inside it, whatever it is joined with.
bool staysInside(const std::string& text) {
    const std::filesystem::path path(text);
    return !text.empty() && text.size() < 4096 && text.find('\0') == std::string::npos && path.is_relative() &&
           path == path.lexically_normal() && path.has_filename() && *path.begin() != ".." && *path.begin() != ".";
}

Result<BackupFile> fileFrom(const Json& json, const std::string& where) {
    auto path = jsonMember<std::string>(json, "path", where);
    auto bytes = jsonMember<std::uint64_t>(json, "bytes", where);
    auto hash = jsonMember<std::string>(json, "sha256", where);
    if (!path || !hash) {
        return failure(path ? hash : path);
    }
    if (!bytes) {
        return failure(bytes);
    }
    if (!staysInside(*path) || !isHash(*hash)) {
        return fail(ErrorCode::InvalidInput, where + " names a file \"" + *path + "\" that no backup has.",
                    "Take another backup; this one was damaged or made by something else.");
    }
    return BackupFile{std::move(*path), *bytes, std::move(*hash)};
}

}  // namespace

Json toJson(const BackupManifest& manifest) {
    Json files = Json::array();
    for (const auto& file : manifest.files) {
        files.push_back({{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256}});
    }
    return {{"format", formatName},
            {"version", formatVersion},
            {"created_at", manifest.createdAt},
            {"reason", manifest.reason},
            {"code_version", manifest.codeVersion},
            {"schema_version", manifest.schemaVersion},
            {"with_artifacts", manifest.withArtifacts},
            {"counts", manifest.counts},
            {"files", std::move(files)},
            {"left_out", manifest.leftOut},
            {"problems", manifest.problems}};
}

Result<BackupManifest> readBackupManifest(const std::filesystem::path& backup) {
    const std::string where = (backup / backupManifestName).string();
    std::error_code error;
    if (!std::filesystem::is_regular_file(backup / backupManifestName, error)) {
        return fail(ErrorCode::NotFound, backup.string() + " is not a backup: it has no backup.json.",
                    "Choose a folder that `safer workspace backup` made.");
    }
    const auto json = readJsonFile(backup / backupManifestName);
    if (!json) {
        return failure(json);
    }
    const auto format = jsonMember<std::string>(*json, "format", where);
    const auto version = jsonMember<int>(*json, "version", where);
    if (!format || !version || *format != formatName || *version != formatVersion) {
        return fail(ErrorCode::InvalidInput, where + " is not the list of a backup that this version knows.",
                    "Update Saferscope, or choose another backup.");
    }
    BackupManifest manifest;
    const auto text = [&](const char* key, std::string& into) {
        into = jsonMemberOr<std::string>(*json, key, {}, where).value_or(std::string());
    };
    text("created_at", manifest.createdAt);
    text("reason", manifest.reason);
    text("code_version", manifest.codeVersion);
    manifest.schemaVersion = jsonMemberOr<int>(*json, "schema_version", 0, where).value_or(0);
    manifest.withArtifacts = jsonMemberOr<bool>(*json, "with_artifacts", false, where).value_or(false);
    manifest.counts =
        jsonMemberOr<std::map<std::string, std::uint64_t>>(*json, "counts", {}, where).value_or(manifest.counts);
    manifest.leftOut = jsonMemberOr<Json>(*json, "left_out", Json::array(), where).value_or(Json::array());
    manifest.problems =
        jsonMemberOr<std::vector<std::string>>(*json, "problems", {}, where).value_or(manifest.problems);
    const auto files = jsonMember<Json>(*json, "files", where);
    if (!files) {
        return failure(files);
    }
    std::set<std::string> paths;
    for (const auto& entry : *files) {
        auto file = fileFrom(entry, where);
        if (!file) {
            return failure(file);
        }
        if (!paths.insert(file->path).second) {
            return fail(ErrorCode::InvalidInput, where + " names the file \"" + file->path + "\" twice.",
                        "Take another backup; this one was damaged or made by something else.");
        }
        manifest.files.push_back(std::move(*file));
    }
    if (!paths.contains(workspaceDatabaseName)) {
        return fail(ErrorCode::InvalidInput, where + " names no workspace.db.",
                    "Take another backup; this one was damaged or made by something else.");
    }
    return manifest;
}

}  // namespace saferscope
