// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/interval.h"

#include <cstdint>
#include <span>
#include <string>

namespace saferscope {

/// How many labels of a data set can be the wrong way round at most.
struct SwapBound {
    double share = 0.0;         ///< contradicted share of the surest pairs: an estimate from above
    Interval ci;                ///< 95 % of it (Wilson); its upper end is the bound
    std::uint64_t pairs = 0;    ///< of the data set
    std::uint64_t surest = 0;   ///< so many pairs it is read from
    std::uint64_t against = 0;  ///< of those, contradicted
    bool usable = false;
    std::string doubt;  ///< why not, or why with care, in one sentence
    double atMost() const { return ci.high * static_cast<double>(pairs); }  ///< pairs
};

/// Swapping a pair's answers negates its number (margin or score_safe) exactly. So with f the density of the numbers
/// that right labels have, whatever its shape, and a share e of the labels swapped, what is seen is
///     g(s) = (1 - e) f(s) + e f(-s).
/// Planting more swaps adds nothing: it shows f(-s) of the very mixture, and the antisymmetric part g(s) - g(-s) =
/// (1 - 2e)(f(s) - f(-s)) fixes only the product. Without f the share is not identified: e = 0 with f = g always fits,
/// the negative numbers then being errors of the model. What is identified is the largest e for which f stays >= 0:
///     e <= g(-s) / (g(s) + g(-s))   for every s > 0,
/// the share of negative numbers among pairs that are equally sure. A model errs least where it is surest, so that the
/// bound is sharpest there and close to e itself where it hardly ever errs. It is read from the tenth with the largest
/// |s| (at least 100 pairs), a choice that looks at no sign, so that Wilson's interval holds. Numbers that are 0 or not
/// finite say nothing and are left out.
///
/// It rests on one thing: swaps hit sure and unsure pairs alike. Swaps that avoid sure pairs (people who disagree on
/// close ones) or a model that has learned the wrong labels by heart make it too small without a sign; swaps that look
/// for sure pairs (SAFER's poisoning) make it far too large, which shows: the surest pairs are then contradicted more
/// often than the rest, and `doubt` says so. Not usable below 100 numbers.
SwapBound boundSwapped(std::span<const double> values);

}  // namespace saferscope
