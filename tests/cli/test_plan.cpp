// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/manifest.h"
#include "core/experiments/pair_change.h"
#include "tests/cli/experiment_workspace.h"
#include "tests/scoring/rating_log.h"

#include <algorithm>
#include <fstream>
#include <map>

using namespace saferscope;
using namespace saferscope::check;

// Plans and the data sets they make, as people and scripts ask for them.

namespace {

std::vector<std::string> idsOf(const SaferOutput& output) {
    std::vector<std::string> ids;
    for (const Json& line : output.jsonLines()) {
        ids.push_back(line.at("id").get<std::string>());
    }
    return ids;
}

}  // namespace

TEST(a_plan_lists_pairs_in_order_and_changes_nothing) {
    const ExperimentWorkspace made;
    const auto plan = made.ok({"plan", "--mode", "poison", "--strategy", "safer", "--ratio", "5%", "--json"});
    const auto lines = plan.jsonLines();
    CHECK_EQ(lines.size(), 6u);
    CHECK_EQ(lines[0].at("rank").get<int>(), 1);
    CHECK_EQ(lines[0].at("action").get<std::string>(), std::string("flip"));
    CHECK(plan.err.find("no number") == std::string::npos);
    // The order is that of `safer score`, highest first, ties by id; denoise begins at the other end.
    std::vector<std::pair<double, std::string>> scores;
    for (const Json& line : made.ok({"score", "--json"}).jsonLines()) {
        scores.emplace_back(-line.at("score").get<double>(), line.at("id").get<std::string>());
    }
    std::sort(scores.begin(), scores.end());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CHECK_EQ(lines[i].at("id").get<std::string>(), scores[i].second);
        CHECK_EQ(lines[i].at("score").get<double>(), -scores[i].first);
    }
    const auto drop = made.ok({"plan", "--mode", "denoise", "--ratio", "0.05", "--json"}).jsonLines();
    CHECK_EQ(drop.front().at("score").get<double>(), -scores.back().first);
    CHECK_EQ(drop.front().at("action").get<std::string>(), std::string("drop"));

    // Larger ratios extend smaller ones; every strategy answers.
    for (const char* strategy :
         {"safer", "safer-weighted", "margin-high", "margin-low", "loss", "confidence", "random"}) {
        const auto some =
            idsOf(made.ok({"plan", "--mode", "denoise", "--strategy", strategy, "--ratio", "2.5%", "--json"}));
        const auto more =
            idsOf(made.ok({"plan", "--mode", "denoise", "--strategy", strategy, "--ratio", "0.1", "--json"}));
        CHECK_EQ(some.size(), 3u);
        CHECK_EQ(more.size(), 12u);
        CHECK(std::equal(some.begin(), some.end(), more.begin()));
    }
    const auto first = made.ok({"plan", "--mode", "poison", "--strategy", "random", "--ratio", "5%", "--json"});
    CHECK(idsOf(first) == idsOf(made.ok({"plan", "--mode", "denoise", "--strategy", "random", "--ratio", "5%", "--seed",
                                         "1", "--json"})));
    CHECK(idsOf(first) != idsOf(made.ok({"plan", "--mode", "poison", "--strategy", "random", "--ratio", "5%", "--seed",
                                         "2", "--json"})));
    CHECK(made.ok({"plan", "--mode", "poison", "--ratio", "5%"}).out.find("To flip: 6 of the 120") !=
          std::string::npos);
    CHECK_EQ((*Workspace::open(made.workspace))->datasets().size(), 1u);
}

// Regression: strategies that read no index asked for --data as soon as there was a second data set.
TEST(every_strategy_speaks_of_the_data_set_of_the_index) {
    const ExperimentWorkspace made(60, 60);
    made.ok({"poison", "--ratio", "10%", "--name", "another"});
    for (const char* strategy : {"random", "margin-low", "safer"}) {
        const auto plan = made.ok({"plan", "--mode", "poison", "--strategy", strategy, "--ratio", "100%", "--json"});
        CHECK_EQ(idsOf(plan).size(), 60u);
        CHECK(made.ok({"plan", "--mode", "poison", "--strategy", strategy, "--ratio", "10%"}).out.find("\"train\"") !=
              std::string::npos);
    }
    CHECK_EQ(
        made.run({"plan", "--mode", "poison", "--strategy", "random", "--ratio", "5%", "--index", "none"}).exitCode, 3);
}

TEST(what_makes_no_sense_is_refused_with_a_hint) {
    const ExperimentWorkspace made(40, 40);
    const auto plan = [&](std::vector<std::string> more) {
        more.insert(more.begin(), {"plan", "--mode", "poison"});
        return made.run(more);
    };
    for (const char* ratio : {"0", "-1%", "5", "abc", "nan", "101%"}) {
        CHECK_EQ(plan({"--ratio", ratio}).exitCode, 2);
    }
    CHECK_EQ(plan({}).exitCode, 2);
    CHECK_EQ(plan({"--ratio", "5%", "--strategy", "magic"}).exitCode, 2);
    CHECK_EQ(plan({"--ratio", "5%", "--strategy", "random", "--features", "3"}).exitCode, 2);
    CHECK_EQ(plan({"--ratio", "5%", "--data", "nothing"}).exitCode, 3);
    CHECK_EQ(plan({"--ratio", "5%", "--set", "nothing"}).exitCode, 3);
    CHECK_EQ(plan({"--ratio", "5%", "--strategy", "human-confirmed", "--rule", "llm = 5"}).exitCode, 2);
    CHECK_EQ(plan({"--ratio", "5%", "--strategy", "human-confirmed"}).exitCode, 3);  // nobody has rated
    const auto rubric = plan({"--ratio", "5%", "--strategy", "rubric"});
    CHECK_EQ(rubric.exitCode, 3);
    CHECK(rubric.err.find("only 0 of the 40") != std::string::npos);
    CHECK_EQ(made.run({"poison"}).exitCode, 2);
    CHECK_EQ(made.run({"poison", "--ratio", "1%"}).exitCode, 3);  // of 40 pairs: none
    CHECK_EQ(made.run({"poison", "--ratio", "10%", "--name", "train"}).exitCode, 3);
    CHECK_EQ(made.run({"denoise", "--ratio", "100%"}).exitCode, 3);
    CHECK_EQ(safer({"plan", "--mode", "poison", "--ratio", "5%"}).exitCode, 2);
}

TEST(pairs_outside_the_index_are_named_and_never_taken) {
    const ExperimentWorkspace made(100, 60);
    const auto plan = made.ok({"plan", "--mode", "denoise", "--strategy", "margin-low", "--ratio", "10%", "--json"});
    CHECK_EQ(plan.jsonLines().size(), 10u);  // of the data set, not of the index
    CHECK(plan.err.find("40 of the 100 pairs") != std::string::npos);
    CHECK(plan.err.find("the index does not hold it") != std::string::npos);
    for (const auto& id : idsOf(plan)) {
        const auto at = std::ranges::find(made.pairs, id, &PreferencePair::id) - made.pairs.begin();
        CHECK(at < 60);
    }
    CHECK_EQ(made.run({"plan", "--mode", "denoise", "--strategy", "margin-low", "--ratio", "70%"}).exitCode, 3);
}

TEST(poisoning_makes_a_data_set_with_a_manifest_and_leaves_the_original) {
    const ExperimentWorkspace made;
    const auto dry = made.ok({"poison", "--ratio", "5%", "--dry-run", "--json"}).json();
    CHECK_EQ(dry.at("entries").size(), 6u);
    CHECK_EQ((*Workspace::open(made.workspace))->datasets().size(), 1u);

    const auto json = made.ok({"poison", "--ratio", "5%", "--json"}).json();
    CHECK_EQ(json.at("dataset").get<std::string>(), std::string("train-poison-safer-0.05"));
    CHECK_EQ(json.at("changed").get<int>(), 6);
    const auto opened = Workspace::open(made.workspace);
    CHECK_OK(opened);
    const auto dataset = (*opened)->dataset("train-poison-safer-0.05");
    CHECK_OK(dataset);
    CHECK_EQ(dataset->contentHash, json.at("content_hash").get<std::string>());
    const auto manifest = (*opened)->manifest(*dataset);
    CHECK_OK(manifest);
    CHECK_EQ((**manifest).plan.entries.size(), 6u);
    CHECK_EQ((**manifest).plan.request.featureDigest.size(), 64u);
    CHECK_EQ((**manifest).plan.request.featureSet, std::string("5 strongest"));
    CHECK((**manifest).plan.request.indexHash.size() > 10);
    for (std::size_t i = 0; i < 6; ++i) {
        CHECK_EQ(dry.at("entries")[i].at("id").get<std::string>(), (**manifest).plan.entries[i].id);
    }
    CHECK_EQ((*opened)->dataset("train")->contentHash, made.datasetHash);
    CHECK_EQ(made.run({"poison", "--ratio", "5%"}).exitCode, 3);  // the name is taken

    const auto clean = made.ok({"denoise", "--strategy", "loss", "--ratio", "4%", "--name", "clean"});
    CHECK(clean.out.find("\"train\" is as it was") != std::string::npos);
    CHECK_EQ((*opened)->dataset("clean")->pairs, 116u);

    // The index knows the original: pairs that were flipped since stand there the other way round, so their scores and
    // margins have their sign turned. The pairs with the highest scores were flipped, hence they come first now.
    for (const char* strategy : {"safer", "margin-low"}) {
        const auto suspect = made.ok({"plan", "--mode", "denoise", "--strategy", strategy, "--ratio", "100%", "--data",
                                      "train-poison-safer-0.05", "--json"});
        CHECK(suspect.err.find("no number") == std::string::npos);
        CHECK(suspect.err.find("6 of the 120 pairs stand in the index with their answers the other way round") !=
              std::string::npos);
        std::map<std::string, double> original;
        for (const Json& line :
             made.ok({"plan", "--mode", "denoise", "--strategy", strategy, "--ratio", "100%", "--json"}).jsonLines()) {
            original[line.at("id").get<std::string>()] = line.at("score").get<double>();
        }
        std::size_t turned = 0;
        for (const Json& line : suspect.jsonLines()) {
            const auto id = line.at("id").get<std::string>();
            const bool flipped = std::ranges::count((**manifest).plan.entries, id, &PlanEntry::id) > 0;
            turned += flipped ? 1 : 0;
            CHECK_EQ(line.at("score").get<double>(), (flipped ? -1.0 : 1.0) * original.at(id));
            CHECK(strategy != std::string("safer") || flipped == (line.at("rank").get<int>() <= 6));
        }
        CHECK_EQ(turned, 6u);
    }
}

TEST(only_pairs_whose_answers_were_edited_have_no_number) {
    const ExperimentWorkspace made(60, 60);
    auto pairs = made.pairs;
    pairs[3].chosen += " And one more thing.";
    pairs[4].rejected = "Something else.";
    std::swap(pairs[5].chosen, pairs[5].rejected);
    std::swap(pairs[6].chosen, pairs[6].rejected);
    pairs[6].rejected.insert(0, "Well: ");
    const auto file = made.folder.path() / "edited.jsonl";
    writePairs(file, pairs);
    made.ok({"import", file.string(), "--name", "edited"});
    const auto plan = made.ok({"plan", "--mode", "denoise", "--ratio", "90%", "--data", "edited", "--json"});
    CHECK(plan.err.find("3 of the 60 pairs have no number") != std::string::npos);
    CHECK(plan.err.find(pairs[3].id + " (the index holds other answers under its id)") != std::string::npos);
    CHECK(plan.err.find("1 of the 60 pairs stand") != std::string::npos);
}

TEST(a_plan_made_earlier_is_carried_out_into_a_file_and_import_says_what_it_is) {
    const ExperimentWorkspace made;
    const auto planFile = (made.folder.path() / "plan.json").string();
    const auto file = made.folder.path() / "poisoned.jsonl";
    const auto lines = idsOf(made.ok(
        {"plan", "--mode", "poison", "--strategy", "margin-high", "--ratio", "10%", "--output", planFile, "--json"}));
    CHECK_EQ(made.run({"denoise", "--plan", planFile}).exitCode, 2);
    CHECK_EQ(made.run({"poison", "--plan", planFile, "--ratio", "5%"}).exitCode, 2);
    const auto json = made.ok({"poison", "--plan", planFile, "--output", file.string(), "--json"}).json();
    CHECK_EQ(json.at("file").get<std::string>(), file.string());
    CHECK_EQ(made.run({"poison", "--plan", planFile, "--output", file.string()}).exitCode, 3);  // never written over
    const auto manifest = readManifestFile(manifestPathOf(file));
    CHECK_OK(manifest);
    CHECK_EQ(manifest->plan.entries.size(), lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
        CHECK_EQ(manifest->plan.entries[i].id, lines[i]);
    }
    CHECK_EQ(json.at("content_hash").get<std::string>(), *sha256File(file));
    CHECK_EQ((*Workspace::open(made.workspace))->datasets().size(), 1u);

    const auto other = (made.folder.path() / "other").string();
    const auto imported = safer({"import", file.string(), "--workspace", other, "--json"}).json();
    CHECK_EQ(imported.at("changed_pairs").get<int>(), 12);
    CHECK_EQ(imported.at("manifest").at("strategy").get<std::string>(), std::string("margin-high"));
    CHECK_EQ(imported.at("manifest").at("source_hash").get<std::string>(), made.datasetHash);
    CHECK(safer({"import", file.string(), "--workspace", other, "--name", "again"})
              .out.find("Changed on purpose: poison by margin-high (10 %") != std::string::npos);
    std::filesystem::remove(manifestPathOf(file));
    CHECK(safer({"import", file.string(), "--workspace", (made.folder.path() / "third").string()})
              .out.find("12 pairs say that Saferscope flipped them") != std::string::npos);
    const auto plain = safer({"import", (made.folder.path() / "pairs.jsonl").string(), "--workspace",
                              (made.folder.path() / "third").string(), "--name", "plain", "--json"})
                           .json();
    CHECK_EQ(plain.at("changed_pairs").get<int>(), 0);
    CHECK(!plain.contains("manifest"));

    // A plan for another state of the data set is refused and leaves nothing behind.
    const auto stale = made.folder.path() / "stale.jsonl";
    auto damaged = *readJsonFile(planFile);
    damaged["dataset"]["hash"] = std::string(64, '1');
    CHECK_OK(writeJsonFile(planFile, damaged));
    const auto refused = made.run({"poison", "--plan", planFile, "--output", stale.string()});
    CHECK_EQ(refused.exitCode, 3);
    CHECK(refused.err.find("another state") != std::string::npos);
    CHECK(!std::filesystem::exists(stale));
    CHECK(!std::filesystem::exists(manifestPathOf(stale)));
    std::ofstream(planFile) << "[]";
    CHECK_EQ(made.run({"poison", "--plan", planFile}).exitCode, 3);
}

TEST(people_and_rubrics_can_say_which_pairs) {
    auto pairs = generateDemoData({60, 1, 4}).train;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        Json meta = *parseJson(pairs[i].meta, "meta");
        if (i % 2 == 0) {
            meta["judge"]["help"] = {{"chosen", 5}, {"rejected", static_cast<int>(i % 7)}};
        }
        pairs[i].meta = dumpJson(meta);
    }
    const ExperimentWorkspace made(pairs, 60);
    const auto rubric = made.ok(
        {"plan", "--mode", "denoise", "--strategy", "rubric", "--rubric", "judge.help", "--ratio", "10%", "--json"});
    CHECK_EQ(rubric.jsonLines().size(), 6u);
    CHECK_EQ(rubric.jsonLines().front().at("score").get<double>(), -1.0);
    CHECK(rubric.err.find("30 of the 60 pairs") != std::string::npos);

    fixture::RatingLog log;
    log.person(0, "ann", 5);
    log.person(2, "ann", 4);
    log.judge(1, 5);
    {
        auto opened = Workspace::open(made.workspace);
        CHECK_OK((*opened)->mergeRatings(log.events()));
    }
    const auto human =
        made.ok({"plan", "--mode", "poison", "--strategy", "human-confirmed", "--ratio", "10%", "--json"});
    CHECK_EQ(human.out, made.ok({"plan", "--mode", "poison", "--strategy", "safer", "--rule", "human >= 4", "--ratio",
                                 "10%", "--json"})
                            .out);
    CHECK(human.out !=
          made.ok({"plan", "--mode", "poison", "--strategy", "safer", "--rule", "5", "--ratio", "10%", "--json"}).out);
    made.ok({"sets", "make", "people", "--rule", "human >= 4"});
    CHECK_EQ(human.out, made.ok({"plan", "--mode", "poison", "--strategy", "human-confirmed", "--set", "people",
                                 "--ratio", "10%", "--json"})
                            .out);
}
