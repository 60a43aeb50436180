// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tensor/usable_cores.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <sched.h>
#include <string>
#include <thread>
#include <vector>

namespace saferscope {

namespace fs = std::filesystem;

namespace {

constexpr double unlimited = std::numeric_limits<double>::infinity();

int coresOfAffinity() {
    const int all = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    // The kernel wants a mask as large as its own, which only trying tells.
    for (int size = std::max(all, CPU_SETSIZE); size <= (1 << 16); size *= 2) {
        cpu_set_t* mask = CPU_ALLOC(static_cast<std::size_t>(size));
        const std::size_t bytes = CPU_ALLOC_SIZE(static_cast<std::size_t>(size));
        const bool known = mask != nullptr && ::sched_getaffinity(0, bytes, mask) == 0;
        const int count = known ? CPU_COUNT_S(bytes, mask) : 0;
        CPU_FREE(mask);
        if (count > 0) {
            return count;
        }
    }
    return all;
}

/// Cores' worth of time in a file of "QUOTA PERIOD" (version 2) or in two files of one number each (version 1).
double coresOfQuota(const fs::path& quotaFile, const fs::path& periodFile) {
    std::ifstream quotaText(quotaFile);
    double quota = 0.0;
    double period = 0.0;
    if (!(quotaText >> quota) || quota <= 0.0) {  // "max" and -1 mean no limit
        return unlimited;
    }
    if (periodFile.empty()) {
        quotaText >> period;
    } else {
        std::ifstream(periodFile) >> period;
    }
    return period > 0.0 ? quota / period : unlimited;
}

double smallestQuota(const fs::path& root, const std::string& group, bool version2) {
    // A container may show its own group as the root and still be told the path it has outside.
    fs::path folder = (root / fs::path(group).relative_path()).lexically_normal();
    std::error_code error;
    const fs::path relative = folder.lexically_relative(root);
    if (relative.empty() || *relative.begin() == ".." || !fs::is_directory(folder, error)) {
        folder = root;
    }
    double cores = unlimited;
    for (;; folder = folder.parent_path()) {
        cores = std::min(cores, version2 ? coresOfQuota(folder / "cpu.max", {})
                                         : coresOfQuota(folder / "cpu.cfs_quota_us", folder / "cpu.cfs_period_us"));
        if (folder == root || folder == folder.parent_path()) {
            return cores;
        }
    }
}

bool listHas(const std::string& list, const std::string& word) {
    return ("," + list + ",").find("," + word + ",") != std::string::npos;
}

double coresOfGroups(const ControlGroupFiles& files) {
    double cores = unlimited;
    std::ifstream groups(files.ofProcess);
    for (std::string line; std::getline(groups, line);) {  // number:controllers:path
        const auto first = line.find(':');
        const auto second = first == std::string::npos ? first : line.find(':', first + 1);
        if (second == std::string::npos) {
            continue;
        }
        const std::string controllers = line.substr(first + 1, second - first - 1);
        const std::string path = line.substr(second + 1);
        if (controllers.empty()) {
            cores = std::min(cores, smallestQuota(files.root, path, true));
        } else if (listHas(controllers, "cpu")) {
            for (const std::string& mounted : {controllers, std::string("cpu")}) {
                cores = std::min(cores, smallestQuota(files.root / mounted, path, false));
            }
        }
    }
    return cores;
}

}  // namespace

int usableCores(const ControlGroupFiles& files) {
    const int allowed = coresOfAffinity();
    const double quota = std::ceil(coresOfGroups(files));
    return quota < allowed ? std::max(1, static_cast<int>(quota)) : allowed;
}

}  // namespace saferscope
