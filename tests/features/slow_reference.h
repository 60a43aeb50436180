// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_writer.h"

#include <map>
#include <vector>

/// The same numbers as the index, computed the plain way from the pairs that went in: no files, no shards, one map per
/// question. Shares no code with core/features beyond the plain value types.
namespace saferscope::reference {

/// An fp16 value by its definition: the nearest of all finite positive ones, ties to the even significand.
float storedValue(float value);

struct Firing {
    std::uint32_t pair = 0;
    Segment segment = Segment::Prompt;
    std::uint32_t token = 0;
    float value = 0.0f;
};

/// Every firing of every feature in a scope, in index order.
using Firings = std::map<std::uint32_t, std::vector<Firing>>;
Firings firings(const std::vector<IndexedPair>& pairs, TokenScope scope);

std::uint64_t positions(const IndexedPair& pair, Segment segment, TokenScope scope);

FeatureSums sums(const std::vector<IndexedPair>& pairs, const Firings& all, std::uint32_t feature, TokenScope scope);
ActivationHistogram histogram(const Firings& all, std::uint32_t feature);

/// The paper's s_i and the length-normalised one, by feature.
struct Contrast {
    double paper = 0.0;
    double normalised = 0.0;
};
std::vector<Contrast> contrasts(const std::vector<IndexedPair>& pairs, std::uint32_t features, TokenScope scope);

/// The best firing of each pair, largest first, ties by place, at most `count`.
std::vector<Firing> topContexts(const Firings& all, std::uint32_t feature, std::size_t count);

double pairScore(const IndexedPair& pair, const std::map<std::uint32_t, double>& weights, TokenScope scope);

}  // namespace saferscope::reference
