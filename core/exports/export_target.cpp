// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/export_target.h"

#include "core/base/atomic_file.h"
#include "core/base/clock.h"
#include "core/base/json.h"
#include "core/jobs/code_version.h"

#include <algorithm>
#include <chrono>
#include <utility>
#include <vector>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr const char* replaceHint = "Choose another place, or replace it with --force.";

Status checkParent(const fs::path& target) {
    std::error_code error;
    const fs::path parent = target.has_parent_path() ? target.parent_path() : fs::path(".");
    if (!fs::is_directory(parent, error)) {
        return fail(ErrorCode::NotFound, "There is no folder " + parent.string() + " to write to.",
                    "Make it first, or choose another place with --output.");
    }
    return {};
}

// Anything else below a name like "Documents" is somebody's, whatever they typed.
bool isOurs(const fs::path& folder) {
    std::error_code error;
    return fs::is_empty(folder, error) || fs::is_regular_file(folder / ExportFolder::markName, error);
}

// When something in a folder was last written.
fs::file_time_type lastWrite(const fs::path& folder) {
    std::error_code error;
    auto newest = fs::last_write_time(folder, error);
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        const auto written = fs::last_write_time(it->path(), ignored);
        newest = ignored ? newest : std::max(newest, written);
    }
    return newest;
}

// What exports to this place that were killed have left: gigabytes, for a model. One that still runs has written
// something within the hour.
void clearLeftovers(const fs::path& target) {
    constexpr std::size_t nameLength = 20;  // of timeOrderedName()
    const std::string prefix = "." + target.filename().string() + ".";
    const std::string suffix = ".partial";
    std::vector<fs::path> leftovers;
    std::error_code error;
    for (fs::directory_iterator it(target.has_parent_path() ? target.parent_path() : fs::path("."), error), end;
         !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        const bool ours = name.size() == prefix.size() + nameLength + suffix.size() && name.starts_with(prefix) &&
                          name.ends_with(suffix) &&
                          name.find_first_not_of("0123456789abcdef-", prefix.size()) == name.size() - suffix.size();
        std::error_code ignored;
        if (ours && fs::is_directory(it->symlink_status(ignored)) &&
            lastWrite(it->path()) < fs::file_time_type::clock::now() - std::chrono::hours(1)) {
            leftovers.push_back(it->path());
        }
    }
    for (const auto& leftover : leftovers) {
        fs::remove_all(leftover, error);
    }
}

}  // namespace

Status checkExportFile(const fs::path& target, bool force) {
    std::error_code error;
    const auto status = fs::status(target, error);
    if (fs::is_directory(status)) {
        return fail(ErrorCode::InvalidInput, target.string() + " is a folder, and this export is one file.",
                    "Give the file's name with --output.");
    }
    if (fs::exists(status) && !fs::is_regular_file(status)) {
        return fail(ErrorCode::InvalidInput, target.string() + " is not a plain file.", "Choose another place.");
    }
    if (fs::exists(status) && !force) {
        return fail(ErrorCode::InvalidInput, target.string() + " exists already.", replaceHint);
    }
    return checkParent(target);
}

Result<ExportFolder> ExportFolder::create(const fs::path& target, const std::string& kind, bool force) {
    std::error_code error;
    const auto status = fs::symlink_status(target, error);
    if (fs::exists(status) && !fs::is_directory(status)) {
        return fail(ErrorCode::InvalidInput, target.string() + " is not a folder, and this export is one.",
                    "Choose another place with --output.");
    }
    if (fs::exists(status) && !force) {
        return fail(ErrorCode::InvalidInput, target.string() + " exists already.", replaceHint);
    }
    if (fs::exists(status) && !isOurs(target)) {
        return fail(ErrorCode::InvalidInput,
                    target.string() + " holds files that no export has made, so it is not replaced.",
                    "Choose a new folder with --output.");
    }
    if (auto parent = checkParent(target); !parent) {
        return failure(parent);
    }
    clearLeftovers(target);
    const fs::path temporary =
        target.parent_path() / ("." + target.filename().string() + "." + timeOrderedName() + ".partial");
    if (!fs::create_directory(temporary, error)) {
        return fail(ErrorCode::Io, "Cannot create the folder " + temporary.string() + ": " + error.message() + ".",
                    "Check that you may write there and that the disk is not full.");
    }
    return ExportFolder(target, temporary, kind);
}

ExportFolder::ExportFolder(fs::path target, fs::path temporary, std::string kind)
    : m_target(std::move(target)), m_temporary(std::move(temporary)), m_kind(std::move(kind)) {}

ExportFolder::ExportFolder(ExportFolder&& other) noexcept
    : m_target(std::move(other.m_target)),
      m_temporary(std::exchange(other.m_temporary, fs::path())),
      m_kind(std::move(other.m_kind)) {}

ExportFolder::~ExportFolder() {
    if (!m_temporary.empty()) {
        std::error_code ignored;
        fs::remove_all(m_temporary, ignored);
    }
}

Result<fs::path> ExportFolder::subfolder(const fs::path& relative) const {
    std::error_code error;
    const fs::path folder = m_temporary / relative;
    fs::create_directories(folder, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot create the folder " + folder.string() + ": " + error.message() + ".",
                    "Check that the disk is not full.");
    }
    return folder;
}

Status ExportFolder::commit(const std::vector<std::string>& notes) {
    const Json mark = {{"format", "saferscope-export"},
                       {"kind", m_kind},
                       {"notes", notes},
                       {"code_version", codeVersion()},
                       {"created_at", utcTimestamp()}};
    if (auto written = writeJsonFile(m_temporary / markName, mark); !written) {
        return written;
    }
    if (auto committed = commitFolder(m_temporary, m_target); !committed) {
        return committed;
    }
    m_temporary.clear();
    return {};
}

ExportSize sizeOfExport(const fs::path& path) {
    ExportSize size;
    std::error_code error;
    const auto count = [&](const fs::path& file) {
        std::error_code ignored;
        if (fs::is_regular_file(file, ignored) && file.filename() != ExportFolder::markName) {
            ++size.files;
            size.bytes += fs::file_size(file, ignored);
        }
    };
    if (!fs::is_directory(path, error)) {
        count(path);
        return size;
    }
    for (fs::recursive_directory_iterator it(path, error), end; !error && it != end; it.increment(error)) {
        count(it->path());
    }
    return size;
}

}  // namespace saferscope
