// SPDX-License-Identifier: GPL-3.0-or-later
// What makes sliders and surveys possible: an intervention costs a fraction of a forward pass. On a model and an SAE of
// the demo's shape with random weights; the bounds leave room for a busy machine (tests/bench/bench_causal measures).
#include "tests/causal/causal_fixture.h"
#include "tests/tensor/torch_check.h"

#include <ATen/core/grad_mode.h>
#include <algorithm>
#include <chrono>
#include <cstdio>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

double seconds(const std::function<void()>& work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

ModelConfig demoConfig() {
    ModelConfig config;
    config.hiddenSize = 128;
    config.intermediateSize = 384;
    config.layers = 4;
    config.heads = 4;
    config.kvHeads = 2;
    config.headDim = 32;
    config.vocabularySize = 1536;
    config.maxPositions = 512;
    config.padTokenId = 1535;
    return config;
}

std::vector<PreparedPair> demoLikePairs(std::size_t count) {
    Random random(17);
    std::vector<PreparedPair> pairs;
    for (std::size_t i = 0; i < count; ++i) {
        PreparedPair pair;
        pair.tokens = {randomTokens(random, 20 + random.below(16), 1536),
                       randomTokens(random, 30 + random.below(16), 1536),
                       randomTokens(random, 30 + random.below(16), 1536)};
        pair.record.segments = {segmentOf(random, pair.tokens.prompt, false),
                                segmentOf(random, pair.tokens.chosen, true),
                                segmentOf(random, pair.tokens.rejected, true)};
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

}  // namespace

TEST(an_intervention_costs_a_quarter_of_a_forward_pass_at_most) {
    const RewardModel model = RewardModel::random(demoConfig(), 3);
    SaeConfig config;
    config.inputSize = 128;
    config.latents = 1024;
    config.k = 8;
    config.layer = 3;
    const Sae sae = Sae::random(config, 4);
    const CausalModel causal = *CausalModel::create(model, sae);
    const std::vector<PreparedPair> pairs = demoLikePairs(120);
    std::vector<CapturedBatch> batches;
    std::vector<std::int64_t> counts(1024);
    for (const auto& members : batchesOf(pairs, 4096)) {
        batches.push_back(causal.capture(pairs, members));
        const at::Tensor& indices = batches.back().latents.indices;
        for (std::int64_t i = 0; i < indices.numel(); ++i) {
            ++counts[static_cast<std::size_t>(indices.data_ptr<std::int64_t>()[i])];
        }
    }
    const auto most = static_cast<std::uint32_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
    std::vector<FeatureId> set;
    for (std::uint32_t i = 0; i < 32; ++i) {
        set.emplace_back(i * 32);
    }
    set[most / 32] = FeatureId(most);
    const at::NoGradGuard noGradients;
    std::vector<double> plain;
    std::vector<double> one;
    std::vector<double> many;
    std::vector<double> slider;
    std::size_t ran = 0;
    for (int round = 0; round < 8; ++round) {
        // Side by side, so that whatever else the machine does slows all of them.
        plain.push_back(seconds([&] {
            for (const CapturedBatch& batch : batches) {
                model.forward(batch.packed);
            }
        }));
        const auto measure = [&](const Intervention& intervention) {
            ran = 0;
            for (const CapturedBatch& batch : batches) {
                std::size_t here = 0;
                causal.rewards(batch, intervention, &here);
                ran += here;
            }
        };
        one.push_back(seconds([&] { measure(changeAll({FeatureId(most)}, FeatureOperation::Ablate)); }));
        many.push_back(seconds([&] { measure(changeAll(set, FeatureOperation::Scale, 0.5)); }));
    }
    CHECK(ran > pairs.size() * 9 / 10);
    const CapturedBatch pair = causal.capture(pairs, {0});
    for (int round = 0; round < 21; ++round) {
        slider.push_back(seconds([&] {
            const Intervention scale = changeAll({FeatureId(most)}, FeatureOperation::Clamp, 0.1 * round);
            causal.rewards(pair, scale);
            causal.runningRewards(pair, causal.changedStream(pair, scale));
        }));
    }
    std::printf("plain %.1f ms, one feature %.1f %%, 32 features %.1f %% of it; a slider's step %.2f ms\n",
                1e3 * median(plain), 100.0 * median(one) / median(plain), 100.0 * median(many) / median(plain),
                1e3 * median(slider));
    CHECK(median(one) < 0.25 * median(plain));
    CHECK(median(many) < 0.25 * median(plain));
    CHECK(median(slider) < 0.05);
}
