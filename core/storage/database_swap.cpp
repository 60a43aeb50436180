// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/database_swap.h"

#include "core/base/clock.h"
#include "core/base/log.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

fs::path journalOf(const fs::path& database) { return database.string() + "-journal"; }

tl::unexpected<Error> ioFailure(const std::string& what, const fs::path& path) {
    const int error = errno;
    return fail(ErrorCode::Io, "Cannot " + what + " " + path.string() + ": " + std::strerror(error) + ".",
                error == ENOSPC || error == EDQUOT ? "Free some disk space and try again; nothing was changed."
                                                   : "Check that you may write to the workspace folder.");
}

// All of the bytes that SQLite locks (https://sqlite.org/fileio.html: PENDING, RESERVED, SHARED): with them nobody else
// reads or writes. Locks of the open file and not of the process, because those would be lost when anything here closes
// the same file.
bool lockAll(int fd) {
    struct flock range {};
    range.l_type = F_WRLCK;
    range.l_whence = SEEK_SET;
    range.l_start = 0x40000000;
    range.l_len = 512;
    return ::fcntl(fd, F_OFD_SETLK, &range) == 0;
}

void syncFolder(const fs::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd >= 0) {
        ::fsync(fd);
        ::close(fd);
    }
}

// A connection that none of the locks told of and that has the old file open would go on writing into a file without a
// name, and its journal would be taken for the new file's. It looks at the header at every transaction: without one it
// gets "not a database" instead. A file that has another name still, a hard-linked backup, is left alone.
void disableOldFile(int fd) {
    struct stat info {};
    if (::fstat(fd, &info) == 0 && info.st_nlink == 0) {
        const std::array<char, 100> nothing{};
        if (::pwrite(fd, nothing.data(), nothing.size(), 0) < 0) {
            log::warn("The old database could not be disabled: {}.", std::strerror(errno));
        }
    }
}

}  // namespace

DatabaseSwap::DatabaseSwap(DatabaseSwap&& other) noexcept
    : m_database(std::move(other.m_database)),
      m_alone(std::move(other.m_alone)),
      m_fd(std::exchange(other.m_fd, -1)),
      m_folder(std::move(other.m_folder)) {}

DatabaseSwap::~DatabaseSwap() {
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

Result<DatabaseSwap> DatabaseSwap::begin(const fs::path& database) {
    auto alone = PresenceLock::holdAlone(database);
    if (!alone) {
        return failure(alone);
    }
    const int fd = ::open(database.c_str(), O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return ioFailure("write", database);
    }
    if (!lockAll(fd)) {
        const int error = errno;
        ::close(fd);
        if (error == EAGAIN || error == EACCES) {
            return fail(ErrorCode::Failed, "Another program is reading or writing " + database.string() + ".",
                        "Close every program that uses this workspace, then try again.");
        }
        errno = error;
        return ioFailure("lock", database);
    }
    auto folder = TemporaryFolderBeside::create(database);
    if (!folder) {
        ::close(fd);
        return failure(folder);
    }
    DatabaseSwap swap(database, std::move(*alone), fd, std::move(*folder));
    if (auto copied = swap.copyTo(swap.workCopy()); !copied) {
        return failure(copied);
    }
    return swap;
}

Status DatabaseSwap::copyTo(const fs::path& database) {
    const auto copied = copyFileHashed(m_database, database, true, {});
    if (!copied) {
        return failure(copied);
    }
    std::error_code error;
    if (fs::exists(fs::symlink_status(journalOf(m_database), error))) {
        if (const auto journal = copyFileHashed(journalOf(m_database), journalOf(database), true, {}); !journal) {
            return failure(journal);
        }
    }
    return {};
}

Status DatabaseSwap::renewCopy() {
    std::error_code error;
    for (const char* ending : {"", "-journal", "-wal", "-shm", ".lock"}) {
        fs::remove(workCopy().string() + ending, error);
    }
    return copyTo(workCopy());
}

Result<fs::path> DatabaseSwap::commit(const fs::path& keep) {
    std::string name = "before-repair-" + utcTimestamp();
    std::erase_if(name, [](char c) { return c == ':'; });
    fs::path kept = keep / name;
    std::error_code error;
    for (int number = 2; fs::exists(fs::symlink_status(kept, error)); ++number) {
        kept = keep / (name + "-" + std::to_string(number));
    }
    fs::create_directories(kept, error);
    if (error) {
        errno = error.value();
        return ioFailure("make the folder", kept);
    }
    if (auto copied = copyTo(kept / m_database.filename()); !copied) {
        fs::remove_all(kept, error);
        return failure(copied);
    }
    syncFolder(kept);
    syncFolder(keep);
    if (const auto flushed = hashFromDisk(newDatabase()); !flushed) {
        return failure(flushed);
    }
    struct stat info {};
    if (::fstat(m_fd, &info) == 0) {
        ::chmod(newDatabase().c_str(), info.st_mode & 07777);
    }
    // The journal first: a new database must never meet the journal of the old one. Killed in between, the old file
    // may be half written, and the copies are whole.
    if (::unlink(journalOf(m_database).c_str()) != 0 && errno != ENOENT) {
        return ioFailure("put aside", journalOf(m_database));
    }
    syncFolder(m_database.parent_path());
    if (::rename(newDatabase().c_str(), m_database.c_str()) != 0) {
        return ioFailure("replace", m_database);
    }
    syncFolder(m_database.parent_path());
    disableOldFile(m_fd);
    return kept;
}

}  // namespace saferscope
