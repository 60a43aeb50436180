// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/features/index_writer.h"
#include "tests/bench/bench.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <unistd.h>

namespace saferscope::bench {

namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t featureCount = 16384;
constexpr std::size_t latentsPerToken = 64;

IndexedPair generatedPair(Random& random, std::size_t number) {
    IndexedPair pair;
    pair.id = std::to_string(number);
    pair.subset = "generated";
    for (auto& segment : pair.segments) {
        const std::size_t tokens = 60 + random.below(60);
        segment.text.assign(tokens * 4, 'a');
        for (std::uint32_t token = 0; token < tokens; ++token) {
            segment.tokens.push_back(
                {static_cast<std::int32_t>(token), token * 4, token * 4 + 4, token % 10 == 9, true});
            std::vector<LatentEntry> latents;
            // Distinct features with a skewed distribution, as trained SAEs have.
            auto feature = static_cast<std::uint32_t>(featureCount * std::pow(random.uniform(), 3.0));
            for (std::size_t i = 0; i < latentsPerToken; ++i) {
                feature = (feature + 1 + static_cast<std::uint32_t>(random.below(200))) % featureCount;
                latents.push_back({FeatureId(feature), static_cast<float>(4.0 - 0.05 * static_cast<double>(i))});
            }
            segment.latents.push_back(std::move(latents));
        }
    }
    return pair;
}

void benchIndex() {
    const fs::path folder = fs::temp_directory_path() / ("saferscope-bench-" + std::to_string(::getpid()));
    constexpr std::size_t pairs = 2000;
    Random random(1);
    IndexManifest manifest;
    manifest.features = featureCount;
    const Sample write = measure(
        [&] {
            fs::remove_all(folder);
            auto writer = IndexWriter::create(folder, manifest);
            for (std::size_t i = 0; writer && i < pairs; ++i) {
                if (!writer->add(generatedPair(random, i))) {
                    return;
                }
            }
            if (writer && !writer->finish()) {
                remark("The index was not written.");
            }
        },
        1);
    const auto index = FeatureIndex::open(folder);
    if (!index) {
        remark("The index cannot be opened: " + index.error().message);
        return;
    }
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    }
    absolute("index-write", "write an index of 2,000 pairs x 64 latents per token, generation included", write, {});
    figure("index-bytes", "its size", static_cast<double>(bytes) / static_cast<double>((*index)->manifest().latents),
           "bytes per latent", atMost(4.5));
    absolute("index-open", "open it", measure([&] { FeatureIndex::open(folder); }), {});
    std::uint32_t feature = 0;
    absolute("index-contexts", "contexts of a feature",
             measure([&] { (*index)->contexts(FeatureId(feature += 37), TokenScope::AllTokens); }), {});
    fs::remove_all(folder);
}

}  // namespace

}  // namespace saferscope::bench

int main(int argc, char** argv) {
    return saferscope::bench::runBenchmarks(argc, argv, {{"index", saferscope::bench::benchIndex}});
}
