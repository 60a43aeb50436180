// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/output.h"
#include "app/cli/ratings_options.h"
#include "app/cli/workspace_run.h"
#include "core/data/rating_book.h"

namespace saferscope::cli {

namespace {

constexpr std::size_t shortestHash = 4;

std::string scoresText(const std::map<std::string, CurrentRating>& ratings) {
    std::string text;
    for (const auto& [name, rating] : ratings) {
        text += (text.empty() ? "" : ", ") + name + " " + std::to_string(rating.score);
    }
    return text;
}

OrderedJson ratingsJson(const std::map<std::string, CurrentRating>& ratings) {
    OrderedJson json = OrderedJson::object();
    for (const auto& [name, rating] : ratings) {
        json[name] = {{"score", rating.score},          {"text", rating.text},   {"created_at", rating.createdAt},
                      {"event", rating.eventId},        {"blind", rating.blind}, {"confirmed", rating.confirmed},
                      {"suspicious", rating.suspicious}};
    }
    return json;
}

OrderedJson opinionsJson(FeatureId feature, const FeatureOpinions& opinions) {
    const auto human = opinions.humanScore();
    OrderedJson json = {{"feature", feature.value()},
                        {"label", opinions.label},
                        {"human_score", human ? OrderedJson(*human) : OrderedJson()},
                        {"humans", ratingsJson(opinions.humans)},
                        {"judges", ratingsJson(opinions.judges)},
                        {"unrated", opinions.unrated},
                        {"disputed", opinions.disputed()},
                        {"adjudicated", nullptr},
                        {"flagged_by", opinions.flaggedBy},
                        {"skipped_by", opinions.skippedBy}};
    if (opinions.adjudicated) {
        json["adjudicated"] = {{"score", opinions.adjudicated->score},
                               {"by", opinions.adjudicatedBy},
                               {"text", opinions.adjudicated->text}};
    }
    json["comments"] = OrderedJson::array();
    for (const auto& comment : opinions.comments) {
        json["comments"].push_back(
            {{"rater", comment.rater}, {"created_at", comment.createdAt}, {"text", comment.text}});
    }
    return json;
}

void printEvents(const std::vector<RatingEvent>& events, const RatingsOptions& options) {
    std::vector<std::vector<std::string>> rows = {{"time", "feature", "rater", "action", "score", "text"}};
    for (const auto& event : events) {
        if (options.feature >= 0 && event.feature.value() != options.feature) {
            continue;
        }
        if (options.common.json) {
            printText(ratingLine(event));
            continue;
        }
        rows.push_back({event.createdAt, std::to_string(event.feature.value()), event.rater,
                        ratingActionName(event.action), event.score ? std::to_string(*event.score) : "",
                        event.action == RatingAction::Undo ? event.target : event.text});
    }
    if (!options.common.json) {
        printTable(rows);
    }
}

// The events that the options ask for, in the order in which they are said.
std::vector<RatingEvent> wanted(const RatingsOptions& options, const std::string& sae) {
    std::vector<RatingEvent> events;
    const auto add = [&](bool given, RatingAction action) -> RatingEvent& {
        RatingEvent event;
        event.saeHash = sae;
        event.feature = FeatureId(static_cast<std::uint32_t>(options.feature));
        event.rater = options.rater;
        event.action = action;
        static RatingEvent unwanted;
        return given ? events.emplace_back(std::move(event)) : unwanted;
    };
    add(options.label.has_value(), RatingAction::Label).text = options.label.value_or("");
    add(options.score > 0, RatingAction::Rate).score = options.score;
    add(options.adjudicate > 0, RatingAction::Adjudicate).score = options.adjudicate;
    add(options.comment.has_value(), RatingAction::Comment).text = options.comment.value_or("");
    add(options.flag, RatingAction::Flag);
    add(options.unflag, RatingAction::Unflag);
    add(options.skip, RatingAction::Skip);
    return events;
}

Result<std::vector<RatingEvent>> undoOf(const Workspace& workspace, const RatingsOptions& options,
                                        const std::string& sae) {
    auto events = workspace.ratings(sae);
    if (!events) {
        return failure(events);
    }
    const auto last = RatingBook(std::move(*events)).lastUndoable(options.rater);
    if (!last) {
        return fail(ErrorCode::NotFound, options.rater + " has said nothing that could be taken back.");
    }
    RatingEvent undo;
    undo.saeHash = sae;
    undo.feature = last->feature;
    undo.rater = options.rater;
    undo.action = RatingAction::Undo;
    undo.target = last->id;
    return std::vector<RatingEvent>{undo};
}

Result<std::set<std::string>> saesOfLog(const Workspace& workspace) {
    const auto events = workspace.ratings();
    if (!events) {
        return failure(events);
    }
    std::set<std::string> hashes;
    for (const auto& event : *events) {
        hashes.insert(event.saeHash);
    }
    return hashes;
}

// A slip of a digit must not rate a feature that no SAE has.
Status checkFeature(const Workspace& workspace, const RatingsOptions& options, const std::string& sae) {
    if (options.feature < 0 || options.feature > 0xFFFF'FFFF) {
        return fail(ErrorCode::Usage, "No feature was given.", "Name one with --feature N.");
    }
    for (const auto& artifact : workspace.artifacts(ArtifactKind::Index)) {
        const auto index = FeatureIndex::open(artifact.path);
        if (index && (*index)->manifest().saeHash == sae && options.feature >= (*index)->manifest().features) {
            return fail(ErrorCode::InvalidInput, "The SAE has " + grouped((*index)->manifest().features) +
                                                     " features; there is no feature " +
                                                     std::to_string(options.feature) + ".");
        }
        if (index && (*index)->manifest().saeHash == sae) {
            break;
        }
    }
    return {};
}

}  // namespace

Result<std::unique_ptr<Workspace>> openRatedWorkspace(const RatingsOptions& options) {
    auto workspace = openWorkspace(options.common.workspace);
    if (!workspace) {
        return failure(workspace);
    }
    if (const auto adopted = (*workspace)->adoptFinishedRuns(); !adopted) {
        return failure(adopted);
    }
    return workspace;
}

Result<std::string> chooseSae(const Workspace& workspace, const std::string& sae) {
    if (sae.empty()) {
        const auto index = workspace.newestArtifact(ArtifactKind::Index);
        if (index && index->inputs.contains("sae") && index->inputs["sae"].is_string()) {
            return index->inputs["sae"].get<std::string>();
        }
        if (const auto artifact = workspace.newestArtifact(ArtifactKind::Sae)) {
            return artifact->contentHash;
        }
        const auto known = saesOfLog(workspace);
        if (!known || known->size() == 1) {
            return known ? Result<std::string>(*known->begin()) : failure(known);
        }
        return fail(ErrorCode::NotFound, "The workspace has no SAE whose features could be rated.",
                    "Train or add one, or name a content hash with --sae.");
    }
    if (const auto artifact = workspace.artifact(ArtifactKind::Sae, sae)) {
        return artifact->contentHash;
    }
    auto known = saesOfLog(workspace);
    if (!known) {
        return failure(known);
    }
    for (const auto& artifact : workspace.artifacts(ArtifactKind::Sae)) {
        known->insert(artifact.contentHash);
    }
    std::vector<std::string> fitting;
    for (const auto& hash : *known) {
        if (sae.size() >= shortestHash && hash.starts_with(sae)) {
            fitting.push_back(hash);
        }
    }
    if (fitting.size() != 1) {
        return fail(ErrorCode::NotFound,
                    fitting.empty() ? "The workspace knows no SAE \"" + sae + "\"."
                                    : "\"" + sae + "\" fits " + std::to_string(fitting.size()) + " SAEs.",
                    "Give its name, or more of its content hash.");
    }
    return fitting.front();
}

Result<RatedSae> openRatedSae(const RatingsOptions& options) {
    auto workspace = openRatedWorkspace(options);
    if (!workspace) {
        return failure(workspace);
    }
    auto sae = chooseSae(**workspace, options.sae);
    if (!sae) {
        return failure(sae);
    }
    return RatedSae{std::move(*workspace), std::move(*sae)};
}

Status listRatings(const RatingsOptions& options) {
    const auto opened = openRatedSae(options);
    if (!opened) {
        return failure(opened);
    }
    const auto& [workspace, sae] = *opened;
    auto events = workspace->ratings(sae);
    if (!events) {
        return failure(events);
    }
    if (options.events) {
        printEvents(*events, options);
        return {};
    }
    const RatingBook book(std::move(*events));
    const std::string judge = book.mainJudge(workspace->settings().judge);
    std::vector<std::vector<std::string>> rows = {
        {"feature", "label", judge.empty() ? "judge" : judge, "people", "score", "state"}};
    for (const auto feature : book.features()) {
        if (options.feature >= 0 && feature.value() != options.feature) {
            continue;
        }
        const FeatureOpinions& opinions = book.of(feature);
        if (options.common.json) {
            printJson(opinionsJson(feature, opinions));
            continue;
        }
        const auto human = opinions.humanScore();
        const auto llm = opinions.judgeScore(judge);
        const char* state = opinions.disputed() ? "disputed" : opinions.adjudicated ? "adjudicated" : "";
        rows.push_back({std::to_string(feature.value()), opinions.label,
                        llm                                ? std::to_string(*llm)
                        : opinions.unrated.contains(judge) ? "no answer"
                                                           : "",
                        scoresText(opinions.humans), human ? number(*human, 1) : "", state});
    }
    if (!options.common.json) {
        printTable(rows);
    }
    return {};
}

Status addRating(const RatingsOptions& options) {
    const auto opened = openRatedSae(options);
    if (!opened) {
        return failure(opened);
    }
    const auto& [workspace, sae] = *opened;
    Result<std::vector<RatingEvent>> events = wanted(options, sae);
    if (events->empty() != options.undo) {
        return fail(ErrorCode::Usage,
                    options.undo ? "--undo stands alone: what it takes back is the rater's last word."
                                 : "Nothing was said of the feature.",
                    "Give --score, --label, --comment, --flag, --skip or --adjudicate, or --undo alone.");
    }
    if (options.undo) {
        events = undoOf(*workspace, options, sae);
    } else if (auto checked = checkFeature(*workspace, options, sae); !checked) {
        return checked;
    }
    if (!events) {
        return failure(events);
    }
    for (auto& event : *events) {
        event.id = newRatingId();
    }
    const auto merge = workspace->mergeRatings(*events);
    if (!merge) {
        return failure(merge);
    }
    const FeatureId feature = events->front().feature;
    if (options.common.json) {
        OrderedJson ids = OrderedJson::array();
        for (const auto& event : *events) {
            ids.push_back(event.id);
        }
        printJson({{"feature", feature.value()},
                   {"rater", options.rater},
                   {"events", ids},
                   {"new_conflicts", merge->newConflicts}});
        return {};
    }
    printText("Feature " + std::to_string(feature.value()) + ": " + grouped(merge->added) +
              (merge->added == 1 ? " event" : " events") + " of " + printable(options.rater) + " saved.");
    for (const auto& conflict : merge->newConflicts) {
        printText("People disagree now. " + printable(conflict));
    }
    return {};
}

}  // namespace saferscope::cli
