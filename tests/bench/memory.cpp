// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/bench.h"

#include <fcntl.h>
#include <fstream>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace saferscope::bench {

namespace {

namespace fs = std::filesystem;

/// "VmRSS:    1234 kB" of /proc/self/status, in bytes.
std::uint64_t statusBytes(const std::string& key) {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with(key + ":")) {
            return std::stoull(line.substr(key.size() + 1)) * 1024;
        }
    }
    return 0;
}

struct Pages {
    std::uint64_t all = 0;
    std::uint64_t cached = 0;
};

Pages dropFile(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return {};
    }
    const std::uintmax_t size = fs::file_size(path);
    ::fsync(file);  // dirty pages cannot be dropped
    ::posix_fadvise(file, 0, 0, POSIX_FADV_DONTNEED);
    Pages pages;
    const auto page = static_cast<std::uint64_t>(::sysconf(_SC_PAGESIZE));
    pages.all = (size + page - 1) / page;
    if (size > 0) {
        void* start = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
        if (start != MAP_FAILED) {
            std::vector<unsigned char> resident(pages.all);
            if (::mincore(start, size, resident.data()) == 0) {
                for (const unsigned char flag : resident) {
                    pages.cached += flag & 1U;
                }
            }
            ::munmap(start, size);
        }
    }
    ::close(file);
    return pages;
}

}  // namespace

std::uint64_t residentBytes() { return statusBytes("VmRSS"); }

std::uint64_t peakResidentBytes() { return statusBytes("VmHWM"); }

void resetPeakResident() { std::ofstream("/proc/self/clear_refs") << "5"; }

double dropFromPageCache(const fs::path& path) {
    Pages total;
    const auto add = [&total](const fs::path& file) {
        const Pages pages = dropFile(file);
        total.all += pages.all;
        total.cached += pages.cached;
    };
    if (fs::is_directory(path)) {
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (entry.is_regular_file()) {
                add(entry.path());
            }
        }
    } else {
        add(path);
    }
    return total.all == 0 ? 1.0 : static_cast<double>(total.cached) / static_cast<double>(total.all);
}

}  // namespace saferscope::bench
