// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/feature_set.h"

#include <cmath>
#include <optional>
#include <set>

namespace saferscope {

namespace {

constexpr std::size_t maxMembers = 4'000'000;  // more latents than any SAE has: a bound for files of others

// get<std::uint32_t>() would take -1, 4.7 and 2^32 + 4.
std::optional<std::uint32_t> wholeNumber(const Json& json, std::uint64_t largest) {
    const bool negative = json.is_number_integer() && !json.is_number_unsigned() && json.get<std::int64_t>() < 0;
    if (!json.is_number_integer() || negative || json.get<std::uint64_t>() > largest) {
        return std::nullopt;
    }
    return json.get<std::uint32_t>();
}

Result<FeatureId> featureFrom(const Json& json, const std::string& where) {
    const auto number = wholeNumber(json, 0xFFFF'FFFFu);
    if (!number) {
        return fail(ErrorCode::InvalidInput, where + " names a feature that is not a number.");
    }
    return FeatureId(*number);
}

Result<FeatureSet::Member> memberFrom(const Json& json, const std::string& where) {
    const auto id = json.is_object() ? json.find("feature") : json.end();
    if (!json.is_object() || id == json.end()) {
        return fail(ErrorCode::InvalidInput, where + " has a member without a feature.");
    }
    const auto feature = featureFrom(*id, where);
    const auto contrast = jsonMemberOr<double>(json, "contrast", 0.0, where);
    const auto byHand = jsonMemberOr<bool>(json, "by_hand", false, where);
    if (!feature || !contrast || !byHand) {
        return tl::unexpected(!feature ? feature.error() : !contrast ? contrast.error() : byHand.error());
    }
    if (!std::isfinite(*contrast)) {
        return fail(ErrorCode::InvalidInput, where + " has a contrast that is not finite.");
    }
    return FeatureSet::Member{*feature, *contrast, *byHand};
}

Status readMembers(const Json& json, FeatureSet& set, const std::string& where) {
    const auto members = json.find("members");
    const auto removed = json.find("removed_by_hand");
    if (members == json.end() || !members->is_array() || members->size() > maxMembers) {
        return fail(ErrorCode::InvalidInput, where + " has no list of members.");
    }
    if (removed != json.end() && (!removed->is_array() || removed->size() > maxMembers)) {
        return fail(ErrorCode::InvalidInput, where + ": \"removed_by_hand\" is not a list.");
    }
    std::set<FeatureId> seen;
    for (const auto& entry : *members) {
        const auto member = memberFrom(entry, where);
        if (!member) {
            return failure(member);
        }
        if (!seen.insert(member->feature).second) {
            return fail(ErrorCode::InvalidInput,
                        where + " names the feature " + std::to_string(member->feature.value()) + " twice.");
        }
        set.members.push_back(*member);
    }
    for (const auto& entry : removed == json.end() ? Json::array() : *removed) {
        const auto feature = featureFrom(entry, where);
        if (!feature) {
            return failure(feature);
        }
        set.removedByHand.push_back(*feature);
    }
    return {};
}

}  // namespace

Json toJson(const FeatureSet& set) {
    Json json = {{"version", 1},
                 {"name", set.name},
                 {"sae", set.saeHash},
                 {"index", set.indexHash},
                 {"scope", set.scope},
                 {"rule", set.rule},
                 {"top", set.top},
                 {"measure", set.measure},
                 {"created_at", set.createdAt},
                 {"provenance", set.provenance}};
    json["members"] = Json::array();
    for (const auto& member : set.members) {
        Json entry = {{"feature", member.feature.value()}, {"contrast", member.contrast}};
        if (member.byHand) {
            entry["by_hand"] = true;
        }
        json["members"].push_back(std::move(entry));
    }
    json["removed_by_hand"] = Json::array();
    for (const auto feature : set.removedByHand) {
        json["removed_by_hand"].push_back(feature.value());
    }
    return json;
}

Result<FeatureSet> featureSetFromJson(const Json& json, const std::string& where) {
    const auto version = jsonMember<int>(json, "version", where);
    if (!version) {
        return failure(version);
    }
    if (*version != 1) {
        return fail(ErrorCode::InvalidInput,
                    where + " is a feature set of version " + std::to_string(*version) + "; this program reads 1.",
                    "Update Saferscope.");
    }
    FeatureSet set;
    const std::pair<const char*, std::string*> texts[] = {
        {"name", &set.name}, {"sae", &set.saeHash},     {"index", &set.indexHash},     {"scope", &set.scope},
        {"rule", &set.rule}, {"measure", &set.measure}, {"created_at", &set.createdAt}};
    for (const auto& [key, text] : texts) {
        auto value = jsonMember<std::string>(json, key, where);
        if (!value) {
            return failure(value);
        }
        *text = std::move(*value);
    }
    if (const auto top = json.find("top"); top != json.end()) {
        const auto number = wholeNumber(*top, maxMembers);
        if (!number) {
            return fail(ErrorCode::InvalidInput, where + ": \"top\" is not a number of features.");
        }
        set.top = *number;
    }
    if (auto read = readMembers(json, set, where); !read) {
        return failure(read);
    }
    if (const auto it = json.find("provenance"); it != json.end()) {
        if (!it->is_object()) {
            return fail(ErrorCode::InvalidInput, where + ": \"provenance\" is not an object.");
        }
        set.provenance = *it;
    }
    return set;
}

}  // namespace saferscope
