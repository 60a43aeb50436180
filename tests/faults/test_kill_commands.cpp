// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/run_lock.h"
#include "tests/faults/saving_workspace.h"
#include "tests/support/fault_report.h"

#include <chrono>
#include <csignal>
#include <thread>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;

// Numbers 2 and 3 by the real program: whoever makes the k-th call that changes a file, the command or its worker, is
// killed; the same command again ends with the same bytes.

namespace {

struct Command {
    std::string name;
    std::string output;
    Arguments arguments;
    bool resumes = true;  ///< has a run folder that a later command goes on with
};

std::vector<Command> commands(const SavingWorkspace& ws) {
    const std::string model = ws.workspace + "/models/rm";
    const std::string sae = ws.workspace + "/saes/sae";
    Arguments train = {"train-rm", "--data", ws.path("more.jsonl"), "--batch-pairs", "8", "--checkpoint-every", "2"};
    const auto tiny = check::tinyModelOptions();
    train.insert(train.end(), tiny.begin(), tiny.end());
    return {
        {"train-rm", "model", train},
        {"train-rm (LoRA)",
         "lora",
         {"train-rm", "--data", ws.path("more.jsonl"), "--model", model, "--lora-rank", "2", "--batch-pairs", "8",
          "--checkpoint-every", "2", "--epochs", "1"}},
        {"train-sae",
         "sae",
         {"train-sae", "--data", ws.path("more.jsonl"), "--model", model, "--layer", "1", "--latents", "64", "--k", "4",
          "--stage1-tokens", "3000", "--stage2-tokens", "500", "--batch-tokens", "500"}},
        {"train-sae (texts)",
         "texts",
         {"train-sae",
          "--data",
          ws.path("more.jsonl"),
          "--model",
          model,
          "--layer",
          "1",
          "--latents",
          "64",
          "--k",
          "4",
          "--stage1-tokens",
          "3000",
          "--stage2-tokens",
          "500",
          "--batch-tokens",
          "500",
          "--stage1-texts",
          ws.path("few.jsonl"),
          "--text-member",
          "chosen"}},
        {"index", "index", {"index", "--data", ws.path("more.jsonl"), "--model", model, "--sae", sae}},
        {"evaluate", "verdicts.jsonl", {"evaluate", "--data", ws.path("more.jsonl"), "--model", model}, false},
    };
}

check::BoundedCall callOf(const Command& command, const fs::path& output) {
    Arguments arguments = command.arguments;
    arguments.insert(arguments.end(), {"--quiet", command.resumes ? "--output" : "--verdicts", output.string()});
    return saferCall(arguments);
}

// A command that was killed leaves its worker behind: it goes on to its end, or has been killed itself.
void waitForWorker(const fs::path& run) {
    for (int i = 0; i < 600 && RunLock::isHeld(RunPaths(run)); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    CHECK(!RunLock::isHeld(RunPaths(run)));
}

// Without what says when it was made.
std::map<std::string, std::string> comparable(const fs::path& path) {
    auto contents = contentsBelow(path);
    contents.erase("state.json");
    if (const auto manifest = contents.find("index.json"); manifest != contents.end()) {
        auto json = parseJson(manifest->second, "index.json");
        CHECK_OK(json);
        json->erase("created_at");
        manifest->second = dumpJson(*json);
    }
    return contents;
}

}  // namespace

TEST(a_command_killed_at_the_kth_call_ends_with_the_same_bytes) {
    const SavingWorkspace& ws = savingWorkspace();
    const auto all = commands(ws);
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!isTried(i, all.size())) {
            continue;
        }
        const Command& command = all[i];
        const TemporaryFolder folder;
        const auto total =
            countCalls({.below = folder.path(), .how = "kill"}, callOf(command, folder.path() / command.output));
        const auto whole = comparable(folder.path() / command.output);
        long tries = 0;
        long different = 0;
        std::string first;
        for (const auto at : chosenCalls(total, 1, 25)) {
            const TemporaryFolder place;
            const fs::path output = place.path() / command.output;
            const fs::path run = output.string() + ".run";
            const auto killed = runOn({.below = place.path(), .how = "kill", .at = at}, callOf(command, output));
            CHECK(!killed.timedOut);
            ++tries;
            waitForWorker(run);
            // Either nothing under its name, or all of it.
            bool same = !fs::exists(output) || comparable(output) == whole;
            if (!fs::exists(output) || !command.resumes) {
                const auto again = check::runBounded(callOf(command, output));
                same = same && again.exitCode == 0 && comparable(output) == whole && !fs::exists(run);
                first = same || !first.empty() ? first : command.name + " at " + std::to_string(at) + ": " + again.err;
            }
            different += same ? 0 : 1;
        }
        report({.number = command.resumes ? 2 : 3,
                .fault = "kill at the k-th call of `safer " + command.name + "` or of its worker",
                .times = tries,
                .lost = different,
                .note = "of " + std::to_string(total) + " calls; the same command again gives the same bytes"});
        CHECK_EQ(first, std::string());
        CHECK_EQ(different, 0);
    }
}

// A run of the workspace: the curve that is exported has every step once, with the loss of the undisturbed run.
TEST(a_resumed_run_of_a_workspace_has_every_step_of_its_curve_once) {
    const SavingWorkspace& ws = savingWorkspace();
    const TemporaryFolder folder;
    Arguments train = {"train-rm", "--data", "train", "--batch-pairs", "8", "--checkpoint-every", "3", "--quiet"};
    const auto tiny = check::tinyModelOptions();
    train.insert(train.end(), tiny.begin(), tiny.end());
    const auto inWorkspace = [&](Arguments arguments, const fs::path& workspace) {
        arguments.insert(arguments.end(), {"--workspace", workspace.string()});
        return saferCall(arguments);
    };
    // step and loss of the newest run
    const auto curveOf = [&](const fs::path& workspace) {
        const fs::path table = workspace / "curve.jsonl";
        fs::remove(table);
        const auto exported =
            check::runBounded(inWorkspace({"export", "metrics", "--output", table.string()}, workspace));
        CHECK_EQ(exported.exitCode, 0);
        std::vector<std::string> curve;
        std::ifstream file(table);
        for (std::string line; std::getline(file, line);) {
            const auto row = parseJson(line, "a row");
            CHECK_OK(row);
            if (row->contains("loss") && !row->at("loss").is_null()) {
                curve.push_back(dumpJson(row->at("step")) + " " + dumpJson(row->at("loss")));
            }
        }
        return curve;
    };
    const fs::path undisturbed = folder.path() / "undisturbed";
    fs::copy(ws.workspace, undisturbed, fs::copy_options::recursive);
    const auto total = countCalls({.below = undisturbed / "runs", .how = "kill"}, inWorkspace(train, undisturbed));
    const auto whole = curveOf(undisturbed);
    CHECK(whole.size() >= 8);
    long tries = 0;
    long different = 0;
    for (const auto at : chosenCalls(total, 1, 30)) {
        const fs::path workspace = folder.path() / ("ws" + std::to_string(at));
        fs::copy(ws.workspace, workspace, fs::copy_options::recursive);
        const std::size_t before = std::distance(fs::directory_iterator(workspace / "runs"), {});
        runOn({.below = workspace / "runs", .how = "kill", .at = at}, inWorkspace(train, workspace));
        std::string id;
        std::size_t visible = 0;
        for (const auto& entry : fs::directory_iterator(workspace / "runs")) {
            const std::string name = entry.path().filename().string();
            visible += name.starts_with(".") ? 0 : 1;
            id = !name.starts_with(".") && name > id ? name : id;
        }
        if (visible <= before) {
            continue;  // killed before there was a run
        }
        waitForWorker(workspace / "runs" / id);
        ++tries;
        if (readRunState(workspace / "runs" / id) != RunState::Finished) {
            const auto resumed = check::runBounded(inWorkspace({"jobs", "resume", id}, workspace));
            different += resumed.exitCode == 0 ? 0 : 1;
        }
        different += curveOf(workspace) == whole ? 0 : 1;
        fs::remove_all(workspace);
    }
    report({.number = 3,
            .fault = "run of a workspace killed at its k-th call and resumed: its loss curve",
            .times = tries,
            .lost = different,
            .note = "every step once, the same loss to the last digit"});
    CHECK(tries > 0);
    CHECK_EQ(different, 0);
}

TEST(rating_features_goes_on_after_a_kill_without_losing_or_doubling_a_rating) {
    const SavingWorkspace& ws = savingWorkspace();
    const TemporaryFolder folder;
    const auto rate = [&](const fs::path& workspace) {
        return saferCall({"rate", "--judge", "lexical", "--quiet", "--workspace", workspace.string()});
    };
    const fs::path undisturbed = folder.path() / "undisturbed";
    fs::copy(ws.workspace, undisturbed, fs::copy_options::recursive);
    const auto total = countCalls({.below = undisturbed, .how = "kill"}, rate(undisturbed));
    const std::string whole = stateOf(undisturbed);
    CHECK(whole != ws.state);
    long tries = 0;
    long different = 0;
    for (const auto at : chosenCalls(total, 1, 60)) {
        const fs::path workspace = folder.path() / ("ws" + std::to_string(at));
        fs::copy(ws.workspace, workspace, fs::copy_options::recursive);
        runOn({.below = workspace, .how = "kill", .at = at}, rate(workspace));
        for (const auto& entry : fs::directory_iterator(workspace / "runs")) {
            if (!entry.path().filename().string().starts_with(".") && fs::is_directory(entry.path())) {
                waitForWorker(entry.path());
            }
        }
        ++tries;
        const auto again = check::runBounded(rate(workspace));  // rates what has no rating of this judge yet
        different += stateOf(workspace) == whole && (again.exitCode == 0 || again.exitCode == 3) ? 0 : 1;
        fs::remove_all(workspace);
    }
    report({.number = 3,
            .fault = "kill at the k-th call of `safer rate` (word lists) or of its worker",
            .times = tries,
            .lost = different,
            .note = "the same ratings after the same command again"});
    CHECK_EQ(different, 0);
}
