// SPDX-License-Identifier: GPL-3.0-or-later
// Steering profiles as people use them: made, fitted, applied by an evaluation, folded into weights; and that an
// evaluation under a profile is never taken for the model's own.
#include "core/base/json.h"
#include "core/experiments/verdict_file.h"
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <cmath>
#include <fstream>
#include <sstream>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    return text.str();
}

struct World {
    TemporaryFolder folder;
    std::string workspace = (folder.path() / "workspace").string();
    std::string file = (folder.path() / "eval.jsonl").string();

    SaferOutput run(std::vector<std::string> arguments) const {
        arguments.insert(arguments.end(), {"--workspace", workspace});
        return safer(arguments);
    }
    SaferOutput ok(const std::vector<std::string>& arguments) const {
        auto output = run(arguments);
        if (output.exitCode != 0) {
            throw Failure(arguments[0] + " " + arguments[1] + " ended with " + std::to_string(output.exitCode) + ": " +
                              output.err,
                          __FILE__, __LINE__);
        }
        return output;
    }
    std::string model(const char* name) const { return (fs::path(workspace) / "models" / name).string(); }
    std::string sae() const { return (fs::path(workspace) / "saes" / "sae").string(); }

    World() {
        const auto data = generateDemoData({120, 60, 9});
        const std::string train = (folder.path() / "train.jsonl").string();
        writePairs(train, data.train);
        writePairs(file, data.eval);
        ok({"import", train, "--name", "train"});
        ok({"import", file, "--name", "eval"});
        std::vector<std::string> command = {"train-rm", "--data", "train", "--name", "rm", "--quiet"};
        const auto tiny = tinyModelOptions();
        command.insert(command.end(), tiny.begin(), tiny.end());
        ok(command);
        for (const char* name : {"other", "sae"}) {
            ok({"train-sae", "--data", "train", "--name", name, "--layer", "1", "--latents", "64", "--k", "4", "--seed",
                name[0] == 's' ? "1" : "2", "--quiet"});
        }
    }
    std::string exported(const char* profile) const {
        const std::string path = (folder.path() / (std::string(profile) + ".json")).string();
        ok({"profiles", "export", profile, "--output", path});
        return path;
    }
    /// Verdicts of an evaluation without a workspace.
    std::string verdicts(const std::string& model, const std::string& name,
                         const std::vector<std::string>& more = {}) const {
        const std::string path = (folder.path() / (name + ".jsonl")).string();
        std::vector<std::string> command = {"evaluate", "--model", model,        "--data",
                                            file,       "--quiet", "--verdicts", path};
        command.insert(command.end(), more.begin(), more.end());
        const auto output = safer(command);
        if (output.exitCode != 0) {
            throw Failure("evaluate: " + output.err, __FILE__, __LINE__);
        }
        return path;
    }
};

const World& world() {
    static const World made;
    return made;
}

double largestDifference(const VerdictFile& a, const VerdictFile& b) {
    CHECK_EQ(a.pairs.size(), b.pairs.size());
    double largest = 0.0;
    for (std::size_t i = 0; i < a.pairs.size(); ++i) {
        largest = std::max({largest, std::abs(a.pairs[i].chosen - b.pairs[i].chosen),
                            std::abs(a.pairs[i].rejected - b.pairs[i].rejected)});
    }
    return largest;
}

}  // namespace

TEST(an_empty_profile_gives_the_very_same_verdicts_and_factors_of_one_the_same_rewards) {
    const World& w = world();
    w.ok({"profiles", "save", "one", "--feature", "1,2,3", "--value", "1", "--sae", "sae"});
    Json empty = *readJsonFile(w.exported("one"));
    empty["intervention"]["changes"] = Json::array();
    const std::string emptyFile = (w.folder.path() / "empty.json").string();
    CHECK_OK(writeJsonFile(emptyFile, empty));
    const std::string plain = w.verdicts(w.model("rm"), "plain");
    CHECK(bytesOf(plain) ==
          bytesOf(w.verdicts(w.model("rm"), "empty-verdicts", {"--steer", emptyFile, "--sae", w.sae()})));
    const auto ones =
        readVerdicts(w.verdicts(w.model("rm"), "one-verdicts", {"--steer", w.exported("one"), "--sae", w.sae()}));
    CHECK_OK(ones);
    CHECK_EQ(ones->modelName, "rm steered by one");
    CHECK_EQ(largestDifference(*readVerdicts(plain), *ones), 0.0);
}

TEST(an_evaluation_under_a_profile_says_so_and_is_never_the_models_own) {
    const World& w = world();
    w.ok({"profiles", "save", "push", "--direction-of", "5", "--coefficient", "4", "--sae", "sae", "--replace"});
    const Json plain = w.ok({"evaluate", "--model", "rm", "--data", "eval", "--json", "--quiet"}).json();
    CHECK(!plain.contains("steering"));
    const Json steered = w.ok({"evaluate", "--model", "rm", "--data", "eval", "--steer", "push", "--baseline", "rm",
                               "--json", "--quiet"})
                             .json();
    CHECK_EQ(steered.at("steering").at("profile").get<std::string>(), "push");
    CHECK_EQ(steered.at("comparison").at("baseline").get<std::string>(), "rm");
    auto workspace = Workspace::open(w.workspace);
    CHECK_OK(workspace);
    const auto model = (*workspace)->artifact(ArtifactKind::Model, "rm");
    CHECK_OK(model);
    std::size_t own = 0;
    std::size_t other = 0;
    for (const EvaluationRecord& record : (*workspace)->evaluations()) {
        if (record.result.contains("steering")) {
            ++other;
            CHECK(record.modelHash != model->contentHash && record.modelHash.size() == 64);
            CHECK_EQ(record.modelName, "rm steered by push");
        } else {
            ++own;
            CHECK_EQ(record.modelHash, model->contentHash);
        }
    }
    CHECK(own >= 1);
    CHECK_EQ(other, 1u);
    // The other way round: the newest evaluation of "rm" is still the plain one, and the steered one has a name too.
    const Json back =
        w.ok({"evaluate", "--model", "rm", "--data", "eval", "--baseline", "rm steered by push", "--json", "--quiet"})
            .json();
    CHECK_EQ(back.at("comparison").at("baseline").get<std::string>(), "rm steered by push");
    const auto text = w.ok({"evaluate", "--model", "rm", "--data", "eval", "--steer", "push", "--quiet"});
    CHECK(text.out.find("Steered by \"push\"") != std::string::npos);
}

TEST(a_profile_of_another_sae_is_refused_and_one_of_another_model_is_remarked_upon) {
    const World& w = world();
    w.ok({"profiles", "save", "mine", "--feature", "7", "--op", "ablate", "--sae", "sae"});
    const auto refused = w.run({"evaluate", "--model", "rm", "--data", "eval", "--steer", "mine", "--sae", "other"});
    CHECK_EQ(refused.exitCode, 3);
    CHECK(refused.err.find("another SAE") != std::string::npos);
    Json json = *readJsonFile(w.exported("mine"));
    json["model_hash"] = std::string(64, 'b');
    const std::string file = (w.folder.path() / "foreign.json").string();
    CHECK_OK(writeJsonFile(file, json));
    const auto taken =
        w.run({"evaluate", "--model", "rm", "--data", "eval", "--steer", file, "--sae", "sae", "--dry-run"});
    CHECK_EQ(taken.exitCode, 0);
    CHECK(taken.err.find("made for another reward model") != std::string::npos);
    CHECK_EQ(w.run({"evaluate", "--model", "rm", "--data", "eval", "--steer", "nothing"}).exitCode, 3);
}

TEST(a_direction_folds_into_weights_and_features_do_not) {
    const World& w = world();
    w.ok({"profiles", "save", "fold-me", "--direction-of", "9", "--coefficient", "3", "--sae", "sae"});
    const std::string folded = (w.folder.path() / "folded").string();
    w.ok({"profiles", "fold", "fold-me", "--model", "rm", "--output", folded});
    const auto inWeights = readVerdicts(w.verdicts(folded, "folded-verdicts"));
    const auto applied =
        readVerdicts(w.verdicts(w.model("rm"), "applied", {"--steer", w.exported("fold-me"), "--sae", w.sae()}));
    const auto plain = readVerdicts(w.verdicts(w.model("rm"), "plain-too"));
    CHECK_OK(inWeights);
    CHECK_OK(applied);
    CHECK(largestDifference(*plain, *applied) > 1e-3);
    CHECK(largestDifference(*inWeights, *applied) <= 1e-5);
    CHECK_EQ(w.run({"profiles", "fold", "fold-me", "--model", "rm", "--output", folded}).exitCode, 3);  // is there

    w.ok({"profiles", "save", "half", "--feature", "1", "--value", "0.5", "--sae", "sae"});
    const auto refused =
        w.run({"profiles", "fold", "half", "--model", "rm", "--output", (w.folder.path() / "never").string()});
    CHECK_EQ(refused.exitCode, 3);
    CHECK(refused.err.find("--steer") != std::string::npos);
    CHECK(!fs::exists(w.folder.path() / "never"));
}

TEST(profiles_are_fitted_listed_and_removed) {
    const World& w = world();
    const auto fitting =
        w.ok({"profiles", "fit", "--name", "fitted", "--model", "rm", "--dataset", "eval", "--feature",
              "0,1,2,3,4,5,6,7", "--sae", "sae", "--max-pairs", "50", "--epochs", "3", "--json", "--quiet"});
    CHECK(fitting.err.find("Only 50 trusted pairs") != std::string::npos);
    const Json fit = fitting.json();
    const Json& how = fit.at("provenance");
    CHECK_EQ(how.at("train_pairs").get<int>() + how.at("holdout_pairs").get<int>(), 50);
    CHECK(how.at("holdout_loss").at(how.at("best_epoch").get<std::size_t>()).get<double>() <=
          how.at("holdout_loss").at(0).get<double>());
    CHECK_EQ(w.run({"profiles", "fit", "--name", "fitted", "--model", "rm", "--dataset", "eval", "--feature", "1",
                    "--sae", "sae"})
                 .exitCode,
             3);  // the name is in use
    CHECK_EQ(w.run({"profiles", "fit", "--name", "both", "--model", "rm", "--dataset", "eval", "--feature", "1",
                    "--all-features", "--sae", "sae"})
                 .exitCode,
             2);  // all, or some
    bool listed = false;
    for (const Json& profile : w.ok({"profiles", "list", "--json"}).jsonLines()) {
        listed = listed || profile.at("name") == "fitted";
    }
    CHECK(listed);
    w.ok({"profiles", "show", "fitted"});
    w.ok({"profiles", "import", w.exported("fitted"), "--name", "again"});
    w.ok({"profiles", "remove", "again"});
    CHECK_EQ(w.run({"profiles", "show", "again"}).exitCode, 3);
}
