// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"

#include "core/base/clock.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <random>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <system_error>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

fs::path folderOf(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

std::string sizeText(std::uint64_t bytes) {
    static constexpr std::array<const char*, 4> units = {"bytes", "kB", "MB", "GB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1000.0 && unit + 1 < units.size()) {
        value /= 1000.0;
        ++unit;
    }
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", value, units[unit]);
    return text.data();
}

// What to do about it, and for a full disk how much room there is and how much the file takes at least.
std::string hintFor(const fs::path& path, int error, std::uint64_t needed) {
    switch (error) {
        case ENOSPC:
        case EDQUOT: {
            std::string hint = "Free some disk space and try again; the previous file is untouched.";
            struct statvfs disk {};
            if (needed > 0 && ::statvfs(folderOf(path).c_str(), &disk) == 0) {
                const auto room = static_cast<std::uint64_t>(disk.f_bavail) * disk.f_frsize;
                hint += " It takes at least " + sizeText(needed) + "; the disk has " + sizeText(room) +
                        (error == EDQUOT ? " left, of which your quota allows less." : " left.");
            }
            return hint;
        }
        case EIO:
            return "The disk reports a fault: look at its health before you trust what it holds, or write elsewhere. "
                   "Nothing that was there before has been changed.";
        case EACCES:
        case EPERM:
        case EROFS:
            return "Check that you may write to this folder.";
        default:
            return {};
    }
}

tl::unexpected<Error> ioFailure(const std::string& what, const fs::path& path, int error, std::uint64_t needed = 0) {
    return fail(ErrorCode::Io, "Cannot " + what + " " + path.string() + ": " + std::strerror(error) + ".",
                hintFor(path, error, needed));
}

Status syncPath(const fs::path& path, int flags) {
    const int fd = ::open(path.c_str(), flags | O_CLOEXEC);
    if (fd < 0) {
        return ioFailure("open", path, errno);
    }
    const int failed = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    if (failed != 0) {
        return ioFailure("flush", path, failed);
    }
    return {};
}

// Its folder could not be flushed, and the new one has the name all the same.
Status uncertain(Status flushed, const fs::path& target) {
    flushed.error().hint = "The new " + target.filename().string() +
                           " is in place, but may be gone after a power cut: look at the health of the disk.";
    return flushed;
}

// A place beside the target that nobody else has, opened for writing. Not mkostemp(): it makes files that only their
// owner may read, and giving everybody the right afterwards would override the user's umask.
int createBeside(const fs::path& path, std::string& name) {
    static constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    thread_local std::mt19937_64 random(std::random_device{}() ^ static_cast<std::uint64_t>(::getpid()) << 32);
    for (int attempt = 0; attempt < 1000; ++attempt) {
        std::string suffix(6, 'x');
        for (char& letter : suffix) {
            letter = letters[random() % letters.size()];
        }
        name = (folderOf(path) / ("." + path.filename().string() + "." + suffix)).string();
        const int fd = ::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
        if (fd >= 0 || errno != EEXIST) {
            return fd;
        }
    }
    return -1;
}

enum class Exchange { Done, Unknown, Failed };

// Both names change hands in one step: there is no moment at which a kill would leave neither. Unknown where the file
// system cannot do that; Failed sets errno.
Exchange exchange(const fs::path& left, const fs::path& right) {
    if (::renameat2(AT_FDCWD, left.c_str(), AT_FDCWD, right.c_str(), RENAME_EXCHANGE) == 0) {
        return Exchange::Done;
    }
    return errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP ? Exchange::Unknown : Exchange::Failed;
}

// The finished folder takes the place of the one that is there.
Status replaceFolder(const fs::path& temporary, const fs::path& target) {
    std::error_code ignored;
    const auto parent = [&target] { return syncPath(folderOf(target), O_RDONLY | O_DIRECTORY); };
    const Exchange exchanged = exchange(temporary, target);
    if (exchanged == Exchange::Failed) {
        return ioFailure("replace", target, errno);
    }
    if (exchanged == Exchange::Done) {
        if (auto synced = parent(); !synced) {
            // The caller clears `temporary` away: that has to be the new one.
            return exchange(temporary, target) == Exchange::Done ? synced : uncertain(std::move(synced), target);
        }
        fs::remove_all(temporary, ignored);
        return {};
    }
    // In two steps, under a name of our own: what the user calls TARGET.old is theirs.
    const fs::path old = folderOf(target) / ("." + target.filename().string() + "." + timeOrderedName() + ".old");
    if (::rename(target.c_str(), old.c_str()) != 0) {
        return ioFailure("replace", target, errno);
    }
    if (::rename(temporary.c_str(), target.c_str()) != 0) {
        const int error = errno;
        ::rename(old.c_str(), target.c_str());
        return ioFailure("put in place", target, error);
    }
    if (auto synced = parent(); !synced) {
        if (::rename(target.c_str(), temporary.c_str()) != 0) {
            return uncertain(std::move(synced), target);
        }
        ::rename(old.c_str(), target.c_str());
        return synced;
    }
    fs::remove_all(old, ignored);
    return {};
}

}  // namespace

AtomicFile::AtomicFile(fs::path target, fs::path temporary, int fd)
    : m_target(std::move(target)), m_temporary(std::move(temporary)), m_fd(fd) {}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_target(std::move(other.m_target)),
      m_temporary(std::move(other.m_temporary)),
      m_fd(std::exchange(other.m_fd, -1)),
      m_size(other.m_size) {}

AtomicFile::~AtomicFile() {
    if (m_fd >= 0) {
        ::close(m_fd);
        ::unlink(m_temporary.c_str());
    }
}

Result<AtomicFile> AtomicFile::create(const fs::path& path) {
    std::string name;
    const int fd = createBeside(path, name);
    if (fd < 0) {
        return ioFailure("create", path, errno, 1);
    }
    // Who may read the file that is replaced stays who may read it.
    struct stat before {};
    if (::lstat(path.c_str(), &before) == 0 && S_ISREG(before.st_mode)) {
        ::fchmod(fd, before.st_mode & 0777);
    }
    return AtomicFile(path, name, fd);
}

Status AtomicFile::append(std::span<const std::byte> bytes) {
    const auto* data = reinterpret_cast<const char*>(bytes.data());
    std::size_t left = bytes.size();
    while (left > 0) {
        const ssize_t written = ::write(m_fd, data, left);
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return ioFailure("write", m_target, errno, m_size + bytes.size());
        }
        data += written;
        left -= static_cast<std::size_t>(written);
    }
    m_size += bytes.size();
    return {};
}

Status AtomicFile::append(std::string_view text) { return append(std::as_bytes(std::span(text.data(), text.size()))); }

Status AtomicFile::commit() {
    // A file whose flush failed once is never trusted, also where a second fsync would succeed: the pages are lost.
    if (::fsync(m_fd) != 0) {
        return ioFailure("flush", m_target, errno, m_size);
    }
    const bool closed = ::close(std::exchange(m_fd, -1)) == 0;
    if (!closed || ::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        const int error = errno;
        ::unlink(m_temporary.c_str());
        return ioFailure(closed ? "replace" : "close", m_target, error, m_size);
    }
    auto synced = syncPath(folderOf(m_target), O_RDONLY | O_DIRECTORY);
    return synced ? synced : uncertain(std::move(synced), m_target);
}

Status writeFileAtomically(const fs::path& path, std::string_view contents) {
    auto file = AtomicFile::create(path);
    if (!file) {
        return failure(file);
    }
    if (auto written = file->append(contents); !written) {
        return written;
    }
    return file->commit();
}

Status commitFolder(const fs::path& temporary, const fs::path& target) {
    std::error_code error;
    for (fs::recursive_directory_iterator it(temporary, error), end; !error && it != end; it.increment(error)) {
        std::error_code unknown;
        const int flags = it->is_directory(unknown) ? O_RDONLY | O_DIRECTORY : O_RDONLY;
        if (auto synced = syncPath(it->path(), flags); !synced) {
            return synced;
        }
    }
    if (error) {
        return ioFailure("read", temporary, error.value());
    }
    if (auto synced = syncPath(temporary, O_RDONLY | O_DIRECTORY); !synced) {
        return synced;
    }
    if (fs::exists(fs::symlink_status(target, error))) {
        return replaceFolder(temporary, target);
    }
    if (::rename(temporary.c_str(), target.c_str()) != 0) {
        return ioFailure("put in place", target, errno);
    }
    auto synced = syncPath(folderOf(target), O_RDONLY | O_DIRECTORY);
    if (!synced && ::rename(target.c_str(), temporary.c_str()) != 0) {  // not there for certain: not there
        return uncertain(std::move(synced), target);
    }
    return synced;
}

}  // namespace saferscope
