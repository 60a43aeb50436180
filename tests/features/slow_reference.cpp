// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/features/slow_reference.h"

#include <algorithm>
#include <cmath>

namespace saferscope::reference {

float storedValue(float value) {
    const double v = value;
    if (v >= 65504.0) {
        return 65504.0f;
    }
    // Units in the last place: 2^-24 below 2^-14, else 2^(exponent - 10).
    const int exponent = v < std::ldexp(1.0, -14) ? -14 : std::ilogb(v);
    const double unit = std::ldexp(1.0, exponent - 10);
    const double rounded = std::nearbyint(v / unit) * unit;
    return static_cast<float>(std::max(std::min(rounded, 65504.0), std::ldexp(1.0, -24)));
}

Firings firings(const std::vector<IndexedPair>& pairs, TokenScope scope) {
    Firings all;
    for (std::uint32_t p = 0; p < pairs.size(); ++p) {
        for (std::uint32_t s = 0; s < 3; ++s) {
            const IndexedSegment& segment = pairs[p].segments[s];
            for (std::uint32_t t = 0; t < segment.tokens.size(); ++t) {
                if (scope == TokenScope::SentenceEnds && !segment.tokens[t].sentenceEnd) {
                    continue;
                }
                for (const LatentEntry& entry : segment.latents[t]) {
                    if (entry.value > 0.0f) {
                        all[entry.feature.value()].push_back({p, static_cast<Segment>(s), t, storedValue(entry.value)});
                    }
                }
            }
        }
    }
    return all;
}

std::uint64_t positions(const IndexedPair& pair, Segment segment, TokenScope scope) {
    std::uint64_t count = 0;
    for (const TokenInfo& token : pair.segments[static_cast<std::size_t>(segment)].tokens) {
        if (scope == TokenScope::AllTokens || token.sentenceEnd) {
            ++count;
        }
    }
    return count;
}

FeatureSums sums(const std::vector<IndexedPair>& pairs, const Firings& all, std::uint32_t feature, TokenScope scope) {
    FeatureSums result;
    const auto found = all.find(feature);
    if (found == all.end()) {
        return result;
    }
    for (const Firing& firing : found->second) {
        const IndexedPair& pair = pairs[firing.pair];
        const double promptPositions = static_cast<double>(positions(pair, Segment::Prompt, scope));
        const double chosenSide = promptPositions + static_cast<double>(positions(pair, Segment::Chosen, scope));
        const double rejectedSide = promptPositions + static_cast<double>(positions(pair, Segment::Rejected, scope));
        const double value = firing.value;
        result.maximum = std::max(result.maximum, firing.value);
        if (firing.segment == Segment::Prompt) {
            result.prompt += value;
            ++result.promptCount;
        }
        if (firing.segment == Segment::Chosen) {
            result.chosen += value;
            ++result.chosenCount;
        }
        if (firing.segment == Segment::Rejected) {
            result.rejected += value;
            ++result.rejectedCount;
        }
        if (firing.segment != Segment::Rejected) {
            result.chosenNormalised += value / chosenSide;
        }
        if (firing.segment != Segment::Chosen) {
            result.rejectedNormalised += value / rejectedSide;
        }
    }
    return result;
}

ActivationHistogram histogram(const Firings& all, std::uint32_t feature) {
    ActivationHistogram result;
    const auto found = all.find(feature);
    if (found == all.end()) {
        return result;
    }
    for (const Firing& firing : found->second) {
        // Half octaves from 1/64 on; the ends take what lies outside.
        const double octaves = std::log2(static_cast<double>(firing.value) * 64.0);
        const auto bin = static_cast<std::size_t>(std::clamp(std::floor(octaves * 2.0 + 1e-6), 0.0, 31.0));
        auto& counts = firing.segment == Segment::Prompt   ? result.prompt
                       : firing.segment == Segment::Chosen ? result.chosen
                                                           : result.rejected;
        ++counts[bin];
    }
    return result;
}

std::vector<Contrast> contrasts(const std::vector<IndexedPair>& pairs, std::uint32_t features, TokenScope scope) {
    // Straight from the definition: walk both whole conversations of every pair.
    std::vector<std::array<double, 4>> h(features, {0, 0, 0, 0});  // h+, h-, normalised h+, h-
    for (const IndexedPair& pair : pairs) {
        for (const auto answer : {Segment::Chosen, Segment::Rejected}) {
            std::map<std::uint32_t, double> sum;
            std::uint64_t count = 0;
            for (const auto part : {Segment::Prompt, answer}) {
                const IndexedSegment& segment = pair.segments[static_cast<std::size_t>(part)];
                for (std::size_t t = 0; t < segment.tokens.size(); ++t) {
                    if (scope == TokenScope::SentenceEnds && !segment.tokens[t].sentenceEnd) {
                        continue;
                    }
                    ++count;
                    for (const LatentEntry& entry : segment.latents[t]) {
                        if (entry.value > 0.0f) {
                            sum[entry.feature.value()] += storedValue(entry.value);
                        }
                    }
                }
            }
            const std::size_t column = answer == Segment::Chosen ? 0 : 1;
            for (const auto& [feature, total] : sum) {
                h[feature][column] += total;
                h[feature][column + 2] += total / static_cast<double>(count);
            }
        }
    }
    double c = 0.0;
    double cNormalised = 0.0;
    for (const auto& row : h) {
        c += (row[0] + row[1]) / features;
        cNormalised += (row[2] + row[3]) / features;
    }
    std::vector<Contrast> result(features);
    for (std::uint32_t i = 0; i < features && c > 0.0; ++i) {
        result[i].paper = (h[i][0] - h[i][1]) / (h[i][0] + h[i][1] + c);
        result[i].normalised = (h[i][2] - h[i][3]) / (h[i][2] + h[i][3] + cNormalised);
    }
    return result;
}

std::vector<Firing> topContexts(const Firings& all, std::uint32_t feature, std::size_t count) {
    const auto found = all.find(feature);
    if (found == all.end()) {
        return {};
    }
    std::map<std::uint32_t, Firing> best;
    for (const Firing& firing : found->second) {  // in index order, so the first of equal ones stays
        const auto [it, fresh] = best.try_emplace(firing.pair, firing);
        if (!fresh && firing.value > it->second.value) {
            it->second = firing;
        }
    }
    std::vector<Firing> list;
    for (const auto& [pair, firing] : best) {
        list.push_back(firing);
    }
    std::stable_sort(list.begin(), list.end(), [](const Firing& a, const Firing& b) { return a.value > b.value; });
    list.resize(std::min(count, list.size()));
    return list;
}

double pairScore(const IndexedPair& pair, const std::map<std::uint32_t, double>& weights, TokenScope scope) {
    double score = 0.0;
    for (const auto answer : {Segment::Chosen, Segment::Rejected}) {
        double sum = 0.0;
        double count = 0.0;
        for (const auto part : {Segment::Prompt, answer}) {
            const IndexedSegment& segment = pair.segments[static_cast<std::size_t>(part)];
            for (std::size_t t = 0; t < segment.tokens.size(); ++t) {
                if (scope == TokenScope::SentenceEnds && !segment.tokens[t].sentenceEnd) {
                    continue;
                }
                count += 1.0;
                for (const LatentEntry& entry : segment.latents[t]) {
                    const auto weight = weights.find(entry.feature.value());
                    if (entry.value > 0.0f && weight != weights.end()) {
                        sum += weight->second * static_cast<double>(storedValue(entry.value));
                    }
                }
            }
        }
        if (count > 0.0) {
            score += (answer == Segment::Chosen ? 1.0 : -1.0) * sum / count;
        }
    }
    return score;
}

}  // namespace saferscope::reference
