// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_sums.h"

#include "core/base/half.h"
#include "core/features/index_layout.h"
#include "core/features/table_file.h"

#include <algorithm>
#include <cmath>

namespace saferscope {

namespace {

using Edges = std::array<double, ActivationHistogram::bins>;

const Edges& binEdges() {
    static const Edges edges = [] {
        Edges made{};
        double edge = ActivationHistogram::lowest;
        for (double& value : made) {
            value = edge;
            edge *= static_cast<double>(ActivationHistogram::ratio);
        }
        return made;
    }();
    return edges;
}

/// The features of a pair lie all over tables larger than the caches; this many ahead their memory is asked for.
constexpr std::size_t prefetchDistance = 12;

/// Bin of every fp16 value there can be.
const std::vector<std::uint8_t>& binsOfHalves() {
    static const std::vector<std::uint8_t> table = [] {
        std::vector<std::uint8_t> made(0x7c00);
        for (std::size_t half = 1; half < made.size(); ++half) {
            made[half] =
                static_cast<std::uint8_t>(ActivationHistogram::binOf(halfToFloat(static_cast<std::uint16_t>(half))));
        }
        return made;
    }();
    return table;
}

}  // namespace

double ActivationHistogram::lowerEdge(std::size_t bin) { return binEdges()[std::min(bin, bins - 1)]; }

std::size_t ActivationHistogram::binOf(float value) {
    const auto& edges = binEdges();
    const auto above = std::upper_bound(edges.begin() + 1, edges.end(), static_cast<double>(value));
    return static_cast<std::size_t>(above - edges.begin()) - 1;
}

FeatureSumsCollector::FeatureSumsCollector(std::uint32_t features, SubsetPlan subsets)
    : m_features(features),
      m_statistics(features),
      m_subsets(features, std::move(subsets)),
      m_sums(layout::scopes * features),
      m_histograms(layout::scopes * features),
      m_pairSums(layout::scopes * features) {}

const FeatureSums& FeatureSumsCollector::sums(std::uint32_t feature, TokenScope scope) const {
    return m_sums[slot(feature, static_cast<std::size_t>(scope))];
}

const ActivationHistogram& FeatureSumsCollector::histogram(std::uint32_t feature, TokenScope scope) const {
    return m_histograms[slot(feature, static_cast<std::size_t>(scope))];
}

void FeatureSumsCollector::addLatent(std::uint32_t feature, std::uint16_t half, std::size_t scope,
                                     std::size_t segment) {
    const std::size_t at = slot(feature, scope);
    const float value = halfToFloat(half);
    PairSums& pairSums = m_pairSums[at];
    if (pairSums.bySegment == PairSums{}.bySegment) {  // stored values are above 0, so this is the first of the pair
        m_touched[scope].push_back(feature);
    }
    pairSums.bySegment[segment] += value;
    FeatureSums& sums = m_sums[at];
    ActivationHistogram& histogram = m_histograms[at];
    const std::uint8_t bin = binsOfHalves()[half];
    switch (static_cast<Segment>(segment)) {
        case Segment::Prompt:
            ++sums.promptCount;
            ++histogram.prompt[bin];
            break;
        case Segment::Chosen:
            ++sums.chosenCount;
            ++histogram.chosen[bin];
            break;
        case Segment::Rejected:
            ++sums.rejectedCount;
            ++histogram.rejected[bin];
            break;
    }
    sums.maximum = std::max(sums.maximum, value);
    ++m_totals.latents[scope];
}

void FeatureSumsCollector::add(const ShardFile& shard, std::uint32_t local) {
    constexpr auto ends = static_cast<std::size_t>(TokenScope::SentenceEnds);
    constexpr auto all = static_cast<std::size_t>(TokenScope::AllTokens);
    std::array<std::array<std::uint64_t, 3>, layout::scopes> positions{};
    for (std::size_t segment = 0; segment < 3; ++segment) {
        SegmentReader reader = shard.read(local, static_cast<Segment>(segment));
        while (reader.next()) {
            const bool sentenceEnd = reader.token().sentenceEnd;
            ++positions[all][segment];
            positions[ends][segment] += sentenceEnd ? 1 : 0;
            reader.forEachLatent([&](std::uint32_t feature, std::uint16_t half) {
                addLatent(feature, half, all, segment);
                if (sentenceEnd) {
                    addLatent(feature, half, ends, segment);
                }
            });
        }
    }
    const PairRecord record = shard.pair(local);
    const std::size_t fold = foldOf(record.id);
    const std::size_t subset = m_subsets.plan().indexOf(record.subset);
    for (std::size_t scope = 0; scope < layout::scopes; ++scope) {
        const auto& count = positions[scope];
        const double chosenPositions = static_cast<double>(std::max<std::uint64_t>(1, count[0] + count[1]));
        const double rejectedPositions = static_cast<double>(std::max<std::uint64_t>(1, count[0] + count[2]));
        const auto& touched = m_touched[scope];
        for (std::size_t i = 0; i < touched.size(); ++i) {
            if (i + prefetchDistance < touched.size()) {
                const std::size_t ahead = slot(touched[i + prefetchDistance], scope);
                for (const void* address : m_statistics.addressesOf(ahead, fold)) {
                    __builtin_prefetch(address, 1);
                }
                __builtin_prefetch(m_subsets.addressOf(ahead, subset), 1);
            }
            const std::size_t at = slot(touched[i], scope);
            const auto& [prompt, chosen, rejected] = m_pairSums[at].bySegment;
            const double chosenMean = (prompt + chosen) / chosenPositions;
            const double rejectedMean = (prompt + rejected) / rejectedPositions;
            FeatureSums& sums = m_sums[at];
            sums.prompt += prompt;
            sums.chosen += chosen;
            sums.rejected += rejected;
            sums.chosenNormalised += chosenMean;
            sums.rejectedNormalised += rejectedMean;
            const PairShare share{chosen - rejected, 2.0 * prompt + chosen + rejected, chosenMean - rejectedMean,
                                  chosenMean + rejectedMean};
            m_statistics.add(at, fold, share);
            m_subsets.add(at, subset, share);
            m_pairSums[at] = {};
        }
        m_touched[scope].clear();
        m_totals.positions[scope] += count[0] + count[1] + count[2];
    }
    m_totals.won += record.margin() > 0.0f ? 1 : 0;
    ++m_totals.pairs;
}

FeatureSumsCollector::Totals FeatureSumsCollector::totals() const {
    Totals totals = m_totals;
    for (std::size_t scope = 0; scope < layout::scopes; ++scope) {
        totals.liveFeatures[scope] = static_cast<std::uint64_t>(
            std::count_if(m_sums.begin() + static_cast<std::ptrdiff_t>(scope * m_features),
                          m_sums.begin() + static_cast<std::ptrdiff_t>((scope + 1) * m_features),
                          [](const FeatureSums& sums) { return sums.maximum > 0.0f; }));
    }
    return totals;
}

Result<FileRecord> FeatureSumsCollector::writeSums(const std::filesystem::path& path) const {
    const auto header = tableHeader(layout::sumsMagic, m_features, layout::sumsBytes, m_sums.size());
    return writeTable(path, header, m_sums.size(), [this](std::size_t i, std::string& out) {
        const FeatureSums& sums = m_sums[i];
        for (const double value :
             {sums.prompt, sums.chosen, sums.rejected, sums.chosenNormalised, sums.rejectedNormalised}) {
            codec::put<double>(out, value);
        }
        for (const std::uint64_t count : {sums.promptCount, sums.chosenCount, sums.rejectedCount}) {
            codec::put<std::uint64_t>(out, count);
        }
        codec::put<float>(out, sums.maximum);
        codec::put<std::uint32_t>(out, 0);
    });
}

Result<FileRecord> FeatureSumsCollector::writeHistograms(const std::filesystem::path& path) const {
    const auto header = tableHeader(layout::histogramsMagic, m_features, histogramBytes(), m_histograms.size());
    return writeTable(path, header, m_histograms.size(), [this](std::size_t i, std::string& out) {
        for (const auto* counts : {&m_histograms[i].prompt, &m_histograms[i].chosen, &m_histograms[i].rejected}) {
            for (const std::uint32_t count : *counts) {
                codec::put<std::uint32_t>(out, count);
            }
        }
    });
}

Result<std::vector<FeatureSums>> readFeatureSums(const std::filesystem::path& path, std::uint32_t features) {
    const auto table = TableFile::openPerFeature(path, layout::sumsMagic, features, layout::sumsBytes);
    if (!table) {
        return failure(table);
    }
    table->expect(0, layout::scopes * std::size_t{features});
    std::vector<FeatureSums> all(layout::scopes * features);
    const std::byte* at = table->records().data();
    for (FeatureSums& sums : all) {
        double* const values[] = {&sums.prompt, &sums.chosen, &sums.rejected, &sums.chosenNormalised,
                                  &sums.rejectedNormalised};
        std::uint64_t* const counts[] = {&sums.promptCount, &sums.chosenCount, &sums.rejectedCount};
        bool good = true;
        for (std::size_t i = 0; i < std::size(values); ++i) {
            *values[i] = codec::get<double>(at + 8 * i);
            good = good && std::isfinite(*values[i]) && *values[i] >= 0.0;
        }
        for (std::size_t i = 0; i < std::size(counts); ++i) {
            *counts[i] = codec::get<std::uint64_t>(at + 40 + 8 * i);
        }
        sums.maximum = codec::get<float>(at + 64);
        if (!good || !std::isfinite(sums.maximum) || sums.maximum < 0.0f) {
            return fail(ErrorCode::InvalidInput, path.string() + " holds a sum that cannot be: it is damaged.",
                        "Build the index again.");
        }
        at += layout::sumsBytes;
    }
    return all;
}

ActivationHistogram decodeHistogram(std::span<const std::byte> record) {
    ActivationHistogram histogram;
    const std::byte* at = record.data();
    for (auto* counts : {&histogram.prompt, &histogram.chosen, &histogram.rejected}) {
        for (std::uint32_t& count : *counts) {
            count = codec::get<std::uint32_t>(at);
            at += 4;
        }
    }
    return histogram;
}

std::uint32_t histogramBytes() { return 12u * static_cast<std::uint32_t>(ActivationHistogram::bins); }

}  // namespace saferscope
