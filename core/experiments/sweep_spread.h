// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"
#include "core/experiments/suite.h"
#include "core/experiments/weighted_interval.h"

#include <span>
#include <vector>

namespace saferscope {

/// A mean over pairs and models with the parts of its variance. Pairs and models are crossed random effects: every
/// model judged every pair. Internal to the results of sweeps.

/// One stratum, all numbers about its mean over models.
struct StratumSpread {
    double weight = 0.0;  ///< within its section; they add up to 1
    double mean = 0.0;
    /// From the pairs (items where pairs share answers): MS_items / (items x models). The sum of squares is divided by
    /// the items and not by one less, so that one model gives p (1 - p) / n, the variance in Wilson's interval.
    double itemVariance = 0.0;
    double residualVariance = 0.0;  ///< MS_residual / (items x models); 0 for one model
    std::uint64_t pairs = 0;
    std::uint64_t units = 0;  ///< pairs, or items where pairs share answers
    bool clustered = false;
    std::vector<double> contributions;  ///< clustered only: per item, its part of the mean
};

struct SectionSpread {
    std::vector<StratumSpread> strata;
    std::vector<double> bySeed;  ///< the section's weighted mean of each model
    double mean = 0.0;
    std::uint64_t pairs = 0;
    bool clustered = false;
    double itemVariance = 0.0;
    /// What models add to it: (MS_seeds - MS_residual) / (items x models), from the models' section means, so that a
    /// model that is good at all strata counts in full. Not below 0.
    double seedVariance = 0.0;
    /// 97.5 % point of Student's t over that of the normal, by Satterthwaite's degrees of freedom: few models say
    /// little about how models differ. 1 for one model and for models that agree in everything.
    double widening = 1.0;
};

/// `values[s][pair]` for every pair of the suite; only pairs with `there[pair]` count. A stratum without any loses its
/// weight to the others. `pairs` is 0 where nothing is left.
SectionSpread sectionSpread(const SuiteGroup& group, std::span<const std::vector<double>> values,
                            const std::vector<bool>& there);

/// 95 % of a share: Wilson's with the effective count p (1 - p) / variance (effectiveWilson), at most that of the pairs
/// judged by one model (Kish's over strata), as stratifiedInterval does. Equal to suiteReport()'s for one model.
Interval shareInterval(const SectionSpread& spread);

/// 95 % of a difference of shares (values -1, 0 and 1): per stratum Newcombe's paired interval with the effective count
/// that gives the stratum's variance, strata put together by weightedInterval, then the models' part added in squares
/// and the whole widened. Equal to compareVerdicts()' for one model. `bothRight[h]`, `gained[h]`, `lost[h]`: shares of
/// the stratum's verdicts, over all models.
struct ChangeShares {
    double bothRight = 0.0;
    double gained = 0.0;
    double lost = 0.0;
};
Interval differenceInterval(const SectionSpread& spread, std::span<const ChangeShares> changes);

/// The 97.5 % point of Student's t; `freedom` >= 1, any real number.
double studentQuantile975(double freedom);

}  // namespace saferscope
