// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace saferscope::check {

/// What to run, and the bounds it has to keep.
struct BoundedCall {
    std::vector<std::string> arguments;              ///< the program (absolute path) first
    std::map<std::string, std::string> environment;  ///< beside this process's own; these win
    std::string input;                               ///< written to standard input, which then ends
    double timeoutSeconds = 60.0;                    ///< then SIGKILL, and `timedOut`
    std::uint64_t addressSpaceBytes = 0;             ///< RLIMIT_AS; 0 = as it is
};

struct BoundedResult {
    int exitCode = -1;  ///< minus the signal's number where one ended it
    bool timedOut = false;
    std::string out;  ///< standard output and error, at most 64 MiB each
    std::string err;
    double seconds = 0.0;        ///< wall time
    double peakMegabytes = 0.0;  ///< highest resident memory of the process itself (ru_maxrss)
    bool crashed() const { return timedOut || exitCode < 0; }
};

/// Runs a program to its end. Blocks. Fails the test only where the program cannot be started.
BoundedResult runBounded(const BoundedCall& call);

/// A program that the build put beside the running test.
std::filesystem::path besideThisTest(const std::string& name);

}  // namespace saferscope::check
