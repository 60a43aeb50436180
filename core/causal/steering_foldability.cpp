// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/steering_fold.h"

namespace saferscope {

namespace {

constexpr const char* useInstead = "Apply it with `safer evaluate --steer`.";

tl::unexpected<Error> cannot(const std::string& why) { return fail(ErrorCode::InvalidInput, why, useInstead); }

}  // namespace

Status foldability(const SteeringProfile& profile) {
    const Intervention& intervention = profile.intervention;
    if (!intervention.changes.empty() || intervention.ablateOthers) {
        return cannot(
            "It changes features, and whether and how strongly a feature fires depends on the token; no constant "
            "weight does that.");
    }
    if (intervention.dropError) {
        return cannot("It replaces the activations by the SAE's reconstruction, which no constant weight does.");
    }
    if (!intervention.directions.empty() && !(intervention.positions == PositionChoice{})) {
        return cannot("It is applied at some tokens only (" + positionText(intervention.positions) +
                      "), but a weight acts at all of them.");
    }
    return {};
}

std::vector<float> foldedVector(const SteeringProfile& profile) {
    std::vector<double> sum;
    for (const AddedDirection& direction : profile.intervention.directions) {
        sum.resize(std::max(sum.size(), direction.values.size()), 0.0);
        for (std::size_t i = 0; i < direction.values.size(); ++i) {
            sum[i] += direction.coefficient * static_cast<double>(direction.values[i]);
        }
    }
    return {sum.begin(), sum.end()};
}

}  // namespace saferscope
