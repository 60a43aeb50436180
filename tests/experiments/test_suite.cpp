// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/data/pair_reader.h"
#include "core/experiments/sections.h"
#include "core/experiments/weighted_interval.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>

using namespace saferscope;

namespace {

// `right` of `count` pairs of a subset are judged rightly.
void addPairs(std::vector<ScoredPair>& pairs, const std::string& subset, int right, int count) {
    for (int i = 0; i < count; ++i) {
        pairs.push_back({subset + std::to_string(i), subset, i < right ? 1.0 : 0.0, i < right ? 0.0 : 1.0});
    }
}

SuiteReport report(SuiteKind kind, const std::vector<ScoredPair>& pairs,
                   const std::vector<std::optional<StyleCell>>& styles = {}) {
    const SuitePairs input{pairs, styles};
    return suiteReport(suiteGroups(kind, input), input);
}

const SectionRow& section(const SuiteReport& report, std::string_view name) {
    const auto it = std::find_if(report.sections.begin(), report.sections.end(),
                                 [&](const SectionRow& row) { return row.name == name; });
    if (it == report.sections.end()) {
        throw check::Failure("no section " + std::string(name), __FILE__, __LINE__);
    }
    return *it;
}

SuiteKind detected(const std::vector<std::string>& subsets) {
    std::vector<ScoredPair> pairs;
    for (const auto& subset : subsets) {
        addPairs(pairs, subset, 1, 2);
    }
    return detectSuite({pairs, {}});
}

// Items whose answers are shared by their nine pairs: correlated verdicts, as in RM-Bench.
struct StyledWorld {
    std::vector<ScoredPair> pairs;
    std::vector<std::optional<StyleCell>> styles;
    void add(Random& random, const std::string& subset, int items, double quality) {
        for (int item = 0; item < items; ++item) {
            const double easy = random.normal();
            double right[3];
            double wrong[3];
            for (int style = 0; style < 3; ++style) {
                right[style] = quality + easy + 0.5 * style + 0.4 * random.normal();
                wrong[style] = 0.5 * style + 0.4 * random.normal();
            }
            for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
                const std::string id = subset + "_" + std::to_string(item);
                pairs.push_back({id + "_" + std::to_string(cell), subset, right[cell / 3], wrong[cell % 3]});
                styles.push_back(StyleCell{id, cell / 3, cell % 3});
            }
        }
    }
};

}  // namespace

TEST(rewardbench_table_is_as_published) {
    std::map<std::string, double> weights;
    std::map<std::string, int> counts;
    for (const auto& subset : rewardBenchSubsets()) {
        weights[subset.section] += subset.weight;
        ++counts[subset.section];
    }
    CHECK_EQ(weights.size(), 4u);
    CHECK_EQ(weights["Chat"], 358.0);
    CHECK_EQ(weights["Chat Hard"], 456.0);
    CHECK_EQ(weights["Safety"], 740.0);
    CHECK_EQ(weights["Reasoning"], 1968.0);  // 984 + 6 x 164: mathematics as heavy as code
    CHECK_EQ(counts["Reasoning"], 7);
    for (const auto& subset : rewardBenchSubsets()) {
        CHECK(rewardBenchSubset(subset.name) == &subset);
    }
}

TEST(subsets_are_known_by_their_other_names) {
    for (const auto& [name, meant] :
         std::vector<std::pair<std::string, std::string>>{{"mt-bench-medium", "mt-bench-med"},
                                                          {"MT_Bench_Medium", "mt-bench-med"},
                                                          {"Natural", "llmbar-natural"},
                                                          {"Adversarial/GPTInst", "llmbar-adver-GPTInst"},
                                                          {"Adversarial/Neighbor", "llmbar-adver-neighbor"},
                                                          {"llmbar-adver-gptout", "llmbar-adver-GPTOut"}}) {
        CHECK(rewardBenchSubset(name) != nullptr);
        CHECK_EQ(std::string(rewardBenchSubset(name)->name), meant);
    }
    CHECK(rewardBenchSubset("harmless") == nullptr);
    CHECK(rewardBenchSubset("") == nullptr);
    CHECK(rewardBenchSubset("mt-bench") == nullptr);
}

// By hand: Chat = (100 * 0.9 + 95 * 1 + 95 * 0.8 + 28 * 0.5 + 40 * 0.75) / 358.
TEST(section_is_the_mean_weighted_by_published_counts) {
    std::vector<ScoredPair> pairs;
    addPairs(pairs, "alpacaeval-easy", 9, 10);
    addPairs(pairs, "alpacaeval-length", 5, 5);
    addPairs(pairs, "alpacaeval-hard", 4, 5);
    addPairs(pairs, "mt-bench-easy", 1, 2);
    addPairs(pairs, "mt-bench-medium", 3, 4);
    const auto result = report(SuiteKind::RewardBench, pairs);
    const auto& chat = section(result, "Chat");
    CHECK_NEAR(chat.accuracy, (90.0 + 95.0 + 76.0 + 14.0 + 30.0) / 358.0, 1e-12);
    CHECK_EQ(chat.pairs, 26u);
    CHECK_EQ(chat.correct, 22u);
    CHECK(!chat.partial());
    CHECK_EQ(chat.parts.size(), 5u);
    CHECK_EQ(result.sections.size(), 1u);
    CHECK_EQ(result.missingSections.size(), 3u);
    CHECK(result.score->partial());
}

// The published Reasoning score counts 447 math items as 984: not the mean over pairs.
TEST(math_is_weighted_up) {
    std::vector<ScoredPair> pairs;
    addPairs(pairs, "math-prm", 447, 447);
    for (const char* language : {"cpp", "go", "java", "js", "python", "rust"}) {
        addPairs(pairs, std::string("hep-") + language, 82, 164);
    }
    const auto result = report(SuiteKind::RewardBench, pairs);
    CHECK_NEAR(section(result, "Reasoning").accuracy, 0.75, 1e-12);
    CHECK(!section(result, "Reasoning").partial());
}

TEST(missing_subsets_are_named_and_foreign_ones_left_out) {
    std::vector<ScoredPair> pairs;
    addPairs(pairs, "donotanswer", 3, 4);
    addPairs(pairs, "refusals-offensive", 1, 2);
    addPairs(pairs, "something else", 9, 9);
    const auto result = report(SuiteKind::RewardBench, pairs);
    const auto& safety = section(result, "Safety");
    CHECK(safety.partial());
    CHECK_EQ(safety.missing.size(), 3u);
    CHECK_EQ(safety.missing.front(), "refusals-dangerous");
    CHECK_NEAR(safety.accuracy, (100 * 0.5 + 136 * 0.75) / 236.0, 1e-12);
    CHECK_EQ(safety.pairs, 6u);
    CHECK_EQ(result.unassigned.size(), 1u);
    const Json json = toJson(result);
    CHECK_EQ(json.at("unassigned_subsets")[0].get<std::string>(), "something else");
    CHECK(json.at("sections")[0].at("partial").get<bool>());
    CHECK_EQ(json.at("sections")[0].at("missing").size(), 3u);
    CHECK(json.at("score").at("partial").get<bool>());
}

TEST(suites_are_found_by_their_subsets) {
    CHECK(detected({"harmless"}) == SuiteKind::Plain);
    CHECK(detected({"Natural"}) == SuiteKind::Plain);
    CHECK(detected({"Natural", "Adversarial/Manual"}) == SuiteKind::RewardBench);
    CHECK(detected({"alpacaeval-easy"}) == SuiteKind::RewardBench);
    CHECK(detected({"alpacaeval-easy", "mine"}) == SuiteKind::Plain);
    std::vector<std::string> all = {"mine"};
    for (const auto& subset : rewardBenchSubsets()) {
        all.emplace_back(subset.name);
    }
    CHECK(detected(all) == SuiteKind::RewardBench);
    CHECK(detected({}) == SuiteKind::Plain);
    CHECK(detected({"chat", "safety-refuse"}) == SuiteKind::Plain);  // domains, but no styles
    StyledWorld world;
    Random random(1);
    world.add(random, "safety-refuse", 2, 1.0);
    CHECK(detectSuite({world.pairs, world.styles}) == SuiteKind::RmBench);
    world.styles.back().reset();
    CHECK(detectSuite({world.pairs, world.styles}) == SuiteKind::Plain);
    CHECK(suiteFromName("auto").has_value() && !suiteFromName("auto")->has_value());
    CHECK(**suiteFromName("rm-bench") == SuiteKind::RmBench);
    CHECK(!suiteFromName("rewardbench2"));
}

TEST(style_cells_are_read_from_meta_and_ids) {
    const auto fromId = styleCell("rmbench_chat_8_02", "{}");
    CHECK(fromId && fromId->item == "rmbench_chat_8" && fromId->chosen == 0 && fromId->rejected == 2);
    const auto both = styleCell("rmbench_chat_8_20", R"({"style_chosen":2,"style_rejected":0,"difficulty":"easy"})");
    CHECK(both && both->item == "rmbench_chat_8" && both->index() == 6);
    const auto named = styleCell("x", R"({"style_chosen":1,"style_rejected":1,"item":"i7"})");
    CHECK(named && named->item == "i7" && named->index() == 4);
    for (const char* meta :
         {"{}", "[]", "broken", R"({"style_chosen":3,"style_rejected":0})",
          R"({"style_chosen":"1","style_rejected":0})", R"({"style_chosen":-1,"style_rejected":0})"}) {
        CHECK(!styleCell("pair_1", meta));
    }
    CHECK(!styleCell("pair_13", "{}"));
    CHECK(!styleCell("_00", "{}"));
    CHECK(difficultyOf(2) == Difficulty::Hard && difficultyOf(6) == Difficulty::Easy &&
          difficultyOf(4) == Difficulty::Normal);
}

// Two items, all nine pairs each. Item A: every verdict right. Item B: right where the right answer is fancier.
TEST(matrix_of_two_items_by_hand) {
    StyledWorld world;
    for (const char* item : {"a", "b"}) {
        for (std::size_t cell = 0; cell < rmBenchCells; ++cell) {
            const bool right = *item == 'a' || cell / 3 > cell % 3;
            world.pairs.push_back({std::string(item) + "_" + std::to_string(cell), "chat", right ? 1.0 : 0.0, 0.5});
            world.styles.push_back(StyleCell{item, cell / 3, cell % 3});
        }
    }
    const auto result = report(SuiteKind::RmBench, world.pairs, world.styles);
    CHECK_NEAR(section(result, "easy").accuracy, 1.0, 1e-12);
    CHECK_NEAR(section(result, "normal").accuracy, 0.5, 1e-12);
    CHECK_NEAR(section(result, "hard").accuracy, 0.5, 1e-12);
    CHECK_NEAR(section(result, "chat").accuracy, 2.0 / 3.0, 1e-12);
    CHECK_EQ(section(result, "chat").pairs, 18u);
    CHECK_EQ(result.matrices.size(), 2u);
    CHECK_EQ(result.matrices[0].pairs[2], 2u);
    CHECK_EQ(result.matrices[0].correct[2], 1u);
    CHECK_EQ(result.matrices[1].correct[6], 2u);
    const Json json = toJson(result);
    CHECK_NEAR(json.at("matrix")[0].at("accuracy")[0][2].get<double>(), 0.5, 0.0);
    CHECK_EQ(json.at("matrix")[1].at("domain").get<std::string>(), "chat");
    CHECK(section(result, "easy").partial());  // code, math and safety are not there
    CHECK(!section(result, "chat").partial());
    CHECK_EQ(result.missingSections.size(), 3u);
}

// Five of nine styles, as in samples of the data: hard is one cell, and that is said.
TEST(missing_cells_make_a_section_partial) {
    StyledWorld world;
    for (int item = 0; item < 4; ++item) {
        for (const std::size_t cell : {0u, 4u, 8u, 2u, 6u}) {
            const bool right = cell != 2 || item == 0;
            world.pairs.push_back(
                {std::to_string(item) + "_" + std::to_string(cell), "safety-refuse", right ? 1.0 : 0.0, 0.5});
            world.styles.push_back(StyleCell{std::to_string(item), cell / 3, cell % 3});
        }
    }
    const auto result = report(SuiteKind::RmBench, world.pairs, world.styles);
    CHECK_NEAR(section(result, "hard").accuracy, 0.25, 1e-12);
    CHECK_NEAR(section(result, "safety").accuracy, (1.0 + 1.0 + 0.25) / 3.0, 1e-12);
    const auto& missing = section(result, "hard").missing;
    CHECK(std::find(missing.begin(), missing.end(), "safety 0x1") != missing.end());
    CHECK(std::find(missing.begin(), missing.end(), "math") != missing.end());
    CHECK(section(result, "safety").partial());
    CHECK(toJson(result).at("matrix")[0].at("accuracy")[0][1].is_null());
}

TEST(published_rm_bench_records_are_cells_of_their_item) {
    const Json record = {{"id", 8},
                         {"domain", "chat"},
                         {"prompt", "p"},
                         {"chosen", {"c0", "c1", "c2"}},
                         {"rejected", {"r0", "r1", "r2"}}};
    const check::TemporaryFolder folder;
    const auto list = folder.path() / "raw.json";
    CHECK_OK(writeJsonFile(list, Json::array({record})));
    const auto pairs = readAllPairs(list);
    CHECK_OK(pairs);
    CHECK_EQ(pairs->size(), 9u);
    for (std::size_t i = 0; i < pairs->size(); ++i) {
        const auto cell = styleCell((*pairs)[i].id, (*pairs)[i].meta);
        CHECK(cell && cell->item == "chat/8" && cell->index() == i);
        CHECK_EQ((*pairs)[i].chosen, "c" + std::to_string(i / 3));
        CHECK_EQ((*pairs)[i].rejected, "r" + std::to_string(i % 3));
        CHECK_EQ((*pairs)[i].subset, "chat");
    }
}

// Newcombe, Statistics in Medicine 17 (1998) 873-890, table II, method 10 (score, no continuity correction).
TEST(weighted_interval_gives_published_differences) {
    struct Published {
        double x1, n1, x2, n2, low, high;
    };
    for (const auto& [x1, n1, x2, n2, low, high] :
         {Published{56, 70, 48, 80, 0.0524, 0.3339}, Published{9, 10, 3, 10, 0.1705, 0.8090},
          Published{6, 7, 2, 7, 0.0582, 0.8062}, Published{5, 56, 0, 29, -0.0381, 0.1926},
          Published{0, 10, 0, 20, -0.1611, 0.2775}, Published{10, 10, 0, 20, 0.6791, 1.0}}) {
        const WeightedShare parts[] = {{x1 / n1, wilsonInterval(x1, static_cast<std::uint64_t>(n1)), 1.0},
                                       {x2 / n2, wilsonInterval(x2, static_cast<std::uint64_t>(n2)), -1.0}};
        const Interval interval = weightedInterval(parts);
        CHECK_NEAR(interval.low, low, 0.00006);
        CHECK_NEAR(interval.high, high, 0.00006);
    }
    const WeightedShare one[] = {{0.25, wilsonInterval(5, 20), 1.0}};
    CHECK_NEAR(weightedInterval(one).low, wilsonInterval(5, 20).low, 1e-15);
    CHECK_NEAR(weightedInterval(one).high, wilsonInterval(5, 20).high, 1e-15);
    const StratumShare stratum[] = {{0.25, 20, 1.0}};
    CHECK_NEAR(stratifiedInterval(stratum).low, wilsonInterval(5, 20).low, 1e-15);
    const StratumShare alike[] = {{0.25, 20, 0.25}, {0.25, 60, 0.75}};  // as one stratum of 80
    CHECK_NEAR(stratifiedInterval(alike).high, wilsonInterval(20, 80).high, 1e-12);
    const StratumShare sure[] = {{1.0, 10, 0.5}, {1.0, 90, 0.5}};  // the small one counts half
    CHECK_NEAR(stratifiedInterval(sure).low, wilsonInterval(36, 36).low, 1e-12);
    const Interval plain = effectiveWilson(0.25, 0.25 * 0.75 / 20.0, 20);
    CHECK_NEAR(plain.low, wilsonInterval(5, 20).low, 1e-12);
    CHECK_NEAR(plain.high, wilsonInterval(5, 20).high, 1e-12);
    CHECK_NEAR(effectiveWilson(1.0, 0.0, 20).low, wilsonInterval(20, 20).low, 1e-12);
}

// 95 % is what it is meant to be: good and mediocre models, full size and a tenth of it.
TEST(section_interval_covers_the_truth) {
    Random random(5);
    for (const double skill : {0.0, 0.25, 0.8}) {
        for (const double size : {1.0, 0.1}) {
            int covered = 0;
            constexpr int rounds = 800;
            for (int round = 0; round < rounds; ++round) {
                std::vector<ScoredPair> pairs;
                double truth = 0.0;
                int place = 0;
                for (const auto& subset : rewardBenchSubsets()) {
                    if (std::string(subset.section) != "Safety") {
                        continue;
                    }
                    const double p = 0.97 - skill * 0.1 * ++place;
                    truth += p * subset.weight / 740.0;
                    const int count = static_cast<int>(subset.weight * size);
                    int right = 0;
                    for (int i = 0; i < count; ++i) {
                        right += random.uniform() < p ? 1 : 0;
                    }
                    addPairs(pairs, subset.name, right, count);
                }
                const auto result = report(SuiteKind::RewardBench, pairs);
                const Interval ci = result.sections.front().ci;
                covered += ci.low <= truth && truth <= ci.high ? 1 : 0;
            }
            std::printf("    coverage of a section, skill %.2f, size %.1f: %.3f\n", skill, size, covered / 800.0);
            CHECK(covered >= rounds * 935 / 1000 && covered <= rounds * 99 / 100);
        }
    }
}

// Pairs of an item share answers. An interval that takes them as independent would be far too narrow; ours is not.
TEST(rm_bench_intervals_cover_the_truth_although_pairs_share_answers) {
    Random random(8);
    StyledWorld large;
    large.add(random, "chat", 60000, 0.8);
    const auto truth = report(SuiteKind::RmBench, large.pairs, large.styles);
    int covered = 0;
    int coveredHard = 0;
    int naive = 0;
    constexpr int rounds = 600;
    for (int round = 0; round < rounds; ++round) {
        StyledWorld world;
        world.add(random, "chat", 60, 0.8);
        const auto result = report(SuiteKind::RmBench, world.pairs, world.styles);
        const auto inside = [&](const char* name) {
            const Interval ci = section(result, name).ci;
            const double value = section(truth, name).accuracy;
            return ci.low <= value && value <= ci.high ? 1 : 0;
        };
        covered += inside("chat");
        coveredHard += inside("hard");
        const auto& chat = section(result, "chat");
        const Interval independent = wilsonInterval(static_cast<double>(chat.correct), chat.pairs);
        const double value = section(truth, "chat").accuracy;
        naive += independent.low <= value && value <= independent.high ? 1 : 0;
    }
    std::printf("    coverage of a domain %.3f, of hard %.3f; pairs taken as independent %.3f\n", covered / 600.0,
                coveredHard / 600.0, naive / 600.0);
    CHECK_NEAR(covered / static_cast<double>(rounds), 0.95, 0.03);
    CHECK_NEAR(coveredHard / static_cast<double>(rounds), 0.95, 0.03);
    CHECK(naive < rounds * 80 / 100);
}

TEST(plain_files_have_no_sections) {
    std::vector<ScoredPair> pairs;
    addPairs(pairs, "a", 1, 2);
    const auto result = report(SuiteKind::Plain, pairs);
    CHECK(result.sections.empty());
    CHECK(!result.score);
    CHECK_EQ(toJson(result).at("suite").get<std::string>(), "plain");
    CHECK(toJson(result).at("sections").is_array());
    CHECK(report(SuiteKind::RewardBench, {}).sections.empty());
    CHECK(report(SuiteKind::RmBench, {}).sections.empty());
}
