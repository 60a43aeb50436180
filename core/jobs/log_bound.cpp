// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/log_bound.h"

#include <algorithm>
#include <chrono>
#include <fcntl.h>
#include <string>
#include <string_view>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace saferscope {

namespace {

constexpr auto lookEvery = std::chrono::milliseconds(100);
constexpr std::uint64_t megabyte = 1u << 20;

// Cutting a file that others write at a position of their own would leave a hole as long as what was cut.
bool goesThere(const std::filesystem::path& log) {
    struct stat ours {};
    struct stat file {};
    const int flags = ::fcntl(STDERR_FILENO, F_GETFL);
    return flags >= 0 && (flags & O_APPEND) != 0 && ::fstat(STDERR_FILENO, &ours) == 0 && S_ISREG(ours.st_mode) &&
           ::stat(log.c_str(), &file) == 0 && ours.st_dev == file.st_dev && ours.st_ino == file.st_ino;
}

void writeAll(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written <= 0) {
            return;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::uint64_t sizeOf(int fd) {
    struct stat status {};
    return ::fstat(fd, &status) == 0 && S_ISREG(status.st_mode) ? static_cast<std::uint64_t>(status.st_size) : 0;
}

std::string leftOut(std::uint64_t bytes, std::uint64_t most) {
    return "\n[" + std::to_string(bytes >> 20) + " MiB of output were left out here: a log may have " +
           std::to_string(most >> 20) + " MiB]\n";
}

/// Takes the middle out without touching what others write at the end meanwhile. False where the file system cannot
/// (ext4 and XFS can).
bool takeOutMiddle(const std::filesystem::path& log, std::uint64_t size, std::uint64_t most) {
    const std::uint64_t middle = (size - 2 * megabyte) / megabyte * megabyte;  // whole blocks of any file system
    const int fd = ::open(log.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) {
        return false;
    }
    const bool taken = ::fallocate(fd, FALLOC_FL_COLLAPSE_RANGE, megabyte, static_cast<off_t>(middle)) == 0;
    if (taken) {
        const std::string words = leftOut(middle, most);
        [[maybe_unused]] const ssize_t written =
            ::pwrite(fd, words.data(), words.size(), static_cast<off_t>(megabyte - words.size()));
    }
    ::close(fd);
    return taken;
}

/// The same for every file system; what is written between the last look at the size and the end of the cut is lost, or
/// stands in front of the tail. A flood is not missed, and behind its last words comes silence: it looks until nothing
/// has been added.
bool writeTailAgain(int fd, std::uint64_t size, std::uint64_t most) {
    std::string end(megabyte, '\0');
    for (int look = 0; look < 8; ++look) {
        const ssize_t got = ::pread(fd, end.data(), megabyte, static_cast<off_t>(size - megabyte));
        end.resize(static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
        const std::uint64_t now = sizeOf(fd);
        if (now == size) {
            break;
        }
        size = now;
        end.resize(megabyte);
    }
    const bool cut = ::ftruncate(fd, static_cast<off_t>(megabyte)) == 0;
    if (cut) {
        writeAll(fd, leftOut(size - 2 * megabyte, most) + end);
    }
    return cut;
}

}  // namespace

bool cutLog(const std::filesystem::path& log, std::uint64_t most) {
    const int fd = ::open(log.c_str(), O_RDWR | O_APPEND | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) {
        return false;
    }
    const std::uint64_t size = sizeOf(fd);
    const bool cut =
        size > most && size > 3 * megabyte && (takeOutMiddle(log, size, most) || writeTailAgain(fd, size, most));
    ::close(fd);
    return cut;
}

LogBound::LogBound(std::filesystem::path log, std::uint64_t most) : m_log(std::move(log)), m_most(most) {
    if (!goesThere(m_log)) {
        return;
    }
    try {
        m_thread = std::jthread([this](const std::stop_token& stop) { watch(stop); });
    } catch (const std::system_error&) {  // the work itself matters more
    }
}

LogBound::~LogBound() {
    if (m_thread.joinable()) {
        m_thread.request_stop();
        m_thread.join();
        cutLog(m_log, m_most);
    }
}

void LogBound::watch(const std::stop_token& stop) {
    std::unique_lock lock(m_mutex);
    while (!stop.stop_requested()) {
        m_wake.wait_for(lock, stop, lookEvery, [] { return false; });
        struct stat status {};
        if (::fstat(STDERR_FILENO, &status) == 0 && static_cast<std::uint64_t>(status.st_size) > m_most) {
            try {
                cutLog(m_log, m_most);
            } catch (const std::exception&) {  // no memory for the tail now: next time
            }
        }
    }
}

}  // namespace saferscope
