// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/storage/hashed_copy.h"
#include "core/storage/presence_lock.h"

#include <filesystem>
#include <string>

namespace saferscope {

/// Puts a new database in the place of an old one, safely for everybody else: alone with the file by our own lock and
/// by SQLite's, so that nobody reads or writes it meanwhile, not even a program that knows nothing of ours. Destroyed
/// without commit(), nothing has changed.
class DatabaseSwap {
public:
    /// `database` is the file itself (realDatabasePath). Refused while anybody has it open or reads or writes it.
    static Result<DatabaseSwap> begin(const std::filesystem::path& database);
    DatabaseSwap(DatabaseSwap&& other) noexcept;
    DatabaseSwap& operator=(DatabaseSwap&&) = delete;
    ~DatabaseSwap();

    /// A private copy of the old file, and of its journal where a killed program left one.
    std::filesystem::path workCopy() const { return m_folder.path() / "old.db"; }
    Status renewCopy();
    /// Where the new one is to be made; on the same disk.
    std::filesystem::path newDatabase() const { return m_folder.path() / "new.db"; }
    /// For whatever else is needed meanwhile; removed at the end.
    std::filesystem::path scratch(const std::string& name) const { return m_folder.path() / name; }

    /// Copies the old file and its journal to KEEP/before-repair-TIME/, byte for byte, then gives newDatabase() the old
    /// one's name. No connection to it may be open. Returns the folder with the copies.
    Result<std::filesystem::path> commit(const std::filesystem::path& keep);

private:
    DatabaseSwap(std::filesystem::path database, PresenceLock alone, int fd, TemporaryFolderBeside folder)
        : m_database(std::move(database)), m_alone(std::move(alone)), m_fd(fd), m_folder(std::move(folder)) {}
    Status copyTo(const std::filesystem::path& database);

    std::filesystem::path m_database;
    PresenceLock m_alone;
    int m_fd = -1;  // holds the locks that SQLite uses
    TemporaryFolderBeside m_folder;
};

}  // namespace saferscope
