// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"
#include "app/cli/ratings_options.h"
#include "app/cli/workspace_run.h"
#include "core/base/atomic_file.h"
#include "core/data/rating_file.h"
#include "core/data/rating_sheet.h"

#include <algorithm>

namespace saferscope::cli {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t sentencesShown = 10;

bool isSheet(const RatingsOptions& options) { return options.csv || fs::path(options.file).extension() == ".csv"; }

void printSentences(const std::vector<std::string>& sentences, std::uint64_t all) {
    for (std::size_t i = 0; i < std::min(sentences.size(), sentencesShown); ++i) {
        printText("  " + printable(sentences[i]));
    }
    if (all > sentencesShown) {
        printText("  and " + grouped(all - sentencesShown) + " more; --json lists the first 1,000");
    }
}

// What was good is in; the exit code still says that not everything was.
Status refusedStatus(std::uint64_t refused, const std::string& unit, const std::string& place) {
    if (refused == 0) {
        return {};
    }
    return fail(ErrorCode::InvalidInput,
                grouped(refused) + " " + unit + " of " + place + (refused == 1 ? " was" : " were") +
                    " left out; the rest was taken.",
                "Each is named above (with --json: in \"refused\"). Correct the file and give it again.");
}

void report(const RatingsOptions& options, const RatingMerge& merge, std::optional<std::uint64_t> unchanged) {
    if (options.common.json) {
        OrderedJson json = {{"added", merge.added},
                            {"known", unchanged.value_or(merge.known)},
                            {"refused_count", merge.refusedCount},
                            {"refused", merge.refused},
                            {"new_conflicts", merge.newConflicts}};
        printJson(json);
        return;
    }
    printText(grouped(merge.added) + " new, " + grouped(unchanged.value_or(merge.known)) + " known, " +
              grouped(merge.refusedCount) + " left out");
    printSentences(merge.refused, merge.refusedCount);
    if (!merge.newConflicts.empty()) {
        printText("People disagree now about:");
        printSentences(merge.newConflicts, merge.newConflicts.size());
    }
}

Result<RatingMerge> importSheet(Workspace& workspace, const RatingsOptions& options, std::uint64_t& unchanged) {
    const auto events = workspace.ratings();
    if (!events) {
        return failure(events);
    }
    const auto sae = chooseSae(workspace, options.sae);  // for sheets that name none; most do
    if (!sae && !options.sae.empty()) {
        return failure(sae);
    }
    auto edits = readRatingSheet(options.file, ratingBooks(*events), sae.value_or(""));
    if (!edits) {
        return failure(edits);
    }
    unchanged = edits->unchanged;
    auto merge = workspace.mergeRatings(edits->events);
    if (merge) {
        merge->refused = std::move(edits->problems);
        merge->refusedCount = edits->problemCount;
    }
    return merge;
}

}  // namespace

Status importRatings(const RatingsOptions& options) {
    const auto workspace = openRatedWorkspace(options);
    if (!workspace) {
        return failure(workspace);
    }
    std::uint64_t unchanged = 0;
    const bool sheet = isSheet(options);
    const auto merge =
        sheet ? importSheet(**workspace, options, unchanged) : (*workspace)->mergeRatingsFile(options.file);
    if (!merge) {
        return failure(merge);
    }
    report(options, *merge, sheet ? std::optional(unchanged) : std::nullopt);
    return refusedStatus(merge->refusedCount, sheet ? "rows" : "lines", options.file);
}

Status exportRatings(const RatingsOptions& options) {
    const auto workspace = openRatedWorkspace(options);
    if (!workspace) {
        return failure(workspace);
    }
    std::string sae;
    if (!options.sae.empty()) {
        const auto chosen = chooseSae(**workspace, options.sae);
        if (!chosen) {
            return failure(chosen);
        }
        sae = *chosen;
    }
    for (const auto& rater : options.raters) {
        if (auto named = checkRaterName(rater, "--rater"); !named) {
            return named;
        }
    }
    const auto events = (*workspace)->ratings(sae);
    if (!events) {
        return failure(events);
    }
    if (const auto damaged = (*workspace)->damagedRatings(); !damaged.empty()) {
        printNote("Note: " + grouped(damaged.size()) + " ratings are damaged and left out, first " + damaged.front() +
                  ". Import a copy of the log from elsewhere to bring them back.");
    }
    std::string text;
    if (isSheet(options)) {
        text = ratingSheet(ratingBooks(*events), options.raters, (*workspace)->settings().judge);
    } else {
        for (const auto& event : *events) {
            text += ratingLine(event) + '\n';
        }
    }
    if (options.file == "-") {
        if (!text.empty()) {
            text.pop_back();
            printText(text);
        }
        return {};
    }
    if (auto written = writeFileAtomically(options.file, text); !written) {
        return written;
    }
    if (options.common.json) {
        printJson({{"file", absolutePath(options.file).string()}, {"events", events->size()}});
    } else {
        printText(grouped(events->size()) + " events in " + printable(options.file));
    }
    return {};
}

Status mergeRatingFiles(const RatingsOptions& options) {
    std::vector<RatingEvent> events;
    RatingMerge merge;
    for (const auto& path : options.files) {
        auto file = readRatingFile(path);
        if (!file) {
            return failure(file);
        }
        std::ranges::move(file->events, std::back_inserter(events));
        std::ranges::move(file->problems, std::back_inserter(merge.refused));
        merge.refusedCount += file->problemCount;
    }
    const std::size_t lines = events.size();
    std::vector<std::string> conflicts;
    const auto merged = mergedRatings(std::move(events), conflicts);
    merge.refusedCount += conflicts.size();
    std::ranges::move(conflicts, std::back_inserter(merge.refused));
    if (auto written = writeRatingFile(options.output, merged); !written) {
        return written;
    }
    if (options.common.json) {
        printJson({{"file", absolutePath(options.output).string()},
                   {"events", merged.size()},
                   {"lines", lines},
                   {"refused_count", merge.refusedCount},
                   {"refused", merge.refused}});
    } else {
        printText(grouped(merged.size()) + " events in " + printable(options.output) + ", from " + grouped(lines) +
                  " lines of " + grouped(options.files.size()) + " files");
        printSentences(merge.refused, merge.refusedCount);
    }
    return refusedStatus(merge.refusedCount, "lines", "the files");
}

}  // namespace saferscope::cli
