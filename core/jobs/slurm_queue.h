// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/jobs/run_state.h"

#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// Where a run stands that was handed to Slurm and has not ended.
struct SlurmPlace {
    std::string job;     ///< "123_4"; empty while the job has not been found
    std::string state;   ///< Slurm's word: "PENDING", "RUNNING"; empty when it does not know the job (yet)
    std::string reason;  ///< Slurm's: "Resources", "Priority", "Dependency"
    std::string node;    ///< where it runs
    bool stopAsked = false;
    std::string text;  ///< for people: "in the Slurm queue (123_4): waits for resources"
};

/// By run id: the runs handed to Slurm that have not ended. Reads files only (Slurm's last answer, kept by
/// refreshSlurm()), cheap when nothing has changed. An empty map where Slurm was never used. Any thread.
std::map<std::string, SlurmPlace> slurmPlaces(const std::filesystem::path& runsFolder);

/// Asks Slurm (one squeue for all submissions of a runs folder, and sacct where it answers) and acts on it: notes what
/// the queue says for slurmPlaces() and readRunState(); finds jobs again whose number was not noted; writes the result
/// of runs that ended without one (out of memory, time limit, node failure, cancelled); ends by force what was told to
/// stop and did not. Does nothing when the last answer is younger than `maxAge`, whoever asked, or when no run is with
/// Slurm. True when it has asked. Blocks 10 s at most when the controller does not answer; then the last answer stays
/// and the error says so. Any thread but a window's; one at a time for a runs folder (others return false).
Result<bool> refreshSlurm(const std::filesystem::path& runsFolder,
                          std::chrono::seconds maxAge = std::chrono::seconds(10));

/// Whether a run was handed to Slurm and nobody has taken it back: its folder holds slurm.json. Cheap.
bool isSlurmRun(const std::filesystem::path& runFolder);

/// Lets this machine have a run that was handed to Slurm: Ok when it never was, or when Slurm is through with it (its
/// note is removed then). Refused while Slurm has it.
Status takeBackFromSlurm(const std::filesystem::path& runFolder);
/// Only says whether it would be refused.
Status checkNotWithSlurm(const std::filesystem::path& runFolder);

/// The runs handed to Slurm that wait for one of these, transitively.
std::vector<std::string> slurmDependants(const std::filesystem::path& runsFolder, std::vector<std::string> ids);

/// For readRunState(): what Slurm's last answer says of a run whose folder shows neither a lock nor a result. Running
/// or Waiting; nothing when Slurm does not know it, or it works on this machine, where the lock is the truth.
std::optional<RunState> slurmRunState(const std::filesystem::path& runFolder);

}  // namespace saferscope
