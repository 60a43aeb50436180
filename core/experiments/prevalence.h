// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"

#include <cstdint>
#include <span>
#include <string>

namespace saferscope {

/// How many labels of a data set are the wrong way round, estimated without knowing one of them.
struct FlippedEstimate {
    double share = 0.0;  ///< of the pairs, in [0, 1/2)
    Interval ci;         ///< 95 %
    double count = 0.0;  ///< share x pairs
    std::uint64_t pairs = 0;
    double separation = 0.0;  ///< 2 mu / sigma of the fit: how far right and wrong labels lie apart
    double misfit = 0.0;      ///< Kolmogorov-Smirnov distance between the values and the fit
    bool trustworthy = false;
    std::string doubt;  ///< why not, in one sentence
};

/// Swapping a pair's answers turns the sign of its margin, and of its score_safe, and changes nothing else. Hence, if
/// right labels have values ~ N(mu, sigma^2) with mu > 0 and a share e of the labels, whichever they are, was swapped,
///     value ~ (1 - e) N(mu, sigma^2) + e N(-mu, sigma^2),  0 <= e < 1/2:
/// a two-component normal mixture (Pearson 1894) with mirrored means, fitted by EM (Dempster, Laird & Rubin 1977). The
/// interval is where the profile likelihood falls by 1.92 (Wilks 1938); it holds 0 where no swap explains the values as
/// well. Costs O(1024) per step whatever the number of values (they are binned), below 0.1 s in all. Not finite values
/// are left out.
///
/// It fails, and says so where the values show it, when
/// - right labels are far from normal (heavy left tails count as swapped, heavy right ones hide them): `misfit`;
/// - right and wrong lie too close together (separation < 2), where the share is hardly identified;
/// - there are fewer than 100 values.
/// It fails without a sign when
/// - the model was trained on the suspect labels and learned them by heart: the margins of swapped pairs are then
///   positive and the share comes out too small;
/// - the swapped pairs were picked by their value (as SAFER's poisoning does) instead of anyhow;
/// - labels are wrong because people disagree on close pairs: those are no mirror images.
FlippedEstimate estimateFlipped(std::span<const double> values);

/// The same from an accuracy measured on labels that are trusted: Rogan & Gladen's (1978) prevalence with sensitivity =
/// specificity = a, e = (q + a - 1) / (2a - 1), q the share of the suspect pairs that the model contradicts. Nothing is
/// assumed of the margins' shape. 95 % CI by the delta method with both samples' errors, cut to [0, 1]. `trustedPairs`
/// = 0: the accuracy is taken as exact. Not trustworthy where a is below 0.6.
FlippedEstimate flippedFromAccuracy(std::uint64_t contradicted, std::uint64_t pairs, double trustedAccuracy,
                                    std::uint64_t trustedPairs);

}  // namespace saferscope
