// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fault_report.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace saferscope::faults {

namespace {

std::string shown(const std::optional<double>& value) {
    if (!value) {
        return "";
    }
    std::ostringstream text;
    text.precision(3);
    text << *value;
    return text.str();
}

}  // namespace

bool fullCounts() {
    const char* text = std::getenv("SAFERSCOPE_FAULTS");
    return text != nullptr && std::string(text) == "full";
}

int times(int quick, int full) { return fullCounts() ? full : quick; }

void report(const Row& row) {
    std::ostringstream line;
    line << "FAULT\t" << row.number << '\t' << row.fault << '\t' << row.times << '\t' << row.lost << '\t' << row.crashed
         << '\t' << shown(row.slowestSeconds) << '\t' << shown(row.peakMegabytes) << '\t' << row.note << '\n';
    std::printf("%s", line.str().c_str());
    std::fflush(stdout);
    if (const char* file = std::getenv("SAFERSCOPE_FAULT_ROWS"); file != nullptr && *file != '\0') {
        std::ofstream(file, std::ios::app) << line.str() << std::flush;
    }
}

}  // namespace saferscope::faults
