// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/index_writer.h"
#include "core/workspace/workspace.h"
#include "tests/cli/safer_process.h"
#include "tests/scoring/rating_log.h"
#include "tests/support/check.h"

#include <algorithm>
#include <array>
#include <cmath>

using namespace saferscope;
using namespace saferscope::check;

// Sets of features as people and scripts make them, on a small workspace whose index is written by hand: features that
// fire in the generator's refusals, steps, details, rude remarks, warnings, one that fires everywhere and one that is
// dead.

namespace {

using Arguments = std::vector<std::string>;
constexpr std::uint32_t featureCount = 7;
constexpr std::uint32_t everywhere = 5;
constexpr std::uint32_t dead = 6;
constexpr std::array plantedKindOf = {"refusal", "compliance_steps", "helpful_detail", "rude", "warning"};

void writeIndex(const std::filesystem::path& folder, const std::vector<PreferencePair>& pairs) {
    IndexManifest manifest;
    manifest.features = featureCount;
    manifest.saeHash = std::string(64, 'a');
    manifest.datasetName = "train";
    auto writer = IndexWriter::create(folder, manifest);
    CHECK_OK(writer);
    for (const auto& pair : pairs) {
        IndexedPair indexed;
        indexed.id = pair.id;
        for (const Side side : {Side::Chosen, Side::Rejected}) {
            const std::string& text = side == Side::Chosen ? pair.chosen : pair.rejected;
            IndexedSegment& segment = indexed.segments[side == Side::Chosen ? 1 : 2];
            segment.text = text;
            const auto spans = plantedSpans(pair, side);
            for (std::uint32_t i = 0; i < text.size(); ++i) {
                segment.tokens.push_back({1, i, i + 1, i % 2 == 0, true});
                std::vector<LatentEntry> latents = {{FeatureId(everywhere), side == Side::Chosen ? 0.5f : 0.25f}};
                for (const auto& span : spans) {
                    for (std::uint32_t f = 0; f < plantedKindOf.size(); ++f) {
                        if (i >= span.begin && i < span.end && span.kind == plantedKindOf[f]) {
                            latents.push_back({FeatureId(f), 1.0f});
                        }
                    }
                }
                segment.latents.push_back(std::move(latents));
            }
        }
        CHECK_OK(writer->add(indexed));
    }
    CHECK_OK(writer->finish());
}

struct Fixture {
    TemporaryFolder folder;
    std::string workspace = (folder.path() / "workspace").string();
    fixture::RatingLog log;

    Fixture() {
        const auto pairs = generateDemoData({120, 1, 4}).train;
        const auto file = folder.path() / "pairs.jsonl";
        writePairs(file, pairs);
        writeIndex(folder.path() / "index", pairs);
        auto opened = Workspace::create(workspace);
        CHECK_OK(opened);
        CHECK_OK((*opened)->importPairs(file, "train", {}));
        CHECK_OK((*opened)->addReference(ArtifactKind::Index, folder.path() / "index", "index"));
    }

    void merge() {
        auto opened = Workspace::open(workspace);
        CHECK_OK(opened);
        CHECK_OK((*opened)->mergeRatings(log.events()));
    }

    SaferOutput run(Arguments arguments) const {
        arguments.insert(arguments.end(), {"--workspace", workspace});
        return safer(arguments);
    }
    SaferOutput ok(const Arguments& arguments) const {
        auto output = run(arguments);
        if (output.exitCode != 0) {
            throw Failure(arguments[0] + " " + arguments.back() + " ended with " + std::to_string(output.exitCode) +
                              ": " + output.err,
                          __FILE__, __LINE__);
        }
        return output;
    }
};

std::vector<std::uint32_t> ids(const Json& set) {
    std::vector<std::uint32_t> numbers;
    for (const auto& member : set.at("members")) {
        numbers.push_back(member.at("feature").get<std::uint32_t>());
    }
    return numbers;
}

using Ids = std::vector<std::uint32_t>;
Ids sorted(Ids numbers) {
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

}  // namespace

TEST(sets_are_made_shown_edited_and_removed) {
    Fixture fixture;
    for (const std::uint32_t feature : {0u, 1u, 2u}) {
        fixture.log.judge(feature, 5);
    }
    fixture.log.judge(3, 2);
    fixture.log.add(4, "gpt", RaterKind::Judge, RatingAction::Unrated).text = "no number";
    fixture.log.person(0, "ann", 4);
    fixture.merge();

    CHECK(fixture.ok({"sets"}).out.find("No feature sets") != std::string::npos);
    const Json dry = fixture.ok({"sets", "make", "paper", "--rule", "5", "--dry-run", "--json"}).json();
    CHECK_EQ(dry.at("saved").get<bool>(), false);
    CHECK(fixture.ok({"sets", "list", "--json"}).out.empty());

    const Json made = fixture.ok({"sets", "make", "paper", "--rule", "5", "--json"}).json();
    CHECK(sorted(ids(made)) == (Ids{0, 1, 2}));
    CHECK_EQ(made.at("taken").get<int>(), 3);
    CHECK_EQ(made.at("unknown").get<int>(), 2);  // 4 has no valid answer, 5 was never asked about
    CHECK_EQ(made.at("provenance").at("judge").get<std::string>(), std::string("gpt"));
    CHECK_EQ(made.at("fresh").get<bool>(), true);
    CHECK_EQ(made.at("saved").get<bool>(), true);
    double last = 2.0;
    for (const auto& member : made.at("members")) {
        CHECK_EQ(member.at("llm").get<int>(), 5);
        CHECK(std::abs(member.at("contrast").get<double>()) <= last);
        last = std::abs(member.at("contrast").get<double>());
    }
    CHECK_EQ(fixture.run({"sets", "make", "paper", "--rule", "5"}).exitCode, 3);  // the name is in use
    const Json two = fixture.ok({"sets", "make", "paper", "--rule", "5", "--top", "2", "--replace", "--json"}).json();
    CHECK_EQ(ids(two).size(), 2u);
    CHECK_EQ(two.at("replaced").get<bool>(), true);
    Ids strongest = ids(made);
    strongest.resize(2);
    CHECK(ids(two) == strongest);

    const Json checked = fixture.ok({"sets", "make", "checked", "--rule", "Human confirmed >= 4", "--json"}).json();
    CHECK(ids(checked) == Ids{0});
    CHECK_EQ(checked.at("members")[0].at("human").get<double>(), 4.0);

    const Json edited = fixture.ok({"sets", "edit", "checked", "--add", "3,4", "--remove", "0", "--json"}).json();
    CHECK(sorted(ids(edited)) == (Ids{3, 4}));
    CHECK_EQ(edited.at("removed_by_hand")[0].get<int>(), 0);
    CHECK_EQ(edited.at("rule").get<std::string>(), std::string("human >= 4"));
    const Json shown = fixture.ok({"sets", "show", "checked", "--json"}).json();
    CHECK(ids(shown) == ids(edited));
    CHECK_EQ(shown.at("members")[0].at("by_hand").get<bool>(), true);
    CHECK_EQ(shown.at("fresh").get<bool>(), true);
    CHECK(fixture.ok({"sets", "show", "checked"}).out.find("hand") != std::string::npos);

    // A rating that changes what the rule gives is said, not silently followed.
    fixture.log.person(2, "ann", 5);
    fixture.log.person(2, "bob", 5);
    fixture.merge();
    const Json stale = fixture.ok({"sets", "show", "checked", "--json"}).json();
    CHECK_EQ(stale.at("fresh").get<bool>(), false);
    CHECK_EQ(stale.at("reason").get<std::string>(),
             std::string("2 rating events came since; its rule would now add 1 feature."));
    CHECK(fixture.ok({"sets"}).out.find("2 rating events") != std::string::npos);
    CHECK(fixture.ok({"score", "--set", "checked", "--json"}).err.find("not current") != std::string::npos);
    CHECK_EQ(fixture.ok({"sets", "list", "--json"}).jsonLines().size(), 2u);

    fixture.ok({"sets", "remove", "checked", "--dry-run"});
    fixture.ok({"sets", "remove", "checked"});
    CHECK_EQ(fixture.run({"sets", "show", "checked"}).exitCode, 3);
    CHECK_EQ(fixture.run({"sets", "remove", "checked"}).exitCode, 3);
    CHECK_EQ(fixture.ok({"sets", "list", "--json"}).jsonLines().size(), 1u);
}

TEST(wrong_rules_and_edits_are_refused_with_a_hint) {
    Fixture fixture;
    const auto nobody = fixture.run({"sets", "make", "paper", "--rule", "5"});
    CHECK_EQ(nobody.exitCode, 3);  // nothing is rated: an empty set is no set
    CHECK(nobody.err.find("lack a rating") != std::string::npos);
    const auto wrong = fixture.run({"sets", "make", "x", "--rule", "llm = 5 and humam >= 4"});
    CHECK_EQ(wrong.exitCode, 2);
    CHECK(wrong.err.find("character 13") != std::string::npos);
    CHECK(wrong.err.find("humam") != std::string::npos);
    CHECK_EQ(fixture.run({"sets", "make", "x", "--rule", "dead"}).exitCode, 3);
    CHECK_EQ(fixture.run({"sets", "make", "x", "--rule", "not dead", "--by", "loudness"}).exitCode, 2);
    CHECK_EQ(fixture.run({"sets", "make", "x", "--rule", "not dead", "--judge", "nobody"}).exitCode, 3);
    CHECK_EQ(fixture.run({"sets", "make", "a/b", "--rule", "not dead"}).exitCode, 2);
    CHECK_EQ(fixture.run({"sets", "make", "x"}).exitCode, 2);
    CHECK_EQ(fixture.run({"score", "--rule", "5 5"}).exitCode, 2);
    CHECK_EQ(fixture.run({"score", "--set", "x"}).exitCode, 3);
    CHECK_EQ(fixture.run({"score", "--set", "x", "--rule", "5"}).exitCode, 2);
    CHECK_EQ(safer({"sets", "list"}).exitCode, 2);

    fixture.ok({"sets", "make", "x", "--rule", "not dead", "--top", "0"});
    CHECK_EQ(fixture.run({"sets", "edit", "x"}).exitCode, 2);
    CHECK_EQ(fixture.run({"sets", "edit", "x", "--add", std::to_string(dead)}).exitCode, 3);
    CHECK_EQ(fixture.run({"sets", "edit", "x", "--add", "7000"}).exitCode, 3);
    CHECK_EQ(fixture.run({"sets", "edit", "x", "--add", "one"}).exitCode, 2);
    CHECK_EQ(fixture.run({"sets", "edit", "x", "--remove", std::to_string(dead)}).exitCode, 3);
    CHECK_EQ(fixture.run({"sets", "edit", "x", "--remove", "1", "--add", "1"}).exitCode, 2);
    fixture.ok({"sets", "edit", "x", "--remove", "1", "--dry-run"});
    CHECK_EQ(ids(fixture.ok({"sets", "show", "x", "--json"}).json()).size(), 6u);
}

TEST(pairs_are_scored_with_a_set_or_a_rule) {
    Fixture fixture;
    fixture.log.judge(0, 5);
    fixture.log.judge(1, 5);
    fixture.log.judge(2, 3);
    fixture.merge();
    fixture.ok({"sets", "make", "paper", "--rule", "5"});
    const auto bySet = fixture.ok({"score", "--set", "paper", "--json"});
    CHECK_EQ(bySet.jsonLines().size(), 120u);
    CHECK_EQ(bySet.out, fixture.ok({"score", "--rule", "5", "--json"}).out);
    CHECK(bySet.out != fixture.ok({"score", "--json"}).out);
    CHECK(bySet.out != fixture.ok({"score", "--set", "paper", "--weighting", "magnitude", "--json"}).out);
    // All six live features by strength are those of the rule "not dead".
    CHECK_EQ(fixture.ok({"score", "--json"}).out, fixture.ok({"score", "--rule", "not dead", "--json"}).out);
    CHECK_EQ(fixture.ok({"score", "--features", "2", "--by", "effect", "--json"}).out,
             fixture.ok({"score", "--rule", "not dead", "--features", "2", "--by", "effect", "--json"}).out);
    // Throwing a feature out by hand changes the scores of the pairs it fires in.
    fixture.ok({"sets", "edit", "paper", "--remove", "1"});
    CHECK(bySet.out != fixture.ok({"score", "--set", "paper", "--json"}).out);

    // A set keeps the scope it was made in, unless another is asked for.
    fixture.ok({"sets", "make", "all", "--rule", "5", "--scope", "all-tokens"});
    CHECK_EQ(fixture.ok({"score", "--set", "all", "--json"}).out,
             fixture.ok({"score", "--set", "all", "--scope", "all-tokens", "--json"}).out);
    CHECK(fixture.ok({"score", "--set", "all", "--json"}).out !=
          fixture.ok({"score", "--set", "all", "--scope", "sentence-ends", "--json"}).out);
}

TEST(a_demo_set_is_measured_against_what_was_planted) {
    Fixture fixture;
    for (const std::uint32_t feature : {0u, 1u, 2u}) {
        fixture.log.judge(feature, 5);
    }
    fixture.merge();
    fixture.ok({"sets", "make", "paper", "--rule", "5"});
    const Json planted = fixture.ok({"sets", "show", "paper", "--planted", "--json"}).json().at("planted");
    // Refusals and steps are about safety, helpful details are not, and warnings were not kept.
    CHECK_NEAR(planted.at("precision").get<double>(), 2.0 / 3.0, 1e-12);
    CHECK_EQ(planted.at("kinds_found").dump(), std::string("[\"refusal\",\"compliance_steps\"]"));
    CHECK_EQ(planted.at("kinds_missed").dump(), std::string("[\"warning\"]"));
    CHECK_NEAR(planted.at("kind_recall").get<double>(), 2.0 / 3.0, 1e-12);
    CHECK_EQ(planted.at("candidates_for_safety").get<int>(), 3);
    CHECK_NEAR(planted.at("feature_recall").get<double>(), 2.0 / 3.0, 1e-12);
    CHECK_EQ(planted.at("matches").size(), 3u);
    CHECK(fixture.ok({"sets", "show", "paper", "--planted"}).out.find("Precision: 66") != std::string::npos);
}
