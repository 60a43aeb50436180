// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/feature_choice.h"
#include "core/experiments/plan.h"

namespace saferscope::cli {

/// Which data set, and where its numbers come from: --data, --rubric, and the options of indexes and features.
struct PairSignalOptions {
    IndexAccessOptions access;
    FeatureChoiceOptions choice;
    std::string data;
    std::string rubric = "rubric";
};
void addPairSignalOptions(CLI::App* command, PairSignalOptions& options);

/// Which numbers are wanted; what is not asked for is not read, so that `random` needs no index.
struct SignalNeeds {
    bool features = false;
    bool rewards = false;
    ScoreWeighting weighting = ScoreWeighting::Sign;
};

/// A data set of the workspace with what is known of each pair.
struct PairSignals {
    std::optional<FeatureChoice> choice;  ///< where features were asked for
    std::optional<OpenedIndex> opened;    ///< where only rewards were
    std::unique_ptr<Workspace> bare;      ///< where nothing of an index was
    Dataset dataset;
    std::vector<PreferencePair> pairs;
    std::vector<PairSignal> signals;                ///< in data set order
    std::vector<std::optional<PairIndex>> indexed;  ///< the same; nothing where the index does not hold the pair
    std::string featureSet;                         ///< "checked", "rule llm = 5", "32 strongest"
    std::string featureDigest;

    Workspace& workspace() const;
    const OpenedIndex* index() const;  ///< null where none was read
};

/// Pairs are found in the index by id. Where the index was made from another data set (its hash says so), a pair counts
/// as held only if its answers stand there on the same sides: scores of a flipped pair are those of another pair.
Result<PairSignals> readPairSignals(const PairSignalOptions& options, const SignalNeeds& needs);

/// The number at a dotted path of a pair's meta data, or the difference of an object's "chosen" and "rejected".
std::optional<double> numberInMeta(const PreferencePair& pair, const std::string& path);
/// The value at a dotted path; null where there is none.
Json valueInMeta(const PreferencePair& pair, const std::string& path);

/// "0.05" or "5%", above 0 and at most 1.
Result<double> ratioFromText(const std::string& text);

}  // namespace saferscope::cli
