// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>

namespace saferscope {

/// DATABASE.lock beside a database: shared by everybody who has it open, held alone by who replaces the file. Without
/// it a window could go on writing ratings into a file that has no name any more. The kernel gives it back when its
/// holder is gone, however it went. Not SQLite's own locks: those are held for moments only.
class PresenceLock {
public:
    /// Waits up to 10 s while the file is being replaced. Where the folder may not be written (then nobody can replace
    /// the file) the lock is empty and still a success.
    static Result<PresenceLock> share(const std::filesystem::path& database);
    /// Refused at once while anybody has the database open, this process included.
    static Result<PresenceLock> holdAlone(const std::filesystem::path& database);

    PresenceLock() = default;
    PresenceLock(PresenceLock&& other) noexcept;
    PresenceLock& operator=(PresenceLock&& other) noexcept;
    ~PresenceLock();

private:
    explicit PresenceLock(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

/// The file itself where `database` is a symbolic link: SQLite puts its journal there, and a rename has to go there.
std::filesystem::path realDatabasePath(const std::filesystem::path& database);

}  // namespace saferscope
