// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace saferscope {

/// What a set of features is compared with: would any features have done it?
enum class ControlKind {
    Random,   ///< living features drawn uniformly
    Density,  ///< for every member one of the living features that fire about as often
};
const char* controlKindName(ControlKind kind);  ///< "random", "density"
Result<ControlKind> controlKindFromName(const std::string& name);

struct ControlOptions {
    ControlKind kind = ControlKind::Density;
    std::uint32_t sets = 200;
    std::uint64_t seed = 1;
    /// Density: a member is replaced by one of so many features nearest to it by log density, drawn uniformly.
    std::uint32_t neighbours = 20;
};

/// `sets` sets as large as `members`, without members and without repeats inside a set; sorted by id. `density` is per
/// feature (share of positions where it fires; 0 = dead, never drawn). The same arguments give the same sets on every
/// platform. Refused when there are too few living features to draw from.
Result<std::vector<std::vector<FeatureId>>> drawControls(std::span<const FeatureId> members,
                                                         std::span<const double> density,
                                                         const ControlOptions& options);

/// Where the set stands among its controls.
struct ControlStanding {
    std::uint32_t controls = 0;
    std::uint32_t beyond = 0;  ///< controls whose effect is at least as far in the set's direction
    double lowerThan = 0.0;    ///< share of controls that the set's effect exceeds in its own direction
    double p = 1.0;            ///< (1 + beyond) / (1 + controls): one-sided permutation p (Phipson & Smyth 2010)
    double mean = 0.0;         ///< of the controls
    double deviation = 0.0;
    double z = 0.0;  ///< (effect - mean) / deviation; 0 without variance
};
ControlStanding standAmong(double effect, std::span<const double> controls);

}  // namespace saferscope
