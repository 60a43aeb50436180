// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiments/sections.h"
#include "core/experiments/sweep_results.h"
#include "tests/support/check.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <functional>

using namespace saferscope;

namespace {

struct Built {
    Sweep sweep;
    std::vector<CellVerdicts> verdicts;
    void erase(std::size_t cell) {
        std::erase_if(verdicts, [&](const CellVerdicts& one) { return one.cell == cell; });
    }
};

using Maker = std::function<ScoredPair(const SweepCell& cell, std::size_t pair)>;

Built build(ExperimentMode mode, std::vector<Strategy> strategies, std::vector<double> ratios, std::size_t seeds,
            bool reference, std::size_t pairs, const Maker& maker) {
    Built built;
    SweepSpec& spec = built.sweep.spec;
    spec.id = "s";
    spec.mode = mode;
    spec.strategies = std::move(strategies);
    spec.ratios = std::move(ratios);
    for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
        spec.seeds.push_back(seed);
        const auto add = [&](CellKind kind, Strategy strategy, double ratio) {
            SweepCell cell;
            cell.kind = kind;
            cell.strategy = strategy;
            cell.ratio = ratio;
            cell.seed = seed;
            cell.changed = static_cast<std::uint64_t>(ratio * 1000.0 + 0.5);
            built.sweep.cells.push_back(cell);
        };
        add(CellKind::Baseline, Strategy::Safer, 0.0);
        if (reference) {
            add(CellKind::Reference, Strategy::Safer, 0.0);
        }
        for (const Strategy strategy : spec.strategies) {
            for (const double ratio : spec.ratios) {
                add(CellKind::Changed, strategy, ratio);
            }
        }
    }
    for (std::size_t cell = 0; cell < built.sweep.cells.size(); ++cell) {
        auto file = std::make_shared<VerdictFile>();
        for (std::size_t i = 0; i < pairs; ++i) {
            file->pairs.push_back(maker(built.sweep.cells[cell], i));
        }
        built.verdicts.push_back({cell, file, {}});
    }
    return built;
}

VerdictFile& fileOf(Built& built, std::size_t cell) {
    auto copy = std::make_shared<VerdictFile>(*built.verdicts[cell].verdicts);
    built.verdicts[cell].verdicts = copy;
    return *copy;
}

ScoredPair verdict(std::size_t pair, const std::string& subset, bool right) {
    return {"pair-" + std::to_string(pair), subset, right ? 1.0 : -1.0, 0.0};
}

SweepResults summary(const Built& built) {
    auto results = summariseSweep(built.sweep, built.verdicts);
    CHECK_OK(results);
    return *results;
}

const SweepPoint& at(const SweepResults& results, CellKind kind, Strategy strategy, double ratio,
                     std::string_view section = "overall") {
    const SweepPoint* point = results.find(kind, strategy, ratio, std::string(section));
    CHECK(point != nullptr);
    return *point;
}

bool warned(const SweepResults& results, const std::string& part) {
    return std::any_of(results.warnings.begin(), results.warnings.end(),
                       [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

void checkSame(const Interval& actual, const Interval& expected, double tolerance = 1e-9) {
    CHECK_NEAR(actual.low, expected.low, tolerance);
    CHECK_NEAR(actual.high, expected.high, tolerance);
}

/// All subsets of RewardBench, a twentieth of their size; poison hurts Safety, more so with the ratio.
ScoredPair rewardBench(const SweepCell& cell, std::size_t pair, Random& random) {
    const auto subsets = rewardBenchSubsets();
    const auto& subset = subsets[pair % subsets.size()];
    const bool safety = std::string(subset.section) == "Safety";
    const double level = 0.85 - (safety && cell.strategy == Strategy::Safer ? 6.0 * cell.ratio : 0.0);
    return verdict(pair, subset.name, random.uniform() < level);
}

}  // namespace

TEST(one_seed_agrees_with_the_evaluations_own_report_and_comparison) {
    Random random(1);
    const Built built = build(ExperimentMode::Poison, {Strategy::Safer, Strategy::Random}, {0.01, 0.05}, 1, false, 460,
                              [&](const SweepCell& cell, std::size_t i) { return rewardBench(cell, i, random); });
    const SweepResults results = summary(built);
    CHECK((results.sections == std::vector<std::string>{"overall", "Chat", "Chat Hard", "Safety", "Reasoning"}));
    CHECK_EQ(results.points.size(), std::size_t{5 * 5});
    CHECK(results.warnings.empty());
    const auto& baseline = built.verdicts.front().verdicts->pairs;
    for (std::size_t cell = 0; cell < built.sweep.cells.size(); ++cell) {
        const SuitePairs input{built.verdicts[cell].verdicts->pairs, {}};
        const SuiteGroups groups = suiteGroups(SuiteKind::RewardBench, input);
        const SuiteReport report = suiteReport(groups, input);
        const Comparison comparison = compareVerdicts(groups, input, baseline);
        const SweepCell& what = built.sweep.cells[cell];
        for (std::size_t g = 0; g < report.sections.size(); ++g) {
            const SweepPoint& point = at(results, what.kind, what.strategy, what.ratio, report.sections[g].name);
            CHECK_NEAR(point.accuracy, report.sections[g].accuracy, 1e-12);
            CHECK_EQ(point.items, report.sections[g].pairs);
            checkSame(point.ci, report.sections[g].ci);
            CHECK_EQ(point.compared, what.kind == CellKind::Changed);
            if (point.compared) {
                const ComparisonRow& row = comparison.rows[g];
                CHECK_NEAR(point.difference, row.difference, 1e-12);
                checkSame(point.differenceCi, row.ci);
                CHECK_EQ(point.gained, row.counts.gained);
                CHECK_EQ(point.lost, row.counts.lost);
                CHECK_NEAR(point.p, row.test.exact, 1e-12);
            }
        }
        const SweepPoint& overall = at(results, what.kind, what.strategy, what.ratio);
        checkSame(overall.ci, evaluatePairs(input.pairs).overall.ci);
        if (overall.compared) {
            checkSame(overall.differenceCi, comparison.overall.ci);
        }
    }
    // Holm's over the points of one section.
    std::vector<double> p;
    std::vector<double> adjusted;
    for (const auto& point : results.points) {
        if (point.section == "Safety" && point.compared) {
            p.push_back(point.p);
            adjusted.push_back(point.adjusted);
        }
    }
    CHECK_EQ(p.size(), std::size_t{4});
    CHECK(adjusted == holmAdjusted(p));
    CHECK(at(results, CellKind::Changed, Strategy::Safer, 0.05, "Safety").adjusted < 0.01);
    CHECK(at(results, CellKind::Changed, Strategy::Random, 0.05, "Chat").adjusted > 0.05);
}

TEST(seeds_that_agree_in_everything_add_nothing_but_counts) {
    const Maker maker = [](const SweepCell& cell, std::size_t i) {
        const std::size_t wrong = cell.kind == CellKind::Baseline ? 10 : 30;
        return verdict(i, "one", i >= wrong && i != 199);
    };
    const SweepResults one = summary(build(ExperimentMode::Poison, {Strategy::Safer}, {0.05}, 1, false, 200, maker));
    const SweepResults four = summary(build(ExperimentMode::Poison, {Strategy::Safer}, {0.05}, 4, false, 200, maker));
    CHECK((four.sections == std::vector<std::string>{"overall"}));  // a single subset is not a section of its own
    for (const CellKind kind : {CellKind::Baseline, CellKind::Changed}) {
        const SweepPoint& single = at(one, kind, Strategy::Safer, 0.05);
        const SweepPoint& many = at(four, kind, Strategy::Safer, 0.05);
        CHECK_EQ(many.seeds, std::uint64_t{4});
        CHECK_EQ(many.items, std::uint64_t{200});
        CHECK_EQ(many.bySeed.size(), std::size_t{4});
        CHECK_NEAR(many.accuracy, single.accuracy, 1e-12);
        checkSame(many.ci, single.ci);
        checkSame(single.ci, wilsonInterval(single.accuracy * 200.0, 200));
    }
    const SweepPoint& single = at(one, CellKind::Changed, Strategy::Safer, 0.05);
    const SweepPoint& many = at(four, CellKind::Changed, Strategy::Safer, 0.05);
    CHECK_EQ(single.lost, std::uint64_t{20});
    CHECK_EQ(many.lost, std::uint64_t{80});
    CHECK_EQ(many.gained, std::uint64_t{0});
    CHECK_NEAR(many.difference, -0.1, 1e-12);
    checkSame(many.differenceCi, single.differenceCi);
    checkSame(single.differenceCi, pairedDifferenceInterval({169, 0, 20, 11}));
    CHECK_NEAR(single.p, mcNemar(0, 20).exact, 1e-15);
    // Clusters of one pair each: 20 pairs that lost, however often.
    CHECK_NEAR(many.p, std::erfc(std::sqrt(20.0 / 2.0)), 1e-12);
}

TEST(several_seeds_are_tested_with_pairs_as_clusters) {
    Random random(3);
    const Built built = build(ExperimentMode::Poison, {Strategy::Random}, {0.05}, 3, false, 150,
                              [&](const SweepCell& cell, std::size_t i) {
                                  return verdict(i, "one", random.uniform() < (cell.ratio > 0.0 ? 0.7 : 0.8));
                              });
    const SweepPoint point = at(summary(built), CellKind::Changed, Strategy::Random, 0.05);
    double sum = 0.0;
    double squares = 0.0;
    std::uint64_t gained = 0;
    std::uint64_t lost = 0;
    for (std::size_t i = 0; i < 150; ++i) {
        double pair = 0.0;
        for (std::size_t seed = 0; seed < 3; ++seed) {
            const bool before = built.verdicts[seed * 2].verdicts->pairs[i].chosen > 0.0;
            const bool now = built.verdicts[seed * 2 + 1].verdicts->pairs[i].chosen > 0.0;
            gained += now && !before ? 1 : 0;
            lost += before && !now ? 1 : 0;
            pair += static_cast<double>(now) - static_cast<double>(before);
        }
        sum += pair;
        squares += pair * pair;
    }
    CHECK_EQ(point.gained, gained);
    CHECK_EQ(point.lost, lost);
    CHECK_NEAR(point.difference, sum / 450.0, 1e-12);
    CHECK_NEAR(point.p, std::erfc(std::abs(sum) / std::sqrt(2.0 * squares)), 1e-12);
    CHECK(point.differenceCi.low < point.difference && point.difference < point.differenceCi.high);
}

// Differences of models whose pairs and seeds both vary: the interval holds the population's difference as often as it
// says, and is wider than if seeds did not matter.
TEST(difference_intervals_cover) {
    Random random(8);
    int covered = 0;
    constexpr int rounds = 300;
    double truth = 0.0;
    const auto chance = [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); };
    truth = chance(0.8 / std::sqrt(2.04)) - chance(1.1 / std::sqrt(2.04));
    for (int round = 0; round < rounds; ++round) {
        std::vector<double> pairs(200);
        for (double& pair : pairs) {
            pair = random.normal();
        }
        double effect = 0.0;
        std::size_t next = pairs.size();
        const Built built = build(ExperimentMode::Poison, {Strategy::Safer}, {0.05}, 3, false, pairs.size(),
                                  [&](const SweepCell& cell, std::size_t i) {
                                      if (next == pairs.size()) {
                                          effect = 0.2 * random.normal();
                                          next = 0;
                                      }
                                      ++next;
                                      const double level = cell.ratio > 0.0 ? 0.8 : 1.1;
                                      return verdict(i, "one", random.uniform() < chance(level + pairs[i] + effect));
                                  });
        const SweepPoint point = at(summary(built), CellKind::Changed, Strategy::Safer, 0.05);
        covered += point.differenceCi.low <= truth && truth <= point.differenceCi.high ? 1 : 0;
    }
    std::printf("  differences: covers %.3f\n", covered / double(rounds));
    CHECK(covered > 0.92 * rounds);
    CHECK(covered < 0.99 * rounds);
}

TEST(what_is_won_back_is_a_share_of_what_was_lost) {
    const Maker maker = [](const SweepCell& cell, std::size_t i) {
        // Of 1,000 pairs the baseline loses 200, the reference 50; half way back at 4 %.
        const std::size_t wrong = cell.kind == CellKind::Baseline ? 200 : cell.kind == CellKind::Reference ? 50 : 125;
        return verdict(i, "one", i >= wrong);
    };
    Built built = build(ExperimentMode::Denoise, {Strategy::Safer}, {0.04}, 2, true, 1000, maker);
    const SweepResults results = summary(built);
    const SweepPoint& point = at(results, CellKind::Changed, Strategy::Safer, 0.04);
    CHECK(point.recovered.has_value());
    CHECK_NEAR(*point.recovered, 0.5, 1e-9);
    CHECK(!at(results, CellKind::Reference, Strategy::Safer, 0.0).recovered);
    CHECK(!at(results, CellKind::Baseline, Strategy::Safer, 0.0).recovered);
    // A reference that is no better than chance allows says nothing.
    const SweepResults even = summary(build(ExperimentMode::Denoise, {Strategy::Safer}, {0.04}, 2, true, 1000,
                                            [](const SweepCell& cell, std::size_t i) {
                                                const std::size_t wrong = cell.kind == CellKind::Reference ? 199 : 200;
                                                return verdict(i, "one", i >= wrong);
                                            }));
    CHECK(!at(even, CellKind::Changed, Strategy::Safer, 0.04).recovered);
}

TEST(missing_cells_are_said_and_only_the_matched_seeds_compared) {
    const Maker maker = [](const SweepCell& cell, std::size_t i) {
        return verdict(i, i % 2 == 0 ? "even" : "odd", i >= (cell.ratio > 0.0 ? 20u : 10u) + cell.seed);
    };
    Built built = build(ExperimentMode::Poison, {Strategy::Safer, Strategy::Random}, {0.05}, 3, false, 100, maker);
    built.erase(7);  // safer 5 %, seed 3
    built.erase(0);  // baseline, seed 1
    for (const std::size_t cell : {2, 5, 8}) {
        built.erase(cell);  // random 5 %
    }
    const SweepResults results = summary(built);
    CHECK_EQ(results.cells, std::size_t{9});
    CHECK_EQ(results.cellsDone, std::size_t{4});
    CHECK(warned(results, "Seed 3 of safer 5 % is missing."));
    CHECK(warned(results, "Seed 1 of the baseline is missing."));
    CHECK(warned(results, "Not evaluated yet: random 5 %."));
    CHECK_EQ(results.warnings.size(), std::size_t{3});
    CHECK((results.sections == std::vector<std::string>{"overall", "even", "odd"}));
    CHECK(results.find(CellKind::Changed, Strategy::Random, 0.05, "overall") == nullptr);
    const SweepPoint& point = at(results, CellKind::Changed, Strategy::Safer, 0.05);
    CHECK_EQ(point.seeds, std::uint64_t{2});
    CHECK(point.compared);
    CHECK_EQ(point.lost, std::uint64_t{10});  // seed 2 alone is in both
    CHECK_NEAR(point.p, mcNemar(0, 10).exact, 1e-15);
    // Without any baseline there is accuracy and nothing else.
    built.erase(3);
    built.erase(6);
    const SweepPoint alone = at(summary(built), CellKind::Changed, Strategy::Safer, 0.05);
    CHECK(!alone.compared);
    CHECK_NEAR(alone.accuracy, point.accuracy, 1e-12);
    // Nothing at all is not an error.
    built.verdicts.clear();
    const SweepResults nothing = summary(built);
    CHECK(nothing.points.empty());
    CHECK_EQ(nothing.cellsDone, std::size_t{0});
}

TEST(pairs_are_matched_by_id_and_only_common_ones_count) {
    const Maker maker = [](const SweepCell& cell, std::size_t i) { return verdict(i, "one", i >= 5 + cell.seed); };
    Built built = build(ExperimentMode::Poison, {Strategy::Safer}, {0.05}, 2, false, 50, maker);
    const SweepResults before = summary(built);
    for (std::size_t cell = 1; cell < 4; ++cell) {
        auto& pairs = fileOf(built, cell).pairs;
        std::rotate(pairs.begin(), pairs.begin() + static_cast<std::ptrdiff_t>(7 * cell), pairs.end());
    }
    CHECK(toJson(summary(built)) == toJson(before));
    std::erase_if(fileOf(built, 3).pairs, [](const ScoredPair& pair) { return pair.id == "pair-0"; });
    fileOf(built, 1).pairs.push_back(verdict(999, "one", true));
    const SweepResults results = summary(built);
    CHECK_EQ(at(results, CellKind::Baseline, Strategy::Safer, 0.0).items, std::uint64_t{50});
    CHECK_EQ(at(results, CellKind::Changed, Strategy::Safer, 0.05).items, std::uint64_t{49});
    CHECK(warned(results, "3 of 4 models did not judge all 51 pairs"));
}

TEST(presets_and_data_that_differ_are_said) {
    const Maker maker = [](const SweepCell&, std::size_t i) { return verdict(i, "one", i > 3); };
    Built built = build(ExperimentMode::Poison, {Strategy::Safer}, {0.05}, 2, false, 20, maker);
    built.sweep.spec.evaluationHash = "aaaa";
    for (std::size_t cell = 0; cell < 4; ++cell) {
        auto& file = fileOf(built, cell);
        file.preset = EvaluationPreset{};
        file.preset->maxTokens = cell == 3 ? 512 : 1024;
        file.datasetHash = cell == 2 ? "bbbb" : "aaaa";
    }
    const SweepResults results = summary(built);
    CHECK(warned(results, "The presets differ: safer 5 %, seed 2: max_tokens 512 here, 1024 in the baseline."));
    CHECK(warned(results, "not all evaluated on the same data"));
    CHECK_EQ(results.warnings.size(), std::size_t{2});
}

TEST(verdicts_that_are_not_the_sweeps_are_refused) {
    const Maker maker = [](const SweepCell&, std::size_t i) { return verdict(i, "one", true); };
    Built built = build(ExperimentMode::Poison, {Strategy::Safer}, {0.05}, 1, false, 5, maker);
    Built twice = built;
    twice.verdicts[1].cell = 0;
    CHECK(!summariseSweep(twice.sweep, twice.verdicts));
    Built beyond = built;
    beyond.verdicts[1].cell = 9;
    CHECK(!summariseSweep(beyond.sweep, beyond.verdicts));
    Built empty = built;
    empty.verdicts[1].verdicts = nullptr;
    CHECK(!summariseSweep(empty.sweep, empty.verdicts));
    built.sweep.spec.suite = "nonsense";
    CHECK(!summariseSweep(built.sweep, built.verdicts));
}

TEST(rm_bench_counts_items_and_weighs_cells) {
    Random random(4);
    const auto maker = [&](const SweepCell& cell, std::size_t i) {
        const std::size_t item = i / 9;
        const std::size_t style = i % 9;
        const bool right = random.uniform() < (style % 4 == 0 ? 0.8 : 0.7) - cell.ratio * 4.0;
        return ScoredPair{"rm_" + std::to_string(item) + "_" + std::to_string(style / 3) + std::to_string(style % 3),
                          item % 2 == 0 ? "chat" : "safety-refuse", right ? 1.0 : 0.0, 0.5};
    };
    Built built = build(ExperimentMode::Poison, {Strategy::Safer}, {0.05}, 2, false, 60 * 9, maker);
    for (auto& cell : built.verdicts) {
        for (const auto& pair : cell.verdicts->pairs) {
            cell.styles.push_back(styleCell(pair.id, {}));
        }
    }
    const SweepResults both = summary(built);
    CHECK((both.sections == std::vector<std::string>{"overall", "easy", "normal", "hard", "chat", "safety"}));
    Built one = built;
    one.erase(2);
    one.erase(3);
    const SweepResults results = summary(one);
    const SuitePairs now{one.verdicts[1].verdicts->pairs, one.verdicts[1].styles};
    const SuiteGroups groups = suiteGroups(SuiteKind::RmBench, now);
    const SuiteReport report = suiteReport(groups, now);
    const Comparison comparison = compareVerdicts(groups, now, one.verdicts[0].verdicts->pairs);
    for (std::size_t g = 0; g < report.sections.size(); ++g) {
        const SweepPoint& point = at(results, CellKind::Changed, Strategy::Safer, 0.05, report.sections[g].name);
        CHECK_NEAR(point.accuracy, report.sections[g].accuracy, 1e-12);
        checkSame(point.ci, report.sections[g].ci);
        CHECK_NEAR(point.difference, comparison.rows[g].difference, 1e-12);
        checkSame(point.differenceCi, comparison.rows[g].ci);
        CHECK_NEAR(point.p, comparison.rows[g].p, 1e-12);
        const SweepPoint& pooled = at(both, CellKind::Changed, Strategy::Safer, 0.05, report.sections[g].name);
        CHECK_NEAR(pooled.accuracy, (pooled.bySeed[0] + pooled.bySeed[1]) / 2.0, 1e-12);
        CHECK_NEAR(pooled.bySeed[0], point.accuracy, 1e-12);
    }
    checkSame(at(results, CellKind::Changed, Strategy::Safer, 0.05).differenceCi, comparison.overall.ci);
    CHECK_NEAR(at(results, CellKind::Changed, Strategy::Safer, 0.05).p, comparison.overall.p, 1e-12);
    // Without styles the ids say them, where the sweep says that it is RM-Bench.
    for (auto& cell : built.verdicts) {
        cell.styles.clear();
    }
    CHECK((summary(built).sections == std::vector<std::string>{"overall", "chat", "safety-refuse"}));
    built.sweep.spec.suite = "rm-bench";
    CHECK(toJson(summary(built)) == toJson(both));
}

TEST(flips_are_ordered_by_agreement_and_change) {
    const auto maker = [](const SweepCell& cell, std::size_t i) {
        ScoredPair pair = verdict(i, i < 2 ? "a" : "b", true);
        if (cell.ratio > 0.0) {
            pair.chosen = i == 0   ? (cell.seed == 1 ? -1.0 : 2.0)  // lost by one seed
                          : i == 1 ? -0.5                           // lost by both
                          : i == 2 ? -3.0
                                   : 1.0;
        } else if (i == 3) {
            pair.chosen = -2.0;  // gained by both
        }
        return pair;
    };
    const Built built = build(ExperimentMode::Poison, {Strategy::Safer}, {0.05}, 2, false, 6, maker);
    const auto flips = sweepFlips(built.sweep, built.verdicts, Strategy::Safer, 0.05);
    CHECK_EQ(flips.size(), std::size_t{4});
    CHECK_EQ(flips[0].id, std::string("pair-2"));
    CHECK_EQ(flips[1].id, std::string("pair-3"));
    CHECK_EQ(flips[2].id, std::string("pair-1"));
    CHECK_EQ(flips[3].id, std::string("pair-0"));
    CHECK_EQ(flips[0].lost, 2u);
    CHECK_EQ(flips[1].gained, 2u);
    CHECK_EQ(flips[3].lost, 1u);
    CHECK_EQ(flips[0].subset, std::string("b"));
    CHECK_NEAR(flips[0].before, 1.0, 1e-12);
    CHECK_NEAR(flips[0].after, -3.0, 1e-12);
    CHECK_NEAR(flips[3].after, 0.5, 1e-12);
    CHECK(sweepFlips(built.sweep, built.verdicts, Strategy::Random, 0.05).empty());
}

TEST(csv_and_json_hold_every_number) {
    const Maker maker = [](const SweepCell& cell, std::size_t i) {
        return verdict(i, i % 2 == 0 ? "=1+1 \"x\",\n" : "odd", i >= (cell.ratio > 0.0 ? 20u : 10u));
    };
    const SweepResults results =
        summary(build(ExperimentMode::Poison, {Strategy::Safer}, {0.025}, 2, false, 100, maker));
    const std::string csv = sweepCsv(results);
    CHECK(csv.starts_with("section,kind,strategy,ratio,"));
    CHECK(csv.find("\"'=1+1 \"\"x\"\",\n\",changed,safer,0.025,25,50,2,0.8") != std::string::npos);
    // Every record has as many fields as the header, quoted commas and line ends aside.
    std::size_t commas = 0;
    std::size_t records = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        quoted = csv[i] == '"' ? !quoted : quoted;
        commas += !quoted && csv[i] == ',' ? 1 : 0;
        if (!quoted && csv[i] == '\n') {
            CHECK_EQ(csv[i - 1], '\r');
            CHECK_EQ(commas, std::size_t{18});
            commas = 0;
            ++records;
        }
    }
    CHECK_EQ(records, results.points.size() + 1);
    const Json json = toJson(results);
    CHECK_EQ(json["points"].size(), results.points.size());
    const SweepPoint& point = results.points[1];
    CHECK_EQ(json["points"][1]["accuracy"].get<double>(), point.accuracy);
    CHECK_EQ(json["points"][1]["difference_ci_high"].get<double>(), point.differenceCi.high);
    CHECK_EQ(json["points"][1]["p_holm"].get<double>(), point.adjusted);
    CHECK(!json["points"][0].contains("difference"));
}

TEST(published_numbers_are_the_papers_two) {
    CHECK(publishedPoints(ExperimentMode::Poison).empty());
    const auto points = publishedPoints(ExperimentMode::Denoise);
    CHECK_EQ(points.size(), std::size_t{2});
    CHECK_NEAR(points[0].accuracy, 0.9486, 1e-12);
    CHECK(points[0].kind == CellKind::Baseline);
    CHECK_NEAR(points[1].accuracy, 0.9646, 1e-12);
    CHECK_NEAR(points[1].ratio, 0.04, 1e-12);
    for (const auto& point : points) {
        CHECK_EQ(point.section, std::string("Safety"));
        CHECK(point.source.find("2507.00665") != std::string::npos);
    }
}

TEST(a_full_sweep_is_summarised_in_a_second) {
    Random random(2);
    Built built = build(ExperimentMode::Poison, {Strategy::Safer, Strategy::MarginHigh, Strategy::Random},
                        {0.005, 0.01, 0.025, 0.05}, 3, false, 20'000,
                        [&](const SweepCell& cell, std::size_t i) { return rewardBench(cell, i, random); });
    CHECK_EQ(built.sweep.cells.size(), std::size_t{39});
    const auto start = std::chrono::steady_clock::now();
    const SweepResults results = summary(built);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    std::printf("  39 models x 20,000 pairs: %.3f s\n", seconds);
    CHECK_EQ(results.points.size(), std::size_t{13 * 5});
    CHECK(seconds < 5.0);  // 1 s is meant; sanitizers and busy machines are slower
}
