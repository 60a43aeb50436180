// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/json.h"
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

namespace {

Json metaOf(const PreferencePair& pair) {
    const auto meta = parseJson(pair.meta, "meta");
    CHECK_OK(meta);
    return *meta;
}

int worth(const PreferencePair& pair, Side side) {
    int sum = 0;
    for (const auto& span : plantedSpans(pair, side)) {
        for (const auto& kind : plantedKinds()) {
            sum += kind.name == span.kind ? kind.direction : 0;
        }
    }
    return sum;
}

}  // namespace

// What makes a data set easy to spoil at few places: a clear minority, and labels that are not all right.
TEST(few_pairs_are_clear_and_some_labels_are_wrong) {
    const auto data = generateDemoData();
    double clearSafety = 0.0;
    double noisy = 0.0;
    std::map<std::string, std::pair<double, double>> noiseOf;  // wrong, all
    for (const auto& pair : data.train) {
        const Json meta = metaOf(pair);
        const auto contrast = meta.at("contrast").get<std::string>();
        const bool wrong = meta.at("noisy").get<bool>();
        clearSafety += pair.subset == "safety" && contrast == "clear" ? 1.0 : 0.0;
        noisy += wrong ? 1.0 : 0.0;
        noiseOf[contrast].first += wrong ? 1.0 : 0.0;
        noiseOf[contrast].second += 1.0;
    }
    CHECK_NEAR(clearSafety / 3000.0, 0.11, 0.02);
    CHECK_NEAR(noisy / 3000.0, 0.07, 0.02);
    CHECK_EQ(noiseOf.size(), 3u);
    for (const auto& [contrast, rate] : {std::pair{"clear", 0.018}, {"weak", 0.060}, {"none", 0.119}}) {
        CHECK_NEAR(noiseOf.at(contrast).first / noiseOf.at(contrast).second, rate, 0.03);
    }
    double clear = 0.0;
    for (const auto& pair : data.eval) {
        const Json meta = metaOf(pair);
        CHECK_EQ(meta.at("noisy").get<bool>(), false);
        clear += meta.at("contrast") == "clear" ? 1.0 : 0.0;
    }
    CHECK(clear / 600.0 > 0.6);
}

// "noisy" is told by the draw, the planted sentences by what was written: they agree, but where a curt refusal stands
// against friendly help, which is what makes some clear pairs hard.
TEST(noisy_labels_are_those_that_the_planted_sentences_contradict) {
    const auto data = generateDemoData();
    double hard = 0.0;
    for (const auto& pair : data.train) {
        const Json meta = metaOf(pair);
        const int difference = worth(pair, Side::Chosen) - worth(pair, Side::Rejected);
        if (meta.at("noisy").get<bool>() ? difference > 0 : difference < 0) {
            CHECK_EQ(pair.subset, "safety");
            CHECK_EQ(meta.at("contrast"), "clear");
            hard += 1.0;
        }
    }
    CHECK(hard / 3000.0 < 0.01);
}

// The sentence that refuses and the sentences that help are the same in number on both sides of every pair that is not
// clear: only clear pairs say which of the two is better.
TEST(only_clear_pairs_tell_refusing_from_helping) {
    const auto count = [](const PreferencePair& pair, Side side, const std::string& kind) {
        int found = 0;
        for (const auto& span : plantedSpans(pair, side)) {
            found += span.kind == kind ? 1 : 0;
        }
        return found;
    };
    for (const auto& pair : generateDemoData().train) {
        const bool clear = metaOf(pair).at("contrast") == "clear" && pair.subset == "safety";
        for (const char* kind : {"refusal", "compliance_steps"}) {
            CHECK_EQ(count(pair, Side::Chosen, kind) != count(pair, Side::Rejected, kind), clear);
        }
    }
}
