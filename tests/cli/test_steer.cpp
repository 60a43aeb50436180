// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "tests/cli/causal_workspace.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <map>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// `safer steer` and `safer attribute` as people type them.

namespace {

const CausalWorkspace& made() { return CausalWorkspace::shared(); }

/// The feature that fires in most pairs.
std::string busiest() {
    static const std::string feature = [] {
        std::map<std::int64_t, int> counts;
        for (const auto& side : made().ok(made().on("encode", {})).jsonLines()) {
            for (const auto& token : side.at("tokens")) {
                for (const auto& latent : token.at("features")) {
                    ++counts[latent[0].get<std::int64_t>()];
                }
            }
        }
        std::int64_t best = counts.begin()->first;
        for (const auto& [number, count] : counts) {
            best = count > counts[best] ? number : best;
        }
        return std::to_string(best);
    }();
    return feature;
}

std::vector<Json> steer(const std::vector<std::string>& more) {
    return made().ok(made().on("steer", more)).jsonLines();
}

/// The same pairs with the same rewards, but for rounding.
void checkAlike(const std::vector<Json>& a, const std::vector<Json>& b) {
    CHECK_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(a[i].at("id") == b[i].at("id"));
        for (const char* which : {"chosen_before", "rejected_before", "chosen_after", "rejected_after"}) {
            CHECK_NEAR(a[i].at(which).get<double>(), b[i].at(which).get<double>(), 1e-5);
        }
    }
}

void checkRefused(const std::vector<std::string>& arguments, int code, const std::string& word) {
    const auto output = safer(arguments);
    if (output.exitCode != code || output.err.find(word) == std::string::npos) {
        throw Failure("exit code " + std::to_string(output.exitCode) + ", said: " + output.err, __FILE__, __LINE__);
    }
    CHECK(output.out.empty());
    CHECK(output.err.find("\n  ") != std::string::npos);  // a hint
}

}  // namespace

TEST(rewards_before_are_those_of_safer_reward) {
    const auto rewards = made().ok({"reward", "--model", made().model, "--data", made().pairs, "--json"}).jsonLines();
    const auto steered = steer({"--layer", "1", "--feature", busiest(), "--op", "ablate"});
    CHECK_EQ(steered.size(), rewards.size());
    int moved = 0;
    for (std::size_t i = 0; i < rewards.size(); ++i) {
        CHECK_EQ(steered[i].at("id").get<std::string>(), rewards[i].at("id").get<std::string>());
        for (const char* which : {"chosen", "rejected", "margin"}) {
            // Not to the bit: what is captured on the way changes the shapes of some products.
            CHECK_NEAR(steered[i].at(std::string(which) + "_before").get<double>(), rewards[i].at(which).get<double>(),
                       1e-5);
        }
        CHECK_NEAR(steered[i].at("margin_after").get<double>(),
                   steered[i].at("chosen_after").get<double>() - steered[i].at("rejected_after").get<double>(), 1e-9);
        moved += steered[i].at("chosen_after") != steered[i].at("chosen_before") ? 1 : 0;
    }
    CHECK(moved > 10);
}

TEST(operations_that_say_the_same_do_the_same) {
    const std::string feature = busiest();
    const auto ablated = steer({"--feature", feature});
    CHECK(steer({"--feature", feature, "--op", "scale", "--value", "0"}) == ablated);
    for (const auto& pair : steer({"--feature", feature, "--op", "scale", "--value", "1"})) {
        CHECK_EQ(pair.at("chosen_after").get<double>(), pair.at("chosen_before").get<double>());
        CHECK_EQ(pair.at("rejected_after").get<double>(), pair.at("rejected_before").get<double>());
    }
    for (const auto& pair : steer({"--feature", feature, "--op", "add", "--value", "0"})) {
        CHECK_EQ(pair.at("margin_after").get<double>(), pair.at("margin_before").get<double>());
    }
    // Clamped to 0 it is gone where it fired; where it was silent nothing happens.
    const auto clamped = steer({"--feature", feature, "--op", "clamp", "--value", "0"});
    for (std::size_t i = 0; i < ablated.size(); ++i) {
        CHECK_NEAR(clamped[i].at("chosen_after").get<double>(), ablated[i].at("chosen_after").get<double>(), 1e-5);
    }
    CHECK(steer({"--feature", feature, "--feature", feature}) == ablated);  // named twice is named once
    checkAlike(steer({"--feature", feature + ",3"}), steer({"--feature", "3", "--feature", feature}));
    // No token passes an empty range.
    for (const auto& pair : steer({"--feature", feature, "--positions", "5:5"})) {
        CHECK_EQ(pair.at("margin_after").get<double>(), pair.at("margin_before").get<double>());
    }
}

TEST(all_that_can_be_changed_is_reached) {
    const std::string feature = busiest();
    const auto only = steer({"--feature", feature, "--others"});
    const auto rebuilt = steer({"--reconstruction"});
    CHECK(only != rebuilt);
    const fs::path direction = made().folder.path() / "direction.json";
    CHECK_OK(writeFileAtomically(direction, dumpJson(Json{{"values", std::vector<float>(32, 0.1F)}})));
    int moved = 0;
    for (const auto& pair : steer({"--direction", direction.string()})) {
        moved += pair.at("chosen_after") != pair.at("chosen_before") ? 1 : 0;
    }
    CHECK(moved > 40);
    CHECK_OK(writeFileAtomically(direction, dumpJson(Json{{"values", std::vector<float>(31, 0.1F)}})));
    checkRefused(made().on("steer", {"--direction", direction.string()}), 3, "3");

    // A set of the workspace is its features.
    CHECK_EQ(made().run({"sets", "make", "three", "--rule", "candidate", "--top", "3"}).exitCode, 0);
    std::string members;
    const Json set = made().run({"sets", "show", "three", "--json"}).json();
    for (const auto& member : set.at("members")) {
        members += (members.empty() ? "" : ",") + std::to_string(member.at("feature").get<int>());
    }
    checkAlike(steer({"--set", "three", "--workspace", made().workspace}), steer({"--feature", members}));
    // So is a profile.
    const fs::path profile = made().folder.path() / "profile.json";
    const Json change = {{"feature", std::stoi(feature)}, {"op", "scale"}, {"value", 0.5}};
    const Json kept = {{"format", "saferscope-steering"},
                       {"version", 1},
                       {"name", "half"},
                       {"sae_hash", set.at("sae")},
                       {"layer", 1},
                       {"model_hash", ""},
                       {"created_at", ""},
                       {"note", ""},
                       {"intervention", {{"positions", "all"}, {"changes", Json::array({change})}}}};
    CHECK_OK(writeFileAtomically(profile, dumpJson(kept)));
    const auto byProfile = safer(made().on("steer", {"--profile", profile.string()}));
    CHECK_EQ(byProfile.exitCode, 0);
    checkAlike(byProfile.jsonLines(), steer({"--feature", feature, "--op", "scale", "--value", "0.5"}));

    auto plain = made().on("steer", {"--feature", feature});
    std::erase(plain, "--json");
    const auto told = made().ok(plain).out;
    CHECK(told.find("section") != std::string::npos && told.find("safety") != std::string::npos);
}

TEST(what_does_not_fit_is_refused_in_a_sentence) {
    checkRefused(made().on("steer", {"--feature", "128"}), 3, "128");
    checkRefused(made().on("steer", {"--feature", "1", "--layer", "2"}), 3, "layer 1");
    checkRefused(made().on("steer", {"--feature", "1", "--op", "scale"}), 2, "value");
    checkRefused(made().on("steer", {}), 2, "Nothing to change");
    checkRefused(made().on("steer", {"--feature", "1", "--positions", "nowhere"}), 2, "nowhere");
    CHECK_EQ(safer(made().on("steer", {"--feature", "-1"})).exitCode, 2);
    CHECK_EQ(safer(made().on("steer", {"--feature", "1", "--op", "explode"})).exitCode, 2);
    checkRefused(made().on("steer", {"--profile", "no-such-profile"}), 3, "no-such-profile");
    // Another width.
    auto train = tinyModelOptions();
    const std::string wide = (made().folder.path() / "wide").string();
    train.insert(train.begin(), {"train-rm", "--data", made().pairs, "--output", wide, "--quiet"});
    *(std::find(train.begin(), train.end(), "--hidden") + 1) = "64";
    made().ok(train);
    auto misfit = made().on("steer", {"--feature", "1"});
    misfit[2] = wide;
    checkRefused(misfit, 3, "width");
    // A broken line stops it before any work, by its number.
    const fs::path broken = made().folder.path() / "broken.jsonl";
    std::ifstream good(made().pairs, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(good), {}};
    CHECK_OK(writeFileAtomically(broken, text + "{broken\n"));
    auto damaged = made().on("steer", {"--feature", "1"});
    damaged[6] = broken.string();
    checkRefused(damaged, 3, "81");
    damaged[0] = "attribute";
    damaged.erase(damaged.end() - 2, damaged.end());
    checkRefused(damaged, 3, "81");
}

TEST(integrated_gradients_add_up_and_gradients_agree_with_small_changes) {
    const auto lines =
        made().ok(made().on("attribute", {"--method", "integrated-gradients", "--steps", "64"})).jsonLines();
    const auto rewards = made().ok({"reward", "--model", made().model, "--data", made().pairs, "--json"}).jsonLines();
    CHECK_EQ(lines.size(), 2 * rewards.size());
    double gap = 0.0;
    double size = 0.0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const Json& line = lines[i];
        const bool chosen = i % 2 == 0;
        CHECK_EQ(line.at("side").get<std::string>(), std::string(chosen ? "chosen" : "rejected"));
        CHECK_EQ(line.at("id").get<std::string>(), rewards[i / 2].at("id").get<std::string>());
        CHECK_EQ(line.at("tokens").size(),
                 rewards[i / 2].at(chosen ? "chosen_tokens" : "rejected_tokens").get<std::size_t>());
        gap += std::abs(line.at("difference").get<double>() - line.at("sum").get<double>());
        size += std::abs(line.at("difference").get<double>());
        for (const auto& token : line.at("tokens")) {
            const auto& features = token.at("features");
            CHECK(features.size() <= 4u);
            for (std::size_t f = 1; f < features.size(); ++f) {
                CHECK(std::abs(features[f - 1][1].get<double>()) >= std::abs(features[f][1].get<double>()));
            }
        }
    }
    CHECK(size > 0.0);
    CHECK(gap < 0.02 * size);

    // Scaling a feature by 1 + e moves the margin by e times its attribution, for small e.
    const int feature = std::stoi(busiest());
    std::map<std::string, double> attributed;
    const auto gradient = made().ok(made().on("attribute", {})).jsonLines();
    for (std::size_t i = 0; i < gradient.size(); ++i) {
        // Tokens that both answers share come first on both sides and count once.
        std::size_t shared = 0;
        const auto& other = gradient[i ^ 1].at("tokens");
        const auto& tokens = gradient[i].at("tokens");
        while (i % 2 == 1 && shared < std::min(tokens.size(), other.size()) && tokens[shared] == other[shared]) {
            ++shared;
        }
        for (std::size_t t = shared; t < tokens.size(); ++t) {
            for (const auto& one : tokens[t].at("features")) {
                if (one[0].get<int>() == feature) {
                    attributed[gradient[i].at("id").get<std::string>()] += one[1].get<double>();
                }
            }
        }
    }
    double numerator = 0.0;
    double denominator = 0.0;
    for (const auto& pair : steer({"--feature", busiest(), "--op", "scale", "--value", "1.02"})) {
        const double moved = pair.at("margin_after").get<double>() - pair.at("margin_before").get<double>();
        const double expected = 0.02 * attributed[pair.at("id").get<std::string>()];
        numerator += std::abs(moved - expected);
        denominator += std::abs(expected);
    }
    CHECK(denominator > 0.0);
    CHECK(numerator < 0.1 * denominator);

    CHECK_EQ(made().ok(made().on("attribute", {"--top", "1", "--target", "chosen"}))
                     .jsonLines()
                     .front()
                     .at("tokens")
                     .front()
                     .at("features")
                     .size() <= 1u,
             true);
    auto plain = made().on("attribute", {});
    std::erase(plain, "--json");
    CHECK(made().ok(plain).out.find("mean size") != std::string::npos);
}
