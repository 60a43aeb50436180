// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pair_files.h"

#include "app/cli/output.h"

#include <array>

namespace saferscope::cli {

namespace {

constexpr std::array<PairLayout, 6> layouts = {PairLayout::Auto,     PairLayout::Saferscope, PairLayout::HhStrings,
                                               PairLayout::Messages, PairLayout::Strings,    PairLayout::ShareGpt};

}  // namespace

void addPairFileOptions(CLI::App* command, PairFileOptions& options, bool required) {
    command->add_option("--data", options.file, "Preference pairs: .jsonl or .json, also .gz")
        ->type_name("FILE")
        ->required(required);
    command->add_option("--layout", options.layout, "How the file spells a pair: " + pairLayoutNames())
        ->type_name("NAME")
        ->capture_default_str();
    command->add_option("--subset", options.subset, "Subset of records that name none")->type_name("NAME");
    command->add_flag("--skip-bad", options.skipBad,
                      "Leave out records that cannot be used instead of refusing the file");
}

std::string pairLayoutNames() {
    std::string names;
    for (const auto layout : layouts) {
        names += (names.empty() ? "" : ", ") + std::string(pairLayoutName(layout));
    }
    return names;
}

Result<PairLayout> pairLayoutFromName(const std::string& name) {
    for (const auto layout : layouts) {
        if (name == pairLayoutName(layout)) {
            return layout;
        }
    }
    return fail(ErrorCode::Usage, "\"" + name + "\" is not a layout of pairs.",
                "Use one of: " + pairLayoutNames() + ".");
}

Result<PairReaderOptions> readerOptions(const PairFileOptions& options) {
    const auto layout = pairLayoutFromName(options.layout);
    if (!layout) {
        return failure(layout);
    }
    PairReaderOptions result;
    result.layout = *layout;
    result.defaultSubset = options.subset;
    return result;
}

std::string describeIssue(const PairIssue& issue) { return "line " + std::to_string(issue.line) + ": " + issue.reason; }

Result<std::uint64_t> checkPairFile(const PairFileOptions& options) {
    const auto settings = readerOptions(options);
    if (!settings) {
        return failure(settings);
    }
    auto reader = PairReader::open(options.file, *settings);
    if (!reader) {
        return failure(reader);
    }
    std::uint64_t good = 0;
    for (;;) {
        const auto pair = reader->next();
        if (!pair) {
            return failure(pair);
        }
        if (!pair->has_value()) {
            break;
        }
        ++good;
    }
    const std::uint64_t bad = reader->issueCount();
    if (bad > 0) {
        const std::string first = reader->issues().empty() ? "" : describeIssue(reader->issues().front());
        const std::string counts = std::to_string(bad) + " of " + std::to_string(reader->records()) + " records of " +
                                   options.file + " cannot be used; the first is " + first;
        if (!options.skipBad) {
            return fail(ErrorCode::InvalidInput, counts + (first.ends_with('.') ? "" : "."),
                        "Correct them, or give --skip-bad to leave them out.");
        }
        printNote("Left out: " + counts);
    }
    if (good == 0) {
        return fail(ErrorCode::InvalidInput, options.file + " holds no preference pair.",
                    "Give a file with at least one usable pair.");
    }
    return good;
}

Result<std::vector<PreferencePair>> loadPairFile(const PairFileOptions& options) {
    const auto checked = checkPairFile(options);
    if (!checked) {
        return failure(checked);
    }
    return readAllPairs(options.file, *readerOptions(options));
}

}  // namespace saferscope::cli
