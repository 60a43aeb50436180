// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/atomic_file.h"
#include "core/jobs/launcher.h"
#include "core/jobs/run_state.h"
#include "core/jobs/slurm_launcher.h"
#include "core/jobs/slurm_program.h"
#include "core/jobs/slurm_queue.h"
#include "tests/support/check.h"

#include <fstream>

namespace saferscope::check {

// Each script notes its arguments; COMMAND.does, where the test has put one, is carried out before the rest.
inline constexpr const char* noteCall = R"(#!/bin/sh
here=$(dirname "$0")
me=$(basename "$0")
{ printf '%s\001' "$me" "$@"; echo; } >>"$here/calls"
)";
inline constexpr const char* doFile = R"([ ! -f "$here/$me.does" ] || . "$here/$me.does"
)";
inline constexpr const char* takeJob = R"(take() {
  n=$(($(cat "$here/number" 2>/dev/null || echo 100) + 1))
  echo $n >"$here/number"
  for a; do case $a in --job-name=*) name=${a#*=} ;; --array=*) spec=${a#*=} ;; esac; done
  for r in $(echo "${spec%\%*}" | tr , ' '); do
    for i in $(seq "${r%-*}" "${r#*-}"); do echo "$name|$(id -un)|$n|$i|PENDING|None|" >>"$here/queue"; done
  done
}
)";

/// Scripts in the place of Slurm's commands. sbatch numbers its jobs from 101 and puts them into the file "queue",
/// which squeue prints.
struct FakeSlurm {
    TemporaryFolder folder;
    const std::filesystem::path bin = folder.path() / "bin";
    const std::filesystem::path runs = folder.path() / "ws" / "runs";
    SlurmSettings settings;

    explicit FakeSlurm(int maxArraySize = 1001) {
        std::filesystem::create_directories(bin);
        script("sbatch", std::string(noteCall) + takeJob + doFile + "take \"$@\"\necho $n\n");
        script("squeue", std::string(noteCall) + doFile + "cat \"$here/queue\" 2>/dev/null || :\n");
        script("scancel", std::string(noteCall) + doFile);
        script("scontrol", std::string("#!/bin/sh\necho 'Configuration data'\necho 'MaxArraySize            = ") +
                               std::to_string(maxArraySize) + "'\n");
        script("sacct", "#!/bin/sh\necho 'Slurm accounting storage is disabled' >&2\nexit 1\n");
        settings.programFolder = bin.string();
        settings.saferProgram = "/opt/safer";
    }
    ~FakeSlurm() { usualProgramLimit = std::chrono::seconds(10); }
    void script(const std::string& name, const std::string& text) const {
        CHECK_OK(writeFileAtomically(bin / name, text));
        std::filesystem::permissions(bin / name, std::filesystem::perms::owner_all);
    }
    void does(const std::string& name, const std::string& text) const {
        CHECK_OK(writeFileAtomically(bin / (name + ".does"), text + "\n"));
    }
    void behaves(const std::string& name) const { std::filesystem::remove(bin / (name + ".does")); }
    std::string run(const std::string& id) const {
        RunSpec spec;
        spec.id = id;
        CHECK_OK(createRunFolder(runs, spec));
        return id;
    }
    /// The arguments of each call of one command, in order.
    std::vector<std::vector<std::string>> calls(const std::string& name) const {
        std::ifstream file(bin / "calls");
        std::vector<std::vector<std::string>> all;
        for (std::string line; std::getline(file, line);) {
            std::vector<std::string> words(1);
            for (const char c : line) {
                if (c == '\001') {
                    words.emplace_back();
                } else {
                    words.back() += c;
                }
            }
            words.pop_back();
            if (words.front() == name) {
                all.emplace_back(words.begin() + 1, words.end());
            }
        }
        return all;
    }
    /// What the queue says of a task from now on; "" = it has forgotten it.
    void say(const std::string& job, int task, const std::string& stateReasonNode) const {
        std::ifstream file(bin / "queue");
        std::string text;
        const std::string number = "|" + job + "|" + std::to_string(task) + "|";
        for (std::string line; std::getline(file, line);) {
            const auto at = line.find(number);
            if (at == std::string::npos) {
                text += line + "\n";
            } else if (!stateReasonNode.empty()) {
                text += line.substr(0, at + number.size()) + stateReasonNode + "\n";
            }
        }
        CHECK_OK(writeFileAtomically(bin / "queue", text));
    }
    Result<SlurmSubmission> submit(const std::vector<SlurmRun>& some) const {
        return submitToSlurm(runs, some, settings);
    }
    SlurmSubmission submitted(const std::vector<SlurmRun>& some) const {
        auto done = submit(some);
        CHECK_OK(done);
        return std::move(*done);
    }
    Result<bool> refresh() const { return refreshSlurm(runs, std::chrono::seconds(0)); }
    bool asks() const {
        const auto asked = refresh();
        CHECK_OK(asked);
        return *asked;
    }
    RunState state(const std::string& id) const { return readRunState(runs / id); }
    std::string message(const std::string& id) const {
        const auto result = readRunResult(runs / id);
        return result ? result->message : "(none)";
    }
    SlurmPlace place(const std::string& id) const {
        const auto places = slurmPlaces(runs);
        return places.contains(id) ? places.at(id) : SlurmPlace();
    }
};

}  // namespace saferscope::check
