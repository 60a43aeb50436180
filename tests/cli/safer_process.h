// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/json.h"
#include "core/demo/demo_generator.h"

#include <filesystem>
#include <string>
#include <vector>

namespace saferscope::check {

/// What one call of the real `safer` (environment variable SAFER_PROGRAM) said.
struct SaferOutput {
    int exitCode = -1;
    std::string out;
    std::string err;
    Json json() const;                    ///< standard output as one object
    std::vector<Json> jsonLines() const;  ///< standard output as one object per line
};

/// Runs it to its end. `interruptAfter` > 0 sends SIGINT after so many seconds.
SaferOutput safer(const std::vector<std::string>& arguments, double interruptAfter = 0.0);

/// A file of generated pairs in our layout.
void writePairs(const std::filesystem::path& path, const std::vector<PreferencePair>& pairs);

/// Options that make a very small model in a second.
std::vector<std::string> tinyModelOptions();

}  // namespace saferscope::check
