// SPDX-License-Identifier: GPL-3.0-or-later
// What has to hold for every model and layer, whatever the weights: nothing done changes no bit, and things that are
// the same by definition give the same bits.
#include "tests/causal/causal_fixture.h"
#include "tests/tensor/torch_check.h"

#include <cstdio>
#include <set>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

/// The SAE reads float32 whatever the model; what is left of a bfloat16 stream is 8 bits.
double tolerance(const CausalFixture& fixture) { return fixture.model->dtype() == at::kBFloat16 ? 2e-2 : 2e-5; }

double streamScale(const CausalFixture& fixture) {
    return fixture.batch.hidden.to(at::kFloat).abs().max().item<double>();
}

Intervention one(FeatureChange change, PositionChoice positions = {}) {
    Intervention intervention;
    intervention.changes = {change};
    intervention.positions = positions;
    return intervention;
}

PositionChoice only(Segment segment) {
    PositionChoice positions;
    positions.prompt = segment == Segment::Prompt;
    positions.chosen = segment == Segment::Chosen;
    positions.rejected = segment == Segment::Rejected;
    return positions;
}

/// Every feature that is among the k of some token, scaled by `factor`.
Intervention everyActive(const CausalFixture& fixture, FeatureOperation operation, double value) {
    std::vector<FeatureId> features;
    const std::vector<std::int64_t> counts = fixture.firings();
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (counts[i] > 0) {
            features.emplace_back(static_cast<std::uint32_t>(i));
        }
    }
    return changeAll(features, operation, value);
}

void checkVeryTensor(const CausalFixture& fixture, const Intervention& intervention) {
    CHECK(fixture.causal->changedStream(fixture.batch, intervention).is_same(fixture.batch.hidden));
    std::size_t ran = 99;
    CHECK(sameBits(fixture.causal->rewards(fixture.batch, intervention, &ran), fixture.batch.rewards));
    CHECK_EQ(ran, std::size_t{0});
}

}  // namespace

TEST(captured_rewards_are_those_of_forward_and_of_the_layers_above) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        const at::Tensor plain = fixture.model->forward(fixture.batch.packed).rewards.to(at::kDouble);
        const at::Tensor above = fixture.causal->rewardsOf(fixture.batch, fixture.batch.hidden).to(at::kDouble);
        for (std::size_t i = 0; i < fixture.pairs.size(); ++i) {
            const auto chosen = static_cast<std::int64_t>(2 * i);
            CHECK_EQ(above[chosen].item<double>(), fixture.batch.rewards[i].chosen);
            CHECK_EQ(above[chosen + 1].item<double>(), fixture.batch.rewards[i].rejected);
            // At layer L the last block is run for all rows instead of the last ones: other sums.
            CHECK_NEAR(plain[chosen].item<double>(), fixture.batch.rewards[i].chosen, tolerance(fixture));
            CHECK_NEAR(plain[chosen + 1].item<double>(), fixture.batch.rewards[i].rejected, tolerance(fixture));
        }
    });
}

TEST(doing_nothing_changes_no_bit) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        checkVeryTensor(fixture, {});
        // Scaling by one, all at once.
        checkVeryTensor(fixture, everyActive(fixture, FeatureOperation::Scale, 1.0));
        checkVeryTensor(fixture, everyActive(fixture, FeatureOperation::Add, 0.0));
        // Keeping a set that is all of them.
        Intervention keep = everyActive(fixture, FeatureOperation::Scale, 1.0);
        keep.ablateOthers = true;
        checkVeryTensor(fixture, keep);
        // Directions of no length.
        Intervention zero;
        zero.directions = {{"nothing", std::vector<float>(24, 1.5f), 0.0}, {"zero", std::vector<float>(24, 0.0f), 3.0}};
        checkVeryTensor(fixture, zero);
        // Nowhere.
        PositionChoice nowhere;
        nowhere.range = TokenRange{1000, {}};
        Intervention all = everyActive(fixture, FeatureOperation::Ablate, 0.0);
        all.dropError = true;
        all.directions = {{"far", std::vector<float>(24, 1.5f), 1.0}};
        all.positions = nowhere;
        checkVeryTensor(fixture, all);
    });
}

TEST(clamping_to_the_current_value_changes_no_bit) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        for (const std::int64_t row : {0, 7, 30, 60}) {
            const RowPlace& place = fixture.batch.rows[static_cast<std::size_t>(row)];
            const CapturedBatch single = fixture.causal->capture(fixture.pairs, {place.pair});
            CausalFixture const* owner = &fixture;
            PositionChoice here = only(place.segment);
            here.range = TokenRange{place.token, std::int64_t{place.token} + 1};
            const std::int64_t inPair = row - fixture.batch.packed.pairBegin[place.pair];
            Intervention clamp;
            clamp.positions = here;
            for (std::int64_t j = 0; j < owner->k(); ++j) {
                const auto at = inPair * owner->k() + j;
                clamp.changes.push_back(
                    {FeatureId(static_cast<std::uint32_t>(single.latents.indices.data_ptr<std::int64_t>()[at])),
                     FeatureOperation::Clamp, static_cast<double>(single.latents.values.data_ptr<float>()[at])});
            }
            CHECK(fixture.causal->changedStream(single, clamp).is_same(single.hidden));
            CHECK(sameBits(fixture.causal->rewards(single, clamp), single.rewards));
            // One of them elsewhere is a change.
            clamp.changes[0].value += 1.0;
            std::vector<std::int64_t> rows;
            const at::Tensor stream = fixture.causal->changedStream(single, clamp, &rows);
            CHECK_EQ(rows.size(), std::size_t{1});
            CHECK_EQ(rows[0], inPair);
            CHECK(!at::equal(stream, single.hidden));
        }
    });
}

TEST(ablating_is_scaling_by_zero_and_clamping_to_zero_where_it_fires) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        for (const FeatureId feature : fixture.frequentAndRare()) {
            const auto ablated = fixture.causal->rewards(fixture.batch, one({feature, FeatureOperation::Ablate, 7.0}));
            CHECK(sameBits(ablated,
                           fixture.causal->rewards(fixture.batch, one({feature, FeatureOperation::Scale, 0.0}))));
            // Clamping to 0 moves nothing at tokens where the feature is silent.
            CHECK(sameBits(ablated,
                           fixture.causal->rewards(fixture.batch, one({feature, FeatureOperation::Clamp, 0.0}))));
            CHECK(!sameBits(ablated, fixture.batch.rewards) || fixture.causal->layer() == 3);
        }
    });
}

TEST(ablating_every_latent_leaves_bias_and_error) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        Intervention none;
        none.ablateOthers = true;
        const at::Tensor stream = fixture.causal->changedStream(fixture.batch, none);
        // mean + s b_pre + (h - reconstruction), from the definition of the SAE.
        const at::Tensor h = fixture.batch.hidden.to(at::kDouble);
        const at::Tensor mean = h.mean(1, true);
        const at::Tensor scale = h.std(1, /*unbiased=*/true, true) + 1e-6;
        const at::Tensor error =
            h - fixture.sae->reconstruct(fixture.batch.hidden, fixture.batch.latents).to(at::kDouble);
        const at::Tensor wanted = (mean + scale * fixture.sae->preBias.to(at::kDouble) + error).to(stream.dtype());
        CHECK(largestDifference(stream, wanted) <= tolerance(fixture) * streamScale(fixture));
        CHECK(largestDifference(stream, fixture.batch.hidden) > 0.1 * streamScale(fixture));
        // The same by naming all of them.
        const at::Tensor named =
            fixture.causal->changedStream(fixture.batch, everyActive(fixture, FeatureOperation::Ablate, 0.0));
        CHECK(at::equal(named, stream));
        const at::Tensor rewards = fixture.causal->rewardsOf(fixture.batch, stream).to(at::kDouble).contiguous();
        const std::vector<RewardPair> measured = fixture.causal->rewards(fixture.batch, none);
        for (std::size_t i = 0; i < measured.size(); ++i) {
            CHECK_EQ(measured[i].chosen, rewards.data_ptr<double>()[2 * i]);
            CHECK_EQ(measured[i].rejected, rewards.data_ptr<double>()[2 * i + 1]);
        }
    });
}

TEST(dropping_the_error_is_the_reconstruction) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        Intervention drop;
        drop.dropError = true;
        const at::Tensor stream = fixture.causal->changedStream(fixture.batch, drop);
        const at::Tensor wanted = fixture.sae->reconstruct(fixture.batch.hidden, fixture.batch.latents);
        CHECK(at::equal(stream, wanted.to(stream.dtype())));
        CHECK(largestDifference(stream, fixture.batch.hidden) > 0.0);
        // Without any latent nothing of the token is left but its mean and scale.
        drop.ablateOthers = true;
        const at::Tensor bare = fixture.causal->changedStream(fixture.batch, drop);
        at::Tensor mean;
        at::Tensor scale;
        standardise(fixture.batch.hidden, &mean, &scale);
        CHECK(largestDifference(bare, mean + scale * fixture.sae->preBias) <=
              tolerance(fixture) * streamScale(fixture));
    });
}

TEST(a_direction_is_added_as_it_is) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        Random random(31);
        std::vector<float> values(24);
        for (float& value : values) {
            value = static_cast<float>(random.normal());
        }
        Intervention add;
        add.directions = {{"first", values, -0.75}, {"second", values, 0.25}};
        const at::Tensor byHand = fixture.batch.hidden.to(at::kDouble) -
                                  0.5 * at::tensor(at::ArrayRef<float>(values)).to(at::kDouble).unsqueeze(0);
        const at::Tensor stream = fixture.causal->changedStream(fixture.batch, add);
        CHECK(largestDifference(stream, byHand) <= tolerance(fixture) * streamScale(fixture));
        CHECK(largestDifference(stream, fixture.batch.hidden) > 0.1);
        // At one token of each answer alone.
        add.positions = only(Segment::Rejected);
        add.positions.range = TokenRange{-1, {}};
        std::vector<std::int64_t> rows;
        const at::Tensor last = fixture.causal->changedStream(fixture.batch, add, &rows);
        CHECK_EQ(rows.size(), fixture.pairs.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            CHECK_EQ(rows[i], fixture.batch.packed.pairBegin[i + 1] - 1);
        }
        CHECK_EQ((last != fixture.batch.hidden).any(1).sum().item<std::int64_t>(), std::int64_t(rows.size()));
    });
}

TEST(a_change_in_one_answer_leaves_the_other_ones_bits) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            Intervention none;
            none.ablateOthers = true;
            none.positions = only(segment);
            std::size_t ran = 0;
            const auto rewards = fixture.causal->rewards(fixture.batch, none, &ran);
            for (std::size_t i = 0; i < rewards.size(); ++i) {
                const RewardPair& before = fixture.batch.rewards[i];
                // The stream above layer L is read at the last tokens alone: a prompt is out of reach there.
                const bool atLast = fixture.causal->layer() == fixture.model->config().layers;
                const bool hasPrompt = !fixture.pairs[i].tokens.prompt.empty();
                const bool chosen = segment == Segment::Chosen || (segment == Segment::Prompt && hasPrompt && !atLast);
                const bool rejected =
                    segment == Segment::Rejected || (segment == Segment::Prompt && hasPrompt && !atLast);
                if (!atLast || segment != Segment::Prompt) {
                    CHECK_EQ(rewards[i].chosen != before.chosen, chosen);
                    CHECK_EQ(rewards[i].rejected != before.rejected, rejected);
                } else {
                    CHECK_NEAR(rewards[i].chosen, before.chosen, tolerance(fixture));
                    CHECK_NEAR(rewards[i].rejected, before.rejected, tolerance(fixture));
                }
            }
            CHECK_EQ(ran, segment == Segment::Prompt ? rewards.size() - 1 : rewards.size());  // one prompt is empty
        }
    });
}

TEST(an_answer_out_of_reach_is_not_run_again) {
    // Run in another batch an answer's reward may differ in its last bit: those that nothing reaches must not be.
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        std::size_t others = 0;
        for (std::uint32_t feature = 0; feature < 48; ++feature) {
            for (const Segment segment : {Segment::Chosen, Segment::Rejected}) {
                const auto rewards = fixture.causal->rewards(
                    fixture.batch, one({FeatureId(feature), FeatureOperation::Scale, -2.0}, only(segment)));
                for (std::size_t i = 0; i < rewards.size(); ++i) {
                    const RewardPair& before = fixture.batch.rewards[i];
                    CHECK(segment == Segment::Chosen ? rewards[i].rejected == before.rejected
                                                     : rewards[i].chosen == before.chosen);
                    others += segment == Segment::Chosen ? rewards[i].chosen != before.chosen
                                                         : rewards[i].rejected != before.rejected;
                }
            }
        }
        CHECK(others > 5);
    });
}

TEST(latents_that_are_not_positive_are_part_of_it) {
    const CausalFixture fixture(modelKinds()[0], 1);
    std::int64_t seen = 0;
    for (std::int64_t row = 0; row < fixture.batch.rowCount(); ++row) {
        for (std::int64_t j = 0; j < fixture.k(); ++j) {
            seen += fixture.value(row, j) < 0.0f ? 1 : 0;
        }
    }
    CHECK(seen > 20 && seen < fixture.batch.latents.values.numel() / 2);  // or this file would not test them
}

TEST(changes_at_disjoint_positions_add_up_to_the_change_at_all_of_them) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        Intervention none = everyActive(fixture, FeatureOperation::Scale, -0.5);
        const at::Tensor all = fixture.causal->changedStream(fixture.batch, none);
        at::Tensor pieces = fixture.batch.hidden.clone();
        std::vector<std::int64_t> seen;
        for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
            for (const TokenRange range : {TokenRange{0, 2}, TokenRange{2, {}}}) {
                none.positions = only(segment);
                none.positions.range = range;
                std::vector<std::int64_t> rows;
                const at::Tensor part = fixture.causal->changedStream(fixture.batch, none, &rows);
                if (!rows.empty()) {
                    const at::Tensor at = at::tensor(at::ArrayRef<std::int64_t>(rows));
                    pieces.index_copy_(0, at, part.index_select(0, at));
                }
                seen.insert(seen.end(), rows.begin(), rows.end());
            }
        }
        CHECK(at::equal(pieces, all));
        CHECK_EQ(std::set<std::int64_t>(seen.begin(), seen.end()).size(), seen.size());
        CHECK_EQ(std::int64_t(seen.size()), fixture.batch.rowCount());
    });
}

TEST(only_pairs_that_change_are_run) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        const FeatureId rare = fixture.frequentAndRare()[1];
        std::set<std::uint32_t> fires;
        for (std::int64_t row = 0; row < fixture.batch.rowCount(); ++row) {
            for (std::int64_t j = 0; j < fixture.k(); ++j) {
                if (fixture.feature(row, j) == rare.value()) {
                    fires.insert(fixture.batch.rows[static_cast<std::size_t>(row)].pair);
                }
            }
        }
        CHECK(!fires.empty() && fires.size() < fixture.pairs.size());
        std::size_t ran = 0;
        std::vector<std::uint32_t> which = {77};
        const auto rewards =
            fixture.causal->rewards(fixture.batch, one({rare, FeatureOperation::Scale, -3.0}), &ran, &which);
        CHECK_EQ(ran, fires.size());
        CHECK(which == std::vector<std::uint32_t>(fires.begin(), fires.end()));
        for (std::uint32_t i = 0; i < rewards.size(); ++i) {
            if (fires.count(i) == 0) {
                CHECK_EQ(rewards[i].chosen, fixture.batch.rewards[i].chosen);
                CHECK_EQ(rewards[i].rejected, fixture.batch.rewards[i].rejected);
            }
        }
    });
}

TEST(a_batch_gives_what_its_pairs_give_alone) {
    double worst = 0.0;
    forEveryModelAndLayer([&worst](const CausalFixture& fixture) {
        std::vector<Intervention> interventions = {everyActive(fixture, FeatureOperation::Scale, 0.5), {}};
        for (const FeatureId feature : fixture.frequentAndRare()) {
            interventions.push_back(one({feature, FeatureOperation::Add, 2.0}));
            interventions.push_back(one({feature, FeatureOperation::Ablate, 0.0}, only(Segment::Rejected)));
        }
        interventions[1].dropError = true;
        for (const Intervention& intervention : interventions) {
            const auto together = fixture.causal->rewards(fixture.batch, intervention);
            std::vector<RewardPair> alone;
            for (std::uint32_t i = 0; i < fixture.pairs.size(); ++i) {
                alone.push_back(
                    fixture.causal->rewards(fixture.causal->capture(fixture.pairs, {i}), intervention).front());
            }
            const double error = largestDifference(together, alone);
            if (fixture.model->dtype() != at::kBFloat16) {
                worst = std::max(worst, error);
                CHECK(error <= 1e-5);
            } else {
                CHECK(error <= 5e-2);  // TopK of a stream of 8 bits may even choose otherwise
            }
        }
    });
    std::printf("largest difference between a batch and its pairs alone: %.2e\n", worst);
}

TEST(running_rewards_end_in_the_reward) {
    forEveryModelAndLayer([](const CausalFixture& fixture) {
        Intervention half = everyActive(fixture, FeatureOperation::Scale, 0.5);
        for (const Intervention& intervention : {Intervention(), half}) {
            const at::Tensor stream = fixture.causal->changedStream(fixture.batch, intervention);
            const std::vector<float> running = fixture.causal->runningRewards(fixture.batch, stream);
            const auto rewards = fixture.causal->rewards(fixture.batch, intervention);
            CHECK_EQ(std::int64_t(running.size()), fixture.batch.rowCount());
            for (std::size_t i = 0; i < rewards.size(); ++i) {
                const auto begin = static_cast<std::size_t>(fixture.batch.packed.pairBegin[i]);
                const auto lengths = fixture.batch.packed.lengths[i];
                const auto chosen = begin + static_cast<std::size_t>(lengths.prompt + lengths.chosen - 1);
                const auto rejected = begin + static_cast<std::size_t>(lengths.total() - 1);
                CHECK_NEAR(running[chosen], rewards[i].chosen, tolerance(fixture));
                CHECK_NEAR(running[rejected], rewards[i].rejected, tolerance(fixture));
            }
        }
    });
}

TEST(a_running_reward_is_the_reward_of_the_text_cut_there) {
    const CausalFixture fixture(modelKinds()[0], 1);
    const std::vector<float> running = fixture.causal->runningRewards(fixture.batch, fixture.batch.hidden);
    for (const std::int64_t row : {0, 3, 6, 20, 45, 90}) {
        const RowPlace& place = fixture.batch.rows[static_cast<std::size_t>(row)];
        const PairTokens& tokens = fixture.batch.tokens[place.pair];
        PairTokens cut;
        cut.chosen = tokens.prompt;
        if (place.segment != Segment::Prompt) {
            const auto& answer = place.segment == Segment::Chosen ? tokens.chosen : tokens.rejected;
            cut.chosen.insert(cut.chosen.end(), answer.begin(), answer.end());
            cut.chosen.resize(tokens.prompt.size() + place.token + 1);
        } else {
            cut.chosen.resize(place.token + 1);
        }
        const std::vector<PairTokens> single = {cut};
        const double reward = fixture.model->forward(packPairs(single, c10::kCPU)).rewards.item<double>();
        CHECK_NEAR(running[static_cast<std::size_t>(row)], reward, 2e-5);
    }
}

TEST(the_streams_change_is_linear_in_the_factor) {
    const CausalFixture fixture(modelKinds()[3], 1);
    const auto change = [&fixture](double factor) {
        return fixture.causal->changedStream(fixture.batch, everyActive(fixture, FeatureOperation::Scale, factor)) -
               fixture.batch.hidden;
    };
    const at::Tensor ablation = change(0.0);
    CHECK(ablation.abs().max().item<double>() > 0.1);
    for (const double factor : {-2.0, 0.25, 0.9, 3.0}) {
        CHECK(largestDifference(change(factor), ablation * (1.0 - factor)) <= 1e-12);
    }
}

TEST(features_and_directions_that_do_not_exist_are_refused) {
    const CausalFixture fixture(modelKinds()[0], 1);
    const Intervention feature = one({FeatureId(48), FeatureOperation::Ablate, 0.0});
    Intervention direction;
    direction.directions = {{"short", std::vector<float>(23, 1.0f), 1.0}};
    for (const Intervention& bad : {feature, direction}) {
        CHECK(!checkIntervention(bad, 48, 24));
        bool thrown = false;
        try {
            fixture.causal->rewards(fixture.batch, bad);
        } catch (const c10::Error&) {
            thrown = true;
        }
        CHECK(thrown);
    }
    CHECK_OK(checkIntervention(one({FeatureId(47), FeatureOperation::Ablate, 0.0}), 48, 24));
    Sae wide = tinySae(1);
    wide.config().inputSize = 25;
    CHECK(!CausalModel::create(*fixture.model, wide));
    for (const std::int64_t layer : {-1, 4}) {
        const Sae elsewhere = tinySae(layer);
        CHECK(!CausalModel::create(*fixture.model, elsewhere));
    }
}
