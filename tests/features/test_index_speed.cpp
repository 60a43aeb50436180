// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/features/contrast.h"
#include "core/features/subset_contrast.h"
#include "tests/features/index_fixture.h"
#include "tests/support/check.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <utility>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

class Stopwatch {
public:
    double seconds() const { return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_start).count(); }

private:
    const std::chrono::steady_clock::time_point m_start = std::chrono::steady_clock::now();
};

struct Shape {
    std::size_t pairs = 0;
    std::size_t latents = 0;  ///< per token
    std::uint32_t features = 16384;
};

/// 200 tokens a pair (80 prompt, 60 each answer); features drawn as skewed as real ones are.
IndexedPair bigPair(Random& random, const Shape& shape, std::size_t number) {
    IndexedPair pair;
    pair.id = "pair-" + std::to_string(number);
    pair.subset = "subset " + std::to_string(number % 5);
    pair.rewardChosen = static_cast<float>(random.normal());
    pair.rewardRejected = static_cast<float>(random.normal());
    std::vector<std::uint64_t> lastSeen(shape.features, 0);
    std::uint64_t stamp = 0;
    constexpr std::size_t lengths[] = {80, 60, 60};
    for (std::size_t s = 0; s < 3; ++s) {
        IndexedSegment& segment = pair.segments[s];
        segment.text.assign(lengths[s] * 4, 'w');
        for (std::uint32_t t = 0; t < lengths[s]; ++t) {
            segment.tokens.push_back(
                {static_cast<std::int32_t>(random.below(128000)), t * 4, t * 4 + 4, t % 12 == 11, s != 0});
            std::vector<LatentEntry> latents;
            ++stamp;
            while (latents.size() < shape.latents) {
                const auto id = static_cast<std::uint32_t>(shape.features * std::pow(random.uniform(), 2));
                if (std::exchange(lastSeen[id], stamp) != stamp) {
                    latents.push_back({FeatureId(id), static_cast<float>(0.05 + 4 * random.uniform())});
                }
            }
            segment.latents.push_back(std::move(latents));
        }
    }
    return pair;
}

void measure(const Shape& shape) {
    const TemporaryFolder folder;
    const fs::path path = folder.path() / "index";
    Random random(1);
    double adding = 0.0;
    auto writer = IndexWriter::create(path, fixture::manifestFor(shape.features));
    CHECK_OK(writer);
    for (std::size_t i = 0; i < shape.pairs; ++i) {
        const IndexedPair pair = bigPair(random, shape, i);
        const Stopwatch watch;
        CHECK_OK(writer->add(pair));
        adding += watch.seconds();
    }
    const Stopwatch finishing;
    CHECK_OK(writer->finish());
    const double finish = finishing.seconds();

    std::uint64_t all = 0;
    std::uint64_t tables = 0;
    for (const auto& entry : fs::directory_iterator(path)) {
        all += entry.file_size();
        tables += entry.path().filename().string().starts_with("shard") ? 0 : entry.file_size();
    }
    const Stopwatch opening;
    const auto index = FeatureIndex::open(path);
    CHECK_OK(index);
    const double open = opening.seconds();
    const double latents = static_cast<double>((*index)->manifest().latents);
    CHECK_EQ((*index)->manifest().latents, shape.pairs * 200 * shape.latents);

    std::size_t found = 0;
    const Stopwatch asking;
    for (std::uint32_t f = 0; f < 1000; ++f) {
        found += (*index)->contexts(FeatureId(f * 16), TokenScope::AllTokens).size();
    }
    const double contexts = asking.seconds() / 1000;
    CHECK(found > 0);
    const Stopwatch reading;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        found += (*index)->latents(PairIndex(i * 5), Segment::Chosen, 59).size();
    }
    const double token = reading.seconds() / 1000;
    const Stopwatch whole;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            SegmentReader reader = (*index)->read(PairIndex(i * 5 + 2), segment);
            while (reader.next()) {
                reader.forEachLatent([&](std::uint32_t, std::uint16_t) { ++found; });
            }
        }
    }
    const double pair = whole.seconds() / 1000;
    const Stopwatch contrasting;
    CHECK_EQ(computeContrasts(**index, TokenScope::SentenceEnds).size(), shape.features);
    const double contrast = contrasting.seconds();
    const Stopwatch parting;
    for (std::uint32_t f = 0; f < 1000; ++f) {
        found += subsetContrasts(**index, FeatureId(f * 16), TokenScope::SentenceEnds).size();
    }
    const double subsets = parting.seconds() / 1000;

    std::printf(
        "index of %zu pairs, %.0f M latents: add %.2f s, finish %.2f s, %.2f bytes per latent (%.2f in shards, text "
        "included), open %.1f ms, contexts %.1f us, latents of a token %.1f us, all latents of a pair %.1f us, "
        "contrasts of %u features %.1f ms, of a feature by subset %.1f us\n",
        shape.pairs, latents / 1e6, adding, finish, static_cast<double>(all) / latents,
        static_cast<double>(all - tables) / latents, open * 1e3, contexts * 1e6, token * 1e6, pair * 1e6,
        shape.features, contrast * 1e3, subsets * 1e6);
    CHECK(static_cast<double>(all - tables) / latents <= 4.5);  // the tables are of fixed size
    CHECK(pair < 1e-3);                                         // the goal for a pair's latents
    CHECK(open < 1.0);
    CHECK(contrast < (shape.features > 16384 ? 1.5 : 0.15));  // the window waits for it
}

}  // namespace

TEST(an_index_of_20000_pairs_with_16_latents_a_token) { measure({20000, 16}); }

TEST(an_index_of_6000_pairs_with_64_latents_a_token) { measure({6000, 64}); }

TEST(an_index_of_1500_pairs_with_131072_features) { measure({1500, 64, 131072}); }
