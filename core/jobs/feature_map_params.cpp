// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/feature_map_params.h"

namespace saferscope {

Json toJson(const FeatureMapParams& params) {
    return {{"sae", params.sae.string()},
            {"index", params.index.string()},
            {"sae_hash", params.saeHash},
            {"perplexity", params.perplexity}};
}

Result<FeatureMapParams> featureMapParamsFromJson(const Json& json) {
    const std::string where = "The parameters of the map";
    const auto sae = jsonMember<std::string>(json, "sae", where);
    const auto index = jsonMember<std::string>(json, "index", where);
    auto hash = jsonMember<std::string>(json, "sae_hash", where);
    const auto perplexity = jsonMember<double>(json, "perplexity", where);
    if (!sae || !index || !hash) {
        return !sae ? failure(sae) : !index ? failure(index) : failure(hash);
    }
    if (!perplexity) {
        return failure(perplexity);
    }
    if (!(*perplexity >= 2.0 && *perplexity <= 200.0)) {
        return fail(ErrorCode::InvalidInput, "The perplexity of a map lies between 2 and 200.",
                    "30 suits most; larger values show fewer, larger families.");
    }
    return FeatureMapParams{*sae, *index, std::move(*hash), *perplexity};
}

}  // namespace saferscope
