// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/causal_plan.h"

#include "core/causal/strict_json.h"
#include "core/experiments/suite.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <set>
#include <unordered_set>

namespace saferscope {

namespace {

constexpr std::array<std::pair<ArmKind, const char*>, 8> kinds = {{
    {ArmKind::Set, "set"},
    {ArmKind::Only, "only"},
    {ArmKind::Reconstruction, "reconstruction"},
    {ArmKind::Dose, "dose"},
    {ArmKind::Feature, "feature"},
    {ArmKind::RandomControl, "random"},
    {ArmKind::DensityControl, "density"},
    {ArmKind::Custom, "custom"},
}};

std::string plainNumber(double value) {
    std::array<char, 32> text{};
    const auto [end, error] = std::to_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() ? std::string(text.data(), end) : std::string();
}

Status checkMethod(const std::string& name, std::int64_t steps) {
    if (!name.empty() && name != "gradient" && name != "integrated-gradients") {
        return fail(ErrorCode::Usage, "\"" + name + "\" is no method of attribution.",
                    "Methods are gradient and integrated-gradients.");
    }
    if (steps < 1 || steps > 4096) {
        return fail(ErrorCode::Usage, "Attribution takes 1 to 4096 steps.");
    }
    return {};
}

std::vector<FeatureId> withoutRepeats(const std::vector<FeatureId>& features) {
    std::vector<FeatureId> kept;
    std::unordered_set<std::uint32_t> known;
    for (const FeatureId id : features) {
        if (known.insert(id.value()).second) {
            kept.push_back(id);
        }
    }
    return kept;
}

/// The features of an arm that does no more than ablate them where the plan says; else nullopt. Most arms of most plans
/// are that, hundreds of controls among them, and a run's settings hold the whole plan.
std::optional<std::vector<FeatureId>> ablatedOnly(const CausalArm& arm, const PositionChoice& positions) {
    std::vector<FeatureId> features;
    features.reserve(arm.intervention.changes.size());
    for (const FeatureChange& change : arm.intervention.changes) {
        features.push_back(change.feature);
    }
    if (features.empty() || !(arm.intervention == changeAll(features, FeatureOperation::Ablate, 0.0, positions))) {
        return std::nullopt;
    }
    return features;
}

/// `positions` are the plan's. Arms of older plans spell every change out.
Result<CausalArm> armFromJson(const Json& json, const std::string& where, const PositionChoice& positions) {
    CausalArm arm;
    std::string kind;
    strict::Reader reader(json, where);
    reader.text("name", arm.name);
    reader.text("kind", kind);
    reader.require(!arm.name.empty(), "the arm has no name.");
    if (reader.status()) {
        reader.take(armKindFromName(kind), arm.kind);
    }
    if (arm.kind == ArmKind::Dose) {
        reader.number("dose", arm.dose);
    }
    std::vector<FeatureId> ablated;
    if (reader.status() && json.contains("ablate")) {
        reader.features("ablate", ablated);
        reader.require(!ablated.empty() && withoutRepeats(ablated).size() == ablated.size(),
                       "\"ablate\" names no feature, or one twice.");
        reader.require(!json.contains("intervention"), "\"ablate\" and \"intervention\" exclude each other.");
    } else if (reader.status()) {
        reader.require(json.contains("intervention"), "\"intervention\" is missing.");
    }
    if (!reader.status()) {
        return failure(reader.status());
    }
    if (!ablated.empty()) {
        arm.intervention = changeAll(ablated, FeatureOperation::Ablate, 0.0, positions);
        return arm;
    }
    auto intervention = interventionFromJson(json["intervention"], where);
    if (!intervention) {
        return failure(intervention);
    }
    arm.intervention = std::move(*intervention);
    return arm;
}

Status checkNames(const std::vector<CausalArm>& arms) {
    std::set<std::string> names;
    for (const CausalArm& arm : arms) {
        if (!names.insert(arm.name).second) {
            return fail(ErrorCode::InvalidInput, "Two arms of the plan are called \"" + arm.name + "\".",
                        "Give each its own name.");
        }
    }
    return {};
}

Status addControls(CausalPlan& plan, ControlKind kind, std::uint32_t sets, std::uint64_t seed,
                   std::span<const double> density) {
    if (sets == 0) {
        return {};
    }
    ControlOptions options;
    options.kind = kind;
    options.sets = sets;
    options.seed = seed;
    const auto drawn = drawControls(plan.set, density, options);
    if (!drawn) {
        return failure(drawn);
    }
    const ArmKind arm = kind == ControlKind::Density ? ArmKind::DensityControl : ArmKind::RandomControl;
    for (std::size_t i = 0; i < drawn->size(); ++i) {
        plan.arms.push_back({std::string(controlKindName(kind)) + " " + std::to_string(i + 1), arm, 0.0,
                             changeAll((*drawn)[i], FeatureOperation::Ablate, 0.0, plan.positions)});
    }
    return {};
}

Status checkRequest(const CausalRequest& request) {
    const bool ofSet = request.necessity || request.sufficiency || !request.doses.empty() ||
                       request.randomControls > 0 || request.densityControls > 0;
    if (request.set.empty() && ofSet) {
        return fail(ErrorCode::Usage, "No feature is named that could be changed.",
                    "Name a set of features, or ask for single features only.");
    }
    for (const double dose : request.doses) {
        if (!std::isfinite(dose)) {
            return fail(ErrorCode::Usage, "A dose is not a finite number.");
        }
    }
    if (const auto suite = suiteFromName(request.suite); !suite) {
        return failure(suite);
    }
    return checkMethod(request.attribution, request.attributionSteps);
}

/// What the set does as a whole: necessary, sufficient, and how much of it.
void addSetArms(CausalPlan& plan, const CausalRequest& request) {
    if (request.necessity) {
        plan.arms.push_back(
            {"set", ArmKind::Set, 0.0, changeAll(plan.set, FeatureOperation::Ablate, 0.0, plan.positions)});
    }
    if (request.sufficiency) {
        Intervention only = changeAll(plan.set, FeatureOperation::Scale, 1.0, plan.positions);
        only.ablateOthers = true;
        plan.arms.push_back({"only the set", ArmKind::Only, 0.0, std::move(only)});
    }
    if (request.reconstruction) {
        Intervention reconstruction;
        reconstruction.dropError = true;
        reconstruction.positions = plan.positions;
        plan.arms.push_back({"reconstruction", ArmKind::Reconstruction, 0.0, std::move(reconstruction)});
    }
    std::set<double> doses(request.doses.begin(), request.doses.end());
    for (const double dose : doses) {
        plan.arms.push_back({"dose " + plainNumber(dose == 0.0 ? 0.0 : dose), ArmKind::Dose, dose,
                             changeAll(plan.set, FeatureOperation::Scale, dose, plan.positions)});
    }
}

}  // namespace

const char* armKindName(ArmKind kind) {
    for (const auto& [value, name] : kinds) {
        if (value == kind) {
            return name;
        }
    }
    return "";
}

Result<ArmKind> armKindFromName(const std::string& name) {
    for (const auto& [value, known] : kinds) {
        if (name == known) {
            return value;
        }
    }
    return fail(ErrorCode::InvalidInput, "\"" + name + "\" is no kind of arm of a causal run.");
}

Json toJson(const CausalPlan& plan) {
    Json arms = Json::array();
    for (const CausalArm& arm : plan.arms) {
        Json item = {{"name", arm.name}, {"kind", armKindName(arm.kind)}};
        if (const auto ablated = ablatedOnly(arm, plan.positions)) {
            item["ablate"] = strict::features(*ablated);
        } else {
            item["intervention"] = toJson(arm.intervention);
        }
        if (arm.kind == ArmKind::Dose) {
            item["dose"] = arm.dose;
        }
        arms.push_back(std::move(item));
    }
    return {
        {"set_name", plan.setName}, {"set", strict::features(plan.set)}, {"positions", positionText(plan.positions)},
        {"arms", std::move(arms)},  {"attribution", plan.attribution},   {"attribution_steps", plan.attributionSteps},
        {"seed", plan.seed},        {"max_pairs", plan.maxPairs},        {"suite", plan.suite}};
}

Result<CausalPlan> causalPlanFromJson(const Json& json, const std::string& where) {
    CausalPlan plan;
    std::string positions;
    strict::Reader reader(json, where);
    reader.text("set_name", plan.setName);
    reader.features("set", plan.set);
    reader.text("positions", positions);
    reader.text("attribution", plan.attribution);
    reader.whole("attribution_steps", plan.attributionSteps);
    reader.count("seed", plan.seed);
    reader.count("max_pairs", plan.maxPairs);
    reader.text("suite", plan.suite);
    if (reader.status()) {
        reader.take(positionsFromText(positions), plan.positions);
    }
    reader.list("arms", plan.arms,
                [&plan](const Json& arm, const std::string& place) { return armFromJson(arm, place, plan.positions); });
    reader.require(withoutRepeats(plan.set).size() == plan.set.size(), "a feature of the set is named twice.");
    if (!reader.status()) {
        return failure(reader.status());
    }
    for (const auto& checked : {checkNames(plan.arms), checkMethod(plan.attribution, plan.attributionSteps)}) {
        if (!checked) {
            return fail(ErrorCode::InvalidInput, where + ": " + checked.error().message, checked.error().hint);
        }
    }
    if (const auto suite = suiteFromName(plan.suite); !suite) {
        return fail(ErrorCode::InvalidInput, where + ": " + suite.error().message, suite.error().hint);
    }
    return plan;
}

Result<CausalPlan> makeCausalPlan(const CausalRequest& request, std::span<const double> density) {
    if (auto checked = checkRequest(request); !checked) {
        return failure(checked);
    }
    CausalPlan plan;
    plan.setName = request.setName;
    plan.set = withoutRepeats(request.set);
    plan.positions = request.positions;
    plan.attribution = request.features.empty() ? "" : request.attribution;
    plan.attributionSteps = request.attributionSteps;
    plan.seed = request.seed;
    plan.maxPairs = request.maxPairs;
    plan.suite = request.suite;
    addSetArms(plan, request);
    plan.arms.insert(plan.arms.end(), request.custom.begin(), request.custom.end());
    for (const FeatureId id : withoutRepeats(request.features)) {
        plan.arms.push_back({"feature " + std::to_string(id.value()), ArmKind::Feature, 0.0,
                             changeAll({id}, FeatureOperation::Ablate, 0.0, plan.positions)});
    }
    // The many controls come last.
    if (auto added = addControls(plan, ControlKind::Density, request.densityControls, request.seed, density); !added) {
        return failure(added);
    }
    if (auto added = addControls(plan, ControlKind::Random, request.randomControls, request.seed, density); !added) {
        return failure(added);
    }
    if (plan.arms.empty()) {
        return fail(ErrorCode::Usage, "The plan measures nothing.", "Ask for a set, for features or for a profile.");
    }
    if (auto checked = checkNames(plan.arms); !checked) {
        return failure(checked);
    }
    return plan;
}

}  // namespace saferscope
