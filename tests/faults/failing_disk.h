// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/support/bounded_process.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

/// Programs under libfailing_calls.so (failing_calls.md): what to set, and how often to try.
namespace saferscope::faults {

/// How the k-th call that changes a file below `below` is spoilt.
struct FailingDisk {
    std::filesystem::path below;
    std::string how = "kill";
    std::uint64_t at = 0;  ///< 0: only counts
    bool rest = false;     ///< all later calls too
    bool children = true;  ///< programs that the program starts count too
    std::string calls = {};
    std::filesystem::path log = {};

    std::map<std::string, std::string> environment(const std::filesystem::path& countFile = {}) const;
};

/// The call under that disk.
check::BoundedResult runOn(const FailingDisk& disk, check::BoundedCall call,
                           const std::filesystem::path& countFile = {});

/// A program (absolute path) and its arguments.
check::BoundedCall callTo(std::vector<std::string> arguments, double timeoutSeconds = 60.0);

/// How many calls there are to spoil: runs it once, unspoilt; fails the test where it does not end with 0. `said`: what
/// came of that run, where it is wanted.
std::uint64_t countCalls(const FailingDisk& disk, const check::BoundedCall& call, check::BoundedResult* said = nullptr);

/// Which of 1..total to try: all with the full counts, otherwise `quick` of them, the first and the last included.
std::vector<std::uint64_t> chosenCalls(std::uint64_t total, int quick, int full = 1'000'000);

/// With the full counts all of a list of cases, otherwise every so many-th, beginning with `first`.
bool isTried(std::size_t index, std::size_t every, std::size_t first = 0);

/// Files that writers leave when they are killed: names that begin with a point or end in .partial, .making or .old.
std::vector<std::string> leftoversIn(const std::filesystem::path& folder);

/// Relative name -> contents of every file below a folder (or of the one file, under "").
std::map<std::string, std::string> contentsBelow(const std::filesystem::path& path);

}  // namespace saferscope::faults
