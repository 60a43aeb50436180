// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiments/audit.h"
#include "core/workspace/index_context.h"

namespace saferscope {

/// Which data set, and where its numbers come from.
struct PairSignalRequest {
    std::string dataset;  ///< empty = the one the index was made from
    std::string index;    ///< empty = the newest
    std::optional<TokenScope> scope;
    FeatureChoiceRequest choice;
    std::string rubric = "rubric";  ///< dotted path in a pair's meta data
    bool features = false;          ///< scores are wanted
    bool rewards = false;           ///< margins are
};

/// How the index holds a pair.
struct HeldPair {
    PairIndex pair;
    /// Chosen and rejected stand there the other way round: it was swapped after the index was made. Its numbers have
    /// their sign turned, and explanations their segments.
    bool turned = false;
};

/// A data set of the workspace with what is known of each pair.
struct PairSignals {
    std::optional<ChosenFeatures> choice;       ///< where features were asked for
    std::shared_ptr<const FeatureIndex> index;  ///< null where neither scores nor margins were
    std::string indexName;
    std::string indexHash;
    Dataset dataset;
    std::vector<PreferencePair> pairs;
    std::vector<PairSignal> known;                 ///< in data set order
    std::vector<std::optional<HeldPair>> indexed;  ///< the same; nothing where the index does not hold the pair
    std::uint64_t turned = 0;
    std::vector<std::string> notes;  ///< for people
};

/// Sets what the strategy needs of features and rewards, and its weighting; `requirePeople` is asked for
/// HumanConfirmed.
Status askFor(const Workspace& workspace, Strategy strategy, PairSignalRequest& request);

/// Pairs are found in the index by id. Where the index was made from another data set (its hash says so), a pair counts
/// as held only if its answers stand there, on the same sides or on turned ones (held_pairs.h says how that is told);
/// where both fit, as with equal answers, it counts as straight. Blocks; seconds for 100k pairs. What finished runs
/// made is there only after adoptFinishedRuns(), which is the caller's.
Result<PairSignals> readPairSignals(Workspace& workspace, const PairSignalRequest& request,
                                    const ProgressCallback& progress = {}, std::stop_token stop = {});

/// The same for another choice of features: takes the pairs over from an earlier answer, and which of them the index
/// holds, where data set and index are still the same ones (else it reads them again). `earlier` keeps all the rest.
Result<PairSignals> readPairSignalsAgain(Workspace& workspace, const PairSignalRequest& request, PairSignals& earlier,
                                         const ProgressCallback& progress = {}, std::stop_token stop = {});

/// explainScore() of a pair as the data set has it: for a turned one the contributions have their sign turned and the
/// answers their names.
std::vector<FeatureContribution> explainPair(const PairSignals& data, std::size_t position, std::size_t top);

/// The number at a dotted path of a pair's meta data, or the difference of an object's "chosen" and "rejected".
std::optional<double> numberInMeta(const PreferencePair& pair, const std::string& path);
/// The value at a dotted path; null where there is none.
Json valueInMeta(const PreferencePair& pair, const std::string& path);

}  // namespace saferscope
