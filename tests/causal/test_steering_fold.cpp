// SPDX-License-Identifier: GPL-3.0-or-later
// A profile in the weights gives the rewards that it gives when it is applied; what no weight can do is refused.
#include "core/causal/steering_fold.h"
#include "tests/causal/causal_fixture.h"
#include "tests/tensor/torch_check.h"

#include <ATen/core/grad_mode.h>
#include <cstdio>

using namespace saferscope;
using namespace saferscope::testing;
using check::TemporaryFolder;

namespace {

SteeringProfile pushProfile(std::int64_t layer, std::int64_t width) {
    SteeringProfile profile;
    profile.name = "push";
    profile.layer = layer;
    Random random(11);
    for (const double coefficient : {0.7, -1.3}) {
        AddedDirection direction{"d", {}, coefficient};
        for (std::int64_t i = 0; i < width; ++i) {
            direction.values.push_back(static_cast<float>(random.normal()));
        }
        profile.intervention.directions.push_back(direction);
    }
    return profile;
}

}  // namespace

TEST(the_folded_model_gives_the_steered_rewards_at_every_layer) {
    ModelConfig biased = tinyConfig();
    biased.mlpBias = true;
    const std::vector<ModelKind> kinds = {
        {"plain", [] { return tinyModel(); }},
        {"low-rank factors", [] { return tinyModelWithLora(at::kFloat); }},
        {"with biases", [biased] { return tinyModel(biased); }},
    };
    for (const ModelKind& kind : kinds) {
        for (std::int64_t layer = 0; layer <= tinyConfig().layers; ++layer) {
            CausalFixture fixture(kind, layer);
            const SteeringProfile profile = pushProfile(layer, tinyConfig().hiddenSize);
            const auto steered = fixture.causal->rewards(fixture.batch, profile.intervention);
            const auto before = fixture.batch.rewards;
            CHECK_OK(foldSteering(*fixture.model, profile));
            CHECK(!fixture.model->hasLora());
            // Through a folder, as another program would see it.
            const TemporaryFolder folder;
            CHECK_OK(fixture.model->save(folder.path()));
            const auto loaded = RewardModel::load(folder.path());
            CHECK_OK(loaded);
            CHECK_EQ(loaded->config().mlpBias, layer > 0 || kind.name == "with biases");
            std::vector<PairTokens> tokens;
            for (const PreparedPair& pair : fixture.pairs) {
                tokens.push_back(pair.tokens);
            }
            const at::NoGradGuard noGradients;
            const at::Tensor rewards = loaded->forward(packPairs(tokens, c10::kCPU)).rewards.to(at::kDouble);
            double largest = 0.0;
            double moved = 0.0;
            for (std::size_t i = 0; i < steered.size(); ++i) {
                const double chosen = rewards.data_ptr<double>()[2 * i];
                const double rejected = rewards.data_ptr<double>()[2 * i + 1];
                largest = std::max({largest, std::abs(chosen - steered[i].chosen) / std::max(1.0, std::abs(chosen)),
                                    std::abs(rejected - steered[i].rejected) / std::max(1.0, std::abs(rejected))});
                moved = std::max(moved, std::abs(steered[i].chosen - before[i].chosen));
            }
            std::printf("%s: moved by %.3f, differs by %.1e\n", fixture.name.c_str(), moved, largest);
            CHECK(moved > 0.01);
            CHECK(largest <= 1e-5);
        }
    }
}

TEST(what_no_constant_weight_does_is_refused_with_a_reason) {
    RewardModel model = tinyModel();
    const auto refusedFor = [&model](const SteeringProfile& profile, const char* word) {
        const Status folded = foldSteering(model, profile);
        CHECK(!folded);
        CHECK(folded.error().code == ErrorCode::InvalidInput);
        CHECK(folded.error().message.find(word) != std::string::npos);
        CHECK(!folded.error().hint.empty());
        CHECK_EQ(foldability(profile).has_value(), false);
    };
    for (const FeatureOperation operation :
         {FeatureOperation::Ablate, FeatureOperation::Scale, FeatureOperation::Clamp, FeatureOperation::Add}) {
        SteeringProfile profile = pushProfile(1, 24);
        profile.intervention.changes.push_back({FeatureId(3), operation, 0.5});
        refusedFor(profile, "depends on the token");
    }
    SteeringProfile profile = pushProfile(1, 24);
    profile.intervention.positions.responseOnly = true;
    refusedFor(profile, "some tokens only");
    profile = pushProfile(1, 24);
    profile.intervention.ablateOthers = true;
    refusedFor(profile, "depends on the token");
    profile = pushProfile(1, 24);
    profile.intervention.dropError = true;
    refusedFor(profile, "reconstruction");

    CHECK(!foldSteering(model, pushProfile(9, 24)));   // no such layer
    CHECK(!foldSteering(model, pushProfile(1, 23)));   // another width
    CHECK_OK(foldability(SteeringProfile{}));          // changes nothing
    CHECK_OK(foldSteering(model, SteeringProfile{}));  // and nothing is what it does
    CHECK(!model.config().mlpBias);
}
