// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/line_log.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace saferscope {

namespace {

constexpr std::size_t chunkBytes = 256u << 10;
constexpr std::size_t maxLineBytes = 1u << 20;

tl::unexpected<Error> ioFailure(const char* what, const std::filesystem::path& path) {
    const int error = errno;
    const char* hint = error == ENOSPC || error == EDQUOT ? "Make room on the disk; what was written before is kept."
                       : error == EIO ? "The disk reports a fault: look at its health; what was written before is kept."
                                      : "";
    return fail(ErrorCode::Io, std::string("Cannot ") + what + " " + path.string() + ": " + std::strerror(error) + ".",
                hint);
}

// A new file whose name is not on the disk is gone after a power cut, however often its lines were flushed.
Status syncFolderOf(const std::filesystem::path& path) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool synced = fd >= 0 && ::fsync(fd) == 0;
    const int error = errno;
    if (fd >= 0) {
        ::close(fd);
    }
    if (!synced) {
        errno = error;
        return ioFailure("flush", folder);
    }
    return {};
}

// Visits the whole lines and returns where the last one ends.
Result<std::uint64_t> readLines(int fd, const std::filesystem::path& path,
                                const std::function<void(std::string_view)>& visit) {
    std::vector<char> chunk(chunkBytes);
    std::string line;
    bool tooLong = false;
    std::uint64_t offset = 0;
    std::uint64_t end = 0;
    for (;;) {
        const ssize_t got = ::pread(fd, chunk.data(), chunk.size(), static_cast<off_t>(offset));
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return ioFailure("read", path);
        }
        if (got == 0) {
            return end;
        }
        std::string_view rest(chunk.data(), static_cast<std::size_t>(got));
        for (auto newline = rest.find('\n'); newline != std::string_view::npos; newline = rest.find('\n')) {
            line.append(tooLong ? std::string_view() : rest.substr(0, newline));
            if (!tooLong && !line.empty() && line.size() <= maxLineBytes) {
                visit(line);
            }
            line.clear();
            tooLong = false;
            rest.remove_prefix(newline + 1);
            end = offset + static_cast<std::uint64_t>(got) - rest.size();
        }
        if (!tooLong) {
            line.append(rest);
        }
        if (line.size() > maxLineBytes) {
            tooLong = true;
            line.clear();
        }
        offset += static_cast<std::uint64_t>(got);
    }
}

}  // namespace

LineLog::LineLog(LineLog&& other) noexcept
    : m_path(std::move(other.m_path)), m_fd(std::exchange(other.m_fd, -1)), m_size(other.m_size) {}

LineLog::~LineLog() {
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

Result<LineLog> LineLog::open(const std::filesystem::path& path, const std::function<void(std::string_view)>& visit) {
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0644);
    if (fd < 0) {
        return ioFailure("open", path);
    }
    LineLog log(path, fd, 0);
    struct stat info {};
    if (::fstat(fd, &info) != 0) {
        return ioFailure("read", path);
    }
    if (!S_ISREG(info.st_mode)) {
        return fail(ErrorCode::InvalidInput, path.string() + " is not a regular file.");
    }
    const auto end = readLines(fd, path, visit);
    if (!end) {
        return failure(end);
    }
    if (::ftruncate(fd, static_cast<off_t>(*end)) != 0) {
        return ioFailure("write", path);
    }
    log.m_size = *end;
    if (info.st_size == 0) {
        if (auto named = syncFolderOf(path); !named) {
            return failure(named);
        }
    }
    return log;
}

Status LineLog::append(std::string_view line, bool durable) {
    std::string bytes(line);
    bytes += '\n';
    for (std::size_t at = 0; at < bytes.size();) {
        const ssize_t put = ::pwrite(m_fd, bytes.data() + at, bytes.size() - at, static_cast<off_t>(m_size + at));
        if (put < 0 && errno == EINTR) {
            continue;
        }
        if (put <= 0) {
            auto error = ioFailure("write", m_path);
            [[maybe_unused]] const int cut = ::ftruncate(m_fd, static_cast<off_t>(m_size));
            return error;
        }
        at += static_cast<std::size_t>(put);
    }
    if (durable && ::fsync(m_fd) != 0) {
        auto error = ioFailure("write", m_path);
        [[maybe_unused]] const int cut = ::ftruncate(m_fd, static_cast<off_t>(m_size));
        return error;
    }
    m_size += bytes.size();
    return {};
}

}  // namespace saferscope
