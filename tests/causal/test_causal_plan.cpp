// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/causal_plan.h"
#include "tests/support/check.h"

#include <limits>
#include <set>

using namespace saferscope;

namespace {

const std::vector<double> density(400, 0.02);

CausalRequest someRequest() {
    CausalRequest request;
    request.setName = "kept";
    request.set = {FeatureId(5), FeatureId(2), FeatureId(5)};
    request.positions.responseOnly = true;
    request.features = {FeatureId(2), FeatureId(9), FeatureId(2)};
    request.doses = {2.0, 0.5, 0.5, 0.0};
    request.randomControls = 3;
    request.densityControls = 4;
    return request;
}

std::vector<const CausalArm*> ofKind(const CausalPlan& plan, ArmKind kind) {
    std::vector<const CausalArm*> arms;
    for (const CausalArm& arm : plan.arms) {
        if (arm.kind == kind) {
            arms.push_back(&arm);
        }
    }
    return arms;
}

}  // namespace

TEST(a_request_is_spelled_out) {
    CausalRequest request = someRequest();
    request.custom = {{"mine", ArmKind::Custom, 0.0, changeAll({FeatureId(7)}, FeatureOperation::Add, 2.0)}};
    const auto plan = makeCausalPlan(request, density);
    CHECK_OK(plan);
    std::vector<std::string> names;
    for (const CausalArm& arm : plan->arms) {
        names.push_back(arm.name);
        CHECK(arm.kind == ArmKind::Custom || arm.intervention.positions.responseOnly);
    }
    const std::vector<std::string> expected = {
        "set",       "only the set", "reconstruction", "dose 0",    "dose 0.5",  "dose 2",   "mine",     "feature 2",
        "feature 9", "density 1",    "density 2",      "density 3", "density 4", "random 1", "random 2", "random 3"};
    CHECK(names == expected);
    CHECK_EQ(plan->set.size(), 2u);
    CHECK_EQ(plan->attribution, "gradient");

    const Intervention& set = plan->arms[0].intervention;
    CHECK_EQ(set.changes.size(), 2u);
    CHECK(set.changes[0].operation == FeatureOperation::Ablate && !set.ablateOthers && !set.dropError);
    const Intervention& only = plan->arms[1].intervention;
    CHECK(only.ablateOthers && !only.dropError);
    CHECK(only.changes[1] == (FeatureChange{FeatureId(2), FeatureOperation::Scale, 1.0}));
    const Intervention& reconstruction = plan->arms[2].intervention;
    CHECK(reconstruction.dropError && reconstruction.changes.empty() && !reconstruction.ablateOthers);
    CHECK_EQ(plan->arms[4].dose, 0.5);
    CHECK_EQ(plan->arms[4].intervention.changes[0].value, 0.5);
    CHECK_EQ(ofKind(*plan, ArmKind::DensityControl).size(), 4u);
    CHECK_EQ(ofKind(*plan, ArmKind::RandomControl)[0]->intervention.changes.size(), 2u);
}

TEST(only_what_was_asked_for) {
    CausalRequest request;
    request.necessity = request.sufficiency = request.reconstruction = false;
    request.doses.clear();
    request.randomControls = request.densityControls = 0;
    CHECK(!makeCausalPlan(request, {}));  // nothing at all
    request.features = {FeatureId(3)};
    const auto plan = makeCausalPlan(request, {});
    CHECK_OK(plan);
    CHECK_EQ(plan->arms.size(), 1u);
    request.features.clear();
    request.reconstruction = true;  // needs no set
    CHECK_OK(makeCausalPlan(request, {}));
    CHECK_EQ(makeCausalPlan(request, {})->attribution, "");  // nothing to compare it with
}

TEST(senseless_requests_are_refused) {
    CausalRequest request = someRequest();
    request.set.clear();
    CHECK(!makeCausalPlan(request, density));
    request = someRequest();
    request.doses = {std::numeric_limits<double>::infinity()};
    CHECK(!makeCausalPlan(request, density));
    request = someRequest();
    request.attribution = "magic";
    CHECK(!makeCausalPlan(request, density));
    request = someRequest();
    request.suite = "magic";
    CHECK(!makeCausalPlan(request, density));
    request = someRequest();
    CHECK(!makeCausalPlan(request, std::vector<double>(400, 0.0)));  // no living feature
    request.custom = {{"set", ArmKind::Custom, 0.0, {}}};
    CHECK(!makeCausalPlan(request, density));  // a name twice
}

TEST(plans_survive_json_and_damaged_ones_do_not) {
    const auto plan = makeCausalPlan(someRequest(), density);
    CHECK_OK(plan);
    const Json json = toJson(*plan);
    CHECK_OK(causalPlanFromJson(json, "plan"));  // as it is in memory, too
    const auto parsed = parseJson(dumpJson(json), "plan");
    CHECK_OK(parsed);
    const auto read = causalPlanFromJson(*parsed, "plan");
    CHECK_OK(read);
    CHECK(toJson(*read) == json);
    CHECK(read->arms[5].intervention == plan->arms[5].intervention);
    CHECK_EQ(read->arms[5].dose, 2.0);
    for (const auto& item : json.items()) {
        Json bad = json;
        bad.erase(item.key());
        CHECK(!causalPlanFromJson(bad, "plan"));
        bad[item.key()] = true;
        CHECK(!causalPlanFromJson(bad, "plan"));
    }
    const auto refuses = [&](const char* pointer, const Json& value) {
        Json bad = json;
        bad[Json::json_pointer(pointer)] = value;
        return !causalPlanFromJson(bad, "plan").has_value();
    };
    CHECK(refuses("/arms/1/name", "set"));
    CHECK(refuses("/arms/1/name", ""));
    CHECK(refuses("/arms/0/kind", "none"));
    CHECK(refuses("/arms/1/intervention/changes/0/op", "explode"));
    CHECK(refuses("/set/0", -4));
    CHECK(refuses("/set/0", 2));
    CHECK(refuses("/set/0", 4294967296));
    CHECK(refuses("/seed", 1.5));
    CHECK(refuses("/max_pairs", -1));
    CHECK(refuses("/attribution_steps", 0));
    CHECK(refuses("/positions", "somewhere"));
    CHECK(!causalPlanFromJson(Json::array(), "plan"));
}

TEST(ablations_are_kept_as_lists_and_read_in_either_spelling) {
    CausalRequest request = someRequest();
    // Looks like a control but is made elsewhere: has to keep its own positions.
    request.custom = {{"elsewhere", ArmKind::Custom, 0.0, changeAll({FeatureId(7)}, FeatureOperation::Ablate)}};
    const auto plan = makeCausalPlan(request, density);
    CHECK_OK(plan);
    const Json compact = toJson(*plan);
    Json spelled = compact;
    std::size_t lists = 0;
    for (std::size_t i = 0; i < plan->arms.size(); ++i) {
        lists += compact["arms"][i].contains("ablate") ? 1 : 0;
        CHECK(compact["arms"][i].contains("ablate") != compact["arms"][i].contains("intervention"));
        spelled["arms"][i].erase("ablate");
        spelled["arms"][i]["intervention"] = toJson(plan->arms[i].intervention);
    }
    CHECK_EQ(lists, 10u);  // the set, two features, seven controls
    for (const Json& json : {compact, spelled}) {
        const auto read = causalPlanFromJson(*parseJson(dumpJson(json), "plan"), "plan");
        CHECK_OK(read);
        CHECK_EQ(read->arms.size(), plan->arms.size());
        for (std::size_t i = 0; i < plan->arms.size(); ++i) {
            CHECK(read->arms[i].intervention == plan->arms[i].intervention);
            CHECK_EQ(read->arms[i].name, plan->arms[i].name);
        }
        CHECK(toJson(*read) == compact);
    }
    for (const Json& value : {Json::array(), Json::array({1, 1}), Json::array({-1}), Json::array({1.5}), Json(3)}) {
        Json bad = compact;
        bad["arms"][0]["ablate"] = value;
        CHECK(!causalPlanFromJson(bad, "plan"));
    }
    Json both = compact;
    both["arms"][0]["intervention"] = spelled["arms"][0]["intervention"];
    CHECK(!causalPlanFromJson(both, "plan"));
}

TEST(names_of_kinds) {
    for (const ArmKind kind : {ArmKind::Set, ArmKind::Only, ArmKind::Reconstruction, ArmKind::Dose, ArmKind::Feature,
                               ArmKind::RandomControl, ArmKind::DensityControl, ArmKind::Custom}) {
        CHECK(*armKindFromName(armKindName(kind)) == kind);
    }
    CHECK(!armKindFromName(""));
}
