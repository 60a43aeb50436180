// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/steering_profile.h"

#include "core/causal/strict_json.h"

namespace saferscope {

namespace {

constexpr const char* formatName = "saferscope-steering";

}  // namespace

Json toJson(const SteeringProfile& profile) {
    return {{"format", formatName},
            {"version", 1},
            {"name", profile.name},
            {"sae_hash", profile.saeHash},
            {"layer", profile.layer},
            {"model_hash", profile.modelHash},
            {"created_at", profile.createdAt},
            {"note", profile.note},
            {"intervention", toJson(profile.intervention)},
            {"provenance", profile.provenance}};
}

Result<SteeringProfile> steeringProfileFromJson(const Json& json, const std::string& where) {
    if (auto known = strict::format(json, formatName, 1, where); !known) {
        return failure(known);
    }
    SteeringProfile profile;
    strict::Reader reader(json, where);
    reader.text("name", profile.name);
    reader.text("sae_hash", profile.saeHash);
    reader.whole("layer", profile.layer);
    reader.text("model_hash", profile.modelHash);
    reader.text("created_at", profile.createdAt);
    reader.text("note", profile.note);
    reader.require(!profile.name.empty(), "the profile has no name.");
    reader.require(!profile.saeHash.empty(), "the profile does not say whose features it names (\"sae_hash\").");
    if (reader.status()) {
        reader.require(json.contains("intervention"), "\"intervention\" is missing.");
    }
    if (!reader.status()) {
        return failure(reader.status());
    }
    auto intervention = interventionFromJson(json["intervention"], where);
    if (!intervention) {
        return failure(intervention);
    }
    profile.intervention = std::move(*intervention);
    profile.provenance = json.value("provenance", Json::object());
    if (!profile.provenance.is_object()) {
        return strict::refuse(where, "provenance", "an object");
    }
    return profile;
}

}  // namespace saferscope
