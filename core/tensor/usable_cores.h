// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>

namespace saferscope {

/// Where Linux says which control groups a process is in and what they allow; tests point elsewhere.
struct ControlGroupFiles {
    std::filesystem::path ofProcess = "/proc/self/cgroup";
    std::filesystem::path root = "/sys/fs/cgroup";
};

/// Cores this process may keep busy, at least 1: those of its affinity mask, within the processor time of its control
/// groups and their parents (cpu.max, or cpu.cfs_quota_us of version 1), part of a core counted as one.
/// std::thread::hardware_concurrency() knows neither, and a container with 2 of 64 cores would run 64 threads that the
/// system stops most of the time. Reads a few small files. Any thread.
int usableCores(const ControlGroupFiles& files = {});

}  // namespace saferscope
