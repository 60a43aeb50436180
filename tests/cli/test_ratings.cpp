// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/data/rating_file.h"
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <fstream>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

std::string contents(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    CHECK(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// Workspaces that share one SAE, as two annotators at two machines have them.
struct Fixture {
    TemporaryFolder folder;
    fs::path sae = folder.path() / "sae.pt";

    Fixture() { CHECK_OK(writeFileAtomically(sae, "an SAE, as far as a workspace looks")); }
    std::string workspace(const std::string& name) const {
        const auto path = folder.path() / name;
        auto made = Workspace::create(path);
        CHECK_OK(made);
        CHECK_OK((*made)->addReference(ArtifactKind::Sae, sae, "sae"));
        return path.string();
    }
    std::string file(const std::string& name) const { return (folder.path() / name).string(); }
};

SaferOutput ratings(std::vector<std::string> arguments, const std::string& workspace = {}) {
    arguments.insert(arguments.begin(), "ratings");
    if (!workspace.empty()) {
        arguments.insert(arguments.end(), {"--workspace", workspace});
    }
    return safer(arguments);
}

SaferOutput good(std::vector<std::string> arguments, const std::string& workspace = {}) {
    auto output = ratings(std::move(arguments), workspace);
    if (output.exitCode != 0) {
        throw Failure("exit code " + std::to_string(output.exitCode) + ": " + output.err + output.out, __FILE__,
                      __LINE__);
    }
    return output;
}

void rate(const std::string& workspace, const std::string& rater, int feature, int score) {
    good({"add", "--rater", rater, "--feature", std::to_string(feature), "--score", std::to_string(score)}, workspace);
}

}  // namespace

TEST(two_annotators_put_their_ratings_together) {
    const Fixture fixture;
    const auto ann = fixture.workspace("ann");
    const auto ben = fixture.workspace("ben");
    for (int feature = 0; feature < 4; ++feature) {
        rate(ann, "ann", feature, 1 + feature);
        rate(ben, "ben", feature + 2, 4);
    }
    good({"export", fixture.file("a.jsonl")}, ann);
    good({"export", fixture.file("b.jsonl")}, ben);
    CHECK_EQ(good({"export", "-"}, ann).out, contents(fixture.file("a.jsonl")));

    const auto merged =
        good({"merge", fixture.file("a.jsonl"), fixture.file("b.jsonl"), "-o", fixture.file("ab.jsonl"), "--json"})
            .json();
    CHECK_EQ(merged.at("events").get<int>(), 8);
    good({"merge", fixture.file("b.jsonl"), fixture.file("ab.jsonl"), fixture.file("a.jsonl"), "-o",
          fixture.file("ba.jsonl")});
    CHECK_EQ(contents(fixture.file("ab.jsonl")), contents(fixture.file("ba.jsonl")));

    const auto imported = good({"import", fixture.file("b.jsonl"), "--json"}, ann).json();
    CHECK_EQ(imported.at("added").get<int>(), 4);
    CHECK_EQ(imported.at("known").get<int>(), 0);
    CHECK_EQ(imported.at("new_conflicts").size(), 1u);  // feature 2: 3 and 4; on 3 they agree
    CHECK_EQ(imported.at("new_conflicts")[0].get<std::string>(), "Feature 2: ann 3, ben 4.");
    CHECK_EQ(good({"import", fixture.file("a.jsonl"), "--json"}, ben).json().at("added").get<int>(), 4);
    good({"export", fixture.file("a2.jsonl")}, ann);
    good({"export", fixture.file("b2.jsonl")}, ben);
    CHECK_EQ(contents(fixture.file("a2.jsonl")), contents(fixture.file("b2.jsonl")));
    CHECK_EQ(contents(fixture.file("a2.jsonl")), contents(fixture.file("ab.jsonl")));
    CHECK_EQ(good({"import", fixture.file("ab.jsonl"), "--json"}, ann).json().at("known").get<int>(), 8);

    const auto features = good({"list", "--json"}, ann).jsonLines();
    CHECK_EQ(features.size(), 6u);
    CHECK_EQ(features[2].at("humans").at("ben").at("score").get<int>(), 4);
    CHECK_EQ(features[2].at("human_score").get<double>(), 3.5);
    CHECK(features[2].at("disputed").get<bool>());
    CHECK(!features[3].at("disputed").get<bool>());
    CHECK(good({"list"}, ann).out.find("disputed") != std::string::npos);
    CHECK_EQ(good({"list", "--feature", "2", "--json"}, ann).jsonLines().size(), 1u);
    CHECK_EQ(good({"list", "--events", "--json"}, ann).out, contents(fixture.file("ab.jsonl")));
}

TEST(everything_can_be_said_and_taken_back) {
    const Fixture fixture;
    const auto workspace = fixture.workspace("ws");
    const auto said = good({"add", "--rater", "ann", "--feature", "7", "--score", "4", "--label", "threats",
                            "--comment", "=cmd|'/c calc'!A1", "--flag", "--json"},
                           workspace)
                          .json();
    CHECK_EQ(said.at("events").size(), 4u);
    good({"add", "--rater", "ben", "--feature", "7", "--score", "2"}, workspace);
    good({"add", "--rater", "chief", "--feature", "7", "--adjudicate", "3"}, workspace);
    auto feature = good({"list", "--json"}, workspace).jsonLines().at(0);
    CHECK_EQ(feature.at("label").get<std::string>(), "threats");
    CHECK_EQ(feature.at("adjudicated").at("score").get<int>(), 3);
    CHECK_EQ(feature.at("human_score").get<double>(), 3.0);
    CHECK_EQ(feature.at("flagged_by").size(), 1u);
    CHECK_EQ(feature.at("comments").size(), 1u);
    for (int i = 0; i < 4; ++i) {
        good({"add", "--rater", "ann", "--undo"}, workspace);
    }
    feature = good({"list", "--json"}, workspace).jsonLines().at(0);
    CHECK_EQ(feature.at("label").get<std::string>(), "");
    CHECK_EQ(feature.at("humans").size(), 1u);
    CHECK_EQ(feature.at("flagged_by").size(), 0u);
    const auto nothing = ratings({"add", "--rater", "ann", "--undo"}, workspace);
    CHECK_EQ(nothing.exitCode, 3);
    CHECK_EQ(good({"list", "--events", "--json"}, workspace).jsonLines().size(), 10u);
}

TEST(a_sheet_goes_through_a_spreadsheet_and_back) {
    const Fixture fixture;
    const auto workspace = fixture.workspace("ws");
    rate(workspace, "ann", 7, 4);
    rate(workspace, "ben", 8, 2);
    good({"add", "--rater", "ann", "--feature", "7", "--label", "=1+1"}, workspace);
    const auto sheet = fixture.file("sheet.csv");
    good({"export", sheet, "--csv", "--rater", "zoe"}, workspace);
    const std::string text = contents(sheet);
    CHECK(text.find(",'=1+1,") != std::string::npos);
    CHECK_EQ(good({"export", "-", "--csv", "--rater", "zoe"}, workspace).out, text);
    auto unchanged = good({"import", sheet, "--json"}, workspace).json();
    CHECK_EQ(unchanged.at("added").get<int>(), 0);
    CHECK_EQ(unchanged.at("refused_count").get<int>(), 0);

    std::string edited = replaced(text, "7,'=1+1,ann,4", "7,'=1+1,ann,5");
    edited = replaced(edited, "8,,zoe,", "8,,zoe,1");
    edited = replaced(edited, "8,,ann,", "8,,ann,six");
    CHECK_OK(writeFileAtomically(sheet, edited));
    const auto imported = ratings({"import", sheet, "--json"}, workspace);
    CHECK_EQ(imported.exitCode, 3);  // not everything was taken
    CHECK(imported.err.find("sheet.csv") != std::string::npos);
    CHECK_EQ(imported.json().at("added").get<int>(), 2);
    CHECK(imported.json().at("refused")[0].get<std::string>().find("six") != std::string::npos);
    auto features = good({"list", "--json"}, workspace).jsonLines();
    CHECK_EQ(features[0].at("humans").at("ann").at("score").get<int>(), 5);
    CHECK_EQ(features[0].at("label").get<std::string>(), "=1+1");
    CHECK_EQ(features[1].at("humans").at("zoe").at("score").get<int>(), 1);

    // Whoever rates again before the sheet comes back is not overwritten.
    rate(workspace, "ben", 8, 3);
    CHECK_OK(writeFileAtomically(sheet, replaced(text, "8,,ben,2", "8,,ben,5")));
    const auto late = ratings({"import", sheet}, workspace);
    CHECK_EQ(late.exitCode, 3);
    CHECK(late.out.find("rated again") != std::string::npos);
    CHECK_EQ(good({"list", "--json"}, workspace).jsonLines()[1].at("humans").at("ben").at("score").get<int>(), 3);
}

TEST(bad_lines_are_reported_and_good_ones_taken) {
    const Fixture fixture;
    const auto workspace = fixture.workspace("ws");
    rate(workspace, "ann", 7, 4);
    rate(workspace, "ann", 8, 2);
    good({"export", fixture.file("a.jsonl")}, workspace);
    const auto other = fixture.workspace("other");
    const std::string text = contents(fixture.file("a.jsonl"));
    const std::string first = text.substr(0, text.find('\n') + 1);
    CHECK_OK(writeFileAtomically(fixture.file("bad.jsonl"),
                                 text + "{\"id\":\n" + replaced(first, "\"score\":4", "\"score\":5") + "\n\x1B[2J\n"));
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"import", fixture.file("bad.jsonl"), "--json", "--workspace", other},
          std::vector<std::string>{"merge", fixture.file("bad.jsonl"), "-o", fixture.file("out.jsonl"), "--json"}}) {
        const auto output = ratings(arguments);
        CHECK_EQ(output.exitCode, 3);
        CHECK_EQ(output.json().at("refused_count").get<int>(), 3);
        CHECK(output.json().at("refused")[0].get<std::string>().find("Line 3 of bad.jsonl") != std::string::npos);
        CHECK(output.json().at("refused")[1].get<std::string>().find("Line 4 of bad.jsonl is damaged") !=
              std::string::npos);
    }
    CHECK_EQ(contents(fixture.file("out.jsonl")), text);
    CHECK_EQ(good({"export", "-"}, other).out, text);
    CHECK(ratings({"import", fixture.file("bad.jsonl")}, workspace).out.find('\x1B') == std::string::npos);

    CHECK(ratings({"import", fixture.file("absent.jsonl")}, workspace).exitCode != 0);
    CHECK(ratings({"merge", fixture.file("absent.jsonl"), "-o", fixture.file("x.jsonl")}).exitCode != 0);
    CHECK(!fs::exists(fixture.file("x.jsonl")));
    CHECK(ratings({"list"}, fixture.file("no workspace")).exitCode != 0);
    CHECK_EQ(ratings({"import", fixture.sae.string(), "--csv"}, workspace).exitCode, 3);
}

TEST(wrong_usage_of_ratings_is_told) {
    const Fixture fixture;
    const auto workspace = fixture.workspace("ws");
    const std::vector<std::vector<std::string>> wrong = {
        {},
        {"import"},
        {"merge", "a.jsonl"},
        {"add", "--feature", "1", "--score", "4"},
        {"add", "--rater", "ann", "--score", "4"},
        {"add", "--rater", "ann", "--feature", "1"},
        {"add", "--rater", "ann", "--feature", "1", "--score", "6"},
        {"add", "--rater", "ann", "--feature", "-1", "--score", "4"},
        {"add", "--rater", "ann", "--feature", "1", "--score", "4", "--undo"},
        {"add", "--rater", "ann", "--feature", "1", "--flag", "--unflag"},
        {"add", "--rater", "ann", "--feature", "99999999999", "--score", "4"}};
    for (const auto& arguments : wrong) {
        CHECK_EQ(ratings(arguments, workspace).exitCode, 2);
    }
    CHECK_EQ(ratings({"add", "--rater", "a\nb", "--feature", "1", "--score", "4"}, workspace).exitCode, 3);
    CHECK_EQ(ratings({"list", "--sae", "nonsense"}, workspace).exitCode, 3);
    CHECK(good({"list"}, workspace).out.find("feature") != std::string::npos);
    const auto help = safer({"ratings", "--help"});
    CHECK_EQ(help.exitCode, 0);
    CHECK(help.out.find("xample") != std::string::npos);
    for (const char* command : {"import", "export", "merge", "list", "add", "agreement"}) {
        CHECK_EQ(safer({"ratings", command, "--help"}).exitCode, 0);
    }
}

TEST(agreement_is_measured) {
    const Fixture fixture;
    const auto workspace = fixture.workspace("ws");
    const std::string sae = (*Workspace::open(workspace))->artifact(ArtifactKind::Sae, "sae")->contentHash;
    // Ten features: ann and ben agree on seven; the judge says what ann says, once a step lower.
    const int ann[] = {1, 1, 2, 2, 3, 3, 4, 4, 5, 5};
    const int ben[] = {1, 1, 2, 2, 3, 4, 4, 5, 5, 4};
    std::vector<RatingEvent> events;
    for (std::uint32_t i = 0; i < 10; ++i) {
        const int judge = i == 9 ? 4 : ann[i];
        for (const auto& [rater, score] :
             {std::pair("ann", ann[i]), std::pair("ben", ben[i]), std::pair("gpt", judge)}) {
            RatingEvent event;
            event.id = newRatingId();
            event.createdAt = ratingTimestamp(events.empty() ? "" : events.back().createdAt);
            event.saeHash = sae;
            event.feature = FeatureId(i);
            event.rater = rater;
            event.raterKind = event.rater == "gpt" ? RaterKind::Judge : RaterKind::Human;
            event.score = score;
            events.push_back(event);
        }
    }
    CHECK_OK(writeRatingFile(fixture.file("r.jsonl"), events));
    good({"import", fixture.file("r.jsonl")}, workspace);
    const auto report = good({"agreement", "--json", "--resamples", "200"}, workspace).json();
    const auto& people = report.at("people").at(0);
    const auto& judge = report.at("judges").at(0);
    CHECK_EQ(people.at("ratings").get<int>(), 10);
    CHECK_NEAR(people.at("percent").at("value").get<double>(), 0.7, 1e-12);
    // Chance: ann has two of each, so it is 2/10 whatever ben does: (0.7 - 0.2) / (1 - 0.2).
    CHECK_NEAR(people.at("kappa").at("value").get<double>(), 0.625, 1e-12);
    CHECK(people.at("kappa").at("ci_low").get<double>() < 0.625);
    CHECK_EQ(judge.at("judge").get<std::string>(), "gpt");
    CHECK_EQ(report.at("seed").get<int>(), 1);
    CHECK(good({"agreement", "--json", "--resamples", "200"}, workspace).json() == report);
    CHECK(good({"agreement", "--json", "--resamples", "200", "--seed", "2"}, workspace).json() != report);

    const auto text = good({"agreement"}, workspace).out;
    for (const char* words :
         {"ann and ben", "70.0 [", "0.62", "gpt and people", "Krippendorff", "Rows: ann, columns: ben"}) {
        CHECK(text.find(words) != std::string::npos);
    }
    CHECK(good({"agreement", "--resamples", "0"}, workspace).out.find('[') == std::string::npos);
    CHECK_EQ(ratings({"agreement", "--judge", "nobody"}, workspace).exitCode, 3);
    CHECK_EQ(good({"agreement", "--judge", "gpt", "--json"}, workspace).json().at("judges").size(), 1u);
    CHECK(good({"agreement"}, fixture.workspace("empty")).out.find("No feature") != std::string::npos);
}
