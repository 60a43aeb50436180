// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <stop_token>
#include <thread>

namespace saferscope {

/// Keeps a run's log.txt from filling the disk when something writes without end: while it lives, the file is looked at
/// ten times a second, and at once when it ends. One of more than `most` bytes is cut to about its first and its last
/// MiB, with a line between that says so. On file systems that cannot take out a middle (others than ext4 and XFS),
/// some of what is written during the cut may go with it. Only where standard error goes to this very file in append
/// mode, as startWorker() sees to; then what writers that share the file add goes on behind the cut. Without a thread
/// to be had it does nothing.
class LogBound {
public:
    static constexpr std::uint64_t usual = std::uint64_t{64} << 20;

    explicit LogBound(std::filesystem::path log, std::uint64_t most = usual);
    ~LogBound();
    LogBound(const LogBound&) = delete;
    LogBound& operator=(const LogBound&) = delete;

private:
    void watch(const std::stop_token& stop);

    const std::filesystem::path m_log;
    const std::uint64_t m_most;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::jthread m_thread;
};

/// The cut itself. False when the file is short enough or cannot be cut.
bool cutLog(const std::filesystem::path& log, std::uint64_t most);

}  // namespace saferscope
