// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/rating.h"

#include "core/base/hash.h"
#include "core/data/json_slice.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <random>
#include <tuple>
#include <utility>

namespace saferscope {

namespace {

constexpr std::array<std::pair<RatingAction, const char*>, 9> actionNames = {{
    {RatingAction::Rate, "rate"},
    {RatingAction::Unrated, "unrated"},
    {RatingAction::Skip, "skip"},
    {RatingAction::Flag, "flag"},
    {RatingAction::Unflag, "unflag"},
    {RatingAction::Comment, "comment"},
    {RatingAction::Label, "label"},
    {RatingAction::Undo, "undo"},
    {RatingAction::Adjudicate, "adjudicate"},
}};

// What dump() leaves as it is inside strings, and what some tools take for the end of a line. These bytes occur
// nowhere else in JSON.
std::string withoutLineSeparators(std::string json) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 3> spelled = {
        {{"\x7F", "\\u007f"}, {"\xE2\x80\xA8", "\\u2028"}, {"\xE2\x80\xA9", "\\u2029"}}};
    for (const auto& [bytes, escape] : spelled) {
        for (auto at = json.find(bytes); at != std::string::npos; at = json.find(bytes, at + escape.size())) {
            json.replace(at, bytes.size(), escape);
        }
    }
    return json;
}

// Everything but the hash and the closing brace: what the hash is taken of, with the brace.
std::string lineBody(const RatingEvent& event) {
    std::string line;
    line.reserve(event.text.size() + 512);
    const auto member = [&line](const char* key, const std::string& value) {
        line += key;
        appendJsonString(line, value);
    };
    member("{\"id\":", event.id);
    member(",\"created_at\":", event.createdAt);
    member(",\"sae\":", event.saeHash);
    line += ",\"feature\":" + std::to_string(event.feature.value());
    member(",\"rater\":", event.rater);
    member(",\"kind\":", raterKindName(event.raterKind));
    member(",\"action\":", ratingActionName(event.action));
    line += ",\"score\":" + (event.score ? std::to_string(*event.score) : "null");
    member(",\"text\":", event.text);
    member(",\"target\":", event.target);
    line += event.blind ? ",\"blind\":true" : ",\"blind\":false";
    line += ",\"details\":" + withoutLineSeparators(dumpJson(event.details));
    return line;
}

std::int64_t nowMilliseconds() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

std::string timeText(std::int64_t milliseconds) {
    using namespace std::chrono;
    const sys_time<std::chrono::milliseconds> time{std::chrono::milliseconds(milliseconds)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[80];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

}  // namespace

const char* ratingActionName(RatingAction action) {
    for (const auto& [value, name] : actionNames) {
        if (value == action) {
            return name;
        }
    }
    return "rate";
}

Result<RatingAction> ratingActionFromName(const std::string& name) {
    for (const auto& [value, known] : actionNames) {
        if (name == known) {
            return value;
        }
    }
    return fail(ErrorCode::InvalidInput, "There is no rating action \"" + name + "\".",
                "A newer version of Saferscope may know it: update this one.");
}

const char* raterKindName(RaterKind kind) { return kind == RaterKind::Human ? "human" : "judge"; }

Result<RaterKind> raterKindFromName(const std::string& name) {
    if (name == "human" || name == "judge") {
        return name == "human" ? RaterKind::Human : RaterKind::Judge;
    }
    return fail(ErrorCode::InvalidInput, "A rater is \"human\" or \"judge\", not \"" + name + "\".");
}

std::string ratingLine(const RatingEvent& event) {
    std::string line = lineBody(event);
    const std::string hash = sha256Hex(line + '}');
    return line + ",\"hash\":\"" + hash + "\"}";
}

std::string ratingHash(const RatingEvent& event) { return sha256Hex(lineBody(event) + '}'); }

std::string newRatingId() {
    std::random_device device;
    std::string id;
    for (int word = 0; word < 4; ++word) {
        char text[9];
        std::snprintf(text, sizeof text, "%08x", static_cast<unsigned>(device()));
        id += text;
    }
    return id;
}

std::string ratingTimestamp(const std::string& after) {
    std::int64_t time = nowMilliseconds();
    if (const auto earlier = ratingMilliseconds(after)) {
        time = std::max(time, *earlier + 1);
    }
    std::string text = timeText(time);
    // Only when somebody dated an event to the very end of time.
    return text < ratingTimeEnd ? text : timeText(nowMilliseconds());
}

bool ratingBefore(const RatingEvent& a, const RatingEvent& b) {
    return std::tie(a.createdAt, a.id) < std::tie(b.createdAt, b.id);
}

}  // namespace saferscope
