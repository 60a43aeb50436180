// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <random>

namespace saferscope {

namespace {

std::string formatUtc(double seconds, const char* format) {
    const auto whole = static_cast<std::time_t>(std::floor(seconds));
    std::tm parts{};
    gmtime_r(&whole, &parts);
    char text[40];
    return {text, std::strftime(text, sizeof text, format, &parts)};
}

}  // namespace

double secondsSinceEpoch() {
    return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string utcTimestamp() { return utcTimestamp(saferscope::secondsSinceEpoch()); }

std::string utcTimestamp(double seconds) { return formatUtc(seconds, "%Y-%m-%dT%H:%M:%SZ"); }

std::string timeOrderedName() {
    std::random_device device;
    char suffix[8];
    std::snprintf(suffix, sizeof suffix, "-%04x", device() & 0xffffu);
    return formatUtc(secondsSinceEpoch(), "%Y%m%d-%H%M%S") + suffix;
}

}  // namespace saferscope
