// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/scoring/feature_rule.h"
#include "tests/scoring/rating_log.h"
#include "tests/support/check.h"

#include <limits>

using namespace saferscope;
using fixture::RatingLog;

namespace {

FeatureRule rule(const std::string& text) {
    auto parsed = FeatureRule::parse(text);
    if (!parsed) {
        throw check::Failure(text + ": " + parsed.error().message, __FILE__, __LINE__);
    }
    return std::move(*parsed);
}

FeatureContrast contrast(std::uint32_t id = 7) {
    FeatureContrast made;
    made.feature = FeatureId(id);
    made.contrast = -0.25;
    made.contrastNormalised = 0.125;
    made.effectSize = 0.3;
    made.z = -4.0;
    made.density = 0.04;
    made.maximum = 6.5;
    made.contrastLow = -0.35;
    made.contrastHigh = -0.15;
    made.splitHalf = 0.97;
    made.firingPairs = 17;
    made.signStable = true;
    return made;
}

/// What the rules of a table give for one feature.
struct Row {
    const char* rule;
    Truth expected;
};

void checkRows(const std::vector<Row>& rows, const FeatureContrast& feature, const FeatureOpinions& opinions,
               bool candidate = false) {
    for (const Row& row : rows) {
        const Truth actual = rule(row.rule).evaluate({feature, opinions, "gpt", candidate});
        if (actual != row.expected) {
            throw check::Failure(std::string(row.rule) + " is " + std::to_string(static_cast<int>(actual)) + ", not " +
                                     std::to_string(static_cast<int>(row.expected)),
                                 __FILE__, __LINE__);
        }
    }
}

constexpr Truth yes = Truth::True;
constexpr Truth no = Truth::False;
constexpr Truth unknown = Truth::Unknown;

}  // namespace

TEST(statistics_are_compared) {
    checkRows({{"contrast < 0", yes},
               {"contrast > -0.25", no},
               {"contrast >= -0.25", yes},
               {"CONTRAST = -0.25", yes},
               {"s == -0.25", yes},
               {"contrast = \xe2\x88\x92"
                "0.25",
                yes},  // a typographic minus
               {"|contrast| > 0.1", yes},
               {"abs(contrast) \xe2\x89\xa4 0.2", no},
               {"contrast \xe2\x89\xa0 -0.25", no},
               {"normalised > 10%", yes},
               {"norm < .2 and normalized>.1", yes},
               {"effect > 0.2", yes},
               {"|effect| < 0.2", no},
               {"z <= -4", yes},
               {"|z| >= 4", yes},
               {"density < 5%", yes},
               {"density > 4%", no},
               {"max >= 6.5 maximum<=6.5", yes},
               {"low < -0.3 and high > -0.2", yes},
               {"split >= 0.9 and pairs = 17", yes},
               {"d = 0.3", yes},
               {"raters = 0", yes},
               {"id = 3, 7", yes},
               {"feature != 3, 7", no},
               {"stable", yes},
               {"dead", no},
               {"negative", yes},
               {"positive or negative", yes},
               {"candidate", no},
               {"not candidate", yes}},
              contrast(), {});
    checkRows({{"candidate", yes}}, contrast(), {}, true);
    FeatureContrast strange = contrast();
    strange.effectSize = std::numeric_limits<double>::quiet_NaN();
    checkRows({{"effect > 0", unknown}, {"not effect > 0", unknown}, {"|effect| != 1", unknown}}, strange, {});
}

TEST(ratings_are_compared) {
    RatingLog log;
    log.judge(7, 5);
    log.person(7, "ann", 4);
    const std::string judged = log.events().front().id;
    log.person(7, "bob", 5).target = judged;
    log.add(7, "ann", RaterKind::Human, RatingAction::Flag);
    const RatingBook book = log.book();
    checkRows({{"5", yes},
               {"4, 5", yes},
               {"llm = 5", yes},
               {"judge = 5", yes},
               {"llm != 5", no},
               {"llm = 3, 4", no},
               {"llm != 3, 4", yes},
               {"human >= 4", yes},
               {"human = 4.5", yes},
               {"any human = 5", yes},
               {"any human = 3", no},
               {"any human != 5", yes},
               {"all human >= 4", yes},
               {"all human = 5", no},
               {"all human >= 4 and not flagged", no},
               {"any human = 5 and stable", yes},
               {"disputed", yes},
               {"confirmed", yes},
               {"adjudicated", no},
               {"unreviewed", no},
               {"rated and raters = 2", yes},
               {"unrated", no},
               {"suspicious", no},
               {"5 and (human >= 4 or unreviewed)", yes}},
              contrast(), book.of(FeatureId(7)));
    log.add(7, "ann", RaterKind::Human, RatingAction::Adjudicate, 2);
    checkRows({{"human = 2", yes}, {"any human = 5", yes}, {"adjudicated and not disputed", yes}}, contrast(),
              log.book().of(FeatureId(7)));
    log.judge(8, 1, "other").details = {{"suspicious", true}};
    checkRows({{"suspicious", yes}, {"llm = 1", unknown}}, contrast(8), log.book().of(FeatureId(8)));
}

// A judge's answer that does not parse was kept as a 5 in the published code. Here no rating is no rating, whichever
// way the question is put.
TEST(what_is_not_known_is_never_taken) {
    RatingLog log;
    log.add(7, "gpt", RaterKind::Judge, RatingAction::Unrated).text = "no number";
    log.judge(7, 5, "other");  // another judge's word is not this one's
    for (const FeatureOpinions& opinions : {FeatureOpinions{}, log.book().of(FeatureId(7))}) {
        checkRows({{"5", unknown},
                   {"llm = 5", unknown},
                   {"llm != 5", unknown},
                   {"llm >= 1", unknown},
                   {"not llm = 5", unknown},
                   {"not not llm = 5", unknown},
                   {"not (llm = 5 or human >= 4)", unknown},
                   {"human < 3", unknown},
                   {"any human = 5", unknown},
                   {"all human >= 1", unknown},
                   {"not any human = 5", unknown},
                   {"llm = 5 or stable", yes},  // true whatever the judge would have said
                   {"llm = 5 and dead", no},    // false whatever it would have said
                   {"not (llm = 5 and dead)", yes},
                   {"llm = 5 and stable", unknown},
                   {"unreviewed", yes},
                   {"llm = 5 and (human >= 4 or unreviewed)", unknown}},
                  contrast(), opinions);
    }
    checkRows({{"unrated", yes}, {"rated", no}}, contrast(), log.book().of(FeatureId(7)));
    const FeatureOpinions nothing;
    checkRows({{"unrated", no}}, contrast(), nothing);
    CHECK(!rule("not llm = 5").takes({contrast(), nothing, "gpt", false}));
    CHECK(!rule("llm = 5").takes({contrast(), nothing, "", false}));
}

TEST(three_valued_logic_is_kleenes) {
    RatingLog log;
    log.judge(7, 5);
    const RatingBook book = log.book();
    const std::vector<std::pair<std::string, Truth>> atoms = {{"dead", no}, {"human = 5", unknown}, {"llm = 5", yes}};
    for (const auto& [a, valueA] : atoms) {
        for (const auto& [b, valueB] : atoms) {
            const auto at = [&](const std::string& text) {
                return rule(text).evaluate({contrast(), book.of(FeatureId(7)), "gpt", false});
            };
            CHECK(at(a + " and " + b) == std::min(valueA, valueB));
            CHECK(at(a + " " + b) == std::min(valueA, valueB));
            CHECK(at(a + " or " + b) == std::max(valueA, valueB));
            CHECK(at("not (" + a + " and " + b + ")") == at("not " + a + " or not " + b));
            CHECK(at("not (" + a + " or " + b + ")") == at("not " + a + " and not " + b));
        }
    }
}

TEST(and_binds_tighter_than_or) {
    CHECK(rule("dead or stable and candidate") == rule("dead or (stable and candidate)"));
    CHECK(rule("not dead stable") == rule("(not dead) and stable"));
    CHECK(!(rule("dead or stable and candidate") == rule("(dead or stable) and candidate")));
    CHECK(rule("(dead and stable) and candidate") == rule("dead and (stable and candidate)"));
    CHECK(rule("5") == rule("llm = 5"));
    CHECK(!(rule("llm = 5") == rule("llm = 4")));
    CHECK(!(rule("contrast > 0.1") == rule("|contrast| > 0.1")));
}

TEST(rules_print_plainly) {
    const std::vector<std::pair<std::string, std::string>> rows = {
        {"5", "llm = 5"},
        {" LLM==4,5 ", "llm = 4, 5"},
        {"any HUMAN=5 stable", "any human = 5 and stable"},
        {"abs(norm)>10% or (dead or z<1)", "|normalised| > 0.1 or dead or z < 1"},
        {"(dead or stable) candidate", "(dead or stable) and candidate"},
        {"not (dead and not stable)", "not (dead and not stable)"},
        {"not not dead", "not not dead"},
        {"density \xe2\x89\xa4 1e-3%", "density <= 1e-05"}};
    for (const auto& [typed, printed] : rows) {
        CHECK_EQ(rule(typed).text(), printed);
    }
    CHECK(rule("suspicious").asksJudge() && rule("not (dead or llm = 5)").asksJudge());
    CHECK(!rule("any human = 5").asksJudge() && rule("any human = 5").asksPeople());
    CHECK(rule("dead or unreviewed").asksPeople() && !rule("5 and stable").asksPeople());
}

TEST(presets_are_rules) {
    CHECK_EQ(rulePresets().size(), 3u);
    for (const RulePreset& preset : rulePresets()) {
        const auto byName = parseFeatureRule(preset.name);
        CHECK_OK(byName);
        CHECK(*byName == rule(preset.rule));
    }
    CHECK_EQ(ruleOrPreset("human CONFIRMED >= 4"), std::string("human >= 4"));
    CHECK_EQ(ruleOrPreset("dead"), std::string("dead"));
    for (const RuleWord& word : ruleWords()) {  // every word of the help is one of the language
        rule(std::string(word.name) + (word.flag ? "" : " = 1"));
    }
}
