// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/run_queue.h"

#include "core/base/atomic_file.h"
#include "core/base/log.h"
#include "core/jobs/queue_json.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <thread>
#include <tuple>
#include <unistd.h>
#include <utility>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr auto lockPause = std::chrono::milliseconds(2);

struct Loaded {
    QueueState state;
    bool rebuilt = false;
    bool damaged = false;
};

Result<Loaded> load(const QueuePaths& paths) {
    Loaded loaded;
    std::error_code error;
    const auto json = readJsonFile(paths.queue());
    auto state = json ? queueStateFromJson(*json, paths.queue().string()) : Result<QueueState>(failure(json));
    if (state) {
        loaded.state = std::move(*state);
    } else if (json && isNewerQueue(*json)) {
        return failure(state);
    } else if (!json && json.error().code != ErrorCode::NotFound && json.error().code != ErrorCode::InvalidInput) {
        return failure(json);  // it may be whole: a file that cannot be read now is not replaced
    } else {
        loaded.damaged = fs::exists(paths.queue(), error);
        loaded.rebuilt = true;
        loaded.state = rebuiltQueue(paths);
        if (loaded.damaged) {
            log::warn("{} The queue is rebuilt from the run folders.", state.error().message);
        }
    }
    loaded.state.paused = fs::exists(paths.paused(), error);
    return loaded;
}

Status writeMemo(const QueuePaths& paths, const QueueEntry& entry, bool queued) {
    std::error_code error;
    if (!fs::is_directory(paths.runs / entry.id, error)) {
        return {};  // somebody has removed the run
    }
    Json json = toJson(entry);
    json["version"] = queueVersion;
    json["queued"] = queued;
    return writeJsonFile(paths.memo(entry.id), json);
}

}  // namespace

QueueEntry* QueueState::find(const std::string& id) {
    const auto it = std::ranges::find(entries, id, &QueueEntry::id);
    return it == entries.end() ? nullptr : &*it;
}

const QueueEntry* QueueState::find(const std::string& id) const {
    const auto it = std::ranges::find(entries, id, &QueueEntry::id);
    return it == entries.end() ? nullptr : &*it;
}

std::vector<const QueueEntry*> inQueueOrder(const QueueState& queue) {
    std::vector<const QueueEntry*> order;
    order.reserve(queue.entries.size());
    for (const auto& entry : queue.entries) {
        order.push_back(&entry);
    }
    std::ranges::sort(order, [](const QueueEntry* a, const QueueEntry* b) {
        return std::tie(b->priority, a->rank, a->id) < std::tie(a->priority, b->rank, b->id);
    });
    return order;
}

std::string queueDevice(const std::string& device) {
    return device.empty() ? "cpu" : device == "cuda" ? "cuda:0" : device;
}

Result<QueueState> readQueue(const fs::path& runsFolder) {
    auto loaded = load(QueuePaths(runsFolder));
    if (!loaded) {
        return failure(loaded);
    }
    return std::move(loaded->state);
}

Result<LockedQueue> LockedQueue::open(const fs::path& runsFolder, std::chrono::milliseconds patience) {
    std::error_code error;
    QueuePaths paths(fs::absolute(runsFolder, error).lexically_normal());
    fs::create_directories(paths.root, error);
    const int fd = ::open(paths.lock().c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0644);
    if (fd < 0) {
        return fail(ErrorCode::Io, "Cannot open " + paths.lock().string() + ": " + std::strerror(errno) + ".",
                    "Check that you may write to the folder of the runs.");
    }
    LockedQueue queue(std::move(paths), fd);
    const auto end = std::chrono::steady_clock::now() + patience;
    while (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail(ErrorCode::Io,
                        "Cannot lock " + queue.m_paths.lock().string() + ": " + std::strerror(errno) + ".");
        }
        if (std::chrono::steady_clock::now() >= end) {
            return fail(ErrorCode::Io, "Another program keeps the queue " + queue.m_paths.root.string() + " locked.",
                        "Try again; if it stays so, look for a `safer` that hangs.");
        }
        std::this_thread::sleep_for(lockPause);
    }
    auto loaded = load(queue.m_paths);
    if (!loaded) {
        return failure(loaded);
    }
    if (loaded->damaged) {
        fs::rename(queue.m_paths.queue(), queue.m_paths.queue().string() + ".damaged", error);
    }
    queue.state = std::move(loaded->state);
    queue.m_saved = queue.state;
    queue.m_dirty = loaded->rebuilt && !queue.state.entries.empty();
    return queue;
}

LockedQueue::LockedQueue(LockedQueue&& other) noexcept
    : state(std::move(other.state)),
      m_paths(std::move(other.m_paths)),
      m_fd(std::exchange(other.m_fd, -1)),
      m_saved(std::move(other.m_saved)),
      m_dirty(other.m_dirty) {}

LockedQueue::~LockedQueue() {
    if (m_fd >= 0) {
        ::flock(m_fd, LOCK_UN);  // a child that is just being started may still share this open file
        ::close(m_fd);
    }
}

Status LockedQueue::save() {
    if (!m_dirty && state == m_saved) {
        return {};
    }
    for (const auto& entry : state.entries) {
        const QueueEntry* before = m_saved.find(entry.id);
        if (before == nullptr || !(*before == entry)) {
            if (auto written = writeMemo(m_paths, entry, true); !written) {
                return written;
            }
        }
    }
    if (m_dirty || state.entries != m_saved.entries || state.maxResumes != m_saved.maxResumes) {
        if (auto written = writeJsonFile(m_paths.queue(), toJson(state)); !written) {
            return written;
        }
    }
    for (const auto& entry : m_saved.entries) {
        if (state.find(entry.id) == nullptr) {
            if (auto written = writeMemo(m_paths, entry, false); !written) {
                log::warn("{}", written.error().message);  // read after a damage only, and the run has ended
            }
        }
    }
    std::error_code error;
    if (state.paused && !m_saved.paused) {
        if (auto written = writeFileAtomically(m_paths.paused(), ""); !written) {
            return written;
        }
    } else if (!state.paused && m_saved.paused) {
        fs::remove(m_paths.paused(), error);
        if (error) {
            return fail(ErrorCode::Io, "Cannot remove " + m_paths.paused().string() + ": " + error.message() + ".");
        }
    }
    m_saved = state;
    m_dirty = false;
    return {};
}

}  // namespace saferscope
