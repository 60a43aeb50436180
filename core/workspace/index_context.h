// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "core/features/contrast.h"
#include "core/scoring/feature_set_builder.h"
#include "core/workspace/workspace.h"

namespace saferscope {

/// What rules and sets of features are asked of: an index with its contrasts, and the ratings of its SAE.
struct IndexContext {
    std::string name;  ///< of the index in the workspace
    std::shared_ptr<const FeatureIndex> index;
    IndexIdentity identity;
    std::vector<FeatureContrast> contrasts;
    RatingBook book;
    WorkspaceSettings settings;
    std::vector<std::string> notes;  ///< for people: "the index is not current. …"
};

/// The named index, or the newest where the name is empty. Reads tables, not tokens. Any thread with a Workspace of its
/// own; the context outlives it.
Result<IndexContext> openIndexContext(const Workspace& workspace, const std::string& indexName, TokenScope scope);

/// Which features to work with: a saved set, what a rule takes, or the strongest.
struct FeatureChoiceRequest {
    std::string set;
    std::string rule;
    std::uint32_t features = 0;  ///< at most so many; 0 = as the workspace says
    std::string measure;         ///< "contrast", "normalised", "effect"; empty = as the workspace says
    ScoreWeighting weighting = ScoreWeighting::Sign;
};
struct ChosenFeatures {
    IndexContext context;
    std::vector<WeightedFeature> kept;  ///< never empty
    std::string title;                  ///< "checked", "rule llm = 5", "32 strongest"
    std::string digest;                 ///< featureDigest()
};
/// `scope`: nothing = the set's own where a set is named, else sentence ends. What a person should know (a stale set,
/// how many the rule takes) is in context.notes.
Result<ChosenFeatures> chooseFeatures(const Workspace& workspace, const std::string& indexName,
                                      std::optional<TokenScope> scope, const FeatureChoiceRequest& request);

}  // namespace saferscope
