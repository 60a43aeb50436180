// SPDX-License-Identifier: GPL-3.0-or-later
// Number 19: queued runs are cancelled in random order, moved, held, released and given other priorities, while the
// runner is killed and started again, and its workers with it. Every run ends, as it was told to, and once.
#include "core/base/random.h"
#include "core/jobs/event.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/queue_runner.h"
#include "core/jobs/worker_identity.h"
#include "tests/faults/bad_places.h"
#include "tests/support/fault_report.h"

#include <algorithm>
#include <map>
#include <set>

using namespace saferscope;
using namespace saferscope::faults;
namespace fs = std::filesystem;

namespace {

using Ids = std::vector<std::string>;

fs::path program() {
    const char* given = std::getenv("FAKE_WORKER");
    return given != nullptr ? fs::path(given) : builtProgram("jobs", "fake_worker");
}

enum class Kind { Brief, Fails, Endless };

struct Run {
    std::string id;
    Kind kind = Kind::Brief;
    std::string after;       ///< empty or a run it waits for
    int lost = 0;            ///< workers that this test has killed before their result was there
    int lostAfterEvent = 0;  ///< of those, the ones that had already said "finished" in events.jsonl
    std::optional<Cancelled> cancelled;
};

/// What its events and files say has happened to a run.
struct Story {
    int started = 0;
    int finished = 0;  ///< ends in success
    bool endsFinished = false;
};

class Queue {
public:
    Queue(int count, std::uint64_t seed) : m_random(seed) {
        std::vector<QueueRequest> requests;
        for (int i = 0; i < count; ++i) {
            Run run;
            run.kind = i % 10 == 9 ? Kind::Endless : i % 10 == 4 ? Kind::Fails : Kind::Brief;
            // Of those that succeed some wait for another one that does.
            if (run.kind == Kind::Brief && i > 10 && m_random.below(4) == 0) {
                const Run& earlier = m_runs[m_random.below(m_runs.size())];
                run.after = earlier.kind == Kind::Brief && earlier.after.empty() ? earlier.id : "";
            }
            RunSpec spec;
            spec.id = run.id = "run" + std::to_string(1000 + i);
            spec.device = i % 2 == 0 ? "cpu" : "cuda:0";
            spec.params = {{"behaviour", run.kind == Kind::Endless ? "loop"
                                         : run.kind == Kind::Fails ? "fail"
                                                                   : "brief"},
                           {"ms", 5 + m_random.below(40)}};
            CHECK_OK(createRunFolder(runs, spec));
            requests.push_back({run.id, run.after.empty() ? Ids() : Ids({run.after})});
            m_runs.push_back(std::move(run));
        }
        CHECK_OK(enqueueRuns(runs, requests));
    }
    ~Queue() {
        pauseQueue(runs, true);
        killRunner();
        killWorkers();
    }

    void start() const { CHECK_OK(ensureQueueRunner(runs, program())); }

    void killRunner() {
        const auto json = readJsonFile(QueuePaths(runs).runner());
        if (json && queueRunnerLives(runs)) {
            const auto sent = signalWorker(
                {json->at("pid").get<pid_t>(), json->at("start_ticks").get<std::uint64_t>(), hostName()}, SIGKILL);
            runnersKilled += sent && *sent ? 1 : 0;
            eventually([this] { return !queueRunnerLives(runs); });
        }
    }

    // With the queue locked, so that no runner which has just been started takes a run up again before it was seen.
    void killWorkers() {
        const auto locked = LockedQueue::open(runs);
        for (Run& run : m_runs) {
            if (readRunState(runs / run.id) == RunState::Running) {
                killWorker(runs / run.id);
                eventually([&] { return readRunState(runs / run.id) != RunState::Running; });
                const bool lost = readRunState(runs / run.id) == RunState::Lost;
                run.lost += lost ? 1 : 0;
                const bool said = lost && storyOf(run).endsFinished;
                run.lostAfterEvent += said ? 1 : 0;
                workersLost += lost ? 1 : 0;
                workersLostAfterEvent += said ? 1 : 0;
            }
        }
    }

    /// Those that do not end by themselves, and half of the others.
    Ids doomed() {
        Ids chosen;
        for (const Run& run : m_runs) {
            if (run.kind == Kind::Endless || m_random.below(2) == 0) {
                chosen.push_back(run.id);
            }
        }
        m_random.shuffle(std::span(chosen));
        return chosen;
    }

    void cancel(const std::string& id) {
        const auto all = cancelRuns(runs, Ids({id}), false);
        CHECK_OK(all);
        find(id).cancelled = all->front();
    }

    /// Something that must not change what becomes of any run.
    void disturb() {
        const std::string& id = m_runs[m_random.below(m_runs.size())].id;
        switch (m_random.below(6)) {
            case 0:
                moveQueuedRun(runs, id, QueueMove::Top);
                break;
            case 1:
                moveQueuedRun(runs, id, QueueMove::Down);
                break;
            case 2:
                moveQueuedRunTo(runs, id, 1 + m_random.below(m_runs.size()));
                break;
            case 3:
                setQueuedPriority(runs, id, static_cast<int>(m_random.below(3)) - 1);
                break;
            case 4:
                m_heldOnce.insert(id);  // one that runs stops, and is started once more
                if (holdQueuedRun(runs, id)) {
                    m_held.insert(id);
                }
                break;
            default:
                CHECK_OK(pauseQueue(runs, true));
                CHECK_OK(pauseQueue(runs, false));
                break;
        }
        checkQueue();
    }

    void releaseAll() {
        for (const auto& id : std::exchange(m_held, {})) {
            releaseQueuedRun(runs, id);  // it may have ended meanwhile
        }
    }

    void checkQueue() const {
        const auto queue = readQueue(runs);
        CHECK_OK(queue);
        std::set<std::string> ids;
        for (const auto& entry : queue->entries) {
            CHECK(ids.insert(entry.id).second);
        }
        CHECK(!fs::exists(QueuePaths(runs).queue().string() + ".damaged"));
    }

    bool through() const {
        const auto queue = readQueue(runs);
        return queue && !queueRunnerLives(runs) &&
               std::ranges::all_of(queue->entries, [this](const QueueEntry& entry) { return blocked(find(entry.id)); });
    }

    /// How many ended as they had to, and the first that did not.
    std::pair<int, std::string> exact() const {
        int right = 0;
        std::string wrong;
        for (const Run& run : m_runs) {
            const std::string problem = problemOf(run);
            right += problem.empty() ? 1 : 0;
            wrong = wrong.empty() ? problem : wrong;
        }
        return {right, wrong};
    }

    const check::TemporaryFolder folder;
    const fs::path runs = folder.path() / "runs";
    int runnersKilled = 0;
    int workersLost = 0;
    int workersLostAfterEvent = 0;
    Random& random() { return m_random; }

private:
    Run& find(const std::string& id) { return *std::ranges::find(m_runs, id, &Run::id); }
    const Run& find(const std::string& id) const { return *std::ranges::find(m_runs, id, &Run::id); }

    /// It waits for one that was stopped, and so for a person to decide.
    bool blocked(const Run& run) const {
        return !run.after.empty() && readRunState(runs / run.id) == RunState::Waiting &&
               readRunState(runs / run.after) == RunState::Stopped;
    }

    Story storyOf(const Run& run) const {
        Story story;
        EventReader reader(RunPaths(runs / run.id).events());
        for (auto events = reader.poll(); !events.empty(); events = reader.poll()) {
            for (const auto& event : events) {
                story.started += event.kind == EventKind::Started ? 1 : 0;
                story.endsFinished = event.kind == EventKind::Finished && event.text == "finished";
                story.finished += story.endsFinished ? 1 : 0;
            }
        }
        return story;
    }

    std::string problemOf(const Run& run) const {
        const RunState state = readRunState(runs / run.id);
        const Story story = storyOf(run);
        const auto is = [&](std::initializer_list<RunState> allowed) { return std::ranges::count(allowed, state) > 0; };
        const RunState own = run.kind == Kind::Fails ? RunState::Failed : RunState::Finished;
        // The runner resumes a lost run three times.
        const bool gaveUp = state == RunState::Failed && run.lost > 3;
        bool right = state == own || blocked(run) || gaveUp;
        if (run.cancelled) {
            switch (run.cancelled->result) {
                case CancelResult::Cancelled:
                    right = state == RunState::Stopped;
                    break;
                case CancelResult::Stopping:  // it may have been through in this very moment
                    right = is({RunState::Stopped, own}) || gaveUp;
                    break;
                case CancelResult::EndedAlready:
                    right = state == run.cancelled->state && (state == own || gaveUp);
                    break;
            }
        }
        std::string problem;
        if (!right) {
            problem = std::string("ended as ") + runStateName(state);
        } else if (story.finished > (state == RunState::Finished ? 1 : 0) + run.lostAfterEvent) {
            problem = "was run twice";
        } else if (state == RunState::Finished && story.finished < 1) {
            problem = "says finished and was not";
        } else if (!m_heldOnce.contains(run.id) && story.started > 1 + run.lost) {
            problem = "was started " + std::to_string(story.started) + " times";
        }
        return problem.empty() ? problem : run.id + " " + problem;
    }

    Random m_random;
    std::vector<Run> m_runs;
    std::set<std::string> m_held;
    std::set<std::string> m_heldOnce;
};

}  // namespace

TEST(every_run_of_a_disturbed_queue_ends_as_it_was_told) {
    const int count = times(30, 100);
    Row row{19, "queued runs: cancelled, moved, held, runner and workers killed at random", 0};
    row.note = "runs whose end is exact";
    int runnersKilled = 0;
    int workersLost = 0;
    int lostAfterEvent = 0;
    for (int seed = 1; seed <= times(1, 5); ++seed) {
        Queue queue(count, static_cast<std::uint64_t>(seed));
        const auto begun = std::chrono::steady_clock::now();
        queue.start();
        for (const auto& id : queue.doomed()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(queue.random().below(30)));
            queue.disturb();
            queue.cancel(id);
            if (queue.random().below(4) == 0) {
                queue.killRunner();
                if (queue.random().below(3) == 0) {
                    queue.killWorkers();
                }
            }
            queue.start();
        }
        queue.killRunner();
        queue.releaseAll();
        CHECK(eventually(
            [&] {
                queue.start();
                return queue.through();
            },
            60.0));
        queue.checkQueue();
        const auto [exact, wrong] = queue.exact();
        if (!wrong.empty()) {
            throw check::Failure(wrong + " (seed " + std::to_string(seed) + ")", __FILE__, __LINE__);
        }
        CHECK_EQ(exact, count);
        row.times += exact;
        runnersKilled += queue.runnersKilled;
        workersLost += queue.workersLost;
        lostAfterEvent += queue.workersLostAfterEvent;
        row.slowestSeconds = std::max(row.slowestSeconds.value_or(0.0), secondsSince(begun));
    }
    CHECK(runnersKilled > times(1, 20));
    row.note += "; the runner was killed " + std::to_string(runnersKilled) + " times, " + std::to_string(workersLost) +
                " workers (" + std::to_string(lostAfterEvent) + " between their last event and their result)";
    report(row);
}
