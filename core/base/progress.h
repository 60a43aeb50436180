// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

namespace saferscope {

/// How far a long piece of work is. `total` is 0 while unknown.
struct Progress {
    std::string stage;  ///< short, for people: "Reading pairs"
    std::uint64_t done = 0;
    std::uint64_t total = 0;
    double perSecond = 0.0;
    std::optional<double> etaSeconds;
};

/// Called on the thread that does the work, at most every 100 ms and once at the end. May be empty.
using ProgressCallback = std::function<void(const Progress&)>;

/// Counts work and tells an observer, throttled where it is produced. Not thread-safe.
class ProgressMeter {
public:
    ProgressMeter(std::string stage, std::uint64_t total, ProgressCallback callback);
    void advance(std::uint64_t amount = 1);
    void set(std::uint64_t done);
    void finish();  ///< reports the last value whatever the throttle says

private:
    void report(bool force);

    const ProgressCallback m_callback;
    const std::chrono::steady_clock::time_point m_start;
    Progress m_progress;
    std::uint64_t m_first = 0;
    std::chrono::steady_clock::time_point m_lastReport;
};

}  // namespace saferscope
