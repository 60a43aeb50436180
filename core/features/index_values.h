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
