// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/steering_profile.h"
#include "tests/support/check.h"

using namespace saferscope;

namespace {

SteeringProfile someProfile() {
    SteeringProfile profile;
    profile.name = "less flattery";
    profile.saeHash = "abc";
    profile.layer = 3;
    profile.modelHash = "def";
    profile.createdAt = "2026-07-26T09:30:12Z";
    profile.note = "First try";
    profile.intervention = changeAll({FeatureId(4), FeatureId(9)}, FeatureOperation::Scale, 0.1);
    profile.intervention.positions.sentenceEndsOnly = true;
    profile.intervention.directions = {{"up", {0.5f, -1.25f}, 2.0}};
    profile.provenance = {{"feature_set", "kept"}};
    return profile;
}

}  // namespace

TEST(profiles_survive_json) {
    const SteeringProfile profile = someProfile();
    const auto parsed = parseJson(dumpJson(toJson(profile)), "profile");
    CHECK_OK(parsed);
    const auto read = steeringProfileFromJson(*parsed, "profile");
    CHECK_OK(read);
    CHECK_EQ(read->name, profile.name);
    CHECK_EQ(read->layer, 3);
    CHECK_EQ(read->note, profile.note);
    CHECK(read->intervention == profile.intervention);
    CHECK(toJson(*read) == toJson(profile));
}

TEST(damaged_profiles_are_refused) {
    const Json json = toJson(someProfile());
    for (const auto& item : json.items()) {
        if (item.key() == "provenance") {
            continue;
        }
        Json bad = json;
        bad.erase(item.key());
        CHECK(!steeringProfileFromJson(bad, "profile"));
        bad[item.key()] = Json::array({1});
        CHECK(!steeringProfileFromJson(bad, "profile"));
    }
    Json bad = json;
    bad["provenance"] = 3;
    CHECK(!steeringProfileFromJson(bad, "profile"));
    bad = json;
    bad["version"] = 2;
    CHECK(steeringProfileFromJson(bad, "profile").error().hint.find("newer") != std::string::npos);
    bad = json;
    bad["layer"] = -1;
    CHECK(!steeringProfileFromJson(bad, "profile"));
    bad = json;
    bad["intervention"]["changes"][1]["feature"] = 4;  // named twice
    CHECK(!steeringProfileFromJson(bad, "profile"));
    CHECK(!steeringProfileFromJson("text", "profile"));
}
