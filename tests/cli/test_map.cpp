// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/feature_map.h"
#include "core/workspace/feature_map_run.h"
#include "core/workspace/workspace.h"
#include "tests/cli/causal_workspace.h"

#include <cmath>
#include <fstream>
#include <iterator>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// `safer map`: a map made, shown, found stale, damaged, and stopped.

namespace {

const CausalWorkspace& made() { return CausalWorkspace::shared(); }

std::string saeHash(const char* index = "index") {
    const auto workspace = Workspace::open(made().workspace);
    CHECK_OK(workspace);
    const auto artifact = (*workspace)->artifact(ArtifactKind::Index, index);
    CHECK_OK(artifact);
    const auto opened = FeatureIndex::open(artifact->path);
    CHECK_OK(opened);
    return (*opened)->manifest().saeHash;
}

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

bool refused(const SaferOutput& output, int code, const std::string& words) {
    return output.exitCode == code && output.out.empty() && output.err.find(words) != std::string::npos &&
           output.err.find("Make ") != std::string::npos;  // what to do about it
}

}  // namespace

TEST(a_map_is_made_and_shown) {
    CHECK(refused(made().run({"map", "--show", "--index", "index"}), 3, "no map of these features yet"));
    const auto output = made().run({"map", "--json", "--quiet", "--perplexity", "5"});
    CHECK_EQ(output.exitCode, 0);
    const Json values = output.json().at("values");
    CHECK_EQ(output.json().at("state").get<std::string>(), "finished");
    CHECK_EQ(values.at("features").get<int>(), 128);
    CHECK_EQ(values.at("placed").get<int>() + values.at("dead").get<int>() + values.at("zero").get<int>(), 128);
    CHECK(values.at("placed").get<int>() >= 4);

    const Json shown = made().run({"map", "--show", "--json"}).json();
    CHECK_EQ(shown.at("points").size(), values.at("placed").get<std::size_t>());
    CHECK_EQ(shown.at("perplexity").get<double>(), 5.0);
    for (const auto& point : shown.at("points")) {
        CHECK(std::abs(point.at(1).get<double>()) <= 1.0 && std::abs(point.at(2).get<double>()) <= 1.0);
    }
    const auto table = made().run({"map", "--show"});
    CHECK(table.out.starts_with("feature,x,y\n"));
    // Left out: the dead, and nobody else.
    std::size_t alive = 0;
    for (const Json& feature : made().run({"features", "--json", "--scope", "all-tokens"}).jsonLines()) {
        alive += feature.at("density").get<double>() > 0.0 ? 1 : 0;
    }
    CHECK_EQ(values.at("placed").get<std::size_t>(), alive);
    // The run has told how far it was.
    const fs::path run = fs::path(made().workspace) / "runs" / output.json().at("run").get<std::string>();
    CHECK(contents(run / "events.jsonl").find("Placing the features") != std::string::npos);
    // The same seed gives the same map, byte for byte but for its date.
    CHECK_EQ(made().run({"map", "--json", "--quiet", "--perplexity", "5"}).exitCode, 0);
    CHECK(made().run({"map", "--show"}).out == table.out);
    CHECK_EQ(made().run({"map", "--json", "--quiet", "--perplexity", "5", "--seed", "2"}).exitCode, 0);
    CHECK(made().run({"map", "--show"}).out != table.out);
}

TEST(a_map_of_another_sae_is_not_shown) {
    CHECK_EQ(made().run({"map", "--json", "--quiet"}).exitCode, 0);
    CHECK_EQ(CausalWorkspace::ok({"train-sae", "--workspace", made().workspace, "--data", "train", "--name", "other",
                                  "--layer", "1", "--latents", "64", "--k", "4", "--seed", "9", "--quiet"})
                 .exitCode,
             0);
    CHECK_EQ(CausalWorkspace::ok({"index", "--workspace", made().workspace, "--data", "train", "--sae", "other",
                                  "--name", "other", "--quiet"})
                 .exitCode,
             0);
    CHECK(refused(made().run({"map", "--show"}), 3, "of another SAE"));
    CHECK_EQ(made().run({"map", "--show", "--index", "index"}).exitCode, 0);
    CHECK(saeHash("other") != saeHash());
}

TEST(a_cut_map_is_one_sentence_and_is_made_again) {
    CHECK_EQ(made().run({"map", "--json", "--quiet", "--index", "index"}).exitCode, 0);
    const fs::path path = featureMapPath(made().workspace, saeHash());
    const std::string whole = contents(path);
    CHECK(whole.size() > 500);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << whole.substr(0, whole.size() / 2);
    const auto output = made().run({"map", "--show", "--index", "index"});
    CHECK(refused(output, 3, "is cut short"));
    CHECK_EQ(made().run({"map", "--json", "--quiet", "--index", "index"}).exitCode, 0);
    CHECK_EQ(made().run({"map", "--show", "--index", "index"}).exitCode, 0);
}

TEST(bad_wishes_are_refused_before_anything_starts) {
    const auto runs = [] {
        return std::distance(fs::directory_iterator(fs::path(made().workspace) / "runs"), fs::directory_iterator());
    };
    const auto before = runs();
    CHECK_EQ(made().run({"map", "--perplexity", "1"}).exitCode, 2);
    CHECK_EQ(made().run({"map", "--perplexity", "nan"}).exitCode, 2);
    CHECK_EQ(made().run({"map", "--index", "nowhere"}).exitCode, 3);
    CHECK_EQ(made().run({"map", "--dry-run"}).exitCode, 0);
    CHECK_EQ(runs(), before);
}
