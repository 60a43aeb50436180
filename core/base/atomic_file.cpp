// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"

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

tl::unexpected<Error> ioFailure(const std::string& what, const fs::path& path, int error) {
    std::string hint;
    if (error == ENOSPC || error == EDQUOT) {
        hint = "Free some disk space and try again; the previous file is untouched.";
    } else if (error == EACCES || error == EPERM || error == EROFS) {
        hint = "Check that you may write to this folder.";
    }
    return fail(ErrorCode::Io, "Cannot " + what + " " + path.string() + ": " + std::strerror(error) + ".",
                std::move(hint));
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

fs::path folderOf(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

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
    std::string name = (folderOf(path) / ("." + path.filename().string() + ".XXXXXX")).string();
    const int fd = ::mkostemp(name.data(), O_CLOEXEC);
    if (fd < 0) {
        return ioFailure("create", path, errno);
    }
    ::fchmod(fd, 0644);
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
            return ioFailure("write", m_target, errno);
        }
        data += written;
        left -= static_cast<std::size_t>(written);
    }
    m_size += bytes.size();
    return {};
}

Status AtomicFile::append(std::string_view text) { return append(std::as_bytes(std::span(text.data(), text.size()))); }

Status AtomicFile::commit() {
    if (::fsync(m_fd) != 0) {
        return ioFailure("flush", m_target, errno);
    }
    ::close(std::exchange(m_fd, -1));
    if (::rename(m_temporary.c_str(), m_target.c_str()) != 0) {
        const int error = errno;
        ::unlink(m_temporary.c_str());
        return ioFailure("replace", m_target, error);
    }
    return syncPath(folderOf(m_target), O_RDONLY | O_DIRECTORY);
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
        const int flags = it->is_directory() ? O_RDONLY | O_DIRECTORY : O_RDONLY;
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
    const fs::path old = target.string() + ".old";
    const bool replaces = fs::exists(target, error);
    if (replaces) {
        fs::remove_all(old, error);
        if (::rename(target.c_str(), old.c_str()) != 0) {
            return ioFailure("replace", target, errno);
        }
    }
    if (::rename(temporary.c_str(), target.c_str()) != 0) {
        const int renameError = errno;
        if (replaces) {
            ::rename(old.c_str(), target.c_str());
        }
        return ioFailure("put in place", target, renameError);
    }
    auto synced = syncPath(folderOf(target), O_RDONLY | O_DIRECTORY);
    if (synced && replaces) {
        fs::remove_all(old, error);
    }
    return synced;
}

}  // namespace saferscope
