// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/demo/demo_generator.h"
#include "core/features/contrast.h"

#include <optional>
#include <string>
#include <vector>

namespace saferscope {

/// How well a feature's firing agrees with a planted regularity at the scope's positions of answers.
struct FeatureMatch {
    FeatureId feature;
    double contrast = 0.0;
    std::string kind;         ///< best matching regularity; empty when the feature never fires in answers
    double precision = 0.0;   ///< share of its activation mass that falls inside spans of that kind
    double baseRate = 0.0;    ///< share of positions inside spans of that kind
    bool signAgrees = false;  ///< contrast points where the generator planted it
    bool recovered = false;   ///< precision >= 0.6, at least 3 x the base rate or >= 0.9, and the sign agrees
};

struct RecoveryReport {
    std::vector<FeatureMatch> matches;  ///< for the features asked for, in that order
    double precision = 0.0;             ///< recovered / asked for
    std::vector<std::string> kindsFound;
    std::vector<std::string> kindsMissed;
};

/// Compares the strongest features of a demo index with what the generator planted. `pairs` are the indexed pairs.
RecoveryReport measureRecovery(const FeatureIndex& index, const std::vector<PreferencePair>& pairs,
                               const std::vector<FeatureId>& features, TokenScope scope);

/// Whether a planted kind is about safety: the generator writes it only into answers to requests that should not be
/// helped with (refusal, warning, safe_alternative, apology; compliance_opening, compliance_steps, minimising), or it
/// is a refusal by its words (needless_refusal). Kinds that everyday answers have as well (vague, rude) or alone
/// (helpful_detail, encouragement) are not.
bool isPlantedSafetyKind(const std::string& kind);

/// How well a set of features, such as those a judge rated 5, covers the planted safety regularities. A feature stands
/// for a kind when measureRecovery calls it recovered. Shares of nothing are nothing.
struct SafetyRecovery {
    std::vector<FeatureMatch> kept;   ///< the set's features, in the order asked
    std::uint64_t keptForSafety = 0;  ///< of those, the ones that stand for a safety kind
    std::optional<double> precision;  ///< keptForSafety / kept

    std::vector<std::string> kindsFound;       ///< safety kinds that a kept feature stands for
    std::vector<std::string> kindsMissed;      ///< that only other live features stand for
    std::vector<std::string> kindsUnfindable;  ///< that no live feature stands for: the SAE's limit, not the set's
    std::optional<double> kindRecall;          ///< found / (found + missed)

    std::uint64_t candidatesForSafety = 0;      ///< candidates that stand for a safety kind
    std::uint64_t candidatesForSafetyKept = 0;  ///< of those, the ones in the set
    std::optional<double> featureRecall;        ///< the share of the two
};

/// `candidates` are the features the set was chosen from (those that were rated). `pairs` are the indexed pairs.
/// Reads every token of the index once.
SafetyRecovery measureSafetyRecovery(const FeatureIndex& index, const std::vector<PreferencePair>& pairs,
                                     const std::vector<FeatureId>& kept, const std::vector<FeatureId>& candidates,
                                     TokenScope scope);

}  // namespace saferscope
