// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/intervention.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <initializer_list>
#include <utility>

namespace saferscope {

namespace {

constexpr std::array<std::pair<FeatureOperation, const char*>, 4> operations = {{
    {FeatureOperation::Ablate, "ablate"},
    {FeatureOperation::Scale, "scale"},
    {FeatureOperation::Clamp, "clamp"},
    {FeatureOperation::Add, "add"},
}};

const std::string positionHint =
    "Positions are all, response, sentence-ends, prompt, chosen, rejected and A:B, joined by commas, or none alone.";

/// nullopt for an empty text; fails on anything but a whole number.
Result<std::optional<std::int64_t>> bound(std::string_view text, const std::string& whole) {
    if (text.empty()) {
        return std::optional<std::int64_t>();
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) {
        return fail(ErrorCode::Usage, "\"" + whole + "\" is no range of tokens.", "Write it as 3:10, :5 or -4:.");
    }
    return std::optional(value);
}

Status takeWord(std::string_view word, PositionChoice& positions, bool& side) {
    const std::string text(word);
    if (text == "response") {
        positions.responseOnly = true;
    } else if (text == "sentence-ends") {
        positions.sentenceEndsOnly = true;
    } else if (text == "prompt" || text == "chosen" || text == "rejected") {
        if (!side) {
            positions.prompt = positions.chosen = positions.rejected = false;
            side = true;
        }
        (text == "prompt" ? positions.prompt : text == "chosen" ? positions.chosen : positions.rejected) = true;
    } else if (const auto colon = word.find(':'); colon != std::string_view::npos) {
        if (positions.range) {
            return fail(ErrorCode::Usage, "Two ranges of tokens are given.", "Give one range, such as 3:10.");
        }
        const auto begin = bound(word.substr(0, colon), text);
        const auto end = bound(word.substr(colon + 1), text);
        if (!begin || !end) {
            return begin ? failure(end) : failure(begin);
        }
        positions.range = TokenRange{begin->value_or(0), *end};
    } else if (text != "all") {
        return fail(ErrorCode::Usage, "\"" + text + "\" is no choice of positions.", positionHint);
    }
    return {};
}

Json toJson(const PositionChoice& positions) { return positionText(positions); }

/// null is what a number that is not finite is written as: never a missing one.
Result<double> finiteNumber(const Json& json, const char* key, double fallback, const std::string& where) {
    const auto it = json.find(key);
    if (it != json.end() && it->is_null()) {
        return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is not a finite number.");
    }
    auto value = jsonMemberOr<double>(json, key, fallback, where);
    if (value && !std::isfinite(*value)) {
        return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is not a finite number.");
    }
    return value;
}

/// A misspelt member would be a change that is not made, without a word.
Status onlyMembers(const Json& json, std::initializer_list<std::string_view> known, const std::string& where) {
    if (!json.is_object()) {
        return fail(ErrorCode::InvalidInput, where + " is not a JSON object.");
    }
    for (const auto& [key, value] : json.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" means nothing here.",
                        "Check how it is spelt.");
        }
    }
    return {};
}

Result<FeatureChange> changeFromJson(const Json& json, const std::string& where) {
    if (auto known = onlyMembers(json, {"feature", "op", "value"}, where); !known) {
        return failure(known);
    }
    // A plain conversion would cut 3.7 to 3.
    const auto it = json.find("feature");
    if (it != json.end() && !it->is_number_integer()) {
        return fail(ErrorCode::InvalidInput, where + ": \"feature\" is not the number of a feature.");
    }
    const auto feature = jsonMember<std::int64_t>(json, "feature", where);
    const auto name = jsonMemberOr<std::string>(json, "op", "ablate", where);
    const auto value = finiteNumber(json, "value", 0.0, where);
    if (!feature || !name || !value) {
        return !feature ? failure(feature) : !name ? failure(name) : failure(value);
    }
    if (*feature < 0 || *feature > 0xFFFFFFFFll) {
        return fail(ErrorCode::InvalidInput, where + ": \"feature\" is not the number of a feature.");
    }
    const auto operation = featureOperationFromName(*name);
    if (!operation) {
        return fail(ErrorCode::InvalidInput, where + ": " + operation.error().message, operation.error().hint);
    }
    if (*operation != FeatureOperation::Ablate && !json.contains("value")) {
        return fail(ErrorCode::InvalidInput, where + ": \"" + *name + "\" has no \"value\".",
                    "Only ablate goes without one.");
    }
    return FeatureChange{FeatureId(static_cast<std::uint32_t>(*feature)), *operation, *value};
}

Result<AddedDirection> directionFromJson(const Json& json, const std::string& where) {
    if (auto known = onlyMembers(json, {"name", "coefficient", "values"}, where); !known) {
        return failure(known);
    }
    auto name = jsonMemberOr<std::string>(json, "name", {}, where);
    auto values = jsonMember<std::vector<float>>(json, "values", where);
    const auto coefficient = finiteNumber(json, "coefficient", 1.0, where);
    if (!name || !values || !coefficient) {
        return !name ? failure(name) : !values ? failure(values) : failure(coefficient);
    }
    // 1e39 is finite as a number of the file but not as a float.
    if (!std::all_of(values->begin(), values->end(), [](float value) { return std::isfinite(value); })) {
        return fail(ErrorCode::InvalidInput, where + ": \"values\" holds a number that is not finite.");
    }
    return AddedDirection{std::move(*name), std::move(*values), *coefficient};
}

/// The shortest text that reads back as the same number.
std::string numberText(double value) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

/// The members of the array `key`, each read by `read`.
template <class T, class Read>
Result<std::vector<T>> arrayOf(const Json& json, const char* key, const std::string& where, const Read& read) {
    std::vector<T> items;
    const auto it = json.find(key);
    if (it == json.end()) {
        return items;
    }
    if (!it->is_array()) {
        return fail(ErrorCode::InvalidInput, where + ": \"" + key + "\" is not a list.");
    }
    for (const Json& item : *it) {
        auto value = read(item, where + ", " + key + " " + std::to_string(items.size() + 1));
        if (!value) {
            return failure(value);
        }
        items.push_back(std::move(*value));
    }
    return items;
}

}  // namespace

const char* featureOperationName(FeatureOperation operation) {
    for (const auto& [value, name] : operations) {
        if (value == operation) {
            return name;
        }
    }
    return "";
}

Result<FeatureOperation> featureOperationFromName(const std::string& name) {
    for (const auto& [value, known] : operations) {
        if (name == known) {
            return value;
        }
    }
    return fail(ErrorCode::Usage, "\"" + name + "\" is nothing that can be done to a feature.",
                "Operations are ablate, scale, clamp and add.");
}

std::string positionText(const PositionChoice& positions) {
    std::string text;
    const auto add = [&text](const std::string& word) { text += (text.empty() ? "" : ",") + word; };
    if (!positions.prompt && !positions.chosen && !positions.rejected) {
        return "none";
    }
    if (!positions.prompt || !positions.chosen || !positions.rejected) {
        for (const auto& [on, name] : {std::pair{positions.prompt, "prompt"}, std::pair{positions.chosen, "chosen"},
                                       std::pair{positions.rejected, "rejected"}}) {
            if (on) {
                add(name);
            }
        }
    }
    if (positions.responseOnly) {
        add("response");
    }
    if (positions.sentenceEndsOnly) {
        add("sentence-ends");
    }
    if (positions.range) {
        const auto& [begin, end] = *positions.range;
        add(std::to_string(begin) + ":" + (end ? std::to_string(*end) : std::string()));
    }
    return text.empty() ? "all" : text;
}

Result<PositionChoice> positionsFromText(const std::string& text) {
    PositionChoice positions;
    if (text == "none") {
        positions.prompt = positions.chosen = positions.rejected = false;
        return positions;
    }
    bool side = false;
    std::size_t begin = 0;
    while (begin <= text.size()) {
        const std::size_t comma = std::min(text.find(',', begin), text.size());
        if (auto taken = takeWord(std::string_view(text).substr(begin, comma - begin), positions, side); !taken) {
            return failure(taken);
        }
        begin = comma + 1;
    }
    return positions;
}

Json toJson(const Intervention& intervention) {
    Json json = {{"positions", toJson(intervention.positions)}, {"changes", Json::array()}};
    for (const FeatureChange& change : intervention.changes) {
        Json item = {{"feature", change.feature.value()}, {"op", featureOperationName(change.operation)}};
        if (change.operation != FeatureOperation::Ablate) {
            item["value"] = change.value;
        }
        json["changes"].push_back(std::move(item));
    }
    for (const AddedDirection& direction : intervention.directions) {
        json["directions"].push_back(
            {{"name", direction.name}, {"coefficient", direction.coefficient}, {"values", direction.values}});
    }
    if (intervention.ablateOthers) {
        json["ablate_others"] = true;
    }
    if (intervention.dropError) {
        json["drop_error"] = true;
    }
    return json;
}

Result<Intervention> interventionFromJson(const Json& json, const std::string& where) {
    Intervention intervention;
    if (auto known = onlyMembers(json, {"positions", "changes", "directions", "ablate_others", "drop_error"}, where);
        !known) {
        return failure(known);
    }
    const auto positions = jsonMemberOr<std::string>(json, "positions", "all", where);
    const auto others = jsonMemberOr<bool>(json, "ablate_others", false, where);
    const auto drop = jsonMemberOr<bool>(json, "drop_error", false, where);
    if (!positions || !others || !drop) {
        return !positions ? failure(positions) : !others ? failure(others) : failure(drop);
    }
    const auto choice = positionsFromText(*positions);
    if (!choice) {
        return fail(ErrorCode::InvalidInput, where + ": " + choice.error().message, choice.error().hint);
    }
    auto changes = arrayOf<FeatureChange>(json, "changes", where, changeFromJson);
    auto directions = arrayOf<AddedDirection>(json, "directions", where, directionFromJson);
    if (!changes || !directions) {
        return changes ? failure(directions) : failure(changes);
    }
    intervention.positions = *choice;
    intervention.ablateOthers = *others;
    intervention.dropError = *drop;
    intervention.changes = std::move(*changes);
    intervention.directions = std::move(*directions);
    // Features named twice; whether they exist is for who knows the SAE.
    if (auto checked = checkIntervention({intervention.changes, {}, false, false, {}}, std::int64_t{1} << 32, 0);
        !checked) {
        return fail(ErrorCode::InvalidInput, where + ": " + checked.error().message, checked.error().hint);
    }
    return intervention;
}

std::string describeIntervention(const Intervention& intervention) {
    std::string text;
    const auto add = [&text](const std::string& part) { text += (text.empty() ? "" : ", ") + part; };
    constexpr std::size_t shown = 3;
    for (std::size_t i = 0; i < intervention.changes.size(); ++i) {
        if (i == shown && intervention.changes.size() > shown + 1) {
            add(std::to_string(intervention.changes.size() - shown) + " others");
            break;
        }
        const FeatureChange& change = intervention.changes[i];
        const std::string feature = std::to_string(change.feature.value());
        const std::string number = numberText(change.value);
        switch (change.operation) {
            case FeatureOperation::Ablate:
                add("ablate " + feature);
                break;
            case FeatureOperation::Scale:
                add("scale " + feature + " by " + number);
                break;
            case FeatureOperation::Clamp:
                add("clamp " + feature + " to " + number);
                break;
            case FeatureOperation::Add:
                add("add " + number + " to " + feature);
                break;
        }
    }
    for (const AddedDirection& direction : intervention.directions) {
        add("add direction " + direction.name);
    }
    if (intervention.ablateOthers) {
        add("ablate all others");
    }
    if (intervention.dropError) {
        add("reconstruction only");
    }
    if (text.empty()) {
        return "no change";
    }
    const std::string positions = positionText(intervention.positions);
    return positions == "all" ? text : text + "; at " + positions;
}

}  // namespace saferscope
