// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/engine/engine_protocol.h"
#include "tests/engine/random_messages.h"
#include "tests/support/check.h"

using namespace saferscope;
using testing::RandomMessages;

namespace {

bool same(const EngineOpen& a, const EngineOpen& b) {
    return a.model == b.model && a.sae == b.sae && a.dateString == b.dateString && a.maxTokens == b.maxTokens &&
           a.device == b.device;
}
bool same(const EngineRead& a, const EngineRead& b) { return a.pair == b.pair; }
bool same(const EngineChange& a, const EngineChange& b) {
    return a.handle == b.handle && a.intervention == b.intervention;
}
bool same(const EngineDose& a, const EngineDose& b) {
    return a.handle == b.handle && a.intervention == b.intervention && a.doses == b.doses;
}
bool same(const EngineAttribute& a, const EngineAttribute& b) {
    return a.handle == b.handle && a.method == b.method && a.target == b.target && a.steps == b.steps &&
           a.positions == b.positions;
}
bool same(const EngineSurvey& a, const EngineSurvey& b) {
    return a.data == b.data && a.maxPairs == b.maxPairs && a.intervention == b.intervention && a.suite == b.suite;
}
bool same(const EngineCancel&, const EngineCancel&) { return true; }

bool same(const RewardPair& a, const RewardPair& b) { return a.chosen == b.chosen && a.rejected == b.rejected; }
bool same(const std::vector<RewardPair>& a, const std::vector<RewardPair>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& x, const auto& y) { return same(x, y); });
}
bool same(const IndexedSegment& a, const IndexedSegment& b) {
    const auto token = [](const TokenInfo& x, const TokenInfo& y) {
        return x.id == y.id && x.begin == y.begin && x.end == y.end && x.sentenceEnd == y.sentenceEnd &&
               x.response == y.response;
    };
    const auto entry = [](const LatentEntry& x, const LatentEntry& y) {
        return x.feature == y.feature && x.value == y.value;
    };
    const auto latents = [&entry](const auto& x, const auto& y) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), entry);
    };
    return a.text == b.text && std::equal(a.tokens.begin(), a.tokens.end(), b.tokens.begin(), b.tokens.end(), token) &&
           std::equal(a.latents.begin(), a.latents.end(), b.latents.begin(), b.latents.end(), latents);
}
bool same(const EngineOpened& a, const EngineOpened& b) {
    return a.family == b.family && a.layers == b.layers && a.width == b.width && a.latents == b.latents &&
           a.layer == b.layer && a.k == b.k && a.parameters == b.parameters && a.seconds == b.seconds;
}
bool same(const EnginePair& a, const EnginePair& b) {
    bool segments = true;
    for (std::size_t i = 0; i < 3; ++i) {
        segments = segments && same(a.pair.segments[i], b.pair.segments[i]);
    }
    return segments && a.handle == b.handle && a.pair.id == b.pair.id && a.pair.subset == b.pair.subset &&
           a.pair.rewardChosen == b.pair.rewardChosen && a.pair.rewardRejected == b.pair.rewardRejected &&
           a.running == b.running && a.seconds == b.seconds;
}
bool same(const EngineEffect& a, const EngineEffect& b) {
    return same(a.before, b.before) && same(a.after, b.after) && a.running == b.running && a.changed == b.changed &&
           a.seconds == b.seconds;
}
bool same(const EngineCurve& a, const EngineCurve& b) { return a.doses == b.doses && same(a.rewards, b.rewards); }
bool same(const EngineAttribution& a, const EngineAttribution& b) {
    const auto entry = [](const auto& x, const auto& y) {
        return x.token == y.token && x.feature == y.feature && x.value == y.value;
    };
    bool entries = true;
    for (std::size_t i = 0; i < 3; ++i) {
        entries = entries &&
                  std::equal(a.entries[i].begin(), a.entries[i].end(), b.entries[i].begin(), b.entries[i].end(), entry);
    }
    return entries && a.difference == b.difference && a.sum == b.sum;
}
bool same(const EngineSurveyed& a, const EngineSurveyed& b) {
    bool sections = a.sections.size() == b.sections.size();
    for (std::size_t i = 0; sections && i < a.sections.size(); ++i) {
        sections = toJson(a.sections[i]) == toJson(b.sections[i]);
    }
    return sections && a.ids == b.ids && same(a.before, b.before) && same(a.after, b.after) && a.cached == b.cached &&
           a.seconds == b.seconds;
}
bool same(const Error& a, const Error& b) { return a.code == b.code && a.message == b.message && a.hint == b.hint; }
bool same(const EngineProgress& a, const EngineProgress& b) { return a.done == b.done && a.total == b.total; }

template <class... T>
bool same(const std::variant<T...>& a, const std::variant<T...>& b) {
    return a.index() == b.index() &&
           std::visit([&b](const auto& value) { return same(value, std::get<std::decay_t<decltype(value)>>(b)); }, a);
}

}  // namespace

TEST(every_question_comes_back_as_it_was) {
    RandomMessages random(1);
    for (std::uint64_t round = 0; round < 300; ++round) {
        for (const EngineQuestion& question : random.questions()) {
            const EngineRequest request{round, random.text(), question};
            const auto back = decodeRequest(encodeRequest(request));
            CHECK_OK(back);
            CHECK_EQ(back->id, request.id);
            CHECK_EQ(back->lane, request.lane);
            CHECK(same(back->question, question));
        }
    }
}

TEST(every_answer_comes_back_as_it_was) {
    RandomMessages random(2);
    for (std::uint64_t round = 0; round < 300; ++round) {
        for (const auto& content : random.answers()) {
            const auto back = decodeReply(encodeReply({round, content}));
            CHECK_OK(back);
            CHECK_EQ(back->id, round);
            CHECK(same(back->content, content));
        }
    }
}

TEST(frames_are_found_however_the_bytes_come) {
    RandomMessages random(3);
    std::vector<EngineFrame> frames;
    std::string stream;
    for (int i = 0; i < 40; ++i) {
        for (const auto& content : random.answers()) {
            frames.push_back(encodeReply({7, content}));
            stream += frameBytes(frames.back());
        }
    }
    for (const std::size_t most : {1u, 13u, 5000u, 10000000u}) {
        EngineFrameReader reader;
        std::size_t found = 0;
        for (std::size_t at = 0; at < stream.size();) {
            const std::size_t count = std::min<std::size_t>(1 + random.below(most), stream.size() - at);
            reader.feed(std::string_view(stream).substr(at, count));
            at += count;
            while (true) {
                const auto frame = reader.next();
                CHECK_OK(frame);
                if (!*frame) {
                    break;
                }
                CHECK((*frame)->json == frames[found].json);
                CHECK((*frame)->binary == frames[found].binary);
                ++found;
            }
        }
        CHECK_EQ(found, frames.size());
    }
}

TEST(text_that_is_not_utf8_is_mended_and_bytes_are_kept_where_numbers_point_at_them) {
    PreferencePair pair;
    pair.chosen = "good \xff bad";
    const auto request = decodeRequest(encodeRequest({1, "a", EngineRead{pair}}));
    CHECK_OK(request);
    CHECK_EQ(std::get<EngineRead>(request->question).pair.chosen, std::string("good \xef\xbf\xbd bad"));

    EnginePair read;
    read.pair.segments[1].text = "\xe2\x82";
    read.pair.segments[1].tokens = {{5, 0, 2, false, true}};
    read.pair.segments[1].latents.resize(1);
    read.running[1] = {0.5f};
    const auto reply = decodeReply(encodeReply({1, EngineAnswer(read)}));
    CHECK_OK(reply);
    CHECK_EQ(std::get<EnginePair>(std::get<EngineAnswer>(reply->content)).pair.segments[1].text,
             std::string("\xe2\x82"));
}
