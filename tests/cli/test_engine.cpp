// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_writer.h"
#include "tests/cli/safer_process.h"
#include "tests/engine/engine_process.h"
#include "tests/engine/tiny_folder.h"

using namespace saferscope;
using check::TemporaryFolder;
using testing::EngineProcess;
using testing::smallPair;

namespace {

const std::filesystem::path& folders() {
    static const TemporaryFolder folder;
    static const bool made = [] {
        testing::writeModelFolder(folder.path() / "rm");
        testing::writeSaeFolder(folder.path() / "sae");
        std::vector<PreferencePair> pairs;
        for (std::uint64_t i = 0; i < 4000; ++i) {
            pairs.push_back(smallPair(i));
        }
        check::writePairs(folder.path() / "pairs.jsonl", pairs);
        return true;
    }();
    CHECK(made);
    return folder.path();
}

EngineOpen openQuestion() {
    EngineOpen open;
    open.model = folders() / "rm";
    open.sae = folders() / "sae";
    return open;
}

EngineSurvey longSurvey() {
    EngineSurvey survey;
    survey.data = folders() / "pairs.jsonl";
    survey.maxPairs = 4000;
    survey.intervention = changeAll({FeatureId(3)}, FeatureOperation::Scale, 2.0);
    return survey;
}

}  // namespace

TEST(the_engine_answers_through_its_pipes) {
    EngineProcess engine;
    CHECK_EQ(engine.expect<EngineOpened>(openQuestion()).latents, std::int64_t{64});
    const auto pair = engine.expect<EnginePair>(EngineRead{smallPair()});
    const auto effect =
        engine.expect<EngineEffect>(EngineChange{pair.handle, changeAll({FeatureId(3)}, FeatureOperation::Clamp, 4.0)});
    CHECK_EQ(static_cast<float>(effect.before.chosen), pair.pair.rewardChosen);
    CHECK(effect.after.chosen != effect.before.chosen);
    const auto unknown = engine.ask(EngineChange{77, {}});
    CHECK(!unknown);
    CHECK(unknown.error().code == ErrorCode::NotFound);
    CHECK(!unknown.error().hint.empty());
    engine.closeInput();
    int code = -1;
    CHECK(engine.waitEnd(1.0, code) >= 0.0);
    CHECK_EQ(code, 0);
}

TEST(two_hundred_changes_at_once_get_two_hundred_replies_and_the_newest_is_answered) {
    EngineProcess engine;
    engine.expect<EngineOpened>(openQuestion());
    const auto pair = engine.expect<EnginePair>(EngineRead{smallPair()});
    const auto change = [&pair](int i) {
        return EngineChange{pair.handle, changeAll({FeatureId(3)}, FeatureOperation::Clamp, 0.05 * i)};
    };
    std::string bytes;
    constexpr int count = 200;
    for (int i = 0; i < count; ++i) {
        bytes += frameBytes(encodeRequest({1000 + static_cast<std::uint64_t>(i), "slider", change(i)}));
    }
    engine.write(bytes);
    std::vector<int> replies(count);
    std::optional<EngineEffect> newest;
    int computed = 0;
    for (int i = 0; i < count; ++i) {
        const EngineReply reply = engine.next();
        ++replies.at(reply.id - 1000);
        if (const auto* answer = std::get_if<EngineAnswer>(&reply.content)) {
            ++computed;
            if (reply.id == 1000 + count - 1) {
                newest = std::get<EngineEffect>(*answer);
            }
        } else {
            CHECK(std::get<Error>(reply.content).code == ErrorCode::Interrupted);
        }
    }
    CHECK(replies == std::vector<int>(count, 1));
    CHECK(newest.has_value());
    CHECK(computed < count);
    const auto again = engine.expect<EngineEffect>(change(count - 1));
    CHECK_EQ(newest->after.chosen, again.after.chosen);
    CHECK_EQ(newest->after.rejected, again.after.rejected);
}

TEST(a_newer_question_stops_a_survey) {
    EngineProcess engine;
    engine.expect<EngineOpened>(openQuestion());
    const std::uint64_t survey = engine.send(longSurvey(), "survey");
    const std::uint64_t newer = engine.send(longSurvey(), "survey");
    std::vector<std::uint64_t> order;
    while (order.size() < 2) {
        const EngineReply reply = engine.next();
        if (!std::holds_alternative<EngineProgress>(reply.content)) {
            order.push_back(reply.id);
            CHECK_EQ(std::holds_alternative<Error>(reply.content), reply.id == survey);
        }
    }
    CHECK(order == (std::vector<std::uint64_t>{survey, newer}));
}

TEST(it_ends_with_its_parent_also_in_the_middle_of_a_survey) {
    for (const bool output : {false, true}) {
        EngineProcess engine;
        engine.expect<EngineOpened>(openQuestion());
        engine.send(longSurvey());
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        if (output) {
            engine.closeOutput();
        }
        engine.closeInput();
        int code = -1;
        CHECK(engine.waitEnd(1.0, code) >= 0.0);
        CHECK(output || code == 0);
    }
}

TEST(bytes_of_no_protocol_end_it_with_the_code_of_refused_input) {
    EngineProcess engine;
    engine.write("hello\n");
    int code = -1;
    CHECK(engine.waitEnd(5.0, code) >= 0.0);
    CHECK_EQ(code, 3);
}

TEST(nothing_but_frames_comes_out) {
    // With an input that ends at once there is nothing to answer.
    const auto output = check::safer({"engine", "--help"});
    CHECK_EQ(output.exitCode, 0);
    EngineProcess engine;
    EngineOpen missing = openQuestion();
    missing.model = folders() / "none";
    for (int i = 0; i < 3; ++i) {
        const auto answer = engine.ask(missing);
        CHECK(!answer);
        CHECK(!answer.error().message.empty());
    }
    engine.expect<EngineOpened>(openQuestion());
}
