// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/log.h"
#include "core/jobs/event.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace {

constexpr const char* firstLine = "{\"format\":\"saferscope-events\",\"version\":1}\n";

// 0 or errno. One write() per line in append mode: lines of several threads do not mix.
int writeAll(int fd, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(fd, text.data(), text.size());
        if (written < 0) {
            if (errno == EINTR) {
                continue;
            }
            return errno;
        }
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

}  // namespace

EventWriter::EventWriter(int fd) : m_fd(fd) {}

EventWriter::EventWriter(EventWriter&& other) noexcept
    : m_fd(std::exchange(other.m_fd, -1)), m_failing(other.m_failing.load()) {}

EventWriter::~EventWriter() {
    if (m_fd >= 0) {
        ::close(m_fd);
    }
}

Result<EventWriter> EventWriter::open(const std::filesystem::path& path) {
    const int fd = ::open(path.c_str(), O_RDWR | O_APPEND | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        return fail(ErrorCode::Io, "Cannot open " + path.string() + ": " + std::strerror(errno) + ".",
                    "Check that you may write to the run folder.");
    }
    EventWriter writer(fd);
    struct stat status {};
    int error = ::fstat(fd, &status) == 0 ? 0 : errno;
    if (error == 0 && status.st_size == 0) {
        error = writeAll(fd, firstLine);
    } else if (error == 0) {
        char last = '\n';
        if (::pread(fd, &last, 1, status.st_size - 1) == 1 && last != '\n') {
            error = writeAll(fd, "\n");  // a killed worker left half a line: close it off
        }
    }
    if (error != 0) {
        return fail(ErrorCode::Io, "Cannot write " + path.string() + ": " + std::strerror(error) + ".",
                    error == ENOSPC ? "Free some disk space and start the run again." : "");
    }
    return writer;
}

Status EventWriter::append(const Event& event) {
    Json json = toJson(event);
    if (event.time == 0.0) {
        json["time"] = secondsSinceEpoch();
    }
    // After a failure the file may end in half a line; an empty line costs nothing and saves the next one.
    const std::string line = (m_failing.load() ? "\n" : "") + dumpJson(json) + "\n";
    const int error = writeAll(m_fd, line);
    const bool wasFailing = m_failing.exchange(error != 0);
    if (error != 0 && !wasFailing) {
        log::error("Cannot write events: {}", std::strerror(error));
        return fail(ErrorCode::Io, std::string("Cannot write events.jsonl: ") + std::strerror(error) + ".",
                    error == ENOSPC ? "Free some disk space; the work itself goes on." : "");
    }
    return {};
}

}  // namespace saferscope
