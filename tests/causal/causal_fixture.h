// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/causal/causal_model.h"
#include "tests/model/tiny_model.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

/// Tiny models with a tiny SAE at any layer, and prepared pairs that need no tokenizer.
namespace saferscope::testing {

/// A kind of model that interventions have to work on. Another family is one more line of modelKinds().
struct ModelKind {
    std::string name;
    std::function<RewardModel()> make;
};

inline RewardModel tinyModelWithLora(at::ScalarType dtype) {
    RewardModel model = tinyModel(tinyConfig(), dtype);
    LoraSettings settings;
    settings.rank = 3;
    settings.seed = 21;
    model.attachLora(settings);
    Random random(22);
    for (auto& [name, tensor] : model.trainableParameters()) {
        at::Tensor host = at::empty(tensor.sizes(), at::kFloat);
        for (std::int64_t i = 0; i < host.numel(); ++i) {
            host.data_ptr<float>()[i] = static_cast<float>(0.2 * random.normal());
        }
        tensor.copy_(host);
    }
    return model;
}

/// As many key heads as query heads, heads of d / heads, plain RoPE.
inline ModelConfig plainConfig() {
    ModelConfig config = tinyConfig();
    config.kvHeads = config.heads;
    config.headDim = config.hiddenSize / config.heads;
    config.ropeScaling.reset();
    return config;
}

inline std::vector<ModelKind> modelKinds() {
    return {
        {"grouped queries, scaled RoPE, wide heads", [] { return tinyModel(); }},
        {"full heads, plain RoPE", [] { return tinyModel(plainConfig()); }},
        {"low-rank factors", [] { return tinyModelWithLora(at::kFloat); }},
        {"float64", [] { return tinyModel(tinyConfig(), at::kDouble); }},
        {"bfloat16", [] { return tinyModel(tinyConfig(), at::kBFloat16); }},
    };
}

inline Sae tinySae(std::int64_t layer, std::uint64_t seed = 5) {
    SaeConfig config;
    config.inputSize = tinyConfig().hiddenSize;
    config.latents = 48;
    config.k = 6;
    config.layer = layer;
    Sae sae = Sae::random(config, seed);
    Random random(seed + 1);
    for (at::Tensor* bias : {&sae.preBias, &sae.latentBias}) {
        for (std::int64_t i = 0; i < bias->numel(); ++i) {
            bias->data_ptr<float>()[i] = static_cast<float>(0.3 * random.normal());
        }
    }
    // Low enough that some of the k are not positive: TopK keeps them, and they are part of the reconstruction.
    sae.latentBias.sub_(1.5);
    return sae;
}

inline IndexedSegment segmentOf(Random& random, const std::vector<std::int32_t>& tokens, bool answer) {
    IndexedSegment segment;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        TokenInfo token;
        token.id = tokens[i];
        token.sentenceEnd = random.below(3) == 0 || i + 1 == tokens.size();
        token.response = answer && i > 0;  // the first one stands for the template's marker
        segment.tokens.push_back(token);
    }
    return segment;
}

/// Pairs of unlike lengths, an empty prompt, answers of one token and long ones among them.
inline std::vector<PreparedPair> preparedPairs(std::uint64_t seed = 3) {
    Random random(seed);
    std::vector<PreparedPair> pairs;
    for (const auto& [prompt, chosen, rejected] : std::vector<std::array<std::uint64_t, 3>>{
             {5, 7, 3}, {0, 4, 9}, {20, 1, 1}, {11, 13, 6}, {3, 30, 22}, {1, 2, 8}}) {
        PreparedPair pair;
        pair.tokens = {randomTokens(random, prompt), randomTokens(random, chosen), randomTokens(random, rejected)};
        pair.record.id = "pair " + std::to_string(pairs.size());
        pair.record.segments = {segmentOf(random, pair.tokens.prompt, false),
                                segmentOf(random, pair.tokens.chosen, true),
                                segmentOf(random, pair.tokens.rejected, true)};
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

inline std::vector<std::uint32_t> everyPair(const std::vector<PreparedPair>& pairs) {
    std::vector<std::uint32_t> members(pairs.size());
    for (std::uint32_t i = 0; i < members.size(); ++i) {
        members[i] = i;
    }
    return members;
}

/// A model, an SAE at one of its layers, and all pairs captured in one batch.
struct CausalFixture {
    std::string name;
    std::unique_ptr<RewardModel> model;
    std::unique_ptr<Sae> sae;
    std::unique_ptr<CausalModel> causal;
    std::vector<PreparedPair> pairs = preparedPairs();
    CapturedBatch batch;

    CausalFixture(const ModelKind& kind, std::int64_t layer)
        : name(kind.name + ", layer " + std::to_string(layer)),
          model(std::make_unique<RewardModel>(kind.make())),
          sae(std::make_unique<Sae>(tinySae(layer))),
          causal(std::make_unique<CausalModel>(*CausalModel::create(*model, *sae))),
          batch(causal->capture(pairs, everyPair(pairs))) {}

    std::int64_t k() const { return sae->config().k; }
    std::int64_t feature(std::int64_t row, std::int64_t j) const {
        return batch.latents.indices.data_ptr<std::int64_t>()[row * k() + j];
    }
    float value(std::int64_t row, std::int64_t j) const {
        return batch.latents.values.data_ptr<float>()[row * k() + j];
    }
    /// The feature that fires at most rows, and one that fires at the fewest but some.
    std::vector<FeatureId> frequentAndRare() const {
        const std::vector<std::int64_t> counts = firings();
        std::size_t most = 0;
        std::size_t least = counts.size();
        for (std::size_t i = 0; i < counts.size(); ++i) {
            most = counts[i] > counts[most] ? i : most;
            if (counts[i] > 0 && (least == counts.size() || counts[i] < counts[least])) {
                least = i;
            }
        }
        return {FeatureId(static_cast<std::uint32_t>(most)), FeatureId(static_cast<std::uint32_t>(least))};
    }
    std::vector<std::int64_t> firings() const {
        std::vector<std::int64_t> counts(static_cast<std::size_t>(sae->config().latents));
        for (std::int64_t i = 0; i < batch.latents.indices.numel(); ++i) {
            ++counts[static_cast<std::size_t>(batch.latents.indices.data_ptr<std::int64_t>()[i])];
        }
        return counts;
    }
};

/// Calls `visit` with every kind of model and the SAE at its first, a middle, its last but one and its last layer.
inline void forEveryModelAndLayer(const std::function<void(const CausalFixture&)>& visit) {
    for (const ModelKind& kind : modelKinds()) {
        for (const std::int64_t layer : {0, 1, 2, 3}) {
            visit(CausalFixture(kind, layer));
        }
    }
}

inline bool sameBits(const std::vector<RewardPair>& a, const std::vector<RewardPair>& b) {
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i].chosen != b[i].chosen || a[i].rejected != b[i].rejected) {
            return false;
        }
    }
    return a.size() == b.size();
}

inline double largestDifference(const std::vector<RewardPair>& a, const std::vector<RewardPair>& b) {
    double largest = a.size() == b.size() ? 0.0 : 1e300;
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        largest = std::max({largest, std::abs(a[i].chosen - b[i].chosen), std::abs(a[i].rejected - b[i].rejected)});
    }
    return largest;
}

}  // namespace saferscope::testing
