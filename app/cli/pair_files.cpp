// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/pair_files.h"

#include "app/cli/output.h"

namespace saferscope::cli {

void addPairFileOptions(CLI::App* command, PairFileOptions& options, bool required) {
    command->add_option("--data", options.file, "Preference pairs: .jsonl, .json, .csv or .tsv, also .gz and .zst")
        ->type_name("FILE")
        ->required(required);
    addPairLayoutOptions(command, options);
    command->add_option("--subset", options.subset, "Subset of records that name none")->type_name("NAME");
    command->add_flag("--skip-bad", options.skipBad,
                      "Leave out records that cannot be used instead of refusing the file");
}

void addPairLayoutOptions(CLI::App* command, PairFileOptions& options) {
    command->add_option("--layout", options.layout, "How the file spells a pair: " + pairLayoutNames())
        ->type_name("NAME")
        ->capture_default_str();
    command
        ->add_option("--map", options.map,
                     "Which member or column holds what, for any other file: "
                     "\"prompt=question,chosen=best,rejected=worst\"; also system, id, subset, split, preferred")
        ->type_name("PARTS");
    command
        ->add_option("--preference", options.preference,
                     "PKU-SafeRLHF: which of its judgements makes the preference: better, safer")
        ->type_name("NAME")
        ->capture_default_str();
}

std::string pairLayoutNames() {
    std::string names;
    for (const auto layout : pairLayouts()) {
        if (layout != PairLayout::Mapped) {  // that is --map
            names += (names.empty() ? "" : ", ") + std::string(pairLayoutName(layout));
        }
    }
    return names;
}

Result<PairLayout> pairLayoutFromName(const std::string& name) {
    if (const auto layout = pairLayoutNamed(name)) {
        return *layout;
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
    if (options.preference != "better" && options.preference != "safer") {
        return fail(ErrorCode::Usage, "\"" + options.preference + "\" is not a preference.",
                    "Use one of: better, safer.");
    }
    result.preference = options.preference == "safer" ? PairPreference::Safer : PairPreference::Better;
    if (!options.map.empty()) {
        if (*layout != PairLayout::Auto && *layout != PairLayout::Mapped) {
            return fail(ErrorCode::Usage, "--map and --layout " + options.layout + " exclude each other.",
                        "Leave --layout out: the mapping says how the file spells a pair.");
        }
        auto mapping = parsePairMapping(options.map);
        if (!mapping) {
            return failure(mapping);
        }
        result.mapping = std::move(*mapping);
    }
    return result;
}

std::string describeReading(const PairFileOptions& options) {
    const PairFileOptions defaults;
    std::string text;
    const auto add = [&](const char* name, const std::string& value, const std::string& standard) {
        text += value == standard ? "" : (text.empty() ? "" : " ") + std::string(name) + " " + value;
    };
    add("--layout", options.layout, defaults.layout);
    add("--map", options.map, defaults.map);
    add("--preference", options.preference, defaults.preference);
    add("--subset", options.subset, defaults.subset);
    return text;
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
    for (const auto& note : reader->notes()) {
        printNote(note);
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
