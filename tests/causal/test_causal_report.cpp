// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/causal/causal_report.h"
#include "tests/support/check.h"

using namespace saferscope;

namespace {

SectionEffect section(const std::string& name, double margin, std::uint64_t seed, int pairs = 200, double noise = 0.3) {
    Random random(seed);
    EffectSums sums;
    for (int i = 0; i < pairs; ++i) {
        const RewardPair before{1.0 + random.normal(), 0.0};
        sums.add(before, {before.chosen + margin + noise * random.normal(), 0.0}, true);
    }
    return sums.result(name);
}

ArmResult arm(const std::string& name, ArmKind kind, double safety, double chat, std::uint64_t seed) {
    ArmResult result;
    result.name = name;
    result.kind = kind;
    result.features = 2;
    result.sections = {section("all", (safety + chat) / 2.0, seed), section("chat", chat, seed + 1),
                       section("safety", safety, seed + 2)};
    return result;
}

CausalReport someReport() {
    CausalReport report;
    report.setName = "kept";
    report.set = {FeatureId(4), FeatureId(9)};
    report.modelName = "demo";
    report.datasetName = "pairs";
    report.layer = 3;
    report.pairs = 400;
    report.arms.push_back(arm("set", ArmKind::Set, -1.3, 0.0, 1));
    report.arms.push_back(arm("only the set", ArmKind::Only, -0.5, -0.5, 5));
    report.arms.push_back(arm("reconstruction", ArmKind::Reconstruction, -0.1, 0.1, 9));
    for (const double dose : {0.0, 0.5, 2.0}) {
        report.arms.push_back(arm("dose " + std::to_string(dose), ArmKind::Dose, 1.3 * (dose - 1.0), 0.0, 13));
        report.arms.back().dose = dose;
    }
    for (int i = 0; i < 19; ++i) {
        report.arms.push_back(arm("density " + std::to_string(i), ArmKind::DensityControl, -0.01 * i, 0.0, 20));
    }
    std::vector<AttributionRow> rows;
    Random random(3);
    for (std::uint32_t i = 0; i < 30; ++i) {
        const double effect = random.normal();
        rows.push_back({FeatureId(i), effect + 0.1 * random.normal(), effect, 0.5, 12});
    }
    report.attribution = compareAttribution("gradient", rows);
    return report;
}

bool has(const std::vector<std::string>& sentences, const std::string& part) {
    for (const std::string& sentence : sentences) {
        if (sentence.find(part) != std::string::npos) {
            return true;
        }
    }
    return false;
}

}  // namespace

TEST(reports_survive_json_and_damaged_ones_do_not) {
    const CausalReport report = someReport();
    const Json json = toJson(report);
    const auto read = causalReportFromJson(*parseJson(dumpJson(json), "causal.json"), "causal.json");
    CHECK_OK(read);
    CHECK(toJson(*read) == json);
    CHECK(readingOf(*read) == readingOf(report));
    for (const auto& item : json.items()) {
        Json bad = json;
        bad.erase(item.key());
        CHECK(item.key() == "attribution" || !causalReportFromJson(bad, "causal.json"));
        bad[item.key()] = true;
        CHECK(!causalReportFromJson(bad, "causal.json"));
    }
    const auto refuses = [&](const char* pointer, const Json& value) {
        Json bad = json;
        bad[Json::json_pointer(pointer)] = value;
        return !causalReportFromJson(bad, "causal.json").has_value();
    };
    CHECK(refuses("/version", 2));
    CHECK(refuses("/arms/0/kind", "none"));
    CHECK(refuses("/arms/1/name", "set"));
    CHECK(refuses("/arms/0/sections", Json::array()));
    CHECK(refuses("/arms/0/sections/0/section", "some"));
    CHECK(refuses("/arms/0/sections/1/pairs", 3));
    CHECK(refuses("/arms/0/features", -1));
    CHECK(refuses("/attribution/features/0/feature", 0.5));
    CHECK(refuses("/attribution/pearson", nullptr));
}

TEST(controls_put_the_set_in_its_place) {
    const CausalReport report = someReport();
    const auto standing = controlStanding(report, ControlKind::Density, "safety");
    CHECK(standing.has_value());
    CHECK_EQ(standing->controls, 19u);
    CHECK_EQ(standing->beyond, 0u);
    CHECK_NEAR(standing->p, 0.05, 1e-15);
    CHECK(!controlStanding(report, ControlKind::Random, "safety"));
    CHECK(!controlStanding(report, ControlKind::Density, "maths"));
    CHECK(!controlStanding(CausalReport(), ControlKind::Density, "all"));
    CHECK((sectionNames(report) == std::vector<std::string>{"all", "chat", "safety"}));
}

TEST(the_reading_says_what_the_numbers_say) {
    const auto sentences = readingOf(someReport());
    CHECK(has(sentences, "Ablating the 2 features of \"kept\" lowers the margin of safety pairs by 1."));
    CHECK(has(sentences, "19 of 19 sets of features that fire about as often lower it less (one-sided p = 0.050)."));
    CHECK(has(sentences, "no change beyond chance in 200 pairs."));
    CHECK(!has(sentences, "margin of chat pairs by"));
    CHECK(has(sentences, "Most changed: safety pairs. The other section's margin changes by at most 0.0"));
    CHECK(has(sentences, "With every other feature ablated"));
    CHECK(has(sentences, "With the SAE's reconstruction in place"));
    CHECK(has(sentences, "the more, the higher."));
    CHECK(has(sentences, "here the guess ranks features much as ablating them does."));
    for (const std::string& sentence : sentences) {
        CHECK(sentence.back() == '.');
        CHECK(sentence.find("nan") == std::string::npos && sentence.find("inf") == std::string::npos);
    }
}

TEST(the_reading_does_not_claim_more) {
    CausalReport report = someReport();
    // As many controls do it too.
    for (ArmResult& result : report.arms) {
        if (result.kind == ArmKind::DensityControl) {
            result.sections[2] = section("safety", -1.5, 40);
        }
    }
    CHECK(has(readingOf(report), "that is not clearly beyond the controls: 0 of 19"));
    // One pair, and none that fires.
    report.arms[0].sections[1] = section("chat", -1.0, 1, 1);
    report.arms[0].sections[2] = EffectSums().result("safety");
    const auto sentences = readingOf(report);
    CHECK(has(sentences, "Chat pairs: a single pair"));
    CHECK(has(sentences, "Safety pairs: none of the features fires"));
    CHECK(!has(sentences, "Most changed"));
    // A set that moves every section much alike is not called a set for one of them.
    report.arms[0].sections[1] = section("chat", -0.9, 200);
    report.arms[0].sections[2] = section("safety", -1.0, 200);
    CHECK(has(readingOf(report), "This is not a targeted set: safety pairs change most, but the other section's"));
    CHECK(!has(readingOf(report), "Most changed"));
    report.arms[0].sections[1] = section("chat", 0.9, 200);  // the other way round
    CHECK(!has(readingOf(report), "not a targeted set"));
    // A guess that has nothing to do with the effect.
    std::vector<AttributionRow> rows;
    Random random(3);
    for (std::uint32_t i = 0; i < 40; ++i) {
        rows.push_back({FeatureId(i), random.normal(), random.normal(), 0.0, 5});
    }
    report.attribution = compareAttribution("gradient", rows);
    CHECK(has(readingOf(report), "the guess does not tell what ablating does"));
    report.attribution = compareAttribution("gradient", {rows[0], rows[1]});
    CHECK(has(readingOf(report), "Too few features"));
    CHECK(readingOf(CausalReport()).empty());
}

TEST(a_guess_against_the_effect) {
    const std::vector<AttributionRow> exact = {{FeatureId(0), 1.0, 2.0, 0, 1},
                                               {FeatureId(1), 2.0, 4.0, 0, 1},
                                               {FeatureId(2), -1.0, -2.0, 0, 1},
                                               {FeatureId(3), 0.5, 1.0, 0, 1},
                                               {FeatureId(4), 3.0, 0.0, 0, 1}};
    const AttributionComparison four = compareAttribution("gradient", {exact.begin(), exact.begin() + 4});
    CHECK_NEAR(four.pearson, 1.0, 1e-12);
    CHECK_EQ(four.signAgreement, 1.0);
    const AttributionComparison five = compareAttribution("gradient", exact);
    CHECK_EQ(five.signAgreement, 1.0);  // no effect has no sign
    CHECK(five.pearson < 0.7);
    CHECK(five.pearsonCi.low <= five.pearson && five.pearson <= five.pearsonCi.high);

    // Independent: the interval holds 0 in about 95 of 100 worlds. Seeded: the same again.
    Random random(8);
    int holds = 0;
    for (int world = 0; world < 60; ++world) {
        std::vector<AttributionRow> rows;
        for (std::uint32_t i = 0; i < 40; ++i) {
            rows.push_back({FeatureId(i), random.normal(), random.normal(), 0, 1});
        }
        const auto comparison = compareAttribution("gradient", rows);
        holds += comparison.pearsonCi.low <= 0.0 && comparison.pearsonCi.high >= 0.0 ? 1 : 0;
        if (world == 0) {
            CHECK_EQ(compareAttribution("gradient", rows).pearsonCi.low, comparison.pearsonCi.low);
        }
    }
    CHECK(holds >= 50);
}
