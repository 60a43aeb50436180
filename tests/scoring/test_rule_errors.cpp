// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/scoring/feature_rule.h"
#include "tests/support/check.h"

using namespace saferscope;

namespace {

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

/// A random rule of the grammar, brackets and spellings varied.
std::string randomRule(Random& random, int depth) {
    const auto pick = [&random](const std::vector<std::string>& choices) {
        return choices[random.below(choices.size())];
    };
    const auto number = [&]() -> std::string {
        const double value = (random.uniform() - 0.5) * (random.below(2) == 0 ? 1.0 : 1e6);
        char text[40];
        std::snprintf(text, sizeof text, random.below(2) == 0 ? "%.17g" : "%.3g", value);
        return text + std::string(random.below(5) == 0 ? "%" : "");
    };
    const std::uint64_t kind = depth > 0 ? random.below(8) : random.below(4);
    switch (kind) {
        case 0:
            return pick({"stable", "Dead", "unreviewed", "POSITIVE", "candidate", "flagged", "disputed", "suspicious"});
        case 1:
            return pick({"llm", "human", "any human", "all  human"}) + pick({" = ", "!=", " == "}) +
                   pick({"5", "4, 5", "1,2 , 3", "4.5"});
        case 2:
            return pick({"contrast", "normalised", "effect", "z", "max", "id", "s"}) +
                   pick({"<", " <= ", ">", ">=", " \xe2\x89\xa4", "\xe2\x89\xa5 "}) + number();
        case 3:
            return pick({"|contrast|", "abs( z )", "| effect |"}) + pick({"<", ">="}) +
                   std::to_string(random.below(100)) + pick({"", "%", "e-3"});
        case 4:
            return "not " + randomRule(random, 0);
        case 5:
            return "not (" + randomRule(random, depth - 1) + ")";
        default: {
            std::string text;
            const std::uint64_t parts = 2 + random.below(3);
            const std::string join = kind == 6 ? pick({" and ", " "}) : " or ";
            for (std::uint64_t i = 0; i < parts; ++i) {
                text += (i == 0 ? "" : join) + ("(" + randomRule(random, depth - 1) + ")");
            }
            return text;
        }
    }
}

}  // namespace

TEST(printing_and_parsing_again_is_the_same_rule) {
    Random random(41);
    for (int round = 0; round < 5000; ++round) {
        const std::string text = randomRule(random, 4);
        const auto parsed = FeatureRule::parse(text);
        if (!parsed) {
            throw check::Failure(text + ": " + parsed.error().message, __FILE__, __LINE__);
        }
        const std::string printed = parsed->text();
        const auto again = FeatureRule::parse(printed);
        if (!again || !(*again == *parsed) || again->text() != printed) {
            throw check::Failure(text + " is printed as " + printed, __FILE__, __LINE__);
        }
    }
}

TEST(errors_say_where) {
    struct Row {
        std::string rule;
        std::size_t position;
        const char* message;
    };
    const std::vector<Row> rows = {
        {"", 0, "empty"},
        {"  \n\t ", 0, "empty"},
        {"llm", 0, "Compare llm"},
        {"llm =", 5, "number is missing"},
        {"llm = ,5", 6, "number is missing"},
        {"llm = five", 6, "\"five\" is not a number"},
        {"llm = 6", 6, "1 to 5"},
        {"human >= 0", 9, "1 to 5"},
        {"6", 0, "1 to 5"},
        {"llm = 4, ", 9, "number is missing"},
        {"llm > 4, 5", 7, "list"},
        {"llm = 5 4", 8, "not expected"},
        {"llm = 5 and", 11, "missing at the end"},
        {"llm = 5 and or dead", 12, "missing before"},
        {"and dead", 0, "missing before"},
        {"not", 3, "missing at the end"},
        {"(dead", 0, "never closed"},
        {"(llm = 5 4)", 9, "not expected"},
        {"dead)", 4, "no bracket to close"},
        {"()", 1, "field or flag is expected"},
        {"dead = 1", 5, "yes or no"},
        {"contrats > 0", 0, "no field or flag \"contrats\""},
        {"any llm = 5", 4, "before human"},
        {"all", 3, "before human"},
        {"any human", 0, "Compare any human"},
        {"|llm| = 5", 1, "no sign"},
        {"|contrast > 0", 0, "|field|"},
        {"abs(contrast > 0", 0, "abs(field)"},
        {"|", 0, "|field|"},
        {"|contrast| < -1", 13, "never below 0"},
        {"density < 5", 10, "share"},
        {"llm ! 5", 4, "no meaning"},
        {"llm = 5; drop table", 7, "\";\" has no meaning"},
        {"\xe4\xbd\xa0\xe5\xa5\xbd", 0, "\xe4\xbd\xa0"},
        {"dead \xff", 5, "This character"},
        {"dead \xe2\x89", 5, "This character"},
        {std::string("dead\0", 5), 4, "This character"},
        {"contrast > inf", 11, "not a number"},
        {"contrast > nan", 11, "not a number"},
        {"contrast > 1e999", 11, "not a number"},
        {"contrast > 0x10", 11, "not a number"},
        {"contrast > +-1", 11, "not a number"},
        {"contrast > 1.2.3", 11, "not a number"},
        {"contrast > %", 11, "not a number"},
        {"= 5", 0, "field or flag is expected"},
    };
    for (const Row& row : rows) {
        const auto parsed = FeatureRule::parse(row.rule);
        const bool right = !parsed && parsed.error().position == row.position &&
                           parsed.error().message.find(row.message) != std::string::npos;
        if (!right) {
            throw check::Failure(
                "\"" + row.rule + "\": " +
                    (parsed ? "accepted" : std::to_string(parsed.error().position) + " " + parsed.error().message),
                __FILE__, __LINE__);
        }
    }
    const auto sentence = parseFeatureRule("\xe2\x89\xa4 5");
    CHECK_EQ(sentence.error().message,
             std::string("The rule \"\xe2\x89\xa4 5\" cannot be read, character 1: A field or flag is expected before "
                         "\"<=\"."));
    CHECK(!sentence.error().hint.empty());
    CHECK(sentence.error().code == ErrorCode::Usage);
    // Characters are counted, not bytes.
    CHECK(parseFeatureRule("llm \xe2\x89\xa4 6").error().message.find("character 7") != std::string::npos);
}

TEST(hostile_rules_are_refused_quickly) {
    for (const std::string& text :
         {repeated("(", 9000), repeated("not ", 2000) + "dead", repeated("(not ", 1500), repeated("abs(", 2000),
          repeated("|", 9999), repeated("dead ", 2001), std::string(1u << 20, 'a'), std::string(10'001, ' '),
          repeated("((", 30) + "dead" + repeated("))", 30), repeated("\xe2\x88\x92", 3000), repeated("any ", 2000),
          "contrast > " + std::string(9000, '9')}) {
        CHECK(!FeatureRule::parse(text).has_value());
        CHECK(parseFeatureRule(text).error().message.size() < 600);
    }
    // The widest and the deepest that are allowed.
    CHECK(FeatureRule::parse(repeated("dead ", 2000)).has_value());
    const auto deep = FeatureRule::parse(repeated("(", 50) + "dead" + repeated(")", 50));
    CHECK(deep.has_value());
    CHECK_EQ(deep->text(), std::string("dead"));
}

TEST(random_bytes_never_crash_and_errors_point_into_the_text) {
    Random random(43);
    const std::string alphabet = "llm human any all not and or ()|=<>!,%.-+0123456789 contrast \xe2\x89\xa4\xff\x01 ";
    int accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        std::string text;
        const std::uint64_t length = random.below(40);
        for (std::uint64_t i = 0; i < length; ++i) {
            text +=
                random.below(10) == 0 ? static_cast<char>(random.below(256)) : alphabet[random.below(alphabet.size())];
        }
        const auto parsed = FeatureRule::parse(text);
        accepted += parsed ? 1 : 0;
        if (!parsed) {
            CHECK(parsed.error().position <= text.size());
            CHECK(!parsed.error().message.empty());
            continue;
        }
        CHECK(FeatureRule::parse(parsed->text()).has_value());
    }
    // Words of the language in any order get further.
    const std::vector<std::string> words = {"llm", "human", "any",    "all",      "not", "and",  "or",
                                            "(",   ")",     "|",      "=",        "<=",  "5",    "4",
                                            ",",   "dead",  "stable", "contrast", "abs", "-0.1", "2%"};
    for (int round = 0; round < 50'000; ++round) {
        std::string text;
        const std::uint64_t length = 1 + random.below(9);
        for (std::uint64_t i = 0; i < length; ++i) {
            text += words[random.below(words.size())] + " ";
        }
        const auto parsed = FeatureRule::parse(text);
        accepted += parsed ? 1 : 0;
        if (parsed) {
            const auto again = FeatureRule::parse(parsed->text());
            CHECK(again && *again == *parsed);
        } else {
            CHECK(parsed.error().position <= text.size());
        }
    }
    CHECK(accepted > 500);
}
