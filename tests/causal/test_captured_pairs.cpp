// SPDX-License-Identifier: GPL-3.0-or-later
// Captured pairs: kept or run again, all at once or from a place on, the numbers are the same.
#include "core/causal/captured_pairs.h"
#include "tests/causal/causal_fixture.h"
#include "tests/tensor/torch_check.h"

#include <map>

using namespace saferscope;
using namespace saferscope::testing;

namespace {

/// A tokenizer of lower-case letters and a few signs; 32 ids.
PairEncoder letterEncoder() {
    Json vocabulary = Json::object();
    int id = 0;
    for (const char letter : std::string("abcdefghijklmnopqrstuvwxyz.<>!?,")) {
        vocabulary[std::string(1, letter)] = id++;
    }
    auto tokenizer = Tokenizer::fromJson(
        dumpJson(
            Json{{"model", {{"type", "BPE"}, {"vocab", vocabulary}, {"merges", Json::array()}}},
                 {"pre_tokenizer",
                  {{"type", "ByteLevel"}, {"add_prefix_space", false}, {"trim_offsets", true}, {"use_regex", true}}},
                 {"decoder", {{"type", "ByteLevel"}}},
                 {"added_tokens", Json::array()}}),
        "letters");
    auto chat = ChatTemplate::parse("{% for m in messages %}<{{ m['content'] }}>{% endfor %}", "test");
    CHECK_OK(tokenizer);
    CHECK_OK(chat);
    return PairEncoder(std::move(*tokenizer), ChatFormat{std::move(*chat), "", "", false}, {});
}

std::vector<PreferencePair> somePairs(std::size_t count) {
    Random random(8);
    const auto text = [&random](std::uint64_t letters) {
        std::string made;
        for (std::uint64_t i = 0; i < letters; ++i) {
            made.push_back(static_cast<char>('a' + random.below(26)));
        }
        return made;
    };
    std::vector<PreferencePair> pairs;
    for (std::size_t i = 0; i < count; ++i) {
        PreferencePair pair;
        pair.id = "p" + std::to_string(i);
        pair.prompt = {{"user", text(1 + random.below(20))}};
        pair.chosen = text(1 + random.below(30));
        pair.rejected = text(1 + random.below(30));
        pairs.push_back(std::move(pair));
    }
    return pairs;
}

struct Visits {
    std::vector<std::size_t> numbers;
    std::map<std::uint32_t, RewardPair> rewards;  ///< by the caller's number, under an intervention
};

struct Parts {
    RewardModel model = tinyModel();
    Sae sae = tinySae(2);
    CausalModel causal = *CausalModel::create(model, sae);
    PairEncoder encoder = letterEncoder();
    std::vector<PreferencePair> pairs = somePairs(21);

    CapturedPairs captured(std::int64_t batchTokens, std::uint64_t keepBytes) const {
        auto made = CapturedPairs::create(causal, encoder, pairs, {batchTokens, keepBytes});
        CHECK_OK(made);
        return std::move(*made);
    }
    Visits walk(CapturedPairs& captured, std::size_t first = 0) const {
        Intervention half;
        half.ablateOthers = true;
        Visits visits;
        CHECK_OK(captured.forEach(
            [&](std::size_t number, const CapturedBatch& batch) -> Status {
                visits.numbers.push_back(number);
                const auto rewards = causal.rewards(batch, half);
                for (std::size_t i = 0; i < rewards.size(); ++i) {
                    CHECK(visits.rewards.emplace(batch.members[i], rewards[i]).second);
                }
                return {};
            },
            {}, first));
        return visits;
    }
};

}  // namespace

TEST(kept_batches_give_what_new_ones_give) {
    const Parts parts;
    CapturedPairs all = parts.captured(200, std::uint64_t{1} << 30);
    CapturedPairs some = parts.captured(200, 0);
    CHECK(all.batchCount() > 3);
    CHECK_EQ(all.pairCount(), parts.pairs.size());
    const Visits first = parts.walk(all);
    CHECK_EQ(first.rewards.size(), parts.pairs.size());
    const std::uint64_t whole = all.keptBytes();
    CHECK(whole > 0);
    const Visits again = parts.walk(all);
    CHECK_EQ(all.keptBytes(), whole);
    const Visits anew = parts.walk(some);
    CHECK_EQ(some.keptBytes(), std::uint64_t{0});
    // Memory for half of it is kept to.
    CapturedPairs half = parts.captured(200, whole / 2);
    const Visits mixed = parts.walk(half);
    const Visits mixedAgain = parts.walk(half);
    CHECK(half.keptBytes() > 0 && half.keptBytes() <= whole / 2);
    for (const Visits* other : {&again, &anew, &mixed, &mixedAgain}) {
        CHECK(other->numbers == first.numbers);
        for (const auto& [pair, rewards] : first.rewards) {
            CHECK_EQ(other->rewards.at(pair).chosen, rewards.chosen);
            CHECK_EQ(other->rewards.at(pair).rejected, rewards.rejected);
        }
    }
}

TEST(a_walk_may_begin_later_and_be_ended) {
    const Parts parts;
    CapturedPairs captured = parts.captured(200, std::uint64_t{1} << 30);
    const Visits late = parts.walk(captured, 2);
    CHECK_EQ(late.numbers.front(), std::size_t{2});
    CHECK_EQ(late.numbers.size(), captured.batchCount() - 2);
    std::size_t visits = 0;
    const auto ended = captured.forEach(
        [&visits](std::size_t, const CapturedBatch&) -> Status {
            return ++visits == 2 ? Status(fail(ErrorCode::Failed, "Enough.")) : Status();
        },
        {});
    CHECK(!ended && ended.error().message == "Enough.");
    CHECK_EQ(visits, std::size_t{2});
    std::stop_source stop;
    visits = 0;
    const auto stopped = captured.forEach(
        [&](std::size_t, const CapturedBatch&) -> Status {
            ++visits;
            stop.request_stop();
            return {};
        },
        stop.get_token());
    CHECK(!stopped && stopped.error().code == ErrorCode::Interrupted);
    CHECK_EQ(visits, std::size_t{1});
}

TEST(a_captured_token_is_the_prepared_one) {
    const Parts parts;
    CapturedPairs captured = parts.captured(200, 0);
    CHECK_OK(captured.forEach(
        [&](std::size_t, const CapturedBatch& batch) -> Status {
            std::size_t row = 0;
            for (std::size_t i = 0; i < batch.members.size(); ++i) {
                const PreparedPair& pair = captured.prepared(batch.members[i]);
                for (std::size_t segment = 0; segment < 3; ++segment) {
                    const auto& tokens = pair.record.segments[segment].tokens;
                    CHECK_EQ(std::size_t{batch.segmentTokens[i][segment]}, tokens.size());
                    for (std::uint32_t token = 0; token < tokens.size(); ++token, ++row) {
                        const RowPlace& place = batch.rows[row];
                        CHECK(place.pair == i && place.segment == static_cast<Segment>(segment));
                        CHECK(place.token == token && place.sentenceEnd == tokens[token].sentenceEnd);
                        CHECK(place.response == tokens[token].response);
                        CHECK_EQ(batch.packed.ids[static_cast<std::int64_t>(row)].item<std::int64_t>(),
                                 std::int64_t{tokens[token].id});
                    }
                }
            }
            CHECK_EQ(row, batch.rows.size());
            return {};
        },
        {}));
}

TEST(a_pair_that_cannot_be_encoded_is_named) {
    Parts parts;
    ModelConfig config = tinyConfig();
    config.vocabularySize = 9;  // the tokenizer has more
    config.padTokenId = -1;
    const RewardModel small = tinyModel(config);
    const auto refused = CapturedPairs::create(*CausalModel::create(small, parts.sae), parts.encoder, parts.pairs);
    CHECK(!refused);
    CHECK(refused.error().message.find("\"p0\"") != std::string::npos);
}
