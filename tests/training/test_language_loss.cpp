// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/language_loss.h"
#include "tests/tensor/torch_check.h"

#include <ATen/ATen.h>
#include <cmath>

using namespace saferscope;

namespace {

RewardModel tinyModel() {
    ModelConfig config;
    config.hiddenSize = 16;
    config.intermediateSize = 24;
    config.layers = 2;
    config.heads = 2;
    config.kvHeads = 1;
    config.headDim = 8;
    config.vocabularySize = 20;
    config.maxPositions = 64;
    LoadOptions options;
    options.dtype = at::kDouble;
    return RewardModel::random(config, 3, options);
}

/// Next-token loss of one whole sequence by plain loops, up to `count` targets from `first` on.
double slowLoss(const RewardModel& model, const std::vector<std::int32_t>& tokens, std::size_t first) {
    const PairTokens sequence{tokens, {}, {}};
    const PackedBatch batch = packPairs(std::span(&sequence, 1), at::kCPU);
    const at::Tensor hidden = model.forward(batch, {model.config().layers, false}).hidden;
    const at::Tensor logits = model.nextTokenLogits(hidden).contiguous();
    double loss = 0.0;
    for (std::size_t row = first; row + 1 < tokens.size(); ++row) {
        const double* scores = logits.data_ptr<double>() + static_cast<std::int64_t>(row) * logits.size(1);
        double sum = 0.0;
        for (std::int64_t token = 0; token < logits.size(1); ++token) {
            sum += std::exp(scores[token]);
        }
        loss -= scores[tokens[row + 1]] - std::log(sum);
    }
    return loss;
}

}  // namespace

// The packed layout shares the prompt and lays the rejected answer behind the chosen one: no target may cross over.
TEST(packed_language_loss_equals_the_sequences_one_by_one) {
    const RewardModel model = tinyModel();
    const std::vector<PairTokens> pairs = {{{1, 2, 3, 4}, {5, 6, 7}, {8, 9}}, {{10, 11}, {12}, {13, 14, 15, 16}}};
    const PackedBatch batch = packPairs(pairs, at::kCPU);
    const at::Tensor hidden = model.forward(batch, {model.config().layers, false}).hidden;
    // The chosen sequence counts whole; of the rejected one only what follows its own first token.
    const double expected = slowLoss(model, {1, 2, 3, 4, 5, 6, 7}, 0) + slowLoss(model, {1, 2, 3, 4, 8, 9}, 4) +
                            slowLoss(model, {10, 11, 12}, 0) + slowLoss(model, {10, 11, 13, 14, 15, 16}, 2);
    CHECK_NEAR(languageLoss(model, batch, hidden).item<double>(), expected, 1e-4);

    std::vector<TrainingPair> training;
    for (const auto& pair : pairs) {
        training.push_back({pair, {}});
    }
    CHECK_EQ(languageTargets(training, {0, 1}), 7 + 5);
}
