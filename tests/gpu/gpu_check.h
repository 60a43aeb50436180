// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/reward_model.h"

#include <ATen/ATen.h>
#include <functional>
#include <string>

namespace saferscope::gpu {

/// Prints one row of the table each and remembers whether all are as they should be.
class Report {
public:
    /// A number that must not exceed its limit (NaN does).
    void limit(const std::string& what, double value, double atMost);
    void fact(const std::string& what, bool holds);
    void measure(const std::string& what, double value, const char* unit);
    /// Runs one part; what it throws is a failure of that part alone.
    void part(const std::string& name, const std::function<void()>& work);
    bool ok() const { return m_failures == 0; }

private:
    void row(const std::string& what, const std::string& value, const std::string& limit, bool good);
    int m_failures = 0;
};

struct Setup {
    c10::Device device = c10::kCPU;
    bool quick = false;  ///< few steps and small shapes: the program is tried, not the device
};

/// Loss curves and weights of short trainings against the CPU's; low-rank factors; recomputed activations; bfloat16.
void checkTraining(const Setup& setup, Report& report);
/// SAE steps against the CPU's, memory that runs out, and what the device is worth.
void checkSae(const Setup& setup, Report& report);
void checkMemory(const Setup& setup, Report& report);
void measureSpeed(const Setup& setup, Report& report);
/// Llama-3.2-1B and 3B shapes in bfloat16, as shares of the device's rate on their own products.
void measureLarge(const Setup& setup, Report& report);

/// Seconds of one call: the median of several, after two that warm up.
double secondsOf(c10::Device device, int repeats, const std::function<void()>& work);

double relativeDifference(const at::Tensor& a, const at::Tensor& b);  ///< largest, over the largest of b
void waitFor(c10::Device device);                                     ///< until everything queued is done

}  // namespace saferscope::gpu
