// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/rating_book.h"
#include "core/features/contrast.h"
#include "core/scoring/feature_set_builder.h"
#include "core/workspace/workspace.h"

namespace saferscope {

/// An index of the workspace, opened.
struct OpenIndex {
    std::string name;
    std::shared_ptr<const FeatureIndex> index;
    std::string contentHash;
    std::vector<std::string> notes;  ///< for people, whole sentences: "The index "x" is not current. …"
};
/// The named index, or the newest where the name is empty. Cheap: no table is read. What finished runs made is there
/// only after adoptFinishedRuns(), which is the caller's.
Result<OpenIndex> openNamedIndex(const Workspace& workspace, const std::string& indexName);

/// The data set that was imported last, if that was after the newest index and no index was made of it: probably what
/// its importer wants to see next. Nothing else.
std::optional<Dataset> importedSinceIndex(const Workspace& workspace);

/// What rules and sets of features are asked of: an index with its contrasts, and the ratings of its SAE.
struct IndexContext {
    std::string name;  ///< of the index in the workspace
    std::shared_ptr<const FeatureIndex> index;
    IndexIdentity identity;
    std::vector<FeatureContrast> contrasts;
    RatingBook book;
    WorkspaceSettings settings;
    std::vector<std::string> notes;  ///< for people, whole sentences
};

/// The named index, or the newest where the name is empty. Reads tables, not tokens. Any thread with a Workspace of its
/// own; the context outlives it.
Result<IndexContext> openIndexContext(const Workspace& workspace, const std::string& indexName, TokenScope scope);

/// What a set is asked for, with the workspace's settings where nothing is said (empty or zero).
FeatureSetRequest setRequest(const IndexContext& context, const std::string& rule, std::uint32_t top,
                             const std::string& measure, std::uint32_t candidates = 0, const std::string& judge = {});
/// What a rule gives now. Refused where it takes no feature: the message says what is missing.
Result<FeatureSetBuild> buildFromRule(const IndexContext& context, const FeatureSetRequest& request);
/// A stored set's state against this context, in the set's own scope.
FeatureSetFreshness freshnessOf(const IndexContext& context, const FeatureSet& set);

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

/// Features that are called "human-confirmed" must rest on what people said: where neither a set nor a rule is named,
/// the rule becomes "human >= 4"; one that does not ask people is refused. A set chosen by hand is taken.
Status requirePeople(const Workspace& workspace, FeatureChoiceRequest& request);

}  // namespace saferscope
