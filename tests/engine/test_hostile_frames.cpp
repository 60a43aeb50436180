// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_protocol.h"
#include "tests/engine/random_messages.h"
#include "tests/support/check.h"

#include <cstring>
#include <limits>

using namespace saferscope;
using testing::RandomMessages;

namespace {

std::string header(std::uint32_t json, std::uint32_t binary) {
    std::string bytes = "SfE1";
    for (const std::uint32_t word : {json, binary}) {
        bytes.append(reinterpret_cast<const char*>(&word), sizeof(word));
    }
    return bytes;
}

/// What decoded must agree with itself, so that nothing behind it can be led out of bounds.
void checkConsistent(const EngineReply& reply) {
    const auto* answer = std::get_if<EngineAnswer>(&reply.content);
    if (answer == nullptr) {
        return;
    }
    if (const auto* pair = std::get_if<EnginePair>(answer)) {
        for (std::size_t i = 0; i < 3; ++i) {
            const IndexedSegment& segment = pair->pair.segments[i];
            CHECK_EQ(segment.latents.size(), segment.tokens.size());
            CHECK_EQ(pair->running[i].size(), segment.tokens.size());
            for (const TokenInfo& token : segment.tokens) {
                CHECK(token.begin <= token.end && token.end <= segment.text.size());
            }
        }
    } else if (const auto* curve = std::get_if<EngineCurve>(answer)) {
        CHECK_EQ(curve->doses.size(), curve->rewards.size());
    } else if (const auto* effect = std::get_if<EngineEffect>(answer)) {
        for (std::size_t i = 0; i < 3; ++i) {
            CHECK_EQ(effect->running[i].size(), effect->changed[i].size());
        }
    } else if (const auto* surveyed = std::get_if<EngineSurveyed>(answer)) {
        CHECK_EQ(surveyed->before.size(), surveyed->ids.size());
        CHECK_EQ(surveyed->after.size(), surveyed->ids.size());
    }
}

/// The frame of an answer with one member of its JSON replaced.
Result<EngineReply> with(const EngineReply& reply, const std::string& pointer, const Json& value) {
    EngineFrame frame = encodeReply(reply);
    Json json = *parseJson(frame.json, "test");
    json[Json::json_pointer(pointer)] = value;
    frame.json = dumpJson(json);
    return decodeReply(frame);
}

EngineReply someCurve() { return {4, EngineAnswer(EngineCurve{{1.0, 2.0}, {{1.0, 2.0}, {3.0, 4.0}}})}; }

}  // namespace

TEST(a_stream_of_something_else_is_refused_at_its_first_byte) {
    EngineFrameReader reader;
    reader.feed("S");
    CHECK_OK(reader.next());
    reader.feed("X");
    CHECK(!reader.next());
    EngineFrameReader html;
    html.feed("<");
    CHECK(!html.next());
}

TEST(lengths_that_no_message_has_are_refused_before_anything_is_kept) {
    constexpr std::uint32_t huge = std::numeric_limits<std::uint32_t>::max();
    for (const auto& [json, binary] :
         {std::pair{huge, 0u}, {0u, huge}, {huge, huge}, {std::uint32_t{1} << 27, 0u}, {1u, std::uint32_t{1} << 28}}) {
        EngineFrameReader reader;
        reader.feed(header(json, binary));
        const auto frame = reader.next();
        CHECK(!frame);
        CHECK(frame.error().code == ErrorCode::InvalidInput);
    }
}

TEST(a_truncated_frame_waits_and_a_truncated_message_is_refused) {
    const EngineFrame whole = encodeReply(someCurve());
    const std::string bytes = frameBytes(whole);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        EngineFrameReader reader;
        reader.feed(std::string_view(bytes).substr(0, length));
        const auto frame = reader.next();
        CHECK_OK(frame);
        CHECK(!*frame);
    }
    for (std::size_t length = 0; length < whole.json.size(); ++length) {
        CHECK(!decodeReply({whole.json.substr(0, length), whole.binary}));
    }
    for (std::size_t length = 0; length < whole.binary.size(); ++length) {
        CHECK(!decodeReply({whole.json, whole.binary.substr(0, length)}));
    }
}

TEST(places_outside_the_frame_are_refused) {
    const std::uint64_t huge = std::numeric_limits<std::uint64_t>::max();
    CHECK_OK(with(someCurve(), "/doses", Json::array({0, 2})));
    for (const Json& place :
         {Json::array({0, 7}), Json::array({48, 1}), Json::array({49, 0}), Json::array({0, huge}),
          Json::array({huge, 2}), Json::array({8, huge / 8 + 1}), Json::array({-1, 2}), Json::array({0, 1.5}),
          Json::array({0}), Json::array({0, 1, 2}), Json(3), Json(nullptr), Json::object(), Json("0,2")}) {
        CHECK(!with(someCurve(), "/doses", place));
    }
}

TEST(arrays_on_top_of_each_other_are_refused) {
    // 16 + 32 bytes are there; twice the 32 would be more than came.
    CHECK(!with(someCurve(), "/doses", Json::array({16, 4})));
}

TEST(wrong_types_and_missing_members_are_refused) {
    RandomMessages random(5);
    const std::vector<Json> values = {Json(nullptr), Json(-3),      Json(1e300),    Json("x"),
                                      Json(true),    Json::array(), Json::object(), Json(0.5)};
    std::size_t refused = 0;
    for (const auto& content : random.answers()) {
        const EngineFrame frame = encodeReply({1, content});
        const Json json = *parseJson(frame.json, "test");
        for (const auto& [key, member] : json.items()) {
            Json without = json;
            without.erase(key);
            CHECK(!decodeReply({dumpJson(without), frame.binary}));
            for (const Json& value : values) {
                Json wrong = json;
                wrong[key] = value;
                const auto reply = decodeReply({dumpJson(wrong), frame.binary});
                if (reply) {
                    CHECK(value.type() == member.type() || (value.is_number() && member.is_number()) ||
                          (value.is_array() && key == "sections"));
                    checkConsistent(*reply);
                }
                refused += reply ? 0 : 1;
            }
        }
    }
    CHECK(refused > 200);
    for (const char* text : {"", "null", "[]", "7", "{}", "{\"id\":1}", "{\"id\":1,\"kind\":\"pear\"}", "\xff",
                             "{\"id\":-1,\"kind\":\"progress\",\"done\":1,\"total\":1}",
                             "{\"id\":1,\"kind\":\"progress\",\"done\":1.5,\"total\":1}",
                             "{\"id\":1,\"kind\":\"error\",\"code\":\"odd\",\"message\":\"\",\"hint\":\"\"}"}) {
        CHECK(!decodeReply({text, {}}));
        CHECK(!decodeRequest({text, {}}));
    }
    CHECK(!decodeReply({std::string(100000, '['), {}}));
}

TEST(numbers_that_are_not_finite_are_refused) {
    for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(),
                             -std::numeric_limits<double>::infinity()}) {
        CHECK(!decodeReply(encodeReply({1, EngineAnswer(EngineCurve{{1.0}, {{bad, 2.0}}})})));
        EngineEffect effect;
        effect.after.rejected = bad;
        CHECK(!decodeReply(encodeReply({1, EngineAnswer(effect)})));
        EnginePair pair;
        pair.pair.rewardChosen = static_cast<float>(bad);
        CHECK(!decodeReply(encodeReply({1, EngineAnswer(pair)})));
        CHECK(!decodeRequest(encodeRequest({1, "a", EngineDose{1, {}, {0.0, bad}}})));
        CHECK(!decodeRequest(
            encodeRequest({1, "a", EngineChange{1, changeAll({FeatureId(3)}, FeatureOperation::Scale, bad)}})));
    }
}

TEST(answers_that_contradict_themselves_are_refused) {
    RandomMessages random(6);
    for (int round = 0; round < 50; ++round) {
        EnginePair pair = random.enginePair();
        pair.running[1].push_back(0.0f);
        CHECK(!decodeReply(encodeReply({1, EngineAnswer(pair)})));
        pair = random.enginePair();
        pair.pair.segments[2].tokens.push_back({1, 0, 1000, false, false});
        pair.pair.segments[2].latents.emplace_back();
        pair.running[2].push_back(0.0f);
        CHECK(!decodeReply(encodeReply({1, EngineAnswer(pair)})));
        pair = random.enginePair();
        pair.pair.segments[0].latents.emplace_back();
        CHECK(!decodeReply(encodeReply({1, EngineAnswer(pair)})));
        EngineEffect effect = random.effect();
        effect.changed[0].push_back(1);
        CHECK(!decodeReply(encodeReply({1, EngineAnswer(effect)})));
        EngineCurve curve = random.curve();
        curve.doses.push_back(1.0);
        CHECK(!decodeReply(encodeReply({1, EngineAnswer(curve)})));
        EngineSurveyed surveyed = random.surveyed();
        surveyed.ids.pop_back();
        CHECK(!decodeReply(encodeReply({1, EngineAnswer(surveyed)})));
    }
}

TEST(a_question_that_does_not_decode_can_still_be_answered) {
    Json json = *parseJson(encodeRequest({42, "a", EngineChange{}}).json, "test");
    json["intervention"]["changes"] = Json::array({{{"feature", 1}}, {{"feature", 1}}});
    const EngineFrame frame{dumpJson(json), {}};
    CHECK(!decodeRequest(frame));
    CHECK(frameId(frame) == std::optional<std::uint64_t>(42));
    CHECK(!frameId({"{\"id\":-1}", {}}));
    CHECK(!frameId({"[1]", {}}));
    CHECK(!frameId({"{", {}}));
}

TEST(damaged_frames_never_lead_out_of_bounds) {
    RandomMessages random(8);
    std::size_t decoded = 0;
    std::size_t refused = 0;
    for (int round = 0; round < 60; ++round) {
        std::vector<EngineFrame> frames;
        for (const auto& content : random.answers()) {
            frames.push_back(encodeReply({1, content}));
        }
        for (const EngineQuestion& question : random.questions()) {
            frames.push_back(encodeRequest({1, "lane", question}));
        }
        for (EngineFrame& frame : frames) {
            for (std::uint64_t i = 1 + random.below(4); i > 0; --i) {
                std::string& part = random.coin() && !frame.binary.empty() ? frame.binary : frame.json;
                part[random.below(part.size())] = static_cast<char>(random.below(256));
            }
            const auto reply = decodeReply(frame);
            if (reply) {
                checkConsistent(*reply);
            }
            const auto request = decodeRequest(frame);
            (reply || request ? decoded : refused) += 1;
        }
    }
    CHECK(decoded > 0);
    CHECK(refused > 100);
}
