// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <string_view>

namespace saferscope {

/// A text file that only grows, one record per line. A last line that a killed writer left half-written is cut off on
/// opening, so that nothing is ever glued to it. One writer at a time; blocks on the disk.
class LineLog {
public:
    /// Creates the file when there is none. `visit` gets every whole line that is there, longest 1 MiB; longer ones are
    /// passed over. Anything but a regular file is refused.
    static Result<LineLog> open(const std::filesystem::path& path, const std::function<void(std::string_view)>& visit);
    LineLog(LineLog&& other) noexcept;
    LineLog& operator=(LineLog&&) = delete;
    ~LineLog();

    /// `line` without its end. With `durable` it is on the disk when this returns (fsync: a few ms). After a failure
    /// nothing of the line is left.
    Status append(std::string_view line, bool durable);

private:
    LineLog(std::filesystem::path path, int fd, std::uint64_t size) : m_path(std::move(path)), m_fd(fd), m_size(size) {}
    std::filesystem::path m_path;
    int m_fd = -1;
    std::uint64_t m_size = 0;
};

}  // namespace saferscope
