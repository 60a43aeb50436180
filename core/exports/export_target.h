// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace saferscope {

/// What an export says of itself when it is done.
struct ExportSummary {
    std::uint64_t rows = 0;                     ///< features, events, pairs, points: whatever the kind counts
    std::vector<std::string> notes;             ///< for people, whole sentences: what a reader has to know
    std::vector<std::filesystem::path> beside;  ///< files written outside the output itself
};

/// Refuses a file that is there already unless it may be replaced, and a folder in its place always.
Status checkExportFile(const std::filesystem::path& target, bool force);

/// A folder that appears whole or not at all: filled under a hidden name beside its place, flushed, renamed. Destroyed
/// without commit(), it leaves nothing behind. Replacing means deleting, so only an empty folder or one that an earlier
/// export made (it holds the mark) is ever replaced, and only where that was asked for. Blocks on the disk.
class ExportFolder {
public:
    /// The file in every exported folder that says what made it: {"format", "kind", "notes", "code_version",
    /// "created_at"}.
    static constexpr const char* markName = ".saferscope-export.json";

    static Result<ExportFolder> create(const std::filesystem::path& target, const std::string& kind, bool force);
    ExportFolder(ExportFolder&& other) noexcept;
    ExportFolder& operator=(ExportFolder&&) = delete;
    ~ExportFolder();

    /// Where the files go until commit().
    const std::filesystem::path& path() const { return m_temporary; }
    /// A folder below path(), made where it is not there.
    Result<std::filesystem::path> subfolder(const std::filesystem::path& relative) const;
    Status commit(const std::vector<std::string>& notes);

private:
    ExportFolder(std::filesystem::path target, std::filesystem::path temporary, std::string kind);
    std::filesystem::path m_target;
    std::filesystem::path m_temporary;  ///< empty once it is in place
    std::string m_kind;
};

/// Regular files below a path (or the file itself) and their bytes; the mark is not counted.
struct ExportSize {
    std::uint64_t files = 0;
    std::uint64_t bytes = 0;
};
ExportSize sizeOfExport(const std::filesystem::path& path);

}  // namespace saferscope
