// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/rate_file.h"

#include "app/cli/index_access.h"
#include "app/cli/output.h"
#include "core/data/rating_book.h"
#include "core/judge/rating_import.h"

#include <algorithm>

namespace saferscope::cli {

namespace {
constexpr std::size_t issuesShown = 20;
}

Status importRatingFile(const RatingFileOptions& options) {
    if (options.from.empty() || options.rater.empty()) {
        return fail(ErrorCode::Usage, "--judge file needs --from FILE and --as NAME.",
                    "NAME is who made the ratings: gpt-4o-paper, delphi, …");
    }
    IndexAccessOptions access;
    access.common = options.common;
    access.index = options.index;
    const auto opened = openIndex(access);
    if (!opened) {
        return failure(opened);
    }
    Workspace& workspace = *opened->workspace;
    RatingImportRequest request;
    request.path = absolutePath(options.from);
    request.rater = options.rater;
    request.saeHash = opened->index->manifest().saeHash;
    request.features = opened->index->featureCount();
    const auto events = workspace.ratings(request.saeHash);
    if (!events) {
        return failure(events);
    }
    const RatingBook book(*events);
    for (const FeatureId feature : book.features()) {
        // Labels of this file's own judge do not count: reading the file again has to bring the same events.
        const auto history = book.history(feature);
        const bool others = std::ranges::any_of(history, [&](const RatingEvent& event) {
            return event.action == RatingAction::Label && event.rater != options.rater;
        });
        if (others && !book.of(feature).label.empty()) {
            request.labelled.insert(feature);
        }
    }
    auto imported = importRatings(request);
    if (!imported) {
        return failure(imported);
    }
    RatingMerge merged;
    if (!options.common.dryRun) {
        auto done = workspace.mergeRatings(imported->events);
        if (!done) {
            return failure(done);
        }
        merged = std::move(*done);
    }
    const auto count = [&imported](RatingAction action) {
        return static_cast<std::uint64_t>(std::ranges::count_if(
            imported->events, [action](const RatingEvent& event) { return event.action == action; }));
    };
    for (std::size_t i = 0; i < std::min(imported->issues.size(), issuesShown); ++i) {
        printNote(imported->issues[i]);
    }
    if (options.common.json) {
        printJson({{"form", imported->form},
                   {"rated", count(RatingAction::Rate)},
                   {"unrated", count(RatingAction::Unrated)},
                   {"labels", count(RatingAction::Label)},
                   {"comments", count(RatingAction::Comment)},
                   {"refused", imported->refused},
                   {"issues", imported->issues},
                   {"added", merged.added},
                   {"known", merged.known}});
        return {};
    }
    printText(imported->form + ": " + grouped(count(RatingAction::Rate)) + " ratings, " +
              grouped(count(RatingAction::Unrated)) + " without a score, " +
              grouped(count(RatingAction::Label) + count(RatingAction::Comment)) + " explanations, " +
              grouped(imported->refused) + " entries refused");
    if (options.common.dryRun) {
        printNote("Nothing was changed.");
    } else {
        printText(grouped(merged.added) + " new, " + grouped(merged.known) + " were there already");
    }
    return {};
}

}  // namespace saferscope::cli
