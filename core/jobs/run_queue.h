// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace saferscope {

/// One run of the queue. It stays in it until it has ended for good: finished, failed, or stopped on request.
struct QueueEntry {
    std::string id;                  ///< name of the run folder
    std::string device = "cpu";      ///< as queueDevice() spells it
    int priority = 0;                ///< higher first
    double rank = 0.0;               ///< order among equal priorities, smaller first
    bool held = false;               ///< not started until it is released
    bool goOn = false;               ///< stopped by a hold: that result is not its end
    bool stopAsked = false;          ///< cancelled: whatever becomes of its worker, it is not started again
    std::vector<std::string> after;  ///< runs that have to finish first
    unsigned lost = 0;               ///< how many of its workers were killed or crashed
    std::string lastLoss;            ///< the worker last counted, so that none is counted twice

    bool operator==(const QueueEntry&) const = default;
};

struct QueueState {
    bool paused = false;              ///< nothing is started; what runs goes on
    unsigned maxResumes = 3;          ///< a lost run is resumed so often by itself, then it has failed
    std::vector<QueueEntry> entries;  ///< in no particular order; see inQueueOrder()

    QueueEntry* find(const std::string& id);
    const QueueEntry* find(const std::string& id) const;
    bool operator==(const QueueState&) const = default;
};

/// By priority, then rank, then id.
std::vector<const QueueEntry*> inQueueOrder(const QueueState& queue);

/// "cpu", "cuda:0": "" is "cpu" and "cuda" is "cuda:0", so that one device has one name.
std::string queueDevice(const std::string& device);

/// Files of a queue, in the folder .queue of a runs folder, and the copy of its entry in each run's folder.
struct QueuePaths {
    explicit QueuePaths(const std::filesystem::path& runsFolder) : runs(runsFolder), root(runsFolder / ".queue") {}
    std::filesystem::path runs;
    std::filesystem::path root;
    std::filesystem::path queue() const { return root / "queue.json"; }
    std::filesystem::path lock() const { return root / "queue.lock"; }         ///< flock of who changes the queue
    std::filesystem::path paused() const { return root / "paused"; }           ///< there while the queue is paused
    std::filesystem::path runnerLock() const { return root / "runner.lock"; }  ///< flock of the runner
    std::filesystem::path runner() const { return root / "runner.json"; }      ///< {pid, start_ticks, host}
    std::filesystem::path log() const { return root / "runner.log"; }
    std::filesystem::path memo(const std::string& id) const { return runs / id / "queue.json"; }
};

/// The queue as it is now; an empty one where none was ever made. Takes no lock and changes nothing: a missing or
/// damaged file is made good in memory. Fails on a file of a newer version only. Any thread.
Result<QueueState> readQueue(const std::filesystem::path& runsFolder);

/// The queue, locked (flock) from open() to destruction, so that window and commands change it one after another.
/// open() waits for the others, at most `patience`. A missing or damaged file is rebuilt from what the run folders
/// say; the damaged one is kept as queue.json.damaged. One thread at a time.
class LockedQueue {
public:
    static Result<LockedQueue> open(const std::filesystem::path& runsFolder,
                                    std::chrono::milliseconds patience = std::chrono::seconds(10));
    LockedQueue(LockedQueue&& other) noexcept;
    LockedQueue& operator=(LockedQueue&&) = delete;
    ~LockedQueue();

    QueueState state;  ///< change it, then save()

    /// Writes what has changed: first the copies in the run folders, last queue.json, each whole or not at all. After
    /// a failure the queue is as it was. Blocks on the disk.
    Status save();

    const QueuePaths& paths() const { return m_paths; }

private:
    LockedQueue(QueuePaths paths, int fd) : m_paths(std::move(paths)), m_fd(fd) {}

    QueuePaths m_paths;
    int m_fd = -1;
    QueueState m_saved;
    bool m_dirty = false;  ///< rebuilt: has to be written even when nothing is changed
};

}  // namespace saferscope
