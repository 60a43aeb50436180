// SPDX-License-Identifier: GPL-3.0-or-later
// What is accepted as a rating event: files come from other people's machines.
#include "core/base/text_check.h"
#include "core/data/json_slice.h"
#include "core/data/rating.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace saferscope {

namespace {

constexpr std::size_t maxSaeHashBytes = 128;
constexpr std::size_t maxDetailDepth = 16;

bool isHex(std::string_view text, std::size_t digits) {
    return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// Control characters (C0, DEL, C1), line separators, and marks that reorder what stands around them.
bool hasControls(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = std::max<std::size_t>(utf8SequenceLength(text.substr(i)), 1);
        const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(text[i + at]); };
        const bool c1 = length == 2 && byte(0) == 0xC2 && byte(1) < 0xA0;
        const bool mark =
            length == 3 && byte(0) == 0xE2 &&
            ((byte(1) == 0x80 && (byte(2) == 0x8E || byte(2) == 0x8F || (byte(2) >= 0xA8 && byte(2) <= 0xAE))) ||
             (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9));
        if (byte(0) < 0x20 || byte(0) == 0x7F || c1 || mark) {
            return true;
        }
        i += length;
    }
    return false;
}

// Of the members an action may have, the first that is wrong; empty when all is well.
std::string wrongMember(const RatingEvent& event) {
    const bool scored = event.action == RatingAction::Rate || event.action == RatingAction::Adjudicate;
    const bool human = event.raterKind == RaterKind::Human;
    const std::string action = ratingActionName(event.action);
    if (event.score.has_value() != scored) {
        return scored ? "has no score" : "has a score, which the action \"" + action + "\" does not take";
    }
    if (event.score && (*event.score < 1 || *event.score > 5)) {
        return "has the score " + std::to_string(*event.score) + "; scores go from 1 to 5";
    }
    if (event.action == RatingAction::Unrated && human) {
        return "is \"unrated\", which only a judge can be";
    }
    if (event.action == RatingAction::Adjudicate && !human) {
        return "is an adjudication by a judge; the last word is a person's";
    }
    if (event.action == RatingAction::Comment && event.text.empty()) {
        return "is a comment without text";
    }
    const bool mayTarget = event.action == RatingAction::Undo || (event.action == RatingAction::Rate && human);
    const bool needsTarget = event.action == RatingAction::Undo;
    if (event.target.empty() ? needsTarget : !mayTarget) {
        return event.target.empty() ? "takes back no event: it has no target"
                                    : "has a target, which the action \"" + action + "\" does not take";
    }
    if (!event.target.empty() && (!isHex(event.target, 32) || event.target == event.id)) {
        return "has a target that is not another event's id";
    }
    if (event.blind && !(event.action == RatingAction::Rate && human)) {
        return "is \"blind\", which only a person's rating can be";
    }
    return {};
}

std::string wrongDetails(const Json& details) {
    if (!details.is_object()) {
        return "has details that are not a JSON object";
    }
    try {
        const std::string text = details.dump();  // strict: throws at bytes that are not UTF-8
        if (text.size() > maxRatingDetailBytes) {
            return "has details of more than " + std::to_string(maxRatingDetailBytes) + " bytes";
        }
        return jsonDepth(text) > maxDetailDepth ? "has details that are nested too deep" : "";
    } catch (const nlohmann::json::exception&) {
        return "has details that are not valid UTF-8";
    }
}

template <class T>
Status take(const Json& json, const char* key, bool required, T& value, const std::string& where) {
    auto got = required ? jsonMember<T>(json, key, where) : jsonMemberOr<T>(json, key, value, where);
    if (!got) {
        return failure(got);
    }
    value = std::move(*got);
    return {};
}

// nlohmann's get<int> takes 4.7, true and 2^32 + 4 for numbers of ours.
Result<std::int64_t> wholeNumber(const Json& json, const char* key, const std::string& where) {
    const auto it = json.find(key);
    if (it == json.end() || !it->is_number_integer() ||
        (it->is_number_unsigned() && it->get<std::uint64_t>() > 0xFFFF'FFFFu)) {
        return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is not a whole number of the right size.");
    }
    return it->get<std::int64_t>();
}

Status takeNames(const Json& json, RatingEvent& event, const std::string& where) {
    std::string kind = "human";
    std::string action;
    auto taken = take(json, "kind", false, kind, where);
    taken = taken ? take(json, "action", true, action, where) : taken;
    if (!taken) {
        return taken;
    }
    const auto knownKind = raterKindFromName(kind);
    const auto knownAction = ratingActionFromName(action);
    if (!knownKind || !knownAction) {
        const Error& error = !knownKind ? knownKind.error() : knownAction.error();
        return fail(error.code, where + ": " + error.message, error.hint);
    }
    event.raterKind = *knownKind;
    event.action = *knownAction;
    return {};
}

Status takeNumbers(const Json& json, RatingEvent& event, const std::string& where) {
    const auto feature = wholeNumber(json, "feature", where);
    if (!feature) {
        return failure(feature);
    }
    if (*feature < 0) {
        return fail(ErrorCode::InvalidInput, where + ": \"feature\" is negative.");
    }
    event.feature = FeatureId(static_cast<std::uint32_t>(*feature));
    if (const auto it = json.find("score"); it != json.end() && !it->is_null()) {
        const auto score = wholeNumber(json, "score", where);
        if (!score) {
            return failure(score);
        }
        event.score = static_cast<int>(std::clamp<std::int64_t>(*score, -1, 1000));
    }
    return {};
}

Status refuseUnknownMembers(const Json& json, const std::string& where) {
    constexpr std::array known = {"id",    "created_at", "sae",    "feature", "rater",   "kind", "action",
                                  "score", "text",       "target", "blind",   "details", "hash"};
    for (const auto& [key, value] : json.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            return fail(ErrorCode::InvalidInput, where + " has a member that no rating has: \"" + key + "\".",
                        "A newer version of Saferscope may have written it: update this one.");
        }
    }
    return {};
}

}  // namespace

Status checkRaterName(const std::string& name, const std::string& where) {
    const auto refuse = [&](const std::string& why) {
        return fail(ErrorCode::InvalidInput, where + ": a rater's name " + why + ".",
                    "Take a short plain name such as \"ann\" or \"gpt-4o\".");
    };
    if (name.empty() || name.size() > maxRaterBytes) {
        return refuse(name.empty() ? "is missing" : "has at most " + std::to_string(maxRaterBytes) + " bytes");
    }
    if (!isValidUtf8(name)) {
        return refuse("is valid UTF-8");
    }
    if (hasControls(name) || name.front() == ' ' || name.back() == ' ') {
        return refuse("has no control characters and no space at its ends");
    }
    return {};
}

std::optional<std::int64_t> ratingMilliseconds(std::string_view time) {
    constexpr std::string_view form = "dddd-dd-ddTdd:dd:dd.dddZ";
    if (time.size() != form.size()) {
        return std::nullopt;
    }
    for (std::size_t i = 0; i < form.size(); ++i) {
        const bool digit = time[i] >= '0' && time[i] <= '9';
        if (form[i] == 'd' ? !digit : time[i] != form[i]) {
            return std::nullopt;
        }
    }
    const auto number = [&](std::size_t at, std::size_t digits) {
        int value = 0;
        std::from_chars(time.data() + at, time.data() + at + digits, value);
        return value;
    };
    using namespace std::chrono;
    const year_month_day date(year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))),
                              day(static_cast<unsigned>(number(8, 2))));
    if (!date.ok() || time < "1970" || time >= ratingTimeEnd || number(11, 2) > 23 || number(14, 2) > 59 ||
        number(17, 2) > 59) {
        return std::nullopt;
    }
    const auto whole = sys_days(date) + hours(number(11, 2)) + minutes(number(14, 2)) + seconds(number(17, 2)) +
                       milliseconds(number(20, 3));
    return duration_cast<milliseconds>(whole.time_since_epoch()).count();
}

Status checkRatingEvent(const RatingEvent& event, const std::string& where) {
    const auto refuse = [&](const std::string& why) { return fail(ErrorCode::InvalidInput, where + " " + why + "."); };
    if (!isHex(event.id, 32)) {
        return refuse("has an id that is not 32 hexadecimal digits");
    }
    if (!ratingMilliseconds(event.createdAt)) {
        return refuse("has a time that is not like 2026-07-26T09:30:12.345Z");
    }
    const bool plainSae = std::ranges::all_of(event.saeHash, [](char c) { return c > ' ' && c < '\x7F'; });
    if (event.saeHash.empty() || event.saeHash.size() > maxSaeHashBytes || !plainSae) {
        return refuse("does not say by content hash to which SAE its feature belongs");
    }
    if (auto named = checkRaterName(event.rater, where); !named) {
        return named;
    }
    if (!isValidUtf8(event.text)) {
        return refuse("has a text that is not valid UTF-8");
    }
    if (event.text.size() > maxRatingTextBytes) {
        return refuse("has a text of more than " + std::to_string(maxRatingTextBytes) + " bytes");
    }
    if (const auto wrong = wrongMember(event); !wrong.empty()) {
        return refuse(wrong);
    }
    if (const auto wrong = wrongDetails(event.details); !wrong.empty()) {
        return refuse(wrong);
    }
    return {};
}

Result<RatingEvent> ratingFromLine(std::string_view line, const std::string& where) {
    const auto json = parseJson(line, where);
    if (!json) {
        return failure(json);
    }
    if (!json->is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not a JSON object.");
    }
    RatingEvent event;
    std::string hash;
    auto taken = refuseUnknownMembers(*json, where);
    taken = taken ? take(*json, "id", true, event.id, where) : taken;
    taken = taken ? take(*json, "created_at", true, event.createdAt, where) : taken;
    taken = taken ? take(*json, "sae", true, event.saeHash, where) : taken;
    taken = taken ? takeNumbers(*json, event, where) : taken;
    taken = taken ? take(*json, "rater", true, event.rater, where) : taken;
    taken = taken ? takeNames(*json, event, where) : taken;
    taken = taken ? take(*json, "text", false, event.text, where) : taken;
    taken = taken ? take(*json, "target", false, event.target, where) : taken;
    taken = taken ? take(*json, "blind", false, event.blind, where) : taken;
    taken = taken ? take(*json, "details", false, event.details, where) : taken;
    taken = taken ? take(*json, "hash", false, hash, where) : taken;
    taken = taken ? checkRatingEvent(event, where) : taken;
    if (!taken) {
        return failure(taken);
    }
    if (json->contains("hash") && hash != ratingHash(event)) {
        return fail(ErrorCode::InvalidInput, where + " is damaged: its hash does not fit what it says.",
                    "Take the line from another copy of the file; one edited by hand goes without \"hash\".");
    }
    return event;
}

}  // namespace saferscope
