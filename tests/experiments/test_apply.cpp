// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/pair_reader.h"
#include "core/data/pair_writer.h"
#include "core/demo/demo_generator.h"
#include "core/experiments/apply.h"
#include "core/experiments/pair_change.h"
#include "tests/support/check.h"

#include <fstream>
#include <sstream>

using namespace saferscope;
using check::TemporaryFolder;

namespace {

using Pairs = std::vector<PreferencePair>;
constexpr const char* note = R"({"changed":"flipped","rank":1,"score":0.5})";

std::string linesOf(const Pairs& pairs) {
    std::string text;
    for (const auto& pair : pairs) {
        text += pairToJsonLine(pair) + "\n";
    }
    return text;
}

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

PairWalk walkOver(const Pairs& pairs) {
    return [&pairs](const std::function<Status(PreferencePair &&)>& visit) -> Status {
        for (PreferencePair pair : pairs) {
            if (auto visited = visit(std::move(pair)); !visited) {
                return visited;
            }
        }
        return {};
    };
}

ExperimentPlan planOf(const Pairs& pairs, ExperimentMode mode, double ratio) {
    std::vector<PairSignal> signals;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        PairSignal signal;
        signal.id = pairs[i].id;
        signal.position = i;
        signals.push_back(signal);
    }
    PlanRequest request;
    request.mode = mode;
    request.strategy = Strategy::Random;
    request.ratio = ratio;
    request.datasetName = "demo";
    request.datasetHash = sha256Hex(linesOf(pairs));
    auto plan = planExperiment(request, signals);
    CHECK_OK(plan);
    return std::move(*plan);
}

PreferencePair pairWithMeta(const std::string& meta) {
    PreferencePair pair;
    pair.id = "x";
    pair.chosen = "good";
    pair.rejected = "bad";
    pair.meta = meta;
    return pair;
}

}  // namespace

TEST(a_flip_swaps_answers_and_spans_and_is_noted) {
    const auto flipped =
        flipPair(pairWithMeta(R"({"n":1.50,"planted":{"chosen":[{"begin":1}],"rejected":[]},"chosen_score":7})"), note);
    CHECK_EQ(flipped.chosen, std::string("bad"));
    CHECK_EQ(flipped.rejected, std::string("good"));
    CHECK_EQ(
        flipped.meta,
        std::string(R"({"n":1.50,"planted":{"rejected":[{"begin":1}],"chosen":[]},"chosen_score":7,"saferscope":)") +
            note + "}");
    CHECK_EQ(changeNoted(flipped.meta), std::string("flipped"));
    CHECK_EQ(flipPair(pairWithMeta("{}"), note).meta, std::string("{\"saferscope\":") + note + "}");
}

TEST(flipping_twice_is_the_original_to_the_byte) {
    for (const std::string meta : {"{}", R"({"a":1e400,"b":[1,{"chosen":"x"}],"c":"\"},{:\\"})",
                                   R"({"saferscope":{"mine":[1,2]},"z":0.10})", R"({"saferscope":"text","planted":7})",
                                   R"({"planted":{"chosen":{"k":[1]}}})", R"({"":{},"saferscope":null})"}) {
        const auto pair = pairWithMeta(meta);
        const auto once = flipPair(pair, note);
        CHECK(once != pair);
        CHECK(Json::accept(once.meta) || meta.find("1e400") != std::string::npos);
        CHECK_EQ(flipPair(once, note).meta, meta);
        CHECK(flipPair(once, note) == pair);
    }
    for (const auto& pair : generateDemoData({50, 1, 3}).train) {
        const auto once = flipPair(pair, note);
        CHECK(plantedSpans(once, Side::Chosen).size() == plantedSpans(pair, Side::Rejected).size());
        CHECK_EQ(pairToJsonLine(flipPair(once, note)), pairToJsonLine(pair));
    }
}

TEST(notes_are_found_only_where_they_are) {
    for (const std::string meta : {"", "{", "{}", "[]", R"({"saferscope":1})", R"({"saferscope":{"changed":"x"}})",
                                   R"({"a":{"saferscope":{"changed":"flipped"}}})", R"("saferscope")"}) {
        CHECK(changeNoted(meta).empty());
    }
}

TEST(poisoning_changes_the_planned_pairs_and_nothing_else) {
    const TemporaryFolder folder;
    const auto pairs = generateDemoData({200, 1, 8}).train;
    const auto plan = planOf(pairs, ExperimentMode::Poison, 0.1);
    const auto file = folder.path() / "poisoned.jsonl";
    const auto manifest = applyToFile(plan, walkOver(pairs), file, "1.2");
    CHECK_OK(manifest);
    CHECK_EQ(manifest->pairs, 200u);
    CHECK_EQ(manifest->contentHash, *sha256File(file));
    const auto after = readAllPairs(file);
    CHECK_OK(after);
    std::size_t changed = 0;
    std::istringstream lines(contents(file));
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        std::string line;
        std::getline(lines, line);
        const bool taken = std::ranges::any_of(plan.entries, [&](const PlanEntry& one) { return one.position == i; });
        CHECK_EQ(line == pairToJsonLine(pairs[i]), !taken);
        CHECK_EQ(changeNoted(after->at(i).meta) == "flipped", taken);
        CHECK_EQ(after->at(i).chosen, taken ? pairs[i].rejected : pairs[i].chosen);
        changed += taken ? 1 : 0;
    }
    CHECK_EQ(changed, 20u);

    // The manifest beside it says all of it and reads back the same.
    const auto read = readManifestFile(manifestPathOf(file));
    CHECK_OK(read);
    CHECK_EQ(dumpJson(toJson(*read)), dumpJson(toJson(*manifest)));
    CHECK(read->plan.entries == plan.entries);
    CHECK_EQ(read->codeVersion, std::string("1.2"));
    CHECK(describeManifest(*read).find("20 of the 200 pairs of \"demo\"") != std::string::npos);

    // The same plan of the poisoned set undoes it.
    auto undo = plan;
    undo.request.datasetHash = manifest->contentHash;
    const auto undone = applyToFile(undo, walkOver(*after), folder.path() / "undone.jsonl", "1.2");
    CHECK_OK(undone);
    CHECK_EQ(undone->contentHash, plan.request.datasetHash);
    CHECK_EQ(contents(folder.path() / "undone.jsonl"), linesOf(pairs));
}

TEST(denoising_leaves_the_planned_pairs_out) {
    const TemporaryFolder folder;
    const auto pairs = generateDemoData({100, 1, 8}).train;
    const auto plan = planOf(pairs, ExperimentMode::Denoise, 0.04);
    const auto file = folder.path() / "clean.jsonl";
    const auto manifest = applyToFile(plan, walkOver(pairs), file, "1.2");
    CHECK_OK(manifest);
    Pairs left;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (std::ranges::none_of(plan.entries, [&](const PlanEntry& one) { return one.position == i; })) {
            left.push_back(pairs[i]);
        }
    }
    CHECK_EQ(left.size(), 96u);
    CHECK_EQ(contents(file), linesOf(left));
    CHECK_EQ(manifest->pairs, 96u);
}

TEST(another_data_set_than_the_planned_one_is_refused_and_nothing_is_left_behind) {
    const TemporaryFolder folder;
    const auto pairs = generateDemoData({100, 1, 8}).train;
    const auto plan = planOf(pairs, ExperimentMode::Poison, 0.1);
    const auto refuses = [&](const Pairs& others, const ExperimentPlan& what) {
        const auto file = folder.path() / "out.jsonl";
        const auto result = applyToFile(what, walkOver(others), file, "1");
        CHECK(!result);
        CHECK(result.error().code == ErrorCode::InvalidInput);
        CHECK(std::filesystem::is_empty(folder.path()));
    };
    auto edited = pairs;
    edited[50].chosen += "!";
    refuses(edited, plan);
    auto shorter = pairs;
    shorter.pop_back();
    refuses(shorter, plan);
    auto longer = pairs;
    longer.push_back(pairs[0]);
    refuses(longer, plan);
    auto turned = pairs;
    std::reverse(turned.begin(), turned.end());
    refuses(turned, plan);
    refuses(pairs, planOf(pairs, ExperimentMode::Poison, 0.0));
    refuses(pairs, planOf(pairs, ExperimentMode::Denoise, 1.0));

    const auto file = folder.path() / "taken.jsonl";
    std::ofstream(file) << "mine";
    CHECK(!applyToFile(plan, walkOver(pairs), file, "1"));
    CHECK_EQ(contents(file), std::string("mine"));
}

TEST(damaged_manifests_are_refused) {
    const TemporaryFolder folder;
    const auto pairs = generateDemoData({40, 1, 8}).train;
    const auto file = folder.path() / "p.jsonl";
    const auto manifest = applyToFile(planOf(pairs, ExperimentMode::Poison, 0.5), walkOver(pairs), file, "1");
    CHECK_OK(manifest);
    const Json good = toJson(*manifest);
    CHECK_OK(datasetManifestFromJson(good, "m"));
    for (const auto& item : good.items()) {
        Json bad = good;
        bad.erase(item.key());
        CHECK(!datasetManifestFromJson(bad, "m"));
        bad[item.key()] = Json::array({1});
        CHECK(!datasetManifestFromJson(bad, "m"));
    }
    CHECK(!readManifestFile(folder.path() / "none.json"));
    CHECK(!readManifestFile(file));
}
