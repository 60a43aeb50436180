// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/intervention.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace saferscope {

bool PositionChoice::takes(Segment segment, const TokenInfo& info, std::int64_t token, std::int64_t count) const {
    if (!takes(segment) || (responseOnly && !info.response) || (sentenceEndsOnly && !info.sentenceEnd)) {
        return false;
    }
    if (!range) {
        return true;
    }
    const auto fromEnd = [count](std::int64_t at) { return at < 0 ? at + count : at; };
    return token >= fromEnd(range->begin) && (!range->end || token < fromEnd(*range->end));
}

Status checkIntervention(const Intervention& intervention, std::int64_t latents, std::int64_t width) {
    std::set<FeatureId> named;
    for (const FeatureChange& change : intervention.changes) {
        const std::string feature = std::to_string(change.feature.value());
        if (static_cast<std::int64_t>(change.feature.value()) >= latents) {
            return fail(ErrorCode::InvalidInput,
                        "There is no feature " + feature + ": the SAE has " + std::to_string(latents) + ".",
                        "Features are numbered from 0.");
        }
        if (!named.insert(change.feature).second) {
            return fail(ErrorCode::InvalidInput, "Feature " + feature + " is changed twice.",
                        "Name each feature once.");
        }
        if (change.operation != FeatureOperation::Ablate && !std::isfinite(change.value)) {
            return fail(ErrorCode::InvalidInput, "The value for feature " + feature + " is not a finite number.");
        }
    }
    for (const AddedDirection& direction : intervention.directions) {
        if (static_cast<std::int64_t>(direction.values.size()) != width) {
            return fail(ErrorCode::InvalidInput,
                        "The direction \"" + direction.name + "\" has " + std::to_string(direction.values.size()) +
                            " numbers, but the residual stream is " + std::to_string(width) + " wide.",
                        "Take a direction of this model.");
        }
        const bool finite =
            std::isfinite(direction.coefficient) && std::all_of(direction.values.begin(), direction.values.end(),
                                                                [](float value) { return std::isfinite(value); });
        if (!finite) {
            return fail(ErrorCode::InvalidInput,
                        "The direction \"" + direction.name + "\" holds a number that is not finite.");
        }
    }
    return {};
}

Intervention changeAll(const std::vector<FeatureId>& features, FeatureOperation operation, double value,
                       PositionChoice positions) {
    Intervention intervention;
    intervention.positions = positions;
    for (const FeatureId feature : features) {
        intervention.changes.push_back({feature, operation, value});
    }
    return intervention;
}

}  // namespace saferscope
