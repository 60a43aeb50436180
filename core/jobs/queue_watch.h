// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_queue.h"

#include <chrono>
#include <string>
#include <vector>

namespace saferscope {

/// Waits for something to happen to a queue: it is changed (inotify), or a worker ends (its process descriptor becomes
/// readable). Only a shortcut: where neither is to be had - a network folder, a worker on another machine - wait()
/// returns when the time is up. One thread.
class QueueWatch {
public:
    explicit QueueWatch(const QueuePaths& paths);
    ~QueueWatch();
    QueueWatch(const QueueWatch&) = delete;
    QueueWatch& operator=(const QueueWatch&) = delete;

    void wait(const std::vector<std::string>& running, std::chrono::milliseconds atMost);

private:
    const QueuePaths m_paths;
    int m_changes = -1;
};

}  // namespace saferscope
