// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace saferscope {

/// Which positions a number or a picture speaks of. "As trained" is what SAFER's second stage saw.
enum class TokenScope { SentenceEnds = 0, AllTokens = 1 };

/// A pair's tokens lie in three segments; both answers share the prompt (computed and stored once).
enum class Segment { Prompt = 0, Chosen = 1, Rejected = 2 };

/// One positive latent of one token.
struct LatentEntry {
    FeatureId feature;
    float value = 0.0f;  ///< stored as fp16
};

struct TokenInfo {
    std::int32_t id = 0;
    std::uint32_t begin = 0;  ///< byte range in the segment's text
    std::uint32_t end = 0;
    bool sentenceEnd = false;
    bool response = false;  ///< belongs to an answer's own text (not to the prompt or the template's markers)
};

/// Sums over all pairs for one feature and one scope. `chosen` and `rejected` are the two answers' own segments,
/// `prompt` the shared one. The paper's h+ is prompt + chosen, h- is prompt + rejected. All values as stored (fp16).
struct FeatureSums {
    double prompt = 0.0;
    double chosen = 0.0;
    double rejected = 0.0;
    std::uint64_t promptCount = 0;  ///< positions where the feature is positive
    std::uint64_t chosenCount = 0;
    std::uint64_t rejectedCount = 0;
    /// Sum over pairs of (sum over the whole conversation, prompt + answer) / (positions of the whole conversation,
    /// prompt
    /// + answer, in this scope); a conversation without positions adds 0. The normalised h+ and h-: no length confound.
    double chosenNormalised = 0.0;
    double rejectedNormalised = 0.0;
    float maximum = 0.0f;
};

/// Second moments of what a feature does in the pairs, in one scope. For a pair, a is the sum of its positive values
/// over the chosen conversation (prompt + answer) and b that over the rejected one, d = a - b and t = a + b. The sums
/// of a^2, b^2 and ab are linear in these: a^2 = (t^2 + 2 d t + d^2) / 4, b^2 = (t^2 - 2 d t + d^2) / 4, ab = (t^2 -
/// d^2) / 4. d and t are what is kept because a feature of long prompts has a and b that differ little: d^2 from a^2 -
/// 2ab + b^2 would be what rounding leaves of it.
struct PairMoments {
    double differences = 0.0;  ///< sum over pairs of d^2
    double products = 0.0;     ///< sum of d t
    double totals = 0.0;       ///< sum of t^2
};

/// What the spread over pairs says about a feature in one scope. a' and b' are a and b divided by the conversation's
/// positions in the scope (as in FeatureSums), d' = a' - b', t' = a' + b'.
struct FeatureStatistics {
    /// Pairs are dealt to folds by a hash of their id: which fold a pair is in depends on nothing else.
    static constexpr std::size_t folds = 16;
    PairMoments moments;                     ///< of d and t
    PairMoments normalisedMoments;           ///< of d' and t'
    double cubes = 0.0;                      ///< sum of d'^3
    double fourthPowers = 0.0;               ///< sum of d'^4
    std::array<double, folds> difference{};  ///< sum of d over the pairs of a fold; stored as float32
    std::array<double, folds> total{};       ///< sum of t over the pairs of a fold; stored as float32
    std::uint32_t firingPairs = 0;           ///< pairs in which the feature is positive somewhere in the scope
};

/// A subset of the data set as an index knows it.
struct IndexSubset {
    std::string name;
    std::uint32_t pairs = 0;
    std::uint32_t merged = 0;          ///< 0: the pairs of this name; else how many small subsets are together in it
    std::array<double, 2> constant{};  ///< per TokenScope: mean over all features of the subset's h+ + h-
    std::array<double, 2> constantNormalised{};  ///< the same of the normalised sums
};

/// Sums over the pairs of one subset for one feature and scope; all stored as float32.
struct SubsetSums {
    double difference = 0.0;  ///< sum of d; h+ = (total + difference) / 2, h- = (total - difference) / 2
    double total = 0.0;       ///< sum of t
    double differenceNormalised = 0.0;
    double totalNormalised = 0.0;
    PairMoments moments;            ///< of d and t
    std::uint32_t firingPairs = 0;  ///< pairs of the subset in which the feature is positive
};

/// Why a context was kept.
enum class ContextKind { Top, Quantile, Random };

/// A place where a feature fires.
struct ContextRef {
    PairIndex pair;
    Segment segment = Segment::Prompt;
    std::uint32_t token = 0;  ///< within the segment
    float value = 0.0f;
    ContextKind kind = ContextKind::Top;
    std::uint8_t band = 0;  ///< quantile band 0 (lowest) .. 9 for Quantile, else 0
};

/// Counts of positive values on a logarithmic axis: bin b holds [lowest * ratio^b, lowest * ratio^(b+1)), ends open.
/// `chosen` and `rejected` are the answers' own segments, `prompt` the shared one.
struct ActivationHistogram {
    static constexpr std::size_t bins = 32;
    static constexpr float lowest = 1.0f / 64;
    static constexpr float ratio = 1.4142135f;
    std::array<std::uint32_t, bins> chosen{};
    std::array<std::uint32_t, bins> rejected{};
    std::array<std::uint32_t, bins> prompt{};
    static std::size_t binOf(float value);     ///< for value > 0
    static double lowerEdge(std::size_t bin);  ///< lowest * ratio^bin
};

struct PairRecord {
    std::string id;
    std::string subset;
    float rewardChosen = 0.0f;
    float rewardRejected = 0.0f;
    float margin() const { return rewardChosen - rewardRejected; }
    std::array<std::uint32_t, 3> tokens{};     ///< per Segment
    std::array<std::uint32_t, 3> positions{};  ///< sentence ends per Segment
};

}  // namespace saferscope
