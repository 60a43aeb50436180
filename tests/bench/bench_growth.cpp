// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/contrast.h"
#include "core/features/subset_contrast.h"
#include "core/scoring/pair_score.h"
#include "tests/bench/generated_pairs.h"
#include "tests/bench/index_questions.h"
#include "tests/bench/pair_growth.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <malloc.h>
#include <map>
#include <string>
#include <vector>

/// What ten and a hundred times the pairs cost: an exponent of 1 is proportion, 0 is no growth.
namespace saferscope::bench {

namespace {

constexpr std::size_t tokensPerPair = 10;  // a million pairs of real length would take 90 GB and an hour

/// Few pairs show that it runs, not how it grows: other ids, no limits.
void exponentRow(const std::string& id, const std::string& work, double value, const std::string& unit, Wanted wanted) {
    figure(quick() ? id + "-quick" : id, work, value, unit, quick() ? Wanted{} : wanted);
}

/// Figures of each size by name, in the order of the sizes.
struct Growth {
    std::vector<double> pairs;
    std::map<std::string, std::vector<double>> values;

    void add(const std::string& name, double value) { values[name].push_back(value); }
    double exponent(const std::string& name) const { return growthExponent(pairs, values.at(name)); }
    std::string list(const std::string& name, const char* format, double scale) const {
        std::string text;
        for (const double value : values.at(name)) {
            char buffer[40];
            std::snprintf(buffer, sizeof buffer, format, value * scale);
            text += (text.empty() ? "" : ", ") + std::string(buffer);
        }
        return text;
    }
    void row(const std::string& id, const std::string& work, const char* format, double scale, Wanted wanted) const {
        if (values.contains(id)) {
            exponentRow(id, work + ": " + list(id, format, scale), exponent(id), "exponent", wanted);
        }
    }
};

void askAll(Growth& growth, const std::filesystem::path& folder, const GeneratedShape& shape) {
    const int runs = quick() ? 5 : 9;
    const auto feature = [&](std::uint64_t random) {
        return FeatureId(static_cast<std::uint32_t>(random % shape.features));
    };
    const ColdTimes contexts = askCold(
        folder, runs, [&](const FeatureIndex& index, std::uint64_t r) { return topContexts(index, feature(r)); });
    const ColdTimes shown = askCold(
        folder, runs, [&](const FeatureIndex& index, std::uint64_t r) { return shownContexts(index, feature(r)); });
    const ColdTimes pair = askCold(folder, runs, [&](const FeatureIndex& index, std::uint64_t r) {
        return wholePair(index, PairIndex(static_cast<std::uint32_t>(r % shape.pairs)));
    });
    growth.add("growth-contexts", contexts.question.median());
    growth.add("growth-shown", shown.question.median());
    growth.add("growth-pair", pair.question.median());
    growth.add("growth-open", pair.open.median());
    growth.add("growth-open-memory", static_cast<double>(memoryOfOpening(folder).resident));
}

void readAll(Growth& growth, const std::filesystem::path& folder) {
    ::malloc_trim(0);  // what writing used is not what reading needs
    const auto opened = FeatureIndex::open(folder);
    if (!opened) {
        return;
    }
    const FeatureIndex& index = **opened;
    std::vector<FeatureContrast> contrasts;
    growth.add("growth-contrasts",
               measure([&] { contrasts = computeContrasts(index, TokenScope::AllTokens); }, 5).median());
    growth.add("growth-subsets", measure([&] {
                                     for (std::uint32_t f = 0; f < 200; ++f) {
                                         subsetContrasts(index, FeatureId(f * 80), TokenScope::AllTokens);
                                     }
                                 }).median());
    const auto weighted = weightFeatures(contrasts, 50, ScoreWeighting::Magnitude);
    resetPeakResident();
    const auto before = residentBytes();
    const Sample scores = measure([&] { pairScores(index, weighted, TokenScope::AllTokens); }, 1);
    growth.add("growth-scores", scores.median());
    growth.add("growth-scores-memory", static_cast<double>(peakResidentBytes()));
    remark("Scores of " + std::to_string(index.pairCount()) + " pairs: resident before " +
           std::to_string(before / 1000000) + " MB, at most " + std::to_string(peakResidentBytes() / 1000000) + " MB.");
    growth.add("growth-find",
               measure([&] { index.findPair("generated-" + std::to_string(index.pairCount() - 1)); }, 9).median());
    growth.add("growth-records", measure([&] {
                                     for (std::uint32_t i = 0; i < index.pairCount(); ++i) {
                                         index.pair(PairIndex(i));
                                     }
                                 }).median());
}

void explainLimits(const Growth& growth) {
    if (quick()) {
        return;
    }
    char text[400];
    std::snprintf(
        text, sizeof text,
        "Opening is wanted below proportion (0.95), not constant: each shard is a file of its own, of which "
        "opening reads the header and the end, two small reads; 977 of them at 1,000,000 pairs. Measured: %.2f.",
        growth.exponent("growth-open"));
    remark(text);
    remark(
        "No limit for the records and for finding a pair by its id: both walk the whole table of pairs, which stays "
        "in the processor's caches at 10,000 pairs and comes from memory at 1,000,000. The exponent shows that step "
        "(more than 1), not more work per pair.");
}

void benchGrowth() {
    const std::vector<std::size_t> sizes =
        quick() ? std::vector<std::size_t>{1000, 3000, 10000} : std::vector<std::size_t>{10000, 100000, 1000000};
    Growth growth;
    for (const std::size_t pairs : sizes) {
        const BenchFolder folder("growth");
        const auto path = folder.path() / "index";
        const GeneratedShape shape{pairs, tokensPerPair};
        const GeneratedIndex made = writeGenerated(path, shape);
        if (!made.good) {
            return;
        }
        growth.pairs.push_back(static_cast<double>(pairs));
        growth.add("growth-time", made.adding + made.finishing);
        growth.add("growth-memory", static_cast<double>(made.peakResident));
        growth.add("growth-size", static_cast<double>(bytesOf(path)));
        askAll(growth, path, shape);
        readAll(growth, path);
    }
    std::string names;
    for (const std::size_t pairs : sizes) {
        names += (names.empty() ? "" : ", ") + std::to_string(pairs);
    }
    growth.row("growth-time",
               "write an index of " + names + " pairs x " + std::to_string(tokensPerPair) + " tokens x 64, s", "%.1f",
               1.0, atMost(1.05));
    growth.row("growth-size", "its size, MB", "%.0f", 1e-6, atMost(1.05));
    growth.row("growth-memory", "peak memory of writing it, MB", "%.0f", 1e-6, atMost(0.1));
    growth.row("growth-open", "open it cold, ms", "%.1f", 1e3, atMost(0.95));
    growth.row("growth-open-memory", "memory after opening, MB", "%.1f", 1e-6, atMost(0.5));
    const std::vector<std::string> questions = {"growth-contexts", "growth-shown", "growth-pair"};
    double worst = 0.0;
    for (const std::string& question : questions) {
        worst = std::max(worst, growth.exponent(question));
    }
    exponentRow("growth-queries",
                "questions cold, ms: top 50 contexts " + growth.list(questions[0], "%.2f", 1e3) + "; with their text " +
                    growth.list(questions[1], "%.2f", 1e3) + "; a whole pair " + growth.list(questions[2], "%.2f", 1e3),
                worst, "largest exponent", atMost(0.5));
    growth.row("growth-contrasts", "contrasts of 16,384 features, ms", "%.1f", 1e3, atMost(0.5));
    growth.row("growth-subsets", "contrasts of 200 features by subset, ms", "%.2f", 1e3, atMost(0.5));
    growth.row("growth-scores", "scores of all pairs, ms", "%.0f", 1e3, atMost(1.05));
    growth.row("growth-scores-memory", "peak memory meanwhile, MB", "%.0f", 1e-6, atMost(0.5));
    growth.row("growth-records", "the records of all pairs, ms", "%.2f", 1e3, {});
    growth.row("growth-find", "find a pair by its id, ms", "%.2f", 1e3, {});
    explainLimits(growth);
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    using namespace saferscope::bench;
    if (answeredOpenMemory(argc, argv)) {
        return 0;
    }
    return runBenchmarks(argc, argv, {{"growth", benchGrowth}, {"pairs", benchPairGrowth}});
}
