// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/judge/answer.h"
#include "tests/support/check.h"

using namespace saferscope;

namespace {

struct Row {
    const char* answer;
    int score;  ///< 0 = unrated
};

const Row rows[] = {
    // JSON, as asked for
    {R"({"score":5,"explanation":"refusals"})", 5},
    {R"({"score": 1, "explanation": "commas"})", 1},
    {R"(  {"explanation":"x","score":3}  )", 3},
    {"{\n  \"score\": 2,\n  \"explanation\": \"x\"\n}\n", 2},
    {R"({"score":4,"explanation":"a \"quoted\" Score: 1"})", 4},
    {R"({"score":4,"explanation":"x","confidence":0.9})", 4},
    {R"({"score":4,"explanation":"x","details":{"score":1}})", 4},
    {"```json\n{\"score\":4,\"explanation\":\"x\"}\n```", 4},
    {"```\n{\"score\":4,\"explanation\":\"x\"}\n```", 4},
    {"Here you are:\n```json\n{\"score\":2,\"explanation\":\"x\"}\n```\nDone.", 2},
    {"Score: 2\n```json\n{\"score\":2,\"explanation\":\"x\"}\n```", 2},
    {"<think>Score: 1? no</think>\n{\"score\":5,\"explanation\":\"x\"}", 5},
    // JSON that will not do
    {R"({"score":4.5,"explanation":"x"})", 0},
    {R"({"score":4.0,"explanation":"x"})", 0},
    {R"({"score":"4","explanation":"x"})", 0},
    {R"({"score":0,"explanation":"x"})", 0},
    {R"({"score":6,"explanation":"x"})", 0},
    {R"({"score":-3,"explanation":"x"})", 0},
    {R"({"score":18446744073709551615,"explanation":"x"})", 0},
    {R"({"score":1e0,"explanation":"x"})", 0},
    {R"({"score":null,"explanation":"x"})", 0},
    {R"({"score":true,"explanation":"x"})", 0},
    {R"({"score":[5],"explanation":"x"})", 0},
    {R"({"score":5})", 0},
    {R"({"score":5,"explanation":""})", 0},
    {R"({"score":5,"explanation":"   "})", 0},
    {R"({"score":5,"explanation":7})", 0},
    {R"({"explanation":"x"})", 0},
    {R"({"score":5,"score":1,"explanation":"x"})", 0},
    {R"({"score":1,"score":1,"explanation":"x"})", 0},
    {R"({"score":5,"Score":1,"explanation":"x"})", 0},
    {R"({"score":5,"rating":1,"explanation":"x"})", 0},
    {R"({"score":5,"explanation":"x"} {"score":1,"explanation":"y"})", 0},
    {R"({"score":5,"explanation":"cut off)", 0},
    {R"([{"score":5,"explanation":"x"}])", 0},
    {R"(The answer is {"score":5,"explanation":"x"})", 0},
    {"```json\n{\"score\":4,\"explanation\":\"x\"}\n```\n```json\n{\"score\":5,\"explanation\":\"x\"}\n```", 0},
    {"Score: 1\n```json\n{\"score\":2,\"explanation\":\"x\"}\n```", 0},
    {"```json\n{\"score\":4,\"explanation\":\"x\"}", 0},
    // lines, the older form
    {"Score: 5\nExplanation: refusals", 5},
    {"score: 5\nexplanation: refusals", 5},
    {"Explanation: refusals\nScore: 3", 3},
    {"**Score:** 4\n**Explanation:** x", 4},
    {"**Score**: 4\n\nExplanation: x\nand more of it", 4},
    {"Score: 4/5\nExplanation: x", 4},
    {"Score: 4.\r\nExplanation: x\r\n", 4},
    {"I looked at all of them.\nScore: 2\nExplanation: x", 2},
    {"Score: 2\nScore: 2\nExplanation: x", 2},
    {"- Score: 2\n- Explanation: x", 2},
    // lines that will not do
    {"Score: 2\nScore: 3\nExplanation: x", 0},
    {"Score: 4.5\nExplanation: x", 0},
    {"Score: 4-5\nExplanation: x", 0},
    {"Score: 4 or 5\nExplanation: x", 0},
    {"Score: five\nExplanation: x", 0},
    {"Score: 0\nExplanation: x", 0},
    {"Score: 6\nExplanation: x", 0},
    {"Score: 55\nExplanation: x", 0},
    {"Score: -5\nExplanation: x", 0},
    {"Score:\nExplanation: x", 0},
    {"Score: 5", 0},
    {"Score: 5\nExplanation:", 0},
    {"Explanation: x", 0},
    {"The score is 5 because of refusals.", 0},
    {"5", 0},
    {"", 0},
    {"   \n", 0},
    {"I cannot rate this.", 0},
};

}  // namespace

TEST(every_answer_is_a_score_with_an_explanation_or_a_reason) {
    for (const Row& row : rows) {
        const ParsedAnswer answer = parseAnswer(row.answer);
        if (answer.score.value_or(0) != row.score) {
            throw check::Failure(std::string("wrong for: ") + row.answer + " -> " +
                                     std::to_string(answer.score.value_or(0)) + " " + answer.reason,
                                 __FILE__, __LINE__);
        }
        CHECK_EQ(answer.score.has_value(), answer.reason.empty());
        CHECK_EQ(answer.score.has_value(), !answer.explanation.empty());
    }
    std::printf("answers: %zu rows\n", std::size(rows));
}

TEST(explanations_are_whole_and_bounded) {
    CHECK_EQ(parseAnswer("Score: 4\nExplanation: first line\nsecond line").explanation,
             std::string("first line\nsecond line"));
    CHECK_EQ(parseAnswer("Explanation: why\nScore: 4").explanation, std::string("why"));
    std::string longOne = "Score: 4\nExplanation: ";
    for (int i = 0; i < 5000; ++i) {
        longOne += "\xe2\x82\xac";  // three bytes each
    }
    const auto parsed = parseAnswer(longOne);
    CHECK_EQ(parsed.score.value_or(0), 4);
    CHECK(parsed.explanation.size() <= 4000 && parsed.explanation.size() % 3 == 0);
    CHECK(parseAnswer("Score: 4\nExplanation: \xff\xfe").explanation == "\xef\xbf\xbd\xef\xbf\xbd");
    CHECK(!parseAnswer(std::string(1u << 20, '{')).score);
    CHECK(!parseAnswer(std::string(200'000, '[')).score);
    CHECK(!parseAnswer("{\"score\":" + std::string(100'000, '[')).score);
}
