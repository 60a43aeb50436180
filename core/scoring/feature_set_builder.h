// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/feature_set.h"
#include "core/data/rating_book.h"
#include "core/features/contrast.h"
#include "core/scoring/feature_rule.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace saferscope {

const char* tokenScopeName(TokenScope scope);  ///< "sentence-ends", "all-tokens": as sets and options spell it
Result<TokenScope> tokenScopeFromName(const std::string& name);

/// Which index the contrasts are of.
struct IndexIdentity {
    std::string saeHash;    ///< features are numbered by it
    std::string indexHash;  ///< content hash
    TokenScope scope = TokenScope::SentenceEnds;
};

/// What a set is to hold.
struct FeatureSetRequest {
    std::string name;
    std::string rule;       ///< feature_rule.h, or the name of a preset
    std::uint32_t top = 0;  ///< at most so many, by the size of the measure; 0 = all that the rule takes
    ContrastMeasure measure = ContrastMeasure::Paper;
    std::uint32_t candidates = 256;  ///< the strongest so many are what the flag `candidate` means
    std::string judge;               ///< whose ratings `llm` means, if it has rated (RatingBook::mainJudge)
};

struct FeatureSetBuild {
    FeatureSet set;
    std::size_t taken = 0;    ///< by the rule, before `top`
    std::size_t unknown = 0;  ///< candidates left out because something the rule asks for is not known of them
};

/// The set that the rule gives now: the features it takes (dead ones never: they add nothing to a score), strongest
/// first, ties by id, with their measure as the members' contrast. Contrasts are in feature order, all of one index.
/// The provenance says judge, ratings (digest), rating_events (their number), candidates, raters, and the rule in its
/// plainest spelling. A set may come out empty; the caller says so. createdAt is now.
Result<FeatureSetBuild> buildFeatureSet(const FeatureSetRequest& request, const IndexIdentity& index,
                                        const std::vector<FeatureContrast>& contrasts, const RatingBook& book);

/// Adds and removes features by hand; the rule and the provenance stay as they are. What the rule took and is removed
/// is kept in mind (removedByHand), and adding it again takes that back. Adding a member changes nothing; a dead or
/// unknown feature, removing what is no member, and a feature in both lists are refused. `contrasts` must be of the
/// set's own index and scope.
Result<FeatureSet> editFeatureSet(FeatureSet set, std::span<const FeatureId> add, std::span<const FeatureId> remove,
                                  const std::vector<FeatureContrast>& contrasts);

/// The set as its rule gives it now, hand edits kept. A set without a rule keeps its members, with today's contrasts.
/// Refused when the set is of another SAE or its rule cannot be read.
Result<FeatureSet> refreshFeatureSet(const FeatureSet& set, const IndexIdentity& index,
                                     const std::vector<FeatureContrast>& contrasts, const RatingBook& book,
                                     const std::string& judge);

/// Whether a saved set is still what its rule gives.
struct FeatureSetFreshness {
    bool fresh = true;
    /// In words, where anything has changed: "3 rating events came since; the rule would now add 2 features." Also says
    /// why a fresh one is fresh nevertheless. Empty when nothing has changed.
    std::string reason;
    std::vector<FeatureId> added;    ///< members it would have now and has not
    std::vector<FeatureId> dropped;  ///< members it would not have now
    std::vector<FeatureId> turned;   ///< members whose contrast has another sign now
};
/// `contrasts` must be of the newest index in the set's scope, `book` of the set's SAE, `judge` the workspace's.
FeatureSetFreshness checkFeatureSet(const FeatureSet& set, const IndexIdentity& index,
                                    const std::vector<FeatureContrast>& contrasts, const RatingBook& book,
                                    const std::string& judge);

}  // namespace saferscope
