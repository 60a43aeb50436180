// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/data/preference_pair.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

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
    bool response = false;    ///< belongs to an answer's own text (not to the prompt or the template's markers)
};

/// Sums over all pairs for one feature and one scope. `chosen` and `rejected` are the two answers' own segments,
/// `prompt` the shared one. The paper's h+ is prompt + chosen, h- is prompt + rejected.
struct FeatureSums {
    double prompt = 0.0;
    double chosen = 0.0;
    double rejected = 0.0;
    std::uint64_t promptCount = 0;    ///< positions where the feature is positive
    std::uint64_t chosenCount = 0;
    std::uint64_t rejectedCount = 0;
    double chosenNormalised = 0.0;    ///< sum over pairs of (segment sum / segment positions): no length confound
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
    std::uint8_t band = 0;    ///< quantile band 0 (lowest) .. 9 for Quantile, else 0
};

/// Counts of positive values on a logarithmic axis: bin b holds [lowest * ratio^b, lowest * ratio^(b+1)), ends open.
struct ActivationHistogram {
    static constexpr std::size_t bins = 32;
    static constexpr float lowest = 1.0f / 64;
    static constexpr float ratio = 1.4142135f;
    std::array<std::uint32_t, bins> chosen{};
    std::array<std::uint32_t, bins> rejected{};
    static std::size_t binOf(float value);
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

/// What an index was made from and how good its SAE is there. Stored as index.json.
struct IndexManifest {
    std::uint32_t version = 1;
    std::string modelHash;
    std::string saeHash;
    std::string datasetHash;
    std::string datasetName;
    std::string dateString;
    std::string createdAt;
    std::string codeVersion;
    std::int64_t layer = 0;
    std::int64_t k = 0;
    std::uint32_t features = 0;
    std::uint32_t pairs = 0;
    std::uint64_t latents = 0;                     ///< entries stored
    std::array<std::uint64_t, 2> positions{};      ///< per TokenScope, prompt counted once
    std::array<double, 2> fvu{};                   ///< per TokenScope, measured in the index pass
    std::array<double, 2> l0{};
    std::array<double, 2> deadFraction{};
    double accuracy = 0.0;                         ///< share of pairs with margin > 0
    double accuracyReconstructed = -1.0;           ///< with the layer replaced by the SAE's reconstruction; -1 not measured
    double rewardCorrelation = 0.0;                ///< Pearson of reward and reward under reconstruction; 0 when not measured
};
Json toJson(const IndexManifest& manifest);
Result<IndexManifest> indexManifestFromJson(const Json& json, const std::string& where);

/// A finished index, mapped for reading (layout: core/storage/FORMAT.md). Immutable and thread-safe; opening reads the
/// manifest and the small tables only. Spans and string_views live as long as the object.
class FeatureIndex {
public:
    static Result<std::shared_ptr<const FeatureIndex>> open(const std::filesystem::path& folder);
    ~FeatureIndex();

    const IndexManifest& manifest() const;
    std::uint32_t pairCount() const;
    std::uint32_t featureCount() const;

    PairRecord pair(PairIndex pair) const;
    std::string_view segmentText(PairIndex pair, Segment segment) const;
    std::vector<TokenInfo> tokens(PairIndex pair, Segment segment) const;
    /// Positive latents of a token, largest first.
    std::vector<LatentEntry> latents(PairIndex pair, Segment segment, std::uint32_t token) const;
    /// The value of one feature at every token of a segment (0 where it is silent).
    std::vector<float> featureValues(PairIndex pair, Segment segment, FeatureId feature) const;

    const FeatureSums& sums(FeatureId feature, TokenScope scope) const;
    ActivationHistogram histogram(FeatureId feature, TokenScope scope) const;
    /// Kept contexts of a feature: top first, then quantile bands from high to low, then random.
    std::vector<ContextRef> contexts(FeatureId feature, TokenScope scope) const;

    /// Re-reads every file against the checksums of the manifest; slow on purpose.
    Status verify() const;

private:
    struct Impl;
    explicit FeatureIndex(std::unique_ptr<const Impl> impl);
    std::unique_ptr<const Impl> m_impl;
};

}  // namespace saferscope
