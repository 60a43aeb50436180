// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <sys/types.h>
#include <vector>

namespace saferscope {

/// A program that outlives its starter.
struct DetachedProgram {
    std::vector<std::string> arguments;    ///< arguments[0] is the program's path
    std::vector<std::string> environment;  ///< "NAME=value", complete
    std::filesystem::path output;          ///< standard output and error are appended here
    int keptFd = -1;                       ///< handed on as descriptor keptFdNumber; every other one is closed
    int niceness = 0;  ///< 0 to 19, of the process and of its session where the kernel schedules sessions
    static constexpr int keptFdNumber = 3;
};

/// Starts it in a session of its own, as a child of nobody (no zombie is left), with SIGTERM and SIGINT blocked until
/// it is ready for them. Returns its process id once it really executes the program.
Result<pid_t> spawnDetached(const DetachedProgram& program);

/// Closes every descriptor from `first` on. Async-signal-safe: for use between fork() and exec().
void closeDescriptorsFrom(int first);

}  // namespace saferscope
