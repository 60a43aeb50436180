// SPDX-License-Identifier: GPL-3.0-or-later
// What works on a workspace beside other processes, and says on standard output what is on the disk:
//   rate WORKSPACE RATER COUNT SCORE   an event per feature from 0 (COUNT 0: without end): "ID milliseconds"
//   import WORKSPACE FILE NAME         "imported N"
//   remove WORKSPACE NAME              "removed"
//   adopt WORKSPACE                    takes over finished runs: "adopted N"
//   copy WORKSPACE NAME                reads a data set for a worker: "copied"
//   backup WORKSPACE FOLDER            "backed up"
#include "core/workspace/workspace.h"
#include "core/workspace/workspace_backup.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

using namespace saferscope;

namespace {

int say(const std::string& text) {
    const std::string line = text + "\n";
    return ::write(STDOUT_FILENO, line.data(), line.size()) == static_cast<ssize_t>(line.size()) ? 0 : 1;
}

int complain(const Error& error) {
    std::fprintf(stderr, "%s\n", error.message.c_str());
    return 1;
}

int rate(Workspace& workspace, const std::string& rater, int count, int score) {
    for (std::uint32_t number = 0; count == 0 || number < static_cast<std::uint32_t>(count); ++number) {
        RatingEvent event;
        event.saeHash = "sae";
        event.feature = FeatureId(number);
        event.rater = rater;
        event.score = score > 0 ? score : 1 + static_cast<int>(number % 5);
        event.text = "number " + std::to_string(number);
        const auto begin = std::chrono::steady_clock::now();
        const auto written = workspace.appendRating(event);
        const std::chrono::duration<double, std::milli> waited = std::chrono::steady_clock::now() - begin;
        if (!written) {
            return complain(written.error());
        }
        if (say(written->id + " " + std::to_string(waited.count())) != 0) {
            return 1;
        }
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words(argv + 1, argv + argc);
    if (words.size() < 2) {
        return 2;
    }
    const auto workspace = Workspace::open(words[1]);
    if (!workspace) {
        return complain(workspace.error());
    }
    if (words[0] == "rate" && words.size() == 5) {
        return rate(**workspace, words[2], std::atoi(words[3].c_str()), std::atoi(words[4].c_str()));
    }
    if (words[0] == "import" && words.size() == 4) {
        const auto summary = (*workspace)->importPairs(words[2], words[3], {});
        return summary ? say("imported " + std::to_string(summary->dataset.pairs)) : complain(summary.error());
    }
    if (words[0] == "remove" && words.size() == 3) {
        const Status removed = (*workspace)->removeDataset(words[2]);
        return removed ? say("removed") : complain(removed.error());
    }
    if (words[0] == "adopt") {
        const auto adopted = (*workspace)->adoptFinishedRuns();
        return adopted ? say("adopted " + std::to_string(adopted->size())) : complain(adopted.error());
    }
    if (words[0] == "copy" && words.size() == 3) {
        const auto dataset = (*workspace)->dataset(words[2]);
        const auto file = dataset ? (*workspace)->exportForWorkers(*dataset) : failure(dataset);
        return file ? say("copied") : complain(file.error());
    }
    if (words[0] == "backup" && words.size() == 3) {
        const auto made = backupWorkspace({words[1], words[2], false});
        return made ? say("backed up") : complain(made.error());
    }
    return 2;
}
