// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/random.h"
#include "core/jobs/disk_need.h"
#include "core/jobs/launcher.h"
#include "core/jobs/queue_operations.h"
#include "core/jobs/queue_runner.h"
#include "tests/support/check.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

// The queue as files: what people do with it, what damage does to it, and several who change it at once.

namespace {

using Ids = std::vector<std::string>;

std::string newRun(const fs::path& runs, const std::string& id, const std::string& device = "cpu") {
    RunSpec spec;
    spec.id = id;
    spec.device = device;
    CHECK_OK(createRunFolder(runs, spec));
    return id;
}

Ids enqueueNew(const fs::path& runs, int count) {
    std::vector<QueueRequest> requests;
    Ids ids;
    for (int i = 0; i < count; ++i) {
        const std::string number = std::to_string(i);
        ids.push_back(newRun(runs, "run" + std::string(3 - number.size(), '0') + number));
        requests.push_back({ids.back(), {}, 0, false});
    }
    CHECK_OK(enqueueRuns(runs, requests));
    return ids;
}

QueueState queueOf(const fs::path& runs) {
    const auto queue = readQueue(runs);
    CHECK_OK(queue);
    return *queue;
}

Ids order(const fs::path& runs) {
    const auto queue = queueOf(runs);
    Ids ids;
    for (const auto* entry : inQueueOrder(queue)) {
        ids.push_back(entry->id);
    }
    return ids;
}

}  // namespace

TEST(a_folder_without_a_queue_has_an_empty_one) {
    const TemporaryFolder folder;
    CHECK(queueOf(folder.path() / "nowhere").entries.empty());
    CHECK(!fs::exists(folder.path() / "nowhere"));
    CHECK(!*ensureQueueRunner(folder.path(), "/no/such/program"));
    CHECK(!queueRunnerLives(folder.path()));
}

TEST(runs_are_queued_all_or_none) {
    const TemporaryFolder folder;
    const auto& runs = folder.path();
    newRun(runs, "a", "cuda");
    newRun(runs, "b");
    newRun(runs, "c");
    const auto refused = [&runs](std::vector<QueueRequest> requests) {
        const auto done = enqueueRuns(runs, requests);
        CHECK(!done && !done.error().message.empty());
        return queueOf(runs).entries.empty();
    };
    CHECK(refused({{"a", {}}, {"nowhere", {}}}));
    CHECK(refused({{"a", {}}, {"a", {}}}));
    CHECK(refused({{"a", {"nowhere"}}}));
    CHECK(refused({{"a", {"../a"}}}));
    CHECK(refused({{"a", {"a"}}}));
    CHECK(refused({{"a", {"b"}}, {"b", {"c"}}, {"c", {"a"}}}));
    CHECK_OK(enqueueRuns(runs, std::vector<QueueRequest>{{"a", {}}, {"b", {"a"}, 3}, {"c", {"a", "b"}, 0, true}}));
    CHECK(order(runs) == Ids({"b", "a", "c"}));
    const auto queue = queueOf(runs);
    CHECK_EQ(queue.find("a")->device, std::string("cuda:0"));
    CHECK(queue.find("c")->held && queue.find("c")->after == Ids({"a", "b"}));
    CHECK(!enqueueRuns(runs, std::vector<QueueRequest>{{"a", {}}}));
    const auto places = explainQueue(queue, readRunStatuses(runs, queue));
    CHECK(places[0].phase == QueuePhase::WaitsForRun && places[1].phase == QueuePhase::Ready);
}

TEST(the_order_can_be_changed) {
    const TemporaryFolder folder;
    const auto& runs = folder.path();
    const auto ids = enqueueNew(runs, 5);
    CHECK(order(runs) == ids);
    CHECK_OK(moveQueuedRun(runs, ids[3], QueueMove::Top));
    CHECK(order(runs) == Ids({ids[3], ids[0], ids[1], ids[2], ids[4]}));
    CHECK_OK(moveQueuedRun(runs, ids[3], QueueMove::Up));  // it is the first
    CHECK_OK(moveQueuedRun(runs, ids[3], QueueMove::Down));
    CHECK(order(runs) == Ids({ids[0], ids[3], ids[1], ids[2], ids[4]}));
    CHECK_OK(moveQueuedRunTo(runs, ids[0], 3));
    CHECK(order(runs) == Ids({ids[3], ids[1], ids[0], ids[2], ids[4]}));
    CHECK_OK(moveQueuedRun(runs, ids[1], QueueMove::Bottom));
    CHECK_OK(moveQueuedRunTo(runs, ids[4], 100));
    CHECK(order(runs) == Ids({ids[3], ids[0], ids[2], ids[1], ids[4]}));
    CHECK_OK(setQueuedPriority(runs, ids[4], 2));
    CHECK_OK(moveQueuedRunTo(runs, ids[0], 1));  // as far as its priority lets it
    CHECK(order(runs) == Ids({ids[4], ids[0], ids[3], ids[2], ids[1]}));
    for (int i = 0; i < 300; ++i) {  // the room between two neighbours runs out now and then
        CHECK_OK(moveQueuedRunTo(runs, order(runs)[4], 3));
    }
    Ids sorted = order(runs);
    CHECK_EQ(sorted.front(), ids[4]);
    std::ranges::sort(sorted);
    CHECK(sorted == ids);
    CHECK(!moveQueuedRun(runs, "nowhere", QueueMove::Up));
    CHECK(!setQueuedPriority(runs, "nowhere", 1));
}

TEST(waiting_runs_are_cancelled_for_good_and_retried) {
    const TemporaryFolder folder;
    const auto& runs = folder.path();
    for (const auto* id : {"a", "b", "c", "d"}) {
        newRun(runs, id);
    }
    CHECK_OK(enqueueRuns(runs, std::vector<QueueRequest>{{"a", {}}, {"b", {"a"}, 4}, {"c", {"b"}}, {"d", {}}}));
    const auto cancelled = cancelRuns(runs, Ids({"a"}));
    CHECK_OK(cancelled);
    CHECK((*cancelled)[0].result == CancelResult::Cancelled && (*cancelled)[0].state == RunState::Stopped);
    CHECK(readRunState(runs / "a") == RunState::Stopped);
    CHECK_EQ(readRunResult(runs / "a")->exitCode, 4);
    CHECK((*cancelRuns(runs, Ids({"a"})))[0].result == CancelResult::EndedAlready);
    CHECK(!cancelRuns(runs, Ids({"nowhere"})));
    auto queue = queueOf(runs);
    auto places = explainQueue(queue, readRunStatuses(runs, queue));
    CHECK(places[0].phase == QueuePhase::Blocked && places[0].why == "a was stopped");
    CHECK(places[1].phase == QueuePhase::Blocked && places[1].why == "b is blocked");
    CHECK_OK(retryRun(runs, "a"));
    CHECK(readRunState(runs / "a") == RunState::Waiting);
    CHECK(order(runs) == Ids({"b", "c", "d", "a"}));
    CHECK(!retryRun(runs, "a"));  // it waits
    CHECK_EQ(cancelRuns(runs, Ids({"a"}), true)->size(), 3u);
    CHECK(order(runs) == Ids({"d"}));
    CHECK_OK(retryRun(runs, "b"));  // with what it waited for, and its priority
    queue = queueOf(runs);
    CHECK(queue.find("b")->after == Ids({"a"}) && queue.find("b")->priority == 4);
    CHECK(readRunState(runs / "c") == RunState::Stopped);
}

TEST(held_and_paused_are_kept) {
    const TemporaryFolder folder;
    const auto& runs = folder.path();
    const auto ids = enqueueNew(runs, 2);
    CHECK_OK(holdQueuedRun(runs, ids[0]));
    CHECK_OK(pauseQueue(runs, true));
    CHECK(queueOf(runs).paused && queueOf(runs).find(ids[0])->held);
    CHECK_OK(releaseQueuedRun(runs, ids[0]));
    CHECK_OK(pauseQueue(runs, false));
    CHECK(!queueOf(runs).paused && !queueOf(runs).find(ids[0])->held);
}

TEST(a_damaged_queue_is_rebuilt_from_the_run_folders) {
    const TemporaryFolder folder;
    const auto& runs = folder.path();
    const auto ids = enqueueNew(runs, 8);
    CHECK_OK(setQueuedPriority(runs, ids[5], 1));
    CHECK_OK(moveQueuedRun(runs, ids[7], QueueMove::Top));
    CHECK_OK(holdQueuedRun(runs, ids[2]));
    CHECK_OK(pauseQueue(runs, true));
    CHECK_OK(cancelRuns(runs, Ids({ids[0]})));
    newRun(runs, "never-queued");
    const auto before = order(runs);
    const auto whole = queueOf(runs);
    const QueuePaths paths(runs);
    std::ifstream file(paths.queue());
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    for (const std::string& damage :
         {std::string(), std::string("{"), text.substr(0, text.size() / 2), std::string("[]"),
          std::string(R"({"format":"saferscope-queue","version":1,"runs":[{"id":"../x"}]})"),
          std::string(R"({"format":"saferscope-queue","version":1,"runs":7})")}) {
        CHECK_OK(writeFileAtomically(paths.queue(), damage));
        CHECK(order(runs) == before);  // who only looks sees it whole
        CHECK_OK(setQueuedPriority(runs, ids[1], 0));
        CHECK(order(runs) == before);
        CHECK(fs::exists(paths.queue().string() + ".damaged"));
        const auto again = queueOf(runs);
        CHECK(again.paused && *again.find(ids[2]) == *whole.find(ids[2]));
    }
    fs::remove(paths.queue());
    CHECK(order(runs) == before);
    CHECK_OK(writeFileAtomically(paths.memo(ids[4]), "{"));  // its own copy, too: it is kept, but held
    CHECK_EQ(order(runs).size(), before.size());
    CHECK(queueOf(runs).find(ids[4])->held);
    fs::remove_all(paths.root);
    CHECK_EQ(order(runs).size(), before.size());
    CHECK_OK(pauseQueue(runs, false));
    CHECK(fs::exists(paths.queue()));
    const std::string newer = R"({"format":"saferscope-queue","version":2})";
    CHECK_OK(writeFileAtomically(paths.queue(), newer));
    CHECK(!readQueue(runs));
    CHECK(!pauseQueue(runs, true));  // not ours to change
}

// Four processes change one queue at once: every change is in it afterwards.
TEST(four_writers_lose_nothing) {
    const TemporaryFolder folder;
    const auto& runs = folder.path();
    constexpr int writers = 4;
    constexpr int operations = 100;
    std::array<pid_t, writers> children{};
    for (int writer = 0; writer < writers; ++writer) {
        children[static_cast<std::size_t>(writer)] = ::fork();
        if (children[static_cast<std::size_t>(writer)] == 0) {
            Random random(static_cast<std::uint64_t>(writer));
            bool good = true;
            for (int i = 0; i < operations && good; ++i) {  // 25 added, each then changed three times
                const std::string id = "w" + std::to_string(writer) + "-" + std::to_string(i / 4);
                if (i % 4 == 0) {
                    RunSpec spec;
                    spec.id = id;
                    good = createRunFolder(runs, spec).has_value() &&
                           enqueueRuns(runs, std::vector<QueueRequest>{{id, {}}}).has_value();
                } else if (i % 4 == 1) {
                    good = setQueuedPriority(runs, id, i).has_value();
                } else if (i % 4 == 2) {
                    good = moveQueuedRun(runs, id, random.below(2) == 0 ? QueueMove::Top : QueueMove::Up).has_value();
                } else {
                    good = i % 8 == 3 ? holdQueuedRun(runs, id).has_value() : cancelRuns(runs, Ids({id})).has_value();
                }
            }
            ::_exit(good ? 0 : 1);
        }
    }
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    const auto queue = queueOf(runs);
    CHECK_EQ(queue.entries.size(), std::size_t{writers * 13});
    for (int writer = 0; writer < writers; ++writer) {
        for (int i = 0; i < operations; i += 4) {
            const std::string id = "w" + std::to_string(writer) + "-" + std::to_string(i / 4);
            const auto* entry = queue.find(id);
            const bool cancelled = (i + 3) % 8 != 3;
            CHECK((entry == nullptr) == cancelled);
            CHECK(cancelled ? readRunState(runs / id) == RunState::Stopped : entry->held && entry->priority == i + 1);
        }
    }
}

TEST(the_room_a_run_needs_is_estimated_by_its_kind) {
    const TemporaryFolder folder;
    RunSpec spec;
    spec.kind = JobKind::Evaluate;
    const auto small = estimateDiskNeed(spec);
    CHECK(small > 0 && small < (100u << 20));
    spec.kind = JobKind::TrainRewardModel;
    spec.params = {{"fresh_model", {{"hidden_size", 2048}, {"intermediate_size", 8192}, {"num_hidden_layers", 16}}},
                   {"vocabulary_size", 128000}};
    const auto large = estimateDiskNeed(spec);
    CHECK(large > 40'000'000'000u && large < 90'000'000'000u);  // 1.3e9 parameters, 48 bytes each
    spec.params["fresh_model"]["hidden_size"] = -5;
    CHECK(estimateDiskNeed(spec) < (100u << 20));
    const auto model = folder.path() / "model";
    fs::create_directories(model);
    CHECK_OK(writeFileAtomically(model / "config.json", R"({"hidden_size":64,"torch_dtype":"bfloat16"})"));
    CHECK_OK(writeFileAtomically(model / "model.safetensors", std::string(2000, 'x')));
    CHECK_EQ(modelSize(model).parameters, 1000u);
    CHECK_OK(writeFileAtomically(model / "config.json", R"({"hidden_size":64,"dtype":"float32"})"));
    CHECK_EQ(modelSize(model).parameters, 500u);
    CHECK_OK(writeFileAtomically(model / "config.json", R"({"hidden_size":64,"dtype":"bfloat16"})"));
    CHECK_EQ(modelSize(model).parameters, 1000u);
    spec.kind = JobKind::TrainSae;
    spec.params = {{"model", model.string()}, {"config", {{"latents", 1024}}}};
    CHECK_EQ(estimateDiskNeed(spec) - small, 2u * 64 * 1024 * 40);
    spec.params["disk_bytes"] = 5'000'000'000;
    CHECK_EQ(estimateDiskNeed(spec), 5'000'000'000u);
    const auto run = folder.path() / "runs" / newRun(folder.path() / "runs", "a");
    CHECK_EQ(diskRefusal(run, spec, 6'000'000'000), std::string());
    const auto refusal = diskRefusal(run, spec, 4'000'000'000);
    CHECK(refusal.find("5.1 GB") != std::string::npos && refusal.find("4.0 GB") != std::string::npos);
    CHECK_OK(writeFileAtomically(RunPaths(run).checkpoints() / "step", std::string(2'000'000, 'x')));
    CHECK_EQ(diskRefusal(run, spec, 5'000'000'000 + (64u << 20) - 1'000'000), std::string());
    CHECK(freeDiskBytes(folder.path()) > 0);
}
