// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/jobs/queue_schedule.h"
#include "tests/support/check.h"

#include <algorithm>
#include <set>

using namespace saferscope;

// Which run comes next, without files and processes.

namespace {

QueueEntry entry(const std::string& id, double rank, const std::string& device = "cpu",
                 std::vector<std::string> after = {}, int priority = 0) {
    QueueEntry made;
    made.id = id;
    made.rank = rank;
    made.device = device;
    made.after = std::move(after);
    made.priority = priority;
    return made;
}

RunStatuses waiting(const QueueState& queue) {
    RunStatuses runs;
    for (const auto& e : queue.entries) {
        runs[e.id] = {RunState::Waiting, e.device, {}};
    }
    return runs;
}

using Ids = std::vector<std::string>;

Ids next(const QueueState& queue, const RunStatuses& runs) { return nextRuns(queue, runs, queueDevices(queue)); }

QueuePlace placeOf(const QueueState& queue, const RunStatuses& runs, const std::string& id) {
    const auto places = explainQueue(queue, runs);
    return *std::ranges::find(places, id, &QueuePlace::id);
}

}  // namespace

TEST(the_first_of_each_device_is_next) {
    QueueState queue;
    queue.entries = {entry("c", 3), entry("a", 1), entry("b", 2), entry("g", 4, "cuda:0"), entry("h", 5, "cuda:1")};
    auto runs = waiting(queue);
    CHECK(next(queue, runs) == Ids({"a", "g", "h"}));
    CHECK(nextRuns(queue, runs, {"cuda:1"}) == Ids({"h"}));
    runs["a"].state = RunState::Running;
    CHECK(next(queue, runs) == Ids({"g", "h"}));
    runs["elsewhere"] = {RunState::Running, "cuda:0", {}};  // started by hand: its device is taken all the same
    CHECK(next(queue, runs) == Ids({"h"}));
    CHECK_EQ(placeOf(queue, runs, "g").why, std::string("waits for cuda:0"));
    CHECK_EQ(queueDevice("cuda"), std::string("cuda:0"));
    CHECK_EQ(queueDevice(""), std::string("cpu"));
}

TEST(priority_beats_order_and_blocked_runs_let_others_pass) {
    QueueState queue;
    queue.entries = {entry("a", 1), entry("b", 2, "cpu", {}, 5), entry("c", 3, "cpu", {}, 5)};
    auto runs = waiting(queue);
    CHECK(next(queue, runs) == Ids({"b"}));
    queue.find("b")->held = true;
    CHECK(next(queue, runs) == Ids({"c"}));
    runs["c"].refusal = "no room";
    CHECK(next(queue, runs) == Ids({"a"}));
    CHECK(placeOf(queue, runs, "c").phase == QueuePhase::Refused);
    CHECK_EQ(placeOf(queue, runs, "c").position, 2u);
    CHECK_EQ(placeOf(queue, runs, "a").position, 3u);
    queue.paused = true;
    CHECK(next(queue, runs).empty());
    CHECK(placeOf(queue, runs, "b").phase == QueuePhase::Held);
    CHECK(placeOf(queue, runs, "a").phase == QueuePhase::Paused);
    CHECK(!queueHasWork(queue, runs));
}

TEST(what_a_run_needs_decides) {
    struct Case {
        RunState state;
        bool queued;
        bool goOn;
        bool stopAsked;
        QueuePhase phase;
        const char* why;
    };
    const Case cases[] = {
        {RunState::Finished, false, false, false, QueuePhase::Ready, ""},
        {RunState::Running, false, false, false, QueuePhase::WaitsForRun, "waits for first"},
        {RunState::Running, true, false, true, QueuePhase::WaitsForRun, "waits for first"},
        {RunState::Waiting, true, false, false, QueuePhase::WaitsForRun, "waits for first"},
        {RunState::Lost, true, false, false, QueuePhase::WaitsForRun, "waits for first"},
        {RunState::Stopped, true, true, false, QueuePhase::WaitsForRun, "waits for first"},
        {RunState::Waiting, true, false, true, QueuePhase::Blocked, "first was cancelled"},
        {RunState::Waiting, false, false, false, QueuePhase::Blocked, "first is not in the queue"},
        {RunState::Failed, true, false, false, QueuePhase::Blocked, "first failed"},
        {RunState::Failed, false, false, false, QueuePhase::Blocked, "first failed"},
        {RunState::Stopped, false, false, false, QueuePhase::Blocked, "first was stopped"},
        {RunState::Lost, false, false, false, QueuePhase::Blocked, "first was lost"},
    };
    for (const auto& one : cases) {
        QueueState queue;
        queue.entries = {entry("second", 2, "cuda:1", {"first"}), entry("third", 3, "cuda:2", {"second"})};
        if (one.queued) {
            queue.entries.push_back(entry("first", 1));
            queue.entries.back().goOn = one.goOn;
            queue.entries.back().stopAsked = one.stopAsked;
        }
        auto runs = waiting(queue);
        runs["first"] = {one.state, "cpu", {}};
        const auto place = placeOf(queue, runs, "second");
        CHECK(place.phase == one.phase);
        CHECK_EQ(place.why, std::string(one.why));
        const auto third = placeOf(queue, runs, "third");
        CHECK(third.phase == (one.phase == QueuePhase::Blocked ? QueuePhase::Blocked : QueuePhase::WaitsForRun));
        CHECK_EQ(third.why, std::string(one.phase == QueuePhase::Blocked ? "second is blocked" : "waits for second"));
    }
    QueueState queue;
    queue.entries = {entry("a", 1, "cpu", {"gone"})};
    CHECK_EQ(placeOf(queue, waiting(queue), "a").why, std::string("gone no longer exists"));
    queue.entries = {entry("a", 1, "cpu", {"b"}), entry("b", 1, "cpu", {"a"})};
    CHECK(next(queue, waiting(queue)).empty());  // a circle in a file that somebody wrote by hand
    CHECK(!queueHasWork(queue, waiting(queue)));
}

TEST(a_runner_has_work_only_while_something_can_change_by_itself) {
    QueueState queue;
    CHECK(!queueHasWork(queue, {}));
    queue.entries = {entry("a", 1), entry("b", 2, "cpu", {"a"})};
    auto runs = waiting(queue);
    CHECK(queueHasWork(queue, runs));
    queue.find("a")->held = true;
    CHECK(!queueHasWork(queue, runs));
    runs["a"].state = RunState::Running;  // it is writing its checkpoint
    CHECK(queueHasWork(queue, runs));
    runs["a"].state = RunState::Finished;
    CHECK(queueHasWork(queue, runs));
    queue.entries.erase(queue.entries.begin());
    runs["a"].state = RunState::Failed;
    CHECK(!queueHasWork(queue, runs));
    runs["a"].state = RunState::Running;  // resumed by hand
    CHECK(queueHasWork(queue, runs));
}

// Random queues worked off step by step, with people who hold, release, pause, cancel and reorder between.
TEST(random_histories_keep_the_rules) {
    Random random(20261125);
    std::size_t started = 0;
    for (int history = 0; history < 400; ++history) {
        QueueState queue;
        RunStatuses runs;
        const auto devices = Ids({"cpu", "cuda:0", "cuda:1"});
        const std::size_t count = 1 + random.below(25);
        for (std::size_t i = 0; i < count; ++i) {
            auto made = entry("run" + std::to_string(i), static_cast<double>(random.below(1000)) + 0.001 * double(i),
                              devices[random.below(3)], {}, static_cast<int>(random.below(3)));
            for (std::size_t j = 0; j < i; ++j) {
                if (random.below(8) == 0) {
                    made.after.push_back("run" + std::to_string(j));
                }
            }
            runs[made.id] = {RunState::Waiting, made.device, {}};
            queue.entries.push_back(made);
        }
        for (int step = 0; step < 120; ++step) {
            auto& any = queue.entries[random.below(queue.entries.size())];
            switch (random.below(8)) {
                case 0:
                    any.held = !any.held;
                    break;
                case 1:
                    queue.paused = random.below(3) == 0;
                    break;
                case 2:
                    any.rank = static_cast<double>(random.below(1000));
                    break;
                case 3:
                    any.stopAsked = any.stopAsked || random.below(10) == 0;
                    break;
                default:
                    break;
            }
            for (auto& [id, run] : runs) {
                if (run.state == RunState::Running && random.below(3) == 0) {
                    const auto end = random.below(10);
                    run.state = end == 0 ? RunState::Failed : end == 1 ? RunState::Lost : RunState::Finished;
                }
            }
            const auto chosen = next(queue, runs);
            std::set<std::string> busy;
            for (const auto& [id, run] : runs) {
                if (run.state == RunState::Running) {
                    CHECK(busy.insert(run.device).second);
                }
            }
            for (const auto& id : chosen) {
                const auto& own = *queue.find(id);
                CHECK(busy.insert(own.device).second);  // never two on a device
                CHECK(!queue.paused && !own.held && !own.stopAsked);
                CHECK(runs[id].state == RunState::Waiting || runs[id].state == RunState::Lost);
                for (const auto& needed : own.after) {
                    CHECK(runs[needed].state == RunState::Finished);
                }
                for (const auto& other : queue.entries) {  // nobody who could have started there was before it
                    const bool could =
                        other.device == own.device && !other.held && !other.stopAsked &&
                        (runs[other.id].state == RunState::Waiting || runs[other.id].state == RunState::Lost) &&
                        std::ranges::all_of(other.after, [&runs](const std::string& needed) {
                            return runs[needed].state == RunState::Finished;
                        });
                    CHECK(!could || other.priority < own.priority ||
                          (other.priority == own.priority &&
                           (other.rank > own.rank || (other.rank == own.rank && other.id >= own.id))));
                }
            }
            for (const auto& id : chosen) {
                runs[id].state = RunState::Running;
                ++started;
            }
            // Nothing startable is left on a free device, and the runner knows whether it may go.
            CHECK(next(queue, runs).empty());
            CHECK(chosen.empty() || queueHasWork(queue, runs));
        }
        // Left alone, everything that is not blocked ends.
        queue.paused = false;
        for (auto& e : queue.entries) {
            e.held = false;
        }
        for (int round = 0; round < 200 && queueHasWork(queue, runs); ++round) {
            for (const auto& id : next(queue, runs)) {
                runs[id].state = RunState::Running;
            }
            for (auto& [id, run] : runs) {
                run.state = run.state == RunState::Running ? RunState::Finished : run.state;
            }
            std::erase_if(queue.entries, [&runs](const QueueEntry& e) {
                return runs[e.id].state == RunState::Finished || runs[e.id].state == RunState::Failed || e.stopAsked;
            });
        }
        for (const auto& place : explainQueue(queue, runs)) {
            CHECK(place.phase == QueuePhase::Blocked);
        }
    }
    CHECK(started > 2000);
}
