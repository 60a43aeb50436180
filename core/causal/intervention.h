// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/json.h"
#include "core/data/preference_pair.h"
#include "core/features/index_values.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// What is done to a latent z_i of a token. In the residual stream h of the SAE's layer every one of them adds
/// (z_i' - z_i) * s * d_i, with d_i the latent's decoder direction and s the token's output scale (Sae::outputScale).
enum class FeatureOperation {
    Ablate,  ///< z_i' = 0
    Scale,   ///< z_i' = value * z_i
    Clamp,   ///< z_i' = value, also where the latent was silent
    Add,     ///< z_i' = z_i + value, also where the latent was silent
};
const char* featureOperationName(FeatureOperation operation);  ///< "ablate", "scale", "clamp", "add"
Result<FeatureOperation> featureOperationFromName(const std::string& name);

struct FeatureChange {
    FeatureId feature;
    FeatureOperation operation = FeatureOperation::Ablate;
    double value = 0.0;  ///< ignored by Ablate
    bool operator==(const FeatureChange&) const = default;
};

/// A vector of the residual stream itself, added as it is, the same at every chosen token. Unlike a change of a latent
/// it does not depend on the token, so it can be folded into a model's weights (core/causal/steering_fold.h).
struct AddedDirection {
    std::string name;           ///< for people
    std::vector<float> values;  ///< [d]
    double coefficient = 1.0;   ///< coefficient * values is added
    bool operator==(const AddedDirection&) const = default;
};

/// Tokens [begin, end) of a segment; negative numbers count from the segment's end, end = nullopt is the end itself.
struct TokenRange {
    std::int64_t begin = 0;
    std::optional<std::int64_t> end;
    bool operator==(const TokenRange&) const = default;
};

/// Where a change is made: tokens that pass all of it. The prompt is shared by both answers: changing it changes both
/// rewards.
struct PositionChoice {
    bool prompt = true;
    bool chosen = true;
    bool rejected = true;
    bool responseOnly = false;        ///< tokens of the answers' own text (TokenInfo::response)
    bool sentenceEndsOnly = false;    ///< tokens that end a sentence, which is where the SAE was trained
    std::optional<TokenRange> range;  ///< within each chosen segment
    bool operator==(const PositionChoice&) const = default;

    bool takes(Segment segment) const {
        return segment == Segment::Prompt ? prompt : segment == Segment::Chosen ? chosen : rejected;
    }
    /// Token `token` of a segment with `count` tokens.
    bool takes(Segment segment, const TokenInfo& info, std::int64_t token, std::int64_t count) const;
};
/// Words joined by commas, all of which have to hold: "all", "response", "sentence-ends", "prompt", "chosen" (answer),
/// "rejected" (answer), "A:B" (tokens A to B - 1 of a segment, either may be left out, negative from the end, given
/// once), or "none" alone.
std::string positionText(const PositionChoice& positions);
Result<PositionChoice> positionsFromText(const std::string& text);

/// A change of the forward pass at the SAE's layer. What the SAE does not rebuild (the error h - x_hat) is kept, so
/// that changing nothing changes nothing: tokens whose latents come out as they were keep their stream bit by bit.
/// The SAE is not asked again after the change: TopK decided on the stream as it was.
struct Intervention {
    std::vector<FeatureChange> changes;  ///< a feature is named at most once
    std::vector<AddedDirection> directions;
    bool ablateOthers = false;  ///< every latent that `changes` does not name is ablated: what is left is the set
    bool dropError = false;     ///< the stream becomes the SAE's reconstruction (with the changes): faithfulness
    PositionChoice positions;
    bool operator==(const Intervention&) const = default;

    /// Says nothing at all; its rewards are those without it.
    bool empty() const { return changes.empty() && directions.empty() && !ablateOthers && !dropError; }
};
Json toJson(const Intervention& intervention);
/// Strict: unknown words and members, numbers that are not finite and features named twice are refused.
Result<Intervention> interventionFromJson(const Json& json, const std::string& where);

/// Refuses features that an SAE with `latents` latents does not have, directions of another width than `width`,
/// features named twice, values that are not finite.
Status checkIntervention(const Intervention& intervention, std::int64_t latents, std::int64_t width);

/// "ablate 17, scale 3 by 0.5, 4 others; at response": for tables and titles.
std::string describeIntervention(const Intervention& intervention);

/// The same operation on every feature of a set.
Intervention changeAll(const std::vector<FeatureId>& features, FeatureOperation operation, double value = 0.0,
                       PositionChoice positions = {});

}  // namespace saferscope
