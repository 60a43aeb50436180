// SPDX-License-Identifier: GPL-3.0-or-later
// Every layout of pairs that is promised, through the real program: imported by name and by itself, and scored.
#include "core/formats/accepted_formats.h"
#include "tests/cli/safer_process.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cstdlib>
#include <fstream>

using namespace saferscope;
using namespace saferscope::check;
namespace fs = std::filesystem;

namespace {

fs::path fixtures() { return sourceFolder() / "tests" / "fixtures" / "formats"; }

struct Case {
    std::string id;
    std::string file;
    std::string option;
    Json expected;
};

std::vector<Case> cases() {
    std::vector<Case> all;
    for (const auto& format : acceptedFormats()) {
        if (format.kind == FormatKind::Pairs) {
            const std::string id(format.id);
            const auto expected = readJsonFile(fixtures() / id / "expected.json");
            CHECK_OK(expected);
            const auto file = fixtures() / id / expected->at("file").get<std::string>();
            all.push_back({id, file.string(), std::string(format.option), *expected});
        }
    }
    return all;
}

// --layout or --map as the row says.
std::vector<std::string> how(const Case& one) {
    if (one.expected.contains("map")) {
        return {"--map", one.expected["map"].get<std::string>()};
    }
    return one.option.empty() || one.option == "--map" ? std::vector<std::string>{}
                                                       : std::vector<std::string>{"--layout", one.option};
}

SaferOutput run(std::vector<std::string> arguments, const std::vector<std::string>& more) {
    arguments.insert(arguments.end(), more.begin(), more.end());
    return safer(arguments);
}

void require(bool fine, const Case& one, const SaferOutput& said) {
    if (!fine) {
        throw Failure(one.id + ": " + said.out.substr(0, 600) + said.err.substr(0, 600), __FILE__, __LINE__);
    }
}

}  // namespace

TEST(every_layout_is_imported_and_scored) {
    const TemporaryFolder folder;
    const auto workspace = (folder.path() / "ws").string();
    const auto model = (folder.path() / "rm").string();
    const auto pairs = folder.path() / "pairs.jsonl";
    writePairs(pairs, generateDemoData({30, 1, 4}).train);
    const auto trained = run({"train-rm", "--data", pairs.string(), "--output", model, "--quiet"}, tinyModelOptions());
    CHECK_EQ(trained.exitCode, 0);
    for (const auto& one : cases()) {
        const std::size_t count = one.expected.at("pairs").size();
        const auto dry = run({"import", one.file, "--dry-run", "--json"}, how(one));
        if (dry.exitCode != 0 && one.expected.contains("needs")) {
            require(dry.err.find(one.expected.value("refusal", "built without")) != std::string::npos, one, dry);
            continue;
        }
        require(dry.exitCode == 0, one, dry);
        require(dry.json().at("pairs") == count && dry.json().at("preview").size() == std::min<std::size_t>(3, count),
                one, dry);
        require(dry.json()["preview"][0].at("id") == one.expected["pairs"][0].at("id"), one, dry);
        const auto imported =
            run({"import", one.file, "--workspace", workspace, "--name", one.id, "--json", "--quiet"}, how(one));
        require(imported.exitCode == 0, one, imported);
        const Json json = imported.json();
        require(json.at("pairs") == count && json.at("layout") == one.expected.value("layout", ""), one, imported);
        require(json.at("skipped") == one.expected.value("issues", 0), one, imported);
        const Json& counts = json.at("counts");
        require(counts.at("records").get<int>() ==
                    counts.at("used").get<int>() + counts.at("issues").get<int>() + counts.at("unpaired").get<int>(),
                one, imported);
        for (const auto& part : one.expected.value("notes", std::vector<std::string>())) {
            const std::string escaped = Json(part).dump();
            require(json.at("notes").dump().find(escaped.substr(1, escaped.size() - 2)) != std::string::npos, one,
                    imported);
        }
        const auto rewards =
            run({"reward", "--model", model, "--data", one.file, "--skip-bad", "--json", "--quiet"}, how(one));
        require(rewards.exitCode == 0, one, rewards);
        const auto lines = rewards.jsonLines();
        require(lines.size() == count, one, rewards);
        for (std::size_t i = 0; i < count; ++i) {
            require(lines[i].at("id") == one.expected["pairs"][i].at("id"), one, rewards);
        }
    }
}

// The window takes such a file by its columns' names; the command refused it.
TEST(columns_with_clear_names_are_taken_and_said) {
    const TemporaryFolder folder;
    const auto file = (folder.path() / "mine.csv").string();
    std::ofstream(file) << "question,best,worst,mood\nq1,a,b,c\nq2,d,e,f\n";
    const auto workspace = (folder.path() / "ws").string();
    const auto imported = safer({"import", file, "--workspace", workspace, "--quiet", "--json"});
    CHECK_EQ(imported.exitCode, 0);
    CHECK(imported.err.find("--map \"prompt=question,chosen=best,rejected=worst\"") != std::string::npos);
    CHECK_EQ(imported.json().at("pairs"), 2);
    CHECK_EQ(imported.json().at("layout"), "mapped");
    const auto dry = safer({"import", file, "--dry-run", "--json"});
    CHECK_EQ(dry.json().at("preview")[0].at("id"), "pair_1");  // by record; the header is none
    CHECK_EQ(dry.json().at("preview")[0].at("chosen"), "a");
    // Names that leave a choice: refused, with what might be meant.
    for (const auto& [header, part] : {std::pair{"question,context,best,worst", "may be \"question\" or \"context\""},
                                       std::pair{"question,response_a,response_b,mood", "Nothing says which of"},
                                       std::pair{"question,best,better,worst", "may be \"best\" or \"better\""}}) {
        std::ofstream(file) << header << "\nq,a,b,c\n";
        const auto refused = safer({"import", file, "--workspace", workspace, "--name", "other"});
        CHECK_EQ(refused.exitCode, 3);
        CHECK(refused.err.find(part) != std::string::npos);
        CHECK(refused.err.find("Perhaps --map \"prompt=question,") != std::string::npos);
    }
    std::ofstream(file) << "question,response_a,response_b,winner\nq,a,b,B\n";
    const auto verdict = safer({"import", file, "--dry-run", "--json"});
    CHECK_EQ(verdict.exitCode, 0);
    CHECK_EQ(verdict.json().at("preview")[0].at("chosen"), "b");
}

TEST(what_is_no_layout_gets_a_guess_and_bad_mappings_are_usage_errors) {
    const TemporaryFolder folder;
    const auto file = (folder.path() / "mine.zst.csv").string();
    std::ofstream(file) << "question;best;worst;mood\nq;a;b;c\n";
    const auto unknown = safer({"import", file, "--dry-run", "--layout", "strings"});
    CHECK_EQ(unknown.exitCode, 0);  // somebody named the layout: nothing is guessed, and every record is left out
    CHECK(unknown.err.find("--map") == std::string::npos);
    const auto good = safer({"import", file, "--dry-run", "--map", "prompt=question,chosen=best,rejected=worst"});
    CHECK_EQ(good.exitCode, 0);
    CHECK(good.out.find("chosen: a") != std::string::npos);
    CHECK(good.out.find("Not kept: mood.") != std::string::npos);
    for (const auto& wrong :
         std::vector<std::vector<std::string>>{{"--map", "prompt=question"},
                                               {"--map", "prompt=q,chosen=a,rejected=b", "--layout", "hh"},
                                               {"--preference", "nicer"},
                                               {"--layout", "parquet"},
                                               {"--layout", "mapped"}}) {
        const auto said = run({"import", file, "--dry-run"}, wrong);
        CHECK_EQ(said.exitCode, 2);
    }
    const auto named =
        safer({"import", (fixtures() / "pairs-gzip" / "pairs.jsonl.zst").string(), "--dry-run", "--json"});
    if (named.exitCode == 0) {
        CHECK_EQ(named.json().at("dataset").get<std::string>(), "pairs");
    }
}
