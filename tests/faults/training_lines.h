// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/bounded_process.h"
#include "tests/support/check.h"

#include <cstdlib>
#include <map>
#include <sstream>

/// training_child and what it says.
namespace saferscope::faults {

struct TrainingLines {
    std::uint64_t resumed = 0;
    std::uint64_t saved = 0;
    std::uint64_t evaluated = 0;                  ///< as its last checkpoint says
    std::map<std::uint64_t, std::string> losses;  ///< of each step that was finished
    std::string hash;                             ///< empty where it did not come to its end
};

inline check::BoundedCall training(const std::string& kind, const std::filesystem::path& folder,
                                   const std::vector<std::string>& more = {}) {
    check::BoundedCall call;
    call.arguments = {check::besideThisTest("training_child").string(), kind, folder.string()};
    call.arguments.insert(call.arguments.end(), more.begin(), more.end());
    call.environment = {{"OMP_NUM_THREADS", "1"}, {"OMP_WAIT_POLICY", "passive"}};
    return call;
}

inline check::BoundedResult finishedTraining(const std::string& kind, const std::filesystem::path& folder,
                                             const std::vector<std::string>& more = {}) {
    auto result = check::runBounded(training(kind, folder, more));
    if (result.exitCode != 0) {
        throw check::Failure("The training ended with " + std::to_string(result.exitCode) + ": " + result.err, __FILE__,
                             __LINE__);
    }
    return result;
}

inline TrainingLines linesOf(const check::BoundedResult& result) {
    TrainingLines lines;
    std::istringstream text(result.out);
    for (std::string word; text >> word;) {
        if (word == "resumed") {
            text >> lines.resumed;
        } else if (word == "saved") {
            text >> lines.saved;
        } else if (word == "evaluated") {
            text >> lines.evaluated;
        } else if (word == "metric") {
            std::uint64_t step = 0;
            std::string loss;
            text >> step >> loss;
            lines.losses[step] = loss;
        } else if (word == "done") {
            text >> lines.hash;
        }
    }
    return lines;
}

}  // namespace saferscope::faults
