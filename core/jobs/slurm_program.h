// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

namespace saferscope {

/// How long one of Slurm's commands may take; sbatch six times as long. Tests shorten it, nobody else changes it.
inline std::chrono::milliseconds usualProgramLimit = std::chrono::seconds(10);

/// One of Slurm's commands, run to its end.
struct ProgramCall {
    std::vector<std::string> arguments;  ///< arguments[0]: a path, or a name that is looked for in PATH
    std::chrono::milliseconds limit = usualProgramLimit;
    std::size_t maxOutput = 32u << 20;  ///< bytes of standard output; more is a failure
};
struct ProgramOutput {
    int exitCode = 0;    ///< 128 + N where signal N ended it
    std::string output;  ///< standard output
    std::string errors;  ///< standard error, at most 64 KiB of it
};

/// Runs it without a shell, with no standard input, in a process group of its own that is killed when the time is up.
/// Fails when it cannot be started, takes too long or says too much; its own exit code is no failure here. Variables
/// that would change what Slurm's commands answer (SQUEUE_…, SCANCEL_…, SACCT_…) are kept from it. Any thread.
Result<ProgramOutput> runProgram(const ProgramCall& call);

/// The path of a command of Slurm's in `folder`, or its plain name where that is empty.
std::string slurmProgram(const std::string& folder, const char* name);

/// Fails also on an exit code other than 0, with Slurm's own words.
Result<std::string> askSlurm(const ProgramCall& call);

/// The first line of what Slurm complained, without the name of its command; bounded, one line.
std::string slurmComplaint(const ProgramOutput& output);

}  // namespace saferscope
