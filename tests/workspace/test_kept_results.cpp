// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/workspace/kept_results.h"
#include "core/workspace/steering_profiles.h"
#include "tests/workspace/workspace_fixture.h"

using namespace saferscope;
using namespace saferscope::check;

namespace {

KeptResult pairResult(const std::string& name) {
    KeptResult result;
    result.name = name;
    result.note = "=1+1";
    result.intervention = changeAll({FeatureId(3)}, FeatureOperation::Scale, 2.0);
    result.pairId = "p7";
    result.datasetName = "hh";
    result.before = RewardPair{1.0, 0.5};
    result.after = RewardPair{0.25, 0.5};
    return result;
}

KeptResult survey(const std::string& name) {
    KeptResult result = pairResult(name);
    result.kind = KeptResult::Kind::Survey;
    result.before.reset();
    result.after.reset();
    result.pairId.clear();
    EffectSums sums;
    sums.add({1, 0}, {0.5, 0}, true);
    sums.add({2, 0}, {1.1, 0}, true);
    result.sections = {sums.result("all"), sums.result("chat")};
    return result;
}

SteeringProfile profile(const std::string& name) {
    SteeringProfile made;
    made.name = name;
    made.saeHash = "sae";
    made.intervention = changeAll({FeatureId(1)}, FeatureOperation::Ablate);
    return made;
}

}  // namespace

TEST(results_are_kept_renamed_and_removed) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(keepResult(*workspace, pairResult("first"), false));
    CHECK(!keepResult(*workspace, pairResult("first"), false));
    CHECK_OK(keepResult(*workspace, survey("second"), false));
    CHECK(!keepResult(*workspace, pairResult("a/b"), false));
    CHECK(!keepResult(*workspace, pairResult(""), true));
    auto kept = keptResults(*workspace);
    CHECK_EQ(kept.size(), 2u);
    CHECK(!kept[0].createdAt.empty());
    CHECK_OK(renameKeptResult(*workspace, "first", "third"));
    CHECK(!renameKeptResult(*workspace, "first", "fourth"));
    CHECK(!renameKeptResult(*workspace, "second", "third"));
    CHECK_OK(removeKeptResult(*workspace, "second"));
    CHECK(!removeKeptResult(*workspace, "second"));
    kept = keptResults(*workspace);
    CHECK_EQ(kept.size(), 1u);
    CHECK_EQ(kept[0].name, "third");  // not what the text says
    CHECK_EQ(kept[0].after->chosen, 0.25);
    CHECK(kept[0].intervention == pairResult("").intervention);
}

TEST(damaged_results_are_left_out) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK_OK(keepResult(*workspace, survey("good"), false));
    CHECK_OK(workspace->saveDocument({"causal-result", "bad", "", Json{{"format", "other"}}}, false));
    CHECK_OK(workspace->saveDocument({"steering-profile", "bad", "", Json::array()}, false));
    CHECK_EQ(keptResults(*workspace).size(), 1u);
    CHECK(steeringProfiles(*workspace).empty());
    CHECK(!steeringProfile(*workspace, "bad"));
}

TEST(results_survive_json_and_damaged_ones_do_not) {
    for (const KeptResult& result : {pairResult("a"), survey("b")}) {
        const Json json = toJson(result);
        const auto read = keptResultFromJson(*parseJson(dumpJson(json), "x"), "x");
        CHECK_OK(read);
        CHECK(toJson(*read) == json);
        for (const auto& item : json.items()) {
            Json bad = json;
            bad.erase(item.key());
            CHECK(!keptResultFromJson(bad, "x"));
            bad[item.key()] = true;
            CHECK(!keptResultFromJson(bad, "x"));
        }
    }
}

TEST(results_side_by_side) {
    const auto table = keptResultTable({pairResult("one"), survey("two")});
    CHECK_EQ(table.size(), 4u);  // head, the pair, two sections
    for (const auto& row : table) {
        CHECK_EQ(row.size(), table[0].size());
    }
    const auto cell = [&](std::size_t row, const std::string& column) {
        const auto& head = table[0];
        return table[row][static_cast<std::size_t>(std::find(head.begin(), head.end(), column) - head.begin())];
    };
    CHECK_EQ(cell(1, "section"), "pair p7");
    CHECK_EQ(cell(1, "margin_change"), "-0.75");
    CHECK_EQ(cell(1, "lost"), "1");
    CHECK_EQ(cell(1, "margin_ci_low"), "");  // one pair has no interval
    CHECK_EQ(cell(1, "change"), "scale 3 by 2");
    CHECK_EQ(cell(2, "section"), "all");
    CHECK_EQ(cell(3, "section"), "chat");
    CHECK_EQ(cell(3, "pairs"), "2");
}

TEST(profiles_are_kept_by_name) {
    const TemporaryFolder folder;
    const auto workspace = makeWorkspace(folder.path() / "ws");
    CHECK(!steeringProfile(*workspace, "mine"));
    CHECK_OK(saveSteeringProfile(*workspace, profile("mine"), false));
    CHECK(!saveSteeringProfile(*workspace, profile("mine"), false));
    auto changed = profile("mine");
    changed.note = "better";
    CHECK_OK(saveSteeringProfile(*workspace, changed, true));
    CHECK_EQ(steeringProfile(*workspace, "mine")->note, "better");
    CHECK(!steeringProfile(*workspace, "mine")->createdAt.empty());
    CHECK_OK(workspace->renameDocument("steering-profile", "mine", "yours"));
    CHECK_EQ(steeringProfile(*workspace, "yours")->name, "yours");
    CHECK_EQ(steeringProfiles(*workspace).size(), 1u);
    CHECK_OK(removeSteeringProfile(*workspace, "yours"));
    CHECK(steeringProfiles(*workspace).empty());
}
