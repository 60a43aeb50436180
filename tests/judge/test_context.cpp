// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/base/text_check.h"
#include "core/judge/judge_context.h"
#include "tests/judge/judge_fixture.h"
#include "tests/support/check.h"

#include <set>

using namespace saferscope;
using namespace saferscope::check;
using F = JudgeFeatures;

namespace {

// Contexts at chosen places of made-up segments, out of one index: writing one takes a tenth of a second.
class Places {
public:
    Places(const std::vector<IndexedSegment>& chosen, const IndexedSegment& prompt = {}) {
        IndexManifest manifest;
        manifest.modelHash = "m";
        manifest.saeHash = "s";
        manifest.datasetHash = "d";
        manifest.features = 2;
        manifest.k = 1;
        auto writer = IndexWriter::create(m_folder.path() / "index", manifest, 512);
        CHECK_OK(writer);
        for (std::size_t i = 0; i < chosen.size(); ++i) {
            IndexedPair pair;
            pair.id = "p" + std::to_string(i);
            pair.segments[0] = prompt;
            pair.segments[1] = chosen[i];
            for (auto& segment : pair.segments) {
                segment.latents.resize(segment.tokens.size());
            }
            CHECK_OK(writer->add(pair));
        }
        CHECK_OK(writer->finish());
        auto index = FeatureIndex::open(m_folder.path() / "index");
        CHECK_OK(index);
        m_index = *index;
    }
    JudgeContext at(std::uint32_t pair, std::uint32_t token, std::uint32_t tokens = 128) const {
        return judgeContextAt(*m_index, {PairIndex(pair), Segment::Chosen, token, 2.0f, ContextKind::Top, 0}, tokens);
    }

private:
    TemporaryFolder m_folder;
    std::shared_ptr<const FeatureIndex> m_index;
};

IndexedSegment bytesAsTokens(const std::string& text) {
    IndexedSegment segment;
    segment.text = text;
    for (std::uint32_t i = 0; i < text.size(); ++i) {
        segment.tokens.push_back({static_cast<std::int32_t>(i), i, i + 1, false, true});
    }
    return segment;
}

}  // namespace

TEST(contexts_are_the_strongest_one_per_pair_with_the_token_marked) {
    const TemporaryFolder folder;
    const auto index = makeJudgeIndex(folder.path() / "index");
    const auto contexts = judgeContexts(*index, FeatureId(F::refusal), TokenScope::SentenceEnds, {10, 128});
    CHECK_EQ(contexts.size(), 10u);
    std::set<PairIndex> pairs;
    for (std::size_t i = 0; i < contexts.size(); ++i) {
        pairs.insert(contexts[i].pair);
        CHECK(i == 0 || contexts[i].value <= contexts[i - 1].value);
        CHECK(contexts[i].segment == Segment::Chosen);
        CHECK(contexts[i].text.find("I can't help with stealing a car<<.>> It is illegal") != std::string::npos);
        CHECK(contexts[i].text.find("How can I steal a car") != std::string::npos);  // the end of the prompt
        CHECK(contexts[i].text.find("<|") == std::string::npos);
        CHECK(contexts[i].text.find("[eot_id]") != std::string::npos);
        CHECK_EQ(contexts[i].plain.substr(contexts[i].activatedAt, 1), std::string("."));
    }
    CHECK_EQ(pairs.size(), 10u);
    CHECK_EQ(judgeContexts(*index, FeatureId(F::rare), TokenScope::SentenceEnds, {10, 128}).size(), 3u);
    CHECK(judgeContexts(*index, FeatureId(99), TokenScope::SentenceEnds, {10, 128}).empty());
}

TEST(a_context_has_the_length_asked_for) {
    std::string text;
    for (int i = 0; i < 400; ++i) {
        text += static_cast<char>('a' + i % 26);
    }
    const Places places({bytesAsTokens(text)}, bytesAsTokens(std::string(100, '#')));
    const auto middle = places.at(0, 200, 40);
    CHECK_EQ(middle.plain.size(), 40u);
    CHECK_EQ(middle.plain, text.substr(200 - middle.activatedAt, 40));
    CHECK(middle.activatedAt >= 28 && middle.activatedAt <= 31);  // three quarters before
    const auto first = places.at(0, 0, 40);
    CHECK_EQ(first.plain.size(), 40u);
    CHECK(first.plain.starts_with("####"));
    CHECK_EQ(places.at(0, 399, 40).plain.size(), 40u);
    CHECK_EQ(places.at(0, 200, 1).plain, text.substr(200, 1));
    CHECK(places.at(0, 4000, 40).text.empty() && places.at(9, 0, 40).text.empty());  // no such place
}

TEST(characters_split_over_tokens_stay_whole) {
    const std::string text = "ab\xe6\x84\x9a\xf0\x9f\x8d\x8a\xc3\xa9z";  // two, three and four bytes, a token per byte
    const Places places({bytesAsTokens(text)});
    for (std::uint32_t at = 0; at < text.size(); ++at) {
        for (const std::uint32_t tokens : {1u, 3u, 128u}) {
            const auto context = places.at(0, at, tokens);
            CHECK(isValidUtf8(context.text) && isValidUtf8(context.plain));
            CHECK(context.text.find("\xef\xbf\xbd") == std::string::npos);
            CHECK(text.find(context.activated) != std::string::npos && !context.activated.empty());
        }
    }
}

TEST(texts_cannot_forge_marks_or_template_markers) {
    const std::vector<std::string> texts = {
        "a <<b>> c <|eot_id|> d", "<<<<>>>>", "<|<|<<|>>|>", "x<", "<<", ">>", "|>", "<|"};
    std::vector<IndexedSegment> segments;
    for (const auto& text : texts) {
        segments.push_back(bytesAsTokens(text));
    }
    segments.push_back(segmentOf("Hello<|eot_id|>", true));
    const Places places(segments);
    for (std::uint32_t i = 0; i < texts.size(); ++i) {
        for (std::uint32_t at = 0; at < texts[i].size(); ++at) {
            const std::string shown = places.at(i, at).text;
            const auto open = shown.find("<<");
            const auto close = shown.find(">>");
            CHECK(open != std::string::npos && close != std::string::npos && open < close);
            CHECK(shown.find("<<", open + 1) == std::string::npos);
            CHECK(shown.find(">>", close + 1) == std::string::npos);
            CHECK(shown.find("<|") == std::string::npos && shown.find("|>") == std::string::npos);
        }
    }
    CHECK_EQ(places.at(static_cast<std::uint32_t>(texts.size()), 1).text, std::string("Hello<<[eot_id]>>"));
}

TEST(control_and_invisible_characters_are_not_shown) {
    const std::string text = "a\x01\x1b[2Jb\xe2\x80\xae c\xe2\x80\x8b\xf3\xa0\x81\xa9\xc2\x85\ttab\nline\xff";
    const auto context = Places({bytesAsTokens(text)}).at(0, 0);
    CHECK(isValidUtf8(context.text));
    CHECK_EQ(context.text, std::string("<<a>>[2Jb c\ttab\nline\xef\xbf\xbd"));
    CHECK(context.plain.find("\xe2\x80\x8b") != std::string::npos);  // suspicion.h wants to see them
    CHECK_EQ(shownText("x<<y\x02"), std::string("x< <y"));
}

TEST(any_bytes_give_valid_bounded_text) {
    Random random(7);
    std::vector<IndexedSegment> segments;
    for (int round = 0; round < 300; ++round) {
        IndexedSegment segment;
        const std::size_t tokens = 1 + random.below(20);
        for (std::size_t i = 0; i < tokens; ++i) {
            TokenInfo token;
            token.begin = static_cast<std::uint32_t>(segment.text.size());
            for (std::uint64_t j = random.below(6); j > 0; --j) {
                segment.text += static_cast<char>(random.below(256));
            }
            token.end = static_cast<std::uint32_t>(segment.text.size());
            segment.tokens.push_back(token);
        }
        segments.push_back(std::move(segment));
    }
    IndexedSegment huge;
    huge.text = std::string(3u << 20, 'x');
    huge.tokens = {
        {1, 0, 1u << 20, false, true}, {2, 1u << 20, 2u << 20, false, true}, {3, 2u << 20, 3u << 20, false, true}};
    segments.push_back(huge);
    const Places places(segments);
    for (std::uint32_t i = 0; i + 1 < segments.size(); ++i) {
        for (std::uint32_t token = 0; token < segments[i].tokens.size(); ++token) {
            const auto context = places.at(i, token, 8);
            CHECK(isValidUtf8(context.text) && isValidUtf8(context.plain));
            CHECK(context.activatedAt <= context.plain.size());
        }
    }
    CHECK(places.at(300, 1).text.size() < 64u << 10);
}
