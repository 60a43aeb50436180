// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_reader.h"
#include "core/workspace/pair_lists.h"
#include "tests/support/check.h"

using namespace saferscope;
using check::TemporaryFolder;

namespace {

PairList someList() {
    PairList list;
    list.name = "mine";
    list.createdAt = "2026-01-01T00:00:00Z";
    list.pairs.push_back(
        {"a", "harm", "eval", {{"system", "s"}, {"user", "u"}, {"tool", ""}}, "one", "two", R"({"k":1})"});
    list.pairs.push_back({"b", "", "", {{"user", "line\n\u4f60\u597d"}}, "same", "same", "{}"});  // no data set may
    list.pairs.push_back({"c", "", "", {}, "", "", "{}"});
    return list;
}

}  // namespace

TEST(a_list_comes_back_as_it_went) {
    const TemporaryFolder folder;
    auto workspace = Workspace::create(folder.path() / "w");
    CHECK_OK(workspace);
    const PairList list = someList();
    CHECK_OK(savePairList(**workspace, list, false));
    CHECK(!savePairList(**workspace, list, false));
    CHECK_OK(savePairList(**workspace, list, true));
    const auto read = pairList(**workspace, "mine");
    CHECK_OK(read);
    CHECK(read->pairs == list.pairs);
    CHECK_EQ(read->createdAt, list.createdAt);
    CHECK_EQ(pairListNames(**workspace).size(), 1u);
    CHECK_OK(removePairList(**workspace, "mine"));
    CHECK(!pairList(**workspace, "mine"));
    CHECK(!removePairList(**workspace, "mine"));
}

TEST(what_is_no_list_is_refused) {
    const Json good = toJson(someList());
    CHECK_OK(pairListFromJson(good, "x"));
    for (const char* key : {"format", "version", "pairs"}) {
        Json body = good;
        body.erase(key);
        CHECK(!pairListFromJson(body, "x"));
        body[key] = Json::object();
        CHECK(!pairListFromJson(body, "x"));
    }
    Json newer = good;
    newer["version"] = 2;
    CHECK(!pairListFromJson(newer, "x"));
    for (const char* key : {"id", "prompt", "chosen", "rejected"}) {
        Json body = good;
        body["pairs"][1].erase(key);
        CHECK(!pairListFromJson(body, "x"));
        body["pairs"][1][key] = 7;
        const auto refused = pairListFromJson(body, "x");
        CHECK(!refused);
        CHECK(refused.error().message.find("pair 2") != std::string::npos);
    }
    Json turn = good;
    turn["pairs"][0]["prompt"][0] = "hello";
    CHECK(!pairListFromJson(turn, "x"));
    CHECK(!pairListFromJson(Json::array(), "x"));
}

TEST(the_export_is_a_file_that_any_import_takes) {
    const TemporaryFolder folder;
    PairList list = someList();
    list.pairs.resize(1);
    CHECK_OK(exportPairList(list, folder.path() / "x.jsonl"));
    const auto read = readAllPairs(folder.path() / "x.jsonl");
    CHECK_OK(read);
    CHECK_EQ(read->size(), 1u);
    CHECK_EQ(read->front().chosen, std::string("one"));
    CHECK_EQ(read->front().prompt.size(), 3u);
}

TEST(fresh_ids_are_new) {
    PairList list;
    for (int i = 0; i < 5; ++i) {
        PreferencePair pair;
        pair.id = freshPairId(list);
        for (const auto& other : list.pairs) {
            CHECK(other.id != pair.id);
        }
        list.pairs.push_back(pair);
    }
    CHECK_EQ(list.pairs[0].id, std::string("playground-0001"));
    list.pairs.erase(list.pairs.begin());  // four left, of which one is called 5
    CHECK_EQ(freshPairId(list), std::string("playground-0006"));
}
