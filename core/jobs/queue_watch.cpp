// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/queue_watch.h"

#include "core/jobs/worker_identity.h"

#include <poll.h>
#include <sys/inotify.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace saferscope {

namespace {

int openWorker(const RunPaths& run) {
    const auto worker = readWorkerIdentity(run);
    if (!worker || worker->host != hostName()) {
        return -1;
    }
    const int process = static_cast<int>(::syscall(SYS_pidfd_open, worker->pid, 0));
    if (process >= 0 && processStartTicks(worker->pid) != worker->startTicks) {
        ::close(process);  // the number belongs to somebody else by now
        return -1;
    }
    return process;
}

}  // namespace

QueueWatch::QueueWatch(const QueuePaths& paths) : m_paths(paths), m_changes(::inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {
    if (m_changes >= 0) {
        ::inotify_add_watch(m_changes, m_paths.root.c_str(), IN_MOVED_TO | IN_DELETE);
    }
}

QueueWatch::~QueueWatch() {
    if (m_changes >= 0) {
        ::close(m_changes);
    }
}

void QueueWatch::wait(const std::vector<std::string>& running, std::chrono::milliseconds atMost) {
    std::vector<pollfd> watched = {{m_changes, POLLIN, 0}};  // poll() passes over negative descriptors
    for (const auto& id : running) {
        const int process = openWorker(RunPaths(m_paths.runs / id));
        if (process >= 0) {
            watched.push_back({process, POLLIN, 0});
        }
    }
    ::poll(watched.data(), watched.size(), static_cast<int>(atMost.count()));
    if (m_changes >= 0) {
        char events[4096];
        while (::read(m_changes, events, sizeof events) > 0) {}
    }
    for (std::size_t i = 1; i < watched.size(); ++i) {
        ::close(watched[i].fd);
    }
}

}  // namespace saferscope
