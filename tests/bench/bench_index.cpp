// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/features/contrast.h"
#include "core/features/index_writer.h"
#include "tests/bench/bench.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
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

}  // namespace

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
                std::printf("index was not written\n");
            }
        },
        1);
    const auto index = FeatureIndex::open(folder);
    if (!index) {
        std::printf("index: %s\n", index.error().message.c_str());
        return;
    }
    std::uintmax_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        bytes += entry.is_regular_file() ? entry.file_size() : 0;
    }
    char note[120];
    std::snprintf(note, sizeof note, "%.2f bytes per latent all told, generation of the data included",
                  static_cast<double>(bytes) / static_cast<double>((*index)->manifest().latents));
    report("write an index of 2,000 pairs x 64 latents per token", write, note);
    report("open it", measure([&] { FeatureIndex::open(folder); }), "");
    report("contrasts of 16,384 features", measure([&] { computeContrasts(**index, TokenScope::SentenceEnds); }), "");
    std::uint32_t feature = 0;
    report("contexts of a feature",
           measure([&] { (*index)->contexts(FeatureId(feature += 37), TokenScope::AllTokens); }), "");
    std::uint32_t pair = 0;
    report("all latents of a pair", measure([&] {
               pair = (pair + 101) % (*index)->pairCount();
               for (const Segment segment : {Segment::Prompt, Segment::Chosen, Segment::Rejected}) {
                   const auto count = static_cast<std::uint32_t>((*index)->tokens(PairIndex(pair), segment).size());
                   for (std::uint32_t token = 0; token < count; ++token) {
                       (*index)->latents(PairIndex(pair), segment, token);
                   }
               }
           }),
           "");
    fs::remove_all(folder);
}

}  // namespace saferscope::bench
