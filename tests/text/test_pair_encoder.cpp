// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/text/bpe_trainer.h"
#include "core/text/pair_encoder.h"
#include "core/text/sentence_ends.h"
#include "tests/support/check.h"
#include "tests/text/text_fixture.h"

#include <algorithm>
#include <fstream>

using namespace saferscope;
using namespace saferscope::check;

namespace {

PairEncoder encoderWith(const std::string& source, EncodingOptions options = {}) {
    auto chatTemplate = ChatTemplate::parse(source, "test");
    CHECK_OK(chatTemplate);
    return PairEncoder(tokenizerFrom(smallTokenizerJson()),
                       {std::move(*chatTemplate), "<|begin_of_text|>", "<|eot_id|>", false}, std::move(options));
}

const std::string llama = Json::parse(llamaStyleTokenizerConfig())["chat_template"];
const std::vector<Message> prompt = {{"system", "Be safe."}, {"user", " What is harm? "}};

/// The rendered text from the first token of the answer on.
std::string fromResponse(const EncodedSide& side) {
    return side.responseBegin < side.ranges.size() ? side.text.substr(side.ranges[side.responseBegin].begin)
                                                   : "(nothing)";
}

void checkSound(const EncodedPair& pair) {
    for (const Side which : {Side::Chosen, Side::Rejected}) {
        const EncodedSide& side = pair.side(which);
        CHECK_EQ(side.ids.size(), side.ranges.size());
        CHECK_EQ(side.ids.size(), side.sentenceEnd.size());
        CHECK(pair.sharedPrefix <= side.responseBegin);
    }
    CHECK(std::equal(pair.chosen.ids.begin(), pair.chosen.ids.begin() + pair.sharedPrefix, pair.rejected.ids.begin()));
}

}  // namespace

TEST(sentence_ends_by_hand) {
    using Flags = std::vector<std::uint8_t>;
    CHECK(sentenceEnds({}) == Flags{});
    CHECK(sentenceEnds({"."}) == Flags{1});
    CHECK(sentenceEnds({"Hi", " there", "."}) == (Flags{0, 0, 1}));
    CHECK(sentenceEnds({"a", ".", "\n", "\n\n", "b"}) == (Flags{0, 0, 0, 1, 0}));  // the end of the run, not its start
    CHECK(sentenceEnds({",", "a", ";", "b", "?", "c", "!"}) == (Flags{1, 0, 0, 0, 0, 0, 1}));
    CHECK(sentenceEnds({",", "a", "b", "c", "d", "."}) == (Flags{1, 0, 0, 0, 0, 1}));  // exactly 5 apart
    CHECK(sentenceEnds({",", "a", "b", "c", "."}) == (Flags{1, 0, 0, 0, 0}));
    CHECK(sentenceEnds({",", "a", ".", "b"}, 1) == (Flags{1, 0, 1, 0}));
    CHECK(sentenceEnds({"e.g", ":", "-", "…"}) ==
          (Flags{1, 0, 0, 0}));  // anywhere within the token; other marks do not count
}

TEST(the_answer_is_found_in_a_trimming_template) {
    const PairEncoder encoder = encoderWith(llama);
    const auto pair = encoder.encode({"p", "", "", prompt, "  I can't help with that.\n", "Because nothing."});
    CHECK_OK(pair);
    checkSound(*pair);
    CHECK_EQ(fromResponse(pair->chosen), "I can't help with that.<|eot_id|>");
    CHECK_EQ(fromResponse(pair->rejected), "Because nothing.<|eot_id|>");
    CHECK_EQ(pair->sharedPrefix, pair->chosen.responseBegin);
    CHECK_EQ(pair->chosen.ids.front(), *encoder.tokenizer().idOf("<|begin_of_text|>"));
    CHECK_EQ(std::count(pair->chosen.ids.begin(), pair->chosen.ids.end(), pair->chosen.ids.front()), 1);
    std::vector<std::string> texts;
    for (const auto id : pair->chosen.ids) {
        texts.push_back(encoder.tokenizer().tokenBytes(id));
    }
    CHECK(pair->chosen.sentenceEnd == sentenceEnds(texts));
}

TEST(answers_that_are_easy_to_mistake) {
    const PairEncoder encoder = encoderWith(llama);
    const auto begins = [&](const std::vector<Message>& messages, const std::string& answer) {
        const auto side = encoder.encodeConversation(messages, answer);
        CHECK_OK(side);
        return fromResponse(*side);
    };
    CHECK_EQ(begins(prompt, ""), "<|eot_id|>");
    CHECK_EQ(begins(prompt, " \n\t "), "<|eot_id|>");
    CHECK_EQ(begins({{"user", "the the"}}, "the"), "the<|eot_id|>");  // also in the prompt
    CHECK_EQ(begins({}, "eot"), "eot<|eot_id|>");                     // also in the template's own text, after it
    CHECK_EQ(begins({{"user", "assistant"}}, "assistant"), "assistant<|eot_id|>");
    CHECK_EQ(begins(prompt, "a <|eot_id|> b"), "a <|eot_id|> b<|eot_id|>");
    CHECK_EQ(begins({{"user", "zProbeAnswer"}}, "zProbeAnswerX"), "zProbeAnswerX<|eot_id|>");
}

TEST(other_kinds_of_templates) {
    const auto begins = [](const std::string& source, const std::string& answer) {
        const auto side = encoderWith(source).encodeConversation({{"user", "q"}}, answer);
        CHECK_OK(side);
        return fromResponse(*side);
    };
    // keeps white space: the token that holds the answer's first byte counts, here joined with the newlines before it
    CHECK_EQ(begins("{% for m in messages %}{{ m.role + '\\n' + m.content + '|' }}{% endfor %}", "help"), "help|");
    CHECK_EQ(begins("{% for m in messages %}[{{ m.role }}]{{ m.content }}{% endfor %}", ""), "(nothing)");
    // puts something between the header and the answer, as thinking models do
    CHECK_EQ(begins("{% for m in messages %}{{ m.role }}:{% if loop.last %}<think>\n\n</think>\n\n{% endif %}{{ "
                    "m.content.split('</think>')[-1] | trim }}#{% endfor %}",
                    "<think>hm</think> safe"),
             "safe#");
    // depends on the answer before it comes
    CHECK_EQ(begins("{{ messages[-1].content | length }}>{{ messages[-1].content }}<", "help 42"), "help 42<");
    CHECK_EQ(begins("{{ messages[-1].content | upper }}", "safe"), "SAFE");
    CHECK_EQ(begins("{{ messages[0].content }}:{{ messages[-1].content | upper }}", "zebra"), "ZEBRA");
}

TEST(shared_prefix_stops_at_the_first_answer) {
    const PairEncoder encoder = encoderWith(llama);
    const auto same = encoder.encode({"p", "", "", prompt, "the answer is nothing", "the answer is medicine"});
    CHECK_OK(same);
    checkSound(*same);
    CHECK_EQ(same->sharedPrefix, same->chosen.responseBegin);  // although the answers begin alike
    const auto equal = encoder.encode({"p", "", "", prompt, "x", "x"});
    CHECK_EQ(equal->sharedPrefix, equal->chosen.responseBegin);
    const auto empty = encoder.encode({"p", "", "", prompt, "", "x"});
    checkSound(*empty);
    // a template that shows the answer early shares only what is before it
    const auto early = encoderWith("{{ messages[-1].content[0] }}{{ messages[0].content }}{{ messages[-1].content }}")
                           .encode({"p", "", "", prompt, "a", "b"});
    CHECK_OK(early);
    checkSound(*early);
    CHECK_EQ(early->sharedPrefix, 0u);
}

TEST(long_conversations_lose_tokens_on_the_left_but_not_the_bos) {
    const std::vector<Message> longPrompt = {{"user", std::string(400, '?') + " the question"}};
    const auto whole = encoderWith(llama).encodeConversation(longPrompt, "the answer. nothing");
    CHECK_OK(whole);
    for (const std::uint32_t limit : {60u, 20u, 8u, 3u, 2u, 0u}) {
        EncodingOptions options;
        options.maxTokens = limit;
        const auto cut = encoderWith(llama, options).encodeConversation(longPrompt, "the answer. nothing");
        CHECK_OK(cut);
        const std::size_t size = std::min<std::size_t>(whole->ids.size(), std::max(limit, 2u));
        CHECK_EQ(cut->ids.size(), size);
        CHECK_EQ(cut->ids.front(), whole->ids.front());
        CHECK(std::equal(cut->ids.rbegin(), cut->ids.rend() - 1, whole->ids.rbegin()));
        CHECK(std::equal(cut->ranges.rbegin(), cut->ranges.rend() - 1, whole->ranges.rbegin()));
        CHECK_EQ(cut->text, whole->text);
        CHECK_EQ(cut->sentenceEnd.size(), size);
        const std::size_t dropped = whole->ids.size() - size;
        CHECK_EQ(cut->responseBegin,
                 std::max<std::size_t>(1, whole->responseBegin - std::min<std::size_t>(dropped, whole->responseBegin)));
        EncodingOptions same = options;
        const auto pair = encoderWith(llama, same).encode({"p", "", "", longPrompt, "the answer", "no"});
        CHECK_OK(pair);
        checkSound(*pair);
    }
}

TEST(or_on_the_right_when_the_options_say_so) {
    const std::vector<Message> asked = {{"user", "the question"}};
    const auto whole = encoderWith(llama).encodeConversation(asked, "the answer. nothing");
    CHECK_OK(whole);
    for (const std::uint32_t limit : {10000u, 20u, 8u, 2u}) {
        EncodingOptions options;
        options.maxTokens = limit;
        options.truncationSide = TruncationSide::Right;
        const auto cut = encoderWith(llama, options).encodeConversation(asked, "the answer. nothing");
        CHECK_OK(cut);
        CHECK_EQ(cut->ids.size(), std::min<std::size_t>(limit, whole->ids.size()));
        CHECK(std::equal(cut->ids.begin(), cut->ids.end(), whole->ids.begin()));
        CHECK_EQ(cut->responseBegin, std::min<std::size_t>(whole->responseBegin, cut->ids.size()));
        const auto pair = encoderWith(llama, options).encode({"p", "", "", asked, "the answer", "no"});
        CHECK_OK(pair);
        checkSound(*pair);
    }
}

TEST(a_bos_comes_once) {
    // The post-processor would add one too, and a template that prints it has to be the only one to do so.
    for (const char* id :
         {"tokenizer-sentencepiece-json", "tokenizer-sentencepiece-model", "tokenizer-chat-template"}) {
        const auto folder = sourceFolder() / "tests" / "fixtures" / "formats" / id;
        const auto encoder = PairEncoder::load(folder);
        CHECK_OK(encoder);
        CHECK(!encoder->format().usedFallback);
        const auto side = encoder->encodeConversation({{"user", "help"}}, "yes");
        CHECK_OK(side);
        CHECK_EQ(side->text, "<s>[user] help\n[assistant] yes\n");
        CHECK_EQ(std::count(side->ids.begin(), side->ids.end(), 1), 1);
        CHECK_EQ(side->ids.front(), 1);
        CHECK_EQ(encoder->tokenizer().encode("help", true)->ids.front(), 1);
    }
    const auto encoder = PairEncoder::load(sourceFolder() / "tests" / "fixtures" / "formats" / "tokenizer-byte-level");
    CHECK_OK(encoder);
    const auto side = encoder->encodeConversation({{"user", "help"}}, "yes");
    const std::int32_t bos = *encoder->tokenizer().idOf("<|begin|>");
    CHECK_EQ(std::count(side->ids.begin(), side->ids.end(), bos), 1);
}

TEST(a_tokenizer_model_gives_what_the_same_tokenizer_json_gives) {
    const auto folder = sourceFolder() / "tests" / "fixtures" / "formats";
    const auto json = Tokenizer::load(folder / "tokenizer-sentencepiece-json");
    const auto model = Tokenizer::load(folder / "tokenizer-sentencepiece-model");
    CHECK_OK(json);
    CHECK_OK(model);
    Random random(23);
    for (int i = 0; i < 400; ++i) {
        const std::string text =
            (i % 3 == 0 ? "please help</s> no harm " : "") + randomText(random, random.below(20), true);
        const auto one = json->encode(text, true);
        const auto other = model->encode(text, true);
        CHECK(one->ids == other->ids);
        CHECK(one->ranges == other->ranges);
        CHECK_EQ(json->decode(one->ids), model->decode(one->ids));
    }
}

TEST(without_a_template_the_tokenizer_adds_its_bos) {
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "tokenizer.json") << smallTokenizerJson().dump();
    const auto encoder = PairEncoder::load(folder.path());
    CHECK_OK(encoder);
    CHECK(encoder->format().usedFallback);
    const auto side = encoder->encodeConversation(prompt, "safe");
    CHECK_OK(side);
    CHECK_EQ(side->text, "system: Be safe.\nuser:  What is harm? \nassistant: safe\n");
    CHECK_EQ(side->ids.front(), *encoder->tokenizer().idOf("<|begin_of_text|>"));
    CHECK(side->ranges.front() == (ByteRange{0, 0}));
    CHECK_EQ(fromResponse(*side), " safe\n");  // the token holds the space before the answer too
    CHECK(!PairEncoder::load(folder.path() / "none"));
}

TEST(failures_name_the_pair_and_the_side) {
    const auto failed = encoderWith("{{ raise_exception('no') if messages[-1].content == 'bad' }}")
                            .encode({"p7", "", "", prompt, "ok", "bad"});
    CHECK(!failed && failed.error().message.find("Pair p7 (rejected)") != std::string::npos);
}
