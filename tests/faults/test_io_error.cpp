// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exports/export_target.h"
#include "core/jobs/run_state.h"
#include "tests/faults/saving_workspace.h"
#include "tests/support/fault_report.h"

#include <algorithm>

using namespace saferscope;
using namespace saferscope::faults;
using check::TemporaryFolder;

// Numbers 4 and 5 by the real program: every k-th call that changes a file fails with EIO, or the disk is full from
// there on. Whatever ends with 0 has written all of it; whatever does not leaves what was there before, says why, and
// works when the disk does.

namespace {

struct Tally {
    long tries = 0;
    long claimed = 0;  ///< ended with 0 without having written it
    long lost = 0;     ///< what was there before is gone, or half of the new is there
    long mute = 0;     ///< no sentence
    double slowest = 0.0;
    std::string first = {};  ///< the first of them in words

    void count(bool bad, long& into, const std::string& what) {
        into += bad ? 1 : 0;
        first = bad && first.empty() ? what : first;
    }
    void reportAs(int number, const std::string& fault, const std::string& note) const {
        report({.number = number,
                .fault = fault,
                .times = tries,
                .lost = claimed + lost,
                .note = note,
                .slowestSeconds = slowest});
        if (claimed + lost + mute > 0) {
            throw check::Failure(first, __FILE__, __LINE__);
        }
    }
};

// Names and sizes: times of day differ from one export to the next, their lengths do not.
std::map<std::string, std::size_t> outline(const fs::path& path) {
    std::map<std::string, std::size_t> sizes;
    for (const auto& [name, text] : contentsBelow(path)) {
        sizes[name] = text.size();
    }
    return sizes;
}

constexpr const char* earlier = "what an earlier export has left";

void putEarlier(const ExportCase& made, const fs::path& output) {
    fs::remove_all(output);
    if (made.folder) {
        fs::create_directories(output);
        std::ofstream(output / ExportFolder::markName) << "{}";
        std::ofstream(output / "earlier.txt") << earlier;
    } else {
        std::ofstream(output) << earlier;
    }
}

long finishedRuns(const fs::path& workspace) {
    return std::ranges::count_if(fs::directory_iterator(workspace / "runs"), [](const auto& entry) {
        return !entry.path().filename().string().starts_with(".") && readRunState(entry.path()) == RunState::Finished;
    });
}

std::string told(const std::string& name, const FailingDisk& disk, const check::BoundedResult& result) {
    return name + ", " + disk.how + " at call " + std::to_string(disk.at) + (disk.rest ? " and later" : "") +
           ": ended with " + std::to_string(result.exitCode) + ": " + result.err;
}

void failExport(const ExportCase& made, const std::string& how, int quick, int full, Tally& tally) {
    const SavingWorkspace& ws = savingWorkspace();
    const TemporaryFolder folder;
    const fs::path output = folder.path() / made.output;
    Arguments arguments = made.arguments;
    arguments.insert(arguments.end(), {"--quiet", "--force", "--output", output.string(), "--workspace", ws.workspace});
    putEarlier(made, output);
    const auto before = outline(output);
    const auto total = countCalls({.below = folder.path(), .how = how}, saferCall(arguments));
    const auto whole = outline(output);
    CHECK(whole != before);
    for (const auto at : chosenCalls(total, quick, full)) {
        putEarlier(made, output);
        const FailingDisk disk{.below = folder.path(), .how = how, .at = at, .rest = how != "eio" || at % 2 == 0};
        const auto failed = runOn(disk, saferCall(arguments));
        const auto now = outline(output);
        ++tally.tries;
        tally.slowest = std::max(tally.slowest, failed.seconds);
        tally.count(failed.exitCode != 0 && failed.exitCode != 1, tally.lost, told(made.name, disk, failed));
        tally.count(failed.exitCode == 0 && now != whole, tally.claimed, told(made.name, disk, failed));
        tally.count(now != whole && now != before, tally.lost, told(made.name, disk, failed));
        // In place although it was refused: only where the folder could not be flushed, and then it says so.
        const bool uncertain = failed.err.find("power cut") != std::string::npos;
        tally.count(failed.exitCode != 0 && now != before && !uncertain, tally.lost, told(made.name, disk, failed));
        tally.count(failed.exitCode != 0 && !explains(failed), tally.mute, told(made.name, disk, failed));
        for (const auto& left : leftoversIn(folder.path())) {
            // A file system that refuses everything refuses the removal, too.
            tally.count(!(how == "eio"), tally.lost, made.name + " leaves " + left);
            fs::remove_all(folder.path() / left);
        }
    }
    const auto again = check::runBounded(saferCall(arguments));
    tally.count(again.exitCode != 0 || outline(output) != whole, tally.lost, made.name + " afterwards: " + again.err);
}

void failChange(const ChangeCase& made, const std::string& how, int quick, int full, Tally& tally) {
    const SavingWorkspace& ws = savingWorkspace();
    const TemporaryFolder folder;
    const fs::path workspace = folder.path() / "ws";
    Arguments arguments = made.arguments;
    arguments.insert(arguments.end(), {"--workspace", workspace.string()});
    const Arguments takeOver = {"jobs", "--workspace", workspace.string()};
    const auto fresh = [&] {
        fs::remove_all(workspace);
        fs::copy(ws.workspace, workspace, fs::copy_options::recursive);
    };
    fresh();
    const auto total = countCalls({.below = folder.path(), .how = how}, saferCall(arguments));
    const std::string done = stateOf(workspace);
    CHECK(done != ws.state);
    for (const auto at : chosenCalls(total, quick, full)) {
        fresh();
        const FailingDisk disk{.below = folder.path(), .how = how, .at = at, .rest = how != "eio" || at % 2 == 0};
        const auto failed = runOn(disk, saferCall(arguments));
        ++tally.tries;
        tally.slowest = std::max(tally.slowest, failed.seconds);
        const std::string now = stateOf(workspace);
        tally.count(failed.exitCode != 0 && failed.exitCode != 1, tally.lost, told(made.name, disk, failed));
        tally.count(failed.exitCode == 0 && now != done, tally.claimed, told(made.name, disk, failed) + now);
        tally.count(now != done && now != ws.state, tally.lost, told(made.name, disk, failed) + now);
        tally.count(failed.exitCode != 0 && !explains(failed), tally.mute, told(made.name, disk, failed));
        if (now != done) {
            // A worker that came to its end before the disk failed has left its work; it is taken over, not done anew.
            const bool ended = finishedRuns(workspace) > finishedRuns(ws.workspace);
            const auto again = check::runBounded(saferCall(ended ? takeOver : arguments));
            const std::string then = stateOf(workspace);
            tally.count(again.exitCode != 0 || then != done, tally.lost,
                        told(made.name + " afterwards", disk, again) + then + " instead of " + done);
        }
    }
}

}  // namespace

TEST(an_export_to_a_failing_disk_never_says_done) {
    Tally tally;
    const auto cases = exportCases();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (isTried(i, cases.size(), 1)) {
            failExport(cases[i], "eio", 1, 40, tally);
        }
    }
    tally.reportAs(5, "EIO at the k-th call of every kind of export", "11 exports over an earlier one; it stays");
}

TEST(an_export_to_a_full_disk_leaves_what_was_there) {
    Tally tally;
    const auto cases = exportCases();
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (isTried(i, cases.size(), 2)) {
            failExport(cases[i], "short", 1, 20, tally);
        }
    }
    tally.reportAs(4, "ENOSPC from the k-th call of every kind of export", "11 exports over an earlier one; it stays");
}

TEST(a_change_of_a_workspace_on_a_failing_disk_never_says_done) {
    Tally tally;
    for (const auto& made : changeCases(savingWorkspace())) {
        if (fullCounts() || made.name == "rating" || made.name == "import of pairs") {
            failChange(made, "eio", 1, made.slow ? 25 : 60, tally);
        }
    }
    tally.reportAs(5, "EIO at the k-th call of a rating, import, set, evaluation, training, index",
                   "all of it or nothing; works afterwards");
}

TEST(a_change_of_a_workspace_on_a_full_disk_is_all_or_nothing) {
    Tally tally;
    for (const auto& made : changeCases(savingWorkspace())) {
        if (fullCounts() || made.name == "evaluation") {
            failChange(made, "short", 1, made.slow ? 20 : 40, tally);
        }
    }
    tally.reportAs(4, "ENOSPC from the k-th call of a rating, import, set, evaluation, training, index",
                   "all of it or nothing; works afterwards");
}

// `safer … > /dev/full` once could end with 0; a closed standard output must not become a file of the workspace.
TEST(a_command_whose_output_cannot_be_written_fails) {
    const SavingWorkspace& ws = savingWorkspace();
    const std::string at = " --workspace '" + ws.workspace + "'";
    const std::vector<std::string> commands = {
        "--help",
        "--version",
        "features --json" + at,
        "features" + at,
        "ratings list --json" + at,
        "jobs --json" + at,
        "sets list --json" + at,
        "formats",
        "formats --json",
        "ratings agreement" + at,
        "doctor --help",
        "sweep --help",
        "export features --json --force --output '" + ws.path("full.csv") + "'" + at,
        "tokenize --model '" + ws.workspace + "/models/rm' --data '" + ws.path("few.jsonl") + "' --json",
        "reward --model '" + ws.workspace + "/models/rm' --data '" + ws.path("few.jsonl") + "' --json",
        "encode --model '" + ws.workspace + "/models/rm' --sae '" + ws.workspace + "/saes/sae' --data '" +
            ws.path("few.jsonl") + "' --json"};
    long wrong = 0;
    long tried = 0;
    std::string first;
    const std::string before = stateOf(ws.workspace);
    for (std::size_t i = 0; i < commands.size(); ++i) {
        if (!isTried(i, commands.size(), 2)) {
            continue;
        }
        const std::string& command = commands[i];
        tried += 2;
        for (const std::string redirection : {">/dev/full", ">&-"}) {
            const auto shell =
                check::runBounded(callTo({"/bin/sh", "-c", "'" + saferProgram() + "' " + command + " " + redirection}));
            const bool fails = shell.exitCode == 1 && shell.err.find("Cannot write the output") != std::string::npos;
            wrong += fails ? 0 : 1;
            first = fails || !first.empty() ? first : command + " " + redirection + ": " + shell.err;
        }
        CHECK_EQ(check::runBounded(callTo({"/bin/sh", "-c", "'" + saferProgram() + "' " + command})).exitCode, 0);
    }
    CHECK(stateOf(ws.workspace) == before);
    report({.number = 5,
            .fault = "standard output full (/dev/full) or closed",
            .times = tried,
            .lost = wrong,
            .note = "each command ends with 1 and says so"});
    CHECK_EQ(first, std::string());
}
