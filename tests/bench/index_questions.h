// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/feature_index.h"
#include "tests/bench/bench.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

/// What the window asks an index for, timed with nothing of it in the page cache.
namespace saferscope::bench {

/// The first 50 contexts of a feature; the result depends on all of them.
std::uint64_t topContexts(const FeatureIndex& index, FeatureId feature);
/// The same with what a list of contexts shows: the pair's record, the tokens, their text and the feature's values.
std::uint64_t shownContexts(const FeatureIndex& index, FeatureId feature);
/// Everything of a pair: record, texts, tokens, latents.
std::uint64_t wholePair(const FeatureIndex& index, PairIndex pair);

using Question = std::function<std::uint64_t(const FeatureIndex& index, std::uint64_t random)>;
struct ColdTimes {
    Sample open;
    Sample question;
    double stillCached = 0.0;  ///< the largest share of pages that dropping left in the cache
};
/// `runs` times: drop the index from the page cache, open it, ask once.
ColdTimes askCold(const std::filesystem::path& folder, int runs, const Question& question);
/// Times each of `count` questions on an open index; the first is a warm-up. Called after all were asked once.
Sample askWarm(const FeatureIndex& index, int count, const Question& question);

/// A row of times with limit in milliseconds; its note gives the slow end, which a median hides.
void timesRow(const std::string& id, const std::string& work, const Sample& sample, Wanted wanted);

/// Memory of a fresh process (this program started again) before and after opening, in bytes.
struct OpenMemory {
    std::uint64_t before = 0;
    std::uint64_t resident = 0;
    std::uint64_t anonymous = 0;
    std::uint64_t file = 0;
};
OpenMemory memoryOfOpening(const std::filesystem::path& folder);
/// For main(): does the other side of memoryOfOpening and returns true when the arguments ask for it.
bool answeredOpenMemory(int argc, char** argv);

}  // namespace saferscope::bench
