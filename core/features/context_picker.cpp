// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/context_picker.h"

#include "core/base/half.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <tuple>

namespace saferscope {

namespace {

using codec::mix;

}  // namespace

BandCuts bandCuts(const ActivationHistogram& histogram, float maximum) {
    constexpr std::size_t bins = ActivationHistogram::bins;
    std::array<std::uint64_t, bins> counts{};
    std::uint64_t total = 0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        counts[bin] = std::uint64_t{histogram.prompt[bin]} + histogram.chosen[bin] + histogram.rejected[bin];
        total += counts[bin];
    }
    const double top = maximum;
    BandCuts cuts;
    cuts.fill(maximum);
    std::size_t bin = 0;
    std::uint64_t below = 0;
    for (std::size_t i = 0; i < cuts.size() && total > 0; ++i) {
        const double wanted = static_cast<double>(total) * static_cast<double>(i + 1) / layout::quantileBands;
        while (bin + 1 < bins && static_cast<double>(below + counts[bin]) < wanted) {
            below += counts[bin++];
        }
        // The open ends of the axis: an octave below the first edge, the maximum above the last.
        const double lower = bin == 0 ? ActivationHistogram::lowerEdge(0) / 2 : ActivationHistogram::lowerEdge(bin);
        const double edge = bin + 1 == bins ? top : ActivationHistogram::lowerEdge(bin + 1);
        const double upper = std::max(lower, std::min(top, edge));
        const double share =
            counts[bin] == 0 ? 0.0 : (wanted - static_cast<double>(below)) / static_cast<double>(counts[bin]);
        cuts[i] = static_cast<float>(lower * std::pow(upper / lower, std::clamp(share, 0.0, 1.0)));
    }
    return cuts;
}

ContextPicker::ContextPicker(const FeatureSumsCollector& sums, std::uint32_t first, std::uint32_t count)
    : m_first(first), m_count(count), m_gates(layout::scopes * count), m_kept(layout::scopes * count) {
    for (std::size_t scope = 0; scope < layout::scopes; ++scope) {
        for (std::uint32_t i = 0; i < count; ++i) {
            const auto which = static_cast<TokenScope>(scope);
            Gate& gate = m_gates[scope * count + i];
            gate.cuts = bandCuts(sums.histogram(first + i, which), sums.sums(first + i, which).maximum);
            gate.worst.fill(std::numeric_limits<std::uint32_t>::max());
            gate.seed = mix(layout::contextSeed ^ (std::uint64_t{first + i} << 1) ^ scope);
        }
    }
}

std::size_t ContextPicker::groupBegin(std::size_t group) {
    return group == 0 ? 0 : layout::topContexts + (group - 1) * layout::contextsPerBand;
}

std::size_t ContextPicker::groupCapacity(std::size_t group) {
    if (group == 0) {
        return layout::topContexts;
    }
    return group <= layout::quantileBands ? layout::contextsPerBand : layout::randomContexts;
}

void ContextPicker::offer(std::size_t slot, std::size_t group, const Candidate& candidate) {
    if (candidate.rank > m_gates[slot].worst[group]) {
        return;
    }
    Kept& kept = m_kept[slot];
    Candidate* const begin = kept.candidates.data() + groupBegin(group);
    std::uint8_t& size = kept.sizes[group];
    const bool full = size == groupCapacity(group);
    if (full && !(candidate < *begin)) {
        return;
    }
    Candidate* end = begin + size;
    Candidate* const same =
        std::find_if(begin, end, [&](const Candidate& other) { return other.pair == candidate.pair; });
    if (same != end) {
        if (candidate < *same) {
            *same = candidate;
            std::make_heap(begin, end);
        }
    } else {
        if (full) {
            std::pop_heap(begin, end);
            end[-1] = candidate;
        } else {
            *end++ = candidate;
            ++size;
        }
        std::push_heap(begin, end);
    }
    if (size == groupCapacity(group)) {
        m_gates[slot].worst[group] = begin->rank;
    }
}

void ContextPicker::addLatent(std::size_t slot, std::uint64_t placeHash, Candidate candidate) {
    const Gate& gate = m_gates[slot];
    const std::uint64_t hash = mix(gate.seed ^ placeHash);
    // Counting the cuts at or below the value has no branch to mispredict, unlike a binary search.
    const float value = halfToFloat(candidate.half);
    std::size_t band = 0;
    for (const float cut : gate.cuts) {
        band += value >= cut ? 1 : 0;
    }
    candidate.rank = 0xffffu - candidate.half;
    offer(slot, 0, candidate);
    candidate.rank = static_cast<std::uint32_t>(hash >> 32);
    offer(slot, 1 + band, candidate);
    candidate.rank = static_cast<std::uint32_t>(hash);
    offer(slot, groups - 1, candidate);
}

void ContextPicker::add(const ShardFile& shard, std::uint32_t local) {
    constexpr auto ends = static_cast<std::size_t>(TokenScope::SentenceEnds);
    constexpr auto all = static_cast<std::size_t>(TokenScope::AllTokens);
    Candidate candidate;
    candidate.pair = shard.firstPair() + local;
    for (std::uint32_t segment = 0; segment < 3; ++segment) {
        SegmentReader reader = shard.read(local, static_cast<Segment>(segment));
        while (reader.next()) {
            candidate.place = segment << layout::placeTokenBits | reader.index();
            const std::uint64_t placeHash = mix(std::uint64_t{candidate.pair} << 32 | candidate.place);
            const bool sentenceEnd = reader.token().sentenceEnd;
            reader.forEachLatent([&](std::uint32_t feature, std::uint16_t half) {
                const std::uint32_t own = feature - m_first;  // unsigned: large below m_first
                if (own >= m_count) {
                    return;
                }
                candidate.half = half;
                addLatent(all * m_count + own, placeHash, candidate);
                if (sentenceEnd) {
                    addLatent(ends * m_count + own, placeHash, candidate);
                }
            });
        }
    }
}

std::vector<ContextRef> ContextPicker::contexts(std::uint32_t feature, TokenScope scope) const {
    const Kept& kept = m_kept[static_cast<std::size_t>(scope) * m_count + (feature - m_first)];
    std::vector<ContextRef> result;
    const auto take = [&](std::size_t group, ContextKind kind, std::uint8_t band) {
        const Candidate* const begin = kept.candidates.data() + groupBegin(group);
        std::vector<Candidate> candidates(begin, begin + kept.sizes[group]);
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            return std::tuple(b.half, a.pair, a.place) < std::tuple(a.half, b.pair, b.place);
        });
        for (const Candidate& candidate : candidates) {
            ContextRef context;
            context.pair = PairIndex(candidate.pair);
            context.segment = static_cast<Segment>(candidate.place >> layout::placeTokenBits);
            context.token = candidate.place & ((1u << layout::placeTokenBits) - 1);
            context.value = halfToFloat(candidate.half);
            context.kind = kind;
            context.band = band;
            result.push_back(context);
        }
    };
    take(0, ContextKind::Top, 0);
    for (std::size_t band = layout::quantileBands; band-- > 0;) {
        take(1 + band, ContextKind::Quantile, static_cast<std::uint8_t>(band));
    }
    take(groups - 1, ContextKind::Random, 0);
    return result;
}

}  // namespace saferscope
