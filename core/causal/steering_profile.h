// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/intervention.h"

namespace saferscope {

/// An intervention that is kept by name to be applied to a model: repair without retraining.
struct SteeringProfile {
    std::string name;
    std::string saeHash;     ///< whose features it names
    std::int64_t layer = 0;  ///< residual stream it changes
    std::string modelHash;   ///< the model it was made for; others may take it, with a remark. May be empty
    std::string createdAt;   ///< UTC
    std::string note;        ///< people's own words
    Intervention intervention;
    Json provenance = Json::object();  ///< how it was found: feature set, fit on which pairs, what it measured
};
Json toJson(const SteeringProfile& profile);  ///< with "format": "saferscope-steering", "version": 1
Result<SteeringProfile> steeringProfileFromJson(const Json& json, const std::string& where);

}  // namespace saferscope
