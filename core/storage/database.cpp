// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database.h"

#include "core/base/log.h"
#include "core/base/text_check.h"
#include "core/storage/migrations.h"
#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

#include <atomic>
#include <chrono>
#include <sqlite3.h>
#include <system_error>
#include <thread>
#include <utility>

namespace saferscope {

namespace {

constexpr std::chrono::seconds longestWait{10};
constexpr int longestValue = 64 << 20;  // bytes of a row; the longest we write is a pair of 16 MiB

// Called while another process holds the lock. SQLite's own handler sleeps up to 100 ms between two looks; a process
// that writes one short transaction after another leaves gaps of 0.1 ms, and whoever looks that rarely starved for the
// whole 10 s (measured: 1 of 1,200 writes of four processes). Short sleeps of changing length find a gap in time.
int waitForOthers(void* /*unused*/, int looks) {
    thread_local std::chrono::steady_clock::time_point begin;
    const auto now = std::chrono::steady_clock::now();
    if (looks == 0) {
        begin = now;
    }
    if (now - begin > longestWait) {
        return 0;
    }
    std::this_thread::sleep_for(std::chrono::microseconds(500 + 700 * (looks % 5)));
    return 1;
}

void applySettings(SQLite::Database& handle) {
    sqlite3_busy_handler(handle.getHandle(), waitForOthers, nullptr);
    handle.exec("PRAGMA foreign_keys=ON");
    handle.exec("PRAGMA trusted_schema=OFF");
    handle.exec("PRAGMA synchronous=FULL");
    handle.exec("PRAGMA cell_size_check=ON");
    sqlite3_db_config(handle.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_limit(handle.getHandle(), SQLITE_LIMIT_LENGTH, longestValue);
    addRowHashFunction(handle);
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

Database::Database(std::filesystem::path path, PresenceLock presence, std::unique_ptr<SQLite::Database> handle)
    : m_path(std::move(path)), m_presence(std::move(presence)), m_handle(std::move(handle)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::openFile(const std::filesystem::path& path, bool create, bool check) {
    // SQLite takes a file of one byte, whatever it is, for an empty one and would write over it.
    std::error_code error;
    if (check && std::filesystem::file_size(path, error) == 1 && !error) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a workspace database.",
                    "Choose a folder that Saferscope made.");
    }
    auto presence = PresenceLock::share(path);
    if (!presence) {
        return failure(presence);
    }
    try {
        const int flags = SQLite::OPEN_READWRITE | (create ? SQLite::OPEN_CREATE : 0);
        auto handle = std::make_unique<SQLite::Database>(path.string(), flags);
        applySettings(*handle);
        Database database(path, std::move(*presence), std::move(handle));
        if (!check) {
            return database;
        }
        if (auto known = checkSchema(database); !known) {
            return failure(known);
        }
        if (!database.readOnly()) {
            if (auto journal = useRollbackJournal(database.handle(), path); !journal) {
                return failure(journal);
            }
        }
        if (auto migrated = migrate(database); !migrated) {
            return failure(migrated);
        }
        return database;
    } catch (const SQLite::Exception& exception) {
        return tl::unexpected<Error>(sqliteError(exception, "open the workspace", path));
    }
}

Result<Database> Database::create(const std::filesystem::path& path) { return openFile(path, true, true); }

Result<Database> Database::open(const std::filesystem::path& path) {
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error)) {
        return fail(ErrorCode::NotFound, "There is no workspace database " + path.string() + ".",
                    "Choose a folder that Saferscope made, or create a workspace there.");
    }
    return openFile(path, false, true);
}

Result<Database> Database::openAsIs(const std::filesystem::path& path) { return openFile(path, false, false); }

bool Database::readOnly() const { return sqlite3_db_readonly(m_handle->getHandle(), "main") == 1; }

Result<int> Database::schemaVersion() const {
    return guarded(*this, "read the version",
                   [&]() -> Result<int> { return handle().execAndGet("PRAGMA user_version").getInt(); });
}

Result<std::vector<std::string>> Database::damage(bool full) const {
    return guarded(*this, "check the database", [&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> found;
        SQLite::Statement check(handle(), full ? "PRAGMA integrity_check(100)" : "PRAGMA quick_check(100)");
        while (check.executeStep()) {
            const std::string line = check.getColumn(0).getString();
            if (line != "ok") {
                found.push_back(toValidUtf8(line));
            }
        }
        SQLite::Statement keys(handle(), "PRAGMA foreign_key_check");
        while (full && keys.executeStep() && found.size() < 100) {
            found.push_back("row " + keys.getColumn(1).getString() + " of " + keys.getColumn(0).getString() +
                            " names a row of " + keys.getColumn(2).getString() + " that is gone");
        }
        return found;
    });
}

Status Database::verify() const {
    const auto found = damage(true);
    if (!found) {
        return failure(found);
    }
    if (!found->empty()) {
        return fail(ErrorCode::Io, m_path.string() + " is damaged: " + found->front() + ".", damagedHint);
    }
    return {};
}

namespace {

// Whoever waits looks every few milliseconds (waitForOthers). A process that writes one transaction right after another
// therefore leaves a gap that every waiting one hits; without it, several such processes let one of them wait for
// seconds (measured: 9.5 s of the 10 on a slow disk). A person's ratings are never that close together.
constexpr std::chrono::milliseconds gap{4};
std::atomic<std::chrono::steady_clock::time_point> lastCommit{};

void letOthersIn() {
    const auto since = std::chrono::steady_clock::now() - lastCommit.load();
    if (since < gap) {
        std::this_thread::sleep_for(gap - since);
    }
}

}  // namespace

Result<Transaction> Transaction::begin(Database& database) {
    letOthersIn();
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
        lastCommit = std::chrono::steady_clock::now();
        return {};
    });
}

}  // namespace saferscope
