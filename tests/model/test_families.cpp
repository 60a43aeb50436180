// SPDX-License-Identifier: GPL-3.0-or-later
// Every family against a slow decoder in double that shares no code with ours: rewards, residual streams, gradients,
// files, low-rank factors. Needs no shared folder.
#include "tests/model/family_models.h"
#include "tests/model/gradient_check.h"
#include "tests/model/reference_decoder.h"

#include <ATen/core/grad_mode.h>
#include <cstdio>

using namespace saferscope;
using namespace saferscope::testing;
using check::TemporaryFolder;

namespace {

struct Expected {
    std::vector<double> rewards;
    std::vector<std::vector<ReferenceDecoder::Rows>> hidden;  ///< [sequence][layer][token][d]
};

Expected expectedOf(const RewardModel& model, const std::vector<PairTokens>& pairs) {
    const ReferenceDecoder reference(model);
    Expected expected;
    for (const PairTokens& single : separately(pairs)) {
        const auto output = reference.run(single.chosen);
        expected.rewards.push_back(output.reward);
        expected.hidden.push_back(output.hidden);
    }
    return expected;
}

/// As a share of the largest number there.
double apart(const at::Tensor& given, const std::vector<double>& wanted) {
    CHECK_EQ(given.numel(), static_cast<std::int64_t>(wanted.size()));
    const at::Tensor flat = given.to(at::kDouble).contiguous();
    double largest = 1e-9;
    double worst = 0.0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        largest = std::max(largest, std::abs(wanted[i]));
        worst = std::max(worst, std::abs(flat.data_ptr<double>()[i] - wanted[i]));
    }
    return worst / largest;
}

/// Residual stream `layer` of single sequences, laid end to end.
double hiddenApart(const RewardModel& model, const std::vector<PairTokens>& pairs, const Expected& expected,
                   std::int64_t layer) {
    const at::Tensor hidden = model.forward(packPairs(separately(pairs), c10::kCPU), {layer, true}).hidden;
    std::vector<double> wanted;
    for (const auto& sequence : expected.hidden) {
        for (const auto& row : sequence[static_cast<std::size_t>(layer)]) {
            wanted.insert(wanted.end(), row.begin(), row.end());
        }
    }
    return apart(hidden, wanted);
}

std::int64_t layersOf(const RewardModel& model) { return model.config().layers; }

}  // namespace

TEST(rewards_and_streams_equal_the_slow_decoder_in_every_way_of_computing) {
    const auto pairs = mixedPairs();
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    for (const auto& [name, config] : familyConfigs()) {
        const at::NoGradGuard noGradients;
        RewardModel exact = tinyModel(config, at::kDouble);
        const Expected expected = expectedOf(exact, pairs);
        RewardModel model = tinyModel(config);
        const double padded = apart(exact.forward(batch).rewards, expected.rewards);
        const double tree = apart(model.forward(batch).rewards, expected.rewards);
        double streams = 0.0;
        for (std::int64_t layer = 0; layer <= layersOf(model); ++layer) {
            streams = std::max(streams, hiddenApart(model, pairs, expected, layer));
            CHECK(hiddenApart(exact, pairs, expected, layer) < 1e-6);
        }
        model.prepareInference();
        const double prepared = apart(model.forward(batch).rewards, expected.rewards);
        for (std::int64_t layer = 0; layer <= layersOf(model); ++layer) {
            streams = std::max(streams, hiddenApart(model, pairs, expected, layer));
            const ForwardResult captured = model.forward(batch, {layer, false});
            CHECK(apart(model.rewardsFromHidden(batch, captured.hidden, layer), expected.rewards) < 1e-4);
            const at::Tensor everywhere = model.rewardsAtEveryToken(batch, captured.hidden, layer);
            CHECK(apart(everywhere.index_select(0, batch.lastTokens), expected.rewards) < 1e-4);
        }
        std::printf("%s: rewards padded in float64 %.1e, tree %.1e, prepared %.1e; streams %.1e\n", name.c_str(),
                    padded, tree, prepared, streams);
        CHECK(padded < 1e-6);
        CHECK(tree < 5e-5);
        CHECK(prepared < 5e-5);
        CHECK(streams < 5e-5);
    }
}

TEST(what_a_family_adds_matters) {
    // Otherwise the tests here would not see it left out.
    const auto pairs = mixedPairs();
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    const at::NoGradGuard noGradients;
    for (const auto& [name, config] : familyConfigs()) {
        const RewardModel model = tinyModel(config, at::kDouble);
        const at::Tensor rewards = model.forward(batch).rewards;
        const auto without = [&](void (*change)(ModelConfig&)) {
            ModelConfig other = config;
            change(other);
            const RewardModel twin = tinyModel(other, at::kDouble);
            const auto from = model.parameters();
            for (const auto& [own, tensor] : twin.parameters()) {
                for (const auto& [theirs, value] : from) {
                    if (own == theirs) {
                        tensor.copy_(value);
                    }
                }
            }
            return largestDifference(twin.forward(batch).rewards, rewards);
        };
        if (config.slidingWindow > 0) {
            CHECK(without([](ModelConfig& other) { other.slides.clear(); }) > 1e-3);
            CHECK(without([](ModelConfig& other) { ++other.slidingWindow; }) > 1e-4);
        }
        if (config.queryKeyValueBias) {
            CHECK(without([](ModelConfig& other) { other.queryKeyValueBias = false; }) > 1e-3);
        }
        if (config.queryKeyNorm) {
            CHECK(without([](ModelConfig& other) { other.queryKeyNorm = false; }) > 1e-3);
        }
        if (config.scoreSoftcap > 0.0) {
            CHECK(without([](ModelConfig& other) { other.scoreSoftcap = 0.0; }) > 1e-3);
            CHECK(without([](ModelConfig& other) { other.queryScalar.reset(); }) > 1e-3);
            CHECK(without([](ModelConfig& other) { other.scaledEmbeddings = false; }) > 1e-3);
            CHECK(without([](ModelConfig& other) { other.onePlusNorms = false; }) > 1e-3);
            CHECK(without([](ModelConfig& other) { other.activation = Activation::Silu; }) > 1e-3);
            CHECK(without([](ModelConfig& other) { other.logitSoftcap = 0.0; }) == 0.0);  // never of a reward
        }
    }
}

TEST(gradients_equal_finite_differences_in_float64) {
    const auto all = mixedPairs();
    const std::vector<PairTokens> pairs(all.begin(), all.begin() + 2);
    const PackedBatch batch = packPairs(pairs, c10::kCPU);
    for (const auto& [name, config] : familyConfigs()) {
        RewardModel model = tinyModel(config, at::kDouble);
        const auto gradients = gradientsOf(model, batch);
        auto parameters = model.parameters();
        double worst = 0.0;
        const c10::InferenceMode inference;
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            at::Tensor flat = parameters[i].second.view({-1});
            const at::Tensor gradient = gradients[i].second.reshape({-1});
            const double scale = gradient.abs().max().item<double>();
            const auto at = gradient.abs().argmax().item<std::int64_t>();
            const double error = std::abs(slopeAt(model, batch, flat, at) - gradient[at].item<double>());
            worst = std::max(worst, error / std::max(scale, 1e-4));
        }
        std::printf("%s: largest error of a gradient %.1e\n", name.c_str(), worst);
        CHECK(worst < 2e-5);
    }
}

TEST(float32_gradients_of_the_kernels_equal_float64_ones_also_recomputed) {
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    for (const auto& [name, config] : familyConfigs()) {
        RewardModel exact = tinyModel(config, at::kDouble);
        RewardModel model = tinyModel(config);
        const auto wanted = gradientsOf(exact, batch);
        const auto gradients = gradientsOf(model, batch);
        double worst = 0.0;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            const double scale = std::max(1e-3, wanted[i].second.abs().max().item<double>());
            worst = std::max(worst, largestDifference(gradients[i].second, wanted[i].second) / scale);
        }
        std::printf("%s: float32 gradients %.1e apart from float64\n", name.c_str(), worst);
        CHECK(worst < 2e-4);
        model.requireGradients(true);
        lossOf(model.forward(batch, {-1, false, /*recomputeBlocks=*/true}).rewards).backward();
        const auto parameters = model.parameters();
        for (std::size_t i = 0; i < parameters.size(); ++i) {
            CHECK(at::equal(parameters[i].second.grad(), gradients[i].second));
        }
    }
}

TEST(what_is_saved_is_loaded_bit_for_bit) {
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const at::NoGradGuard noGradients;
    for (const auto& [name, config] : familyConfigs()) {
        const RewardModel model = tinyModel(config);
        const TemporaryFolder folder;
        CHECK_OK(model.save(folder.path()));
        for (const bool mapped : {false, true}) {
            const auto loaded = RewardModel::load(folder.path(), {c10::kCPU, at::kFloat, mapped, {}});
            CHECK_OK(loaded);
            CHECK(at::equal(loaded->forward(batch).rewards, model.forward(batch).rewards));
            const auto before = model.parameters();
            const auto after = loaded->parameters();
            CHECK_EQ(before.size(), after.size());
            for (std::size_t i = 0; i < before.size(); ++i) {
                CHECK_EQ(before[i].first, after[i].first);
                CHECK(at::equal(before[i].second, after[i].second));
            }
            CHECK(modelConfigToJson(loaded->config()) == modelConfigToJson(model.config()));
            CHECK_EQ(loaded->config().slides == config.slides, true);
        }
        // Hugging Face's classes tie nothing to a head they do not have: one matrix of embeddings, no lm_head.
        const auto file = SafetensorsFile::open(folder.path() / "model.safetensors");
        CHECK_OK(file);
        CHECK(file->find("lm_head.weight") == nullptr);
        CHECK(file->find("model.embed_tokens.weight") != nullptr);
    }
}

TEST(low_rank_factors_of_every_family_merge_into_the_same_model) {
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    for (const auto& [name, config] : familyConfigs()) {
        RewardModel model = tinyModel(config, at::kDouble);
        model.attachLora({3, 7.5, *parseLoraTargets("all-linear"), 5});
        const at::NoGradGuard noGradients;
        at::manual_seed(3);
        for (auto& [own, tensor] : model.trainableParameters()) {
            if (own.ends_with("lora_B.weight")) {
                tensor.copy_(0.1 * at::randn(tensor.sizes()));
            }
        }
        const at::Tensor adapted = model.forward(batch).rewards;
        const TemporaryFolder folder;
        CHECK_OK(model.save(folder.path(), at::kDouble));
        model.mergeLora();
        CHECK(largestDifference(model.forward(batch).rewards, adapted) < 1e-9);
        CHECK(largestDifference(tinyModel(config, at::kDouble).forward(batch).rewards, adapted) > 1e-3);
        const auto loaded = RewardModel::load(folder.path(), {c10::kCPU, at::kDouble, false, {}});
        CHECK_OK(loaded);
        CHECK(largestDifference(loaded->forward(batch).rewards, adapted) < 1e-9);
    }
}

TEST(vectors_are_written_into_weights_where_that_is_possible_alone) {
    const PackedBatch batch = packPairs(mixedPairs(), c10::kCPU);
    const at::NoGradGuard noGradients;
    for (const auto& [name, config] : familyConfigs()) {
        at::manual_seed(4);
        const at::Tensor vector = 0.3 * at::randn({config.hiddenSize}, at::kDouble);
        for (const std::int64_t layer : {0, 2}) {
            RewardModel model = tinyModel(config, at::kDouble);
            const at::Tensor stream = model.forward(batch, {layer, true}).hidden;
            const at::Tensor wanted = model.rewardsFromHidden(batch, stream + vector, layer);
            const bool impossible = config.slidingWindow > 0 || config.queryKeyNorm || config.sandwichNorms;
            if (layer > 0 && impossible) {
                const Status possible = model.canAddToStream(layer);
                CHECK(!possible);
                CHECK(possible.error().message.find(config.family) != std::string::npos);
                bool thrown = false;
                try {
                    model.addToStream(layer, vector);
                } catch (const c10::Error&) {
                    thrown = true;
                }
                CHECK(thrown);
                continue;
            }
            CHECK_OK(model.canAddToStream(layer));
            model.addToStream(layer, vector);
            CHECK(largestDifference(model.forward(batch).rewards, wanted) < 1e-9);
            // Above the embeddings the file is a Llama's, whatever the family was.
            CHECK_EQ(model.config().family, layer > 0 ? "llama" : config.family);
            const TemporaryFolder folder;
            CHECK_OK(model.save(folder.path(), at::kDouble));
            const auto loaded = RewardModel::load(folder.path(), {c10::kCPU, at::kDouble, false, {}});
            CHECK_OK(loaded);
            CHECK(largestDifference(loaded->forward(batch).rewards, wanted) < 1e-9);
        }
    }
}
