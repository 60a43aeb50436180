// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/presence_lock.h"

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::seconds longestWait{10};

fs::path lockPathOf(const fs::path& database) { return realDatabasePath(database).string() + ".lock"; }

// Everybody who may write the database may lock it: the mode is left to the user's umask. On network drives an
// exclusive flock needs a descriptor that may write, a shared one is content with reading.
int openLock(const fs::path& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0666);
    return fd >= 0 || (errno != EACCES && errno != EROFS) ? fd
                                                          : ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

}  // namespace

fs::path realDatabasePath(const fs::path& database) {
    std::error_code error;
    fs::path real = fs::weakly_canonical(database, error);
    return error ? database : real;
}

PresenceLock::PresenceLock(PresenceLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

PresenceLock& PresenceLock::operator=(PresenceLock&& other) noexcept {
    std::swap(m_fd, other.m_fd);
    return *this;
}

PresenceLock::~PresenceLock() {
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

Result<PresenceLock> PresenceLock::share(const fs::path& database) {
    const fs::path path = lockPathOf(database);
    PresenceLock lock(openLock(path));
    if (lock.m_fd < 0) {
        if (errno == EACCES || errno == EROFS || errno == ENOENT || errno == EPERM) {
            return PresenceLock();
        }
        return fail(ErrorCode::Io, "Cannot open " + path.string() + ": " + std::strerror(errno) + ".",
                    "Check the workspace folder and the disk.");
    }
    const auto begin = std::chrono::steady_clock::now();
    while (::flock(lock.m_fd, LOCK_SH | LOCK_NB) != 0) {
        if (errno == ENOLCK || errno == EOPNOTSUPP || errno == ENOSYS) {
            return PresenceLock();  // a drive without such locks
        }
        if (errno != EINTR && std::chrono::steady_clock::now() - begin > longestWait) {
            return fail(ErrorCode::Failed, database.string() + " is being repaired by another program.",
                        "Wait until it is done and try again.");
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    return lock;
}

Result<PresenceLock> PresenceLock::holdAlone(const fs::path& database) {
    const fs::path path = lockPathOf(database);
    PresenceLock lock(openLock(path));
    if (lock.m_fd < 0) {
        return fail(ErrorCode::Io, "Cannot open " + path.string() + ": " + std::strerror(errno) + ".",
                    "Check that you may write to the workspace folder.");
    }
    if (::flock(lock.m_fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK) {
            return fail(ErrorCode::Failed, "Another program has " + database.string() + " open.",
                        "Close every Saferscope window and command that uses this workspace, then try again.");
        }
        return fail(ErrorCode::Io, "Cannot lock " + path.string() + ": " + std::strerror(errno) + ".",
                    "Copy the workspace to a local disk and repair it there.");
    }
    return lock;
}

}  // namespace saferscope
