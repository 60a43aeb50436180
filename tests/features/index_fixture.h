// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/features/index_writer.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace saferscope::fixture {

struct RandomPairsOptions {
    std::uint64_t seed = 1;
    std::size_t pairs = 23;
    std::uint32_t features = 40;
    std::uint32_t maximumTokens = 12;  ///< per segment; segments may be empty
    std::uint32_t maximumLatents = 6;  ///< per token; tokens may have none
};

/// Pairs as an index pass could find them, with everything that is awkward: empty segments, tokens without latents or
/// without text, gaps between tokens, equal values, values that fp16 rounds, overflows or underflows, equal rewards.
std::vector<IndexedPair> randomPairs(const RandomPairsOptions& options);

IndexManifest manifestFor(std::uint32_t features);

/// Writes a finished index; fails the test when it cannot.
void writeIndex(const std::filesystem::path& folder, const std::vector<IndexedPair>& pairs,
                const IndexManifest& manifest, std::uint32_t pairsPerShard);

/// Name -> contents of every file of a folder.
std::map<std::string, std::string> folderContents(const std::filesystem::path& folder);
std::string readFile(const std::filesystem::path& path);
void overwriteFile(const std::filesystem::path& path, const std::string& contents);

}  // namespace saferscope::fixture
