// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/features/contrast.h"
#include "core/features/subset_contrast.h"
#include "core/scoring/pair_score.h"
#include "tests/bench/generated_pairs.h"
#include "tests/bench/index_questions.h"
#include "tests/bench/peers/sqlite_index.h"

#include <algorithm>
#include <filesystem>
#include <string>

namespace saferscope::bench {

namespace {

/// Rows of the smaller shape of --quick have ids of their own, so that the two are never compared.
std::string sized(const std::string& id) { return quick() ? id + "-quick" : id; }

std::string shapeText(const GeneratedShape& shape) {
    return std::to_string(shape.pairs) + " pairs x about " + std::to_string(shape.tokens) + " tokens x " +
           std::to_string(shape.latents) + " of " + std::to_string(shape.features) + " latents";
}

void sizeRows(const std::string& prefix, const GeneratedShape& shape, const GeneratedIndex& made,
              const std::filesystem::path& folder, std::uint64_t latents) {
    const auto stored = static_cast<double>(latents);
    absolute(sized(prefix + "-write"), "write an index, " + shapeText(shape),
             (made.adding + made.finishing) * 1e9 / stored, "ns per latent", {},
             "of it sums and contexts " + std::to_string(made.finishing * 1e9 / stored).substr(0, 5) +
                 "; making the pairs, " + std::to_string(made.generating * 1e9 / stored).substr(0, 5) +
                 ", is not counted");
    if (!quick()) {  // of few pairs the tables, whose size is fixed, are most
        figure(sized(prefix + "-bytes"), "its size: latents, tokens, texts, contexts, statistics, all files",
               static_cast<double>(bytesOf(folder)) / stored, "bytes per latent", atMost(4.5));
    }
    figure(sized(prefix + "-bytes-shards"), "of it the shards: latents, tokens, texts, pairs",
           static_cast<double>(bytesOf(folder, "shard")) / stored, "bytes per latent", {});
}

void questionRows(const std::string& prefix, const std::filesystem::path& folder, const GeneratedShape& shape) {
    const auto feature = [&](std::uint64_t random) {
        return FeatureId(static_cast<std::uint32_t>(random % shape.features));
    };
    const auto pairOf = [&](std::uint64_t random) {
        return PairIndex(static_cast<std::uint32_t>(random % shape.pairs));
    };
    const Question contexts = [&](const FeatureIndex& index, std::uint64_t random) {
        return topContexts(index, feature(random));
    };
    const Question shown = [&](const FeatureIndex& index, std::uint64_t random) {
        return shownContexts(index, feature(random));
    };
    const Question pair = [&](const FeatureIndex& index, std::uint64_t random) {
        return wholePair(index, pairOf(random));
    };
    const int runs = quick() ? 7 : 25;
    const ColdTimes coldContexts = askCold(folder, runs, contexts);
    const ColdTimes coldShown = askCold(folder, runs, shown);
    const ColdTimes coldPair = askCold(folder, runs, pair);
    timesRow(sized(prefix + "-open"), "open it, cold page cache", coldPair.open, atMost(300));
    timesRow(sized(prefix + "-contexts-cold"), "the top 50 contexts of a feature, cold", coldContexts.question,
             atMost(5));
    timesRow(sized(prefix + "-shown-cold"), "the same with pair, tokens, text and values of each, cold",
             coldShown.question, {});
    timesRow(sized(prefix + "-pair-cold"), "all latents of a pair with rewards and texts, cold", coldPair.question,
             atMost(2));
    const double cached = std::max({coldContexts.stillCached, coldShown.stillCached, coldPair.stillCached});
    if (cached > 0.001) {
        remark("Not cold: up to " + std::to_string(100.0 * cached) + " % of the pages stayed in the page cache.");
    }
    const auto index = FeatureIndex::open(folder);
    if (!index) {
        return;
    }
    timesRow(sized(prefix + "-contexts-warm"), "top 50 contexts, warm", askWarm(**index, 200, contexts), {});
    timesRow(sized(prefix + "-shown-warm"), "the same with pair, tokens, text and values, warm",
             askWarm(**index, 50, shown), {});
    timesRow(sized(prefix + "-pair-warm"), "a whole pair, warm", askWarm(**index, 200, pair), {});
}

void memoryRow(const std::string& prefix, const std::filesystem::path& folder) {
    constexpr double mega = 1e6;
    const OpenMemory memory = memoryOfOpening(folder);
    char note[120];
    std::snprintf(note, sizeof note, "%.1f MB anonymous, %.1f MB of files; %.1f MB before opening",
                  static_cast<double>(memory.anonymous) / mega, static_cast<double>(memory.file) / mega,
                  static_cast<double>(memory.before) / mega);
    absolute(sized(prefix + "-open-memory"), "resident memory of a process that opened it",
             static_cast<double>(memory.resident) / mega, "MB", atMost(300), note);
}

void tableRows(const std::filesystem::path& folder, const GeneratedShape& shape) {
    const auto opened = FeatureIndex::open(folder);
    if (!opened) {
        return;
    }
    const FeatureIndex& index = **opened;
    std::vector<FeatureContrast> contrasts;
    absolute(sized("contrasts"), "contrasts of 16,384 features, intervals and halves with them",
             measure([&] { contrasts = computeContrasts(index, TokenScope::AllTokens); }), {});
    absolute(sized("contrasts-subsets"), "contrasts of a feature by subset, 1,000 features", measure([&] {
                 for (std::uint32_t f = 0; f < 1000; ++f) {
                     subsetContrasts(index, FeatureId(f * 16), TokenScope::AllTokens);
                 }
             }),
             {});
    const auto weighted = weightFeatures(contrasts, 50, ScoreWeighting::Magnitude);
    const auto perMillion = [&](TokenScope scope) {
        const Sample sample = measure([&] { pairScores(index, weighted, scope); }, quick() ? 3 : 5);
        return sample.median() * 1e3 * 1e6 / static_cast<double>(index.manifest().latents);
    };
    absolute(sized("pair-scores"), "scores of all pairs over all tokens", perMillion(TokenScope::AllTokens),
             "ms per million latents", {});
    absolute(sized("pair-scores-ends"), "the same over sentence ends", perMillion(TokenScope::SentenceEnds),
             "ms per million latents", {});
    absolute(sized("find-pair"), "find a pair by its id",
             measure([&] { index.findPair("generated-" + std::to_string(shape.pairs - 1)); }, 20), {});
}

void benchShape(const std::string& prefix, const GeneratedShape& shape, bool tables) {
    const BenchFolder folder(prefix);
    const auto path = folder.path() / "index";
    const GeneratedIndex made = writeGenerated(path, shape);
    if (!made.good) {
        return;
    }
    {
        const auto index = FeatureIndex::open(path);
        if (!index) {
            remark("The index cannot be opened: " + index.error().message);
            return;
        }
        sizeRows(prefix, shape, made, path, (*index)->manifest().latents);
    }
    questionRows(prefix, path, shape);
    memoryRow(prefix, path);
    if (tables) {
        tableRows(path, shape);
    }
}

void benchIndex() { benchShape("index", {quick() ? 2000U : 100000U, 50}, true); }

/// Conversations of real length, to see that neither bytes nor questions depend on how short those above are.
void benchLong() {
    if (!quick()) {
        benchShape("index-long", {20000, 400}, false);
    }
}

/// The same pairs in SQLite, one row per latent.
void benchSqlite() {
    const GeneratedShape shape{quick() ? 100U : 500U, 50};
    const BenchFolder folder("sqlite");
    const auto path = folder.path() / "index";
    if (!writeGenerated(path, shape).good) {
        return;
    }
    const auto database = SqliteLatents::create(folder.path() / "latents.db");
    const auto index = FeatureIndex::open(path);
    if (!database || !index) {
        return;
    }
    PairGenerator generator(shape);
    IndexedPair pair;
    for (std::uint32_t number = 0; number < shape.pairs; ++number) {
        generator.next(pair);
        database->add(number, pair);
    }
    if (!database->finish()) {
        remark("SQLite did not take the latents.");
        return;
    }
    const auto latents = static_cast<double>((*index)->manifest().latents);
    figure(sized("index-sqlite-bytes"), "size of the same in SQLite, one row per latent, " + shapeText(shape),
           static_cast<double>(bytesOf(folder.path(), "latents.db")) / latents, "bytes per latent", {});
    constexpr std::uint32_t asked = 100;
    gain(sized("index-sqlite-pair"), "all latents of 100 pairs, warm",
         measureBoth(
             [&] {
                 for (std::uint32_t i = 0; i < asked; ++i) {
                     wholePair(**index, PairIndex(i));
                 }
             },
             [&] {
                 for (std::uint32_t i = 0; i < asked; ++i) {
                     database->wholePair(i);
                 }
             }),
         "SQLite", {});
    gain(sized("index-sqlite-contexts"), "top 50 contexts of 100 features, warm",
         measureBoth(
             [&] {
                 for (std::uint32_t i = 0; i < asked; ++i) {
                     topContexts(**index, FeatureId(i * 150));
                 }
             },
             [&] {
                 for (std::uint32_t i = 0; i < asked; ++i) {
                     database->topContexts(i * 150);
                 }
             }),
         "SQLite", {});
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    using namespace saferscope::bench;
    if (answeredOpenMemory(argc, argv)) {
        return 0;
    }
    return runBenchmarks(argc, argv, {{"index", benchIndex}, {"long", benchLong}, {"sqlite", benchSqlite}});
}
