// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating_book.h"
#include "core/judge/judge_settings.h"
#include "core/storage/adoption_store.h"
#include "core/storage/rating_store.h"
#include "tests/data/rating_examples.h"
#include "tests/workspace/workspace_fixture.h"

#include <csignal>
#include <cstdio>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

using Ids = std::vector<std::string>;

fs::path ratingRun(const Workspace& workspace, const std::string& id, RunState state) {
    const auto folder =
        writeFinishedRun(workspace, id, JobKind::RateFeatures, Json::object(), Json::object(), Json::object());
    RunResult result;
    result.state = state;
    if (state == RunState::Lost) {
        fs::remove(RunPaths(folder).result());
        writeFile(RunPaths(folder).worker(), R"({"pid":1,"start_ticks":1,"host":"elsewhere"})");
    } else {
        CHECK_OK(writeJsonFile(RunPaths(folder).result(), toJson(result)));
    }
    CHECK_EQ(std::string(runStateName(readRunState(folder))), runStateName(state));
    return folder;
}

std::string judgeLines(int from, int to) {
    std::string lines;
    for (int i = from; i < to; ++i) {
        lines += ratingLine(judged(i, "gpt", 1 + i % 5, FeatureId(static_cast<std::uint32_t>(i)))) + "\n";
    }
    return lines;
}

AdoptionState adoption(const Workspace& workspace, const std::string& id, const std::string& kind) {
    const auto rows = readAdoptions(*Database::open(workspace.folder() / "workspace.db"));
    CHECK_EQ(rows->at(id).kind, kind);
    return rows->at(id).state;
}

}  // namespace

TEST(a_finished_rating_run_is_merged_once) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    writeFile(ratingRun(*workspace, "r1", RunState::Finished) / runRatingsName, judgeLines(0, 5));
    ratingRun(*workspace, "r2", RunState::Finished);  // asked about nothing
    CHECK((*workspace->adoptFinishedRuns() == Ids{"r1", "r2"}));
    CHECK_EQ(workspace->ratings()->size(), 5u);
    CHECK(adoption(*workspace, "r1", "ratings") == AdoptionState::Done);
    CHECK(adoption(*workspace, "r2", "ratings") == AdoptionState::Nothing);
    CHECK(workspace->adoptFinishedRuns()->empty());
    CHECK_EQ(workspace->ratings()->size(), 5u);
}

TEST(a_run_cut_short_gives_what_it_has_and_later_the_rest) {
    for (const RunState state : {RunState::Stopped, RunState::Failed, RunState::Lost}) {
        const TemporaryFolder folder;
        const auto workspace = makeWorkspace(folder.path() / "ws");
        const auto run = ratingRun(*workspace, "r1", state);
        CHECK(workspace->adoptFinishedRuns()->empty());  // no ratings yet
        const std::string torn = judgeLines(3, 4).substr(0, 100);
        writeFile(run / runRatingsName, judgeLines(0, 3) + torn);
        CHECK((*workspace->adoptFinishedRuns() == Ids{"r1"}));
        CHECK_EQ(workspace->ratings()->size(), 3u);
        CHECK(workspace->adoptFinishedRuns()->empty());

        // Unchanged in size and time: not read again. Nobody but a test can see that.
        const auto time = fs::last_write_time(run / runRatingsName);
        const auto size = fs::file_size(run / runRatingsName);
        const std::string others = judgeLines(10, 14);
        writeFile(run / runRatingsName, others.substr(0, size));
        fs::last_write_time(run / runRatingsName, time);
        CHECK(workspace->adoptFinishedRuns()->empty());
        CHECK_EQ(workspace->ratings()->size(), 3u);

        // The worker goes on behind what it had, then ends.
        writeFile(run / runRatingsName, judgeLines(0, 6));
        CHECK((*workspace->adoptFinishedRuns() == Ids{"r1"}));
        CHECK_EQ(workspace->ratings()->size(), 6u);
        writeFile(run / runRatingsName, judgeLines(0, 8));
        RunResult result;
        result.state = RunState::Finished;
        CHECK_OK(writeJsonFile(RunPaths(run).result(), toJson(result)));
        CHECK((*workspace->adoptFinishedRuns() == Ids{"r1"}));
        CHECK_EQ(workspace->ratings()->size(), 8u);
        CHECK(adoption(*workspace, "r1", "ratings") == AdoptionState::Done);
    }
}

TEST(a_run_folder_speaks_for_judges_only) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    const auto run = ratingRun(*workspace, "r1", RunState::Finished);
    writeFile(run / runRatingsName, ratingLine(rate(100, "ann", 5)) + "\n{}\n" + judgeLines(0, 2));
    CHECK((*workspace->adoptFinishedRuns() == Ids{"r1"}));
    CHECK_EQ(workspace->ratings()->size(), 2u);
    // A run of another kind.
    writeFile(writeFinishedRun(*workspace, "r2", JobKind::Evaluate, {}, {}, Json::object()) / runRatingsName,
              judgeLines(10, 12));
    CHECK_OK(workspace->adoptFinishedRuns());
    CHECK_EQ(workspace->ratings()->size(), 2u);
}

TEST(processes_that_take_over_at_once_or_are_killed_merge_once) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    const auto workspace = makeWorkspace(path);
    for (int i = 0; i < 12; ++i) {
        const auto run =
            ratingRun(*workspace, "r" + std::to_string(100 + i), i % 2 == 0 ? RunState::Finished : RunState::Lost);
        writeFile(run / runRatingsName, judgeLines(i * 50, i * 50 + 50));
    }
    std::vector<pid_t> children;
    for (int process = 0; process < 5; ++process) {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto mine = Workspace::open(path);
            ::_exit(mine && (*mine)->adoptFinishedRuns() ? 0 : 1);
        }
        children.push_back(child);
    }
    ::usleep(15'000);
    ::kill(children[0], SIGKILL);
    ::usleep(15'000);
    ::kill(children[1], SIGKILL);
    for (std::size_t i = 0; i < children.size(); ++i) {
        int status = 0;
        CHECK_EQ(::waitpid(children[i], &status, 0), children[i]);
        CHECK(i < 2 || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
    }
    CHECK_OK(workspace->adoptFinishedRuns());
    CHECK_EQ(workspace->ratings()->size(), 600u);
    CHECK_EQ(readAdoptions(*Database::open(path / "workspace.db"))->size(), 6u);
    CHECK_EQ(readRatingSources(*Database::open(path / "workspace.db"))->size(), 12u);
}

// Four annotators at their own windows on one workspace, 300 ratings each, on the same features.
TEST(four_processes_rate_at_once_and_lose_nothing) {
    constexpr int processes = 4;
    constexpr std::uint32_t each = 300;
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    { makeWorkspace(path); }
    std::vector<pid_t> children;
    for (int process = 0; process < processes; ++process) {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto mine = Workspace::open(path);
            int failed = mine ? 0 : 100;
            for (std::uint32_t i = 0; mine && i < each; ++i) {
                RatingEvent event;
                event.saeHash = "sae";
                event.feature = FeatureId(i);
                event.rater = "rater " + std::to_string(process);
                event.score = 1 + (static_cast<int>(i) + process) % 5;
                const auto written = (*mine)->appendRating(event);
                if (!written) {
                    ++failed;
                    std::fprintf(stderr, "%s\n", written.error().message.c_str());
                }
            }
            ::_exit(std::min(failed, 100));
        }
        children.push_back(child);
    }
    for (const pid_t child : children) {
        int status = -1;
        CHECK_EQ(::waitpid(child, &status, 0), child);
        CHECK(WIFEXITED(status));
        CHECK_EQ(WEXITSTATUS(status), 0);
    }
    const auto workspace = Workspace::open(path);
    const auto events = (*workspace)->ratings();
    CHECK_EQ(events->size(), processes * each);
    std::set<std::string> times;
    for (const auto& event : *events) {
        times.insert(event.createdAt);
    }
    CHECK_EQ(times.size(), events->size());  // each later than the one before, over all processes
    const RatingBook book(*events);
    for (std::uint32_t i = 0; i < each; ++i) {
        CHECK_EQ(book.of(FeatureId(i)).humans.size(), static_cast<std::size_t>(processes));
        CHECK(book.of(FeatureId(i)).disputed());
    }
    CHECK_EQ((*workspace)->raters().size(), static_cast<std::size_t>(processes));
    CHECK_OK(Database::open(path / "workspace.db")->verify());
}
