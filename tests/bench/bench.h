// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>

namespace saferscope::bench {

/// Times of one piece of work, in seconds.
struct Sample {
    double median = 0.0;
    double spread = 0.0;  ///< (largest - smallest) / median
};

/// One warm-up, then `repeats` timed calls.
Sample measure(const std::function<void()>& work, int repeats = 5);

/// A line of the table. `peer` is our own plain implementation of how others work, measured in the same run; the ratio
/// (peer / ours) is what counts, absolute times depend on the machine.
void report(const std::string& work, const Sample& ours, const std::string& peerName, const Sample& peer);
void report(const std::string& work, const Sample& ours, const std::string& note);

void benchModel();
void benchSae();
void benchIndex();

}  // namespace saferscope::bench
