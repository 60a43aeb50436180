// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/demo/demo_generator.h"
#include "core/features/contrast.h"

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

}  // namespace saferscope
