// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/causal/captured_pairs.h"
#include "core/data/pair_writer.h"
#include "core/engine/engine_protocol.h"
#include "core/engine/torch_engine.h"
#include "tests/engine/tiny_folder.h"
#include "tests/tensor/torch_check.h"

#include <algorithm>
#include <set>

using namespace saferscope;
using check::TemporaryFolder;
using testing::smallPair;

namespace {

/// A tiny model with its SAE in folders, opened once by an engine and once by hand.
class Opened {
public:
    explicit Opened(const TorchEngineOptions& options = {}, std::uint32_t maxTokens = 1024) : engine(options) {
        testing::writeModelFolder(model());
        testing::writeSaeFolder(sae());
        open.model = model();
        open.sae = sae();
        open.maxTokens = maxTokens;
        opened = ask<EngineOpened>(open);
    }

    std::filesystem::path model() const { return folder.path() / "rm"; }
    std::filesystem::path sae() const { return folder.path() / "sae"; }

    template <class Answer>
    Answer ask(const EngineQuestion& question) {
        auto answer = engine.answer(question);
        CHECK_OK(answer);
        // As it would come through the pipe.
        auto reply = decodeReply(encodeReply({1, *answer}));
        CHECK_OK(reply);
        return std::get<Answer>(std::get<EngineAnswer>(reply->content));
    }
    ErrorCode refused(const EngineQuestion& question) {
        const auto answer = engine.answer(question);
        CHECK(!answer);
        CHECK(!answer.error().message.empty());
        return answer.error().code;
    }
    EnginePair read(const PreferencePair& pair = smallPair()) { return ask<EnginePair>(EngineRead{pair}); }

    TemporaryFolder folder;
    TorchEngine engine;
    EngineOpen open;
    EngineOpened opened;
};

/// The same things without the engine.
struct ByHand {
    explicit ByHand(const Opened& engine)
        : model(*RewardModel::load(engine.model())),
          sae(*Sae::load(engine.sae())),
          encoder(*PairEncoder::load(engine.model(), {})),
          causal(*CausalModel::create(model, sae)) {
        model.prepareInference();
    }
    CapturedBatch capture(const PreferencePair& pair) const {
        auto prepared = preparePair(encoder, pair, 256);
        CHECK_OK(prepared);
        return causal.capture({*prepared}, {0});
    }
    RewardModel model;
    Sae sae;
    PairEncoder encoder;
    CausalModel causal;
};

/// A feature that is positive in the chosen answer and, if wanted, nowhere else.
FeatureId firingFeature(const EnginePair& pair, Segment segment, bool onlyThere = false) {
    std::set<FeatureId> elsewhere;
    for (std::size_t i = 0; i < 3; ++i) {
        if (i != static_cast<std::size_t>(segment)) {
            for (const auto& latents : pair.pair.segments[i].latents) {
                for (const LatentEntry& entry : latents) {
                    elsewhere.insert(entry.feature);
                }
            }
        }
    }
    for (const auto& latents : pair.pair.segments[static_cast<std::size_t>(segment)].latents) {
        for (const LatentEntry& entry : latents) {
            if (!onlyThere || !elsewhere.contains(entry.feature)) {
                return entry.feature;
            }
        }
    }
    SKIP("no such feature in the random SAE");
}

std::filesystem::path writePairs(const Opened& engine, std::uint64_t count) {
    const auto path = engine.folder.path() / "pairs.jsonl";
    auto writer = PairWriter::create(path);
    CHECK_OK(writer);
    for (std::uint64_t i = 0; i < count; ++i) {
        CHECK_OK(writer->write(smallPair(i + 1)));
    }
    CHECK_OK(writer->commit());
    return path;
}

}  // namespace

TEST(opening_says_what_was_opened) {
    const Opened engine;
    CHECK_EQ(engine.opened.family, std::string("llama"));
    CHECK_EQ(engine.opened.layers, std::int64_t{3});
    CHECK_EQ(engine.opened.width, std::int64_t{24});
    CHECK_EQ(engine.opened.latents, std::int64_t{64});
    CHECK_EQ(engine.opened.layer, std::int64_t{2});
    CHECK_EQ(engine.opened.k, std::int64_t{6});
    CHECK_EQ(engine.opened.parameters, static_cast<std::uint64_t>(RewardModel::load(engine.model())->parameterCount()));
}

TEST(a_pair_is_read_as_an_index_reads_it) {
    Opened engine;
    const ByHand hand(engine);
    const EnginePair pair = engine.read();
    const CapturedBatch batch = hand.capture(smallPair());
    CHECK_EQ(pair.pair.rewardChosen, static_cast<float>(batch.rewards[0].chosen));
    CHECK_EQ(pair.pair.rewardRejected, static_cast<float>(batch.rewards[0].rejected));
    CHECK(pair.pair.segments[0].text.find("<user>") != std::string::npos);
    CHECK(pair.pair.segments[1].text.find(smallPair().chosen) != std::string::npos);
    const std::vector<float> running = hand.causal.runningRewards(batch, batch.hidden);
    std::size_t positive = 0;
    for (std::size_t row = 0; row < batch.rows.size(); ++row) {
        const RowPlace& place = batch.rows[row];
        const auto segment = static_cast<std::size_t>(place.segment);
        CHECK_EQ(pair.running[segment][place.token], running[row]);
        const auto& latents = pair.pair.segments[segment].latents[place.token];
        CHECK(std::is_sorted(latents.begin(), latents.end(),
                             [](const LatentEntry& a, const LatentEntry& b) { return a.value > b.value; }));
        for (const LatentEntry& entry : latents) {
            CHECK(entry.value > 0.0f);
            ++positive;
        }
    }
    CHECK_EQ(positive, static_cast<std::size_t>((batch.latents.values > 0).sum().item<std::int64_t>()));
    // The reward of a text that stops at its last token is its reward.
    CHECK_NEAR(pair.running[1].back(), pair.pair.rewardChosen, 1e-4);
    CHECK_NEAR(pair.running[2].back(), pair.pair.rewardRejected, 1e-4);
}

TEST(running_rewards_are_those_of_shorter_texts) {
    Opened engine;
    const ByHand hand(engine);
    const EnginePair pair = engine.read();
    auto prepared = preparePair(hand.encoder, smallPair(), 256);
    CHECK_OK(prepared);
    for (std::size_t length = 1; length <= prepared->tokens.chosen.size(); length += 3) {
        PairTokens shorter{prepared->tokens.prompt, prepared->tokens.chosen, {}};
        shorter.chosen.resize(length);
        const at::Tensor rewards = hand.model.forward(packPairs(std::vector<PairTokens>{shorter}, c10::kCPU)).rewards;
        CHECK_NEAR(pair.running[1][length - 1], rewards[0].item<double>(), 1e-4);
    }
}

TEST(nothing_changed_changes_nothing_bit_by_bit) {
    Opened engine;
    const EnginePair pair = engine.read();
    const FeatureId feature = firingFeature(pair, Segment::Chosen);
    for (const Intervention& intervention : {Intervention{}, changeAll({feature}, FeatureOperation::Scale, 1.0),
                                             changeAll({feature}, FeatureOperation::Add, 0.0)}) {
        const auto effect = engine.ask<EngineEffect>(EngineChange{pair.handle, intervention});
        CHECK_EQ(effect.before.chosen, effect.after.chosen);
        CHECK_EQ(effect.before.rejected, effect.after.rejected);
        CHECK_EQ(static_cast<float>(effect.before.chosen), pair.pair.rewardChosen);
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK(effect.running[i] == pair.running[i]);
            CHECK_EQ(std::ranges::count(effect.changed[i], 0), std::ssize(effect.changed[i]));
        }
    }
}

TEST(a_change_gives_the_rewards_of_the_causal_model) {
    Opened engine;
    const ByHand hand(engine);
    const EnginePair pair = engine.read();
    const CapturedBatch batch = hand.capture(smallPair());
    const FeatureId feature = firingFeature(pair, Segment::Chosen);
    for (const auto& [operation, value] :
         {std::pair{FeatureOperation::Ablate, 0.0}, {FeatureOperation::Scale, 4.0}, {FeatureOperation::Clamp, 2.0}}) {
        const Intervention intervention = changeAll({feature}, operation, value);
        const auto effect = engine.ask<EngineEffect>(EngineChange{pair.handle, intervention});
        const RewardPair expected = hand.causal.rewards(batch, intervention).front();
        CHECK_NEAR(effect.after.chosen, expected.chosen, 1e-4);
        CHECK_NEAR(effect.after.rejected, expected.rejected, 1e-4);
        CHECK(std::abs(effect.after.chosen - effect.before.chosen) > 1e-3);
        std::vector<std::int64_t> rows;
        const at::Tensor stream = hand.causal.changedStream(batch, intervention, &rows);
        const std::vector<float> running = hand.causal.runningRewards(batch, stream);
        for (std::size_t row = 0; row < batch.rows.size(); ++row) {
            const RowPlace& place = batch.rows[row];
            const auto segment = static_cast<std::size_t>(place.segment);
            const bool changed = std::ranges::binary_search(rows, static_cast<std::int64_t>(row));
            CHECK_EQ(effect.changed[segment][place.token] != 0, changed);
            CHECK_NEAR(effect.running[segment][place.token], running[row], 1e-4);
        }
    }
}

TEST(a_change_of_one_answer_leaves_the_other_as_it_was_bit_by_bit) {
    Opened engine;
    const EnginePair pair = engine.read();
    PositionChoice positions;
    positions.prompt = false;
    positions.rejected = false;
    const auto effect = engine.ask<EngineEffect>(
        EngineChange{pair.handle, changeAll({FeatureId(3)}, FeatureOperation::Clamp, 5.0, positions)});
    CHECK(effect.after.chosen != effect.before.chosen);
    CHECK_EQ(effect.after.rejected, effect.before.rejected);
    CHECK(effect.running[0] == pair.running[0]);
    CHECK(effect.running[2] == pair.running[2]);
    CHECK(effect.running[1] != pair.running[1]);
}

TEST(doses_are_the_single_changes) {
    Opened engine;
    const EnginePair pair = engine.read();
    const FeatureId feature = firingFeature(pair, Segment::Chosen);
    EngineDose dose{pair.handle, changeAll({feature}, FeatureOperation::Scale), {}};
    for (int i = -60; i <= 60; ++i) {
        dose.doses.push_back(0.1 * i);
    }
    const auto curve = engine.ask<EngineCurve>(dose);
    CHECK(curve.doses == dose.doses);
    for (std::size_t i = 0; i < curve.doses.size(); i += 7) {
        const auto effect = engine.ask<EngineEffect>(
            EngineChange{pair.handle, changeAll({feature}, FeatureOperation::Scale, curve.doses[i])});
        CHECK_NEAR(curve.rewards[i].chosen, effect.after.chosen, 1e-4);
        CHECK_NEAR(curve.rewards[i].rejected, effect.after.rejected, 1e-4);
    }
    EngineDose one{pair.handle, changeAll({feature}, FeatureOperation::Scale), {1.0}};
    CHECK_EQ(engine.ask<EngineCurve>(one).rewards.front().chosen,
             engine.ask<EngineEffect>(EngineChange{pair.handle, {}}).before.chosen);
    CHECK(engine.ask<EngineCurve>(EngineDose{pair.handle, {}, {}}).rewards.empty());
}

TEST(integrated_gradients_sum_to_the_difference) {
    Opened engine;
    const EnginePair pair = engine.read();
    EngineAttribute question;
    question.handle = pair.handle;
    question.method = "integrated-gradients";
    question.target = "chosen";
    question.steps = 64;
    const auto attribution = engine.ask<EngineAttribution>(question);
    double sum = 0.0;
    for (std::size_t i = 0; i < 3; ++i) {
        for (const auto& entry : attribution.entries[i]) {
            CHECK(entry.token < pair.pair.segments[i].tokens.size());
            sum += entry.value;
        }
    }
    CHECK(!attribution.entries[1].empty());
    CHECK(attribution.entries[2].empty());  // the rejected answer does not reach the chosen one's reward
    CHECK_NEAR(sum, attribution.sum, 1e-3);
    CHECK_NEAR(attribution.sum, attribution.difference, 0.02 * std::abs(attribution.difference) + 1e-3);
    question.method = "guess";
    CHECK(engine.refused(question) == ErrorCode::Usage || engine.refused(question) == ErrorCode::InvalidInput);
}

TEST(the_pairs_used_last_are_kept) {
    TorchEngineOptions options;
    options.keepPairs = 3;
    Opened engine(options);
    std::vector<std::uint64_t> handles;
    for (std::uint64_t i = 1; i <= 3; ++i) {
        handles.push_back(engine.read(smallPair(i)).handle);
    }
    CHECK(std::set<std::uint64_t>(handles.begin(), handles.end()).size() == 3);
    engine.ask<EngineEffect>(EngineChange{handles[0], {}});
    engine.read(smallPair(4));
    CHECK(engine.refused(EngineChange{handles[1], {}}) == ErrorCode::NotFound);
    engine.ask<EngineEffect>(EngineChange{handles[0], {}});
    engine.ask<EngineEffect>(EngineChange{handles[2], {}});
    CHECK(engine.refused(EngineChange{999, {}}) == ErrorCode::NotFound);
    engine.ask<EngineOpened>(engine.open);
    CHECK(engine.refused(EngineChange{handles[0], {}}) == ErrorCode::NotFound);
    CHECK(engine.read().handle > handles[2]);
}

TEST(equal_and_empty_answers_are_read_and_changed) {
    Opened engine;
    PreferencePair equal = smallPair();
    equal.rejected = equal.chosen;
    const EnginePair tie = engine.read(equal);
    CHECK_EQ(tie.pair.rewardChosen, tie.pair.rewardRejected);
    const auto effect =
        engine.ask<EngineEffect>(EngineChange{tie.handle, changeAll({FeatureId(1)}, FeatureOperation::Clamp, 3.0)});
    CHECK_EQ(effect.after.chosen, effect.after.rejected);
    CHECK(effect.after.chosen != effect.before.chosen);
    PreferencePair empty = smallPair();
    empty.chosen.clear();
    const EnginePair shortest = engine.read(empty);
    CHECK(!shortest.pair.segments[1].tokens.empty());
    empty.rejected.clear();
    engine.read(empty);
    empty.prompt.clear();
    engine.read(empty);
}

TEST(long_texts_lose_tokens_on_the_left) {
    Opened engine({}, 40);
    PreferencePair pair = smallPair();
    pair.prompt.front().content = std::string(300, 'x');
    const EnginePair read = engine.read(pair);
    CHECK_EQ(read.pair.segments[0].tokens.size() + read.pair.segments[1].tokens.size(), std::size_t{40});
    CHECK(read.pair.segments[1].text.find(pair.chosen.substr(pair.chosen.size() - 10)) != std::string::npos);
}

TEST(without_an_sae_there_are_rewards_alone) {
    Opened engine;
    const EnginePair with = engine.read();
    engine.open.sae.clear();
    const auto opened = engine.ask<EngineOpened>(engine.open);
    CHECK_EQ(opened.latents, std::int64_t{0});
    CHECK_EQ(opened.layer, std::int64_t{-1});
    const EnginePair without = engine.read();
    CHECK_NEAR(without.pair.rewardChosen, with.pair.rewardChosen, 1e-4);
    for (std::size_t i = 0; i < 3; ++i) {
        for (std::size_t t = 0; t < with.running[i].size(); ++t) {
            CHECK_NEAR(without.running[i][t], with.running[i][t], 1e-4);
            CHECK(without.pair.segments[i].latents[t].empty());
        }
    }
    CHECK(engine.refused(EngineChange{without.handle, {}}) == ErrorCode::Usage);
    CHECK(engine.refused(EngineDose{without.handle, {}, {1.0}}) == ErrorCode::Usage);
    EngineSurvey survey;
    survey.data = "pairs.jsonl";
    CHECK(engine.refused(survey) == ErrorCode::Usage);
}

TEST(what_does_not_exist_or_fit_is_refused_and_the_engine_goes_on) {
    TorchEngine closed;
    CHECK(closed.answer(EngineRead{smallPair()}).error().code == ErrorCode::Usage);
    CHECK(closed.answer(EngineChange{}).error().code == ErrorCode::Usage);
    Opened engine;
    const EnginePair pair = engine.read();
    const auto change = [&pair](std::uint32_t feature, double value) {
        return EngineChange{pair.handle, changeAll({FeatureId(feature)}, FeatureOperation::Clamp, value)};
    };
    CHECK(engine.refused(change(64, 1.0)) == ErrorCode::InvalidInput);
    CHECK(engine.refused(change(1, 1e300)) == ErrorCode::Failed);  // no finite reward comes of it
    Intervention direction;
    direction.directions.push_back({"d", std::vector<float>(23), 1.0});
    CHECK(engine.refused(EngineChange{pair.handle, direction}) == ErrorCode::InvalidInput);
    engine.ask<EngineEffect>(change(1, 1.0));

    EngineOpen missing = engine.open;
    missing.model = engine.folder.path() / "none";
    engine.refused(missing);
    CHECK(engine.refused(EngineRead{smallPair()}) == ErrorCode::Usage);
    testing::writeSaeFolder(engine.folder.path() / "wide", 32);
    EngineOpen unfit = engine.open;
    unfit.sae = engine.folder.path() / "wide";
    CHECK(engine.refused(unfit) == ErrorCode::InvalidInput);
    EngineOpen device = engine.open;
    device.device = "abacus";
    engine.refused(device);
    engine.ask<EngineOpened>(engine.open);
    engine.read();
}

TEST(a_survey_adds_up_single_pairs) {
    Opened engine;
    const ByHand hand(engine);
    EngineSurvey survey;
    survey.data = writePairs(engine, 60);
    survey.maxPairs = 20;
    survey.intervention = changeAll({FeatureId(3), FeatureId(9)}, FeatureOperation::Scale, 3.0);
    std::vector<EngineProgress> progress;
    const auto answer = engine.engine.answer(survey, [&progress](const EngineProgress& at) { progress.push_back(at); });
    CHECK_OK(answer);
    const auto& first = std::get<EngineSurveyed>(*answer);
    CHECK(!first.cached);
    CHECK(!progress.empty());
    CHECK_EQ(progress.back().done, std::uint64_t{20});
    CHECK_EQ(progress.back().total, std::uint64_t{20});
    CHECK_EQ(first.ids.size(), std::size_t{20});
    double margin = 0.0;
    std::uint64_t changed = 0;
    for (std::size_t i = 0; i < 20; ++i) {
        const PreferencePair pair = smallPair(3 * i + 1);  // every third of 60
        CHECK_EQ(first.ids[i], pair.id);
        const CapturedBatch batch = hand.capture(pair);
        const RewardPair after = hand.causal.rewards(batch, survey.intervention).front();
        CHECK_NEAR(first.before[i].chosen, batch.rewards[0].chosen, 1e-4);
        CHECK_NEAR(first.after[i].chosen, after.chosen, 1e-4);
        CHECK_NEAR(first.after[i].rejected, after.rejected, 1e-4);
        margin += after.margin() - batch.rewards[0].margin();
        std::vector<std::int64_t> rows;
        hand.causal.changedStream(batch, survey.intervention, &rows);
        changed += rows.empty() ? 0 : 1;
    }
    CHECK_EQ(first.sections.size(), std::size_t{2});  // seeds 3 i + 1 are all in one subset
    CHECK_EQ(first.sections[0].name, std::string("all"));
    CHECK_EQ(first.sections[1].name, std::string("two"));
    CHECK_EQ(first.sections[0].pairs, std::uint64_t{20});
    CHECK_EQ(first.sections[0].changed, changed);
    CHECK_NEAR(first.sections[0].margin, margin / 20.0, 1e-4);

    const auto second = engine.ask<EngineSurveyed>(survey);
    CHECK(second.cached);
    for (std::size_t i = 0; i < 20; ++i) {
        CHECK_EQ(second.after[i].chosen, first.after[i].chosen);
    }
    survey.maxPairs = 60;
    const auto all = engine.ask<EngineSurveyed>(survey);
    CHECK(!all.cached);
    CHECK_EQ(all.sections.size(), std::size_t{3});
    CHECK_EQ(all.sections[1].pairs + all.sections[2].pairs, std::uint64_t{60});
    survey.maxPairs = 1;
    CHECK_EQ(engine.ask<EngineSurveyed>(survey).ids.size(), std::size_t{1});
}

TEST(a_survey_without_room_runs_the_model_again) {
    TorchEngineOptions options;
    options.surveyBytes = 0;
    Opened engine(options);
    EngineSurvey survey;
    survey.data = writePairs(engine, 6);
    survey.intervention = changeAll({FeatureId(3)}, FeatureOperation::Clamp, 3.0);
    const auto first = engine.ask<EngineSurveyed>(survey);
    const auto second = engine.ask<EngineSurveyed>(survey);
    CHECK(!second.cached);
    CHECK_EQ(first.after[2].chosen, second.after[2].chosen);
}

TEST(a_changed_file_is_read_again) {
    Opened engine;
    EngineSurvey survey;
    survey.data = writePairs(engine, 6);
    CHECK_EQ(engine.ask<EngineSurveyed>(survey).ids.size(), std::size_t{6});
    writePairs(engine, 7);
    const auto again = engine.ask<EngineSurveyed>(survey);
    CHECK(!again.cached);
    CHECK_EQ(again.ids.size(), std::size_t{7});
    std::filesystem::remove(survey.data);
    CHECK(engine.refused(survey) == ErrorCode::NotFound);
}

TEST(a_survey_and_doses_stop_when_asked) {
    Opened engine;
    EngineSurvey survey;
    survey.data = writePairs(engine, 6);
    std::stop_source stop;
    stop.request_stop();
    const auto answer = engine.engine.answer(survey, {}, stop.get_token());
    CHECK(!answer);
    CHECK(answer.error().code == ErrorCode::Interrupted);
    const EnginePair pair = engine.read();
    const auto curve = engine.engine.answer(EngineDose{pair.handle, {}, {1.0}}, {}, stop.get_token());
    CHECK(!curve);
    CHECK(curve.error().code == ErrorCode::Interrupted);
    engine.ask<EngineSurveyed>(survey);
}
