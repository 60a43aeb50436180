// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/audit.h"

#include "core/base/half.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace saferscope {

namespace {

/// Inverse of the normal distribution function by bisection; 60 halvings of [-40, 40] are exact to a double's last bits
/// that matter here.
double normalQuantile(double share) {
    double low = -40.0;
    double high = 40.0;
    for (int step = 0; step < 60; ++step) {
        const double middle = 0.5 * (low + high);
        (0.5 * std::erfc(-middle / std::sqrt(2.0)) < share ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

std::vector<double> normalScores(const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return values[i]; });
    std::vector<double> scores(values.size());
    const auto n = static_cast<double>(values.size());
    for (std::size_t begin = 0; begin < order.size();) {
        std::size_t end = begin;
        while (end < order.size() && values[order[end]] == values[order[begin]]) {
            ++end;
        }
        const double rank = 0.5 * static_cast<double>(begin + end + 1);
        const double score = normalQuantile((rank - 0.375) / (n + 0.25));
        for (; begin < end; ++begin) {
            scores[order[begin]] = score;
        }
    }
    return scores;
}

/// The token and what stands before it, not cutting a character.
std::string contextOf(std::string_view text, const TokenInfo& token) {
    constexpr std::size_t before = 60;
    std::size_t begin = token.begin > before ? token.begin - before : 0;
    const std::size_t end = std::min<std::size_t>(token.end, text.size());
    while (begin < end && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) {
        ++begin;
    }
    return begin < end ? std::string(text.substr(begin, end - begin)) : std::string();
}

}  // namespace

const char* suspicionName(Suspicion suspicion) {
    switch (suspicion) {
        case Suspicion::Combined:
            return "combined";
        case Suspicion::Score:
            return "score";
        case Suspicion::Margin:
            return "margin";
        case Suspicion::Loss:
            break;
    }
    return "loss";
}

double AuditRow::suspicion(Suspicion by) const {
    switch (by) {
        case Suspicion::Combined:
            return combined;
        case Suspicion::Score:
            return -score;
        case Suspicion::Margin:
            return -margin;
        case Suspicion::Loss:
            break;
    }
    return loss;
}

AuditRanking rankSuspicion(std::span<const PairSignal> signals) {
    AuditRanking ranking;
    std::vector<const PairSignal*> unknown;
    for (const PairSignal& pair : signals) {
        const auto score = signalOf(pair, Strategy::Safer, 0);
        const auto margin = signalOf(pair, Strategy::MarginLow, 0);
        const auto loss = signalOf(pair, Strategy::Loss, 0);
        if (score && margin && loss) {
            ranking.rows.push_back({pair.id, pair.position, *score, *margin, *loss, 0.0});
        } else {
            unknown.push_back(&pair);
        }
    }
    std::ranges::sort(unknown, {}, &PairSignal::position);
    for (const PairSignal* pair : unknown) {
        ranking.excluded.push_back(
            {pair->id, pair->unknownBecause.empty() ? "it has no score or no margin" : pair->unknownBecause});
    }
    std::vector<double> byScore;
    std::vector<double> byLoss;
    for (const AuditRow& row : ranking.rows) {
        byScore.push_back(-row.score);
        byLoss.push_back(row.loss);
    }
    byScore = normalScores(byScore);
    byLoss = normalScores(byLoss);
    for (std::size_t i = 0; i < ranking.rows.size(); ++i) {
        ranking.rows[i].combined = 0.5 * (byScore[i] + byLoss[i]);
    }
    std::ranges::sort(ranking.rows, [](const AuditRow& a, const AuditRow& b) {
        return a.combined != b.combined ? a.combined > b.combined : a.id < b.id;
    });
    return ranking;
}

std::vector<Detection> measureDetection(const AuditRanking& ranking, std::span<const std::uint8_t> bad) {
    const auto& rows = ranking.rows;
    const auto total =
        static_cast<std::uint64_t>(std::ranges::count_if(bad, [](std::uint8_t one) { return one != 0; }));
    std::vector<Detection> detections;
    for (const Suspicion by : allSuspicions) {
        std::vector<double> values;
        values.reserve(rows.size());
        for (const AuditRow& row : rows) {
            values.push_back(row.suspicion(by));
        }
        Detection detection;
        detection.by = by;
        detection.roc = rocArea(values, bad);
        std::vector<std::size_t> order(rows.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
            return values[a] != values[b] ? values[a] > values[b] : rows[a].id < rows[b].id;
        });
        std::vector<std::uint64_t> depths = {10, 50, 100, total};
        std::ranges::sort(depths);
        depths.erase(std::unique(depths.begin(), depths.end()), depths.end());
        for (const std::uint64_t k : depths) {
            if (k == 0 || k > rows.size()) {
                continue;
            }
            PrecisionAt at{k, 0};
            for (std::size_t i = 0; i < k; ++i) {
                at.bad += bad[order[i]] != 0 ? 1 : 0;
            }
            detection.precision.push_back(at);
        }
        detections.push_back(std::move(detection));
    }
    return detections;
}

std::vector<FeatureContribution> explainScore(const FeatureIndex& index, PairIndex pair,
                                              std::span<const WeightedFeature> features, TokenScope scope,
                                              std::size_t top) {
    struct Seen {
        std::array<double, 3> sums{};
        FeatureContribution best;
        TokenInfo token;
        bool inAnswer = false;
    };
    std::unordered_map<std::uint32_t, double> weights;
    for (const WeightedFeature& entry : features) {
        weights[entry.feature.value()] += entry.weight;
    }
    std::unordered_map<std::uint32_t, Seen> seen;
    std::array<double, 3> positions{};
    for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
        const auto at = static_cast<std::size_t>(segment);
        for (SegmentReader reader = index.read(pair, segment); reader.next();) {
            if (scope == TokenScope::SentenceEnds && !reader.token().sentenceEnd) {
                continue;
            }
            positions[at] += 1.0;
            reader.forEachLatent([&](std::uint32_t feature, std::uint16_t half) {
                if (!weights.contains(feature)) {
                    return;
                }
                Seen& one = seen[feature];
                const auto value = static_cast<double>(halfToFloat(half));
                one.sums[at] += value;
                const bool answer = segment != Segment::Prompt;
                if (answer != one.inAnswer ? answer : value > one.best.value) {
                    one.inAnswer = answer;
                    one.token = reader.token();
                    one.best = {FeatureId(feature), 0.0, segment, reader.index(), value, {}};
                }
            });
        }
    }
    std::vector<FeatureContribution> list;
    for (auto& [feature, one] : seen) {
        const auto mean = [&, sums = one.sums](std::size_t answer) {
            const double count = positions[0] + positions[answer];
            return count > 0.0 ? (sums[0] + sums[answer]) / count : 0.0;
        };
        one.best.contribution = weights[feature] * (mean(1) - mean(2));
        one.best.text = contextOf(index.segmentText(pair, one.best.segment), one.token);
        list.push_back(std::move(one.best));
    }
    std::ranges::sort(list, [](const FeatureContribution& a, const FeatureContribution& b) {
        const double left = std::abs(a.contribution);
        const double right = std::abs(b.contribution);
        return left != right ? left > right : a.feature < b.feature;
    });
    list.resize(std::min(list.size(), top));
    return list;
}

}  // namespace saferscope
