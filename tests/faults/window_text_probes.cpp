// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/window_text_probes.h"

#include "core/features/index_writer.h"
#include "core/jobs/run_state.h"
#include "tests/support/check.h"
#include "tests/ui/support_synthetic_index.h"
#include "tests/workspace/workspace_fixture.h"

#include <fstream>

namespace saferscope::check {
namespace {

std::string repeated(const std::string& text, int times) {
    std::string all;
    all.reserve(text.size() * static_cast<std::size_t>(times));
    for (int i = 0; i < times; ++i) {
        all += text;
    }
    return all;
}

std::string named(const char* what) { return std::string("⟦") + what + "⟧ " + literalProbe; }

/// Behind names, where texts are huge: files can call what they hold by a megabyte.
std::string tailOf(const std::vector<std::string>& texts) {
    return texts.front().size() > 100'000 ? " " + texts.front() : std::string();
}

IndexedSegment segmentOf(const std::string& text, bool response, std::uint32_t seed) {
    IndexedSegment segment = tokenizeForTest(text, response);
    for (std::size_t i = 0; i < segment.tokens.size(); ++i) {
        segment.latents.push_back({{FeatureId(static_cast<std::uint32_t>(i + seed) % 64), 2.0f},
                                   {FeatureId(64 + static_cast<std::uint32_t>(i * 7 + seed) % 64), 1.0f}});
    }
    if (!segment.tokens.empty()) {
        segment.tokens.back().sentenceEnd = true;
    }
    return segment;
}

void makeIndex(const std::filesystem::path& folder, const std::vector<std::string>& texts) {
    IndexManifest manifest;
    manifest.modelHash = "model";
    manifest.saeHash = "sae";
    manifest.datasetHash = "data";
    manifest.datasetName = named("index-data");
    manifest.layer = 3;
    manifest.k = 16;
    manifest.features = 128;
    auto writer = IndexWriter::create(folder, manifest, 64);
    CHECK_OK(writer);
    std::size_t taken = 0;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        IndexedPair pair;
        pair.id = named("id") + " " + std::to_string(i) + tailOf(texts);
        pair.subset = named(i % 2 == 0 ? "subset" : "subset-two") + tailOf(texts);
        pair.rewardChosen = 1.0f + static_cast<float>(i % 5);
        pair.rewardRejected = static_cast<float>(i % 3);
        const auto seed = static_cast<std::uint32_t>(i);
        // Only one of the three is huge: three would prove no more and take three times as long.
        const bool huge = texts[i].size() > 100'000;
        pair.segments[0] = segmentOf(huge ? "What is this?" : texts[i], false, seed);
        pair.segments[1] = segmentOf(texts[i] + ".", true, seed);
        pair.segments[2] = segmentOf(huge ? "No." : "No, " + texts[i], true, seed + 1);
        // What the index refuses is not the window's business.
        taken += writer->add(pair).has_value() ? 1 : 0;
    }
    CHECK(taken * 10 >= texts.size() * 8);
    CHECK_OK(writer->finish());
}

Json pairLine(std::size_t number, const std::string& text) {
    return {{"id", named("pair") + " " + std::to_string(number)},
            {"subset", named("group")},
            {"prompt", text},
            {"chosen", text + " yes"},
            {"rejected", text + " no"}};
}

void addRuns(const Workspace& workspace, const std::vector<std::string>& texts) {
    int number = 0;
    for (const JobKind kind : {JobKind::TrainRewardModel, JobKind::TrainSae, JobKind::BuildIndex, JobKind::Evaluate}) {
        RunSpec spec;
        spec.id = "20260726-10000" + std::to_string(number++) + "-probe";
        spec.kind = kind;
        spec.title = named("title") + tailOf(texts);
        spec.createdAt = "2026-07-26T09:00:00Z";
        RunResult result;
        result.state = RunState::Failed;
        result.finishedAt = "2026-07-26T10:00:00Z";
        result.message = named("message") + " <img src='x'> <table><table><table>" + tailOf(texts);
        const RunPaths paths(workspace.runsFolder() / spec.id);
        std::filesystem::create_directories(paths.root);
        CHECK_OK(writeJsonFile(paths.spec(), toJson(spec)));
        CHECK_OK(writeJsonFile(paths.result(), toJson(result)));
        std::string log;
        for (const std::string& text : texts) {
            log += text + "\n";
        }
        writeFile(paths.log(), log);
    }
}

void addOpinions(Workspace& workspace, const std::vector<std::string>& texts) {
    std::vector<RatingEvent> events;
    int second = 0;
    const auto add = [&](std::uint32_t feature, RaterKind kind, RatingAction action, std::optional<int> score,
                         const std::string& text) {
        RatingEvent event;
        event.id = newRatingId();
        event.createdAt =
            "2026-07-26T09:" + std::to_string(10 + second / 60) + ":" + std::to_string(10 + second % 50) + ".000Z";
        ++second;
        event.saeHash = "sae";
        event.feature = FeatureId(feature);
        event.rater = kind == RaterKind::Judge ? "⟦judge⟧ <b>x</b> &File" : "⟦rater⟧ a < b <i>x</i> &File";
        event.raterKind = kind;
        event.action = action;
        event.score = score;
        event.text = text;
        events.push_back(std::move(event));
    };
    for (std::uint32_t feature = 0; feature < 40; ++feature) {
        const std::string& text = texts[feature % texts.size()];
        add(feature, RaterKind::Judge, RatingAction::Rate, 1 + static_cast<int>(feature) % 5,
            named("explanation") + " " + text.substr(0, 8000));
        add(feature, RaterKind::Human, RatingAction::Rate, 5 - static_cast<int>(feature) % 5, "");
        add(feature, RaterKind::Human, RatingAction::Comment, std::nullopt,
            named("comment") + " " + text.substr(0, 8000));
        add(feature, RaterKind::Human, RatingAction::Label, std::nullopt, named("label") + " " + text.substr(0, 120));
    }
    // What the log refuses is not the window's business.
    std::vector<RatingEvent> good;
    for (const RatingEvent& event : events) {
        if (checkRatingEvent(event, "probe")) {
            good.push_back(event);
        }
    }
    CHECK(good.size() >= events.size() / 2);
    CHECK_OK(workspace.mergeRatings(good));
    CHECK_OK(workspace.addRater("⟦rater⟧ a < b <i>x</i> &File"));
}

}  // namespace

std::vector<std::string> naughtyTexts(const std::filesystem::path& canary, const std::string& address) {
    const std::string file = "file://" + canary.string();
    return {
        literalProbe,
        "<s>[INST] hi",
        "</s><s> [/INST]",
        repeated("<table><tr><td>", 16) + "deep" + repeated("</td></tr></table>", 16),
        repeated("<table><tr><td>", 30) + "unclosed",
        "<img src=\"" + file + "\">",
        "<img src=" + file + " width=1 height=1> text",
        "<img src=\"" + address + "/picture.png\">",
        "<a href=\"" + address + "/page\">click</a> <a href=\"" + file + "\">here</a>",
        "<style>@import url(" + address + "/style.css); body { background: url('" + file + "') }</style>",
        "<body background=\"" + file + "\"><p style=\"background-image:url(" + file + ")\">x</p></body>",
        "<link rel=stylesheet href=\"" + file + "\"><object data=\"" + file + "\"></object>",
        "<qt><img src=\"" + file + "\"/></qt>",
        "<!-- a comment --> <!DOCTYPE html><html><script>alert(1)</script></html>",
        "![picture](" + file + ") [link](" + address + "/md)",
        "&lt;b&gt; &amp; &nbsp; &#x202E; &unknown; &&&",
        "&File &Open E&xit",
        "\xE2\x80\xAE"
        "desrever si siht\xE2\x80\xAC after",
        "\xE2\x81\xA6isolated\xE2\x81\xA9 \xE2\x80\x8F\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D\xE2\x80\x8E",
        "zero\xE2\x80\x8Bwidth\xE2\x80\x8C\xE2\x80\x8D\xEF\xBB\xBF \xC2\xAD soft",
        std::string("nul \0 inside", 12),
        "control \x01\x02\x07\x08\x0B\x0C\x1B[31mred\x1B[0m \x7F \xC2\x85",
        "bad \xFF\xFE \xED\xA0\x80 \xC0\xAF \xF5\x80\x80\x80 \xE2\x82 end",
        "line\r\nline\rline\xE2\x80\xA8line\xE2\x80\xA9paragraph\tx",
        "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\xE2\x80\x8D\xF0\x9F\x91\xA6 "
        "\xF0\x9F\x8F\xB3\xEF\xB8\x8F\xE2\x80\x8D\xF0\x9F\x8C\x88",
        "\xE7\x94\xB0\xE4\xB8\xAD\xE3\x81\x95\xE3\x82\x93 \xE6\xB1\x89\xE5\xAD\x97 "
        "\xED\x95\x9C\xEA\xB5\xAD\xEC\x96\xB4",
        "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 \xD8\xA8\xD8\xA7\xD9\x84\xD8\xB9\xD8\xA7\xD9\x84\xD9\x85 123 abc",
        "Z" + repeated("\xCC\xB6\xCD\x9D\xCC\x8D", 300) + "algo",
        "%1 %2 %s %n %L1 {0} ${HOME} `id` $(id)",
        "'; DROP TABLE pairs; -- \" \\ / * ? [ ] #",
        "=1+1 +cmd|' /C calc'!A0 -2 @SUM(A1)",
        repeated("\n", 200) + "after two hundred lines",
        repeated("W", 3000),
        "   ",
        "\xEF\xBF\xBD\xEF\xBF\xBE\xEF\xBF\xBF",
        "NaN inf undefined null true 1e309",
    };
}

std::vector<std::string> hugeTexts() {
    return {
        repeated("x", 1'000'000),
        repeated("word ", 200'000),
        repeated("a line\n", 100'000),
        "e" + repeated("\xCC\x81", 10'000),
        repeated("\xF0\x9F\x91\xA9\xE2\x80\x8D", 1'000),
        repeated("<table><tr><td>", 20'000),
        repeated("\xE2\x80\xAE\xE2\x80\xAC", 50'000),
    };
}

void makeProbeWorkspace(const std::filesystem::path& folder, const std::vector<std::string>& texts) {
    auto workspace = makeWorkspace(folder);
    const auto data = folder.parent_path() / (folder.filename().string() + "-data.jsonl");
    std::ofstream lines(data);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        lines << pairLine(i, texts[i]).dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
    }
    lines.close();
    CHECK_OK(workspace->importPairs(data, named("dataset"), {}));
    const auto model = folder.parent_path() / (folder.filename().string() + "-model");
    writeModelFiles(model, "weights");
    CHECK_OK(workspace->addReference(ArtifactKind::Model, model, named("model")));
    const auto sae = folder.parent_path() / (folder.filename().string() + "-sae");
    writeModelFiles(sae, "sae");
    writeFile(sae / "sae.safetensors", "sae");
    CHECK_OK(workspace->addReference(ArtifactKind::Sae, sae, named("sae")));
    const auto index = folder.parent_path() / (folder.filename().string() + "-index");
    makeIndex(index, texts);
    CHECK_OK(workspace->addReference(ArtifactKind::Index, index, named("index")));
    addRuns(*workspace, texts);
    addOpinions(*workspace, texts);
    FeatureSet set;
    set.name = named("set");
    set.saeHash = "sae";
    set.scope = "sentence-ends";
    set.measure = "contrast";
    set.createdAt = "2026-07-26T09:00:00Z";
    set.members = {{FeatureId(1), 0.5, false}, {FeatureId(2), -0.25, true}};
    CHECK_OK(workspace->saveFeatureSet(set, false));
}

}  // namespace saferscope::check
