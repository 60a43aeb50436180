// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiments/pair_change.h"
#include "tests/cli/experiment_workspace.h"

#include <algorithm>

using namespace saferscope;
using namespace saferscope::check;

// The audit as a defender runs it: on a data set that was poisoned before the index was made.

namespace {

/// Every tenth pair is flipped, as an attacker would: quietly or not. Evaluation pairs, as their labels are all right.
std::vector<PreferencePair> poisoned(std::size_t count, bool noted) {
    auto pairs = generateDemoData({1, count, 4}).eval;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        Json meta = *parseJson(pairs[i].meta, "meta");
        meta["agrees"] = i % 10 != 3;
        pairs[i].meta = dumpJson(meta);
        if (i % 10 == 3) {
            pairs[i] = flipPair(std::move(pairs[i]), R"({"changed":"flipped"})");
            if (!noted) {
                Json quiet = *parseJson(pairs[i].meta, "meta");
                quiet.erase("saferscope");
                pairs[i].meta = dumpJson(quiet);
            }
        }
    }
    return pairs;
}

double area(const Json& summary, const char* by) { return summary.at("detection").at(by).at("auc").get<double>(); }

}  // namespace

TEST(the_audit_finds_flipped_pairs_and_says_why) {
    const ExperimentWorkspace made(poisoned(200, true), 200);
    const auto lines = made.ok({"audit", "--truth", "manifest", "--json"}).jsonLines();
    CHECK_EQ(lines.size(), 201u);
    const Json& summary = lines.back();
    CHECK_EQ(summary.at("summary").get<bool>(), true);
    CHECK_EQ(summary.at("ranked").get<int>(), 200);
    CHECK_EQ(summary.at("detection").at("score").at("bad").get<int>(), 20);
    CHECK(area(summary, "score") > 0.9);            // the features are the planted ones
    CHECK_NEAR(area(summary, "margin"), 0.5, 0.2);  // the margins of this index know nothing of the labels
    CHECK_NEAR(area(summary, "margin"), area(summary, "loss"), 1e-9);
    const auto& precision = summary.at("detection").at("score").at("precision_at");
    CHECK_EQ(precision.size(), 4u);
    CHECK_EQ(precision[1].at("k").get<int>(), 20);  // the number of bad pairs
    CHECK(precision[0].at("precision").get<double>() >= 0.5);
    CHECK(summary.at("estimated_bad").contains("margin"));
    CHECK(!summary.at("estimated_bad").contains("accuracy"));

    // Why: contributions of features of the set, each with the text it fires on.
    for (std::size_t i = 0; i < 5; ++i) {
        const Json& row = lines[i];
        CHECK_EQ(row.at("rank").get<std::size_t>(), i + 1);
        CHECK(row.at("why").size() >= 1 && row.at("why").size() <= 3);
        CHECK(!row.at("why")[0].at("text").get<std::string>().empty());
        CHECK(i == 0 || row.at("suspicion").get<double>() <= lines[i - 1].at("suspicion").get<double>());
        CHECK(row.at("bad").is_boolean());
    }
    // All contributions of a pair add up to its score.
    const auto whole = made.ok({"audit", "--why", "99", "--top", "4", "--json"}).jsonLines();
    CHECK_EQ(whole.size(), 5u);
    for (std::size_t i = 0; i < 4; ++i) {
        double sum = 0.0;
        for (const Json& one : whole[i].at("why")) {
            sum += one.at("contribution").get<double>();
        }
        CHECK_NEAR(sum, whole[i].at("score").get<double>(), 1e-9);
        CHECK(!whole[i].contains("bad"));
    }
    const auto people =
        made.ok({"audit", "--truth", "manifest", "--trusted-accuracy", "0.9", "--trusted-pairs", "400"});
    CHECK(people.out.find("ROC area") != std::string::npos);
    CHECK(people.out.find("Estimated wrong labels, by accuracy") != std::string::npos);
}

TEST(the_truth_comes_from_the_manifest_from_what_was_planted_or_from_meta_data) {
    const ExperimentWorkspace made(poisoned(120, false), 120);
    CHECK_EQ(made.run({"audit", "--truth", "manifest"}).exitCode, 3);  // nobody said so
    const auto byMeta = made.ok({"audit", "--truth", "meta:agrees", "--json"}).jsonLines().back();
    CHECK_EQ(byMeta.at("detection").at("score").at("bad").get<int>(), 12);
    const auto inverted = made.ok({"audit", "--truth", "meta:!agrees", "--json"}).jsonLines().back();
    CHECK_NEAR(area(inverted, "score"), 1.0 - area(byMeta, "score"), 1e-9);
    const auto planted = made.ok({"audit", "--truth", "planted", "--json"}).jsonLines();
    for (const Json& line : planted) {
        if (line.contains("id") && line.at("bad").is_boolean()) {
            const auto at = static_cast<std::size_t>(
                std::ranges::find(made.pairs, line.at("id").get<std::string>(), &PreferencePair::id) -
                made.pairs.begin());
            CHECK_EQ(line.at("bad").get<bool>(), at % 10 == 3);
        }
    }
    CHECK(planted.back().at("detection").at("score").at("bad").get<int>() >= 10);
}

TEST(what_was_planted_knows_the_noise_of_generated_training_pairs) {
    const ExperimentWorkspace made;
    std::size_t noisy = 0;
    std::size_t agree = 0;
    std::size_t known = 0;
    for (const Json& line : made.ok({"audit", "--truth", "planted", "--json"}).jsonLines()) {
        if (!line.contains("id") || !line.at("bad").is_boolean()) {
            continue;
        }
        const auto& pair = *std::ranges::find(made.pairs, line.at("id").get<std::string>(), &PreferencePair::id);
        const bool wrong = parseJson(pair.meta, "meta")->at("noisy").get<bool>();
        ++known;
        noisy += wrong ? 1 : 0;
        agree += wrong == line.at("bad").get<bool>() ? 1 : 0;
    }
    CHECK(known > 60 && noisy > 3);
    CHECK(agree >= known - known / 20);
}

TEST(a_data_set_poisoned_here_is_audited_against_its_manifest) {
    const ExperimentWorkspace made(120, 120);
    made.ok({"poison", "--strategy", "safer", "--ratio", "5%", "--name", "suspect"});
    // The index is of the original: the flipped pairs stand there the other way round, and count with their sign
    // turned.
    const auto output = made.ok({"audit", "--data", "suspect", "--truth", "manifest", "--json"});
    CHECK(output.err.find("cannot be ranked") == std::string::npos);
    const auto lines = output.jsonLines();
    const Json& summary = lines.back();
    CHECK_EQ(summary.at("excluded").size(), 0u);
    CHECK_EQ(summary.at("turned").get<int>(), 6);
    CHECK_EQ(summary.at("detection").at("score").at("bad").get<int>(), 6);
    CHECK_EQ(area(summary, "score"), 1.0);  // flipped were the six of the highest scores: now they are the lowest
    CHECK(area(summary, "combined") > 0.95);
    const auto& precision = summary.at("detection").at("score").at("precision_at");
    CHECK_EQ(precision[0].at("k").get<int>(), 6);
    CHECK_EQ(precision[0].at("bad").get<int>(), 6);
    // The explanation is that of the pair as it is now: it adds up to the turned score, and the sides are today's.
    const auto whole =
        made.ok({"audit", "--data", "suspect", "--truth", "manifest", "--why", "99", "--json"}).jsonLines();
    std::size_t checked = 0;
    for (const Json& line : whole) {
        if (!line.contains("id") || !line.at("bad").get<bool>()) {
            continue;
        }
        const auto& pair = *std::ranges::find(made.pairs, line.at("id").get<std::string>(), &PreferencePair::id);
        double sum = 0.0;
        for (const Json& one : line.at("why")) {
            sum += one.at("contribution").get<double>();
            const auto side = one.at("side").get<std::string>();
            if (side != "prompt") {  // the original's rejected answer is the chosen one now
                const std::string& text = side == "chosen" ? pair.rejected : pair.chosen;
                CHECK(text.find(one.at("text").get<std::string>()) != std::string::npos);
            }
        }
        CHECK_NEAR(sum, line.at("score").get<double>(), 1e-9);
        CHECK(line.at("score").get<double>() < 0.0);
        ++checked;
    }
    CHECK_EQ(checked, 6u);
}

TEST(wrong_questions_are_refused) {
    const ExperimentWorkspace made(40, 40);
    CHECK_EQ(made.run({"audit", "--truth", "magic"}).exitCode, 2);
    CHECK_EQ(made.run({"audit", "--truth", "meta:"}).exitCode, 2);
    CHECK_EQ(made.run({"audit", "--truth", "meta:nothing"}).exitCode, 3);
    CHECK_EQ(made.run({"audit", "--trusted-pairs", "5"}).exitCode, 2);
    CHECK_EQ(made.run({"audit", "--trusted-accuracy", "1.5"}).exitCode, 2);
    CHECK_EQ(made.run({"audit", "--set", "nothing"}).exitCode, 3);
    CHECK_EQ(safer({"audit"}).exitCode, 2);
}
