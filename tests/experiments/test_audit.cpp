// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/audit.h"
#include "tests/features/index_fixture.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <limits>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

std::vector<PairSignal> flippedSome(std::uint64_t count, std::vector<std::uint8_t>& bad, std::uint64_t seed) {
    Random random(seed);
    std::vector<PairSignal> signals;
    for (std::uint64_t i = 0; i < count; ++i) {
        const bool wrong = random.uniform() < 0.1;
        const double side = wrong ? -1.0 : 1.0;
        PairSignal pair;
        pair.id = "p" + std::to_string(i);
        pair.position = i;
        pair.score = side * (1.0 + random.normal());
        pair.margin = side * (1.0 + random.normal());
        signals.push_back(pair);
        bad.push_back(wrong ? 1 : 0);
    }
    return signals;
}

std::vector<std::uint8_t> inOrder(const AuditRanking& ranking, const std::vector<std::uint8_t>& bad) {
    std::vector<std::uint8_t> list;
    for (const auto& row : ranking.rows) {
        list.push_back(bad[row.position]);
    }
    return list;
}

}  // namespace

TEST(suspicion_combines_score_and_loss_on_equal_terms) {
    std::vector<PairSignal> signals(4);
    const double scores[] = {1.0, -1.0, 0.0, 2.0};
    const double margins[] = {1000.0, -2000.0, 0.5, -1.0};
    for (std::uint64_t i = 0; i < 4; ++i) {
        signals[i].id = std::string(1, static_cast<char>('a' + i));
        signals[i].position = i;
        signals[i].score = scores[i];
        signals[i].margin = margins[i];
    }
    const auto ranking = rankSuspicion(signals);
    CHECK_EQ(ranking.rows.size(), 4u);
    CHECK_EQ(ranking.rows.front().id, std::string("b"));  // lowest score, largest loss
    CHECK_EQ(ranking.rows.back().id, std::string("a"));
    // Blom's scores of four: +-1.049 and +-0.299.
    CHECK_NEAR(ranking.rows.front().combined, 1.0491, 1e-3);
    CHECK_NEAR(ranking.rows.back().combined, 0.5 * (-0.2993 - 1.0491), 1e-3);
    // A monotone change of scale changes nothing.
    for (auto& pair : signals) {
        pair.score = std::exp(*pair.score);
    }
    const auto scaled = rankSuspicion(signals);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK_EQ(scaled.rows[i].id, ranking.rows[i].id);
    }
    signals[2].score = std::numeric_limits<double>::quiet_NaN();
    signals[3].margin.reset();
    signals[3].unknownBecause = "the index does not hold it";
    const auto fewer = rankSuspicion(signals);
    CHECK_EQ(fewer.rows.size(), 2u);
    CHECK(fewer.excluded[0] == (ExcludedPair{"c", "it has no score or no margin"}));
    CHECK(fewer.excluded[1] == (ExcludedPair{"d", "the index does not hold it"}));
    CHECK(rankSuspicion({}).rows.empty());
}

TEST(detection_is_measured_and_two_signals_beat_one) {
    std::vector<std::uint8_t> bad;
    const auto signals = flippedSome(2000, bad, 3);
    const auto ranking = rankSuspicion(signals);
    const auto labels = inOrder(ranking, bad);
    const auto total = static_cast<std::uint64_t>(std::count(bad.begin(), bad.end(), 1));
    const auto detections = measureDetection(ranking, labels);
    CHECK_EQ(detections.size(), 4u);
    CHECK(detections[0].roc.area > detections[1].roc.area);
    CHECK(detections[0].roc.area > detections[2].roc.area);
    CHECK_NEAR(detections[2].roc.area, detections[3].roc.area, 1e-12);  // loss is a function of the margin
    CHECK(detections[1].roc.area > 0.85);
    for (const auto& detection : detections) {
        CHECK_EQ(detection.roc.positives, total);
        CHECK_EQ(detection.precision.size(), 4u);
        // Counted again by hand.
        std::vector<std::pair<double, std::string>> order;
        for (const auto& row : ranking.rows) {
            order.emplace_back(-row.suspicion(detection.by), row.id);
        }
        std::sort(order.begin(), order.end());
        for (const auto& at : detection.precision) {
            std::uint64_t hits = 0;
            for (std::uint64_t i = 0; i < at.k; ++i) {
                hits += bad[std::stoul(order[i].second.substr(1))];
            }
            CHECK_EQ(at.bad, hits);
        }
    }
    CHECK(!measureDetection(ranking, std::vector<std::uint8_t>(2000, 0))[0].roc.defined());
}

TEST(contributions_add_up_to_the_score_and_point_at_the_strongest_token) {
    const TemporaryFolder folder;
    const auto pairs = fixture::randomPairs({.seed = 4, .pairs = 30});
    fixture::writeIndex(folder.path() / "index", pairs, fixture::manifestFor(40), 7);
    const auto index = FeatureIndex::open(folder.path() / "index");
    CHECK_OK(index);
    std::vector<WeightedFeature> features;
    for (std::uint32_t i = 0; i < 20; ++i) {
        features.push_back({FeatureId(i), i % 2 == 0 ? 1.0 : -0.5});
    }
    for (const auto scope : {TokenScope::SentenceEnds, TokenScope::AllTokens}) {
        for (std::uint32_t p = 0; p < 30; ++p) {
            const auto all = explainScore(**index, PairIndex(p), features, scope, 100);
            double sum = 0.0;
            for (std::size_t i = 0; i < all.size(); ++i) {
                const auto& one = all[i];
                sum += one.contribution;
                CHECK(one.feature.value() < 20);
                CHECK(i == 0 || std::abs(all[i - 1].contribution) >= std::abs(one.contribution));
                const auto values = (*index)->featureValues(PairIndex(p), one.segment, one.feature);
                CHECK_EQ(static_cast<double>(values.at(one.token)), one.value);
                const auto tokens = (*index)->tokens(PairIndex(p), one.segment);
                for (std::size_t t = 0; t < values.size(); ++t) {
                    CHECK((scope == TokenScope::SentenceEnds && !tokens[t].sentenceEnd) ||
                          static_cast<double>(values[t]) <= one.value);
                }
                CHECK((*index)->segmentText(PairIndex(p), one.segment).find(one.text) != std::string_view::npos);
            }
            CHECK_NEAR(sum, pairScore(**index, PairIndex(p), features, scope), 1e-6 * (1.0 + std::abs(sum)));
            const auto three = explainScore(**index, PairIndex(p), features, scope, 3);
            CHECK(three.size() == std::min<std::size_t>(3, all.size()));
        }
    }
    CHECK(explainScore(**index, PairIndex(999), features, TokenScope::AllTokens, 3).empty());
}
