// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/event.h"

#include <algorithm>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace saferscope {

namespace {

constexpr std::size_t maxLineBytes = 1u << 20;
constexpr std::size_t blockBytes = 1u << 16;

}  // namespace

EventReader::EventReader(std::filesystem::path path) : m_path(std::move(path)) {}

void EventReader::takeLine(std::string_view line, std::vector<Event>& events) {
    if (line.empty()) {
        return;
    }
    const auto json = parseJson(line, "event");
    if (json && json->is_object() && json->contains("format")) {
        return;  // the file's first line
    }
    auto event = json ? eventFromJson(*json) : std::nullopt;
    if (event) {
        events.push_back(std::move(*event));
    } else {
        ++m_skipped;
    }
}

void EventReader::skipToEnd() {
    struct stat status {};
    if (::stat(m_path.c_str(), &status) == 0 && S_ISREG(status.st_mode)) {
        m_offset = static_cast<std::uint64_t>(status.st_size);
        m_inode = status.st_ino;
        m_partial.clear();
        m_discarding = false;
    }
}

std::vector<Event> EventReader::poll(std::size_t maxBytes) {
    std::vector<Event> events;
    const int fd = ::open(m_path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) {
        return events;
    }
    struct stat status {};
    if (::fstat(fd, &status) != 0 || !S_ISREG(status.st_mode)) {
        ::close(fd);
        return events;
    }
    if (static_cast<std::uint64_t>(status.st_size) < m_offset || (m_offset > 0 && status.st_ino != m_inode)) {
        m_offset = 0;
        m_partial.clear();
        m_discarding = false;
    }
    m_inode = status.st_ino;
    std::string block(std::min(blockBytes, std::max<std::size_t>(maxBytes, 1)), '\0');
    for (std::size_t left = maxBytes; left > 0;) {
        const ssize_t got = ::pread(fd, block.data(), std::min(left, block.size()), static_cast<off_t>(m_offset));
        if (got <= 0) {
            break;
        }
        left -= static_cast<std::size_t>(got);
        m_offset += static_cast<std::uint64_t>(got);
        std::string_view rest(block.data(), static_cast<std::size_t>(got));
        while (!rest.empty()) {
            const auto newline = rest.find('\n');
            if (!m_discarding) {
                m_partial += rest.substr(0, newline);
                if (m_partial.size() > maxLineBytes) {
                    m_partial = {};
                    m_discarding = true;
                    ++m_skipped;
                }
            }
            if (newline == std::string_view::npos) {
                break;
            }
            rest.remove_prefix(newline + 1);
            if (!m_discarding) {
                takeLine(m_partial, events);
            }
            m_partial.clear();
            m_discarding = false;
        }
    }
    ::close(fd);
    return events;
}

}  // namespace saferscope
