// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/storage/presence_lock.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace SQLite {
class Database;
}

namespace saferscope {

/// The SQLite file of a workspace. One thread at a time; several processes may have it open. Settings: rollback journal
/// (TRUNCATE), synchronous FULL, foreign keys, trusted_schema off, up to 10 s of waiting for other writers. Exceptions
/// of the library never leave core/storage.
class Database {
public:
    /// "SfSc" in the header of the file tells our databases from all others.
    static constexpr int applicationId = 0x53665363;

    /// Makes the file (or takes over an empty one) and brings it to the newest schema.
    static Result<Database> create(const std::filesystem::path& path);
    /// A missing file, a database of another program, one of a newer version and one whose tables are not ours are
    /// refused untouched; an older one is migrated. Where the file may not be written it is opened for reading.
    static Result<Database> open(const std::filesystem::path& path);
    /// For those who look at damage, make backups or repair: nothing is checked or migrated, any file is taken.
    static Result<Database> openAsIs(const std::filesystem::path& path);

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    const std::filesystem::path& path() const { return m_path; }
    bool readOnly() const;
    Result<int> schemaVersion() const;  ///< PRAGMA user_version
    /// PRAGMA integrity_check and foreign_key_check; slow on purpose.
    Status verify() const;
    /// What SQLite itself finds damaged, at most 100 phrases: quick_check, or integrity_check and foreign_key_check.
    Result<std::vector<std::string>> damage(bool full) const;

    /// For the stores of this folder.
    SQLite::Database& handle() const { return *m_handle; }

private:
    Database(std::filesystem::path path, PresenceLock presence, std::unique_ptr<SQLite::Database> handle);
    static Result<Database> openFile(const std::filesystem::path& path, bool create, bool check);

    std::filesystem::path m_path;
    PresenceLock m_presence;  // given back after the connection is closed
    std::unique_ptr<SQLite::Database> m_handle;
};

/// A write transaction: BEGIN IMMEDIATE when it begins (waits up to 10 s for other writers), rolled back when it is
/// destroyed without commit(). Every store function that writes asks for one, so that no write happens outside.
class Transaction {
public:
    static Result<Transaction> begin(Database& database);
    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    Status commit();
    Database& database() const { return *m_database; }

private:
    explicit Transaction(Database& database) : m_database(&database) {}
    Database* m_database;
    bool m_open = true;
};

}  // namespace saferscope
