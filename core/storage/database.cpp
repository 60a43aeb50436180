// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include "core/base/log.h"
#include "core/storage/migrations.h"
#include "core/storage/sqlite_guard.h"

#include <sqlite3.h>
#include <system_error>
#include <utility>

namespace saferscope {

namespace {

constexpr int busyTimeoutMs = 10'000;

void applySettings(SQLite::Database& handle) {
    handle.exec("PRAGMA foreign_keys=ON");
    handle.exec("PRAGMA trusted_schema=OFF");
    handle.exec("PRAGMA synchronous=FULL");
    handle.exec("PRAGMA cell_size_check=ON");
    sqlite3_db_config(handle.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
}

// Not WAL: see core/storage/FORMAT.md. Called only once the file is known to be ours.
Status useRollbackJournal(SQLite::Database& handle, const std::filesystem::path& path) {
    const std::string mode = handle.execAndGet("PRAGMA journal_mode=TRUNCATE").getString();
    if (mode != "truncate") {
        return fail(ErrorCode::Failed, path.string() + " cannot use a rollback journal (it is in mode " + mode + ").",
                    "Close other programs that have this workspace open and try again.");
    }
    return {};
}

}  // namespace

Database::Database(std::filesystem::path path, std::unique_ptr<SQLite::Database> handle)
    : m_path(std::move(path)), m_handle(std::move(handle)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::openFile(const std::filesystem::path& path, bool create) {
    try {
        const int flags = SQLite::OPEN_READWRITE | (create ? SQLite::OPEN_CREATE : 0);
        auto handle = std::make_unique<SQLite::Database>(path.string(), flags, busyTimeoutMs);
        applySettings(*handle);
        Database database(path, std::move(handle));
        if (auto known = checkSchema(database); !known) {
            return failure(known);
        }
        if (auto journal = useRollbackJournal(database.handle(), path); !journal) {
            return failure(journal);
        }
        if (auto migrated = migrate(database); !migrated) {
            return failure(migrated);
        }
        return database;
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected<Error>(sqliteError(exception, "open the workspace", path));
    }
}

Result<Database> Database::create(const std::filesystem::path& path) { return openFile(path, true); }

Result<Database> Database::open(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return fail(ErrorCode::NotFound, "There is no workspace database " + path.string() + ".",
                    "Choose a folder that Saferscope made, or create a workspace there.");
    }
    return openFile(path, false);
}

Status Database::verify() const {
    return guarded(*this, "check the database", [this]() -> Status {
        SQLite::Statement integrity(handle(), "PRAGMA integrity_check(1)");
        if (integrity.executeStep() && integrity.getColumn(0).getString() != "ok") {
            return fail(ErrorCode::Io, m_path.string() + " is damaged: " + integrity.getColumn(0).getString() + ".",
                        "Restore the workspace from a backup.");
        }
        SQLite::Statement keys(handle(), "PRAGMA foreign_key_check");
        if (keys.executeStep()) {
            return fail(ErrorCode::Io, m_path.string() + " is damaged: a row names another that is gone.",
                        "Restore the workspace from a backup.");
        }
        return {};
    });
}

Result<Transaction> Transaction::begin(Database& database) {
    return guarded(database, "start writing", [&]() -> Result<Transaction> {
        database.handle().exec("BEGIN IMMEDIATE");
        return Transaction(database);
    });
}

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(other.m_database), m_open(std::exchange(other.m_open, false)) {}

Transaction::~Transaction() {
    // A full disk or an I/O error may have rolled back already.
    if (m_open && sqlite3_get_autocommit(m_database->handle().getHandle()) == 0) {
        if (m_database->handle().tryExec("ROLLBACK") != SQLITE_OK) {
            log::error("Rolling back a transaction of {} failed.", m_database->path().string());
        }
    }
}

Status Transaction::commit() {
    return guarded(*m_database, "save", [this]() -> Status {
        m_database->handle().exec("COMMIT");
        m_open = false;
        return {};
    });
}

}  // namespace saferscope
