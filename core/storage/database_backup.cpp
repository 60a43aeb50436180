// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database_backup.h"

#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/storage/rating_store.h"
#include "core/storage/row_hash.h"
#include "core/storage/sqlite_guard.h"

#include <algorithm>
#include <sqlite3.h>
#include <system_error>
#include <thread>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr int pagesPerStep = 1024;  // 4 MiB: a few ms in which nobody can commit
constexpr int maxRestarts = 5;      // somebody writes all the time: then the rest at once
constexpr std::size_t maxProblems = 100;
constexpr std::size_t keptBackups = 3;

struct BackupHandle {
    BackupHandle(SQLite::Database& target, SQLite::Database& source)
        : handle(sqlite3_backup_init(target.getHandle(), "main", source.getHandle(), "main")) {
        if (handle == nullptr) {
            throw SQLite::Exception(target.getHandle());
        }
    }
    ~BackupHandle() { sqlite3_backup_finish(handle); }
    BackupHandle(const BackupHandle&) = delete;
    BackupHandle& operator=(const BackupHandle&) = delete;
    sqlite3_backup* handle;
};

// Copies all pages in pieces, between which others may write; SQLite then begins again by itself.
Status copyPages(sqlite3_backup* backup, const Database& source, const ProgressCallback& progress,
                 const std::stop_token& stop) {
    ProgressMeter meter("Copying the database", 0, progress);
    int restarts = 0;
    int last = -1;
    for (;;) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "The backup was stopped; nothing was kept.");
        }
        const int code = sqlite3_backup_step(backup, restarts < maxRestarts ? pagesPerStep : -1);
        if (code == SQLITE_DONE) {
            meter.finish();
            return {};
        }
        if (code != SQLITE_OK) {
            throw SQLite::Exception(source.handle().getHandle(), code);
        }
        const int left = sqlite3_backup_remaining(backup);
        restarts += last >= 0 && left >= last ? 1 : 0;
        last = left;
        meter.set(static_cast<std::uint64_t>(sqlite3_backup_pagecount(backup) - left));
    }
}

Status copyDatabase(const Database& source, const fs::path& target, const ProgressCallback& progress,
                    const std::stop_token& stop) {
    Status copied;
    auto opened = guarded(source, "copy the database", [&]() -> Status {
        try {
            SQLite::Database copy(target.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
            const BackupHandle backup(copy, source.handle());
            copied = copyPages(backup.handle, source, progress, stop);
            return {};
        } catch (const SQLite::Exception& exception) {
            const int code = exception.getErrorCode() & 0xff;
            if (code == SQLITE_FULL || code == SQLITE_CANTOPEN || code == SQLITE_READONLY) {
                return tl::unexpected<Error>(sqliteError(exception, "write the backup", target));
            }
            throw;
        }
    });
    return opened ? copied : opened;
}

// What the copy looks like to whoever opens it later.
Status checkCopy(const fs::path& copy, BackupManifest& manifest) {
    auto database = Database::openAsIs(copy);
    if (!database) {
        return failure(database);
    }
    const auto add = [&manifest](const std::string& problem) {
        if (manifest.problems.size() < maxProblems) {
            manifest.problems.push_back(problem);
        }
    };
    const auto damage = database->damage(false);
    if (!damage) {
        add(damage.error().message);
    }
    for (const auto& line : damage.value_or(std::vector<std::string>{})) {
        add(line);
    }
    const auto version = database->schemaVersion();
    if (!version) {
        return failure(version);
    }
    manifest.schemaVersion = *version;
    if (*version >= 2) {
        const auto ratings = readRatings(*database, {});
        if (!ratings) {
            add(ratings.error().message);
        }
        for (const auto& rating : ratings ? ratings->damaged : std::vector<std::string>{}) {
            add("rating " + rating);
        }
    }
    if (*version >= 5) {
        for (const auto& row : findDamagedRows(*database).value_or(std::vector<std::string>{})) {
            add(row);
        }
    }
    if (auto counts = countRows(*database)) {
        manifest.counts = std::move(*counts);
    } else {
        add(counts.error().message);
    }
    return {};
}

}  // namespace

Result<std::map<std::string, std::uint64_t>> countRows(const Database& database) {
    using Counts = std::map<std::string, std::uint64_t>;
    static constexpr std::pair<const char*, const char*> kinds[] = {
        {"ratings", "rating_event"},   {"pairs", "pair"},
        {"datasets", "dataset"},       {"artifacts", "artifact"},
        {"evaluations", "evaluation"}, {"feature_sets", "feature_set"},
        {"documents", "document"},     {"raters", "rater"},
        {"settings", "setting"}};
    return guarded(database, "count the rows", [&]() -> Result<Counts> {
        Counts counts;
        for (const auto& [kind, table] : kinds) {
            counts[kind] = database.handle().tableExists(table)
                               ? static_cast<std::uint64_t>(
                                     database.handle()
                                         .execAndGet(std::string("SELECT count(*) FROM ") + table + " NOT INDEXED")
                                         .getInt64())
                               : 0;
        }
        return counts;
    });
}

Result<BackupWriter> BackupWriter::create(const fs::path& target) {
    std::error_code error;
    const auto state = fs::symlink_status(target, error);
    const bool emptyFolder = fs::is_directory(state) && fs::is_empty(target, error) && !error;
    if (fs::exists(state) && !emptyFolder) {
        return fail(ErrorCode::InvalidInput, target.string() + " is there already.",
                    "Give the backup a name of its own; an older one is never overwritten.");
    }
    auto folder = TemporaryFolderBeside::create(target);
    if (!folder) {
        return failure(folder);
    }
    BackupWriter writer(target, std::move(*folder));
    writer.m_manifest.createdAt = utcTimestamp();
    return writer;
}

Status BackupWriter::addDatabase(const Database& source, const ProgressCallback& progress,
                                 const std::stop_token& stop) {
    const fs::path copy = m_folder.path() / workspaceDatabaseName;
    std::error_code error;
    fs::remove(copy, error);  // of an earlier try
    std::erase_if(m_manifest.files, [](const BackupFile& file) { return file.path == workspaceDatabaseName; });
    m_manifest.problems.clear();
    if (auto copied = copyDatabase(source, copy, progress, stop); !copied) {
        return copied;
    }
    if (auto checked = checkCopy(copy, m_manifest); !checked) {
        return checked;
    }
    for (const char* ending : {".lock", "-journal"}) {
        fs::remove(copy.string() + ending, error);
    }
    const auto hash = hashFromDisk(copy, stop);
    if (!hash) {
        return failure(hash);
    }
    m_manifest.files.insert(m_manifest.files.begin(), {workspaceDatabaseName, hash->bytes, hash->sha256});
    return {};
}

Status BackupWriter::addFile(const fs::path& from, const std::string& relative, const std::stop_token& stop,
                             const std::function<void(std::uint64_t)>& advance) {
    const fs::path to = m_folder.path() / relative;
    std::error_code error;
    fs::create_directories(to.parent_path(), error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot make the folder " + to.parent_path().string() + ": " + error.message() + ".",
                    "Check that there is room and that you may write there.");
    }
    const auto copied = copyFileHashed(from, to, false, stop, advance);
    if (!copied) {
        return failure(copied);
    }
    m_manifest.files.push_back({relative, copied->bytes, copied->sha256});
    return {};
}

Status BackupWriter::commit(const ProgressCallback& progress, const std::stop_token& stop) {
    ProgressMeter meter("Reading the backup back", m_manifest.files.size(), progress);
    for (const auto& file : m_manifest.files) {
        const auto found = hashFromDisk(m_folder.path() / file.path, stop);
        if (!found) {
            return failure(found);
        }
        if (found->bytes != file.bytes || found->sha256 != file.sha256) {
            return fail(ErrorCode::Io, "The backup's " + file.path + " reads back as something else; nothing was kept.",
                        "Check the disk that the backup goes to, and take another one.");
        }
        meter.advance();
    }
    meter.finish();
    if (auto written = writeJsonFile(m_folder.path() / backupManifestName, toJson(m_manifest)); !written) {
        return written;
    }
    if (auto placed = placeFolder(m_folder.path(), m_target); !placed) {
        return placed;
    }
    m_folder.release();
    return {};
}

namespace {

bool isKept(const fs::path& folder, const std::string& prefix) {
    std::error_code error;
    return folder.filename().string().starts_with(prefix) && fs::is_regular_file(folder / backupManifestName, error);
}

// Names hold the time, so they sort by age within a schema; the schema number comes first.
void dropOldest(const fs::path& parent, const fs::path& newest) {
    std::vector<std::pair<std::string, fs::path>> kept;
    std::error_code error;
    for (fs::directory_iterator it(parent, error), end; !error && it != end; it.increment(error)) {
        if (isKept(it->path(), "schema-") && it->path() != newest) {
            const auto manifest = readBackupManifest(it->path());
            kept.emplace_back(manifest ? manifest->createdAt : std::string(), it->path());
        }
    }
    std::ranges::sort(kept);
    for (std::size_t i = 0; i + keptBackups - 1 < kept.size(); ++i) {
        fs::remove_all(kept[i].second, error);
    }
}

}  // namespace

Result<fs::path> backupDatabase(const Database& source, const fs::path& parent, const std::string& name,
                                const std::string& reason) {
    std::error_code error;
    fs::create_directories(parent, error);
    if (error) {
        return fail(ErrorCode::Io, "Cannot make the folder " + parent.string() + ": " + error.message() + ".",
                    "Check that there is room and that you may write there.");
    }
    fs::path target = parent / name;
    for (int copy = 2; fs::exists(fs::symlink_status(target, error)) && copy < 1000; ++copy) {
        target = parent / (name + "-" + std::to_string(copy));
    }
    auto writer = BackupWriter::create(target);
    if (!writer) {
        return failure(writer);
    }
    writer->manifest().reason = reason;
    if (auto added = writer->addDatabase(source, {}, {}); !added) {
        return failure(added);
    }
    for (const auto& problem : writer->manifest().problems) {
        log::warn("{} was damaged when it was copied: {}.", source.path().string(), problem);
    }
    if (auto done = writer->commit({}, {}); !done) {
        return failure(done);
    }
    dropOldest(parent, target);
    return target;
}

}  // namespace saferscope
