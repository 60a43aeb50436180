// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text_check.h"
#include "core/demo/demo_generator.h"
#include "tests/support/check.h"

#include <map>
#include <set>

using namespace saferscope;

TEST(same_seed_same_pairs) {
    const DemoOptions options{200, 50, 5};
    const auto first = generateDemoData(options);
    const auto second = generateDemoData(options);
    CHECK(first.train == second.train);
    CHECK(first.eval == second.eval);
    CHECK(generateDemoData({200, 50, 6}).train != first.train);
}

TEST(held_out_prompts_never_occur_in_training) {
    const auto data = generateDemoData();
    CHECK_EQ(data.train.size(), 3000u);
    CHECK_EQ(data.eval.size(), 600u);
    std::set<std::string> trained;
    std::set<std::string> ids;
    for (const auto& pair : data.train) {
        trained.insert(pair.prompt.back().content);
        CHECK(ids.insert(pair.id).second);
    }
    for (const auto& pair : data.eval) {
        CHECK(!trained.contains(pair.prompt.back().content));
        CHECK(ids.insert(pair.id).second);
    }
}

TEST(spans_lie_in_the_answers_and_slots_are_filled) {
    const auto data = generateDemoData({500, 10, 3});
    std::map<std::string, int> perKind;
    for (const auto& pair : data.train) {
        for (const Side side : {Side::Chosen, Side::Rejected}) {
            const std::string& text = side == Side::Chosen ? pair.chosen : pair.rejected;
            CHECK(isValidUtf8(text));
            CHECK(text.find('{') == std::string::npos);
            CHECK(text.find(" my ") == std::string::npos);
            for (const auto& span : plantedSpans(pair, side)) {
                CHECK(span.begin < span.end);
                CHECK(span.end <= text.size());
                CHECK(span.begin == 0 || text[span.begin - 1] == ' ');
                ++perKind[span.kind];
            }
        }
        CHECK(pair.chosen != pair.rejected);
    }
    for (const auto& kind : plantedKinds()) {
        CHECK(perKind[kind.name] >= 10);
    }
}

// A reward model must not be able to win by length: the generator's answers are about balanced.
TEST(length_does_not_give_the_answer_away) {
    const auto data = generateDemoData();
    double longerWins = 0.0;
    for (const auto& pair : data.train) {
        longerWins += pair.chosen.size() > pair.rejected.size() ? 1.0 : 0.0;
    }
    CHECK_NEAR(longerWins / static_cast<double>(data.train.size()), 0.5, 0.15);
}
