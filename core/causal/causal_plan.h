// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/controls.h"
#include "core/causal/intervention.h"

#include <string>
#include <vector>

namespace saferscope {

/// What an arm of a causal run is for. The report puts arms of a kind together.
enum class ArmKind {
    Set,             ///< the whole set ablated: is it necessary?
    Only,            ///< everything but the set ablated: is it sufficient?
    Reconstruction,  ///< the SAE's reconstruction alone: how much of the model does the SAE hold?
    Dose,            ///< the set scaled by `dose`
    Feature,         ///< one feature ablated
    RandomControl,   ///< a set drawn at random ablated
    DensityControl,  ///< a set that fires about as often ablated
    Custom,          ///< any other intervention: a steering profile, something kept from the window
};
const char* armKindName(
    ArmKind kind);  ///< "set", "only", "reconstruction", "dose", "feature", "random", "density", "custom"
Result<ArmKind> armKindFromName(const std::string& name);

struct CausalArm {
    std::string name;  ///< unique in the plan
    ArmKind kind = ArmKind::Custom;
    double dose = 0.0;  ///< Dose: the factor
    Intervention intervention;
};

/// Everything a causal run measures, spelled out: nothing is drawn or decided while it runs.
struct CausalPlan {
    std::string setName;  ///< for people; empty = features typed by hand
    std::vector<FeatureId> set;
    PositionChoice positions;
    std::vector<CausalArm> arms;
    /// "", or the method whose guess is compared with the measured effect of every Feature arm ("gradient",
    /// "integrated-gradients"; core/causal/attribution.h).
    std::string attribution;
    std::int64_t attributionSteps = 16;
    std::uint64_t seed = 1;      ///< of the controls
    std::uint64_t maxPairs = 0;  ///< first so many pairs; 0 = all
    std::string suite = "auto";  ///< how subsets make sections (core/experiments/suite.h)
};
/// An arm that only ablates features where the plan says is written as {"ablate": [numbers]}, any other with its whole
/// "intervention"; either spelling is read. Runs keep their plan in spec.json, which every list of runs reads.
Json toJson(const CausalPlan& plan);
Result<CausalPlan> causalPlanFromJson(const Json& json, const std::string& where);

/// What people ask for; makeCausalPlan spells it out.
struct CausalRequest {
    std::string setName;
    std::vector<FeatureId> set;
    PositionChoice positions;
    bool necessity = true;
    bool sufficiency = true;
    bool reconstruction = true;
    std::vector<double> doses = {0.0, 0.25, 0.5, 0.75, 1.25, 1.5, 2.0, 3.0};
    std::vector<FeatureId> features;  ///< measured one by one (duplicates are dropped)
    std::uint32_t randomControls = 200;
    std::uint32_t densityControls = 200;
    std::vector<CausalArm> custom;
    std::string attribution = "gradient";
    std::int64_t attributionSteps = 16;
    std::uint64_t seed = 1;
    std::uint64_t maxPairs = 0;
    std::string suite = "auto";
};
/// `density` per feature, of the positions where the changes are made; needed for controls only.
Result<CausalPlan> makeCausalPlan(const CausalRequest& request, std::span<const double> density);

}  // namespace saferscope
