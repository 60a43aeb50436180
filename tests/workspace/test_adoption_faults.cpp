// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/storage/adoption_store.h"
#include "tests/workspace/workspace_fixture.h"

#include <csignal>
#include <set>
#include <sys/wait.h>
#include <unistd.h>

using namespace saferscope;
using check::makeWorkspace;
using check::TemporaryFolder;
using check::writeFinishedRun;
using check::writeModelFiles;

namespace {

void writeRuns(const Workspace& workspace, int count) {
    for (int i = 0; i < count; ++i) {
        const std::string id = "run" + std::to_string(100 + i);
        const auto run =
            writeFinishedRun(workspace, id, JobKind::TrainRewardModel, {{"output_name", "model"}}, Json::object(),
                             {{"content_hash", "hash of " + id}, {"evaluation", {{"n", i}}}});
        writeModelFiles(run / "output", id);
    }
}

// Every run is one artifact with its own files, and one evaluation.
void checkAllTakenOver(const Workspace& workspace, int count) {
    std::set<std::string> runs;
    for (const auto& model : workspace.artifacts(ArtifactKind::Model)) {
        CHECK(runs.insert(model.runId).second);
        CHECK_EQ(model.contentHash, "hash of " + model.runId);
        std::ifstream weights(model.path / "model.safetensors");
        std::string text;
        std::getline(weights, text);
        CHECK_EQ(text, model.runId);
        CHECK(!std::filesystem::exists(workspace.runsFolder() / model.runId / "output"));
    }
    CHECK_EQ(runs.size(), static_cast<std::size_t>(count));
    CHECK_EQ(workspace.evaluations().size(), static_cast<std::size_t>(count));
    const auto folders = std::distance(std::filesystem::directory_iterator(workspace.folder() / "models"), {});
    CHECK_EQ(folders, static_cast<std::ptrdiff_t>(count));
}

}  // namespace

TEST(a_takeover_cut_short_is_finished_by_the_next_call) {
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    const auto workspace = makeWorkspace(path);
    writeRuns(*workspace, 3);
    {
        auto database = Database::open(path / "workspace.db");
        CHECK_OK(database);
        auto transaction = Transaction::begin(*database);
        CHECK_OK(transaction);
        // run100 died after the name was chosen, run101 after its folder was moved.
        CHECK_OK(putAdoption(*transaction, {"run100", "model", "chosen", AdoptionState::Moving, "t"}));
        CHECK_OK(putAdoption(*transaction, {"run101", "model", "moved", AdoptionState::Moving, "t"}));
        CHECK_OK(transaction->commit());
    }
    std::filesystem::rename(path / "runs" / "run101" / "output", path / "models" / "moved");
    CHECK_EQ(workspace->adoptFinishedRuns()->size(), 3u);
    CHECK_EQ(workspace->artifact(ArtifactKind::Model, "chosen")->runId, "run100");
    CHECK_EQ(workspace->artifact(ArtifactKind::Model, "moved")->runId, "run101");
    CHECK_EQ(workspace->artifact(ArtifactKind::Model, "model")->runId, "run102");
    checkAllTakenOver(*workspace, 3);
    CHECK(workspace->adoptFinishedRuns()->empty());
}

TEST(processes_killed_while_taking_over_lose_nothing) {
    constexpr int runs = 30;
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    const auto workspace = makeWorkspace(path);
    writeRuns(*workspace, runs);
    int killed = 0;
    for (int attempt = 0; attempt < 12; ++attempt) {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto mine = Workspace::open(path);
            ::_exit(mine && (*mine)->adoptFinishedRuns() ? 0 : 1);
        }
        ::usleep(static_cast<useconds_t>(3000 + attempt * 4000));
        ::kill(child, SIGKILL);
        int status = 0;
        CHECK_EQ(::waitpid(child, &status, 0), child);
        killed += WIFSIGNALED(status) ? 1 : 0;
    }
    CHECK(killed > 0);  // or the test shows nothing
    CHECK_OK(workspace->adoptFinishedRuns());
    checkAllTakenOver(*workspace, runs);
}

TEST(several_processes_take_over_each_run_once) {
    constexpr int runs = 20;
    const TemporaryFolder folder;
    const auto path = folder.path() / "ws";
    { writeRuns(*makeWorkspace(path), runs); }
    std::vector<pid_t> children;
    for (int process = 0; process < 4; ++process) {
        const pid_t child = ::fork();
        if (child == 0) {
            const auto mine = Workspace::open(path);
            const auto adopted = mine ? (*mine)->adoptFinishedRuns() : Result<std::vector<std::string>>{};
            ::_exit(mine && adopted ? static_cast<int>(adopted->size()) : 100);
        }
        children.push_back(child);
    }
    int adopted = 0;
    for (const pid_t child : children) {
        int status = 0;
        CHECK_EQ(::waitpid(child, &status, 0), child);
        CHECK(WIFEXITED(status));
        adopted += WEXITSTATUS(status);
    }
    CHECK_EQ(adopted, runs);
    const auto workspace = Workspace::open(path);
    CHECK_OK(workspace);
    checkAllTakenOver(**workspace, runs);
}
