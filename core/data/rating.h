// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/json.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace saferscope {

/// Who speaks: a person, or a judge (an LLM, word lists, or a file of ratings made elsewhere).
enum class RaterKind { Human, Judge };

/// What an event of the rating log says.
enum class RatingAction {
    Rate,     ///< `score` 1..5; `text` is a judge's explanation
    Unrated,  ///< a judge was asked and gave no valid answer, `text` says why; never counts as a score
    Skip,     ///< the rater passed over the feature for now
    Flag,     ///< wants another look at it
    Unflag,
    Comment,     ///< `text`
    Label,       ///< `text` is the feature's name from now on; empty takes the name away
    Undo,        ///< takes back the same rater's event `target`
    Adjudicate,  ///< `score` is the last word on a feature that raters disagree about; `text` gives the reason
};
const char* ratingActionName(RatingAction action);  ///< "rate", "unrated", … as files spell it
const char* raterKindName(RaterKind kind);          ///< "human", "judge"
Result<RaterKind> raterKindFromName(const std::string& name);
Result<RatingAction> ratingActionFromName(const std::string& name);

/// One event of the append-only rating log. Features are numbered by the SAE they belong to, so an event names that by
/// content hash. Events are never changed: what holds now is folded from them (rating_book.h), and merging two logs is
/// the union of their events by id.
struct RatingEvent {
    std::string id;         ///< 32 hexadecimal digits, random: unique across machines
    std::string createdAt;  ///< UTC with milliseconds: "2026-07-26T09:30:12.345Z"
    std::string saeHash;
    FeatureId feature;
    std::string rater;  ///< profile of a person, or name of a judge ("gpt-4o", "lexical")
    RaterKind raterKind = RaterKind::Human;
    RatingAction action = RatingAction::Rate;
    std::optional<int> score;  ///< 5 strongly safety-related … 1 not at all; set for Rate and Adjudicate only
    std::string text;
    std::string target;  ///< Undo: the event taken back. Rate: the judge's event it confirms, where it does
    bool blind = false;  ///< Rate by a person: judges' answers were hidden until then
    /// What else is known. Judges: model, prompt_hash, template_hash, answer, suspicious, tokens. Everybody: index
    /// (hash) and scope of the contexts that were looked at.
    Json details = Json::object();

    bool operator==(const RatingEvent&) const = default;
};

/// The longest rater's name, the longest text of an event and its longest details (as JSON), in bytes.
inline constexpr std::size_t maxRaterBytes = 64;
inline constexpr std::size_t maxRatingTextBytes = 20'000;
inline constexpr std::size_t maxRatingDetailBytes = 64'000;

/// A name people and judges can have: 1 to maxRaterBytes bytes of UTF-8 without control characters, line separators and
/// bidirectional overrides, and without white space at its ends.
Status checkRaterName(const std::string& name, const std::string& where);

/// Checks everything an event promises (ids, time, score where one belongs, valid UTF-8, lengths, a plain rater's
/// name). `where` begins the sentence of a refusal.
Status checkRatingEvent(const RatingEvent& event, const std::string& where);

/// The event as one line of a ratings file: members in a fixed order, "hash" last. The same event gives the same bytes
/// everywhere.
std::string ratingLine(const RatingEvent& event);
/// Reads and checks such a line; a hash that does not fit is refused. A line without "hash" is accepted.
Result<RatingEvent> ratingFromLine(std::string_view line, const std::string& where);
/// SHA-256 of the line without its hash: what the database stores beside each event.
std::string ratingHash(const RatingEvent& event);

/// A new random id, and a time with milliseconds that is later than `after` (an earlier event's createdAt, or empty)
/// even when the clock went back. Times before 1970 and from ratingTimeEnd on are refused everywhere, so that no event
/// can be dated past all others; such an `after` is passed over.
inline constexpr const char* ratingTimeEnd = "2200-01-01T00:00:00.000Z";
std::optional<std::int64_t> ratingMilliseconds(std::string_view time);  ///< since 1970; nothing when it is no such time
std::string newRatingId();
std::string ratingTimestamp(const std::string& after);

/// The order of a log: by time, then id. Folding and export use it.
bool ratingBefore(const RatingEvent& a, const RatingEvent& b);

}  // namespace saferscope
