// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/correlation.h"
#include "core/features/index_builder.h"
#include "core/features/index_quality.h"
#include "tests/features/index_fixture.h"
#include "tests/model/tiny_model.h"
#include "tests/support/byte_tokenizer.h"
#include "tests/tensor/torch_check.h"

#include <algorithm>
#include <cmath>

using namespace saferscope;
using check::TemporaryFolder;
namespace fs = std::filesystem;

namespace {

PairEncoder byteEncoder(std::uint32_t maxTokens = 4096) {
    auto tokenizer = Tokenizer::fromJson(dumpJson(check::byteTokenizer()), "byte tokenizer");
    CHECK_OK(tokenizer);
    auto chat = ChatTemplate::parse("{% for m in messages %}<{{ m['role'] }}>{{ m['content'] }}\n{% endfor %}", "test");
    CHECK_OK(chat);
    EncodingOptions options;
    options.maxTokens = maxTokens;
    return PairEncoder(std::move(*tokenizer), ChatFormat{std::move(*chat), "", "", false}, options);
}

RewardModel byteModel() {
    ModelConfig config = testing::tinyConfig();
    config.vocabularySize = 256;
    config.padTokenId = -1;
    return testing::tinyModel(config);
}

Sae randomSae(std::int64_t layer = 2, std::int64_t width = 24) {
    SaeConfig config;
    config.inputSize = width;
    config.latents = 64;
    config.k = 6;
    config.layer = layer;
    return Sae::random(config, 5);
}

std::vector<PreferencePair> somePairs(std::size_t count) {
    Random random(11);
    const auto sentence = [&random] {
        std::string text;
        for (std::uint64_t words = 1 + random.below(6); words > 0; --words) {
            text +=
                (text.empty() ? "" : " ") + std::string(1 + random.below(5), static_cast<char>('a' + random.below(26)));
        }
        return text + (random.below(2) == 0 ? "." : "?");
    };
    std::vector<PreferencePair> pairs;
    for (std::size_t i = 0; i < count; ++i) {
        PreferencePair pair;
        pair.id = "p" + std::to_string(i);
        pair.subset = i % 3 == 0 ? "one" : "two";
        pair.prompt = {{"user", sentence()}};
        pair.chosen = sentence() + " é " + sentence();
        pair.rejected = sentence();
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

IndexManifest manifestFor() {
    IndexManifest manifest;
    manifest.modelHash = "m";
    manifest.saeHash = "s";
    manifest.datasetHash = "d";
    manifest.createdAt = "2026-01-01T00:00:00Z";
    return manifest;
}

/// Small batches and shards, so that there is something to put back in order.
IndexBuildOptions smallOptions() {
    IndexBuildOptions options;
    options.batchTokens = 150;
    options.pairsPerShard = 4;
    options.reconstructionPairs = 5;
    return options;
}

/// One conversation through the model on its own: no packing, no shared prompt.
struct Alone {
    EncodedSide side;
    at::Tensor hidden;
    SparseLatents latents;
    float reward = 0.0f;
};
Alone runAlone(const RewardModel& model, const Sae& sae, const PairEncoder& encoder, const PreferencePair& pair,
               Side side) {
    Alone alone;
    alone.side = *encoder.encodeConversation(pair.prompt, side == Side::Chosen ? pair.chosen : pair.rejected);
    const std::vector<PairTokens> single = {{alone.side.ids, {}, {}}};
    const auto result = model.forward(packPairs(single, c10::kCPU), {sae.config().layer, false});
    alone.hidden = result.hidden;
    alone.latents = sae.encode(result.hidden);
    alone.reward = result.rewards[0].item<float>();
    return alone;
}

/// Compares an indexed side (prompt + answer) with the conversation run alone.
void checkSide(const FeatureIndex& index, PairIndex pair, Segment answer, const Alone& alone) {
    std::string text;
    std::size_t row = 0;
    for (const auto segment : {Segment::Prompt, answer}) {
        const auto tokens = index.tokens(pair, segment);
        for (std::uint32_t t = 0; t < tokens.size(); ++t, ++row) {
            CHECK_EQ(tokens[t].id, alone.side.ids.at(row));
            CHECK_EQ(tokens[t].begin + text.size(), alone.side.ranges.at(row).begin);
            CHECK_EQ(tokens[t].end + text.size(), alone.side.ranges.at(row).end);
            CHECK_EQ(tokens[t].sentenceEnd, alone.side.sentenceEnd.at(row) != 0);
            CHECK_EQ(tokens[t].response, row >= alone.side.responseBegin);
            const auto latents = index.latents(pair, segment, t);
            std::size_t positive = 0;
            for (std::int64_t i = 0; i < alone.latents.indices.size(1); ++i) {
                const float value = alone.latents.values[static_cast<std::int64_t>(row)][i].item<float>();
                if (value <= 0.01f) {  // the last of the k can differ where two are equal to rounding
                    continue;
                }
                ++positive;
                const auto id = alone.latents.indices[static_cast<std::int64_t>(row)][i].item<std::int64_t>();
                const auto found = std::find_if(latents.begin(), latents.end(), [id](const LatentEntry& entry) {
                    return entry.feature.value() == static_cast<std::uint32_t>(id);
                });
                CHECK(found != latents.end());
                CHECK_NEAR(found->value, value, 1e-4 + 1e-3 * value);  // fp16 keeps 11 bits
            }
            CHECK(latents.size() >= positive);
        }
        text += index.segmentText(pair, segment);
    }
    CHECK_EQ(row, alone.side.ids.size());
    CHECK_EQ(text, alone.side.text);
}

}  // namespace

TEST(the_pass_finds_what_each_conversation_gives_alone) {
    const auto model = byteModel();
    const auto sae = randomSae();
    const auto encoder = byteEncoder();
    const auto pairs = somePairs(14);
    const TemporaryFolder folder;
    const auto manifest =
        buildIndex(model, sae, encoder, pairs, manifestFor(), folder.path() / "index", smallOptions(), {}, {});
    CHECK_OK(manifest);
    const auto opened = FeatureIndex::open(folder.path() / "index");
    CHECK_OK(opened);
    const FeatureIndex& index = **opened;
    CHECK_OK(index.verify());
    CHECK_EQ(index.pairCount(), 14u);
    CHECK_EQ(manifest->layer, 2);
    CHECK_EQ(manifest->k, 6);
    CHECK_EQ(manifest->features, 64u);
    SaeQualityMeter everywhere(64);
    SaeQualityMeter atEnds(64);
    for (std::uint32_t p = 0; p < pairs.size(); ++p) {
        const PairRecord record = index.pair(PairIndex(p));
        CHECK_EQ(record.id, pairs[p].id);
        CHECK_EQ(record.subset, pairs[p].subset);
        const Alone chosen = runAlone(model, sae, encoder, pairs[p], Side::Chosen);
        const Alone rejected = runAlone(model, sae, encoder, pairs[p], Side::Rejected);
        CHECK_NEAR(record.rewardChosen, chosen.reward, 1e-4);
        CHECK_NEAR(record.rewardRejected, rejected.reward, 1e-4);
        checkSide(index, PairIndex(p), Segment::Chosen, chosen);
        checkSide(index, PairIndex(p), Segment::Rejected, rejected);
        // The quality of the same positions, the prompt once.
        const auto shared = static_cast<std::int64_t>(record.tokens[0]);
        CHECK(shared > 0);
        for (const auto& [alone, first] : {std::pair<const Alone*, std::int64_t>{&chosen, 0}, {&rejected, shared}}) {
            std::vector<std::int64_t> all;
            std::vector<std::int64_t> ends;
            for (std::int64_t row = first; row < alone->hidden.size(0); ++row) {
                all.push_back(row);
                if (alone->side.sentenceEnd[static_cast<std::size_t>(row)] != 0) {
                    ends.push_back(row);
                }
            }
            const at::Tensor rebuilt = sae.reconstruct(alone->hidden, alone->latents);
            for (auto* meter : {&everywhere, &atEnds}) {
                const at::Tensor rows = at::tensor(meter == &everywhere ? all : ends, at::kLong);
                meter->add(alone->hidden.index_select(0, rows), rebuilt.index_select(0, rows),
                           {alone->latents.indices.index_select(0, rows), alone->latents.values.index_select(0, rows)});
            }
        }
    }
    const SaeQuality quality[] = {atEnds.result(), everywhere.result()};
    for (std::size_t scope = 0; scope < 2; ++scope) {
        CHECK(quality[scope].tokens > 20);
        CHECK_EQ(manifest->positions[scope], static_cast<std::uint64_t>(quality[scope].tokens));
        CHECK(quality[scope].fvu > 0.01);
        CHECK_NEAR(manifest->fvu[scope], quality[scope].fvu, 1e-4 * quality[scope].fvu);
        CHECK_NEAR(manifest->l0[scope], quality[scope].l0, 1e-2);
        CHECK_NEAR(manifest->deadFraction[scope], quality[scope].deadFraction, 1e-9);
    }
    CHECK(manifest->accuracyReconstructed >= 0.0 && manifest->accuracyReconstructed <= 1.0);
}

TEST(an_sae_without_a_fixed_k_keeps_every_active_latent) {
    const auto model = byteModel();
    Sae sae = randomSae();
    sae.config().activation = SaeActivation::JumpRelu;
    sae.config().input = SaeInput::AsIs;
    sae.config().k = 0;
    const auto encoder = byteEncoder();
    const auto pairs = somePairs(14);
    // Thresholds among the activations, so that tokens have few latents and many.
    const Alone some = runAlone(model, randomSae(), encoder, pairs[0], Side::Chosen);
    sae.threshold = at::full({64}, 0.5 * some.hidden.std().item<double>(), at::kFloat);
    const TemporaryFolder folder;
    const auto manifest =
        buildIndex(model, sae, encoder, pairs, manifestFor(), folder.path() / "index", smallOptions(), {}, {});
    CHECK_OK(manifest);
    CHECK_EQ(manifest->k, 0);
    const auto opened = FeatureIndex::open(folder.path() / "index");
    CHECK_OK(opened);
    CHECK_OK((*opened)->verify());
    CHECK_EQ((*opened)->manifest().k, 0);
    std::size_t fewest = 64;
    std::size_t most = 0;
    for (std::uint32_t p = 0; p < pairs.size(); ++p) {
        for (const auto& [side, segment] :
             {std::pair{Side::Chosen, Segment::Chosen}, {Side::Rejected, Segment::Rejected}}) {
            checkSide(**opened, PairIndex(p), segment, runAlone(model, sae, encoder, pairs[p], side));
            for (std::uint32_t t = 0; t < (*opened)->tokens(PairIndex(p), segment).size(); ++t) {
                const std::size_t count = (*opened)->latents(PairIndex(p), segment, t).size();
                fewest = std::min(fewest, count);
                most = std::max(most, count);
            }
        }
    }
    CHECK(fewest < most);
    CHECK(most > 6);
    CHECK(manifest->fvu[1] > 0.0);
}

TEST(a_perfect_sae_changes_no_reward) {
    // k = M = 2d with encoder [I; -I] and decoder [I; -I] / 2 gives every activation back.
    auto model = byteModel();
    SaeConfig config;
    config.inputSize = 24;
    config.latents = 48;
    config.k = 48;
    config.layer = 1;
    Sae sae = Sae::random(config, 1);
    const at::Tensor identity = at::eye(24);
    sae.encoder = at::cat({identity, -identity});
    sae.decoder = sae.encoder / 2;
    auto options = smallOptions();
    options.reconstructionPairs = 100;
    const TemporaryFolder folder;
    const auto manifest =
        buildIndex(model, sae, byteEncoder(), somePairs(9), manifestFor(), folder.path() / "index", options, {}, {});
    CHECK_OK(manifest);
    CHECK_NEAR(manifest->fvu[0], 0.0, 1e-9);
    CHECK_NEAR(manifest->fvu[1], 0.0, 1e-9);
    CHECK_NEAR(manifest->rewardCorrelation, 1.0, 1e-6);
    CHECK_EQ(manifest->accuracyReconstructed, manifest->accuracy);
    CHECK_NEAR(manifest->l0[1], 24.0, 0.1);  // of +x and -x one is positive
    options.measureReconstruction = false;
    const auto unmeasured =
        buildIndex(model, sae, byteEncoder(), somePairs(9), manifestFor(), folder.path() / "index", options, {}, {});
    CHECK_OK(unmeasured);
    CHECK_EQ(unmeasured->accuracyReconstructed, -1.0);
}

TEST(a_stopped_build_resumes_to_the_same_bytes) {
    const auto model = byteModel();
    const auto sae = randomSae();
    const auto encoder = byteEncoder();
    const auto pairs = somePairs(14);
    const TemporaryFolder folder;
    CHECK_OK(buildIndex(model, sae, encoder, pairs, manifestFor(), folder.path() / "whole", smallOptions(), {}, {}));
    const auto whole = fixture::folderContents(folder.path() / "whole");
    for (const std::size_t stopAt : {4u, 8u, 12u}) {
        // As far as `stopAt` pairs of the same data, then a stop before anything is finished.
        const fs::path target = folder.path() / ("stopped-" + std::to_string(stopAt));
        std::stop_source stop;
        const auto stopWhenIndexed = [&](const Progress& progress) {
            if (progress.stage == "Indexing pairs" && progress.done == stopAt) {
                stop.request_stop();
            }
        };
        const std::vector<PreferencePair> first(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(stopAt));
        const auto stopped = buildIndex(model, sae, encoder, first, manifestFor(), target, smallOptions(),
                                        stopWhenIndexed, stop.get_token());
        CHECK(!stopped);
        CHECK(stopped.error().code == ErrorCode::Interrupted);
        CHECK(!fs::exists(target));
        const std::string lastShard = "shard-0000" + std::to_string(stopAt / 4 - 1) + ".bin";
        const auto written = fs::last_write_time(fs::path(target.string() + ".partial") / lastShard);
        CHECK_OK(buildIndex(model, sae, encoder, pairs, manifestFor(), target, smallOptions(), {}, {}));
        CHECK(fs::last_write_time(target / lastShard) == written);  // it was not made again
        CHECK(fixture::folderContents(target) == whole);
    }
}

TEST(a_stop_request_ends_the_build_at_once) {
    std::stop_source stop;
    stop.request_stop();
    const TemporaryFolder folder;
    const auto stopped = buildIndex(byteModel(), randomSae(), byteEncoder(), somePairs(5), manifestFor(),
                                    folder.path() / "index", smallOptions(), {}, stop.get_token());
    CHECK(!stopped);
    CHECK(stopped.error().code == ErrorCode::Interrupted);
    CHECK(!stopped.error().hint.empty());
}

TEST(inputs_that_do_not_fit_are_refused_before_any_work) {
    const auto encoder = byteEncoder();
    const TemporaryFolder folder;
    const fs::path target = folder.path() / "index";
    const auto refusal = [&](const RewardModel& model, const Sae& sae, const std::vector<PreferencePair>& pairs) {
        const auto refused = buildIndex(model, sae, encoder, pairs, manifestFor(), target, smallOptions(), {}, {});
        CHECK(!refused);
        CHECK(refused.error().code == ErrorCode::InvalidInput);
        CHECK(!refused.error().hint.empty());
        return refused.error().message;
    };
    const auto width = refusal(byteModel(), randomSae(2, 32), somePairs(3));
    CHECK(width.find("32") != std::string::npos && width.find("24") != std::string::npos);
    CHECK(refusal(byteModel(), randomSae(4), somePairs(3)).find("layer 4") != std::string::npos);
    CHECK(refusal(byteModel(), randomSae(-1), somePairs(3)).find("which layer") != std::string::npos);
    refusal(byteModel(), randomSae(), {});
    CHECK(std::filesystem::is_empty(folder.path()));
    const auto tokens = refusal(testing::tinyModel(), randomSae(), somePairs(3));  // 97 embeddings for 256 bytes
    CHECK(tokens.find("97") != std::string::npos);
    CHECK(!fs::exists(target));
}

TEST(long_conversations_keep_only_what_the_model_saw) {
    const auto model = byteModel();
    const auto encoder = byteEncoder(20);
    const TemporaryFolder folder;
    CHECK_OK(buildIndex(model, randomSae(), encoder, somePairs(6), manifestFor(), folder.path() / "index",
                        smallOptions(), {}, {}));
    const auto index = FeatureIndex::open(folder.path() / "index");
    CHECK_OK(index);
    for (std::uint32_t p = 0; p < 6; ++p) {
        const PairRecord record = (*index)->pair(PairIndex(p));
        CHECK(record.tokens[0] + record.tokens[1] <= 20);
        CHECK(record.tokens[1] > 0 && record.tokens[2] > 0);
        for (const auto segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            CHECK_EQ((*index)->segmentText(PairIndex(p), segment).size(),
                     record.tokens[static_cast<std::size_t>(segment)]);
        }
    }
}

TEST(quality_sums_survive_being_written_down) {
    const at::Tensor h = at::sin(at::arange(60, at::kFloat)).reshape({10, 6});
    const at::Tensor rebuilt = h * 0.9;
    QualitySums whole(6);
    whole.add(h, rebuilt, {1, 4});
    whole.add(h * 3, rebuilt, {0});
    QualitySums half(6);
    half.add(h, rebuilt, {1, 4});
    QualitySums resumed(6);
    CHECK(resumed.restore(*parseJson(dumpJson(half.toJson()), "note")));
    resumed.add(h * 3, rebuilt, {0});
    CHECK(resumed.fvu() == whole.fvu());
    CHECK(resumed.toJson() == whole.toJson());
    CHECK(!resumed.restore(QualitySums(7).toJson()));
    CHECK(!resumed.restore(Json()));
    CHECK(!resumed.restore(Json{{"sentence_ends", 3}}));
    CHECK(resumed.fvu() == whole.fvu());
    CHECK_EQ(QualitySums(6).fvu()[0], 0.0);
}

TEST(pearson_of_known_series) {
    const double a[] = {1, 2, 3, 4};
    const double b[] = {2, 4, 6, 8};
    const double c[] = {1, 3, 2, 4};
    const double flat[] = {5, 5, 5, 5};
    CHECK_NEAR(pearson(a, b), 1.0, 1e-12);
    CHECK_NEAR(pearson(a, c), 0.8, 1e-12);
    CHECK_EQ(pearson(a, flat), 0.0);
    CHECK_EQ(pearson({}, {}), 0.0);
}
