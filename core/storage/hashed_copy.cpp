// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/hashed_copy.h"

#include "core/base/hash.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <span>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <utility>
#include <vector>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t pieceBytes = 1u << 20;

tl::unexpected<Error> ioFailure(const std::string& what, const fs::path& path, int error) {
    std::string hint;
    if (error == ENOSPC || error == EDQUOT) {
        hint = "Free some disk space and try again; nothing was changed.";
    } else if (error == EACCES || error == EPERM || error == EROFS) {
        hint = "Check the permissions of the folder.";
    }
    return fail(ErrorCode::Io, "Cannot " + what + " " + path.string() + ": " + std::strerror(error) + ".",
                std::move(hint));
}

struct Descriptor {
    explicit Descriptor(int opened) : fd(opened) {}
    ~Descriptor() {
        if (fd >= 0) {
            ::close(fd);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int fd;
};

// Size of the file, or a refusal of what is none.
Result<std::uint64_t> openedSize(const Descriptor& file, const fs::path& path) {
    struct stat info {};
    if (file.fd < 0) {
        return errno == ELOOP
                   ? fail(ErrorCode::InvalidInput, path.string() + " is a symbolic link.", "Put the file itself there.")
                   : ioFailure("read", path, errno);
    }
    if (::fstat(file.fd, &info) != 0) {
        return ioFailure("read", path, errno);
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a file.", "Remove it from there.");
    }
    return static_cast<std::uint64_t>(info.st_size);
}

int openForReading(const fs::path& path) {
    return ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
}

// Reads at most `size` bytes and hands them on.
Result<CopiedFile> readPieces(int fd, std::uint64_t size, const fs::path& path, const std::stop_token& stop,
                              const std::function<Status(std::span<const std::byte>)>& take) {
    CopiedFile copied;
    Sha256 hash;
    std::vector<std::byte> piece(pieceBytes);
    while (copied.bytes < size) {
        if (stop.stop_requested()) {
            return fail(ErrorCode::Interrupted, "Stopped while " + path.string() + " was read; nothing was changed.");
        }
        const ssize_t got = ::read(fd, piece.data(), std::min<std::uint64_t>(pieceBytes, size - copied.bytes));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return ioFailure("read", path, errno);
        }
        if (got == 0) {
            break;  // cut off meanwhile: what is there is what is there
        }
        const std::span<const std::byte> bytes(piece.data(), static_cast<std::size_t>(got));
        hash.update(bytes);
        copied.bytes += bytes.size();
        if (auto taken = take(bytes); !taken) {
            return failure(taken);
        }
    }
    copied.sha256 = hash.hex();
    return copied;
}

Status writeAll(int fd, std::span<const std::byte> bytes, const fs::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) {
            return ioFailure("write", path, errno);
        }
        bytes = bytes.subspan(static_cast<std::size_t>(std::max<ssize_t>(written, 0)));
    }
    return {};
}

Status syncPath(const fs::path& path, int flags) {
    const Descriptor file(::open(path.c_str(), flags | O_CLOEXEC));
    if (file.fd < 0 || ::fsync(file.fd) != 0) {
        return ioFailure("flush", path, errno);
    }
    return {};
}

fs::path folderOf(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

}  // namespace

Result<CopiedFile> copyFileHashed(const fs::path& from, const fs::path& to, bool flush, const std::stop_token& stop,
                                  const std::function<void(std::uint64_t)>& advance) {
    const Descriptor source(openForReading(from));
    const auto size = openedSize(source, from);
    if (!size) {
        return failure(size);
    }
    const Descriptor target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644));
    if (target.fd < 0) {
        return ioFailure("create", to, errno);
    }
    auto copied = readPieces(source.fd, *size, from, stop, [&](std::span<const std::byte> bytes) -> Status {
        if (advance) {
            advance(bytes.size());
        }
        return writeAll(target.fd, bytes, to);
    });
    if (copied && flush && ::fsync(target.fd) != 0) {
        return ioFailure("flush", to, errno);
    }
    return copied;
}

Result<CopiedFile> hashFromDisk(const fs::path& file, const std::stop_token& stop) {
    const Descriptor source(openForReading(file));
    const auto size = openedSize(source, file);
    if (!size) {
        return failure(size);
    }
    if (::fsync(source.fd) != 0 && errno != EROFS && errno != EINVAL) {
        return ioFailure("flush", file, errno);
    }
    (void)::posix_fadvise(source.fd, 0, 0, POSIX_FADV_DONTNEED);
    return readPieces(source.fd, *size, file, stop, [](std::span<const std::byte>) -> Status { return {}; });
}

Status placeFolder(const fs::path& temporary, const fs::path& target) {
    std::error_code error;
    for (fs::recursive_directory_iterator it(temporary, error), end; !error && it != end; it.increment(error)) {
        std::error_code ignored;
        const int kind = it->is_directory(ignored) ? O_DIRECTORY : 0;
        if (auto synced = syncPath(it->path(), O_RDONLY | kind); !synced) {
            return synced;
        }
    }
    if (error) {
        return ioFailure("read", temporary, error.value());
    }
    if (auto synced = syncPath(temporary, O_RDONLY | O_DIRECTORY); !synced) {
        return synced;
    }
    ::chmod(temporary.c_str(), 0755);
    // rename() takes the place of an empty folder and of nothing else.
    if (::rename(temporary.c_str(), target.c_str()) != 0) {
        if (errno == ENOTEMPTY || errno == EEXIST || errno == ENOTDIR) {
            return fail(ErrorCode::InvalidInput, target.string() + " is there already.", "Choose another place.");
        }
        return ioFailure("put in place", target, errno);
    }
    return syncPath(folderOf(target), O_RDONLY | O_DIRECTORY);
}

Result<TemporaryFolderBeside> TemporaryFolderBeside::create(const fs::path& target) {
    std::string name = (folderOf(target) / ("." + target.filename().string() + ".XXXXXX")).string();
    if (::mkdtemp(name.data()) == nullptr) {
        return ioFailure("make a folder beside", target, errno);
    }
    return TemporaryFolderBeside(name);
}

TemporaryFolderBeside::~TemporaryFolderBeside() {
    if (!m_path.empty()) {
        std::error_code error;
        fs::remove_all(m_path, error);
    }
}

}  // namespace saferscope
