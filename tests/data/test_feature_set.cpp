// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/feature_set.h"
#include "tests/support/check.h"

using namespace saferscope;

namespace {

FeatureSet example() {
    FeatureSet set;
    set.name = "kept";
    set.saeHash = "sae";
    set.indexHash = "index";
    set.scope = "sentence-ends";
    set.rule = "llm >= 4";
    set.top = 32;
    set.measure = "contrast";
    set.createdAt = "2026-07-26T09:30:12Z";
    set.members = {{FeatureId(9), -0.25, false}, {FeatureId(4294967295u), 0.125, true}};
    set.removedByHand = {FeatureId(3)};
    set.provenance = {{"judge", "gpt-4o"}, {"candidates", 256}};
    return set;
}

}  // namespace

TEST(feature_sets_come_back_as_they_went_in) {
    const Json json = toJson(example());
    const auto parsed = parseJson(dumpJson(json), "it");
    const auto set = featureSetFromJson(*parsed, "it");
    CHECK_OK(set);
    CHECK(toJson(*set) == json);
    CHECK_EQ(set->members.size(), 2u);
    CHECK(set->members[1].byHand);
    CHECK(set->members[1].feature == FeatureId(4294967295u));
    CHECK_EQ(set->members[0].contrast, -0.25);
    CHECK_EQ(set->top, 32u);
    CHECK(set->removedByHand == std::vector<FeatureId>{FeatureId(3)});
}

TEST(feature_sets_that_make_no_sense_are_refused) {
    const auto refused = [](const Json& json) { return !featureSetFromJson(json, "it"); };
    CHECK(refused(Json::array()));
    CHECK(refused(Json::object()));
    const std::pair<const char*, Json> wrong[] = {{"version", 2},
                                                  {"name", 7},
                                                  {"top", -1},
                                                  {"members", 7},
                                                  {"members", {7}},
                                                  {"members", {{{"contrast", 1}}}},
                                                  {"members", {{{"feature", -1}}}},
                                                  {"members", {{{"feature", 4294967296u}}}},
                                                  {"members", {{{"feature", 1}}, {{"feature", 1}}}},
                                                  {"members", {{{"feature", 1}, {"contrast", "x"}}}},
                                                  {"removed_by_hand", 7},
                                                  {"removed_by_hand", {-1}},
                                                  {"provenance", 7}};
    for (const auto& [key, value] : wrong) {
        Json json = toJson(example());
        json[key] = value;
        if (!refused(json)) {
            throw check::Failure(std::string("accepted: ") + dumpJson(json), __FILE__, __LINE__);
        }
    }
    Json json = toJson(example());
    json["members"][0]["contrast"] = std::nan("");
    CHECK(refused(json));
}
