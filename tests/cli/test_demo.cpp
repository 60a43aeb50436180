// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/jobs/run_state.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

// The demo as people get it: the model is good on prompts it never saw, the strongest features are those that the
// generator planted, and a second start has nothing left to do.
TEST(the_demo_recovers_what_was_planted) {
    const TemporaryFolder folder;
    const std::string workspace = (folder.path() / "demo").string();
    const auto first = safer({"demo", "--workspace", workspace, "--json"});
    if (first.exitCode != 0) {
        throw Failure(first.err, __FILE__, __LINE__);
    }
    const Json made = first.json();
    CHECK(made.at("accuracy").get<double>() > 0.9);
    CHECK(made.at("accuracy_low").get<double>() > 0.9);
    CHECK(made.at("accuracy").get<double>() < 0.99);  // labels are noisy and some pairs hard, as real ones are
    CHECK_EQ(made.at("older").get<bool>(), false);
    CHECK(made.at("planted_precision").get<double>() >= 0.6);
    CHECK(made.at("kinds_found").size() >= 6u);
    std::printf("demo: accuracy %.3f, planted precision %.3f, %zu kinds, %.0f s\n", made.at("accuracy").get<double>(),
                made.at("planted_precision").get<double>(), made.at("kinds_found").size(),
                made.at("seconds").get<double>());

    // The base model holds no pairs out: a run says how good a model is only where it has looked.
    int trained = 0;
    for (const auto& run : fs::directory_iterator(folder.path() / "demo" / "runs")) {
        const auto result = readRunResult(run.path());
        CHECK(result.has_value());
        const auto held = result->values.find("validation_pairs");
        if (held != result->values.end()) {
            CHECK_EQ(result->values.contains("accuracy"), *held > 0);
            ++trained;
        }
    }
    CHECK(trained >= 2);

    // What word lists call safety-related is mostly what the generator planted as such; it is a judge without much
    // reach, so most planted features escape it.
    CHECK_EQ(safer({"sets", "make", "words", "--rule", "5", "--workspace", workspace, "--json"}).exitCode, 0);
    const Json set = safer({"sets", "show", "words", "--planted", "--workspace", workspace, "--json"}).json();
    const Json& planted = set.at("planted");
    std::printf("rule 5 by word lists: precision %.3f, recall of kinds %.3f, of features %.3f\n",
                planted.at("precision").get<double>(), planted.at("kind_recall").get<double>(),
                planted.at("feature_recall").get<double>());
    CHECK(planted.at("precision").get<double>() >= 0.6);
    CHECK(planted.at("kinds_found").size() >= 2u);

    const Json again = safer({"demo", "--workspace", workspace, "--json"}).json();
    CHECK_EQ(again.at("stages_done").get<int>(), 0);
    CHECK(again.at("seconds").get<double>() < 5.0);
    CHECK_EQ(again.at("planted_precision"), made.at("planted_precision"));
}
