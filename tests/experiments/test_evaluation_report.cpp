// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/data/pair_reader.h"
#include "core/experiments/evaluation_report.h"
#include "core/experiments/margins.h"
#include "tests/support/check.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <limits>
#include <numeric>
#include <sys/stat.h>

using namespace saferscope;
namespace fs = std::filesystem;

namespace {

EvaluationPreset somePreset() {
    EvaluationPreset preset;
    preset.maxTokens = 1024;
    preset.templateHash = std::string(64, 'a');
    preset.tokenizerHash = std::string(64, 'b');
    preset.dateString = "26 Jul 2024";
    return preset;
}

VerdictFile someVerdicts() {
    VerdictFile file;
    file.modelName = "rm";
    file.modelHash = "hash";
    file.datasetName = "eval";
    file.preset = somePreset();
    file.pairs = {{"a", "s", 0.1, 1.0 / 3.0}, {"b \"quoted\"\n", "", -2.5e-7, 1e30}, {"ü", "t", 0.0, 0.0}};
    return file;
}

Result<VerdictFile> readText(const std::string& text) {
    const check::TemporaryFolder folder;
    const fs::path path = folder.path() / "verdicts.jsonl";
    std::ofstream(path, std::ios::binary) << text;
    return readVerdicts(path);
}

}  // namespace

TEST(margins_by_hand) {
    const std::vector<double> margins = {-100.0, -1.0, -0.01, 0.0, 1e-6, 0.3, 1.0, 70.0, std::nan("")};
    const MarginSummary summary = summarizeMargins(margins);
    CHECK_EQ(summary.count, 8u);
    CHECK_EQ(summary.ties, 1u);
    CHECK_EQ(summary.nearZero, 1u);
    CHECK_NEAR(summary.shareBelowZero, 3.0 / 8.0, 1e-12);
    CHECK_EQ(summary.below, 1u);
    CHECK_EQ(summary.above, 1u);
    const auto edges = marginEdges();
    CHECK_EQ(summary.bins.size() + 1, edges.size());
    CHECK_EQ(edges[13], 0.0);
    CHECK_EQ(edges[14], 1.0 / 64.0);
    CHECK_EQ(edges[26], 64.0);
    CHECK_EQ(edges[0], -64.0);
    CHECK_EQ(summary.bins[13], 2u);  // 0 and one millionth
    CHECK_EQ(summary.bins[12], 1u);  // -0.01
    CHECK_NEAR(summary.quantiles[4], 0.5e-6, 1e-12);
    CHECK_EQ(summary.quantiles.front(), -100.0);
    CHECK_EQ(summary.quantiles.back(), 70.0);
    CHECK_EQ(summarizeMargins({}).count, 0u);
    CHECK(toJson(summarizeMargins({})).at("quantiles").empty());
}

TEST(margins_agree_with_a_slow_count) {
    Random random(3);
    for (int round = 0; round < 50; ++round) {
        std::vector<double> margins(1 + random.below(200));
        for (double& margin : margins) {
            margin = std::round(random.normal() * 40.0 * random.uniform()) / 8.0;  // many on edges
        }
        const MarginSummary summary = summarizeMargins(margins);
        const auto edges = marginEdges();
        for (std::size_t bin = 0; bin + 1 < edges.size(); ++bin) {
            const auto slow = std::count_if(margins.begin(), margins.end(),
                                            [&](double m) { return m >= edges[bin] && m < edges[bin + 1]; });
            CHECK_EQ(summary.bins[bin], static_cast<std::uint64_t>(slow));
        }
        const auto total = std::accumulate(summary.bins.begin(), summary.bins.end(), summary.below + summary.above);
        CHECK_EQ(total, margins.size());
        CHECK(std::is_sorted(summary.quantiles.begin(), summary.quantiles.end()));
        CHECK(std::is_sorted(edges.begin(), edges.end()));
    }
}

TEST(presets_tell_their_difference) {
    const EvaluationPreset here = somePreset();
    CHECK(presetDifferences(here, here).empty());
    EvaluationPreset other = here;
    other.maxTokens = 4096;
    other.dtype = "bfloat16";
    other.ties = "half";
    const auto differences = presetDifferences(here, other);
    CHECK_EQ(differences.size(), 3u);
    CHECK_EQ(differences[1], "max_tokens 1024 here, 4096 in the baseline");
    CHECK(differences[0].starts_with("dtype float32"));
    other = here;
    other.templateHash.clear();  // an older result that does not say
    CHECK(presetDifferences(here, other).empty());
    const auto back = presetFromJson(toJson(here), "preset");
    CHECK_OK(back);
    CHECK(*back == here);
    CHECK(!presetFromJson(Json{{"max_tokens", -1}}, "preset"));
    CHECK(!presetFromJson(Json{{"dtype", 3}}, "preset"));
    CHECK(presetFromJson(Json::object(), "preset").has_value());
}

// A FIFO kept the reader waiting for ever, and a line of any length was read whole before it was called too long.
TEST(verdicts_are_read_within_bounds) {
    const check::TemporaryFolder folder;
    const fs::path fifo = folder.path() / "fifo.jsonl";
    CHECK_EQ(::mkfifo(fifo.c_str(), 0600), 0);
    CHECK(!readVerdicts(fifo));
    CHECK(!readVerdicts("/dev/zero"));
    const auto endless = readText("{\"id\":\"a\",\"chosen\":1,\"rejected\":0}\n" + std::string(3 << 20, '1') + "\n");
    CHECK(!endless);
    CHECK(endless.error().message.starts_with("Line 2 of "));
    CHECK(readText("\n{\"id\":\"a\",\"chosen\":1,\"rejected\":0}\r\n\n").has_value());
}

TEST(verdicts_come_back_bit_by_bit) {
    const check::TemporaryFolder folder;
    const fs::path path = folder.path() / "v.jsonl";
    const VerdictFile written = someVerdicts();
    CHECK_OK(writeVerdicts(path, written));
    const auto read = readVerdicts(path);
    CHECK_OK(read);
    CHECK_EQ(read->modelName, "rm");
    CHECK_EQ(read->modelHash, "hash");
    CHECK_EQ(read->datasetName, "eval");
    CHECK(read->preset == written.preset);
    CHECK_EQ(read->pairs.size(), 3u);
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK_EQ(read->pairs[i].id, written.pairs[i].id);
        CHECK_EQ(read->pairs[i].subset, written.pairs[i].subset);
        CHECK_EQ(read->pairs[i].chosen, written.pairs[i].chosen);
        CHECK_EQ(read->pairs[i].rejected, written.pairs[i].rejected);
    }
}

TEST(broken_verdicts_are_refused_with_a_place) {
    const std::string header = R"({"format":"saferscope-verdicts","version":1,"pairs":2})";
    const std::string good = "[\"a\",\"s\",1.0,2.0]\n[\"b\",\"s\",1,0]\n";
    CHECK_OK(readText(header + "\n" + good));
    CHECK_OK(readText("{\"id\":\"a\",\"chosen\":1.0,\"rejected\":2,\"margin\":-1}\n"));
    for (const auto& text : std::vector<std::string>{
             "", "\n", "nonsense", header + "\n", header + "\n[\"a\",\"s\",1.0,2.0]\n",
             header + "\n[\"a\",\"s\",1.0,2.0]\n[\"a\",\"s\",1,0]\n", header + "\n[\"a\",\"s\",1.0]\n",
             header + "\n[\"a\",\"s\",\"1\",2]\n[\"b\",\"s\",1,0]\n", "[1,\"s\",1.0,2.0]\n", "{\"id\":\"a\"}\n",
             R"({"format":"saferscope-verdicts","version":2,"pairs":2})"
             "\n" +
                 good,
             R"({"format":"something","version":1,"pairs":2})"
             "\n" +
                 good,
             R"({"format":"saferscope-verdicts","version":1})"
             "\n" +
                 good,
             R"({"format":"saferscope-verdicts","version":1,"pairs":2,"model":7})"
             "\n" +
                 good,
             "{\"id\":\"a\",\"chosen\":null,\"rejected\":2}\n", "[\"a\",\"s\",1e999,2.0]\n"}) {
        const auto read = readText(text);
        CHECK(!read);
        CHECK(!read.error().message.empty());
    }
    const auto cut = readText(good.substr(0, good.size() - 6));
    CHECK(!cut && cut.error().message.find("Line 2") != std::string::npos);
    CHECK(!readVerdicts("/nonexistent/file"));
}

TEST(report_has_the_members_people_rely_on) {
    ScoredPairs scored;
    scored.pairs = {
        {"1", "Adversarial/Manual", 1.0, 0.0}, {"2", "Adversarial/Manual", 0.0, 1.0}, {"3", "Natural", 2.0, 1.5}};
    scored.answerBytes = {{5, 3}, {1, 1}, {2, 9}};
    ReportOptions options;
    options.preset = somePreset();
    const Json json = evaluationReport(scored, options);
    CHECK_EQ(json.at("subsets").size(), 2u);
    CHECK_EQ(json.at("overall").at("pairs").get<int>(), 3);
    CHECK_EQ(json.at("suite").get<std::string>(), "rewardbench");
    CHECK(json.at("suite_detected").get<bool>());
    CHECK_EQ(json.at("sections")[0].at("section").get<std::string>(), "Chat Hard");
    CHECK_NEAR(json.at("sections")[0].at("accuracy").get<double>(), (46 * 0.5 + 100) / 146.0, 1e-12);
    CHECK_EQ(json.at("preset").at("ties").get<std::string>(), "lose");
    CHECK_EQ(json.at("preset").at("truncation").get<std::string>(), "left");
    CHECK(json.at("preset").at("batch_independent").get<bool>());
    CHECK_EQ(json.at("margins").at("groups").size(), 1u);
    CHECK(!json.contains("comparison"));
    options.suite = SuiteKind::Plain;
    const Json plain = evaluationReport(scored, options);
    CHECK(plain.at("sections").empty());
    CHECK_EQ(plain.at("margins").at("groups").size(), 2u);
    CHECK(!plain.at("suite_detected").get<bool>());

    BaselineVerdicts baseline{"old", {}};
    baseline.verdicts.preset = somePreset();
    baseline.verdicts.preset->maxTokens = 512;
    baseline.verdicts.pairs = {{"1", "", 0.0, 1.0}, {"2", "", 0.0, 1.0}};
    options.baseline = &baseline;
    const Json compared = evaluationReport(scored, options).at("comparison");
    CHECK_EQ(compared.at("baseline").get<std::string>(), "old");
    CHECK_EQ(compared.at("only_here").get<int>(), 1);
    CHECK_EQ(compared.at("flips").size(), 1u);
    CHECK_EQ(compared.at("warnings").size(), 2u);
    CHECK(compared.at("warnings")[0].get<std::string>().find("max_tokens 1024 here, 512") != std::string::npos);
    baseline.verdicts.preset.reset();
    baseline.verdicts.pairs = {{"other", "", 0.0, 1.0}};
    CHECK_EQ(evaluationReport(scored, options).at("comparison").at("warnings").size(), 2u);
    options.baseline = nullptr;
    CHECK_EQ(evaluationReport({}, options).at("overall").at("pairs").get<int>(), 0);
}

// The real sample of RM-Bench: 284 items with five of nine styles.
TEST(rm_bench_sample_is_recognised) {
    const fs::path file = check::sharedFolder() / "data" / "rm_bench" / "pairs_eval.jsonl";
    if (check::sharedFolder().empty() || !fs::exists(file)) {
        SKIP("the RM-Bench sample is not here");
    }
    const auto pairs = readAllPairs(file);
    CHECK_OK(pairs);
    ScoredPairs scored;
    Random random(9);
    for (const auto& pair : *pairs) {
        scored.pairs.push_back({pair.id, pair.subset, random.normal() + 0.5, 0.0});
        scored.styles.push_back(styleCell(pair.id, pair.meta));
    }
    const Json json = evaluationReport(scored, {});
    CHECK_EQ(json.at("suite").get<std::string>(), "rm-bench");
    CHECK_EQ(json.at("sections").size(), 5u);  // easy, normal, hard, chat, safety
    const Json& counts = json.at("matrix")[0].at("pairs");
    CHECK_EQ(counts[0][2].get<int>(), 284);
    CHECK_EQ(counts[0][1].get<int>(), 0);
    for (const auto& section : json.at("sections")) {
        CHECK(section.at("partial").get<bool>());
        CHECK(section.at("ci_low").get<double>() < section.at("accuracy").get<double>());
    }
}
