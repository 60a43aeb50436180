// SPDX-License-Identifier: GPL-3.0-or-later
// The plain decoder that benchmarks measure against has to compute what RewardModel computes.
#include "tests/bench/peers/plain_decoder.h"
#include "tests/model/tiny_model.h"
#include "tests/tensor/torch_check.h"

#include <ATen/core/grad_mode.h>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

struct Padded {
    std::vector<std::vector<std::int32_t>> sequences;
    std::vector<std::int64_t> lengths;
};

Padded padded(const std::vector<PairTokens>& pairs) {
    Padded result;
    for (const PairTokens& single : separately(pairs)) {
        result.sequences.push_back(single.chosen);
        result.lengths.push_back(static_cast<std::int64_t>(single.chosen.size()));
    }
    return result;
}

/// Rewards and residual streams of every sequence against the packed model's, one sequence at a time there.
void checkAgainst(const RewardModel& model, const std::vector<PairTokens>& pairs, double tolerance) {
    const at::NoGradGuard noGradients;
    const bench::PlainDecoder peer(model);
    const Padded input = padded(pairs);
    const at::Tensor together = model.forward(packPairs(pairs, c10::kCPU)).rewards;
    for (std::int64_t layer = 0; layer <= model.config().layers; ++layer) {
        // Padding with a token that means something: it must not be seen.
        const at::Tensor ids = bench::padRight(input.sequences, 41);
        const auto output = peer.run(ids, input.lengths, layer, true);
        CHECK_EQ(output.logits.size(2), model.config().vocabularySize);
        CHECK_NEAR(largestDifference(output.rewards, together), 0.0, tolerance);
        const auto singles = separately(pairs);
        for (std::size_t i = 0; i < singles.size(); ++i) {
            const auto alone = model.forward(packPairs(std::vector<PairTokens>{singles[i]}, c10::kCPU), {layer, false});
            const at::Tensor own = output.hidden.select(0, static_cast<std::int64_t>(i)).narrow(0, 0, input.lengths[i]);
            CHECK_NEAR(largestDifference(own, alone.hidden), 0.0, tolerance);
            if (layer == model.config().layers) {
                const at::Tensor logits =
                    output.logits.select(0, static_cast<std::int64_t>(i)).narrow(0, 0, input.lengths[i]);
                CHECK_NEAR(largestDifference(logits, model.nextTokenLogits(alone.hidden)), 0.0, 10 * tolerance);
            }
        }
    }
}

}  // namespace

TEST(the_plain_decoder_is_the_same_network) {
    for (const bool scaled : {true, false}) {
        ModelConfig config = tinyConfig();
        if (!scaled) {
            config.ropeScaling.reset();
        }
        checkAgainst(tinyModel(config, at::kFloat), mixedPairs(), 1e-5);
        checkAgainst(tinyModel(config, at::kDouble), mixedPairs(), 1e-5);
    }
}

TEST(the_plain_decoder_agrees_on_random_shapes) {
    Random random(5);
    for (std::uint64_t round = 0; round < 8; ++round) {
        ModelConfig config = tinyConfig();
        config.kvHeads = static_cast<std::int64_t>(1 + random.below(3));
        config.heads = config.kvHeads * static_cast<std::int64_t>(1 + random.below(4));
        config.headDim = static_cast<std::int64_t>(2 * (1 + random.below(6)));
        config.hiddenSize = static_cast<std::int64_t>(8 + random.below(30));
        config.intermediateSize = static_cast<std::int64_t>(8 + random.below(50));
        config.layers = static_cast<std::int64_t>(1 + random.below(4));
        checkAgainst(tinyModel(config, at::kFloat, 20 + round), mixedPairs(30 + round), 1e-5);
    }
}

TEST(the_plain_decoder_agrees_with_prepared_weights) {
    RewardModel model = tinyModel();
    model.prepareInference();
    checkAgainst(model, mixedPairs(), 1e-5);
}

TEST(padding_is_not_seen) {
    const at::NoGradGuard noGradients;
    const RewardModel model = tinyModel();
    const bench::PlainDecoder peer(model);
    const Padded input = padded(mixedPairs());
    const at::Tensor ids = bench::padRight(input.sequences);
    at::Tensor other = ids.clone();
    for (std::int64_t row = 0; row < ids.size(0); ++row) {
        const std::int64_t length = input.lengths[static_cast<std::size_t>(row)];
        other.select(0, row).narrow(0, length, ids.size(1) - length).fill_(9);
    }
    CHECK_EQ(largestDifference(peer.run(ids, input.lengths, 1).rewards, peer.run(other, input.lengths, 1).rewards),
             0.0);
}
