// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_set.h"
#include "core/data/pair_reader.h"

namespace saferscope::cli {

/// --data FILE of commands that read pairs without a workspace.
struct PairFileOptions {
    std::string file;
    std::string layout = "auto";
    std::string map;  ///< "prompt=…,chosen=…,rejected=…"; decides the layout when given
    std::string preference = "better";
    std::string subset;
    bool skipBad = false;
};
void addPairFileOptions(CLI::App* command, PairFileOptions& options, bool required);
/// Of these, what says how the file spells its pairs: --layout, --map, --preference.
void addPairLayoutOptions(CLI::App* command, PairFileOptions& options);

Result<PairLayout> pairLayoutFromName(const std::string& name);
/// Names for --layout, comma-separated.
std::string pairLayoutNames();
Result<PairReaderOptions> readerOptions(const PairFileOptions& options);
/// What of that differs from the defaults, for what may only go on with the same pairs; empty when nothing does.
std::string describeReading(const PairFileOptions& options);

/// Reads the whole file once before any work starts: an answer in file order must not have holes that nobody sees. A
/// record that cannot be used is refused by line, or with --skip-bad noted on standard error. Returns the good pairs.
/// What the reader assumed or did not keep is noted on standard error too.
Result<std::uint64_t> checkPairFile(const PairFileOptions& options);

/// checkPairFile and all pairs.
Result<std::vector<PreferencePair>> loadPairFile(const PairFileOptions& options);

/// "line 7: "chosen" is missing"
std::string describeIssue(const PairIssue& issue);

}  // namespace saferscope::cli
