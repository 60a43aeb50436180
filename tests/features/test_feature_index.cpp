// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_index.h"
#include "tests/features/index_fixture.h"
#include "tests/features/slow_reference.h"
#include "tests/support/check.h"

#include <algorithm>
#include <limits>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

constexpr TokenScope scopes[] = {TokenScope::SentenceEnds, TokenScope::AllTokens};
constexpr Segment segments[] = {Segment::Prompt, Segment::Chosen, Segment::Rejected};

std::shared_ptr<const FeatureIndex> openIndex(const std::filesystem::path& folder) {
    auto index = FeatureIndex::open(folder);
    CHECK_OK(index);
    return *index;
}

void checkSegment(const FeatureIndex& index, PairIndex pair, Segment which, const IndexedSegment& expected,
                  std::uint32_t features) {
    CHECK_EQ(index.segmentText(pair, which), expected.text);
    const auto tokens = index.tokens(pair, which);
    CHECK_EQ(tokens.size(), expected.tokens.size());
    for (std::uint32_t t = 0; t < tokens.size(); ++t) {
        CHECK_EQ(tokens[t].id, expected.tokens[t].id);
        CHECK_EQ(tokens[t].begin, expected.tokens[t].begin);
        CHECK_EQ(tokens[t].end, expected.tokens[t].end);
        CHECK_EQ(tokens[t].sentenceEnd, expected.tokens[t].sentenceEnd);
        CHECK_EQ(tokens[t].response, expected.tokens[t].response);
        std::map<std::uint32_t, float> wanted;
        for (const LatentEntry& entry : expected.latents[t]) {
            if (entry.value > 0.0f) {
                wanted[entry.feature.value()] = reference::storedValue(entry.value);
            }
        }
        const auto latents = index.latents(pair, which, t);
        CHECK_EQ(latents.size(), wanted.size());
        for (std::size_t i = 0; i < latents.size(); ++i) {
            CHECK_EQ(latents[i].value, wanted.at(latents[i].feature.value()));
            CHECK(i == 0 || latents[i - 1].value > latents[i].value ||
                  (latents[i - 1].value == latents[i].value && latents[i - 1].feature < latents[i].feature));
        }
    }
    for (std::uint32_t f = 0; f < std::min(features, 50u); ++f) {
        const auto values = index.featureValues(pair, which, FeatureId(f));
        CHECK_EQ(values.size(), tokens.size());
        for (std::uint32_t t = 0; t < values.size(); ++t) {
            float wanted = 0.0f;
            for (const LatentEntry& entry : expected.latents[t]) {
                if (entry.feature.value() == f && entry.value > 0.0f) {
                    wanted = reference::storedValue(entry.value);
                }
            }
            CHECK_EQ(values[t], wanted);
        }
    }
}

void checkAgainstReference(const std::vector<IndexedPair>& pairs, std::uint32_t features, std::uint32_t pairsPerShard) {
    const TemporaryFolder folder;
    fixture::writeIndex(folder.path() / "index", pairs, fixture::manifestFor(features), pairsPerShard);
    const auto index = openIndex(folder.path() / "index");
    CHECK_OK(index->verify());
    CHECK_EQ(index->pairCount(), pairs.size());
    CHECK_EQ(index->featureCount(), features);
    std::uint64_t won = 0;
    for (std::uint32_t p = 0; p < pairs.size(); ++p) {
        const PairRecord record = index->pair(PairIndex(p));
        CHECK_EQ(record.id, pairs[p].id);
        CHECK_EQ(record.subset, pairs[p].subset);
        CHECK_EQ(record.rewardChosen, pairs[p].rewardChosen);
        CHECK_EQ(record.rewardRejected, pairs[p].rewardRejected);
        CHECK_EQ(index->findPair(pairs[p].id)->value(), p);
        won += pairs[p].rewardChosen > pairs[p].rewardRejected ? 1 : 0;
        for (const Segment which : segments) {
            const auto at = static_cast<std::size_t>(which);
            CHECK_EQ(record.tokens[at], reference::positions(pairs[p], which, TokenScope::AllTokens));
            CHECK_EQ(record.positions[at], reference::positions(pairs[p], which, TokenScope::SentenceEnds));
            checkSegment(*index, PairIndex(p), which, pairs[p].segments[at], features);
        }
    }
    CHECK(!index->findPair("no such pair"));
    CHECK_NEAR(index->manifest().accuracy, static_cast<double>(won) / static_cast<double>(pairs.size()), 1e-12);
    for (const TokenScope scope : scopes) {
        const auto at = static_cast<std::size_t>(scope);
        const auto all = reference::firings(pairs, scope);
        std::uint64_t positions = 0;
        std::uint64_t latents = 0;
        for (const IndexedPair& pair : pairs) {
            for (const Segment which : segments) {
                positions += reference::positions(pair, which, scope);
            }
        }
        for (std::uint32_t f = 0; f < features; ++f) {
            const FeatureSums& sums = index->sums(FeatureId(f), scope);
            const FeatureSums wanted = reference::sums(pairs, all, f, scope);
            CHECK_NEAR(sums.prompt, wanted.prompt, 1e-9 * (1.0 + wanted.prompt));
            CHECK_NEAR(sums.chosen, wanted.chosen, 1e-9 * (1.0 + wanted.chosen));
            CHECK_NEAR(sums.rejected, wanted.rejected, 1e-9 * (1.0 + wanted.rejected));
            CHECK_NEAR(sums.chosenNormalised, wanted.chosenNormalised, 1e-9 * (1.0 + wanted.chosenNormalised));
            CHECK_NEAR(sums.rejectedNormalised, wanted.rejectedNormalised, 1e-9 * (1.0 + wanted.rejectedNormalised));
            CHECK_EQ(sums.promptCount, wanted.promptCount);
            CHECK_EQ(sums.chosenCount, wanted.chosenCount);
            CHECK_EQ(sums.rejectedCount, wanted.rejectedCount);
            CHECK_EQ(sums.maximum, wanted.maximum);
            latents += sums.promptCount + sums.chosenCount + sums.rejectedCount;
            const auto histogram = index->histogram(FeatureId(f), scope);
            const auto wantedHistogram = reference::histogram(all, f);
            CHECK(histogram.prompt == wantedHistogram.prompt);
            CHECK(histogram.chosen == wantedHistogram.chosen);
            CHECK(histogram.rejected == wantedHistogram.rejected);
        }
        CHECK_EQ(index->manifest().positions[at], positions);
        if (scope == TokenScope::AllTokens) {
            CHECK_EQ(index->manifest().latents, latents);
        }
        CHECK_NEAR(index->manifest().l0[at], static_cast<double>(latents) / static_cast<double>(positions), 1e-12);
        CHECK_NEAR(index->manifest().deadFraction[at],
                   1.0 - static_cast<double>(all.size()) / static_cast<double>(features), 1e-12);
    }
}

}  // namespace

TEST(index_agrees_with_the_slow_reference) {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        fixture::RandomPairsOptions options;
        options.seed = seed;
        checkAgainstReference(fixture::randomPairs(options), options.features, seed % 2 == 0 ? 4 : 1000);
    }
}

TEST(index_holds_feature_ids_above_16_bits) {
    fixture::RandomPairsOptions options;
    options.features = 70000;
    options.pairs = 6;
    const auto pairs = fixture::randomPairs(options);
    std::uint32_t largest = 0;
    for (const auto& [feature, list] : reference::firings(pairs, TokenScope::AllTokens)) {
        largest = std::max(largest, feature);
    }
    CHECK(largest > 65535);
    checkAgainstReference(pairs, options.features, 4);
}

TEST(shard_size_changes_the_files_and_nothing_else) {
    fixture::RandomPairsOptions options;
    options.pairs = 20;
    const auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    const auto manifest = fixture::manifestFor(options.features);
    fixture::writeIndex(folder.path() / "small", pairs, manifest, 3);
    fixture::writeIndex(folder.path() / "large", pairs, manifest, 1000);
    auto small = fixture::folderContents(folder.path() / "small");
    auto large = fixture::folderContents(folder.path() / "large");
    CHECK_EQ(small.size(), 6u + 7u);
    CHECK_EQ(large.size(), 6u + 1u);
    for (const char* table : {"sums.bin", "histograms.bin", "contexts.bin", "statistics.bin", "subsets.bin"}) {
        CHECK(!small[table].empty());
        CHECK(small[table] == large[table]);
    }
    const auto a = openIndex(folder.path() / "small");
    const auto b = openIndex(folder.path() / "large");
    CHECK_EQ(dumpJson(toJson(a->manifest())), dumpJson(toJson(b->manifest())));
    for (std::uint32_t p = 0; p < pairs.size(); ++p) {
        CHECK_EQ(a->pair(PairIndex(p)).id, b->pair(PairIndex(p)).id);
        CHECK_EQ(a->segmentText(PairIndex(p), Segment::Chosen), b->segmentText(PairIndex(p), Segment::Chosen));
    }
}

TEST(the_same_pairs_give_the_same_bytes) {
    fixture::RandomPairsOptions options;
    const auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    for (const char* name : {"a", "b"}) {
        fixture::writeIndex(folder.path() / name, pairs, fixture::manifestFor(options.features), 5);
    }
    CHECK(fixture::folderContents(folder.path() / "a") == fixture::folderContents(folder.path() / "b"));
    CHECK_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);  // nothing left beside them
}

TEST(out_of_range_questions_get_empty_answers) {
    fixture::RandomPairsOptions options;
    const auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    fixture::writeIndex(folder.path() / "index", pairs, fixture::manifestFor(options.features), 5);
    const auto index = openIndex(folder.path() / "index");
    const PairIndex noPair(static_cast<std::uint32_t>(pairs.size()));
    const FeatureId noFeature(options.features);
    CHECK(index->pair(noPair).id.empty());
    CHECK(index->segmentText(noPair, Segment::Prompt).empty());
    CHECK(index->tokens(noPair, Segment::Prompt).empty());
    CHECK(index->latents(noPair, Segment::Prompt, 0).empty());
    CHECK(index->latents(PairIndex(0), Segment::Prompt, 1u << 31).empty());
    CHECK(index->featureValues(noPair, Segment::Prompt, FeatureId(0)).empty());
    for (const float value : index->featureValues(PairIndex(0), Segment::Chosen, noFeature)) {
        CHECK_EQ(value, 0.0f);
    }
    CHECK_EQ(index->sums(noFeature, TokenScope::AllTokens).maximum, 0.0f);
    CHECK_EQ(index->histogram(noFeature, TokenScope::AllTokens).chosen[0], 0u);
    CHECK(index->contexts(noFeature, TokenScope::AllTokens).empty());
    CHECK_EQ(index->statistics(noFeature, TokenScope::AllTokens).firingPairs, 0u);
    CHECK_EQ(index->subsetSums(noFeature, TokenScope::AllTokens, 0).firingPairs, 0u);
    CHECK_EQ(index->subsetSums(FeatureId(0), TokenScope::AllTokens, 999).total, 0.0);
}

TEST(empty_index_opens) {
    const TemporaryFolder folder;
    fixture::writeIndex(folder.path() / "index", {}, fixture::manifestFor(8), 5);
    const auto index = openIndex(folder.path() / "index");
    CHECK_EQ(index->pairCount(), 0u);
    CHECK(index->contexts(FeatureId(3), TokenScope::AllTokens).empty());
    CHECK_EQ(index->sums(FeatureId(3), TokenScope::AllTokens).prompt, 0.0);
}

TEST(contradictory_pairs_are_refused_and_leave_no_trace) {
    fixture::RandomPairsOptions options;
    const auto pairs = fixture::randomPairs(options);
    const TemporaryFolder folder;
    const auto manifest = fixture::manifestFor(options.features);
    fixture::writeIndex(folder.path() / "clean", pairs, manifest, 5);
    IndexedPair good;
    good.id = "bad one";
    for (IndexedSegment& segment : good.segments) {
        segment.text = "abc";
        segment.tokens.resize(1);
        segment.tokens[0].end = 3;
        segment.latents = {{{FeatureId(1), 1.0f}, {FeatureId(0), 0.5f}}};
    }
    std::vector<IndexedPair> bad(8, good);
    bad[0].segments[2].latents.clear();
    bad[1].segments[2].latents[0][0].feature = FeatureId(options.features);
    bad[2].segments[2].latents[0][0].feature = FeatureId(0);
    bad[3].segments[2].latents[0][0].value = std::numeric_limits<float>::infinity();
    bad[4].segments[2].tokens[0].end = 4;
    bad[5].segments[2].tokens[0].begin = 4;
    bad[6].segments[2].tokens[0].id = -1;
    bad[7].rewardChosen = std::numeric_limits<float>::quiet_NaN();
    auto writer = IndexWriter::create(folder.path() / "tried", manifest, 5);
    CHECK_OK(writer);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const auto refused = writer->add(bad[i % bad.size()]);
        CHECK(!refused);
        CHECK(refused.error().code == ErrorCode::InvalidInput);
        CHECK(refused.error().message.find("bad one") != std::string::npos);
        CHECK_OK(writer->add(pairs[i]));
        CHECK_EQ(writer->resumeAt(), i + 1);
    }
    CHECK_OK(writer->finish());
    CHECK(fixture::folderContents(folder.path() / "clean") == fixture::folderContents(folder.path() / "tried"));
}

TEST(writer_refuses_impossible_sizes_and_foreign_folders) {
    const TemporaryFolder folder;
    CHECK(!IndexWriter::create(folder.path() / "index", fixture::manifestFor(0)));
    CHECK(!IndexWriter::create(folder.path() / "index", fixture::manifestFor((1u << 24) + 1)));
    CHECK(!IndexWriter::create(folder.path() / "index", fixture::manifestFor(8), 0));
    std::filesystem::create_directories(folder.path() / "letters");
    fixture::overwriteFile(folder.path() / "letters" / "dear.txt", "keep me");
    CHECK(!IndexWriter::create(folder.path() / "letters", fixture::manifestFor(8)));
    CHECK_EQ(fixture::readFile(folder.path() / "letters" / "dear.txt"), "keep me");
    // An older index of that name is replaced; a trailing slash makes no difference.
    fixture::writeIndex(folder.path() / "index", {}, fixture::manifestFor(8), 5);
    fixture::writeIndex((folder.path() / "index").string() + "/", {}, fixture::manifestFor(9), 5);
    CHECK_EQ(openIndex(folder.path() / "index")->featureCount(), 9u);
}

TEST(quality_numbers_reach_the_manifest) {
    const TemporaryFolder folder;
    auto writer = IndexWriter::create(folder.path() / "index", fixture::manifestFor(8), 5);
    CHECK_OK(writer);
    IndexManifest quality;
    quality.fvu = {0.25, 0.5};
    quality.l0 = {3.0, 4.0};
    quality.deadFraction = {0.125, 0.0625};
    quality.accuracyReconstructed = 0.75;
    quality.rewardCorrelation = 0.875;
    writer->setQuality(quality);
    CHECK_OK(writer->finish());
    const auto manifest = openIndex(folder.path() / "index")->manifest();
    CHECK(manifest.fvu == quality.fvu);
    CHECK(manifest.l0 == quality.l0);
    CHECK(manifest.deadFraction == quality.deadFraction);
    CHECK_EQ(manifest.accuracyReconstructed, 0.75);
    CHECK_EQ(manifest.rewardCorrelation, 0.875);
    CHECK_EQ(manifest.modelHash, "model");
    CHECK_EQ(manifest.createdAt, "2026-01-01T00:00:00Z");
    CHECK_EQ(manifest.k, 6);
}
