// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/json.h"

#include <string>
#include <vector>

namespace saferscope {

/// A named set of features of one SAE, with where it came from. Stored in the workspace; the pair score takes any.
struct FeatureSet {
    struct Member {
        FeatureId feature;
        double contrast = 0.0;  ///< s_i (of the measure used) when the set was made; its sign is the feature's side
        bool byHand = false;    ///< added by a person, not by the rule
    };

    std::string name;
    std::string saeHash;
    std::string indexHash;        ///< content hash of the index whose contrasts are in the members
    std::string scope;            ///< "sentence-ends" or "all-tokens"
    std::string rule;             ///< as typed (core/scoring/feature_rule.h); empty for a set made by hand
    std::uint32_t top = 0;        ///< at most so many, by |s_i|; 0 = all that the rule takes
    std::string measure;          ///< "contrast", "normalised" or "effect": what `top` and the members' contrasts go by
    std::string createdAt;        ///< UTC
    std::vector<Member> members;  ///< by falling |contrast|, ties by id
    std::vector<FeatureId> removedByHand;  ///< taken by the rule and thrown out by a person
    /// judge (name), ratings (digest of the log), candidates, raters: enough to say whether the set is still current.
    Json provenance = Json::object();
};
Json toJson(const FeatureSet& set);
Result<FeatureSet> featureSetFromJson(const Json& json, const std::string& where);

}  // namespace saferscope
