// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/event.h"
#include "core/jobs/run_state.h"

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// One metric of a run as it was reported, in order.
struct MetricHistory {
    std::vector<double> steps;
    std::vector<double> values;
};

/// What the window knows of one run folder.
struct Job {
    RunSpec spec;
    std::filesystem::path folder;
    RunState state = RunState::Waiting;
    std::optional<Progress> progress;              ///< the last one reported
    std::map<std::string, MetricHistory> metrics;  ///< by name; filled for running and followed jobs
    std::string lastMessage;                       ///< the worker's last words; may hold any text
    std::optional<RunResult> result;               ///< once it ended
    std::size_t queuePosition = 0;                 ///< 1 = next; 0 for what runs, has ended or is not in the queue
    std::string queueText;                         ///< "waits for ID", "held"; empty for what is not in the queue
    bool suspended = false;                        ///< it runs, but somebody has suspended its process (SIGSTOP)
    bool active() const { return state == RunState::Running; }
    bool ended() const { return state != RunState::Waiting && state != RunState::Running; }
};

/// Watches the run folders of a workspace, whoever started them, by polling their files: quickly while something runs,
/// slowly otherwise. A worker outlives the window; the next window finds it here again. GUI thread; each poll works for
/// a few milliseconds at most and carries on later with what is left. What a worker writes is not trusted: of endless
/// events the names, texts and points that are kept are bounded, and the end of a run is told within seconds however
/// much of its events has not been read yet.
class JobMonitor : public QObject {
    Q_OBJECT

public:
    explicit JobMonitor(std::filesystem::path runsFolder, QObject* parent = nullptr);
    ~JobMonitor() override;

    /// Newest first. Pointers stay valid until listChanged().
    std::vector<const Job*> jobs() const;
    const Job* job(const std::string& id) const;
    int activeCount() const;

    /// What a run gets beside its spec.
    struct RunStart {
        std::function<Status(const std::filesystem::path& runFolder)> prepare;  ///< called before the worker starts
        std::map<std::string, std::string> environment;                         ///< secrets; see startWorker()
    };
    /// Makes the run folder and starts its worker. Returns the run's id.
    Result<std::string> start(RunSpec spec, const RunStart& how);
    Result<std::string> start(RunSpec spec) { return start(std::move(spec), RunStart()); }
    /// Asks the worker to write a checkpoint and end.
    Status stop(const std::string& id);
    /// Starts a worker on a run that waits, or was stopped, lost or failed; it goes on from its last checkpoint.
    Status resume(const std::string& id, const std::map<std::string, std::string>& environment = {});
    /// Reads all events of an ended job too, so that its curves can be shown.
    void follow(const std::string& id);

    /// One round now, without waiting for the timer. `everything` looks at ended runs and new folders too.
    void poll(bool everything = true);

Q_SIGNALS:
    void listChanged();
    void jobChanged(const QString& id);
    /// A run has ended since the last look; its events are all read. Not sent for those that had ended before the
    /// monitor was made.
    void jobEnded(const QString& id, saferscope::RunState state);

private:
    /// Tells whether a file is still the one that was read: none is parsed again at every look.
    struct FileStamp {
        std::int64_t time = 0;  ///< nanoseconds
        std::uint64_t inode = 0;
        std::int64_t size = -1;  ///< no file
        bool operator==(const FileStamp&) const = default;
    };
    struct Watched {
        explicit Watched(Job known) : job(std::move(known)), reader(RunPaths(job.folder).events()) {}
        Job job;
        EventReader reader;
        bool readEvents = false;  ///< active or followed
        bool caughtUp = false;
        QElapsedTimer ending;  ///< since it was seen to have ended while events are still to be read
        FileStamp result;      ///< of the result.json that `job` tells of
    };

    static FileStamp stampOf(const std::filesystem::path& path);

    /// Ids of runs that are new and have ended already.
    std::vector<std::string> findNewFolders(bool& changed);
    bool readEvents(Watched& watched);
    /// Places in the queue, and a runner where one is needed. Takes no lock: nobody can hold the window up.
    void lookAtQueue();
    void look(Watched& watched, bool everything);
    void schedule(bool soon);

    const std::filesystem::path m_runsFolder;
    std::map<std::string, std::unique_ptr<Watched>, std::greater<>> m_jobs;  ///< ids sort by time: newest first
    std::map<std::string, FileStamp> m_unreadable;                           ///< runs whose spec.json cannot be read
    QTimer m_timer;
    int m_round = 0;
    bool m_runnerFailed = false;  ///< to start; said once
    bool m_looked = false;        ///< the first look finds what was there before
};

}  // namespace saferscope
