// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/causal/controls.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace saferscope;

namespace {

/// Log-uniform from 1e-4 to 0.1, every tenth dead.
std::vector<double> densities(std::size_t count) {
    Random random(4);
    std::vector<double> density(count);
    for (std::size_t i = 0; i < count; ++i) {
        density[i] = i % 10 == 9 ? 0.0 : std::pow(10.0, -4.0 + 3.0 * random.uniform());
    }
    return density;
}

std::vector<FeatureId> ids(std::initializer_list<std::uint32_t> values) {
    std::vector<FeatureId> list;
    for (const auto value : values) {
        list.emplace_back(value);
    }
    return list;
}

void checkSets(const std::vector<std::vector<FeatureId>>& sets, const std::vector<FeatureId>& members,
               const std::vector<double>& density) {
    std::set<std::vector<FeatureId>> different(sets.begin(), sets.end());
    CHECK_EQ(different.size(), sets.size());
    for (const auto& set : sets) {
        CHECK_EQ(set.size(), members.size());
        CHECK(std::is_sorted(set.begin(), set.end()));
        CHECK(std::adjacent_find(set.begin(), set.end()) == set.end());
        for (const FeatureId id : set) {
            CHECK(density[id.value()] > 0.0);
            CHECK(std::find(members.begin(), members.end(), id) == members.end());
        }
    }
}

}  // namespace

TEST(controls_are_as_large_living_others_without_repeats) {
    const auto density = densities(500);
    const auto members = ids({3, 77, 120, 121, 300, 409, 410});  // 409 is dead
    for (const ControlKind kind : {ControlKind::Random, ControlKind::Density}) {
        ControlOptions options;
        options.kind = kind;
        const auto sets = drawControls(members, density, options);
        CHECK_OK(sets);
        CHECK_EQ(sets->size(), 200u);
        checkSets(*sets, members, density);
        CHECK(*sets == *drawControls(members, density, options));
        options.seed = 2;
        CHECK(*sets != *drawControls(members, density, options));
    }
}

TEST(density_controls_fire_about_as_often) {
    const auto density = densities(1000);
    std::vector<FeatureId> members;
    for (std::uint32_t i = 0; i < 300; i += 11) {
        if (density[i] > 0.0) {
            members.emplace_back(i);
        }
    }
    const auto total = [&](const std::vector<FeatureId>& set) {
        double sum = 0.0;
        for (const FeatureId id : set) {
            sum += std::log(density[id.value()]);
        }
        return sum / static_cast<double>(set.size());
    };
    const auto spread = [&](ControlKind kind) {
        ControlOptions options;
        options.kind = kind;
        const auto sets = drawControls(members, density, options);
        CHECK_OK(sets);
        double worst = 0.0;
        for (const auto& set : *sets) {
            worst = std::max(worst, std::abs(total(set) - total(members)));
        }
        return worst;
    };
    CHECK(spread(ControlKind::Density) < 0.1);
    CHECK(spread(ControlKind::Random) > 0.3);  // or the test above would say nothing
}

TEST(a_single_feature_gets_controls_that_all_differ) {
    // 20 neighbours cannot make 200 different sets of one feature: p would be too small.
    const auto density = densities(1000);
    const auto sets = drawControls(ids({17}), density, {});
    CHECK_OK(sets);
    checkSets(*sets, ids({17}), density);
    // Every one of the nearest features is drawn about as often as another: all 320 nearest may come.
    ControlOptions few;
    few.sets = 10;
    const auto nearest = drawControls(ids({17}), density, few);
    CHECK_OK(nearest);
    std::vector<std::pair<double, FeatureId>> order;
    for (std::uint32_t i = 0; i < 1000; ++i) {
        if (density[i] > 0.0 && i != 17) {
            order.emplace_back(std::abs(std::log(density[i] / density[17])), FeatureId(i));
        }
    }
    std::sort(order.begin(), order.end());
    for (const auto& set : *nearest) {
        const auto place =
            std::find_if(order.begin(), order.end(), [&](const auto& one) { return one.second == set[0]; });
        CHECK(place - order.begin() < 40);
    }
}

TEST(a_set_that_takes_nearly_all_that_lives) {
    std::vector<double> density(12, 0.01);
    const auto members = ids({0, 1, 2, 3});
    ControlOptions options;
    options.sets = 70;  // 8 over 4: every set there is
    for (const ControlKind kind : {ControlKind::Random, ControlKind::Density}) {
        options.kind = kind;
        const auto sets = drawControls(members, density, options);
        CHECK_OK(sets);
        checkSets(*sets, members, density);
    }
    options.sets = 71;
    CHECK(!drawControls(members, density, options));
    CHECK(drawControls(members, density, options).error().message.find("8 other features") != std::string::npos);
    std::vector<double> dead(12, 0.0);
    CHECK(!drawControls(members, dead, options));
    CHECK(!drawControls({}, density, options));
    CHECK(!drawControls(ids({12}), density, options));
}

TEST(random_controls_are_uniform) {
    std::vector<double> density(30, 0.5);
    ControlOptions options;
    options.kind = ControlKind::Random;
    options.sets = 4000;
    const auto sets = drawControls(ids({0, 1, 2, 3, 4}), density, options);
    CHECK_OK(sets);
    std::map<std::uint32_t, int> drawn;
    for (const auto& set : *sets) {
        for (const FeatureId id : set) {
            ++drawn[id.value()];
        }
    }
    // 800 times each; standard deviation about 25.
    CHECK_EQ(drawn.size(), 25u);
    for (const auto& [id, count] : drawn) {
        CHECK(count > 680 && count < 920);
    }
}

TEST(where_a_set_stands) {
    const std::vector<double> controls = {-3, -1, 0, 1};
    const ControlStanding low = standAmong(-2.0, controls);
    CHECK_EQ(low.beyond, 1u);
    CHECK_EQ(low.lowerThan, 0.75);
    CHECK_NEAR(low.p, 2.0 / 5.0, 1e-15);
    CHECK_NEAR(low.mean, -0.75, 1e-15);
    CHECK_NEAR(low.deviation, std::sqrt(8.75 / 3.0), 1e-15);  // squares of -2.25, -0.25, 0.75, 1.75
    CHECK_NEAR(low.z, -1.25 / std::sqrt(8.75 / 3.0), 1e-14);
    const ControlStanding high = standAmong(1.0, controls);
    CHECK_EQ(high.beyond, 1u);  // a tie is not beaten
    CHECK_EQ(standAmong(0.0, controls).p, 1.0);
    CHECK_EQ(standAmong(-5.0, controls).p, 0.2);
    CHECK_EQ(standAmong(1.0, {}).p, 1.0);
    CHECK_EQ(standAmong(1.0, std::vector<double>{2, 2}).z, 0.0);
}
