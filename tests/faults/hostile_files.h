// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/faults/refusal_sentence.h"
#include "tests/support/bounded_process.h"
#include "tests/support/check.h"

#include <cstdlib>
#include <string>
#include <vector>

/// Files made to harm, opened one by one in a small program of their own.
namespace saferscope::faults {

// For one file; the clock on the wall is bounded by ten times the processor time. Sanitizers take their own on top.
#if defined(__SANITIZE_ADDRESS__)
constexpr double mostSeconds = 20.0;
constexpr double mostMegabytes = 2000.0;
#else
constexpr double mostSeconds = 2.0;
constexpr double mostMegabytes = 200.0;  // resident
#endif

enum class Expected { Refused, Read, Either };

/// The worst over all that was opened.
struct Worst {
    long opened = 0;
    long crashed = 0;
    double seconds = 0.0;
    double megabytes = 0.0;
    std::string slowest;
    std::string largest;
    std::vector<std::string> faults;  ///< every case that was not as it should be, so that one run shows all
};

inline double processorSeconds(const std::string& err) {
    const std::string mark = "processor seconds: ";
    const auto at = err.find(mark);
    return at == std::string::npos ? 0.0 : std::atof(err.c_str() + at + mark.size());
}

/// Runs `program KIND PATH…` and notes what was wrong with it. `word` has to be in the answer.
inline check::BoundedResult openHostile(const std::string& program, const std::vector<std::string>& arguments,
                                        const std::string& name, Expected expected, const std::string& word,
                                        Worst& worst) {
    check::BoundedCall call;
    call.arguments = {check::besideThisTest(program).string()};
    call.arguments.insert(call.arguments.end(), arguments.begin(), arguments.end());
    call.timeoutSeconds = 10.0 * mostSeconds;
    const check::BoundedResult result = check::runBounded(call);
    const double seconds = result.timedOut ? result.seconds : processorSeconds(result.err);
    ++worst.opened;
    const auto complain = [&](const std::string& what) {
        worst.faults.push_back(name + ": " + what + ": " + result.out.substr(0, 300) + result.err.substr(0, 200));
    };
    if (seconds > worst.seconds) {
        worst.seconds = seconds;
        worst.slowest = name;
    }
    if (result.peakMegabytes > worst.megabytes) {
        worst.megabytes = result.peakMegabytes;
        worst.largest = name;
    }
    if (result.crashed() || (result.exitCode != 0 && result.exitCode != 3)) {
        ++worst.crashed;
        complain("ended by " + std::to_string(result.exitCode) + (result.timedOut ? " (too late)" : ""));
        return result;
    }
    if (seconds > mostSeconds || result.peakMegabytes > mostMegabytes) {
        complain("took " + std::to_string(seconds) + " s and " + std::to_string(result.peakMegabytes) + " MB");
    }
    if ((expected == Expected::Refused && result.exitCode != 3) ||
        (expected == Expected::Read && result.exitCode != 0)) {
        complain(expected == Expected::Read ? "was refused" : "was read");
    }
    const std::string fault = result.exitCode == 3 ? faultOfSentence(result.out) : "";
    if (!fault.empty()) {
        complain("its sentence: " + fault);
    }
    if (result.out.find(word) == std::string::npos) {
        complain("\"" + word + "\" is not in its answer");
    }
    return result;
}

/// Fails with every complaint.
inline void checkNoFaults(const Worst& worst) {
    std::string all;
    for (const std::string& fault : worst.faults) {
        all += "\n  " + fault;
    }
    if (!all.empty()) {
        throw check::Failure(std::to_string(worst.faults.size()) + " of " + std::to_string(worst.opened) + ":" + all,
                             __FILE__, __LINE__);
    }
}

}  // namespace saferscope::faults
