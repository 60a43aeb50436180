// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

SaferOutput ok(std::vector<std::string> arguments) {
    auto output = safer(arguments);
    if (output.exitCode != 0) {
        throw Failure(arguments.front() + " ended with " + std::to_string(output.exitCode) + ": " + output.err,
                      __FILE__, __LINE__);
    }
    return output;
}

}  // namespace

// The whole pipeline on generated pairs, and every JSON contract on the way.
TEST(import_train_index_and_look) {
    const TemporaryFolder folder;
    const std::string workspace = (folder.path() / "workspace").string();
    const std::string file = (folder.path() / "pairs.jsonl").string();
    const auto data = generateDemoData({150, 30, 9});
    writePairs(file, data.train);
    ok({"import", file, "--workspace", workspace, "--name", "train", "--json"});
    CHECK_EQ(safer({"import", file, "--workspace", workspace, "--name", "train"}).exitCode, 3);  // the name is in use

    std::vector<std::string> train = {"train-rm", "--workspace", workspace, "--data",
                                      "train",    "--name",      "rm",      "--quiet"};
    const auto tiny = tinyModelOptions();
    train.insert(train.end(), tiny.begin(), tiny.end());
    ok(train);
    ok({"train-sae", "--workspace", workspace, "--data", "train", "--name", "sae", "--layer", "1", "--latents", "128",
        "--k", "4", "--quiet"});
    ok({"index", "--workspace", workspace, "--data", "train", "--name", "index", "--quiet"});

    const auto features = ok({"features", "--workspace", workspace, "--json"}).jsonLines();
    CHECK_EQ(features.size(), 128u);
    for (const auto& feature : features) {
        const double contrast = feature.at("contrast").get<double>();
        CHECK(contrast >= -1.0 && contrast <= 1.0);
        CHECK(feature.at("h_chosen").get<double>() >= 0.0);
        CHECK(feature.at("density").get<double>() <= 1.0);
    }
    const auto scores = ok({"score", "--workspace", workspace, "--json"}).jsonLines();
    CHECK_EQ(scores.size(), 150u);
    CHECK(std::isfinite(scores.front().at("score").get<double>()));

    // Described answers: a label and its opposite have areas that add up to 1, and every row is counted.
    const std::string described = (folder.path() / "described.jsonl").string();
    {
        std::ofstream out(described);
        for (std::size_t i = 0; i < data.eval.size(); ++i) {
            const PreferencePair& pair = data.eval[i];
            Json prompt = Json::array();
            for (const Message& message : pair.prompt) {
                prompt.push_back({{"role", message.role}, {"content", message.content}});
            }
            for (const bool good : {true, false}) {
                const std::string& answer = good ? pair.chosen : pair.rejected;
                out << Json{{"prompt", prompt},
                            {"completion", answer},
                            {"labels", {{"good", good}, {"bad", !good}}},
                            {"kind", i % 2 == 0 ? "even" : "odd"}}
                           .dump()
                    << "\n";
            }
        }
    }
    std::map<std::string, Json> areas;
    for (const auto& row : ok({"probe", "--workspace", workspace, "--data", described, "--features", "16", "--field",
                               "kind", "--json", "--quiet"})
                               .jsonLines()) {
        areas[row.at("label").get<std::string>()] = row;
    }
    CHECK_EQ(areas.size(), 4u);
    CHECK_EQ(areas.at("good").at("positives").get<std::size_t>(), data.eval.size());
    CHECK_NEAR(areas.at("good").at("auc").get<double>() + areas.at("bad").at("auc").get<double>(), 1.0, 1e-9);
    CHECK_NEAR(areas.at("kind=even").at("auc").get<double>() + areas.at("kind=odd").at("auc").get<double>(), 1.0, 1e-9);
    CHECK(areas.at("good").at("ci_low").get<double>() < areas.at("good").at("ci_high").get<double>());
    {
        std::ofstream(described, std::ios::app)
            << "{\"prompt\":\"p\",\"completion\":\"c\",\"labels\":{\"good\":\"yes\"}}\n";
    }
    const auto refused = safer({"probe", "--workspace", workspace, "--data", described, "--json"});
    CHECK_EQ(refused.exitCode, 3);
    CHECK(refused.err.find("line " + std::to_string(2 * data.eval.size() + 1)) != std::string::npos);

    const std::string model = (fs::path(workspace) / "models" / "rm").string();
    const auto rewards = ok({"reward", "--model", model, "--data", file, "--json"}).jsonLines();
    CHECK_EQ(rewards.size(), 150u);
    for (std::size_t i = 0; i < rewards.size(); ++i) {
        CHECK_EQ(rewards[i].at("id").get<std::string>(), data.train[i].id);  // the order of the file
        CHECK_NEAR(rewards[i].at("margin").get<double>(),
                   rewards[i].at("chosen").get<double>() - rewards[i].at("rejected").get<double>(), 1e-5);
    }
    const auto tokens = ok({"tokenize", "--model", model, "--data", file, "--json"}).jsonLines();
    CHECK_EQ(tokens.front().at("chosen_ids").size(), rewards.front().at("chosen_tokens").get<std::size_t>());

    const std::string sae = (fs::path(workspace) / "saes" / "sae").string();
    const auto encoded =
        ok({"encode", "--model", model, "--sae", sae, "--layer", "1", "--data", file, "--json"}).jsonLines();
    CHECK_EQ(encoded.size(), 300u);
    CHECK_EQ(encoded[1].at("side").get<std::string>(), "rejected");
    for (const auto& token : encoded[0].at("tokens")) {
        const auto& latents = token.at("features");
        CHECK(latents.size() <= 4u);
        for (std::size_t i = 0; i < latents.size(); ++i) {
            CHECK(latents[i][1].get<double>() > 0.0);
            CHECK(i == 0 || latents[i - 1][1].get<double>() >= latents[i][1].get<double>());
        }
    }
    const auto evaluation = ok({"evaluate", "--model", model, "--data", file, "--json"}).json();
    CHECK(evaluation.dump().find("\"safety\"") != std::string::npos);
}

// Ctrl+C ends with exit code 4 and a checkpoint; resuming gives the weights of an undisturbed run.
TEST(an_interrupted_training_resumes_to_the_same_weights) {
    const TemporaryFolder folder;
    const std::string workspace = (folder.path() / "workspace").string();
    const std::string file = (folder.path() / "pairs.jsonl").string();
    writePairs(file, generateDemoData({400, 1, 9}).train);
    ok({"import", file, "--workspace", workspace, "--name", "train"});
    auto train = tinyModelOptions();
    train.back() = "80";  // epochs: several times as long as it takes to be interrupted
    train.insert(train.begin(), {"train-rm", "--workspace", workspace, "--data", "train", "--quiet", "--name"});
    auto whole = train;
    whole.insert(whole.begin() + 7, "whole");
    ok(whole);
    auto cut = train;
    cut.insert(cut.begin() + 7, "cut");
    const auto interrupted = safer(cut, 2.5);
    if (interrupted.exitCode == 0) {
        SKIP("the training was over before it could be interrupted");
    }
    CHECK_EQ(interrupted.exitCode, 4);
    CHECK(interrupted.err.find("resume") != std::string::npos);
    const auto jobs = ok({"jobs", "--workspace", workspace, "--json"}).jsonLines();
    const auto stopped = std::find_if(jobs.begin(), jobs.end(),
                                      [](const Json& job) { return job.at("state").get<std::string>() == "stopped"; });
    CHECK(stopped != jobs.end());
    ok({"jobs", "resume", stopped->at("id").get<std::string>(), "--workspace", workspace, "--quiet"});

    const auto rewardsOf = [&](const char* name) {
        return ok({"reward", "--model", (fs::path(workspace) / "models" / name).string(), "--data", file, "--json"})
            .out;
    };
    CHECK_EQ(rewardsOf("cut"), rewardsOf("whole"));
}
