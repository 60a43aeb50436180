// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

/// A small harness: every figure is a ratio of two things timed turn about in one process, so that whatever else the
/// machine does meets both. Absolute times are shown beside it and are worth little elsewhere.
namespace saferscope::bench {

/// Times of one piece of work, in seconds.
struct Sample {
    std::vector<double> seconds;  ///< in the order measured
    double median() const;
    double low() const;
    double high() const;
};

/// One warm-up, then `runs` timed calls.
Sample measure(const std::function<void()>& work, int runs = 5);

struct Both {
    Sample ours;
    Sample beside;
};
/// The same for two pieces of work in turn: ours, beside, ours, beside, ...
Both measureBoth(const std::function<void()>& ours, const std::function<void()>& beside, int runs = 5);

/// What a row is compared with: a floor for gains, a ceiling for costs and sizes, or nothing.
struct Wanted {
    enum class Kind { Nothing, AtLeast, AtMost } kind = Kind::Nothing;
    double value = 0.0;
};
inline Wanted atLeast(double value) { return {Wanted::Kind::AtLeast, value}; }
inline Wanted atMost(double value) { return {Wanted::Kind::AtMost, value}; }

/// A gain: beside / ours, the median over the turns of each turn's ratio. `id` names the row for good ("sae-encode"):
/// bench-check finds it again by it. `work` and `besideName` are for people and say the shape.
void gain(const std::string& id, const std::string& work, const Both& both, const std::string& besideName,
          Wanted wanted);
/// A cost: ours / beside.
void cost(const std::string& id, const std::string& work, const Both& both, const std::string& besideName,
          Wanted wanted);
/// A number that is the same on any machine: bytes per latent, an exponent, a share. bench-check compares it.
void figure(const std::string& id, const std::string& work, double value, const std::string& unit, Wanted wanted);
/// A number that belongs to this machine: milliseconds, megabytes. Shown with its limit, not compared by bench-check.
void absolute(const std::string& id, const std::string& work, double value, const std::string& unit, Wanted wanted,
              const std::string& note = {});
/// An absolute time in milliseconds: the median, its spread in the note.
void absolute(const std::string& id, const std::string& work, const Sample& sample, Wanted wanted);
/// A sentence below the table.
void remark(const std::string& text);

/// Whether only rows of a few seconds are wanted (--quick).
bool quick();

/// Resident memory of this process in bytes: now, and the highest since the last reset (Linux).
std::uint64_t residentBytes();
void resetPeakResident();
std::uint64_t peakResidentBytes();

/// Drops a file, or every file below a folder, from the page cache, after writing it out: the next read is a cold one.
/// Returns the share of its pages that are still cached (0 when it worked); 1 where the system cannot.
double dropFromPageCache(const std::filesystem::path& path);

using Benchmarks = std::vector<std::pair<std::string, std::function<void()>>>;
/// The main() of a benchmark program: PROGRAM [--quick] [--results FILE.jsonl] [NAME...]. Prints a Markdown table;
/// appends each row to the file as one line of JSON.
int runBenchmarks(int argc, char** argv, const Benchmarks& benchmarks);

}  // namespace saferscope::bench
