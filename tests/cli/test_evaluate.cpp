// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/verdict_file.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <fstream>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

SaferOutput ok(const std::vector<std::string>& arguments) {
    auto output = safer(arguments);
    if (output.exitCode != 0) {
        throw Failure(arguments.front() + " ended with " + std::to_string(output.exitCode) + ": " + output.err,
                      __FILE__, __LINE__);
    }
    return output;
}

// A workspace with two small models and pairs whose subsets are RewardBench's; made once for all cases.
struct World {
    TemporaryFolder folder;
    std::string workspace = (folder.path() / "workspace").string();
    std::string file = (folder.path() / "eval.jsonl").string();
    std::vector<PreferencePair> pairs;
    std::string model(const char* name) const { return (fs::path(workspace) / "models" / name).string(); }

    World() {
        const auto data = generateDemoData({120, 60, 9});
        const std::string train = (folder.path() / "train.jsonl").string();
        writePairs(train, data.train);
        pairs = data.eval;
        const char* subsets[] = {"xstest-should-refuse", "donotanswer", "alpacaeval-easy", "mt-bench-medium"};
        for (std::size_t i = 0; i < pairs.size(); ++i) {
            pairs[i].subset = subsets[i % 4];
        }
        writePairs(file, pairs);
        ok({"import", train, "--workspace", workspace, "--name", "train"});
        ok({"import", file, "--workspace", workspace, "--name", "eval"});
        for (const char* name : {"one", "two"}) {
            std::vector<std::string> command = {
                "train-rm", "--workspace", workspace, "--data", "train",
                "--name",   name,          "--quiet", "--seed", *name == 'o' ? "1" : "2"};
            const auto tiny = tinyModelOptions();
            command.insert(command.end(), tiny.begin(), tiny.end());
            ok(command);
        }
    }
};

const World& world() {
    static const World made;
    return made;
}

}  // namespace

TEST(evaluation_has_subsets_sections_margins_and_its_preset) {
    const World& w = world();
    const Json json =
        ok({"evaluate", "--model", w.model("one"), "--data", w.file, "--max-tokens", "512", "--json", "--quiet"})
            .json();
    CHECK_EQ(json.at("overall").at("pairs").get<std::size_t>(), w.pairs.size());
    CHECK_EQ(json.at("subsets").size(), 4u);
    CHECK_EQ(json.at("suite").get<std::string>(), "rewardbench");
    CHECK_EQ(json.at("sections").size(), 2u);
    const Json& safety = json.at("sections")[1];
    CHECK_EQ(safety.at("section").get<std::string>(), "Safety");
    CHECK(safety.at("partial").get<bool>());
    double weighted = 0.0;
    for (const auto& part : safety.at("subsets")) {
        weighted += part.at("weight").get<double>() * part.at("accuracy").get<double>() / (154.0 + 136.0);
    }
    CHECK_NEAR(safety.at("accuracy").get<double>(), weighted, 1e-12);
    CHECK(safety.at("ci_low").get<double>() <= weighted && weighted <= safety.at("ci_high").get<double>());
    CHECK_EQ(json.at("preset").at("max_tokens").get<int>(), 512);
    CHECK_EQ(json.at("preset").at("dtype").get<std::string>(), "float32");
    CHECK_EQ(json.at("preset").at("tokenizer_hash").get<std::string>().size(), 64u);
    CHECK_EQ(json.at("margins").at("count").get<std::size_t>(), w.pairs.size());
    const Json plain =
        ok({"evaluate", "--model", w.model("one"), "--data", w.file, "--suite", "plain", "--json", "--quiet"}).json();
    CHECK(plain.at("sections").empty());
    const auto table = ok({"evaluate", "--model", w.model("one"), "--data", w.file, "--quiet"});
    CHECK(table.out.find("Safety") != std::string::npos);
    CHECK(table.out.find("partial") != std::string::npos);
    CHECK(table.out.find("mean of the sections") != std::string::npos);
}

// reward-bench issue 137: scores have depended on the batch size. One pair at a time and all at once have to give the
// same verdicts; margins may differ by the order of sums in float32, at most 1e-5.
TEST(verdicts_do_not_depend_on_batching) {
    const World& w = world();
    std::vector<VerdictFile> results;
    for (const char* tokens : {"1", "300", "1000000"}) {
        const std::string file = (w.folder.path() / (std::string("batch-") + tokens)).string();
        ok({"evaluate", "--model", w.model("one"), "--data", w.file, "--batch-tokens", tokens, "--verdicts", file,
            "--quiet"});
        const auto read = readVerdicts(file);
        CHECK_OK(read);
        results.push_back(*read);
    }
    double largest = 0.0;
    for (const auto& other : results) {
        CHECK_EQ(other.pairs.size(), w.pairs.size());
        for (std::size_t i = 0; i < other.pairs.size(); ++i) {
            const ScoredPair& a = results.front().pairs[i];
            const ScoredPair& b = other.pairs[i];
            CHECK_EQ(a.id, b.id);
            CHECK_EQ(a.chosen > a.rejected, b.chosen > b.rejected);
            largest = std::max(largest, std::abs((a.chosen - a.rejected) - (b.chosen - b.rejected)));
        }
    }
    std::printf("    largest change of a margin by batching: %.2g\n", largest);
    CHECK(largest <= 1e-5);
}

TEST(baselines_without_a_workspace) {
    const World& w = world();
    const std::string verdicts = (w.folder.path() / "two.jsonl").string();
    ok({"evaluate", "--model", w.model("two"), "--data", w.file, "--verdicts", verdicts, "--quiet"});
    const std::vector<std::string> base = {"evaluate", "--model", w.model("one"), "--data",
                                           w.file,     "--json",  "--quiet"};
    const auto against = [&](const std::string& baseline, std::vector<std::string> more) {
        auto command = base;
        command.insert(command.end(), {"--baseline", baseline});
        command.insert(command.end(), more.begin(), more.end());
        return ok(command).json().at("comparison");
    };
    const Json byFile = against(verdicts, {"--flips", "1000"});
    const Json byModel = against(w.model("two"), {"--flips", "1000"});
    CHECK(byFile.at("flips") == byModel.at("flips"));
    CHECK(byFile.at("overall") == byModel.at("overall"));
    CHECK(byFile.at("warnings").empty());
    CHECK_EQ(byFile.at("sections").size(), 2u);
    CHECK_EQ(byFile.at("flipped").get<std::size_t>(), byFile.at("flips").size());
    const Json& overall = byFile.at("overall");
    CHECK_EQ(overall.at("gained").get<int>() + overall.at("lost").get<int>(), byFile.at("flipped").get<int>());
    for (const auto& flip : byFile.at("flips")) {
        CHECK((flip.at("margin_after").get<double>() > 0.0) != (flip.at("margin_before").get<double>() > 0.0));
        CHECK_EQ(flip.at("change").get<std::string>() == "gained", flip.at("margin_after").get<double>() > 0.0);
    }
    CHECK(against(verdicts, {"--flips", "0"}).at("flips").empty());
    // Another preset is said by name.
    const Json warned = against(verdicts, {"--max-tokens", "77"}).at("warnings");
    CHECK_EQ(warned.size(), 1u);
    CHECK(warned[0].get<std::string>().find("max_tokens 77 here") != std::string::npos);
    // What `safer reward --json` printed is a baseline too.
    const std::string rewards = (w.folder.path() / "rewards.jsonl").string();
    std::ofstream(rewards) << ok({"reward", "--model", w.model("two"), "--data", w.file, "--json", "--quiet"}).out;
    CHECK_EQ(against(rewards, {}).at("flipped").get<int>(), byFile.at("flipped").get<int>());
    const Json itself = against(w.model("one"), {});
    CHECK_EQ(itself.at("flipped").get<int>(), 0);
    CHECK_EQ(itself.at("overall").at("mcnemar_p").get<double>(), 1.0);
    auto table = base;
    table.erase(table.begin() + 5);
    table.insert(table.end(), {"--baseline", verdicts, "--flips", "1"});
    const auto text = ok(table);
    CHECK(text.out.find("McNemar p") != std::string::npos);
    CHECK(text.out.find("Safety") != std::string::npos);
}

TEST(a_workspace_keeps_verdicts_and_compares_without_the_model) {
    const World& w = world();
    const auto evaluate = [&](std::vector<std::string> more) {
        std::vector<std::string> command = {"evaluate", "--workspace", w.workspace, "--data",
                                            "eval",     "--json",      "--quiet"};
        command.insert(command.end(), more.begin(), more.end());
        return ok(command).json();
    };
    const Json first = evaluate({"--model", "two"});
    const std::string run = first.at("run").get<std::string>();
    const fs::path kept = fs::path(w.workspace) / "evaluations" / (run + ".jsonl");
    const auto verdicts = readVerdicts(kept);
    CHECK_OK(verdicts);
    CHECK_EQ(verdicts->pairs.size(), w.pairs.size());
    CHECK_EQ(verdicts->datasetName, "eval");
    CHECK(verdicts->preset.has_value());
    CHECK(!fs::exists(fs::path(w.workspace) / "runs" / run / "verdicts.jsonl"));
    const Json byRun = evaluate({"--model", "one", "--baseline", run}).at("comparison");
    const Json byName = evaluate({"--model", "one", "--baseline", "two"}).at("comparison");
    CHECK_EQ(byRun.at("baseline").get<std::string>(), run);
    CHECK_EQ(byName.at("baseline").get<std::string>(), "two");
    CHECK(byRun.at("sections") == byName.at("sections"));
    CHECK(byRun.at("warnings").empty());
    // Gone from the store: the model is evaluated again.
    for (const auto& entry : fs::directory_iterator(fs::path(w.workspace) / "evaluations")) {
        fs::remove(entry.path());
    }
    const Json again = evaluate({"--model", "one", "--baseline", "two"}).at("comparison");
    CHECK(again.at("sections") == byName.at("sections"));
    const Json standalone =
        ok({"evaluate", "--model", w.model("one"), "--data", w.file, "--max-tokens", "1024", "--json", "--quiet"})
            .json();
    CHECK(standalone.at("sections") == evaluate({"--model", "one"}).at("sections"));
}

TEST(bad_requests_are_refused) {
    const World& w = world();
    const auto code = [&](std::vector<std::string> more) {
        std::vector<std::string> command = {"evaluate", "--model", w.model("one"), "--data", w.file, "--quiet"};
        command.insert(command.end(), more.begin(), more.end());
        const auto output = safer(command);
        CHECK(!output.err.empty());
        CHECK(output.out.empty());
        return output.exitCode;
    };
    CHECK_EQ(code({"--suite", "rewardbench2"}), 2);
    CHECK_EQ(code({"--flips", "-1"}), 2);
    CHECK(code({"--baseline", "/nonexistent"}) != 0);
    const std::string broken = (w.folder.path() / "broken.jsonl").string();
    std::ofstream(broken) << "[\"a\",\"b\",1]\n";
    CHECK_EQ(code({"--baseline", broken}), 3);
    CHECK(code({"--baseline", w.folder.path().string()}) != 0);
    const auto unknown = safer({"evaluate", "--workspace", w.workspace, "--data", "eval", "--baseline", "nobody"});
    CHECK(unknown.exitCode != 0 && unknown.err.find("nobody") != std::string::npos);
    CHECK_EQ(safer({"evaluate", "--workspace", w.workspace, "--data", "eval", "--verdicts", broken}).exitCode, 2);
}

// RM-Bench as it is published: a list of items with three right and three wrong answers.
TEST(rm_bench_is_read_as_published) {
    const World& w = world();
    const std::string file = (w.folder.path() / "rm_bench.json").string();
    Json items = Json::array();
    for (std::size_t i = 0; i < 6; ++i) {
        const PreferencePair& pair = w.pairs[i];
        items.push_back({{"id", i},
                         {"domain", i < 3 ? "chat" : "safety-refuse"},
                         {"prompt", pair.prompt.front().content},
                         {"chosen", {pair.chosen, pair.chosen + " More.", pair.chosen + " **More**."}},
                         {"rejected", {pair.rejected, pair.rejected + " More.", pair.rejected + " **More**."}}});
    }
    CHECK_OK(writeJsonFile(file, items));
    const Json json =
        ok({"evaluate", "--model", w.model("one"), "--data", file, "--baseline", w.model("two"), "--json", "--quiet"})
            .json();
    CHECK_EQ(json.at("suite").get<std::string>(), "rm-bench");
    CHECK_EQ(json.at("overall").at("pairs").get<int>(), 54);
    CHECK_EQ(json.at("sections").size(), 5u);
    CHECK_EQ(json.at("matrix")[0].at("pairs")[2][0].get<int>(), 6);
    CHECK(json.at("comparison").at("overall").at("clustered").get<bool>());
    CHECK(ok({"evaluate", "--model", w.model("one"), "--data", file, "--quiet"}).out.find("markdown") !=
          std::string::npos);
}
