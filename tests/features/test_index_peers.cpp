// SPDX-License-Identifier: GPL-3.0-or-later
// The arrangements that benchmarks measure the index pass against have to find what the index pass finds.
#include "core/features/index_builder.h"
#include "tests/bench/peers/published_index.h"
#include "tests/bench/peers/sorted_index.h"
#include "tests/bench/realistic_pairs.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <cmath>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

struct Setting {
    RewardModel model;
    Sae sae;
    PairEncoder encoder = bench::byteEncoder();
    std::vector<PreferencePair> pairs = bench::realisticPairs(5);
    TemporaryFolder folder;
    std::shared_ptr<const FeatureIndex> index;

    Setting() : model(makeModel()), sae(makeSae()) {
        IndexBuildOptions options;
        options.measureReconstruction = false;
        const auto built = buildIndex(model, sae, encoder, pairs, {}, folder.path() / "ours", options, {}, {});
        CHECK_OK(built);
        index = *FeatureIndex::open(folder.path() / "ours");
    }
    static RewardModel makeModel() {
        ModelConfig config = testing::tinyConfig();
        config.vocabularySize = 256;
        config.maxPositions = 2048;
        config.padTokenId = -1;
        return testing::tinyModel(config);
    }
    static Sae makeSae() {
        SaeConfig config;
        config.inputSize = 24;
        config.latents = 64;
        config.k = 6;
        config.layer = 2;
        return Sae::random(config, 5);
    }
};

/// Sums of fp16 values; one latent of nearly equal value may be another.
constexpr double tolerance = 2e-3;

void checkSums(double actual, double expected) { CHECK_NEAR(actual, expected, 0.02 + tolerance * expected); }

}  // namespace

TEST(realistic_pairs_have_the_lengths_they_claim) {
    const auto pairs = bench::realisticPairs(400);
    const PairEncoder encoder = bench::byteEncoder();
    std::vector<std::size_t> answers;
    for (const PreferencePair& pair : pairs) {
        const auto encoded = encoder.encode(pair);
        CHECK_OK(encoded);
        const std::size_t prompt = pair.prompt[0].content.size() + 1;
        CHECK(prompt >= 40 && prompt <= 80);
        answers.push_back(encoded->chosen.ids.size() - prompt);
        answers.push_back(encoded->rejected.ids.size() - prompt);
    }
    std::sort(answers.begin(), answers.end());
    CHECK(answers.front() >= 8 && answers.back() <= 800);
    CHECK_NEAR(answers[400], 150.0, 12.0);
    CHECK_NEAR(std::log(double(answers[673]) / double(answers[126])), 1.2, 0.12);  // two sigmas
}

TEST(pairs_of_two_lengths_fill_batches_without_padding) {
    const PairEncoder encoder = bench::byteEncoder();
    std::vector<std::int64_t> lengths;
    for (const PreferencePair& pair : bench::pairsOfTwoLengths(40)) {
        const auto encoded = encoder.encode(pair);
        CHECK_OK(encoded);
        lengths.push_back(static_cast<std::int64_t>(encoded->chosen.ids.size()));
        lengths.push_back(static_cast<std::int64_t>(encoded->rejected.ids.size()));
    }
    const auto rows = bench::sortedRows(lengths, 40);
    CHECK(rows.padded <= rows.tokens * 103 / 100);
    CHECK_NEAR(double(rows.tokens) / 80.0, 60.0 + 150.0 * std::exp(0.18), 8.0);
}

TEST(the_sorted_pass_makes_the_same_index) {
    const Setting setting;
    const bench::SortedIndex peer(setting.model, setting.sae);
    for (const std::size_t sequences : {1u, 3u, 16u}) {
        const auto folder = setting.folder.path() / std::to_string(sequences);
        CHECK_OK(peer.build(setting.encoder, setting.pairs, {}, folder, sequences));
        const auto index = *FeatureIndex::open(folder);
        CHECK_OK(index->verify());
        CHECK(index->manifest().positions == setting.index->manifest().positions);
        CHECK_NEAR(index->manifest().fvu[0], setting.index->manifest().fvu[0], 1e-3);
        CHECK_NEAR(index->manifest().fvu[1], setting.index->manifest().fvu[1], 1e-3);
        for (std::uint32_t i = 0; i < setting.pairs.size(); ++i) {
            const PairRecord ours = setting.index->pair(PairIndex(i));
            const PairRecord other = index->pair(PairIndex(i));
            CHECK_EQ(ours.id, other.id);
            CHECK_NEAR(ours.rewardChosen, other.rewardChosen, 1e-4);
            CHECK_NEAR(ours.rewardRejected, other.rewardRejected, 1e-4);
        }
        for (std::uint32_t feature = 0; feature < 64; ++feature) {
            for (const TokenScope scope : {TokenScope::SentenceEnds, TokenScope::AllTokens}) {
                const FeatureSums& ours = setting.index->sums(FeatureId(feature), scope);
                const FeatureSums& other = index->sums(FeatureId(feature), scope);
                checkSums(other.prompt, ours.prompt);
                checkSums(other.chosen, ours.chosen);
                checkSums(other.rejected, ours.rejected);
            }
        }
    }
}

TEST(the_published_arrangement_finds_the_same_contrast) {
    const Setting setting;
    bench::PublishedIndex peer(setting.model, setting.sae, 1024);
    for (const PreferencePair& pair : setting.pairs) {
        const auto encoded = setting.encoder.encode(pair);
        CHECK_OK(encoded);
        peer.addPair(*encoded);
    }
    const at::Tensor contrast = peer.contrast();
    double constant = 0.0;
    for (std::uint32_t feature = 0; feature < 64; ++feature) {
        const FeatureSums& sums = setting.index->sums(FeatureId(feature), TokenScope::SentenceEnds);
        constant += (2.0 * sums.prompt + sums.chosen + sums.rejected) / 64.0;
    }
    double largest = 0.0;
    for (std::uint32_t feature = 0; feature < 64; ++feature) {
        const FeatureSums& sums = setting.index->sums(FeatureId(feature), TokenScope::SentenceEnds);
        const double chosen = peer.sums(Side::Chosen)[feature].item<double>();
        const double rejected = peer.sums(Side::Rejected)[feature].item<double>();
        checkSums(chosen, sums.prompt + sums.chosen);
        checkSums(rejected, sums.prompt + sums.rejected);
        const double expected =
            (sums.chosen - sums.rejected) / (2.0 * sums.prompt + sums.chosen + sums.rejected + constant);
        CHECK_NEAR(contrast[feature].item<double>(), expected, 1e-3);
        largest = std::max(largest, std::abs(expected));
    }
    CHECK(largest > 0.1);  // there is something to find
}

TEST(the_published_passes_keep_contexts_and_scores) {
    const Setting setting;
    bench::PublishedIndex peer(setting.model, setting.sae, 1024);
    const auto encoded = setting.encoder.encode(setting.pairs[0]);
    CHECK_OK(encoded);
    peer.addContexts(encoded->chosen);
    const at::Tensor weights = at::ones({64});
    double total = 0.0;
    std::size_t positions = 0;
    std::vector<float> strongest(64, 0.0f);
    for (const Segment segment : {Segment::Prompt, Segment::Chosen}) {
        const auto tokens = setting.index->tokens(PairIndex(0), segment);
        for (std::uint32_t token = 0; token < tokens.size(); ++token) {
            if (!tokens[token].sentenceEnd) {
                continue;
            }
            ++positions;
            for (const LatentEntry& latent : setting.index->latents(PairIndex(0), segment, token)) {
                total += latent.value;
                strongest[latent.feature.value()] = std::max(strongest[latent.feature.value()], latent.value);
            }
        }
    }
    CHECK(positions > 5);
    CHECK_NEAR(peer.score(encoded->chosen, weights), total / double(positions), 1e-2);
    for (std::int64_t feature = 0; feature < 64; ++feature) {
        CHECK_NEAR(peer.contexts()[0][feature].item<float>(), strongest[std::size_t(feature)], 1e-2);
    }
}

TEST(padding_of_sorted_batches_is_counted) {
    const auto rows = bench::sortedRows({5, 1, 9, 4, 2}, 2);  // 1 2 | 4 5 | 9
    CHECK_EQ(rows.padded, 4 + 10 + 9);
    CHECK_EQ(rows.tokens, 21);
}
