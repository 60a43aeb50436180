// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <fstream>

namespace saferscope::check {

/// A stopwatch that is fair on a machine where others compute: what this thread spent ready to run, waiting for a
/// processor (/proc/thread-self/schedstat), is not counted. Sleeping and waiting for a disk or a lock are. From its
/// making on; to be read on the thread that made it.
class FairClock {
public:
    double milliseconds() const {
        const std::chrono::duration<double, std::milli> passed = std::chrono::steady_clock::now() - m_begin;
        return passed.count() - (waited() - m_waited);
    }

private:
    static double waited() {  // 0 where the kernel does not tell
        double running = 0.0;
        double waiting = 0.0;
        std::ifstream("/proc/thread-self/schedstat") >> running >> waiting;
        return waiting / 1e6;
    }
    double m_waited = waited();
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

}  // namespace saferscope::check
