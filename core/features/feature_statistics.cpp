// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_statistics.h"

#include "core/features/byte_codec.h"
#include "core/features/index_layout.h"
#include "core/features/table_file.h"

#include <cmath>

namespace saferscope {

void addTo(PairMoments& moments, double difference, double total) {
    moments.differences += difference * difference;
    moments.products += difference * total;
    moments.totals += total * total;
}

std::size_t foldOf(std::string_view pairId) {
    static_assert(FeatureStatistics::folds == 16);
    return static_cast<std::size_t>(codec::mix(codec::fnv1a(pairId)) >> 60);
}

FeatureStatisticsCollector::FeatureStatisticsCollector(std::uint32_t features)
    : m_features(features), m_states(layout::scopes * features), m_firingPairs(layout::scopes * features) {}

void FeatureStatisticsCollector::add(std::size_t slot, std::size_t fold, const PairShare& share) {
    State& state = m_states[slot];
    addTo(state.moments, share.difference, share.total);
    addTo(state.normalisedMoments, share.differenceNormalised, share.totalNormalised);
    const double square = share.differenceNormalised * share.differenceNormalised;
    state.cubes += square * share.differenceNormalised;
    state.fourthPowers += square * square;
    state.folds[fold][0] += share.difference;
    state.folds[fold][1] += share.total;
    ++m_firingPairs[slot];
}

Result<FileRecord> FeatureStatisticsCollector::write(const std::filesystem::path& path) const {
    const auto header = tableHeader(layout::statisticsMagic, m_features, layout::statisticsBytes, m_states.size());
    return writeTable(path, header, m_states.size(), [this](std::size_t slot, std::string& out) {
        const State& state = m_states[slot];
        for (const PairMoments* moments : {&state.moments, &state.normalisedMoments}) {
            codec::put<double>(out, moments->differences);
            codec::put<double>(out, moments->products);
            codec::put<double>(out, moments->totals);
        }
        codec::put<double>(out, state.cubes);
        codec::put<double>(out, state.fourthPowers);
        for (const std::size_t which : {0u, 1u}) {
            for (const auto& fold : state.folds) {
                codec::put<float>(out, static_cast<float>(fold[which]));
            }
        }
        codec::put<std::uint32_t>(out, m_firingPairs[slot]);
        codec::put<std::uint32_t>(out, 0);
    });
}

FeatureStatistics decodeStatistics(std::span<const std::byte> record) {
    FeatureStatistics statistics;
    const std::byte* at = record.data();
    for (PairMoments* moments : {&statistics.moments, &statistics.normalisedMoments}) {
        for (double* value : {&moments->differences, &moments->products, &moments->totals}) {
            *value = codec::get<double>(at);
            at += 8;
        }
    }
    for (double* value : {&statistics.cubes, &statistics.fourthPowers}) {
        *value = codec::get<double>(at);
        at += 8;
    }
    double check = 0.0;  // finite unless one of them is not
    for (auto* folds : {&statistics.difference, &statistics.total}) {
        for (double& sum : *folds) {
            sum = static_cast<double>(codec::get<float>(at));
            check += std::abs(sum);
            at += 4;
        }
    }
    statistics.firingPairs = codec::get<std::uint32_t>(at);
    for (const PairMoments* moments : {&statistics.moments, &statistics.normalisedMoments}) {
        check += std::abs(moments->products);
        const bool possible = moments->differences >= 0.0 && moments->totals >= 0.0;
        check += possible ? moments->differences + moments->totals : std::nan("");
    }
    check += std::abs(statistics.cubes) + std::abs(statistics.fourthPowers);
    return std::isfinite(check) ? statistics : FeatureStatistics();
}

}  // namespace saferscope
