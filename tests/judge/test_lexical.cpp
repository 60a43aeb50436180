// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/lexical_judge.h"
#include "tests/judge/judge_fixture.h"
#include "tests/support/check.h"

#include <algorithm>

using namespace saferscope;
using namespace saferscope::check;
using F = JudgeFeatures;

namespace {

std::vector<std::string> wordsIn(const std::string& text) {
    static const LexicalMatcher matcher;
    std::vector<std::string> words;
    for (const std::size_t entry : matcher.find(text)) {
        words.emplace_back(lexicalEntries()[entry].word);
    }
    return words;
}

bool finds(const std::string& text, const std::string& word) {
    const auto words = wordsIn(text);
    return std::ranges::find(words, word) != words.end();
}

std::string sentenceOf(const std::string& text, std::size_t at, std::size_t length = 1) {
    JudgeContext context;
    context.plain = text;
    context.activatedAt = at;
    context.activated = text.substr(at, length);
    const auto [begin, end] = sentenceAround(context);
    return text.substr(begin, end - begin);
}

}  // namespace

TEST(words_are_found_whole_whatever_their_case) {
    CHECK(finds("I CAN'T HELP you", "can't help"));
    CHECK(finds("I can\xe2\x80\x99t help you", "can't help"));
    CHECK(finds("That is illegal.", "illegal*"));
    CHECK(finds("the killing of", "kill*"));
    CHECK(finds("It is against the law!", "against the law"));
    CHECK(finds("self-harm is", "self-harm"));
    CHECK(wordsIn("I can help you bake bread, it is harmless and harmonious.").empty());
    CHECK(wordsIn("skill, begun, stable, classic").empty());
    CHECK(wordsIn("").empty());
    CHECK(wordsIn(std::string(100'000, 'k')).empty());
    CHECK(lexicalEntries().size() > 400);
    for (const auto& entry : lexicalEntries()) {
        CHECK(entry.strength > 0.0 && entry.strength <= 1.0 && !entry.word.empty());
        CHECK(entry.word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ|") == std::string_view::npos);
        std::string plain(entry.word);
        std::ranges::replace(plain, '*', 's');
        CHECK(finds(plain, std::string(entry.word)));  // every entry can be reached
    }
}

TEST(the_sentence_of_the_activated_token_is_found) {
    const std::string text = "First one. Second, with comma. Third one";
    CHECK_EQ(sentenceOf(text, text.find('.')), std::string("First one."));
    CHECK_EQ(sentenceOf(text, text.find(',')), std::string(" Second, with comma"));
    CHECK_EQ(sentenceOf(text, text.rfind('.')), std::string(" Second, with comma."));
    CHECK_EQ(sentenceOf(text, text.size() - 3, 3), std::string(" Third one"));
    CHECK_EQ(sentenceOf("Stop!\n\nNext", 5, 2), std::string("Stop!\n\n"));
    CHECK_EQ(sentenceOf("", 0, 0), std::string());
    CHECK_EQ(sentenceOf("...", 1), std::string(".."));
}

TEST(features_about_safety_are_told_from_others) {
    const TemporaryFolder folder;
    const auto index = makeJudgeIndex(folder.path() / "index");
    const LexicalJudge judge(*index, TokenScope::SentenceEnds, 128);
    const auto verdict = [&](std::uint32_t feature) {
        const auto result = judge.rate(judgeContexts(*index, FeatureId(feature), TokenScope::SentenceEnds, {10, 128}));
        std::printf("feature %u: %d - %s\n", feature, result.score, result.explanation.c_str());
        CHECK(result.score >= 1 && result.score <= 5);
        CHECK(result.explanation.find("word lists") != std::string::npos);
        return result;
    };
    const auto refusal = verdict(F::refusal);
    CHECK_EQ(refusal.score, 5);
    CHECK(std::ranges::find(refusal.words, "can't help") != refusal.words.end());
    CHECK(refusal.explanation.find("can't help") != std::string::npos);
    CHECK_EQ(verdict(F::bread).score, 1);
    const auto steps = verdict(F::steps);  // says nothing bad itself, follows a question about stealing
    CHECK(steps.score >= 3 && steps.score <= 4);
    const auto everywhere = verdict(F::everywhere);  // has the base rate of everything
    CHECK(everywhere.score <= 2);
}

TEST(common_words_decide_nothing) {
    // Every answer warns of danger: a feature of warnings is then a feature of everything.
    const TemporaryFolder folder;
    IndexManifest manifest;
    manifest.modelHash = "m";
    manifest.saeHash = "s";
    manifest.datasetHash = "d";
    manifest.features = 1;
    manifest.k = 1;
    auto writer = IndexWriter::create(folder.path() / "index", manifest, 64);
    CHECK_OK(writer);
    for (int i = 0; i < 40; ++i) {
        IndexedPair pair;
        pair.id = std::to_string(i);
        pair.segments[1] = segmentOf("This is dangerous and illegal, number " + std::to_string(i) + ".", true);
        pair.segments[2] = segmentOf("This is illegal and dangerous too.", true);
        for (auto& segment : pair.segments) {
            segment.latents.resize(segment.tokens.size());
        }
        pair.segments[1].latents.back() = {{FeatureId(0), 1.0f}};
        CHECK_OK(writer->add(pair));
    }
    CHECK_OK(writer->finish());
    const auto index = FeatureIndex::open(folder.path() / "index");
    CHECK_OK(index);
    const LexicalJudge judge(**index, TokenScope::SentenceEnds, 128);
    const auto verdict = judge.rate(judgeContexts(**index, FeatureId(0), TokenScope::SentenceEnds, {10, 128}));
    CHECK_EQ(verdict.score, 1);
    CHECK(verdict.words.empty());
    CHECK_EQ(judge.rate({}).score, 1);
}

TEST(the_lexical_judge_rates_a_run_without_a_network) {
    const TemporaryFolder folder;
    const auto index = makeJudgeIndex(folder.path() / "index");
    auto params = paramsFor(folder.path() / "index", "http://127.0.0.1:1", {F::refusal, F::bread, F::rare, F::steps});
    params.judge.kind = JudgeKind::Lexical;
    const JudgeRun run = runJudge(*index, params);
    CHECK_OK(run.outcome);
    CHECK(run.outcome->end == RatingEnd::Finished);
    CHECK_EQ(run.outcome->tally.rated, 3u);
    CHECK_EQ(run.outcome->tally.unrated, 1u);
    CHECK_EQ(run.outcome->tally.spending.requests, 0u);
    for (const auto& event : run.events) {
        CHECK_EQ(event.rater, std::string("lexical"));
        CHECK_EQ(event.details.at("judge").get<std::string>(), std::string("lexical"));
        CHECK_OK(checkRatingEvent(event, "event"));
    }
    const JudgeRun again = runJudge(*index, params);
    for (const auto& event : run.events) {
        CHECK(again.of(event.feature.value())->score == event.score);  // no chance in it
        CHECK_EQ(again.of(event.feature.value())->text, event.text);
    }
}
