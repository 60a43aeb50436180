// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/job_monitor.h"

#include "core/base/log.h"
#include "core/jobs/launcher.h"
#include "core/jobs/queue_runner.h"
#include "core/jobs/run_lock.h"
#include "core/jobs/worker_identity.h"

#include <set>
#include <sys/stat.h>
#include <utility>

namespace saferscope {
namespace {

constexpr int runningPeriodMs = 300;
constexpr int idlePeriodMs = 2000;
constexpr int roundsPerFullLook = 5;  ///< while something runs, other runs are looked at every fifth round
constexpr std::size_t bytesPerRead = 64u << 10;
constexpr qint64 budgetMs = 4;  ///< for reading events, per job and round

constexpr qint64 endPatienceMs = 3000;  ///< for events that were not read when their run ended

// More than any run of ours reports. What is beyond them is left out, so that no worker can fill the window's memory.
constexpr std::size_t mostMetrics = 200;
constexpr std::size_t longestName = 100;
constexpr std::size_t mostPoints = 100'000;  ///< of a metric; then every second one goes
constexpr std::size_t longestText = 10'000;

std::string shortened(const std::string& text) {
    if (text.size() <= longestText) {
        return text;
    }
    std::size_t end = longestText;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U) {
        --end;  // not within a character
    }
    return text.substr(0, end) + "…";
}

void thinOut(MetricHistory& history) {
    std::size_t kept = 0;
    for (std::size_t i = 0; i < history.steps.size(); i += 2, ++kept) {
        history.steps[kept] = history.steps[i];
        history.values[kept] = history.values[i];
    }
    history.steps.resize(kept);
    history.values.resize(kept);
}

void take(Job& job, const Event& event) {
    switch (event.kind) {
        case EventKind::Started:
            break;
        case EventKind::Progress:
            job.progress = event.progress;
            job.progress->stage = shortened(event.progress.stage);
            break;
        case EventKind::Metric:
            for (const auto& [name, value] : event.values) {
                if (name.size() > longestName || (job.metrics.size() >= mostMetrics && !job.metrics.contains(name))) {
                    continue;
                }
                MetricHistory& history = job.metrics[name];
                // A resumed run repeats the steps after its checkpoint: the later report replaces the earlier one.
                while (!history.steps.empty() && history.steps.back() >= static_cast<double>(event.step)) {
                    history.steps.pop_back();
                    history.values.pop_back();
                }
                history.steps.push_back(static_cast<double>(event.step));
                history.values.push_back(value);
                if (history.steps.size() > mostPoints) {
                    thinOut(history);
                }
            }
            break;
        case EventKind::Message:
            job.lastMessage = shortened(event.text);
            break;
        case EventKind::Checkpoint:
        case EventKind::Finished:
            break;
    }
}

}  // namespace

JobMonitor::JobMonitor(std::filesystem::path runsFolder, QObject* parent)
    : QObject(parent), m_runsFolder(std::move(runsFolder)) {
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this,
            [this] { poll(m_round++ % roundsPerFullLook == 0 || activeCount() == 0); });
    poll(true);
}

JobMonitor::~JobMonitor() = default;

std::vector<const Job*> JobMonitor::jobs() const {
    std::vector<const Job*> list;
    list.reserve(m_jobs.size());
    for (const auto& [id, watched] : m_jobs) {
        list.push_back(&watched->job);
    }
    return list;
}

const Job* JobMonitor::job(const std::string& id) const {
    const auto it = m_jobs.find(id);
    return it == m_jobs.end() ? nullptr : &it->second->job;
}

int JobMonitor::activeCount() const {
    int count = 0;
    for (const auto& [id, watched] : m_jobs) {
        count += watched->job.active() ? 1 : 0;
    }
    return count;
}

Result<std::string> JobMonitor::start(RunSpec spec, const RunStart& how) {
    const auto program = findSaferProgram();
    if (!program) {
        return failure(program);
    }
    const auto folder = createRunFolder(m_runsFolder, std::move(spec));
    if (!folder) {
        return failure(folder);
    }
    if (how.prepare) {
        if (const Status prepared = how.prepare(*folder); !prepared) {
            return failure(prepared);
        }
    }
    if (const Status started = startWorker(*folder, *program, how.environment); !started) {
        return failure(started);
    }
    poll(true);
    return folder->filename().string();
}

Status JobMonitor::stop(const std::string& id) {
    const Job* known = job(id);
    return known == nullptr ? Status() : requestStop(known->folder);
}

Status JobMonitor::resume(const std::string& id, const std::map<std::string, std::string>& environment) {
    const auto it = m_jobs.find(id);
    if (it == m_jobs.end()) {
        return fail(ErrorCode::NotFound, "There is no run " + id + " any more.", "Start a new one.");
    }
    const auto program = findSaferProgram();
    if (!program) {
        return failure(program);
    }
    if (const Status started = startWorker(it->second->job.folder, *program, environment); !started) {
        return started;
    }
    // startWorker() holds the lock for the worker, so that it is running from now on.
    Job& resumed = it->second->job;
    resumed.state = RunState::Running;
    resumed.result.reset();
    resumed.progress.reset();
    it->second->readEvents = true;
    it->second->caughtUp = false;
    Q_EMIT jobChanged(QString::fromStdString(id));
    schedule(true);
    return {};
}

void JobMonitor::follow(const std::string& id) {
    const auto it = m_jobs.find(id);
    if (it != m_jobs.end() && !it->second->readEvents) {
        it->second->readEvents = true;
        schedule(true);
    }
}

std::vector<std::string> JobMonitor::findNewFolders(bool& changed) {
    std::vector<std::string> ended;
    std::error_code error;
    std::set<std::string> present;
    for (std::filesystem::directory_iterator it(m_runsFolder, error), end; !error && it != end; it.increment(error)) {
        const std::string id = it->path().filename().string();
        if (id.starts_with('.')) {
            continue;  // a folder that is still being made
        }
        present.insert(id);
        std::error_code ignored;  // somebody else's folder, or a link that leads nowhere
        if (m_jobs.contains(id) || !std::filesystem::exists(RunPaths(it->path()).spec(), ignored)) {
            continue;
        }
        const FileStamp stamp = stampOf(RunPaths(it->path()).spec());
        const auto refused = m_unreadable.find(id);
        if (refused != m_unreadable.end() && refused->second == stamp) {
            continue;
        }
        auto spec = readRunSpec(it->path());
        if (!spec) {
            log::warn("Run {} is left out: {}", id, spec.error().message);
            m_unreadable[id] = stamp;
            continue;
        }
        Job known;
        known.spec = std::move(*spec);
        known.spec.id = id;
        known.folder = it->path();
        known.state = readRunState(it->path());
        if (known.ended()) {
            known.result = readRunResult(it->path());
            ended.push_back(id);
        }
        const FileStamp result = known.result ? stampOf(RunPaths(known.folder).result()) : FileStamp();
        auto watched = std::make_unique<Watched>(std::move(known));
        watched->result = result;
        watched->readEvents = watched->job.active();
        m_jobs.emplace(id, std::move(watched));
        changed = true;
    }
    changed = std::erase_if(m_jobs, [&](const auto& entry) { return !present.contains(entry.first); }) > 0 || changed;
    return ended;
}

JobMonitor::FileStamp JobMonitor::stampOf(const std::filesystem::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0) {
        return {};
    }
    return {std::int64_t{status.st_mtim.tv_sec} * 1'000'000'000 + status.st_mtim.tv_nsec, status.st_ino,
            status.st_size};
}

bool JobMonitor::readEvents(Watched& watched) {
    QElapsedTimer clock;
    clock.start();
    bool any = false;
    watched.caughtUp = false;
    while (clock.elapsed() < budgetMs) {
        const std::uint64_t before = watched.reader.position();
        const std::vector<Event> events = watched.reader.poll(bytesPerRead);
        if (events.empty() && watched.reader.position() == before) {
            watched.caughtUp = true;  // the end, and not lines that are no events
            break;
        }
        any = any || !events.empty();
        for (const Event& event : events) {
            take(watched.job, event);
        }
    }
    return any;
}

void JobMonitor::look(Watched& watched, bool everything) {
    Job& known = watched.job;
    bool changed = watched.readEvents && readEvents(watched);
    if (known.active() && everything) {
        const auto worker = readWorkerIdentity(RunPaths(known.folder));
        const bool suspended = worker && workerIsSuspended(*worker);
        changed = std::exchange(known.suspended, suspended) != suspended || changed;
    }
    const RunPaths paths(known.folder);
    const auto asBefore = [&] {
        return known.result && watched.result == stampOf(paths.result()) && !RunLock::isHeld(paths);
    };
    if (!known.ended() || (everything && !asBefore())) {
        const RunState state = readRunState(known.folder);
        // The end is told after the last event, or curves would lack their tail.
        const bool ending = !known.ended() && state != RunState::Waiting && state != RunState::Running;
        if (ending && readEvents(watched)) {
            changed = true;
        }
        if (ending && !watched.caughtUp && !watched.ending.isValid()) {
            watched.ending.start();
        }
        const bool waits = ending && !watched.caughtUp && watched.ending.elapsed() < endPatienceMs;
        if (state != known.state && !waits) {
            watched.ending.invalidate();
            known.state = state;
            watched.result = stampOf(paths.result());
            known.result = known.ended() ? readRunResult(known.folder) : std::nullopt;
            known.suspended = known.suspended && known.active();
            watched.readEvents = watched.readEvents || known.active();
            const QString id = QString::fromStdString(known.spec.id);
            Q_EMIT jobChanged(id);
            if (ending) {
                Q_EMIT jobEnded(id, state);
            }
            return;
        }
    }
    if (changed) {
        Q_EMIT jobChanged(QString::fromStdString(known.spec.id));
    }
}

void JobMonitor::lookAtQueue() {
    std::map<std::string, QueuePlace> places;
    if (std::error_code error; std::filesystem::exists(QueuePaths(m_runsFolder).queue(), error)) {
        const auto queue = readQueue(m_runsFolder);
        if (queue && !queue->entries.empty()) {
            for (auto& place : explainQueue(*queue, readRunStatuses(m_runsFolder, *queue))) {
                places.emplace(place.id, std::move(place));
            }
            const auto program = findSaferProgram();
            const auto started = program ? ensureQueueRunner(m_runsFolder, *program) : Result<bool>(failure(program));
            if (!started && !std::exchange(m_runnerFailed, true)) {
                log::error("The queue's runner cannot be started: {}", started.error().message);
            }
        }
    }
    std::vector<std::string> changed;
    for (const auto& [id, watched] : m_jobs) {
        const auto place = places.find(id);
        const bool queued = place != places.end() && place->second.phase != QueuePhase::Ended;
        const std::size_t position = queued ? place->second.position : 0;
        const std::string text = !queued                     ? ""
                                 : place->second.why.empty() ? queuePhaseName(place->second.phase)
                                                             : place->second.why;
        if (watched->job.queuePosition != position || watched->job.queueText != text) {
            watched->job.queuePosition = position;
            watched->job.queueText = text;
            changed.push_back(id);
        }
    }
    for (const std::string& id : changed) {
        Q_EMIT jobChanged(QString::fromStdString(id));
    }
}

void JobMonitor::poll(bool everything) {
    std::vector<std::string> endedUnseen;
    if (everything) {
        bool changed = false;
        endedUnseen = findNewFolders(changed);
        if (changed) {
            Q_EMIT listChanged();
        }
        if (!std::exchange(m_looked, true)) {
            endedUnseen.clear();
        }
    }
    if (everything) {
        lookAtQueue();
    }
    for (const std::string& id : endedUnseen) {
        if (const Job* known = job(id)) {
            Q_EMIT jobEnded(QString::fromStdString(id), known->state);
        }
    }
    // Slots may start or resume runs: walk over ids, not over iterators.
    std::vector<std::string> ids;
    for (const auto& [id, watched] : m_jobs) {
        if (everything || !watched->job.ended() || (watched->readEvents && !watched->caughtUp)) {
            ids.push_back(id);
        }
    }
    for (const std::string& id : ids) {
        if (const auto it = m_jobs.find(id); it != m_jobs.end()) {
            look(*it->second, everything);
        }
    }
    schedule(false);
}

void JobMonitor::schedule(bool soon) {
    bool behind = soon;
    bool active = false;
    for (const auto& [id, watched] : m_jobs) {
        behind = behind || (watched->readEvents && !watched->caughtUp);
        active = active || watched->job.active();
    }
    m_timer.start(behind ? 10 : active ? runningPeriodMs : idlePeriodMs);
}

}  // namespace saferscope
