// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/bounded_process.h"
#include "tests/support/check.h"
#include "tests/support/fault_report.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <malloc.h>
#include <string>

/// Hostile files opened by a child without libtorch (open_texts.cpp), within bounds of memory and processor time.
namespace saferscope::faults {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool plainBuild = false;  // a checked build takes several times as much of both
#else
constexpr bool plainBuild = true;
#endif

constexpr double megabyteLimit = 200.0;

struct Opened {
    bool read = false;  ///< else it was refused
    bool ended = false;
    std::string said;      ///< its line, or how it ended
    double seconds = 0.0;  ///< of processor time: the machine may have other things to do
    double megabytes = 0.0;
};

inline Opened openFile(const std::string& kind, const std::filesystem::path& file, const std::string& text = {}) {
    // The kernel counts what the child had before it became another program, which is what this one has.
    ::malloc_trim(0);
    check::BoundedCall call;
    call.arguments = {check::besideThisTest("open_texts").string(), kind, file.string()};
    if (!text.empty()) {
        call.arguments.push_back(text);
    }
    call.timeoutSeconds = 120.0;
    const auto result = check::runBounded(call);
    Opened opened;
    opened.read = result.exitCode == 0;
    opened.ended = !result.crashed() && (result.exitCode == 0 || result.exitCode == 3);
    opened.said = result.timedOut ? "hangs" : result.out + (opened.ended ? "" : result.err);
    opened.megabytes = result.peakMegabytes;
    std::sscanf(result.err.c_str(), "processor seconds: %lf", &opened.seconds);
    return opened;
}

/// What a series of them took, and what went wrong in it.
class Series {
public:
    void add(const std::string& name, const Opened& opened, double secondLimit) {
        ++tried;
        slowest = std::max(slowest, opened.seconds);
        peak = std::max(peak, opened.megabytes);
        crashed += opened.ended ? 0 : 1;
        std::string wrong = !opened.ended ? "does not end well" : "";
        if (opened.ended && !opened.read && opened.said.find("refused: ") != 0) {
            wrong = "says nothing";
        }
        if (plainBuild && opened.seconds > secondLimit) {
            wrong += " takes " + std::to_string(opened.seconds) + " s";
        }
        if (plainBuild && opened.megabytes > megabyteLimit) {
            wrong += " takes " + std::to_string(opened.megabytes) + " MB";
        }
        if (!wrong.empty()) {
            fail(name + ": " + wrong + " (" + opened.said.substr(0, 200) + ")");
        }
    }
    void fail(const std::string& what) { m_failures += "\n" + what; }
    void check() const {
        if (!m_failures.empty()) {
            throw check::Failure("of a series:" + m_failures, __FILE__, __LINE__);
        }
    }

    long tried = 0;
    long crashed = 0;
    double slowest = 0.0;
    double peak = 0.0;

private:
    std::string m_failures;
};

inline void writeBytes(const std::filesystem::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

/// `text` so many times.
inline std::string repeated(std::string_view text, std::size_t count) {
    std::string made;
    made.reserve(text.size() * count);
    for (std::size_t i = 0; i < count; ++i) {
        made += text;
    }
    return made;
}

}  // namespace saferscope::faults
